using CsCheck;

namespace Palermo.Analysis.Graphs.Tests;

public class BetweennessTests
{
    [Fact]
    public void Karate_has_the_values_of_the_domain_page()
    {
        var values = Betweenness.Exact(Networks.Karate);
        (int Node, double Value)[] known = [(1, 231.0714), (34, 160.5516), (33, 76.6905), (3, 75.8508), (32, 73.0095), (9, 29.5294)];
        foreach (var (node, value) in known) Assert.Equal(value, values[node - 1], 4);
    }

    [Fact]
    public void In_the_smuggling_network_the_broker_has_24_the_hubs_21_and_nobody_else_any()
    {
        var values = Betweenness.Exact(Networks.Smuggling.Graph);
        Assert.Equal(24, values[Networks.Smuggling.B], 12);
        Assert.Equal(21, values[Networks.Smuggling.H1], 12);
        Assert.Equal(21, values[Networks.Smuggling.H2], 12);
        Assert.Equal(66, values.Sum(), 12);
    }

    [Theory]
    [InlineData("opsahl-powergrid", 219_544_876, 0)]
    [InlineData("internet-topology", 1.6722017e9, 85_874_379)]
    public void Sum_and_maximum_are_those_of_igraph_and_graph_tool(string network, double sum, double max)
    {
        if (network == "internet-topology" && !LongForm.Wanted) Assert.Skip("half a minute of processor time: in the long form");
        var values = Betweenness.Exact(Networks.Real(network));
        Assert.Equal(1, values.Sum() / sum, 7);
        if (max > 0) Assert.Equal(max, Math.Round(values.Max()));
    }

    [Fact]
    public void The_sum_is_what_distances_say_it_must_be()
    {
        // A pair at distance d has d - 1 nodes between on each path, so the sum over nodes is the sum over pairs of d - 1: a whole number.
        foreach (var name in (string[])["moreno_crime_projected", "opsahl-powergrid"])
        {
            var graph = Networks.Real(name);
            double expected = 0;
            for (var v = 0; v < graph.NodeCount; v++)
                foreach (var steps in ShortestPath.Steps(graph, v))
                    if (steps > 0) expected += steps - 1;
            Assert.Equal(1, Betweenness.Exact(graph).Sum() / (expected / 2), 9);
        }
    }

    [Fact]
    public void Folding_trees_blocks_and_twins_changes_nothing() =>
        Gen.Select(Gen.Int[1, 24], Gen.Double[0.02, 0.5], Gen.ULong).Sample((nodes, chance, seed) =>
        {
            var graph = Networks.Random(nodes, chance, seed);
            Close(Slow(graph, (_, _) => true), Betweenness.Exact(graph));
        }, iter: LongForm.Rounds(300, 5_000));

    [Fact]
    public void Twins_of_every_sort_are_folded_rightly()
    {
        // Two hubs with many common leaves; a clique whose members have one friend in common; a cycle of two twins.
        List<(int, int)> edges = [];
        for (var leaf = 2; leaf < 12; leaf++) edges.AddRange([(0, leaf), (1, leaf)]);
        for (var a = 12; a < 17; a++)
        {
            edges.Add((a, 0));
            for (var b = a + 1; b < 17; b++) edges.Add((a, b));
        }
        edges.AddRange([(16, 17), (16, 18), (17, 19), (18, 19), (2, 20), (20, 21)]);
        var graph = Graph.FromEdges(22, edges);
        Close(Slow(graph, (_, _) => true), Betweenness.Exact(graph));
    }

    [Fact]
    public void By_strength_and_directed_it_agrees_with_counting_paths_pair_by_pair() =>
        Gen.Select(Gen.Int[1, 14], Gen.Double[0.05, 0.5], Gen.ULong, Gen.Bool, Gen.Bool).Sample((nodes, chance, seed, weighted, directed) =>
        {
            var graph = Networks.Random(nodes, chance, seed, weighted, directed);
            Close(Slow(graph, (_, _) => true), Betweenness.Exact(graph, byStrength: true));
        }, iter: LongForm.Rounds(200, 3_000));

    [Fact]
    public void Bridging_counts_only_pairs_of_different_groups() =>
        Gen.Select(Gen.Int[1, 16], Gen.Double[0.1, 0.5], Gen.ULong).Sample((nodes, chance, seed) =>
        {
            var graph = Networks.Random(nodes, chance, seed);
            var groups = Enumerable.Range(0, nodes).Select(v => v % 3).ToArray();
            Close(Slow(graph, (a, b) => groups[a] != groups[b]), Betweenness.Bridging(graph, groups));
        }, iter: LongForm.Rounds(100, 2_000));

