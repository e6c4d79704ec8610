using Palermo.Analysis.Charts;
using Palermo.Analysis.Drift;
using Palermo.Analysis.Geo;

namespace Palermo.Node.Cli.Drift;

/// <summary>Draws the answer of a run: land, probability, areas, members, mean track.</summary>
internal static class DriftPicture
{
    // More points than this only make the picture heavier.
    private const int MostPoints = 3000;

    public static MapChart Draw(DriftResult run, ProbabilityGrid map, IReadOnlyList<DensityArea> areas, string title)
    {
        var box = new GeoBox(90, double.MaxValue, -90, double.MinValue);
        for (var i = 0; i < run.Count; i++) box = box.With(new GeoBox(run.Latitude[i], run.Longitude[i], run.Latitude[i], run.Longitude[i]));
        foreach (var h in run.Setup.Hypotheses)
            foreach (var p in h.Seeding.Points)
                box = box.With(new GeoBox(p.Latitude, p.Longitude, p.Latitude, p.Longitude));
        box = Framed(box);
        var chart = Frame(title, box);
        chart.Cells("probability in a cell (%)",
            [.. Enumerable.Range(0, map.Columns + 1).Select(c => map.West + c * map.CellWidth)],
            [.. Enumerable.Range(0, map.Rows + 1).Select(r => map.South + r * map.CellHeight)],
            [.. map.P.Select(p => p > 2e-5 ? p * 100 : double.NaN)]);
        foreach (var area in areas.OrderBy(a => a.Level))
        {
            var name = FormattableString.Invariant($"{area.Level * 100:0.#} % area, {area.SquareNauticalMiles:0} NM2");
            foreach (var polygon in area.Polygons.OrderByDescending(p => p[0].Length))
            {
                chart.Polygon(name, [.. polygon[0].Select(p => new LonLat(p.Lon, p.Lat))]);
                name = null;
            }
        }

        var step = Math.Max(1, run.Count / MostPoints);
        Cloud("adrift", MemberState.Adrift, 1.2, .25);
        Cloud("stranded", MemberState.Stranded, 3, .8);
        chart.Track("mean track", [.. run.Notes.Where(n => n.Cloud is not null).Select(n => new LonLat(n.Cloud!.Longitude, n.Cloud.Latitude))]);
        return chart;

        void Cloud(string name, MemberState state, double size, double opacity)
        {
            var places = Enumerable.Range(0, run.Count).Where(i => i % step == 0 && run.State[i] == state).Select(i => new LonLat(run.Longitude[i], run.Latitude[i])).ToArray();
            if (places.Length > 0) chart.Points($"{name} (1 of {step})", places, size, opacity);
        }
    }

    /// <summary>A box with a margin, not narrower than it is high by more than a little.</summary>
    public static GeoBox Framed(GeoBox box)
    {
        var (north, east) = Geodesy.MetresPerDegree(Math.Clamp((box.South + box.North) / 2, -80, 80));
        var half = Math.Max(Math.Max((box.North - box.South) * north, (box.East - box.West) * east) * .62, 2000);
        var (lat, lon) = ((box.South + box.North) / 2, (box.West + box.East) / 2);
        return new GeoBox(Math.Max(-89, lat - half / north), lon - half / east, Math.Min(89, lat + half / north), lon + half / east);
    }

    /// <summary>An empty map of a box with the land of Natural Earth.</summary>
    public static MapChart Frame(string title, GeoBox box)
    {
        var chart = new MapChart(title, box.West, box.South, box.East, box.North) { Width = 900, Height = 820 };
        chart.Land(LandMask.World.RingsWithin(box).Select(ring => (IReadOnlyList<LonLat>)[.. ring.Select(p => new LonLat(p.Lon, p.Lat))]));
        return chart;
    }

    public static void Save(MapChart chart, string path)
    {
        if (path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)) File.WriteAllText(path, chart.ToSvg());
        else if (path.EndsWith(".png", StringComparison.OrdinalIgnoreCase)) File.WriteAllBytes(path, chart.ToPng(1000));
        else throw new CliProblem($"--picture {path}: the name must end in .png or .svg");
    }
}
