using CsCheck;

namespace Palermo.Analysis.Graphs.Tests;

public class CommunityTests
{
    private static readonly int[][] FourGroups =
    [
        Networks.FromOne(9, 10, 15, 16, 19, 21, 23, 27, 30, 31, 33, 34), Networks.FromOne(1, 2, 3, 4, 8, 12, 13, 14, 18, 20, 22),
        Networks.FromOne(24, 25, 26, 28, 29, 32), Networks.FromOne(5, 6, 7, 11, 17),
    ];

    // The split of the club as it happened (Zachary 1977), with the node 9 and 10 on the side of 34.
    private static readonly int[] Faction = Networks.FromOne(1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 17, 18, 20, 22);

    [Fact]
    public void Karate_falls_into_the_four_groups_of_best_modularity()
    {
        var best = Enumerable.Range(1, 10).Select(seed => Leiden.Find(Networks.Karate, new LeidenOptions(Seed: (ulong)seed))).MaxBy(p => p.Modularity(Networks.Karate))!;
        Assert.Equal(0.419790, best.Modularity(Networks.Karate), 6);
        Assert.Equal([12, 11, 6, 5], best.Sizes);
        Assert.Equal(FourGroups, best.Groups());
    }

    [Fact]
    public void The_qualities_of_the_domain_page_come_out()
    {
        var labels = new int[34];
        for (var g = 0; g < FourGroups.Length; g++)
            foreach (var v in FourGroups[g]) labels[v] = g;
        var four = Partition.Of(labels);
        var two = Partition.Of([.. Enumerable.Range(0, 34).Select(v => Faction.Contains(v) ? 1 : 0)]);
        Assert.Equal(0.419790, four.Modularity(Networks.Karate), 6);
        Assert.Equal(0.371466, two.Modularity(Networks.Karate), 6);
        Assert.Equal(42.4, four.ConstantPotts(Networks.Karate, 0.1), 9);
        Assert.Equal(40.7, two.ConstantPotts(Networks.Karate, 0.1), 9);
    }

    [Fact]
    public void Every_community_is_connected_and_quality_is_never_below_singletons() =>
        Gen.Select(Gen.Int[1, 120], Gen.Double[0.01, 0.2], Gen.ULong, Gen.Bool, Gen.Bool).Sample((nodes, chance, seed, weighted, cpm) =>
        {
            var graph = Networks.Random(nodes, chance, seed, weighted);
            var options = new LeidenOptions(cpm ? LeidenQuality.ConstantPotts : LeidenQuality.Modularity, cpm ? 0.3 : 1, Seed: seed);
            var found = Leiden.Find(graph, options);
            Assert.Equal(nodes, found.Sizes.Sum());
            foreach (var group in found.Groups()) Assert.True(Connected(graph, group));
            var alone = Partition.Of([.. Enumerable.Range(0, nodes)]);
            if (cpm) Assert.True(found.ConstantPotts(graph, 0.3) >= alone.ConstantPotts(graph, 0.3) - 1e-9);
            else Assert.True(found.Modularity(graph) >= alone.Modularity(graph) - 1e-9);
        }, iter: LongForm.Rounds(200, 3_000));

    [Fact]
    public void With_CPM_no_community_gains_by_taking_in_another()
    {
        // Subpartition guarantee of Traag et al.: density between two communities is at most gamma.
        const double Gamma = 0.2;
        var graph = Networks.Random(150, 0.05, 11);
        var found = Leiden.Find(graph, new LeidenOptions(LeidenQuality.ConstantPotts, Gamma, Seed: 3));
        var between = new double[found.Count, found.Count];
        foreach (var (from, to, weight) in graph.Edges())
        {
            between[found[from], found[to]] += weight;
            between[found[to], found[from]] += weight;
        }
        for (var a = 0; a < found.Count; a++)
            for (var b = 0; b < found.Count; b++)
                if (a != b) Assert.True(between[a, b] <= Gamma * found.Sizes[a] * found.Sizes[b] + 1e-9);
    }

