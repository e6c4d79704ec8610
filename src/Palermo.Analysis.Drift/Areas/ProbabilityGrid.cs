using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>A map of where the object may be: probability in cells of a grid of longitude and latitude.</summary>
/// <remarks>Rows from south to north, columns from west to east. Over the date line longitudes run beyond 180.</remarks>
public sealed class ProbabilityGrid
{
    private const int MostCells = 4_000_000;

    public ProbabilityGrid(double west, double south, double cellWidth, double cellHeight, int columns, int rows)
    {
        if (columns < 1 || rows < 1 || (long)columns * rows > MostCells)
            throw new ArgumentOutOfRangeException(nameof(columns), $"{columns} x {rows} cells: 1 to {MostCells} are possible");
        (West, South, CellWidth, CellHeight, Columns, Rows) = (west, south, cellWidth, cellHeight, columns, rows);
        P = new double[columns * rows];
    }

    /// <summary>Western edge, degrees.</summary>
    public double West { get; }

    /// <summary>Southern edge, degrees.</summary>
    public double South { get; }

    /// <summary>Width of a cell in degrees of longitude.</summary>
    public double CellWidth { get; }

    /// <summary>Height of a cell in degrees of latitude.</summary>
    public double CellHeight { get; }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Probability of each cell, row by row from the south-west.</summary>
    public double[] P { get; }

    /// <summary>Area of a cell of that row (km2).</summary>
    public double CellArea(int row)
    {
        var (north, east) = Geodesy.MetresPerDegree(South + (row + .5) * CellHeight, Drawing.EarthRadius);
        return CellWidth * east * CellHeight * north / 1e6;
    }

    /// <summary>The cell that holds a place, or -1 outside the grid.</summary>
    public int CellAt(double longitude, double latitude)
    {
        var column = (int)Math.Floor((longitude - West) / CellWidth);
        var row = (int)Math.Floor((latitude - South) / CellHeight);
        return column < 0 || column >= Columns || row < 0 || row >= Rows ? -1 : row * Columns + column;
    }

    /// <summary>Sum of the probability: 1 unless some lies outside the grid.</summary>
    public double Total => P.Sum();

    /// <summary>Map of the members of a run.</summary>
    /// <param name="cellMetres">Size of the cells; null: 1 nautical mile, or a quarter of the cloud's spread when that is less.</param>
    /// <param name="smoothing">Standard deviation of the smoothing kernel in cells; 0 counts members only.</param>
    public static ProbabilityGrid Of(DriftResult run, double? cellMetres = null, double smoothing = 1) =>
        Of(run.Longitude, run.Latitude, run.Weight, cellMetres, smoothing);

    /// <summary>Map of weighted positions. Smoothing keeps the sum of the weights.</summary>
    /// <remarks>
    /// A cell of a cloud of N members holds N p of them, with a standard error of the root of that: without smoothing, areas of
    /// highest density follow the noise and come out too small.
    /// </remarks>
    public static ProbabilityGrid Of(
        ReadOnlySpan<double> longitudes, ReadOnlySpan<double> latitudes, ReadOnlySpan<double> weights, double? cellMetres = null, double smoothing = 1)
    {
        var cloud = CloudStatistics.Of(longitudes, latitudes, weights);
        var size = cellMetres ?? Math.Clamp(cloud.Spread * 1000 / 4, 50, Geodesy.MetresPerNauticalMile);
        if (!(size > 0)) throw new ArgumentOutOfRangeException(nameof(cellMetres), $"a cell of {size} m");
        double south = 90, north = -90, west = double.MaxValue, east = double.MinValue;
        for (var i = 0; i < longitudes.Length; i++)
        {
            (south, north) = (Math.Min(south, latitudes[i]), Math.Max(north, latitudes[i]));
            (west, east) = (Math.Min(west, longitudes[i]), Math.Max(east, longitudes[i]));
        }

        var margin = (int)Math.Ceiling(3 * smoothing) + 1;
        var middle = Math.Clamp((south + north) / 2, -89, 89);
        var (metresNorth, metresEast) = Geodesy.MetresPerDegree(middle, Drawing.EarthRadius);
        double width, height, rows, columns;
        do
        {
            (width, height) = (size / metresEast, size / metresNorth);
            columns = Math.Ceiling((east - west) / width) + 2 * margin + 1;
            rows = Math.Ceiling((north - south) / height) + 2 * margin + 1;
            size *= 1.25;
        }
        while (columns * rows > MostCells);

        var left = west - margin * width;
        // A cloud over the date line gets a cell edge on it, so that areas can be cut there.
        if (left < 180 && east + margin * width > 180) left = 180 - Math.Ceiling((180 - left) / width) * width;
        var grid = new ProbabilityGrid(left, south - margin * height, width, height, (int)columns + 1, (int)rows);
        for (var i = 0; i < longitudes.Length; i++) grid.P[grid.CellAt(longitudes[i], latitudes[i])] += weights.IsEmpty ? 1.0 / longitudes.Length : weights[i];
        if (smoothing > 0) grid.Smooth(smoothing);
        return grid;
    }

