using System.Globalization;

namespace Palermo.Analysis.Charts;

/// <summary>Lays a map on the sheet: plane, degrees along the edges, layers, names, scale bar.</summary>
internal sealed class MapLayout
{
    private readonly MapChart _map;
    private readonly Legend _legend;

    public MapLayout(MapChart map)
    {
        _map = map;
        _legend = Legend.Of(map.Layers.Where(l => l.Name is not null).Select(AsSeries), map.Width - 32);
        var top = 34 + _legend.Height + 6;
        var room = new Box(58, top, map.Width - 58 - (map.Grid is null ? 16 : 100), map.Height - top - 28);
        Plane = new MapPlane(map.West, map.South, map.East, map.North, room with { Width = Math.Max(1, room.Width), Height = Math.Max(1, room.Height) });
    }

    public MapPlane Plane { get; }

    public Scene Compose()
    {
        var plot = Plane.Plot;
        var marks = new List<Mark>
        {
            Sheet.Paper(_map.Width, _map.Height),
            new TextMark(new(16, 23), _map.Title, 15, TextAnchor.Start, Palette.Ink, Bold: true),
        };
        marks.AddRange(_legend.Marks(new Spot(16, 34)));
        var inside = new List<Mark>();
        foreach (var layer in _map.Layers.Where(l => l.Kind is MapLayerKind.Land)) inside.AddRange(MarksOf(layer));
        if (_map.Grid is { } grid)
        {
            var middle = (grid.XEdges[0] + grid.XEdges[^1]) / 2;
            var turn = Plane.Near(middle) - middle;
            inside.AddRange(CellGrids.Marks(grid, lon => Plane.X(lon + turn), Plane.Y, 0.85));
        }
        var (longitudes, latitudes) = Degrees();
        inside.Add(new LinesMark(
        [
            .. longitudes.Select(t => (Spot[])[new(Plane.X(t.Value), plot.Y), new(Plane.X(t.Value), plot.Bottom)]),
            .. latitudes.Select(t => (Spot[])[new(plot.X, Plane.Y(t.Value)), new(plot.Right, Plane.Y(t.Value))]),
        ], new Pen(Palette.Axis, 0.5, 0.35), "grid"));
        foreach (var layer in _map.Layers.Where(l => l.Kind is not MapLayerKind.Land)) inside.AddRange(MarksOf(layer));
        marks.Add(new ClipMark(plot, inside));
        marks.Add(new AreasMark([[new(plot.X, plot.Y), new(plot.Right, plot.Y), new(plot.Right, plot.Bottom), new(plot.X, plot.Bottom)]],
            null, new Pen(Palette.Axis, 1), "frame"));
        marks.AddRange(longitudes.Select(t => new TextMark(new(Plane.X(t.Value), plot.Bottom + 16), t.Label, 11, TextAnchor.Middle, Palette.Ink)));
        marks.AddRange(latitudes.Select(t => new TextMark(new(plot.X - 6, Plane.Y(t.Value) + 4), t.Label, 11, TextAnchor.End, Palette.Ink)));
        marks.AddRange(ScaleBar());
        if (_map.Grid is { } cells) marks.AddRange(CellGrids.Bar(cells, new Box(plot.Right + 30, plot.Y, 14, plot.Height)));
        return new Scene(_map.Width, _map.Height, _map.Title, _map.Description ?? InWords(), marks);
    }