    [Fact]
    public void Cliques_in_a_ring_are_found_as_planted()
    {
        const int Cliques = 12, Size = 8;
        List<(int, int)> edges = [];
        for (var c = 0; c < Cliques; c++)
        {
            for (var a = 0; a < Size; a++)
                for (var b = a + 1; b < Size; b++) edges.Add((c * Size + a, c * Size + b));
            edges.Add((c * Size, (c + 1) % Cliques * Size + 1));
        }
        var found = Leiden.Find(Graph.FromEdges(Cliques * Size, edges));
        Assert.Equal(Cliques, found.Count);
        for (var v = 0; v < Cliques * Size; v++) Assert.Equal(found[v / Size * Size], found[v]);
    }

    [Fact]
    public void Planted_communities_are_recovered_and_called_stable()
    {
        var random = new SeededRandom(5);
        List<(int, int)> edges = [];
        for (var a = 0; a < 200; a++)
            for (var b = a + 1; b < 200; b++)
                if (random.Unit() < (a / 50 == b / 50 ? 0.3 : 0.01)) edges.Add((a, b));
        var graph = Graph.FromEdges(200, edges);
        var planted = Partition.Of([.. Enumerable.Range(0, 200).Select(v => v / 50)]);
        var stability = CommunityStability.Measure(graph, runs: 20);
        Assert.Equal(1, stability.Best.NormalisedMutualInformation(planted), 9);
        Assert.All(stability.PairStability, share => Assert.True(share > CommunityStability.Publishable));
        // A random network has no communities: what is found must not be called stable.
        var noise = CommunityStability.Measure(Networks.Random(200, 0.05, 9), runs: 20);
        Assert.Contains(noise.PairStability, share => share <= CommunityStability.Publishable);
    }

    [Fact]
    public void The_same_seed_gives_the_same_answer_with_one_thread_and_with_four()
    {
        // Large enough for the regions of the local move.
        var random = new SeededRandom(1);
        const int Nodes = 60_000;
        var graph = Graph.FromEdges(Nodes, Enumerable.Range(0, 4 * Nodes).Select(_ =>
        {
            var a = random.Below(Nodes);
            return (a, random.Unit() < 0.9 ? a / 60 * 60 + random.Below(60) : random.Below(Nodes));
        }));
        var one = Leiden.Find(graph, new LeidenOptions(Iterations: 3, Seed: 4, Threads: 1));
        var four = Leiden.Find(graph, new LeidenOptions(Iterations: 3, Seed: 4, Threads: 4));
        Assert.True(one.Of().SequenceEqual(four.Of()));
        Assert.True(one.Modularity(graph) > 0.75);
        foreach (var group in one.Groups()) Assert.True(Connected(graph, group));
    }

    [Fact]
    public void On_com_dblp_modularity_is_at_least_that_of_ten_iterations_of_igraph()
    {
        var graph = Networks.Real("com-dblp");
        var qualities = new List<double>();
        var seeds = LongForm.Rounds(1, 10);
        for (var seed = 1; seed <= seeds; seed++)
        {
            var found = Leiden.Find(graph, new LeidenOptions(Seed: (ulong)seed));
            qualities.Add(found.Modularity(graph));
            foreach (var group in found.Groups()) Assert.True(Connected(graph, group));
        }
        qualities.Sort();
        Assert.True(qualities[qualities.Count / 2] >= 0.8371, $"median {qualities[qualities.Count / 2]:F5}");
    }

    [Fact]
    public void Hostile_graphs_end_well()
    {
        Assert.Equal(0, Leiden.Find(Graph.FromEdges(0, [])).Count);
        Assert.Equal(5, Leiden.Find(Graph.FromEdges(5, [])).Count);
        Assert.Equal(0, Leiden.Find(Graph.FromEdges(5, [])).Modularity(Graph.FromEdges(5, [])));
        const int Leaves = 1_000_000;
        var star = Leiden.Find(Graph.FromEdges(Leaves + 1, Enumerable.Range(1, Leaves).Select(leaf => (0, leaf))));
        Assert.Equal(Leaves + 1, star.Sizes.Sum());
        var directed = Graph.FromEdges(2, [(0, 1)], directed: true);
        Assert.Throws<ArgumentException>(() => Leiden.Find(directed));
    }

    private static bool Connected(Graph graph, int[] group)
    {
        var inside = new HashSet<int>(group);
        var seen = new HashSet<int> { group[0] };
        var stack = new Stack<int>(seen);
        while (stack.TryPop(out var v))
            foreach (var u in graph.Neighbours(v))
                if (inside.Contains(u) && seen.Add(u)) stack.Push(u);
        return seen.Count == group.Length;
    }
}
