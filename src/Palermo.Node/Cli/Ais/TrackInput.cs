using System.CommandLine;
using Palermo.Analysis.Ais.Tracks;

namespace Palermo.Node.Cli.Ais;

/// <summary>Reads the table of positions that the track verbs work on, and what they share in words.</summary>
internal static class TrackInput
{
    public static Argument<string> File() => new("FILE")
    {
        Description = "Table with the columns vessel (or mmsi), timestamp, lat, lon; plain or gzip; - reads standard input. "
            + "What ais decode --out csv writes is such a table.",
    };

    public static Option<bool> Json() => new("--json") { Description = "Answer with one JSON document." };

    public static Option<string?> Places(string name, string what) => new(name) { Description = what };

    /// <summary>The tracks, and a sentence on standard error when rows could not be used.</summary>
    public static (TrackTable Tracks, TrackCsvReport Report) Read(string path, bool dropStrays = false)
    {
        using var input = AisInput.Open(path);
        using var reader = new StreamReader(input);
        try
        {
            var (tracks, report) = TrackCsv.Read(reader, path);
            if (tracks.Count == 0)
                throw new CliProblem($"{path}: no row has a vessel, a time and a place" + (report.FirstUnreadable is { } first ? $"; {first}" : ""));
            if (report.Unreadable > 0)
                Answer.Progress($"{report.Unreadable} of {report.Rows} rows could not be read and were left out; the first: {report.FirstUnreadable}");
            if (report.WithoutPosition > 0) Answer.Progress($"{report.WithoutPosition} of {report.Rows} rows have no position or no time");
            return (dropStrays ? WithoutStrays(tracks) : tracks, report);
        }
        catch (FormatException problem)
        {
            throw new CliProblem(problem.Message);
        }
        catch (InvalidDataException damaged)
        {
            throw new CliProblem($"{path}: the compressed file is damaged ({damaged.Message})");
        }
    }

    public static NearestPlace? ReadPlaces(string? path)
    {
        if (path is null) return null;
        using var input = AisInput.Open(path);
        using var reader = new StreamReader(input);
        try
        {
            var places = TrackCsv.ReadPlaces(reader, path);
            return places.Count > 0 ? new NearestPlace(places) : throw new CliProblem($"{path}: holds no place");
        }
        catch (FormatException problem)
        {
            throw new CliProblem(problem.Message);
        }
    }

    /// <summary>What was read, for the head of a JSON answer.</summary>
    public static object Describe(TrackTable tracks, TrackCsvReport report) => new
    {
        vessels = tracks.Vessels.Count, positions = tracks.Count, report.Rows, rowsNotVessels = report.NotVessels, rowsWithoutPosition = report.WithoutPosition,
        rowsUnreadable = report.Unreadable, report.FirstUnreadable, rowsSameTime = tracks.SameTime,
        from = DateTimeOffset.FromUnixTimeMilliseconds(tracks.Time.Min()), to = DateTimeOffset.FromUnixTimeMilliseconds(tracks.Time.Max()),
    };

    public static string Place(double latitude, double longitude) => FormattableString.Invariant($"{latitude:F4} {longitude:F4}");

    private static TrackTable WithoutStrays(TrackTable tracks)
    {
        var strays = TrackCheck.StrayRows(tracks);
        if (strays.Count == 0) return tracks;
        Answer.Progress($"{strays.Count} positions that cannot have been reached were left out (see ais check)");
        List<TrackPoint> points = [];
        for (var vessel = 0; vessel < tracks.Vessels.Count; vessel++)
            for (var row = tracks.Starts[vessel]; row < tracks.Starts[vessel + 1]; row++)
                if (!strays.Contains(row))
                    points.Add(new TrackPoint(tracks.Vessels[vessel], tracks.Time[row], tracks.Latitude[row], tracks.Longitude[row],
                        tracks.Speed[row], tracks.Course[row], tracks.ShoreKm[row], tracks.Sources[tracks.Source[row]]));
        return TrackTable.From(points);
    }
}
