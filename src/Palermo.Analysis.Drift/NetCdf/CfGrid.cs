namespace Palermo.Analysis.Drift;

/// <summary>The axes of a variable of CF-NetCDF: which dimension is time, which is height, and where the nodes lie.</summary>
internal sealed class CfGrid
{
    private readonly int timeDimension = -1;
    private readonly long level;
    private readonly int levelDimension = -1;
    private readonly bool flipX, flipY;
    private readonly int columns, rows;

    private CfGrid(NetCdfFile file, NetCdfVariable variable)
    {
        var where = $"{file.Path}, {variable.Name}";
        var rank = variable.Shape.Count;
        if (rank < 2) throw new DriftProblem($"{where}: {rank} dimensions; a field needs at least two");
        (rows, columns) = ((int)variable.Shape[^2], (int)variable.Shape[^1]);
        for (var d = 0; d < rank - 2; d++)
        {
            var axis = file.Find(variable.Dimensions[d]);
            if (axis is not null && CfTime.IsTimeUnit(axis.Text("units")))
            {
                timeDimension = d;
                Times = ReadTimes(file, axis);
            }
            else if (levelDimension < 0 && (axis is not null || variable.Shape[d] == 1))
            {
                levelDimension = d;
                level = axis is null ? 0 : NearestSurface(axis);
            }
            else if (variable.Shape[d] != 1)
            {
                throw new DriftProblem($"{where}: dimension {variable.Dimensions[d]} of {variable.Shape[d]} is neither time nor height; cut out one member of it first");
            }
        }

        var (xs, ys, projection) = Axes(file, variable, where);
        (flipX, flipY) = (xs.Length > 1 && xs[0] > xs[^1], ys.Length > 1 && ys[0] > ys[^1]);
        if (flipX) Array.Reverse(xs);
        if (flipY) Array.Reverse(ys);
        try
        {
            Geometry = new GridGeometry(xs, ys, projection);
            OffBy = projection is null ? 0 : Disagreement(file, variable, xs, ys, projection);
        }
        catch (DriftProblem p)
        {
            throw new DriftProblem($"{where}: {p.Message}", p);
        }
    }

    public GridGeometry Geometry { get; }

    /// <summary>
    /// Greatest distance (m) between the positions that the file gives for its nodes and those of its map projection: large when the
    /// producer took another figure of the Earth than he wrote down. 0 when the file gives no positions.
    /// </summary>
    public double OffBy { get; }

    /// <summary>Seconds since 1970 UTC; a single 0 when the variable has no time.</summary>
    public double[] Times { get; } = [0];

    public static CfGrid Of(NetCdfFile file, NetCdfVariable variable) => new(file, variable);

    /// <summary>Values of a variable of this shape at one time, rows and columns increasing.</summary>
    public double[] Plane(NetCdfVariable variable, int frame)
    {
        var rank = variable.Shape.Count;
        var start = new long[rank];
        var count = Enumerable.Repeat(1L, rank).ToArray();
        (count[^2], count[^1]) = (rows, columns);
        if (timeDimension >= 0) start[timeDimension] = frame;
        if (levelDimension >= 0) start[levelDimension] = level;
        var plane = variable.Read(start, count);
        if (flipY)
            for (var r = 0; r < rows / 2; r++)
            {
                var a = plane.AsSpan(r * columns, columns);
                var b = plane.AsSpan((rows - 1 - r) * columns, columns);
                for (var c = 0; c < columns; c++) (a[c], b[c]) = (b[c], a[c]);
            }

        if (flipX)
            for (var r = 0; r < rows; r++) plane.AsSpan(r * columns, columns).Reverse();
        return plane;
    }

    private static double[] ReadTimes(NetCdfFile file, NetCdfVariable axis)
    {
        var where = $"{file.Path}, {axis.Name}";
        var time = CfTime.Parse(axis.Text("units")!, axis.Text("calendar"), where);
        double[] times;
        try
        {
            times = Array.ConvertAll(axis.ReadAll(), time.Seconds);
        }
        catch (DriftProblem p)
        {
            throw new DriftProblem($"{where}: {p.Message}", p);
        }

        if (times.Length == 0) throw new DriftProblem($"{where}: the file has no times");
        for (var i = 1; i < times.Length; i++)
            if (times[i] <= times[i - 1]) throw new DriftProblem($"{where}: time {i} is not after time {i - 1}; sort the file");
        return times;
    }

