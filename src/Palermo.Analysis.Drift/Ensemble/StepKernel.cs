using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>One stretch of steps that all blocks of members take before they meet again.</summary>
/// <param name="FirstStep">Number of the first step, from 0.</param>
/// <param name="Elapsed">Seconds from the start of the run at the bounds of the steps: one more than there are steps.</param>
internal sealed record Tile(int FirstStep, double[] Elapsed)
{
    public int Steps => Elapsed.Length - 1;
}

/// <summary>Moves blocks of members through the steps of a tile.</summary>
internal sealed class StepKernel(DriftSetup setup, Members m, FlowSampler current, FlowSampler wind)
{
    /// <summary>Members in a block: its arrays stay in the first-level cache while it takes all steps of the tile.</summary>
    public const int Block = 512;

    // Faster than anything that drifts: what a member can move in a tile bounds where it may meet land.
    private const double FastestDrift = 15;

    private const float CloseToPole = 85;

    private readonly bool turning = m.SweptEast is not null;
    private readonly bool constantWind = wind.IsConstant;

    /// <summary>Takes all steps of the tile for members of one kind.</summary>
    public void Run(Tile tile, LeewayObject kind, int first, int count)
    {
        // Rounded up to whole vectors: what is beyond the last member of a cohort is padding.
        var padded = (count + Members.Lanes - 1) / Members.Lanes * Members.Lanes;
        Span<float> u = stackalloc float[padded], v = stackalloc float[padded], wu = stackalloc float[padded], wv = stackalloc float[padded];
        var checkLand = setup.Coast is { } coast
            && coast.MayHoldLand(Box(first, count).Widened(FastestDrift * (tile.Elapsed[^1] - tile.Elapsed[0])));
        if (setup.Integrator == Integrator.Heun) RunHeun(tile, kind, first, count, u, v, wu, wv, checkLand);
        else
        {
            for (var k = 0; k < tile.Steps; k++)
            {
                var (from, to) = (tile.Elapsed[k], tile.Elapsed[k + 1]);
                Velocity(tile.FirstStep, k, kind, m.Longitude.AsSpan(first, padded), m.Latitude.AsSpan(first, padded), first, count, (float)to, u, v, wu, wv);
                Settle(tile.FirstStep + k, kind, first, count, from, to, u, v, wu, wv, checkLand);
            }
        }
    }

    private void RunHeun(
        Tile tile, LeewayObject kind, int first, int count, Span<float> u, Span<float> v, Span<float> wu, Span<float> wv, bool checkLand)
    {
        Span<float> u2 = stackalloc float[u.Length], v2 = stackalloc float[u.Length], wu2 = stackalloc float[u.Length], wv2 = stackalloc float[u.Length];
        Span<double> lon = stackalloc double[u.Length], lat = stackalloc double[u.Length];
        for (var k = 0; k < tile.Steps; k++)
        {
            var (from, to) = (tile.Elapsed[k], tile.Elapsed[k + 1]);
            m.Longitude.AsSpan(first, u.Length).CopyTo(lon);
            m.Latitude.AsSpan(first, u.Length).CopyTo(lat);
            Velocity(tile.FirstStep, k, kind, lon, lat, first, count, (float)to, u, v, wu, wv);
            Move(lon, lat, m.Release.AsSpan(first, u.Length), u, v, from, to);
            Velocity(tile.FirstStep, k + 1, kind, lon, lat, first, count, (float)to, u2, v2, wu2, wv2);
            for (var i = 0; i < u.Length; i++)
            {
                // Where the second half of the step has no forcing, the first alone decides.
                if (float.IsNaN(u2[i])) continue;
                u[i] = 0.5f * (u[i] + u2[i]);
                v[i] = 0.5f * (v[i] + v2[i]);
            }

            Settle(tile.FirstStep + k, kind, first, count, from, to, u, v, wu, wv, checkLand);
        }
    }

