namespace Palermo.Analysis.Matching;

/// <summary>Learns m, u and the match rate from the table itself, without labels.</summary>
/// <remarks>
/// u from random pairs and exact counts; m by EM on the pairs of each training rule, for the comparisons it does not touch, averaged by the number
/// of matches seen (entity-matching 1.3). Where records have many doubles, random pairs hold matches too: they are taken out, and EM runs again.
/// </remarks>
internal static class Training
{
    private const int PairsPerRule = 60_000;
    private const double PseudoMatches = 10;

    public sealed record Outcome(double[][] M, double[][] U, double MatchRate, IReadOnlyList<TrainingPass> Passes);

    public static Outcome Learn(RecordTable table, LinkageModel model, Comparisons comparisons, IReadOnlyList<RuleBlocks> blocks, ulong seed, int threads)
    {
        var observed = RateEstimation.Observe(table, comparisons, seed, threads);
        var m = comparisons.Models.Select(c => c.Levels.Select(l => l.M).ToArray()).ToArray();
        var samples = blocks.Where(b => b.Rule.Train && b.Report.Pairs > 0).Select(b => (Blocks: b, Sample: Sample(table, b, comparisons, threads, out var share), Share: share)).ToList();
        var u = observed;
        var matchRate = Math.Min(0.5, 0.5 * table.Count / Math.Max(1, table.PairCount));
        var passes = new List<TrainingPass>();
        for (var round = 0; round < 3; round++)
        {
            u = RateEstimation.WithoutMatches(observed, m, round == 0 ? 0 : matchRate, table.Count);
            passes.Clear();
            m = Passes(comparisons, samples, u, passes);
            matchRate = MatchRate(table, passes, comparisons, m);
        }
        return new Outcome(m, u, matchRate, passes);
    }

    private static double[][] Passes(Comparisons comparisons, List<(RuleBlocks Blocks, LevelPatterns Sample, double Share)> samples, double[][] u, List<TrainingPass> passes)
    {
        var defaults = comparisons.Models.Select(c => c.Levels.Select(l => l.M).ToArray()).ToArray();
        var sums = defaults.Select(d => new double[d.Length]).ToArray();
        var weights = new double[defaults.Length];
        foreach (var (blocks, sample, share) in samples)
        {
            var touched = blocks.Rule.Parts.SelectMany(KeyParts.Touches).ToHashSet();
            var free = Enumerable.Range(0, defaults.Length).Where(k => !touched.Contains(comparisons.Models[k].Field)).ToArray();
            if (free.Length < 2 || sample.Counts.Length == 0) continue;
            var part = Select(sample, free);
            var em = ExpectationMaximisation.Fit(part, 0.2, [.. free.Select(k => defaults[k])], [.. free.Select(k => u[k])], fixU: true, PseudoMatches);
            var matched = em.Prior * sample.Counts.Sum();
            passes.Add(new TrainingPass(blocks.Rule.Name, sample.Counts.Sum(), matched / share, em.Iterations, em.Converged));
            for (var f = 0; f < free.Length; f++)
            {
                // A comparison on which matches agree less often than strangers was not learnt, it was lost.
                if (em.M[f][0] <= u[free[f]][0]) continue;
                for (var l = 0; l < em.M[f].Length; l++) sums[free[f]][l] += matched * em.M[f][l];
                weights[free[f]] += matched;
            }
        }
        for (var k = 0; k < sums.Length; k++)
        {
            if (weights[k] < 1) { sums[k] = defaults[k]; continue; }
            for (var l = 0; l < sums[k].Length; l++) sums[k][l] = Math.Max(1e-5, sums[k][l] / weights[k]);
            var total = sums[k].Sum();
            for (var l = 0; l < sums[k].Length; l++) sums[k][l] /= total;
        }
        return sums;
    }

