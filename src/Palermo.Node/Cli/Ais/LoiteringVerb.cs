using System.CommandLine;
using Palermo.Analysis.Ais.Tracks;

namespace Palermo.Node.Cli.Ais;

/// <summary><c>palermo ais loitering</c>: vessels that hardly moved for hours.</summary>
internal static class LoiteringVerb
{
    public static Command Create()
    {
        var file = TrackInput.File();
        var json = TrackInput.Json();
        var knots = new Option<double>("--max-knots") { Description = "Mean speed of every hour below this.", DefaultValueFactory = _ => 2 };
        var hours = new Option<int>("--min-hours") { Description = "Hours in a row, at least.", DefaultValueFactory = _ => 2 };
        var shore = new Option<double>("--min-shore-nm") { Description = "Nautical miles from shore, on average, to be flagged.", DefaultValueFactory = _ => 20 };
        var coast = TrackInput.Places("--coast", "Table (lat, lon) of points of the coast, where FILE has no column distance_from_shore_km.");
        var verb = new Command("loitering",
            "Finds vessels under two knots for hours in a row, as Global Fishing Watch does: a sign that they wait for somebody.\n\nExample:  palermo ais loitering day.csv --min-hours 4")
        {
            file, json, knots, hours, shore, coast,
        };
        verb.SetAction(result =>
        {
            var rule = new LoiteringRule(result.GetValue(knots), result.GetValue(hours), result.GetValue(shore));
            var places = TrackInput.ReadPlaces(result.GetValue(coast));
            var (tracks, report) = TrackInput.Read(result.GetRequiredValue(file), dropStrays: true);
            var events = Loitering.Find(tracks, rule, places);
            if (result.GetValue(json))
            {
                Answer.WriteJson(new { input = TrackInput.Describe(tracks, report), parameters = rule, loitering = events });
                return 0;
            }
            foreach (var e in events)
                Console.WriteLine(FormattableString.Invariant(
                    $"{e.Vessel}: {e.Hours} h from {e.StartTime:yyyy-MM-dd HH:mm} UTC, {e.MeanKnots:F1} kn, at {TrackInput.Place(e.MeanLat, e.MeanLon)}")
                    + (e.MeanShoreNm is { } nm ? FormattableString.Invariant($", {nm:F0} nm from shore") : ""));
            Console.WriteLine($"{events.Count} times of loitering");
            return 0;
        });
        return verb;
    }
}