    private static long NearestSurface(NetCdfVariable axis)
    {
        var heights = axis.ReadAll();
        var best = 0;
        for (var i = 1; i < heights.Length; i++)
            if (Math.Abs(heights[i]) < Math.Abs(heights[best])) best = i;
        return best;
    }

    private static (double[] X, double[] Y, IMapProjection?) Axes(NetCdfFile file, NetCdfVariable variable, string where)
    {
        var x = Axis(file, variable.Dimensions[^1]);
        var y = Axis(file, variable.Dimensions[^2]);
        if (x is not null && y is not null && IsDegrees(x, "east", "longitude") && IsDegrees(y, "north", "latitude"))
            return (x.ReadAll(), y.ReadAll(), null);
        if (x is not null && y is not null && IsDegrees(y, "east", "longitude") && IsDegrees(x, "north", "latitude"))
            throw new DriftProblem($"{where}: longitude is the slower dimension; turn the file so that the order is time, latitude, longitude");
        // "crs: x y" and "crs" both name the variable first.
        var mappingName = variable.Text("grid_mapping")?.Split(' ', ':')[0];
        var mapping = mappingName is null ? null : file.Find(mappingName);
        if (mapping is null || x is null || y is null)
            throw new DriftProblem(
                $"{where}: the axes {variable.Dimensions[^2]} and {variable.Dimensions[^1]} are not longitude and latitude and there is no grid mapping with both axes; "
                + "convert the file to a grid of longitude and latitude");
        var projection = CfProjections.From(mapping, where);
        return (InMetres(x, where), InMetres(y, where), projection);
    }

    private double Disagreement(NetCdfFile file, NetCdfVariable variable, double[] xs, double[] ys, IMapProjection projection)
    {
        var names = variable.Text("coordinates")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        NetCdfVariable? Position(string standardName) => names.Select(file.Find)
            .FirstOrDefault(v => v is { Shape.Count: 2 } && v.Text("standard_name") == standardName && v.Shape[0] == rows && v.Shape[1] == columns);
        if (Position("longitude") is not { } longitude || Position("latitude") is not { } latitude || projection.Name.StartsWith("rotated", StringComparison.Ordinal)) return 0;
        var worst = 0.0;
        foreach (var r in new[] { 0, rows / 2, rows - 1 })
            foreach (var c in new[] { 0, columns / 2, columns - 1 })
            {
                var (x, y) = projection.Forward(longitude.Read([r, c], [1, 1])[0], latitude.Read([r, c], [1, 1])[0]);
                var (nodeX, nodeY) = (xs[flipX ? columns - 1 - c : c], ys[flipY ? rows - 1 - r : r]);
                worst = Math.Max(worst, Math.Sqrt((x - nodeX) * (x - nodeX) + (y - nodeY) * (y - nodeY)));
            }

        return worst;
    }

    private static NetCdfVariable? Axis(NetCdfFile file, string dimension) => file.Find(dimension) is { Shape.Count: 1 } axis ? axis : null;

    private static bool IsDegrees(NetCdfVariable axis, string direction, string name) =>
        axis.Text("standard_name") == name
        || (axis.Text("units") is { } units && units.StartsWith("degree", StringComparison.OrdinalIgnoreCase)
            && units.Contains(direction[..1], StringComparison.OrdinalIgnoreCase)
            && (units.EndsWith(direction, StringComparison.OrdinalIgnoreCase) || units.EndsWith("_" + direction[..1], StringComparison.OrdinalIgnoreCase)));

    private static double[] InMetres(NetCdfVariable axis, string where)
    {
        var values = axis.ReadAll();
        var factor = (axis.Text("units") ?? "m").Trim().ToLowerInvariant() switch
        {
            "m" or "meter" or "meters" or "metre" or "metres" => 1.0,
            "km" or "kilometer" or "kilometers" or "kilometre" or "kilometres" => 1000,
            "degrees" or "degree" or "1" => 1,
            var other => throw new DriftProblem($"{where}: axis {axis.Name} is in '{other}'; m, km and degrees are read"),
        };
        if (factor != 1)
            for (var i = 0; i < values.Length; i++) values[i] *= factor;
        return values;
    }
}
