namespace Palermo.Analysis.Charts;

/// <summary>A map of a small part of the Earth: land, density, areas, clouds of points, tracks and labels.</summary>
/// <remarks>
/// Equirectangular: degrees of longitude are shortened by the cosine of the middle latitude, so that shapes near the
/// middle are true. Good for areas of some hundred kilometres; not for measuring, and not near the poles.
/// Bounds may pass the date line (west 170, east 190): longitudes are shifted by whole turns to fit.
/// </remarks>
public sealed class MapChart : Drawing
{
    private readonly List<MapLayer> _layers = [];
    private int _colours;

    /// <summary>Begins a map between four bounds in degrees.</summary>
    /// <exception cref="ArgumentException">The bounds enclose no area, reach over a pole, or are wider than one turn.</exception>
    public MapChart(string title, double west, double south, double east, double north) : base(title)
    {
        if (!(east > west && east - west <= 360 && double.IsFinite(west)))
            throw new ArgumentException($"A map needs east above west and at most 360 degrees between; got west {west}, east {east}.");
        if (!(north > south && south > -90 && north < 90))
            throw new ArgumentException($"A map needs north above south, both between -90 and 90; got south {south}, north {north}.");
        (West, South, East, North) = (west, south, east, north);
    }

    public double West { get; }
    public double South { get; }
    public double East { get; }
    public double North { get; }

    internal IReadOnlyList<MapLayer> Layers => _layers;
    internal CellGrid? Grid { get; private set; }

    /// <summary>Land, each ring a closed coastline; a ring within a ring is water.</summary>
    public MapChart Land(IEnumerable<IReadOnlyList<LonLat>> rings) => Add(MapLayerKind.Land, null, rings, count: false);

    /// <summary>Coastline as open lines, where there are no closed rings.</summary>
    public MapChart Coastline(IEnumerable<IReadOnlyList<LonLat>> lines) => Add(MapLayerKind.Coastline, null, lines, count: false);

    /// <summary>An area: a search box, a port, a corridor.</summary>
    public MapChart Polygon(string? name, IReadOnlyList<LonLat> ring) => Add(MapLayerKind.Polygon, name, [ring]);

    /// <summary>A cloud of points.</summary>
    /// <param name="size">Diameter in sheet units.</param>
    /// <param name="opacity">0 (cannot be seen) to 1: lower shows where many lie together.</param>
    public MapChart Points(string? name, IReadOnlyList<LonLat> places, double size = 4, double opacity = 0.6) =>
        Add(MapLayerKind.Points, name, [places], size: size, opacity: Math.Clamp(opacity, 0, 1));

    /// <summary>A way travelled, with its first place marked as a ring and its waypoints as dots if wanted.</summary>
    public MapChart Track(string? name, IReadOnlyList<LonLat> places, bool waypoints = false) =>
        Add(waypoints ? MapLayerKind.TrackWithWaypoints : MapLayerKind.Track, name, [places]);

    /// <summary>A density or another value on a grid, with a colour bar.</summary>
    /// <param name="name">What the colour measures, with its unit.</param>
    /// <param name="longitudeEdges">Edges of the columns, rising; one more than columns.</param>
    /// <param name="latitudeEdges">Edges of the rows, rising from the south; one more than rows.</param>
    /// <param name="values">Row after row from the south; NaN leaves the cell empty.</param>
    public MapChart Cells(string name, IReadOnlyList<double> longitudeEdges, IReadOnlyList<double> latitudeEdges, IReadOnlyList<double> values)
    {
        if (Grid is not null) throw new InvalidOperationException("A map shows one grid of cells; draw the second on a map of its own.");
        Grid = CellGrids.Check(name, longitudeEdges, latitudeEdges, values);
        return this;
    }

    /// <summary>Words beside a place, with a dot on it.</summary>
    public MapChart Label(LonLat place, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _layers.Add(new MapLayer(MapLayerKind.Label, null, [[place]], 0) { Text = text });
        return this;
    }

    private protected override Scene Compose() => new MapLayout(this).Compose();

    private MapChart Add(MapLayerKind kind, string? name, IEnumerable<IReadOnlyList<LonLat>> lines, bool count = true, double size = 4, double opacity = 1)
    {
        var copied = lines.Select(line => line.ToArray()).ToList();
        _layers.Add(new MapLayer(kind, name, copied, count ? _colours++ : 0) { Size = size, Opacity = opacity });
        return this;
    }
}

internal enum MapLayerKind { Land, Coastline, Polygon, Points, Track, TrackWithWaypoints, Label }

/// <summary>One thing on a map: rings, lines or places, as the kind says.</summary>
internal sealed record MapLayer(MapLayerKind Kind, string? Name, List<LonLat[]> Lines, int Colour)
{
    public double Size { get; init; } = 4;
    public double Opacity { get; init; } = 1;
    public string Text { get; init; } = "";
}
