using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>Estimates u, how often records of two entities agree by chance, from random pairs and from exact counts of values.</summary>
internal static class RateEstimation
{
    /// <summary>Random pairs drawn; all pairs are taken where there are no more.</summary>
    public const int SampledPairs = 200_000;

    /// <summary>Imagined random pairs that agree as the default model says: they decide on a table of a dozen records, and vanish on a large one.</summary>
    private const double PseudoPairs = 100;

    /// <summary>Observed share of each level among random pairs, matches included.</summary>
    public static double[][] Observe(RecordTable table, Comparisons comparisons, ulong seed, int threads)
    {
        var batches = Batches(table, seed);
        var counts = new long[comparisons.Count][];
        for (var k = 0; k < counts.Length; k++) counts[k] = new long[ExpectationMaximisation.MaxLevels];
        var gate = new Lock();
        Parallel.ForEach(batches, new ParallelOptions { MaxDegreeOfParallelism = threads }, batch =>
        {
            var levels = new byte[batch.Left.Length];
            var own = new long[comparisons.Count][];
            for (var k = 0; k < own.Length; k++)
            {
                own[k] = new long[ExpectationMaximisation.MaxLevels];
                comparisons.Comparers[k].Levels(batch.Left, batch.Right, levels);
                foreach (var level in levels)
                    if (level != Comparer.Missing) own[k][level]++;
            }
            lock (gate)
                for (var k = 0; k < own.Length; k++)
                    for (var l = 0; l < own[k].Length; l++) counts[k][l] += own[k][l];
        });
        return [.. comparisons.Models.Select((model, k) => Rates(model, counts[k], comparisons.Comparers[k].ExactRate(table), table.PairCount))];
    }

    private static double[] Rates(ComparisonModel model, long[] counts, double exact, double pairs)
    {
        var total = counts.Sum() + PseudoPairs;
        var rates = model.Levels.Select((l, i) => (counts[i] + PseudoPairs * l.U) / total).ToArray();
        if (double.IsNaN(exact) || rates[0] >= 1) return rates;
        exact = (exact * pairs + PseudoPairs * model.Levels[0].U) / (pairs + PseudoPairs);
        // The best level is rare, but can be counted exactly: it takes its true share, the others theirs of the rest.
        var rest = (1 - exact) / (1 - rates[0]);
        for (var l = 1; l < rates.Length; l++) rates[l] *= rest;
        rates[0] = exact;
        return rates;
    }

    /// <summary>Takes the matches among random pairs out of the observed rates: u = (observed - lambda m) / (1 - lambda).</summary>
    public static double[][] WithoutMatches(double[][] observed, double[][] m, double matchRate, int records) => [.. observed.Select((rates, k) =>
    {
        var floor = 0.02 / Math.Max(50, records);
        var u = rates.Select((rate, l) => Math.Max(Math.Max(floor, rate * 0.02), (rate - matchRate * m[k][l]) / (1 - matchRate))).ToArray();
        var sum = u.Sum();
        return u.Select(x => x / sum).ToArray();
    })];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static List<(int[] Left, int[] Right)> Batches(RecordTable table, ulong seed)
    {
        var result = new List<(int[], int[])>();
        const int size = 8192;
        if (table.PairCount <= SampledPairs)
        {
            List<int> left = [], right = [];
            for (var i = 0; i < (table.Split > 0 ? table.Split : table.Count); i++)
                for (var j = table.Split > 0 ? table.Split : i + 1; j < table.Count; j++) { left.Add(i); right.Add(j); }
            result.Add(([.. left], [.. right]));
            return result;
        }
        var random = new SplitMix(seed);
        for (var drawn = 0; drawn < SampledPairs; drawn += size)
        {
            int[] left = new int[size], right = new int[size];
            for (var p = 0; p < size; p++)
            {
                if (table.Split > 0)
                {
                    left[p] = random.Below(table.Split);
                    right[p] = table.Split + random.Below(table.Count - table.Split);
                    continue;
                }
                left[p] = random.Below(table.Count);
                do right[p] = random.Below(table.Count);
                while (right[p] == left[p]);
            }
            result.Add((left, right));
        }
        return result;
    }
}
