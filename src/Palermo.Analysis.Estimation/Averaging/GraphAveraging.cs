using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>What to assume when averaging over decomposable graphs.</summary>
/// <param name="Delta">Dirichlet prior counts a cell; null takes 2^-lists, the default of the method's authors.</param>
/// <param name="MostUnseen">The largest number of unseen considered; null lets it grow until what lies beyond has no weight.</param>
/// <param name="LogPrior">Logarithm of the prior of a population size; null takes -ln N.</param>
public sealed record GraphAveragingOptions(double? Delta = null, int? MostUnseen = null, Func<double, double>? LogPrior = null);

/// <summary>One graph and its posterior weight.</summary>
/// <param name="Edges">Pairs of lists that depend on each other, in words.</param>
public sealed record WeighedGraph(string Edges, double Weight);

/// <summary>Population averaged over all decomposable graphs of dependence among the lists.</summary>
/// <param name="Median">Posterior median: the point estimate.</param>
/// <param name="Interval">Equal tails of the posterior.</param>
/// <param name="Posterior">Weight of each number of unseen, from 1 up; sums to 1.</param>
/// <param name="Graphs">Graphs of most weight, heaviest first.</param>
/// <param name="Modes">Peaks of the posterior that carry weight; more than one means the data speak for two stories.</param>
/// <param name="WeightAtEnd">Weight of the last tenth of the numbers considered: when not small, the limit shapes the answer.</param>
public sealed record GraphAveragedEstimate(long Observed, double Median, double Mean, double Mode, Interval Interval, double[] Posterior,
    IReadOnlyList<WeighedGraph> Graphs, IReadOnlyList<double> Modes, double Delta, int MostUnseen, double WeightAtEnd);

/// <summary>Bayesian averaging over all decomposable graphical models of two to six lists.</summary>
/// <remarks>
/// Marginal likelihoods under a hyper-Dirichlet prior: Madigan and York (1997), Biometrika 84, as in the program dga of Johndrow, Lum and
/// Ball. The graph with all edges is among them, as there: by it only the prior speaks of the unseen. Never fails to give a number,
/// even from lists without overlap: read <c>WeightAtEnd</c> and <c>Modes</c>. Cost: graphs times numbers considered; graphs without weight are found on a coarse grid and skipped.
/// </remarks>
public static class GraphAveraging
{
    private const double Negligible = 34;             // e^-34 of the best weight is 2e-15
    private const int Block = 512;
    private const int MostEver = 1 << 22;

    /// <summary>Averages.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More lists than <see cref="DecomposableGraphs.MostLists"/>, or options that cannot be.</exception>
    public static GraphAveragedEstimate Run(CaptureTable table, GraphAveragingOptions? options = null, double level = 0.95, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        Interval.RequireLevel(level);
        options ??= new GraphAveragingOptions();
        if (table.Lists > DecomposableGraphs.MostLists) throw new ArgumentOutOfRangeException(nameof(table), table.Lists, $"Graphs are averaged for 2 to {DecomposableGraphs.MostLists} lists.");
        if (table.Observed == 0) throw new ArgumentException("Nobody is on any list.", nameof(table));
        var delta = options.Delta ?? Math.Pow(2, -table.Lists);
        if (!(delta > 0) || double.IsInfinity(delta)) throw new ArgumentOutOfRangeException(nameof(options), delta, "The prior count of a cell is above 0.");
        if (options.MostUnseen is < 10 or > MostEver) throw new ArgumentOutOfRangeException(nameof(options), options.MostUnseen, $"Between 10 and {MostEver:N0} unseen can be considered.");
        var logPrior = options.LogPrior ?? (n => -Math.Log(n));

        var graphs = DecomposableGraphs.Of(table.Lists);
        var most = options.MostUnseen ?? (int)Math.Clamp(4 * table.Observed, 1000, MostEver / 4);
        while (true)
        {
            var run = new Posterior(table, graphs, delta, logPrior, most, cancel);
            var end = run.WeightFrom(most - most / 10);
            if (options.MostUnseen is null && end > 1e-4 && most < MostEver) { most = Math.Min(MostEver, most * 4); continue; }
            return Summarise(table, graphs, run, delta, most, end, level);
        }
    }

