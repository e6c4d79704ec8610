using System.CommandLine;
using Palermo.Analysis.Ais.Tracks;

namespace Palermo.Node.Cli.Ais;

/// <summary><c>palermo ais gaps</c>: vessels that were not heard for hours.</summary>
internal static class GapsVerb
{
    public static Command Create()
    {
        var file = TrackInput.File();
        var json = TrackInput.Json();
        var hours = new Option<double>("--min-hours") { Description = "Hours without a position.", DefaultValueFactory = _ => 6 };
        var coast = TrackInput.Places("--coast", "Table (lat, lon) of points of the coast, where FILE has no column distance_from_shore_km.");
        var verb = new Command("gaps",
            "Finds gaps of six hours and more, and judges each by the conditions of Welch et al. (2022) for a transmitter switched off: "
            + "12 hours, 50 nautical miles from shore, good reception there, 14 satellite positions in the 12 hours before. "
            + "What the table cannot tell is said to be unknown. A gap is a question, not an answer.\n\nExample:  palermo ais gaps day.csv --json")
        {
            file, json, hours, coast,
        };
        verb.SetAction(result =>
        {
            if (!(result.GetValue(hours) > 0)) throw new CliProblem("--min-hours: must be above 0");
            var rule = new GapRule(result.GetValue(hours));
            var places = TrackInput.ReadPlaces(result.GetValue(coast));
            var (tracks, report) = TrackInput.Read(result.GetRequiredValue(file));
            var gaps = Gaps.Find(tracks, rule, places);
            if (result.GetValue(json))
            {
                Answer.WriteJson(new { input = TrackInput.Describe(tracks, report), parameters = rule, gaps });
                return 0;
            }
            foreach (var gap in gaps)
                Console.WriteLine(FormattableString.Invariant(
                    $"{gap.Vessel}: {gap.Hours:F1} h from {gap.StartTime:yyyy-MM-dd HH:mm} UTC at {TrackInput.Place(gap.StartLat, gap.StartLon)}, again at {TrackInput.Place(gap.EndLat, gap.EndLon)} after {gap.DistanceKm:F0} km ({gap.ImpliedKnots:F1} kn); likely switched off: {gap.LikelyDisabling.ToString().ToLowerInvariant()}"));
            Console.WriteLine($"{gaps.Count} gaps");
            return 0;
        });
        return verb;
    }
}
