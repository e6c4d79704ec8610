using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>Gives the velocity of one flow at many places at one of the moments of a tile.</summary>
/// <remarks>
/// On an even grid of longitude and latitude the tile holds a window of the grid, already interpolated to each moment, with the two
/// components side by side: four neighbours are two loads of four numbers. Whatever falls outside the window, or on a gap,
/// takes the exact way through <see cref="IFlow.TryAt"/>.
/// </remarks>
internal sealed class FlowSampler(IFlow flow)
{
    private float[] slabs = [];
    private int slabLength, firstColumn, firstRow, columns, rows;
    private double turn;
    private bool windowed;
    private double[] moments = [];

    public bool IsConstant => flow is ConstantFlow;

    /// <summary>Floats that a window needs for one moment; 0 when there is no window.</summary>
    public int Cost(GeoBox box)
    {
        if (flow is not GridFlow { Frames.Grid: { IsPlain: true } grid } || !Fit(grid, box)) return 0;
        return 2 * columns * rows;
    }

    /// <summary>Prepares the moments of a tile for members that lie within a box.</summary>
    public void Prepare(double[] times, GeoBox box)
    {
        moments = times;
        flow.Prepare(times[0], times[^1]);
        windowed = false;
        if (flow is not GridFlow { Frames.Grid: { IsPlain: true } grid } gridFlow || !Fit(grid, box)) return;
        slabLength = 2 * columns * rows;
        // Four floats are loaded at the last column of the last row but one: room for two beyond the end.
        var needed = slabLength * times.Length + 4;
        if (slabs.Length < needed) slabs = GC.AllocateUninitializedArray<float>(needed);
        for (var k = 0; k < times.Length; k++)
            gridFlow.Slab(times[k], firstColumn, columns, firstRow, rows, slabs.AsSpan(k * slabLength, slabLength));
        windowed = true;
    }

    // The part of the grid around the box; false when it does not reach into the grid.
    private bool Fit(GridGeometry grid, GeoBox box)
    {
        turn = grid.IsGlobal ? 0 : -360 * Math.Floor((box.West - grid.X0) / 360);
        if (!grid.IsGlobal && box.West + turn > grid.X0 + grid.Dx * (grid.Columns - 1)) turn -= 360;
        firstColumn = (int)Math.Floor((box.West + turn - grid.X0) / grid.Dx) - 1;
        var lastColumn = (int)Math.Ceiling((box.East + turn - grid.X0) / grid.Dx) + 1;
        if (grid.IsGlobal)
        {
            if (lastColumn - firstColumn > 2 * grid.Columns) return false;
        }
        else
        {
            firstColumn = Math.Max(firstColumn, 0);
            lastColumn = Math.Min(lastColumn, grid.Columns - 1);
        }

        firstRow = Math.Max((int)Math.Floor((box.South - grid.Y0) / grid.Dy) - 1, 0);
        var lastRow = Math.Min((int)Math.Ceiling((box.North - grid.Y0) / grid.Dy) + 1, grid.Rows - 1);
        (columns, rows) = (lastColumn - firstColumn + 1, lastRow - firstRow + 1);
        return columns >= 2 && rows >= 2;
    }