    private static GraphAveragedEstimate Summarise(CaptureTable table, DecomposableGraph[] graphs, Posterior run, double delta, int most, double end, double level)
    {
        var p = run.Weights;
        double mean = 0;
        var mode = 0;
        for (var i = 0; i < p.Length; i++)
        {
            mean += p[i] * (i + 1);
            if (p[i] > p[mode]) mode = i;
        }
        double At(double share)
        {
            double sum = 0;
            for (var i = 0; i < p.Length; i++) if ((sum += p[i]) >= share) return table.Observed + i + 1;
            return table.Observed + p.Length;
        }
        var half = (1 - level) / 2;
        return new GraphAveragedEstimate(table.Observed, At(0.5), table.Observed + mean, table.Observed + mode + 1,
            new Interval(At(half), At(1 - half), level, "posterior, equal tails"), p,
            [.. run.GraphWeights.Select((w, g) => (w, g)).OrderByDescending(x => x.w).ThenBy(x => x.g).Take(10)
                .Select(x => new WeighedGraph(string.Join(' ', graphs[x.g].Edges.Select(table.NameOf)), x.w))],
            Peaks(p, table.Observed), delta, most, end);
    }

    /// <summary>Peaks at least a twentieth as high as the highest, with a valley of at least a tenth of their height before the next.</summary>
    private static List<double> Peaks(double[] p, long observed)
    {
        var highest = p.Max();
        var peaks = new List<double>();
        int candidate = -1;
        double valley = 0;
        for (var i = 0; i < p.Length; i++)
        {
            if (candidate < 0)
            {
                valley = Math.Min(valley, p[i]);
                if (p[i] > highest / 20 && p[i] > valley / 0.9) candidate = i;
            }
            else if (p[i] > p[candidate]) candidate = i;
            else if (p[i] < 0.9 * p[candidate])
            {
                peaks.Add(observed + candidate + 1);
                candidate = -1;
                valley = p[i];
            }
        }
        if (candidate >= 0) peaks.Add(observed + candidate + 1);
        return peaks;
    }

    /// <summary>The joint posterior of graph and number of unseen, summed both ways.</summary>
    private sealed class Posterior
    {
        private readonly CaptureTable _table;
        private readonly double _delta;
        private readonly Func<double, double> _logPrior;
        private readonly double[] _unseenPart;     // per set of lists: people seen, but on none of the set
        private readonly double[] _fixedPart;      // per set of lists: the part of its likelihood without the unseen

        public double[] Weights { get; }

        public double[] GraphWeights { get; }

        public Posterior(CaptureTable table, DecomposableGraph[] graphs, double delta, Func<double, double> logPrior, int most, CancellationToken cancel)
        {
            (_table, _delta, _logPrior) = (table, delta, logPrior);
            (_unseenPart, _fixedPart) = Margins();
            Weights = new double[most];
            GraphWeights = new double[graphs.Length];

            // Coarse look: whole numbers two per cent apart, to find the peak and the graphs that matter.
            var grid = new List<double>();
            for (double n = 1; n <= most; n = Math.Max(n + 1, Math.Floor(n * 1.02))) grid.Add(n);
            if (grid[^1] < most) grid.Add(most);
            var numbers = grid.ToArray();
            var curves = Curves(numbers);
            var peaks = new double[graphs.Length];
            Parallel.For(0, graphs.Length, new ParallelOptions { CancellationToken = cancel }, () => new double[numbers.Length],
                (g, _, sum) => { Sum(graphs[g], curves, numbers.Length, sum); peaks[g] = sum.Max(); return sum; }, _ => { });
            var top = peaks.Max();
            int[] kept = [.. Enumerable.Range(0, graphs.Length).Where(g => peaks[g] > top - Negligible)];

            // Each block sums over its graphs in order, and blocks are added up in order: the answer is the same on any number of cores.
            var blocks = (most + Block - 1) / Block;
            var shares = new double[blocks][];
            Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, b =>
            {
                int from = b * Block, count = Math.Min(Block, most - from);
                var n = new double[Block];
                for (var i = 0; i < Block; i++) n[i] = from + i + 1;
                var local = Curves(n);
                var sum = new double[Block];
                var total = new double[Block];
                var share = new double[kept.Length];
                for (var k = 0; k < kept.Length; k++)
                {
                    Sum(graphs[kept[k]], local, Block, sum);
                    var v = MemoryMarshal.Cast<double, Vector256<double>>(sum.AsSpan());
                    var t = MemoryMarshal.Cast<double, Vector256<double>>(total.AsSpan());
                    var shift = Vector256.Create(top);
                    for (var i = 0; i < v.Length; i++)
                    {
                        v[i] = Vector256.Exp(v[i] - shift);
                        t[i] += v[i];
                    }
                    double mine = 0;
                    for (var i = 0; i < count; i++) mine += sum[i];
                    share[k] = mine;
                }
                total.AsSpan(0, count).CopyTo(Weights.AsSpan(from));
                shares[b] = share;
            });
            double all = 0;
            foreach (var w in Weights) all += w;
            for (var i = 0; i < Weights.Length; i++) Weights[i] /= all;
            foreach (var share in shares)
                for (var k = 0; k < kept.Length; k++) GraphWeights[kept[k]] += share[k] / all;
        }