    /// <summary>Matches in all, from those that each rule held and the chance that a match agrees on what the rule asks for.</summary>
    private static double MatchRate(RecordTable table, List<TrainingPass> passes, Comparisons comparisons, double[][] m)
    {
        var most = 0.0;
        foreach (var pass in passes)
        {
            var held = 1.0;
            foreach (var field in pass.Rule.Split(" and ").SelectMany(KeyParts.Touches).Distinct())
            {
                var k = Array.FindIndex(comparisons.Models, c => c.Field == field && field is not ("locality" or "region" or "fullName"));
                if (k >= 0) held *= m[k][0];
            }
            most = Math.Max(most, pass.Matches / Math.Max(held, 0.2));
        }
        return Math.Clamp(most / Math.Max(1, table.PairCount), 0.1 / Math.Max(1, table.PairCount), 0.5);
    }

    private static LevelPatterns Select(LevelPatterns all, int[] columns)
    {
        var counts = new Dictionary<ulong, long>();
        for (var g = 0; g < all.Counts.Length; g++)
        {
            ulong key = 0;
            foreach (var k in columns) key = key << 4 | all.Levels[g * all.Comparisons + k] & 15UL;
            counts[key] = counts.GetValueOrDefault(key) + all.Counts[g];
        }
        return Unpack(counts, [.. columns.Select(k => all.LevelCounts[k])]);
    }

    private static LevelPatterns Unpack(Dictionary<ulong, long> counts, int[] levelCounts)
    {
        var keys = counts.Keys.Order().ToArray();
        var levels = new byte[keys.Length * levelCounts.Length];
        for (var g = 0; g < keys.Length; g++)
            for (var k = 0; k < levelCounts.Length; k++)
            {
                var level = (byte)(keys[g] >> 4 * (levelCounts.Length - 1 - k) & 15);
                levels[g * levelCounts.Length + k] = level == 15 ? Comparer.Missing : level;
            }
        return new LevelPatterns(levels, [.. keys.Select(k => counts[k])], levelCounts);
    }

    /// <summary>Comparison vectors of the rule's pairs, of an even share of its blocks where there are too many.</summary>
    private static LevelPatterns Sample(RecordTable table, RuleBlocks blocks, Comparisons comparisons, int threads, out double share)
    {
        if (comparisons.Count > 16) throw new ArgumentException("a model may compare at most 16 fields of a table", nameof(comparisons));
        var keep = Math.Min(1, PairsPerRule / (double)blocks.Report.Pairs);
        share = keep;
        var source = new PairSource(table, [blocks]);
        var taken = Enumerable.Range(0, source.Chunks).ToArray();
        var found = new Dictionary<ulong, long>[taken.Length];
        var limit = (ulong)(keep * ulong.MaxValue);
        Parallel.For(0, taken.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, c =>
        {
            int[] left = new int[PairSource.Batch], right = new int[PairSource.Batch];
            var levels = new byte[PairSource.Batch];
            var keys = new ulong[PairSource.Batch];
            var own = found[c] = [];
            source.Visit(taken[c], left, right, n =>
            {
                var kept = 0;
                for (var p = 0; p < n; p++)
                {
                    if (keep < 1 && KeyHash.Join((ulong)left[p], (ulong)right[p]) > limit) continue;
                    left[kept] = left[p];
                    right[kept++] = right[p];
                }
                Array.Clear(keys);
                for (var k = 0; k < comparisons.Count; k++)
                {
                    comparisons.Comparers[k].Levels(left.AsSpan(0, kept), right.AsSpan(0, kept), levels);
                    for (var p = 0; p < kept; p++) keys[p] = keys[p] << 4 | levels[p] & 15UL;
                }
                for (var p = 0; p < kept; p++) own[keys[p]] = own.GetValueOrDefault(keys[p]) + 1;
            });
        });
        var all = new Dictionary<ulong, long>();
        foreach (var own in found)
            foreach (var (key, count) in own) all[key] = all.GetValueOrDefault(key) + count;
        return Unpack(all, [.. comparisons.Models.Select(c => c.Levels.Count)]);
    }
}

/// <summary>One pass of EM over the pairs of a blocking rule.</summary>
/// <param name="Pairs">Pairs learnt from.</param>
/// <param name="Matches">Matches that the rule holds, as estimated.</param>
public sealed record TrainingPass(string Rule, long Pairs, double Matches, int Iterations, bool Converged);