    /// <summary>Merges maps of several hypotheses by weight, on the grid of the first wide enough to hold all.</summary>
    /// <param name="maps">Maps and the weights of their hypotheses (above 0; only their ratio matters).</param>
    public static ProbabilityGrid Merge(IReadOnlyList<(ProbabilityGrid Map, double Weight)> maps)
    {
        if (maps.Count == 0) throw new ArgumentException("no maps", nameof(maps));
        if (maps.Any(m => !(m.Weight > 0))) throw new ArgumentOutOfRangeException(nameof(maps), "every hypothesis needs a weight above 0");
        var (width, height) = (maps[0].Map.CellWidth, maps[0].Map.CellHeight);
        var west = maps.Min(m => m.Map.West);
        var south = maps.Min(m => m.Map.South);
        var columns = (int)Math.Ceiling((maps.Max(m => m.Map.West + m.Map.Columns * m.Map.CellWidth) - west) / width) + 1;
        var rows = (int)Math.Ceiling((maps.Max(m => m.Map.South + m.Map.Rows * m.Map.CellHeight) - south) / height) + 1;
        var merged = new ProbabilityGrid(west, south, width, height, columns, rows);
        var sum = maps.Sum(m => m.Weight);
        foreach (var (map, weight) in maps)
            for (var r = 0; r < map.Rows; r++)
                for (var c = 0; c < map.Columns; c++)
                {
                    var at = merged.CellAt(map.West + (c + .5) * map.CellWidth, map.South + (r + .5) * map.CellHeight);
                    merged.P[at] += map.P[r * map.Columns + c] * weight / sum;
                }

        return merged;
    }

    // A normal kernel, first along rows and then along columns; what it would push over the edge stays in the edge cell.
    private void Smooth(double deviation)
    {
        var reach = (int)Math.Ceiling(3 * deviation);
        var kernel = new double[2 * reach + 1];
        for (var k = -reach; k <= reach; k++) kernel[k + reach] = Math.Exp(-.5 * k * k / (deviation * deviation));
        var sum = kernel.Sum();
        for (var k = 0; k < kernel.Length; k++) kernel[k] /= sum;
        Along(Columns, 1, Rows, Columns);
        Along(Rows, Columns, Columns, 1);

        void Along(int length, int step, int lines, int lineStep)
        {
            var line = new double[length];
            for (var n = 0; n < lines; n++)
            {
                var first = n * lineStep;
                Array.Clear(line);
                for (var i = 0; i < length; i++)
                {
                    var p = P[first + i * step];
                    if (p == 0) continue;
                    for (var k = -reach; k <= reach; k++) line[Math.Clamp(i + k, 0, length - 1)] += p * kernel[k + reach];
                }

                for (var i = 0; i < length; i++) P[first + i * step] = line[i];
            }
        }
    }
}