        public double WeightFrom(int number)
        {
            double sum = 0;
            for (var i = number; i < Weights.Length; i++) sum += Weights[i];
            return sum;
        }

        /// <summary>For every set of lists, what its marginal table holds: in its empty cell, and in the likelihood of all other cells.</summary>
        private (double[] Unseen, double[] Fixed) Margins()
        {
            var sets = _table.Counts.Length;
            var unseen = new double[sets];
            var rest = new double[sets];
            var margin = new double[sets];
            for (var set = 1; set < sets; set++)
            {
                Array.Clear(margin);
                for (var c = 1; c < sets; c++) margin[c & set] += _table.Counts[c];
                unseen[set] = margin[0];
                var prior = CellPrior(set);
                double sum = -SpecialFunctions.LogGamma(prior);
                for (var c = set; c > 0; c = (c - 1) & set) sum += SpecialFunctions.LogGamma(margin[c] + prior) - SpecialFunctions.LogGamma(prior);
                rest[set] = sum;
            }
            return (unseen, rest);
        }

        private double CellPrior(int set) => _delta * Math.Pow(2, _table.Lists - System.Numerics.BitOperations.PopCount((uint)set));

        /// <summary>Log marginal likelihood of every set's table over numbers of unseen; in place 0 what each component shares, last what all graphs share.</summary>
        private double[][] Curves(double[] numbers)
        {
            var sets = _table.Counts.Length;
            var curves = new double[sets + 1][];
            double cells = sets * _delta;
            for (var set = 1; set < sets; set++)
            {
                var curve = curves[set] = new double[numbers.Length];
                var shift = _unseenPart[set] + CellPrior(set);
                LogGammas(numbers, shift, curve);
                for (var i = 0; i < curve.Length; i++) curve[i] += _fixedPart[set];
            }
            var component = curves[0] = new double[numbers.Length];
            var common = curves[sets] = new double[numbers.Length];
            var unseen = new double[numbers.Length];
            LogGammas(numbers, _table.Observed + cells, component);
            LogGammas(numbers, _table.Observed + 1, common);
            LogGammas(numbers, 1, unseen);
            for (var i = 0; i < numbers.Length; i++)
            {
                component[i] = SpecialFunctions.LogGamma(cells) - component[i];
                common[i] += _logPrior(_table.Observed + numbers[i]) - unseen[i];
            }
            return curves;
        }

        /// <summary>ln gamma(number + shift). Along whole numbers each follows from the one before; every 64 steps it is computed anew.</summary>
        private static void LogGammas(double[] numbers, double shift, double[] to)
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = (i & 63) != 0 && numbers[i] == numbers[i - 1] + 1
                    ? to[i - 1] + Math.Log(numbers[i - 1] + shift)
                    : SpecialFunctions.LogGamma(numbers[i] + shift);
        }

        private static void Sum(DecomposableGraph graph, double[][] curves, int length, double[] sum)
        {
            curves[^1].AsSpan(0, length).CopyTo(sum);
            foreach (var clique in graph.Cliques) Add(curves[clique], 1, sum);
            foreach (var separator in graph.Separators) Add(curves[separator], -1, sum);
            Add(curves[0], graph.Cliques.Length - graph.Separators.Length, sum);
        }

        private static void Add(double[] curve, double times, double[] sum)
        {
            var a = MemoryMarshal.Cast<double, Vector256<double>>(curve.AsSpan());
            var s = MemoryMarshal.Cast<double, Vector256<double>>(sum.AsSpan());
            for (var i = 0; i < s.Length; i++) s[i] += a[i] * times;
            for (var i = s.Length * 4; i < sum.Length; i++) sum[i] += curve[i] * times;
        }
    }
}
