using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>What resampling says of a stepwise estimate.</summary>
/// <param name="Population">The estimate from the table itself.</param>
/// <param name="Interval">Bias-corrected and accelerated interval; its upper limit is infinite when too many resamples had none.</param>
/// <param name="Percentile">The plain percentile interval, for comparison.</param>
/// <param name="BiasCorrection">z0: normal quantile of the share of resamples below the estimate.</param>
/// <param name="Acceleration">From the jackknife over people.</param>
/// <param name="Replicates">Estimates of the resamples, in the order drawn.</param>
/// <param name="Unbounded">Resamples in which nothing bounds the population.</param>
/// <param name="PairShares">How often each pair entered the model, of all resamples: a pair near one half makes the model a matter of chance.</param>
/// <param name="Seed">Seed of the resampling.</param>
public sealed record BootstrapEstimate(
    double Population, Interval Interval, Interval Percentile, double BiasCorrection, double Acceleration,
    IReadOnlyList<double> Replicates, int Unbounded, IReadOnlyDictionary<string, double> PairShares, long Seed);

/// <summary>Intervals that take the choosing of the model into account, by repeating it on resampled people.</summary>
/// <remarks>
/// Multinomial resampling of the observed people; each resample runs the whole selection; BCa limits by DiCiccio and Efron (1996,
/// Statistical Science 11) with quantiles of Hyndman and Fan's type 8, as SparseMSE does. The answer does not depend on how many
/// cores there are. Cost: one selection for each resample and for each pattern seen.
/// </remarks>
public static class Bootstrap
{
    /// <summary>The most resamples taken.</summary>
    public const int MostReplicates = 1_000_000;

    /// <summary>Resamples the stepwise estimate.</summary>
    /// <param name="replicates">Resamples; 1,000 or more for an interval that is published.</param>
    /// <returns>null when the table itself has no stepwise estimate.</returns>
    public static BootstrapEstimate? OfStepwise(CaptureTable table, int replicates = 1000, long seed = 1,
        double threshold = Stepwise.UsualThreshold, double level = 0.95, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        Interval.RequireLevel(level);
        Stepwise.RequireThreshold(threshold);
        if (replicates is < 20 or > MostReplicates)
            throw new ArgumentOutOfRangeException(nameof(replicates), replicates, $"Take 20 to {MostReplicates:N0} resamples; 1,000 is usual.");
        var own = new StepwiseRun(table.Lists, threshold);
        if (own.Select(table.Counts) != FitState.Fitted) return null;
        var population = table.Observed + Math.Exp(own.Fitter.Intercept);

        var cells = Enumerable.Range(1, table.Counts.Length - 1).Where(c => table.Counts[c] > 0).ToArray();
        var values = new double[replicates];
        var left = new double[cells.Length];
        var pairs = new int[1 << table.Lists];
        var weights = table.Counts.ToArray();
        var options = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, replicates + cells.Length, options,
            () => (Run: new StepwiseRun(table.Lists, threshold), Counts: new double[1 << table.Lists], Pairs: new int[1 << table.Lists]),
            (i, _, work) =>
            {
                if (i < replicates)
                {
                    var random = new SeededRandom(seed, i);
                    Binomial.Multinomial(table.Observed, weights, work.Counts, ref random);
                    values[i] = Estimate(work.Run, work.Counts, table.Observed);
                    foreach (var t in work.Run.Terms) work.Pairs[t]++;
                    foreach (var t in work.Run.Empties) work.Pairs[t]++;
                }
                else
                {
                    weights.CopyTo(work.Counts, 0);
                    work.Counts[cells[i - replicates]]--;
                    left[i - replicates] = Estimate(work.Run, work.Counts, table.Observed - 1);
                }
                return work;
            },
            work =>
            {
                lock (pairs)
                    for (var t = 0; t < pairs.Length; t++) pairs[t] += work.Pairs[t];
            });

        var acceleration = Acceleration(cells.Select(c => table.Counts[c]).ToArray(), left);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        // A share of none or all would make the correction infinite: half a resample stands in for it.
        var below = Math.Clamp(sorted.Count(v => v < population), 0.5, replicates - 0.5) / replicates;
        var z0 = Quantiles.Normal(below);
        var half = (1 - level) / 2;
        return new BootstrapEstimate(population,
            new Interval(Quantile(sorted, Adjusted(half, z0, acceleration)), Quantile(sorted, Adjusted(1 - half, z0, acceleration)), level, "BCa bootstrap with selection"),
            new Interval(Quantile(sorted, half), Quantile(sorted, 1 - half), level, "percentile bootstrap with selection"),
            z0, acceleration, values, sorted.Count(double.IsPositiveInfinity),
            Enumerable.Range(0, pairs.Length).Where(t => System.Numerics.BitOperations.PopCount((uint)t) == 2)
                .OrderByDescending(t => pairs[t]).ThenBy(t => t).ToDictionary(table.NameOf, t => (double)pairs[t] / replicates),
            seed);
    }

    /// <summary>One estimate; where there is no finite one, the limit that the likelihood runs to.</summary>
    private static double Estimate(StepwiseRun run, ReadOnlySpan<double> counts, long observed)
    {
        if (run.Select(counts) == FitState.Fitted) return observed + Math.Exp(run.Fitter.Intercept);
        double once = 0;
        for (var c = 1; c < counts.Length; c++) if (System.Numerics.BitOperations.IsPow2(c)) once += counts[c];
        return once == observed || run.Fitter.Intercept > Math.Log(observed + 1.0) ? double.PositiveInfinity : observed;
    }

    private static double Acceleration(double[] people, double[] left)
    {
        double total = 0, mean = 0;
        for (var i = 0; i < people.Length; i++)
        {
            if (!double.IsFinite(left[i])) return 0;
            total += people[i];
            mean += people[i] * left[i];
        }
        mean /= total;
        double squares = 0, cubes = 0;
        for (var i = 0; i < people.Length; i++)
        {
            var r = mean - left[i];
            squares += people[i] * r * r;
            cubes += people[i] * r * r * r;
        }
        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }

    /// <summary>The percentile that BCa reads in place of a nominal one.</summary>
    internal static double Adjusted(double share, double z0, double acceleration)
    {
        var z = z0 + Quantiles.Normal(share);
        var denominator = 1 - acceleration * z;
        return denominator <= 0 ? (z > 0 ? 1 : 0) : Quantiles.NormalCdf(z0 + z / denominator);
    }

    /// <summary>Quantile of sorted values, type 8 of Hyndman and Fan (1996).</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        var h = (sorted.Length + 1.0 / 3) * share + 1.0 / 3;
        var floor = Math.Floor(h + 4e-15 * sorted.Length);
        double low = sorted[(int)Math.Clamp(floor, 1, sorted.Length) - 1], high = sorted[(int)Math.Clamp(floor + 1, 1, sorted.Length) - 1];
        var part = Math.Clamp(h - floor, 0, 1);
        return part == 0 || low == high ? low : low + part * (high - low);
    }
}
