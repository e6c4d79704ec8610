namespace Palermo.Analysis.Drift;

/// <summary>Finds wind, current or a land mask in a CF-NetCDF file by their standard names.</summary>
public static class CfFlow
{
    private static readonly (string U, string V, bool AlongGrid)[] WindNames =
    [
        ("x_wind", "y_wind", true), ("eastward_wind", "northward_wind", false), ("grid_eastward_wind", "grid_northward_wind", true),
    ];

    private static readonly (string U, string V, bool AlongGrid)[] CurrentNames =
    [
        ("x_sea_water_velocity", "y_sea_water_velocity", true),
        ("eastward_sea_water_velocity", "northward_sea_water_velocity", false),
        ("surface_eastward_sea_water_velocity", "surface_northward_sea_water_velocity", false),
        ("surface_geostrophic_eastward_sea_water_velocity", "surface_geostrophic_northward_sea_water_velocity", false),
    ];

    // Names used by well-known producers where standard names are absent: ECMWF and CMEMS.
    private static readonly (string U, string V)[] PlainWind = [("u10", "v10"), ("x_wind_10m", "y_wind_10m"), ("x_wind", "y_wind"), ("10u", "10v")];

    private static readonly (string U, string V)[] PlainCurrent = [("uo", "vo"), ("u", "v"), ("water_u", "water_v"), ("x_sea_water_velocity", "y_sea_water_velocity")];

    /// <summary>Wind at 10 m.</summary>
    /// <exception cref="DriftProblem">No pair of wind components, or one that is not understood.</exception>
    public static GridFlow Wind(NetCdfFile file, GridFallback? fallback = null) => new(Find(file, WindNames, PlainWind, "wind"), fallback);

    /// <summary>Current at the surface: the level nearest to the surface when there are several.</summary>
    public static GridFlow Current(NetCdfFile file, GridFallback? fallback = null) => new(Find(file, CurrentNames, PlainCurrent, "current"), fallback);

    /// <summary>Land from a variable <c>land_binary_mask</c> (1 land, 0 sea).</summary>
    public static GridCoast Land(NetCdfFile file)
    {
        var mask = file.Variables.FirstOrDefault(v => v.Text("standard_name") == "land_binary_mask") ?? file.Find("land_binary_mask")
            ?? throw new DriftProblem($"{file.Path}: no variable with the standard name land_binary_mask");
        var grid = CfGrid.Of(file, mask);
        return new GridCoast(grid.Geometry, grid.Plane(mask, 0), file.Path);
    }

    private static CfFrames Find(NetCdfFile file, (string U, string V, bool AlongGrid)[] standard, (string U, string V)[] plain, string what)
    {
        var byStandardName = new Dictionary<string, NetCdfVariable>();
        foreach (var v in file.Variables)
            if (v.Shape.Count >= 2 && v.Text("standard_name") is { } name) byStandardName.TryAdd(name, v);
        foreach (var (u, v, along) in standard)
            if (byStandardName.TryGetValue(u, out var first) && byStandardName.TryGetValue(v, out var second)) return Pair(file, first, second, along);
        foreach (var (u, v) in plain)
            if (file.Find(u) is { Shape.Count: >= 2 } first && file.Find(v) is { Shape.Count: >= 2 } second) return Pair(file, first, second, u.StartsWith('x'));
        throw new DriftProblem(
            $"{file.Path}: no {what} in it; looked for the standard names {string.Join(", ", standard.Select(s => $"{s.U} and {s.V}"))}; "
            + $"the file has {string.Join(", ", file.Variables.Where(v => v.Shape.Count >= 2).Select(v => v.Name).Take(20))}");
    }

    private static CfFrames Pair(NetCdfFile file, NetCdfVariable u, NetCdfVariable v, bool alongGrid)
    {
        if (!u.Shape.SequenceEqual(v.Shape))
            throw new DriftProblem($"{file.Path}: {u.Name} and {v.Name} lie on different grids; a velocity needs both on one");
        return new CfFrames(file, u, v, alongGrid);
    }
}

/// <summary>A pair of velocity components of a file, read frame by frame.</summary>
internal sealed class CfFrames : IFrames
{
    private readonly NetCdfVariable u, v;
    private readonly CfGrid grid;
    private readonly double unit;

    public CfFrames(NetCdfFile file, NetCdfVariable u, NetCdfVariable v, bool alongGrid)
    {
        (this.u, this.v) = (u, v);
        Name = $"{System.IO.Path.GetFileName(file.Path)} ({u.Name}, {v.Name})";
        grid = CfGrid.Of(file, u);
        if (grid.OffBy > 0.05 * Math.Min(grid.Geometry.Dx, grid.Geometry.Dy))
            Name += FormattableString.Invariant($" [WARNING: its positions and its map projection differ by up to {grid.OffBy / 1000:0.0} km; the projection is used]");
        AlongGrid = alongGrid && grid.Geometry.Projection is not null;
        unit = Unit(u, Name);
        if (Unit(v, Name) != unit) throw new DriftProblem($"{Name}: the two components are in different units");
    }

    public GridGeometry Grid => grid.Geometry;

    public IReadOnlyList<double> Times => grid.Times;

    public bool AlongGrid { get; }

    public string Name { get; }

    public void Read(int frame, Span<float> first, Span<float> second)
    {
        Fill(u, frame, first);
        Fill(v, frame, second);
    }

    private void Fill(NetCdfVariable variable, int frame, Span<float> into)
    {
        var plane = grid.Plane(variable, frame);
        for (var i = 0; i < into.Length; i++) into[i] = (float)(plane[i] * unit);
    }

    private static double Unit(NetCdfVariable variable, string where)
    {
        var units = variable.Text("units")
            ?? throw new DriftProblem($"{where}: {variable.Name} has no units; m/s cannot be taken for granted");
        return units.Replace(" ", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal).ToLowerInvariant() switch
        {
            "m/s" or "ms-1" or "m.s-1" or "ms^-1" or "meter/second" or "metersecond-1" or "metres-1" or "meters-1" or "meter/sec" or "m/sec"
                or "metersecond-1s" or "meterspersecond" or "metrespersecond" or "meters/second" => 1,
            "cm/s" or "cms-1" or "cm.s-1" => 0.01,
            "knot" or "knots" or "kt" or "kts" or "kn" => 1852.0 / 3600,
            "km/h" or "kmh-1" => 1 / 3.6,
            _ => throw new DriftProblem($"{where}: {variable.Name} is in '{units}', which is not a speed that is read (m s-1, cm s-1, knots, km h-1)"),
        };
    }
}
