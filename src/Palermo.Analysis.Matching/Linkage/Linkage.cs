namespace Palermo.Analysis.Matching;

/// <summary>Settings of one linkage.</summary>
public sealed record LinkageOptions
{
    /// <summary>Seed of the random pairs; the same seed gives the same result, whatever the number of threads.</summary>
    public ulong Seed { get; init; } = 20261124;

    /// <summary>Threads used.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Pairs below this probability are not kept.</summary>
    public double KeepFrom { get; init; } = 0.01;

    /// <summary>Incremental mode: only pairs with a record of this number or above are scored; 0 for all. Records before it were linked among themselves earlier.</summary>
    public int NewFrom { get; init; }

    /// <summary>Learns m, u and the prior on this table; false to use the model's as they are.</summary>
    public bool Train { get; init; } = true;
}

/// <summary>A pair that was scored.</summary>
/// <param name="Left">Record number, the lower one.</param>
/// <param name="Right">Record number.</param>
/// <param name="Weight">Total weight in bits, prior included.</param>
public readonly record struct ScoredPair(int Left, int Right, float Weight)
{
    /// <summary>The chance that the two are one entity.</summary>
    public double Probability => Weights.ToProbability(Weight);
}

/// <summary>A table under a model: trained on it, and able to score any of its pairs.</summary>
/// <remarks>
/// Order of work: <see cref="Prepare"/> reads the columns and builds blocks, learns m, u and the prior; <see cref="ScorePairs"/> scores all blocked pairs on all
/// threads. Complexity: records times rules, plus blocked pairs times comparisons. Deterministic for any number of threads.
/// </remarks>
public sealed class Linkage
{
    /// <summary>Broad rules are for files up to this many records; above, they would give few of their pairs and cost as much.</summary>
    public const int BroadUpTo = 300_000;

    private readonly PairSource source;
    private readonly LinkageOptions options;
    private readonly PairScorer scorer;

    private Linkage(RecordTable table, LinkageModel model, PairScorer scorer, PairSource source, IReadOnlyList<BlockingReport> blocking, IReadOnlyList<TrainingPass> passes, LinkageOptions options)
    {
        Table = table;
        Model = model;
        Blocking = blocking;
        Passes = passes;
        this.scorer = scorer;
        this.source = source;
        this.options = options;
    }

    /// <summary>The records.</summary>
    public RecordTable Table { get; }

    /// <summary>The model as trained, with the comparisons that the table has fields for; after <see cref="ScorePairs"/> with its final prior.</summary>
    public LinkageModel Model { get; private set; }

    /// <summary>What each blocking rule gave.</summary>
    public IReadOnlyList<BlockingReport> Blocking { get; }

    /// <summary>Passes of EM.</summary>
    public IReadOnlyList<TrainingPass> Passes { get; }

    /// <summary>Distinct pairs that were scored.</summary>
    public long PairsScored { get; private set; }

    internal PairScorer Scorer => scorer;

