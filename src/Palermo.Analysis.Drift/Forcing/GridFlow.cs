using System.Numerics;
using System.Runtime.InteropServices;

namespace Palermo.Analysis.Drift;

/// <summary>The values of a grid at a number of times.</summary>
public interface IFrames
{
    GridGeometry Grid { get; }

    /// <summary>Times of the frames, increasing (seconds since 1970 UTC). A single frame holds at all times.</summary>
    IReadOnlyList<double> Times { get; }

    /// <summary>Fills the two components of one frame, row by row from the first; NaN where there is no value.</summary>
    void Read(int frame, Span<float> u, Span<float> v);

    /// <summary>Components follow the axes of the map projection, and must be turned to east and north.</summary>
    bool AlongGrid { get; }

    /// <summary>Name of the file and variables, for messages.</summary>
    string Name { get; }
}

/// <summary>Frames that are already in memory.</summary>
/// <param name="U">East component of each frame, row by row.</param>
/// <param name="V">North component of each frame, row by row.</param>
public sealed record ArrayFrames(GridGeometry Grid, IReadOnlyList<double> Times, IReadOnlyList<float[]> U, IReadOnlyList<float[]> V, string Name) : IFrames
{
    public bool AlongGrid => false;

    public void Read(int frame, Span<float> u, Span<float> v)
    {
        U[frame].CopyTo(u);
        V[frame].CopyTo(v);
    }
}

/// <summary>What to do where or when a grid has no value. Every use is stated in the answer.</summary>
/// <param name="HoldBefore">Use the first frame for at most this long before it.</param>
/// <param name="HoldAfter">Use the last frame for at most this long after it.</param>
/// <param name="Otherwise">Velocity to use outside the grid and in its gaps; null stops the member there.</param>
public sealed record GridFallback(TimeSpan HoldBefore = default, TimeSpan HoldAfter = default, ConstantFlow? Otherwise = null);

/// <summary>Velocity on a grid, linear in time, bilinear in space.</summary>
/// <remarks>
/// Where some of the four nodes around a place have no value (along a coast), the others are weighted anew; where none has,
/// there is no value. Only the frames around the prepared times are kept in memory.
/// </remarks>
public sealed class GridFlow(IFrames frames, GridFallback? fallback = null) : IFlow
{
    private readonly GridFallback fallback = fallback ?? new GridFallback();
    private readonly Dictionary<int, float[]> loaded = [];
    private bool held;
    private int fellBack;

    public IFrames Frames => frames;

    public string Description
    {
        get
        {
            var text = $"{frames.Name}, {frames.Grid.Columns} x {frames.Grid.Rows}"
                + (frames.Grid.Projection is { } p ? $", {p.Name}" : "")
                + (frames.Times.Count == 1 ? ", one time only, held throughout" : $", {frames.Times.Count} times");
            if (held) text += "; FALLBACK: first or last time held beyond the end of the file";
            if (Volatile.Read(ref fellBack) != 0) text += $"; FALLBACK where the grid has no value: {fallback.Otherwise!.Description}";
            return text;
        }
    }

    public void Prepare(double from, double to)
    {
        if (from > to) (from, to) = (to, from);
        var times = frames.Times;
        if (times.Count > 1)
        {
            if (from < times[0] - fallback.HoldBefore.TotalSeconds - 1e-3 || to > times[^1] + fallback.HoldAfter.TotalSeconds + 1e-3)
                throw new DriftProblem(
                    $"{frames.Name}: the file runs from {Utc(times[0])} to {Utc(times[^1])}, the run needs {Utc(from)} to {Utc(to)}; "
                    + "shorten the run, give a longer file, or allow the ends to be held (holdBeforeHours, holdAfterHours)");
            held |= from < times[0] - 1e-3 || to > times[^1] + 1e-3;
        }

        var (first, _) = Between(from);
        var (last, weight) = Between(to);
        if (weight > 0) last++;
        foreach (var frame in loaded.Keys.Where(k => k < first || k > last).ToArray()) loaded.Remove(frame);
        for (var k = first; k <= last; k++)
            if (!loaded.ContainsKey(k)) loaded[k] = Load(k);
    }

    /// <summary>The frame at or before a time, and how far the time is toward the next (0 to 1).</summary>
    internal (int Frame, float Toward) Between(double time)
    {
        var times = frames.Times;
        if (times.Count == 1 || time <= times[0]) return (0, 0);
        if (time >= times[^1]) return (times.Count - 1, 0);
        int low = 0, high = times.Count - 1;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (times[middle] <= time) low = middle; else high = middle;
        }

