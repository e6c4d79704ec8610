using System.CommandLine;
using Palermo.Analysis.Ais.Tracks;

namespace Palermo.Node.Cli.Ais;

/// <summary><c>palermo ais encounters</c>: vessels that met.</summary>
internal static class EncountersVerb
{
    public static Command Create()
    {
        var file = TrackInput.File();
        var json = TrackInput.Json();
        var km = new Option<double>("--max-km") { Description = "Greatest distance between the two, km.", DefaultValueFactory = _ => 0.5 };
        var minutes = new Option<double>("--min-minutes") { Description = "Shortest time to be listed, minutes.", DefaultValueFactory = _ => 30 };
        var step = new Option<int>("--step-seconds") { Description = "Positions are compared at these steps.", DefaultValueFactory = _ => 600 };
        var gap = new Option<double>("--gap-seconds") { Description = "Nothing is assumed between positions this far apart.", DefaultValueFactory = _ => 4200 };
        var merge = new Option<double>("--merge-hours") { Description = "Meetings of a pair less than this apart become one.", DefaultValueFactory = _ => 24 };
        var anchorages = TrackInput.Places("--anchorages", "Table (lat, lon) of anchorages: the distance to the nearest is given, and the definition needs 10 km.");
        var picture = new Option<string?>("--picture") { Description = "Draw tracks and meetings into this file, .svg or .png." };
        var keep = new Option<bool>("--keep-strays") { Description = "Use also positions that cannot have been reached." };
        var verb = new Command("encounters",
            "Finds vessels that stayed close together, by the definition of Global Fishing Watch.\n\n"
            + "Listed is every meeting of --min-minutes or more: half an hour, because a mother vessel off a coast needs no more. "
            + "meetsDefinition tells which of them are encounters as Global Fishing Watch defines them: two hours, both under 2 knots, 10 km from an anchorage.\n\n"
            + "Example:  palermo ais encounters day.csv --json")
        {
            file, json, km, minutes, step, gap, merge, anchorages, keep, picture,
        };
        verb.SetAction(result => Run(result.GetRequiredValue(file), result.GetValue(json),
            new EncounterRule(result.GetValue(step), result.GetValue(gap), result.GetValue(km), result.GetValue(minutes), result.GetValue(merge)),
            result.GetValue(anchorages), result.GetValue(keep), result.GetValue(picture)));
        return verb;
    }

    private static int Run(string path, bool json, EncounterRule rule, string? anchorages, bool keepStrays, string? picture)
    {
        var places = TrackInput.ReadPlaces(anchorages);
        var (tracks, report) = TrackInput.Read(path, dropStrays: !keepStrays);
        List<Encounter> views, merged;
        try
        {
            views = Encounters.Views(tracks, rule);
            merged = Encounters.Find(tracks, rule);
        }
        catch (ArgumentOutOfRangeException problem)
        {
            throw new CliProblem(problem.Message);
        }
        var rows = merged.Select(e =>
        {
            var km = places?.Kilometres(e.MeanLat, e.MeanLon);
            return (Encounter: e, Km: km, Definition: e.Minutes >= 120 && e.MedianSpeedKnots < 2 && (km is null || km >= 10));
        }).ToList();
        if (picture is not null) AisPictures.Encounters(picture, tracks, merged);
        if (json)
        {
            Answer.WriteJson(new
            {
                input = TrackInput.Describe(tracks, report),
                parameters = rule,
                definition = "Global Fishing Watch: within 0.5 km for 2 hours, both under 2 knots, at least 10 km from a coastal anchorage",
                anchoragesChecked = places is not null,
                encounters = rows.Select(r => Document(r.Encounter, r.Definition, r.Km)),
                views = views.Select(v => Document(v, null, null)),
            });
            return 0;
        }
        foreach (var (e, km, definition) in rows)
            Console.WriteLine(FormattableString.Invariant(
                $"{e.Vessel1} and {e.Vessel2}: {e.StartTime:yyyy-MM-dd HH:mm} to {e.EndTime:yyyy-MM-dd HH:mm} UTC, {e.Minutes:F0} min, {e.MedianDistanceKm:F2} km apart, {e.MedianSpeedKnots:F1} kn, at {TrackInput.Place(e.MeanLat, e.MeanLon)}")
                + (km is { } far ? FormattableString.Invariant($", {far:F0} km from an anchorage") : "") + (definition ? "  [encounter]" : ""));
        Console.WriteLine($"{rows.Count} meetings, {rows.Count(r => r.Definition)} of them encounters by the definition"
            + (places is null ? " (distance from anchorages not checked)" : ""));
        return 0;
    }

    private static object Document(Encounter e, bool? definition, double? km) => new
    {
        e.Vessel1, e.Vessel2, e.StartTime, e.EndTime, e.Minutes, e.MeanLat, e.MeanLon, e.MedianDistanceKm, e.MedianSpeedKnots,
        e.Vessel1Points, e.Vessel2Points, e.StartLat, e.StartLon, e.EndLat, e.EndLon, anchorageKm = km, meetsDefinition = definition,
    };
}
