namespace Palermo.Analysis.Drift.Search;

/// <summary>Where to spend the search effort.</summary>
/// <param name="TrackMiles">Track-miles for each searcher and cell.</param>
/// <param name="Coverage">Coverage of each cell by all searchers together.</param>
/// <param name="Pod">Probability of detection in each cell.</param>
/// <param name="Pos">Probability of success: the sum of probability times detection.</param>
/// <param name="Lambda">The gain of one more track-mile of each searcher (probability per NM).</param>
public sealed record EffortPlan(double[][] TrackMiles, double[] Coverage, double[] Pod, double Pos, double[] Lambda);

/// <summary>Spreads effort over cells so that the probability of success is greatest, with exponential detection.</summary>
/// <remarks>
/// Sources: B. O. Koopman (1957); A. Charnes and W. W. Cooper, The theory of search: optimum distribution of search effort, Management
/// Science 5 (1958); L. D. Stone, Theory of Optimal Search (1975). The optimum equalises the gain of the next mile in all cells that are
/// searched. It may put some miles into every good cell: a bound for what a real plan of rectangles can reach.
/// </remarks>
public static class EffortAllocation
{
    /// <summary>The optimum for one searcher, exact, in O(n log n).</summary>
    /// <param name="p">Probability of each cell (0 or more; need not sum to 1).</param>
    /// <param name="areaNm2">Area of each cell.</param>
    /// <param name="sweepNm">Sweep width in each cell; 0 where the searcher cannot see.</param>
    /// <param name="trackMiles">Track-miles to spend.</param>
    public static EffortPlan Optimal(ReadOnlySpan<double> p, ReadOnlySpan<double> areaNm2, ReadOnlySpan<double> sweepNm, double trackMiles)
    {
        Check(p, areaNm2, sweepNm, trackMiles);
        var (z, lambda) = WaterFill(p, areaNm2, sweepNm, trackMiles);
        return Plan(p, areaNm2, [(sweepNm.ToArray(), z)], [lambda]);
    }

    /// <summary>The optimum for several searchers, each with its own width in each cell and its own miles.</summary>
    /// <remarks>
    /// Each searcher in turn gets its exact optimum given the others. The whole is concave and the constraints do not couple searchers, so
    /// this climbs to the one optimum. Cost: rounds times searchers times n log n; stops when a round gains less than 1e-12.
    /// </remarks>
    public static EffortPlan Optimal(
        ReadOnlySpan<double> p, ReadOnlySpan<double> areaNm2, IReadOnlyList<(double[] SweepNm, double TrackMiles)> searchers)
    {
        var n = p.Length;
        var z = searchers.Select(_ => new double[n]).ToArray();
        var lambda = new double[searchers.Count];
        var exponent = new double[n];
        var left = new double[n];
        var before = -1.0;
        foreach (var (sweep, miles) in searchers) Check(p, areaNm2, sweep, miles);
        for (var round = 0; round < 500; round++)
        {
            for (var s = 0; s < searchers.Count; s++)
            {
                var (sweep, miles) = searchers[s];
                for (var i = 0; i < n; i++)
                {
                    exponent[i] -= sweep[i] * z[s][i] / areaNm2[i];
                    left[i] = p[i] * Math.Exp(-exponent[i]);
                }

                (z[s], lambda[s]) = WaterFill(left, areaNm2, sweep, miles);
                for (var i = 0; i < n; i++) exponent[i] += sweep[i] * z[s][i] / areaNm2[i];
            }

            var pos = 0.0;
            for (var i = 0; i < n; i++) pos -= p[i] * double.ExpM1(-exponent[i]);
            if (pos - before < 1e-12) break;
            before = pos;
        }

        return Plan(p, areaNm2, [.. searchers.Select((s, k) => (s.SweepNm, z[k]))], lambda);
    }