    private IEnumerable<Mark> MarksOf(MapLayer layer)
    {
        var colour = Palette.Series(layer.Colour);
        var shown = layer.Lines.SelectMany(Plane.Show).ToList();
        if (shown.Count == 0) yield break;
        switch (layer.Kind)
        {
            case MapLayerKind.Land or MapLayerKind.Polygon:
                var plot = Plane.Plot;
                var wide = new Box(plot.X - 20, plot.Y - 20, plot.Width + 40, plot.Height + 40);
                var rings = shown.ConvertAll(ring => RingClip.Clip(ring, wide)).FindAll(ring => ring.Length > 2);
                if (rings.Count == 0) yield break;
                yield return layer.Kind is MapLayerKind.Land
                    ? new AreasMark(rings, new Fill(Palette.Land), new Pen(Palette.Shore, 0.8), "land")
                    : new AreasMark(rings, new Fill(colour, 0.15), new Pen(colour, 1.8), "area");
                break;
            case MapLayerKind.Coastline:
                yield return new LinesMark(shown, new Pen(Palette.Shore, 0.8), "coast");
                break;
            case MapLayerKind.Points:
                var spots = layer.Lines.SelectMany(l => l).Where(p => double.IsFinite(p.Longitude) && double.IsFinite(p.Latitude))
                    .Select(Plane.At).Where(InView).ToList();
                if (spots.Count > 0) yield return new DotsMark(spots, Marker.Circle, layer.Size, new Fill(colour, layer.Opacity), "points");
                break;
            case MapLayerKind.Track or MapLayerKind.TrackWithWaypoints:
                yield return new LinesMark(shown, new Pen(colour, 2), "track");
                if (layer.Kind is MapLayerKind.TrackWithWaypoints)
                    yield return new DotsMark([.. shown.SelectMany(s => s)], Marker.Circle, 5, new Fill(colour), "waypoints");
                var first = shown[0][0];
                yield return new DotsMark([first], Marker.Circle, 10, new Fill(colour), "start");
                yield return new DotsMark([first], Marker.Circle, 5.5, new Fill(Palette.Paper), "start");
                break;
            case MapLayerKind.Label:
                var at = shown[0][0];
                var right = at.X + 8 + TextSize.Width(layer.Text, 11) < Plane.Plot.Right;
                yield return new DotsMark([at], Marker.Circle, 5, new Fill(Palette.Ink), "label");
                yield return new TextMark(new(right ? at.X + 7 : at.X - 7, at.Y + 4), layer.Text, 11, right ? TextAnchor.Start : TextAnchor.End, Palette.Ink);
                break;
        }
    }

    private bool InView(Spot spot) =>
        spot.X >= Plane.Plot.X - 8 && spot.X <= Plane.Plot.Right + 8 && spot.Y >= Plane.Plot.Y - 8 && spot.Y <= Plane.Plot.Bottom + 8;

    private (List<Tick> Longitudes, List<Tick> Latitudes) Degrees()
    {
        var plot = Plane.Plot;
        var lon = Scale.Fit(Axis.Linear("", _map.West, _map.East), 0, 0, plot.X, plot.Right);
        var lat = Scale.Fit(Axis.Linear("", _map.South, _map.North), 0, 0, plot.Bottom, plot.Y);
        return (lon.Ticks(75).ConvertAll(t => t with { Label = Write(t, t.Value - 360 * Math.Round(t.Value / 360), "E", "W") }),
            lat.Ticks(50).ConvertAll(t => t with { Label = Write(t, t.Value, "N", "S") }));

        static string Write(Tick tick, double value, string plus, string minus)
        {
            var decimals = tick.Label.Contains('.', StringComparison.Ordinal) ? tick.Label.Length - tick.Label.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
            return Math.Abs(value).ToString("F" + decimals, CultureInfo.InvariantCulture) + "°" + (value == 0 ? "" : value > 0 ? plus : minus);
        }
    }

    /// <summary>A bar of a round length in kilometres, at most a quarter of the map, true along the middle latitude.</summary>
    private IEnumerable<Mark> ScaleBar()
    {
        const double KilometresPerNauticalMile = 1.852;
        var most = Plane.Plot.Width / 4 / Plane.UnitsPerKilometre;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(most)));
        var length = unit * (most >= 5 * unit ? 5 : most >= 2 * unit ? 2 : 1);
        var (x, y, width) = (Plane.Plot.X + 12, Plane.Plot.Bottom - 12, length * Plane.UnitsPerKilometre);
        yield return new LinesMark([[new(x, y - 5), new(x, y), new(x + width, y), new(x + width, y - 5)]], new Pen(Palette.Ink, 1.5), "scale");
        var words = string.Create(CultureInfo.InvariantCulture, $"{length:#,0.###} km ({length / KilometresPerNauticalMile:#,0.#} NM)");
        yield return new TextMark(new(x + 4, y - 6), words, 11, TextAnchor.Start, Palette.Ink);
    }

    private string InWords()
    {
        var parts = _map.Layers.Where(l => l.Name is not null || l.Text.Length > 0)
            .Select(l => l.Text.Length > 0 ? l.Text : $"{l.Name}: {l.Lines.Sum(line => line.Length)} places").ToList();
        if (_map.Grid is { } grid) parts.Add(grid.Name);
        var bounds = string.Create(CultureInfo.InvariantCulture,
            $"Map from longitude {_map.West:0.###} to {_map.East:0.###}, latitude {_map.South:0.###} to {_map.North:0.###}");
        return parts.Count == 0 ? bounds : $"{bounds}. {string.Join("; ", parts)}";
    }

    private static Series AsSeries(MapLayer layer) => new(layer.Kind switch
    {
        MapLayerKind.Points => SeriesKind.Scatter,
        MapLayerKind.Polygon => SeriesKind.Band,
        _ => SeriesKind.Line,
    }, layer.Name, [], [], [], [], layer.Colour);
}