    /// <summary>Velocities of a block of members; NaN where there is none.</summary>
    /// <param name="moment">Which of the prepared times.</param>
    /// <param name="release">Members whose release lies after <paramref name="until"/> are not asked for.</param>
    public void At(int moment, ReadOnlySpan<double> lon, ReadOnlySpan<double> lat, ReadOnlySpan<float> release, float until, Span<float> east, Span<float> north)
    {
        if (flow is ConstantFlow constant)
        {
            east.Fill((float)constant.East);
            north.Fill((float)constant.North);
            return;
        }

        if (windowed) Windowed(moment, lon, lat, east, north);
        else
        {
            east.Fill(float.NaN);
            north.Fill(float.NaN);
        }

        for (var i = 0; i < east.Length; i++)
        {
            if (!float.IsNaN(east[i]) || !(release[i] < until)) continue;
            if (flow.TryAt(lon[i], lat[i], moments[moment], out var u, out var v)) (east[i], north[i]) = ((float)u, (float)v);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Windowed(int moment, ReadOnlySpan<double> lon, ReadOnlySpan<double> lat, Span<float> east, Span<float> north)
    {
        var grid = ((GridFlow)flow).Frames.Grid;
        ref var slab = ref slabs[moment * slabLength];
        var stride = 2 * columns;
        ref var lonRef = ref MemoryMarshal.GetReference(lon);
        ref var latRef = ref MemoryMarshal.GetReference(lat);
        ref var eastRef = ref MemoryMarshal.GetReference(east);
        ref var northRef = ref MemoryMarshal.GetReference(north);
        var scaleX = Vector256.Create(1 / grid.Dx);
        var scaleY = Vector256.Create(1 / grid.Dy);
        var originX = Vector256.Create(grid.X0 + firstColumn * grid.Dx - turn);
        var originY = Vector256.Create(grid.Y0 + firstRow * grid.Dy);
        var endX = Vector256.Create((float)(columns - 1));
        var endY = Vector256.Create((float)(rows - 1));
        var strides = Vector256.Create(stride);
        Span<int> index = stackalloc int[8];
        Span<float> fracX = stackalloc float[8], fracY = stackalloc float[8];
        for (var i = 0; i < east.Length; i += 8)
        {
            var gx = Vector256.Narrow(
                (Vector256.LoadUnsafe(ref lonRef, (nuint)i) - originX) * scaleX,
                (Vector256.LoadUnsafe(ref lonRef, (nuint)i + 4) - originX) * scaleX);
            var gy = Vector256.Narrow(
                (Vector256.LoadUnsafe(ref latRef, (nuint)i) - originY) * scaleY,
                (Vector256.LoadUnsafe(ref latRef, (nuint)i + 4) - originY) * scaleY);
            var inside = Vector256.GreaterThanOrEqual(gx, Vector256<float>.Zero) & Vector256.LessThan(gx, endX)
                & Vector256.GreaterThanOrEqual(gy, Vector256<float>.Zero) & Vector256.LessThan(gy, endY);
            gx = Vector256.ConditionalSelect(inside, gx, Vector256<float>.Zero);
            gy = Vector256.ConditionalSelect(inside, gy, Vector256<float>.Zero);
            var ix = Vector256.ConvertToInt32(gx);
            var iy = Vector256.ConvertToInt32(gy);
            (ix + ix + iy * strides).CopyTo(index);
            (gx - Vector256.ConvertToSingle(ix)).CopyTo(fracX);
            (gy - Vector256.ConvertToSingle(iy)).CopyTo(fracY);
            for (var half = 0; half < 8; half += 4)
            {
                var a = Corner(ref Unsafe.Add(ref slab, index[half]), stride, fracX[half], fracY[half]);
                var b = Corner(ref Unsafe.Add(ref slab, index[half + 1]), stride, fracX[half + 1], fracY[half + 1]);
                var c = Corner(ref Unsafe.Add(ref slab, index[half + 2]), stride, fracX[half + 2], fracY[half + 2]);
                var d = Corner(ref Unsafe.Add(ref slab, index[half + 3]), stride, fracX[half + 3], fracY[half + 3]);
                var (ab, cd) = (PairUp(a, b), PairUp(c, d));
                Vector128.Create(ab.GetLower(), cd.GetLower()).StoreUnsafe(ref eastRef, (nuint)(i + half));
                Vector128.Create(ab.GetUpper(), cd.GetUpper()).StoreUnsafe(ref northRef, (nuint)(i + half));
            }

            if (inside != Vector256<float>.AllBitsSet)
            {
                Vector256.ConditionalSelect(inside.AsSingle(), Vector256.LoadUnsafe(ref eastRef, (nuint)i), Vector256.Create(float.NaN))
                    .StoreUnsafe(ref eastRef, (nuint)i);
            }
        }
    }

    // Bilinear: two rows of (u, v) left and (u, v) right; the answer is in the lower two lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Corner(ref float at, int stride, float fx, float fy)
    {
        var low = Vector128.LoadUnsafe(ref at);
        var high = Vector128.LoadUnsafe(ref at, (nuint)stride);
        var row = low + Vector128.Create(fy) * (high - low);
        var right = Vector128.Shuffle(row, Vector128.Create(2, 3, 2, 3));
        return row + Vector128.Create(fx) * (right - row);
    }

    // (u0 v0 . .) and (u1 v1 . .) to (u0 u1 v0 v1).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PairUp(Vector128<float> a, Vector128<float> b) => Sse.IsSupported
        ? Sse.UnpackLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);
}
