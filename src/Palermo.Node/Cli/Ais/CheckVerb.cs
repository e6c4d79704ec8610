using System.CommandLine;
using Palermo.Analysis.Ais.Tracks;

namespace Palermo.Node.Cli.Ais;

/// <summary><c>palermo ais check</c>: positions that cannot be true together.</summary>
internal static class CheckVerb
{
    public static Command Create()
    {
        var file = TrackInput.File();
        var json = TrackInput.Json();
        var knots = new Option<double>("--max-knots") { Description = "Faster is not believed.", DefaultValueFactory = _ => 60 };
        var verb = new Command("check",
            "Marks stray positions, jumps, possible spoofing (a jump where the receiver changed) and one number in two places. "
            + "Exit code 1 when there is any.\n\nExample:  palermo ais check day.csv")
        {
            file, json, knots,
        };
        verb.SetAction(result =>
        {
            if (!(result.GetValue(knots) > 0)) throw new CliProblem("--max-knots: must be above 0");
            var (tracks, report) = TrackInput.Read(result.GetRequiredValue(file));
            var findings = TrackCheck.Find(tracks, result.GetValue(knots));
            if (result.GetValue(json))
            {
                Answer.WriteJson(new { input = TrackInput.Describe(tracks, report), maximumKnots = result.GetValue(knots), findings });
            }
            else
            {
                foreach (var f in findings)
                    Console.WriteLine(FormattableString.Invariant(
                        $"{f.Vessel}: {f.Time:yyyy-MM-dd HH:mm:ss} UTC, {TrackInput.Place(f.FromLat, f.FromLon)} to {TrackInput.Place(f.ToLat, f.ToLon)}: {f.Explanation}"));
                Console.WriteLine($"{findings.Count} findings in {tracks.Vessels.Count} tracks");
            }
            return findings.Count > 0 ? 1 : 0;
        });
        return verb;
    }
}
