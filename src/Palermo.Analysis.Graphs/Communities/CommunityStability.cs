namespace Palermo.Analysis.Graphs;

/// <summary>How far a division into communities depends on the luck of the seed.</summary>
/// <param name="Best">The partition of best quality among the runs.</param>
/// <param name="Quality">Its quality (modularity or CPM).</param>
/// <param name="Qualities">The quality of every run, in the order of their seeds.</param>
/// <param name="Agreement">Mean normalised mutual information of each two runs, 0 to 1.</param>
/// <param name="PairStability">
/// For each community of <paramref name="Best"/>, the median over pairs of its members of the share of runs that put both together. A community of one has 1.
/// </param>
public sealed record CommunityStability(
    Partition Best, double Quality, IReadOnlyList<double> Qualities, double Agreement, IReadOnlyList<double> PairStability)
{
    /// <summary>The share above which a community may be shown as found (domain page, section 3.2: .8).</summary>
    public const double Publishable = 0.8;

    private const int MostPairs = 2_000;

    /// <summary>Runs Leiden under several seeds and compares.</summary>
    /// <param name="runs">How many seeds, 2 or more; the domain page asks for 20. Seeds are those of the options, counted up.</param>
    /// <remarks>For communities with more than 2,000 pairs, 2,000 pairs drawn with the seed stand for all.</remarks>
    public static CommunityStability Measure(Graph graph, LeidenOptions? options = null, int runs = 20)
    {
        options ??= new LeidenOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 2);
        var partitions = new Partition[runs];
        var qualities = new double[runs];
        var threads = Work.Threads(options.Threads);
        Work.InParallel(runs, threads, () => 0, (run, _) =>
        {
            partitions[run] = Leiden.Find(graph, options with { Seed = options.Seed + (ulong)run, Threads = 1 });
            qualities[run] = options.Quality == LeidenQuality.Modularity
                ? partitions[run].Modularity(graph, options.Resolution)
                : partitions[run].ConstantPotts(graph, options.Resolution);
        });
        var best = 0;
        for (var run = 1; run < runs; run++)
            if (qualities[run] > qualities[best]) best = run;
        double agreement = 0;
        for (var a = 0; a < runs; a++)
            for (var b = a + 1; b < runs; b++) agreement += partitions[a].NormalisedMutualInformation(partitions[b]);
        agreement /= runs * (runs - 1) / 2.0;
        var groups = partitions[best].Groups();
        var stability = new double[groups.Length];
        for (var g = 0; g < groups.Length; g++) stability[g] = MedianPair(groups[g], partitions, options.Seed, (ulong)g);
        return new CommunityStability(partitions[best], qualities[best], qualities, agreement, stability);
    }

    private static double MedianPair(int[] group, Partition[] partitions, ulong seed, ulong stream)
    {
        if (group.Length == 1) return 1;
        var shares = new List<double>();
        if (group.Length * (group.Length - 1L) / 2 <= MostPairs)
        {
            for (var i = 0; i < group.Length; i++)
                for (var j = i + 1; j < group.Length; j++) shares.Add(Share(group[i], group[j]));
        }
        else
        {
            var random = new SeededRandom(seed, stream);
            for (var k = 0; k < MostPairs; k++)
            {
                var i = random.Below(group.Length);
                var j = random.Below(group.Length - 1);
                shares.Add(Share(group[i], group[j >= i ? j + 1 : j]));
            }
        }
        shares.Sort();
        return (shares[(shares.Count - 1) / 2] + shares[shares.Count / 2]) / 2;

        double Share(int a, int b)
        {
            var together = 0;
            foreach (var partition in partitions)
                if (partition[a] == partition[b]) together++;
            return (double)together / partitions.Length;
        }
    }
}