    /// <summary>What a person should know about the result: pairs left out, comparisons that could not be learnt.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            var warnings = new List<string>();
            foreach (var rule in Blocking)
                if (rule.PairsLeftOut > 0 && !Model.Blocking.Any(b => b.Broad && b.Name == rule.Rule))
                    warnings.Add($"blocks of '{rule.Rule}' too large to compare: {rule.PairsLeftOut:N0} pairs are left out unless another rule holds them");
            if (options.Train && Passes.Count == 0) warnings.Add("no blocking rule gave pairs to learn from: m are the model's starting values");
            return warnings;
        }
    }

    /// <summary>Reads the table by the model, builds the blocks and learns.</summary>
    /// <exception cref="ArgumentException">The table has none of the model's fields, or fewer than two records.</exception>
    public static Linkage Prepare(RecordTable table, LinkageModel model, LinkageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(model);
        options ??= new LinkageOptions();
        if (table.Count < 2 || table.PairCount < 1) throw new ArgumentException($"there is no pair to compare: the table has {table.Count} records", nameof(table));
        var names = PersonNames.Of(table);
        var comparisons = Comparisons.Of(model, table, names);
        if (comparisons.Count == 0)
            throw new ArgumentException($"none of the table's fields ({string.Join(", ", table.Fields)}) is one of the {model.Kind} model's ({string.Join(", ", model.Comparisons.Select(c => c.Field).Distinct())})", nameof(table));
        var blocks = new RuleBlocks?[model.Blocking.Count];
        Parallel.For(0, blocks.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            r => blocks[r] = model.Blocking[r].Broad && table.Count > BroadUpTo ? null : RuleBlocks.Build(model.Blocking[r], table, names, Budget(table.Count, model.Blocking[r].Broad)));
        var used = blocks.OfType<RuleBlocks>().ToList();
        IReadOnlyList<TrainingPass> passes = [];
        if (options.Train)
        {
            var learnt = Training.Learn(table, model, comparisons, used, options.Seed, options.Threads);
            passes = learnt.Passes;
            model = model with { Prior = learnt.MatchRate, Trained = true, Comparisons = [.. comparisons.Models.Select((c, k) => WithRates(c, learnt.M[k], learnt.U[k]))] };
            comparisons = comparisons.With([.. model.Comparisons]);
        }
        else model = model with { Comparisons = comparisons.Models };
        var scorer = new PairScorer(comparisons, model.Prior, table.Count);
        var source = new PairSource(table, used);
        foreach (var rule in used) rule.Release();
        return new Linkage(table, model, scorer, source, [.. used.Select(u => u.Report)], passes, options);
    }

    /// <summary>Pairs that a rule may give: enough to be thorough on small files, and linear in the records on large ones.</summary>
    private static double Budget(int records, bool broad) => broad
        ? records * Math.Clamp(1e6 / records, 0.5, 40)
        : records * Math.Clamp(1e8 / records, 20, 400);

    /// <summary>Scores every blocked pair, finds the prior that fits them, and keeps those at or above <see cref="LinkageOptions.KeepFrom"/>.</summary>
    /// <returns>Kept pairs, in an order that is the same on every run.</returns>
    public ScoredPair[] ScorePairs()
    {
        var kept = new List<ScoredPair>[source.Chunks];
        var histograms = new WeightHistogram();
        var keep = Weights.FromProbability(options.KeepFrom) - Weights.FromProbability(Math.Min(0.5, 8 * Model.Prior));
        var scored = 0L;
        Parallel.For(0, source.Chunks, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, () => new Scratch(), (chunk, _, scratch) =>
        {
            kept[chunk] = Visit(chunk, scratch, (float)keep);
            return scratch;
        }, scratch =>
        {
            lock (histograms) histograms.Add(scratch.Histogram);
            Interlocked.Add(ref scored, scratch.Scored);
        });
        PairsScored = scored;
        if (options.Train) Model = Model with { Prior = histograms.FitPrior(Model.Prior, Table.PairCount) };
        var prior = (float)Model.PriorWeight;
        var least = (float)Weights.FromProbability(options.KeepFrom);
        var result = new List<ScoredPair>(kept.Sum(k => k.Count));
        foreach (var chunk in kept)
            foreach (var pair in chunk)
                if (pair.Weight + prior >= least) result.Add(pair with { Weight = pair.Weight + prior });
        return [.. result];
    }

    /// <summary>The weight of any pair of the table, blocked or not, prior included.</summary>
    public double Weight(int left, int right) => scorer.Score(Math.Min(left, right), Math.Max(left, right)) + Model.PriorWeight;

    /// <summary>Why a pair has its weight.</summary>
    public Waterfall Explain(int left, int right) =>
        new(Model.PriorWeight, [.. Enumerable.Range(0, scorer.Comparisons.Count).Select(k => WaterfallStep.Of(scorer, k, left, right))]);

    /// <summary>Scores blocked pairs and hands those kept to <paramref name="sink"/> as they come, without holding them: for tables whose links do not fit in memory.</summary>
    /// <remarks>The prior is the model's, since the one that fits is only known at the end. The order is the same on every run; the sink is called by one thread at a time.</remarks>
    public void StreamPairs(Action<IReadOnlyList<ScoredPair>> sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var prior = (float)Model.PriorWeight;
        var least = (float)Weights.FromProbability(options.KeepFrom) - prior;
        var group = Math.Max(1, options.Threads * 4);
        PairsScored = 0;
        for (var from = 0; from < source.Chunks; from += group)
        {
            var kept = new List<ScoredPair>[Math.Min(group, source.Chunks - from)];
            var scored = new long[kept.Length];
            Parallel.For(0, kept.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, c =>
            {
                var scratch = new Scratch();
                kept[c] = Visit(from + c, scratch, least);
                scored[c] = scratch.Scored;
            });
            PairsScored += scored.Sum();
            foreach (var chunk in kept)
                if (chunk.Count > 0) sink([.. chunk.Select(p => p with { Weight = p.Weight + prior })]);
        }
    }

    private List<ScoredPair> Visit(int chunk, Scratch scratch, float keep)
    {
        var own = new List<ScoredPair>();
        source.Visit(chunk, scratch.Left, scratch.Right, n =>
        {
            n = OnlyNew(scratch, n);
            scorer.Score(scratch.Left.AsSpan(0, n), scratch.Right.AsSpan(0, n), scratch.Levels.AsSpan(0, n), scratch.Weights.AsSpan(0, n));
            scratch.Scored += n;
            for (var p = 0; p < n; p++)
            {
                scratch.Histogram.Add(scratch.Weights[p]);
                if (scratch.Weights[p] >= keep) own.Add(new ScoredPair(scratch.Left[p], scratch.Right[p], scratch.Weights[p]));
            }
        });
        return own;
    }

    /// <summary>Drops the pairs of two old records; <see cref="LinkageOptions.NewFrom"/>.</summary>
    private int OnlyNew(Scratch scratch, int n)
    {
        if (options.NewFrom == 0) return n;
        var kept = 0;
        for (var p = 0; p < n; p++)
        {
            if (scratch.Right[p] < options.NewFrom) continue;
            scratch.Left[kept] = scratch.Left[p];
            scratch.Right[kept++] = scratch.Right[p];
        }
        return kept;
    }

    /// <summary>Whether a blocking rule holds the pair.</summary>
    public bool IsBlocked(int left, int right) => source.Holds(left, right);

    private static ComparisonModel WithRates(ComparisonModel comparison, double[] m, double[] u) =>
        comparison with { Levels = [.. comparison.Levels.Select((l, i) => l with { M = m[i], U = u[i] })] };

    private sealed class Scratch
    {
        public readonly int[] Left = new int[PairSource.Batch];
        public readonly int[] Right = new int[PairSource.Batch];
        public readonly byte[] Levels = new byte[PairSource.Batch];
        public readonly float[] Weights = new float[PairSource.Batch];
        public readonly WeightHistogram Histogram = new();
        public long Scored;
    }
}