    /// <summary>The same coverage everywhere: what a plan without a map does. For comparison.</summary>
    public static EffortPlan Uniform(ReadOnlySpan<double> p, ReadOnlySpan<double> areaNm2, ReadOnlySpan<double> sweepNm, double trackMiles)
    {
        Check(p, areaNm2, sweepNm, trackMiles);
        // Equal coverage W z / A = c in all cells that can be seen: c = L / sum(A / W).
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++) if (sweepNm[i] > 0) sum += areaNm2[i] / sweepNm[i];
        var z = new double[p.Length];
        for (var i = 0; i < p.Length; i++) if (sweepNm[i] > 0) z[i] = trackMiles / sum * areaNm2[i] / sweepNm[i];
        return Plan(p, areaNm2, [(sweepNm.ToArray(), z)], [double.NaN]);
    }

    // Cells by density of the gain; a cell joins while its density is above the level that those before it reach together.
    private static (double[] Z, double Lambda) WaterFill(ReadOnlySpan<double> p, ReadOnlySpan<double> area, ReadOnlySpan<double> sweep, double miles)
    {
        var z = new double[p.Length];
        var density = new double[p.Length];
        for (var i = 0; i < p.Length; i++) density[i] = p[i] * sweep[i] / area[i];
        var order = new List<int>();
        for (var i = 0; i < p.Length; i++) if (density[i] > 0) order.Add(i);
        if (order.Count == 0 || miles == 0) return (z, order.Count == 0 ? 0 : density.Max());
        var by = density;
        order.Sort((a, b) => by[b].CompareTo(by[a]));
        // With the first k cells: sum (A/W) (ln d_i - ln lambda) = L.
        double weights = 0, logs = 0, logLambda = 0;
        for (var k = 0; k < order.Count; k++)
        {
            var i = order[k];
            if (k > 0 && Math.Log(density[i]) <= logLambda) break;
            weights += area[i] / sweep[i];
            logs += area[i] / sweep[i] * Math.Log(density[i]);
            logLambda = (logs - miles) / weights;
        }

        foreach (var i in order) z[i] = Math.Max(0, area[i] / sweep[i] * (Math.Log(density[i]) - logLambda));
        return (z, Math.Exp(logLambda));
    }

    private static EffortPlan Plan(ReadOnlySpan<double> p, ReadOnlySpan<double> area, (double[] Sweep, double[] Z)[] searchers, double[] lambda)
    {
        var coverage = new double[p.Length];
        var pod = new double[p.Length];
        var pos = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            foreach (var (sweep, z) in searchers) coverage[i] += sweep[i] * z[i] / area[i];
            pod[i] = Detection.Pod(coverage[i]);
            pos += p[i] * pod[i];
        }

        return new EffortPlan([.. searchers.Select(s => s.Z)], coverage, pod, pos, lambda);
    }

    private static void Check(ReadOnlySpan<double> p, ReadOnlySpan<double> area, ReadOnlySpan<double> sweep, double miles)
    {
        if (p.Length == 0) throw new ArgumentException("there are no cells", nameof(p));
        if (area.Length != p.Length || sweep.Length != p.Length) throw new ArgumentException($"{p.Length} probabilities, {area.Length} areas, {sweep.Length} widths: one of each for a cell");
        for (var i = 0; i < p.Length; i++)
        {
            if (!(p[i] >= 0 && double.IsFinite(p[i]))) throw new ArgumentOutOfRangeException(nameof(p), $"cell {i + 1}: probability {p[i]} is below 0");
            if (!(area[i] > 0 && double.IsFinite(area[i]))) throw new ArgumentOutOfRangeException(nameof(area), $"cell {i + 1}: area {area[i]} is not above 0");
            if (!(sweep[i] >= 0 && double.IsFinite(sweep[i]))) throw new ArgumentOutOfRangeException(nameof(sweep), $"cell {i + 1}: sweep width {sweep[i]} is below 0");
        }

        if (!(miles >= 0 && double.IsFinite(miles))) throw new ArgumentOutOfRangeException(nameof(miles), $"{miles} track-miles");
    }
}
