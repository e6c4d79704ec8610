using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Commitments.Borders;

/// <summary>A directed leg of the graph of flows, by the numbers of its hubs.</summary>
internal readonly record struct FlowLeg(int From, int To);

/// <summary>People counted on a leg in some days, all by one method.</summary>
internal readonly record struct FlowObservation(int Leg, double Counted, double Days);

/// <summary>People a day on a leg.</summary>
/// <param name="Low">2.5 % of the resamplings.</param>
/// <param name="High">97.5 %.</param>
/// <param name="Determined">False where counts and conservation leave the flow open: the value is then one of many, and no estimate.</param>
/// <param name="Counts">Observations on this leg itself.</param>
internal readonly record struct FlowEstimate(double Value, double Low, double High, bool Determined, int Counts);

/// <summary>Estimates flows on a graph from counts on some of its legs.</summary>
/// <remarks>
/// Least squares over legs, weighted by days of observation, with flows of zero or more and what comes into a transit hub going out of it again
/// (border-route rules, section 4). Conservation enters as heavily weighted rows (Lawson and Hanson 1974, ch. 22). The interval is a bootstrap:
/// observations of a leg are drawn again with replacement, each with the spread of a Poisson count. Whether a leg is determined at all is read off
/// the rows: its unit vector must lie in their span. Not a forecast, and never persons: whoever passes twice counts twice.
/// </remarks>
internal static class FlowEstimator
{
    private const double Conserved = 1e4;

    /// <param name="transit">For each hub, whether what comes in goes out; false for origins, destinations and hubs where people stay.</param>
    /// <exception cref="ArgumentException">An observation names no leg, counts below zero or covers no time.</exception>
    public static FlowEstimate[] Estimate(IReadOnlyList<FlowLeg> legs, IReadOnlyList<bool> transit, IReadOnlyList<FlowObservation> observations, int seed, int resamplings = 500)
    {
        foreach (var o in observations)
            if (o.Leg < 0 || o.Leg >= legs.Count || !(o.Counted >= 0) || !(o.Days > 0)) throw new ArgumentException($"{o} is no observation of one of {legs.Count} legs: counts are zero or more, over some days.", nameof(observations));
        var byLeg = observations.ToLookup(o => o.Leg);
        var point = Fit(legs, transit, byLeg.ToDictionary(g => g.Key, g => (Mean: g.Sum(o => o.Counted) / g.Sum(o => o.Days), Days: g.Sum(o => o.Days))));
        var draws = new double[legs.Count][];
        for (var l = 0; l < draws.Length; l++) draws[l] = new double[resamplings];
        var random = new Random(seed);
        for (var k = 0; k < resamplings; k++)
        {
            Dictionary<int, (double, double)> again = [];
            foreach (var leg in byLeg.OrderBy(g => g.Key))
            {
                FlowObservation[] own = [.. leg];
                double counted = 0, days = 0;
                for (var i = 0; i < own.Length; i++)
                {
                    var o = own[random.Next(own.Length)];
                    // A gamma draw with the count's own shape: what a Poisson count of that size tells of its mean.
                    counted += Quantiles.Gamma(o.Counted + .5, Math.Clamp(random.NextDouble(), 1e-9, 1 - 1e-9));
                    days += o.Days;
                }
                again[leg.Key] = (counted / days, days);
            }
            var fit = Fit(legs, transit, again);
            for (var l = 0; l < legs.Count; l++) draws[l][k] = fit[l];
        }
        var determined = Determined(legs, transit, byLeg.Select(g => g.Key));
        var estimates = new FlowEstimate[legs.Count];
        for (var l = 0; l < legs.Count; l++)
        {
            Array.Sort(draws[l]);
            estimates[l] = new(point[l], draws[l][(int)(.025 * (resamplings - 1))], draws[l][(int)Math.Ceiling(.975 * (resamplings - 1))], determined[l], byLeg[l].Count());
        }
        return estimates;
    }

    private static double[] Fit(IReadOnlyList<FlowLeg> legs, IReadOnlyList<bool> transit, Dictionary<int, (double Mean, double Days)> observed)
    {
        var balances = Balances(legs, transit);
        var rows = observed.Count + balances.Count;
        var (a, b) = (new double[rows * legs.Count], new double[rows]);
        var most = observed.Count == 0 ? 1 : observed.Values.Max(o => o.Days);
        var row = 0;
        foreach (var (leg, (mean, days)) in observed.OrderBy(o => o.Key))
        {
            var weight = Math.Sqrt(days / most);
            a[row * legs.Count + leg] = weight;
            b[row++] = weight * mean;
        }
        foreach (var balance in balances)
        {
            for (var l = 0; l < legs.Count; l++) a[row * legs.Count + l] = Conserved * balance[l];
            row++;
        }
        return NonNegativeLeastSquares.Solve(a, b, legs.Count);
    }

    /// <summary>For each transit hub with ways in and out: +1 for what comes in, -1 for what goes out.</summary>
    private static List<double[]> Balances(IReadOnlyList<FlowLeg> legs, IReadOnlyList<bool> transit)
    {
        List<double[]> balances = [];
        for (var hub = 0; hub < transit.Count; hub++)
        {
            if (!transit[hub] || !legs.Any(l => l.To == hub) || !legs.Any(l => l.From == hub)) continue;
            balances.Add([.. legs.Select(l => (l.To == hub ? 1.0 : 0) - (l.From == hub ? 1.0 : 0))]);
        }
        return balances;
    }

    /// <summary>Which legs' flows the rows leave no freedom: those whose unit vector lies in the span of the rows (Gram and Schmidt).</summary>
    private static bool[] Determined(IReadOnlyList<FlowLeg> legs, IReadOnlyList<bool> transit, IEnumerable<int> observed)
    {
        List<double[]> basis = [];
        foreach (var row in observed.Select(leg => legs.Select((_, l) => l == leg ? 1.0 : 0).ToArray()).Concat(Balances(legs, transit)))
        {
            var rest = Rest(row, basis);
            var norm = Math.Sqrt(rest.Sum(v => v * v));
            if (norm > 1e-9) basis.Add([.. rest.Select(v => v / norm)]);
        }
        return [.. legs.Select((_, l) => Rest([.. legs.Select((_, k) => k == l ? 1.0 : 0)], basis).Sum(v => v * v) < 1e-12)];

        static double[] Rest(double[] vector, List<double[]> basis)
        {
            var rest = (double[])vector.Clone();
            foreach (var unit in basis)
            {
                var dot = rest.Zip(unit, (x, y) => x * y).Sum();
                for (var i = 0; i < rest.Length; i++) rest[i] -= dot * unit[i];
            }
            return rest;
        }
    }
}
