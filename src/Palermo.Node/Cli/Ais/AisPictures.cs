using Palermo.Analysis.Ais.Tracks;
using Palermo.Analysis.Charts;

namespace Palermo.Node.Cli.Ais;

/// <summary>Draws what the verbs found, as SVG or PNG by the name of the file.</summary>
internal static class AisPictures
{
    private const int NamedTracks = 7;

    /// <summary>Tracks, and the places where vessels met.</summary>
    public static void Encounters(string path, TrackTable tracks, IReadOnlyList<Encounter> meetings)
    {
        var map = Map("Vessels that met", tracks.Latitude, tracks.Longitude);
        var met = meetings.SelectMany(m => new[] { m.Vessel1, m.Vessel2 }).Distinct().Take(NamedTracks).ToHashSet();
        for (var vessel = 0; vessel < tracks.Vessels.Count && vessel < 2000; vessel++)
        {
            var rows = Enumerable.Range(tracks.Starts[vessel], tracks.Starts[vessel + 1] - tracks.Starts[vessel]);
            LonLat[] way = [.. rows.Select(row => new LonLat(tracks.Longitude[row], tracks.Latitude[row]))];
            if (met.Contains(tracks.Vessels[vessel])) map.Track(tracks.Vessels[vessel], way);
            else map.Points(null, way, 2, 0.35);
        }
        foreach (var m in meetings)
            map.Label(new LonLat(m.MeanLon, m.MeanLat), FormattableString.Invariant($"{m.StartTime:HH:mm}, {m.Minutes:F0} min"));
        Write(path, map);
    }

    /// <summary>The scene and who can be there first.</summary>
    public static void Near(string path, double latitude, double longitude, IReadOnlyList<NearAsset> assets)
    {
        var shown = assets.Where(a => a.Hours is not null).Take(NamedTracks).ToList();
        var map = Map("Who can be there first",
            [latitude, .. shown.Select(a => a.Vessel.Latitude)], [longitude, .. shown.Select(a => a.Vessel.Longitude)]);
        foreach (var a in shown)
        {
            map.Track(null, [new LonLat(a.Vessel.Longitude, a.Vessel.Latitude), new LonLat(a.MeetLon!.Value, a.MeetLat!.Value)]);
            map.Label(new LonLat(a.Vessel.Longitude, a.Vessel.Latitude),
                FormattableString.Invariant($"{(a.Vessel.Name.Length > 0 ? a.Vessel.Name : a.Vessel.Mmsi.ToString())}: {a.Hours:F1} h"));
        }
        map.Label(new LonLat(longitude, latitude), "scene");
        Write(path, map);
    }

    private static MapChart Map(string title, IReadOnlyList<double> latitudes, IReadOnlyList<double> longitudes)
    {
        // Longitudes by the short way from the first, so that a map over the date line is one map.
        var origin = longitudes[0];
        var offsets = longitudes.Select(lon => Palermo.Analysis.Geo.Geodesy.LongitudeDifference(origin, lon)).ToList();
        double west = origin + offsets.Min(), east = origin + offsets.Max(), south = latitudes.Min(), north = latitudes.Max();
        var margin = Math.Max(0.05, 0.06 * Math.Max(east - west, north - south));
        return new MapChart(title, west - margin, Math.Max(-89.9, south - margin), Math.Min(east + margin, west - margin + 360), Math.Min(89.9, north + margin))
        {
            Width = 760, Height = 520,
        };
    }

    private static void Write(string path, Drawing drawing)
    {
        try
        {
            if (path.EndsWith(".png", StringComparison.OrdinalIgnoreCase)) File.WriteAllBytes(path, drawing.ToPng(1200));
            else if (path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)) File.WriteAllText(path, drawing.ToSvg());
            else throw new CliProblem($"--picture {path}: the name must end in .svg or .png");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"--picture {path}: cannot be written ({problem.Message})");
        }
    }
}