    [Fact]
    public void Threads_do_not_change_a_bit_of_it()
    {
        var graph = Networks.Random(600, 0.01, 7);
        Assert.Equal(Betweenness.Exact(graph, threads: 1), Betweenness.Exact(graph, threads: 4));
    }

    [Fact]
    public void The_bound_of_a_sample_holds_for_every_node()
    {
        var graph = Networks.Random(300, 0.02, 3);
        var exact = Betweenness.Exact(graph);
        var broken = 0;
        var runs = LongForm.Rounds(20, 400);
        for (var seed = 0; seed < runs; seed++)
        {
            var estimate = SampledBetweenness.Estimate(graph, 60, (ulong)seed, confidence: 0.9);
            if (exact.Where((value, v) => Math.Abs(value - estimate.Values[v]) > estimate.Errors[v]).Any()) broken++;
        }
        Assert.True(broken <= 0.1 * runs, $"{broken} of {runs} runs broke a bound of 90 %");
        // And it is not so wide as to say nothing: with many samples it comes close.
        var large = SampledBetweenness.Estimate(graph, 20_000, 1);
        Assert.True(large.Errors.Max() < 0.4 * exact.Max(), $"{large.Errors.Max()} against {exact.Max()}");
    }

    [Fact]
    public void A_star_of_a_million_leaves_takes_no_sweep()
    {
        const int Leaves = 1_000_000;
        var star = Graph.FromEdges(Leaves + 1, Enumerable.Range(1, Leaves).Select(leaf => (0, leaf)));
        var values = Betweenness.Exact(star);
        Assert.Equal(Leaves * (Leaves - 1.0) / 2, values[0]);
        Assert.Equal(0, values[1]);
    }

    [Fact]
    public void A_path_of_two_hundred_thousand_does_not_overflow_the_stack()
    {
        const int Length = 200_000;
        var path = Graph.FromEdges(Length, Enumerable.Range(1, Length - 1).Select(v => (v - 1, v)));
        var values = Betweenness.Exact(path);
        Assert.Equal(100_000.0 * 99_999, values[100_000]);
    }

    private static void Close(double[] expected, double[] actual)
    {
        for (var v = 0; v < expected.Length; v++) Assert.Equal(expected[v], actual[v], 1e-9 * Math.Max(1, expected[v]));
    }

    // By definition: distances and numbers of paths of all pairs (Floyd and Warshall), then every triple.
    private static double[] Slow(Graph graph, Func<int, int, bool> counts)
    {
        var n = graph.NodeCount;
        var distance = new double[n, n];
        for (var a = 0; a < n; a++)
            for (var b = 0; b < n; b++) distance[a, b] = a == b ? 0 : graph.HasEdge(a, b) ? 1 / graph.WeightBetween(a, b) : double.PositiveInfinity;
        for (var k = 0; k < n; k++)
            for (var a = 0; a < n; a++)
                for (var b = 0; b < n; b++) distance[a, b] = Math.Min(distance[a, b], distance[a, k] + distance[k, b]);
        var paths = new double[n, n];
        for (var a = 0; a < n; a++)
        {
            paths[a, a] = 1;
            foreach (var b in Enumerable.Range(0, n).Where(b => b != a && distance[a, b] < double.PositiveInfinity).OrderBy(b => distance[a, b]))
                for (var c = 0; c < n; c++)
                    if (c != b && graph.HasEdge(c, b) && Same(distance[a, c] + 1 / graph.WeightBetween(c, b), distance[a, b])) paths[a, b] += paths[a, c];
        }
        var values = new double[n];
        for (var a = 0; a < n; a++)
            for (var b = graph.Directed ? 0 : a + 1; b < n; b++)
            {
                if (a == b || paths[a, b] == 0 || !counts(a, b)) continue;
                for (var v = 0; v < n; v++)
                    if (v != a && v != b && Same(distance[a, v] + distance[v, b], distance[a, b])) values[v] += paths[a, v] * paths[v, b] / paths[a, b];
            }
        return values;

        static bool Same(double x, double y) => Math.Abs(x - y) <= 1e-9 * Math.Max(1, y);
    }
}