        return (low, (float)((time - times[low]) / (times[low + 1] - times[low])));
    }

    public bool TryAt(double longitude, double latitude, double time, out double east, out double north)
    {
        if (!TryGrid(longitude, latitude, time, out east, out north))
        {
            if (fallback.Otherwise is not { } otherwise) return false;
            Interlocked.Exchange(ref fellBack, 1);
            (east, north) = (otherwise.East, otherwise.North);
        }

        return true;
    }

    private bool TryGrid(double longitude, double latitude, double time, out double east, out double north)
    {
        (east, north) = (double.NaN, double.NaN);
        var grid = frames.Grid;
        if (!grid.TryLocate(longitude, latitude, out var column, out var row)) return false;
        var x = Math.Min((int)column, grid.IsGlobal ? grid.Columns - 1 : grid.Columns - 2);
        var y = Math.Min((int)row, grid.Rows - 2);
        var (fx, fy) = (column - x, row - y);
        var nextX = x + 1 == grid.Columns ? 0 : x + 1;
        var (frame, toward) = Between(time);
        var a = loaded[frame];
        var b = toward > 0 ? loaded[frame + 1] : a;
        double u = 0, v = 0, sum = 0;
        Corner(x, y, (1 - fx) * (1 - fy));
        Corner(nextX, y, fx * (1 - fy));
        Corner(x, y + 1, (1 - fx) * fy);
        Corner(nextX, y + 1, fx * fy);
        if (sum <= 1e-9) return false;
        (east, north) = (u / sum, v / sum);
        if (frames.AlongGrid && grid.Projection is { } projection)
        {
            // Grid north lies at this angle, clockwise, from true north.
            var (sin, cos) = Math.SinCos(projection.Convergence(longitude, latitude));
            (east, north) = (east * cos + north * sin, north * cos - east * sin);
        }

        return true;

        void Corner(int cx, int cy, double weight)
        {
            var at = 2 * (cy * grid.Columns + cx);
            double uNow = a[at] + toward * (b[at] - a[at]), vNow = a[at + 1] + toward * (b[at + 1] - a[at + 1]);
            if (double.IsNaN(uNow) || double.IsNaN(vNow)) return;
            (u, v, sum) = (u + weight * uNow, v + weight * vNow, sum + weight);
        }
    }

    /// <summary>
    /// Fills a window of the grid at one time, components in turn. Columns may lie beyond the ends of a global grid.
    /// </summary>
    internal void Slab(double time, int firstColumn, int columns, int firstRow, int rows, Span<float> slab)
    {
        var grid = frames.Grid;
        var (frame, toward) = Between(time);
        var a = loaded[frame];
        var b = toward > 0 ? loaded[frame + 1] : a;
        for (var r = 0; r < rows; r++)
        {
            var done = 0;
            while (done < columns)
            {
                var column = (firstColumn + done) % grid.Columns;
                if (column < 0) column += grid.Columns;
                var take = Math.Min(columns - done, grid.Columns - column);
                var from = 2 * ((firstRow + r) * grid.Columns + column);
                Blend(a.AsSpan(from, 2 * take), b.AsSpan(from, 2 * take), toward, slab.Slice(2 * (r * columns + done), 2 * take));
                done += take;
            }
        }
    }

    private static void Blend(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float toward, Span<float> into)
    {
        if (toward == 0)
        {
            a.CopyTo(into);
            return;
        }

        var va = MemoryMarshal.Cast<float, Vector<float>>(a);
        var vb = MemoryMarshal.Cast<float, Vector<float>>(b);
        var to = MemoryMarshal.Cast<float, Vector<float>>(into);
        var t = new Vector<float>(toward);
        for (var i = 0; i < va.Length; i++) to[i] = va[i] + t * (vb[i] - va[i]);
        for (var i = va.Length * Vector<float>.Count; i < a.Length; i++) into[i] = a[i] + toward * (b[i] - a[i]);
    }

    private float[] Load(int frame)
    {
        var nodes = frames.Grid.Columns * frames.Grid.Rows;
        float[] u = new float[nodes], v = new float[nodes];
        frames.Read(frame, u, v);
        var both = new float[2 * nodes];
        for (var i = 0; i < nodes; i++)
        {
            // One component without the other is no velocity.
            (both[2 * i], both[2 * i + 1]) = float.IsNaN(u[i]) || float.IsNaN(v[i]) ? (float.NaN, float.NaN) : (u[i], v[i]);
            if (Math.Abs(u[i]) > 150 || Math.Abs(v[i]) > 150)
                throw new DriftProblem(
                    $"{frames.Name}, time {Utc(frames.Times[frame])}, node {i % frames.Grid.Columns} by {i / frames.Grid.Columns}: "
                    + $"a speed of ({u[i]}, {v[i]}) m/s is not of this world; the fill value or the units of the file are wrong");
        }

        return both;
    }

    private static string Utc(double seconds) =>
        DateTimeOffset.UnixEpoch.AddSeconds(Math.Round(seconds)).ToString("yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