    /// <summary>Velocity over ground of a block at one moment, and the wind that it felt (without its error).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Velocity(
        int firstStep, int moment, LeewayObject kind, ReadOnlySpan<double> lon, ReadOnlySpan<double> lat, int first, int count, float until,
        Span<float> u, Span<float> v, Span<float> wu, Span<float> wv)
    {
        var release = m.Release.AsSpan(first, u.Length);
        current.At(moment, lon, lat, release, until, u, v);
        wind.At(moment, lon, lat, release, until, wu, wv);
        // Before the wind is used: what was drawn for the old wind must not carry anyone in the new one, not even for a step.
        if (turning && !constantWind) Turn(firstStep + moment, kind, first, count, wu, wv);
        ref var downSlope = ref m.DownSlope[first];
        ref var downOffset = ref m.DownOffset[first];
        ref var crossSlope = ref m.CrossSlope[first];
        ref var crossOffset = ref m.CrossOffset[first];
        ref var ur = ref MemoryMarshal.GetReference(u);
        ref var vr = ref MemoryMarshal.GetReference(v);
        ref var wur = ref MemoryMarshal.GetReference(wu);
        ref var wvr = ref MemoryMarshal.GetReference(wv);
        var windError = m.WindErrorEast is not null;
        var currentError = m.CurrentErrorEast is not null;
        for (nuint i = 0; i < (nuint)u.Length; i += 8)
        {
            var east = Vector256.LoadUnsafe(ref wur, i);
            var north = Vector256.LoadUnsafe(ref wvr, i);
            if (windError)
            {
                east += Vector256.LoadUnsafe(ref m.WindErrorEast![first], i);
                north += Vector256.LoadUnsafe(ref m.WindErrorNorth![first], i);
            }

            // Without any wind there is no downwind, and so no leeway: 1/W is taken as 0.
            var squared = east * east + north * north;
            var inverse = Vector256.ConditionalSelect(
                Vector256.Equals(squared, Vector256<float>.Zero), Vector256<float>.Zero, Vector256<float>.One / Vector256.Sqrt(squared));
            var down = Vector256.LoadUnsafe(ref downSlope, i) + Vector256.LoadUnsafe(ref downOffset, i) * inverse;
            var cross = Vector256.LoadUnsafe(ref crossSlope, i) + Vector256.LoadUnsafe(ref crossOffset, i) * inverse;
            var uu = Vector256.LoadUnsafe(ref ur, i) + east * down + north * cross;
            var vv = Vector256.LoadUnsafe(ref vr, i) + north * down - east * cross;
            if (currentError)
            {
                uu += Vector256.LoadUnsafe(ref m.CurrentErrorEast![first], i);
                vv += Vector256.LoadUnsafe(ref m.CurrentErrorNorth![first], i);
            }

            uu.StoreUnsafe(ref ur, i);
            vv.StoreUnsafe(ref vr, i);
        }
    }

    /// <summary>Ends a step: moves, walks, and handles the rare events one by one.</summary>
    private void Settle(
        int step, LeewayObject kind, int first, int count, double from, double to,
        Span<float> u, Span<float> v, ReadOnlySpan<float> wu, ReadOnlySpan<float> wv, bool checkLand)
    {
        var until = (float)to;
        StopWithoutForcing(first, count, from, until, u, v);
        Move(m.Longitude.AsSpan(first, u.Length), m.Latitude.AsSpan(first, u.Length), m.Release.AsSpan(first, u.Length), u, v, from, to);
        if (!setup.Uncertainty.IsNone) Unsure(step, first, count, from, to);
        if (m.Hazard is not null) Capsize(first, count, from, to, wu, wv);
        Jibe(step, kind, first, count, until);
        if (checkLand) Strand(first, count, until);
    }

    private void StopWithoutForcing(int first, int count, double from, float until, Span<float> u, Span<float> v)
    {
        var any = Vector256<float>.Zero;
        ref var ur = ref MemoryMarshal.GetReference(u);
        for (nuint i = 0; i < (nuint)u.Length; i += 8) any |= ~Vector256.Equals(Vector256.LoadUnsafe(ref ur, i), Vector256.LoadUnsafe(ref ur, i)).AsSingle();
        if (any == Vector256<float>.Zero) return;
        for (var i = 0; i < u.Length; i++)
        {
            if (!float.IsNaN(u[i]) && !float.IsNaN(v[i])) continue;
            (u[i], v[i]) = (0, 0);
            if (i >= count || !(m.Release[first + i] < until)) continue;
            End(first + i, MemberState.LeftForcing, (float)Math.Max(from, m.Release[first + i]));
        }
    }

    /// <summary>Moves members by their velocity for the part of the step in which they drift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(Span<double> lon, Span<double> lat, ReadOnlySpan<float> release, ReadOnlySpan<float> u, ReadOnlySpan<float> v, double from, double to)
    {
        var end = Vector256.Create((float)to);
        var length = Vector256.Create((float)(to - from));
        var scale = Vector256.Create(Drawing.DegreesPerMetre);
        var radian = Vector256.Create((float)(Math.PI / 180));
        ref var lonRef = ref MemoryMarshal.GetReference(lon);
        ref var latRef = ref MemoryMarshal.GetReference(lat);
        ref var releaseRef = ref MemoryMarshal.GetReference(release);
        ref var ur = ref MemoryMarshal.GetReference(u);
        ref var vr = ref MemoryMarshal.GetReference(v);
        for (nuint i = 0; i < (nuint)u.Length; i += 8)
        {
            var left = end - Vector256.LoadUnsafe(ref releaseRef, i);
            var time = Vector256.Min(Vector256.Max(left, Vector256<float>.Zero), length);
            if (setup.Backward) time = -time;
            var (latLow, latHigh) = (Vector256.LoadUnsafe(ref latRef, i), Vector256.LoadUnsafe(ref latRef, i + 4));
            var latitude = Vector256.Narrow(latLow, latHigh);
            if (Vector256.GreaterThanAny(Vector256.Abs(latitude), Vector256.Create(CloseToPole)))
            {
                MoveNearPole(lon, lat, (int)i, time, u, v);
                continue;
            }

            // Eight cosines by their series: latitudes stay below 85 degrees, so 1/cos stays exact to a few parts in a million.
            var cos = Cosine(latitude * radian);
            var (eastLow, eastHigh) = Vector256.Widen(Vector256.LoadUnsafe(ref ur, i) * time / cos);
            var (northLow, northHigh) = Vector256.Widen(Vector256.LoadUnsafe(ref vr, i) * time);
            (latLow + northLow * scale).StoreUnsafe(ref latRef, i);
            (latHigh + northHigh * scale).StoreUnsafe(ref latRef, i + 4);
            (Vector256.LoadUnsafe(ref lonRef, i) + eastLow * scale).StoreUnsafe(ref lonRef, i);
            (Vector256.LoadUnsafe(ref lonRef, i + 4) + eastHigh * scale).StoreUnsafe(ref lonRef, i + 4);
        }
    }

    /// <summary>Taylor series of the cosine to x^12: error below 3e-8 up to half a right angle and 1e-7 up to 85 degrees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Cosine(Vector256<float> x)
    {
        var s = x * x;
        var sum = Vector256.Create(1f / 479001600f);
        sum = Vector256.MultiplyAddEstimate(sum, s, Vector256.Create(-1f / 3628800f));
        sum = Vector256.MultiplyAddEstimate(sum, s, Vector256.Create(1f / 40320f));
        sum = Vector256.MultiplyAddEstimate(sum, s, Vector256.Create(-1f / 720f));
        sum = Vector256.MultiplyAddEstimate(sum, s, Vector256.Create(1f / 24f));
        sum = Vector256.MultiplyAddEstimate(sum, s, Vector256.Create(-0.5f));
        return Vector256.MultiplyAddEstimate(sum, s, Vector256<float>.One);
    }

    // Along a great circle, which knows how to pass a pole.
    private static void MoveNearPole(Span<double> lon, Span<double> lat, int at, Vector256<float> time, ReadOnlySpan<float> u, ReadOnlySpan<float> v)
    {
        for (var lane = 0; lane < 8; lane++)
        {
            var i = at + lane;
            double east = u[i] * time[lane], north = v[i] * time[lane];
            if (east == 0 && north == 0) continue;
            var (newLat, newLon) = Geodesy.Destination(
                lat[i], lon[i], Math.Atan2(east, north) * 180 / Math.PI, Math.Sqrt(east * east + north * north), Drawing.EarthRadius);
            lon[i] += Geodesy.LongitudeDifference(lon[i], newLon);
            lat[i] = newLat;
        }
    }

    private void Unsure(int step, int first, int count, double from, double to)
    {
        var uncertainty = setup.Uncertainty;
        var dt = to - from;
        var walk = uncertainty.Diffusivity > 0 ? Math.Sqrt(2 * uncertainty.Diffusivity * dt) : 0;
        for (var i = first; i < first + count; i++)
        {
            if (!(m.Release[i] < to)) continue;
            if (walk > 0)
            {
                var (a, b) = CounterRandom.Normals(setup.Seed, i, Draw.Walk, step + 1);
                var (lat, lon) = (m.Latitude[i], m.Longitude[i]);
                m.Latitude[i] = Math.Clamp(lat + b * walk * Drawing.DegreesPerMetre, -90, 90);
                m.Longitude[i] = lon + a * walk * Drawing.DegreesPerMetre / Math.Max(Math.Cos(lat * Math.PI / 180), 1e-3);
            }

            if (m.CurrentErrorEast is { } ce)
                Remember(ce, m.CurrentErrorNorth!, i, Draw.CurrentError, step, dt, uncertainty.CurrentDeviation, uncertainty.CurrentMemory);
            if (m.WindErrorEast is { } we)
                Remember(we, m.WindErrorNorth!, i, Draw.WindError, step, dt, uncertainty.WindDeviation, uncertainty.WindMemory);
        }
    }

    // First-order autoregression: the error forgets itself within its memory and keeps its standard deviation.
    private void Remember(float[] east, float[] north, int i, Draw purpose, int step, double dt, double deviation, TimeSpan memory)
    {
        var kept = Math.Exp(-dt / memory.TotalSeconds);
        var fresh = deviation * Math.Sqrt(1 - kept * kept);
        var (a, b) = CounterRandom.Normals(setup.Seed, i, purpose, step + 1);
        east[i] = (float)(east[i] * kept + a * fresh);
        north[i] = (float)(north[i] * kept + b * fresh);
    }

    private void Capsize(int first, int count, double from, double to, ReadOnlySpan<float> wu, ReadOnlySpan<float> wv)
    {
        for (var i = 0; i < count; i++)
        {
            var member = first + i;
            var time = Math.Min(to - from, to - m.Release[member]);
            if (time <= 0 || m.Capsized![member]) continue;
            var hazard = setup.Capsizing!.HazardPerHour(Math.Sqrt(wu[i] * wu[i] + wv[i] * wv[i]));
            // A chance h an hour is a rate of -ln(1 - h) an hour; h is 1 only beyond any wind.
            m.Hazard![member] -= (float)(Math.Log(1 - Math.Min(hazard, 1 - 1e-12)) * time / 3600);
            if (m.Hazard[member] >= m.Endurance![member]) Drawing.Capsize(m, setup, member);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Turn(int step, LeewayObject kind, int first, int count, ReadOnlySpan<float> wu, ReadOnlySpan<float> wv)
    {
        ref var ax = ref m.SweptEast![first];
        ref var ay = ref m.SweptNorth![first];
        ref var bx = ref m.LeadEast![first];
        ref var by = ref m.LeadNorth![first];
        ref var wur = ref MemoryMarshal.GetReference(wu);
        ref var wvr = ref MemoryMarshal.GetReference(wv);
        for (nuint i = 0; i < (nuint)wu.Length; i += 8)
        {
            var x = Vector256.LoadUnsafe(ref wur, i);
            var y = Vector256.LoadUnsafe(ref wvr, i);
            var (cx, cy) = (Vector256.LoadUnsafe(ref ax, i), Vector256.LoadUnsafe(ref ay, i));
            var (dx, dy) = (Vector256.LoadUnsafe(ref bx, i), Vector256.LoadUnsafe(ref by, i));
            var back = Vector256.LessThan(cx * x + cy * y, Vector256<float>.Zero) | Vector256.LessThan(dx * x + dy * y, Vector256<float>.Zero);
            // Both outermost winds are zero until the first wind is felt.
            var begins = Vector256.Equals(cx * cx + cy * cy, Vector256<float>.Zero);
            var clockwise = begins | back | Vector256.LessThan(cx * y - cy * x, Vector256<float>.Zero);
            var counter = begins | back | Vector256.GreaterThan(dx * y - dy * x, Vector256<float>.Zero);
            if (clockwise != Vector256<float>.Zero)
            {
                Vector256.ConditionalSelect(clockwise, x, cx).StoreUnsafe(ref ax, i);
                Vector256.ConditionalSelect(clockwise, y, cy).StoreUnsafe(ref ay, i);
            }

            if (counter != Vector256<float>.Zero)
            {
                Vector256.ConditionalSelect(counter, x, dx).StoreUnsafe(ref bx, i);
                Vector256.ConditionalSelect(counter, y, dy).StoreUnsafe(ref by, i);
            }

            for (var bits = Vector256.ExtractMostSignificantBits(back); bits != 0; bits &= bits - 1)
            {
                var lane = (int)i + System.Numerics.BitOperations.TrailingZeroCount(bits);
                if (lane < count) Drawing.Deviate(m, setup, kind, first + lane, step + 1);
            }
        }
    }

    private void Jibe(int step, LeewayObject kind, int first, int count, float until)
    {
        ref var next = ref m.NextJibe[first];
        var end = Vector256.Create(until);
        for (nuint i = 0; i < (nuint)count; i += 8)
        {
            for (var bits = Vector256.ExtractMostSignificantBits(Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref next, i), end));
                 bits != 0; bits &= bits - 1)
            {
                var lane = (int)i + System.Numerics.BitOperations.TrailingZeroCount(bits);
                if (lane < count) Drawing.Jibe(m, setup, kind, first + lane, step, until);
            }
        }
    }

    private void Strand(int first, int count, float until)
    {
        for (var i = first; i < first + count; i++)
            if (m.Release[i] < until && setup.Coast!.IsLand(m.Latitude[i], m.Longitude[i]))
                End(i, MemberState.Stranded, until);
    }

    private void End(int i, MemberState state, float at)
    {
        m.State[i] = state;
        m.EndedAt[i] = at;
        m.Release[i] = float.PositiveInfinity;
        m.NextJibe[i] = float.PositiveInfinity;
    }

    private GeoBox Box(int first, int count)
    {
        var box = new GeoBox(90, double.MaxValue, -90, double.MinValue);
        for (var i = first; i < first + count; i++)
            box = box.With(new GeoBox(m.Latitude[i], m.Longitude[i], m.Latitude[i], m.Longitude[i]));
        return box;
    }
}
