using CsCheck;

namespace Palermo.Analysis.Graphs.Tests;

public class DismantlingTests
{
    private static readonly Graph Karate = Networks.Karate;

    [Fact]
    public void Orders_on_karate_have_the_robustness_and_first_removals_of_the_domain_page()
    {
        (int[] Order, double R, int[] First)[] known =
        [
            (RemovalOrders.Degree(Karate), .14187, [34, 1, 33, 3, 2, 4, 32, 9]),
            (RemovalOrders.DegreeAdaptive(Karate), .13581, [34, 1, 33, 2, 3, 4, 6, 24]),
            (RemovalOrders.Betweenness(Karate), .14533, [1, 34, 33, 3, 32, 9, 2, 14]),
            (RemovalOrders.BetweennessAdaptive(Karate), .13408, [1, 34, 33, 3, 2, 24, 4, 25]),
            (CollectiveInfluence.Order(Karate, 1, whole: true), .14187, [1, 34, 3, 33, 2, 26, 6, 24]),
            (CollectiveInfluence.Order(Karate, 2, whole: true), .20242, [34, 33, 3, 2, 1, 24, 5, 4]),
        ];
        foreach (var (order, r, first) in known)
        {
            Assert.Equal(Networks.FromOne(first), order[..8]);
            Assert.Equal(r, RobustnessCurve.Of(Karate, order).Robustness, 5);
        }
    }

    [Fact]
    public void Collective_influence_on_karate_has_the_values_of_the_domain_page()
    {
        var one = CollectiveInfluence.Of(Karate, 1);
        foreach (var (node, value) in ((int, long)[])[(1, 795), (34, 768), (33, 539), (3, 504), (2, 344)]) Assert.Equal(value, one[node - 1]);
        var two = CollectiveInfluence.Of(Karate, 2);
        foreach (var (node, value) in ((int, long)[])[(34, 656), (1, 615), (33, 528), (3, 477), (2, 424), (32, 340)]) Assert.Equal(value, two[node - 1]);
    }

    [Fact]
    public void CoreHD_empties_the_2_core_of_karate_in_the_order_of_the_domain_page()
    {
        var order = CoreHighDegree.Decycle(Karate);
        Assert.Equal(Networks.FromOne(34, 1, 3, 33, 2, 6, 25), order);
        Assert.Equal(7, RobustnessCurve.Of(Karate, order).Largest[^1]);
    }

    [Theory]
    [InlineData(10, new[] { 1, 3, 33, 34 }, 10)]
    [InlineData(5, new[] { 1, 2, 3, 24, 33, 34 }, 5)]
    public void Explosive_immunization_on_karate_removes_whom_the_domain_page_says(int target, int[] removed, int left)
    {
        var blockers = ExplosiveImmunization.Blockers(Karate, target);
        Assert.Equal(Networks.FromOne(removed), blockers.Order());
        Assert.Equal(left, RobustnessCurve.Of(Karate, blockers).Largest[^1]);
    }

    [Fact]
    public void Every_method_reaches_the_target_and_its_curve_is_true() =>
        Gen.Select(Gen.Int[1, 60], Gen.Double[0.02, 0.3], Gen.ULong, Gen.Int[1, 20], Gen.Enum<DismantlingMethod>()).Sample((nodes, chance, seed, target, method) =>
        {
            var graph = Networks.Random(nodes, chance, seed);
            var found = Dismantler.Find(graph, new DismantlingOptions(target, method, seed, Effort: 0.01, Proof: 0));
            Assert.True(found.Reached);
            Assert.Equal(found.Order.Length, found.Order.Distinct().Count());
            var removed = new bool[nodes];
            Assert.Equal(Components.Largest(graph, removed), found.Curve.Largest[0]);
            for (var i = 0; i < found.Order.Length; i++)
            {
                removed[found.Order[i]] = true;
                Assert.Equal(Components.Largest(graph, removed), found.Curve.Largest[i + 1]);
            }
            Assert.True(found.Curve.Largest[^1] <= target);
            Assert.True(found.Order.Length == 0 || found.Curve.Largest[^2] > target);
        }, iter: LongForm.Rounds(200, 3_000));

    [Fact]
    public void The_untouchable_are_never_suggested() =>
        Gen.Select(Gen.Int[2, 40], Gen.Double[0.05, 0.3], Gen.ULong, Gen.Int[1, 8], Gen.Enum<DismantlingMethod>()).Sample((nodes, chance, seed, target, method) =>
        {
            var graph = Networks.Random(nodes, chance, seed);
            var untouchable = Enumerable.Range(0, nodes).Select(v => v % 3 == 0).ToArray();
            var found = Dismantler.Find(graph, new DismantlingOptions(target, method, seed, Effort: 0.01, Untouchable: untouchable, Proof: 0));
            Assert.DoesNotContain(found.Order, v => untouchable[v]);
            // It is reached exactly when removing everybody else would reach it.
            Assert.Equal(Components.Largest(graph, [.. untouchable.Select(flag => !flag)]) <= target, found.Reached);
        }, iter: LongForm.Rounds(150, 2_000));

    [Fact]
    public void A_dear_node_is_spared_where_cheap_ones_do()
    {
        // Two stars joined by their centres: cutting the dear centre costs 50, the two leaves' side costs less.
        var graph = Graph.FromEdges(5, [(0, 1), (1, 2), (2, 3), (3, 4)]);
        var cost = new double[] { 1, 1, 50, 1, 1 };
        var found = Dismantler.Find(graph, new DismantlingOptions(2, Cost: cost));
        Assert.True(found.Reached);
        Assert.Equal(2, found.Cost);
        Assert.DoesNotContain(2, found.Order);
    }

    [Fact]
    public void A_budget_buys_the_smallest_component_that_was_found_for_it()
    {
        var found = Dismantler.WithinBudget(Karate, 4, new DismantlingOptions(1, Effort: 0.1));
        Assert.True(found.Order.Length <= 4);
        Assert.True(found.Curve.Largest[^1] <= 10, $"{found.Curve.Largest[^1]}");
        Assert.Empty(Dismantler.WithinBudget(Karate, 0, new DismantlingOptions(1)).Order);
    }

    [Theory]
    [InlineData("corruption", 31, 27)]
    [InlineData("moreno_crime_projected", 76, 18)]
    [InlineData("internet-topology", 348, 716)]
    [InlineData("email-EuAll", 2_653, 1_070)]
    [InlineData("com-dblp", 3_171, 21_928)]
    public void No_more_removals_than_the_best_method_of_the_benchmark_table(string network, int target, int best)
    {
        if (best > 100 && !LongForm.Wanted) Assert.Skip("a minute or more of processor time: in the long form");
        var graph = Networks.Real(network);
        var found = Dismantler.Find(graph, new DismantlingOptions(target, Proof: 0));
        var removed = new bool[graph.NodeCount];
        foreach (var v in found.Order) removed[v] = true;
        Assert.True(Components.Largest(graph, removed) <= target);
        Assert.True(found.Order.Length <= best, $"{found.Order.Length} removals");
    }

    [Fact]
    public void Seed_and_threads_settle_the_answer()
    {
        var graph = Networks.Random(400, 0.01, 21);
        var one = Dismantler.Find(graph, new DismantlingOptions(20, Seed: 5, Effort: 0.1, Proof: 0, Threads: 1));
        var four = Dismantler.Find(graph, new DismantlingOptions(20, Seed: 5, Effort: 0.1, Proof: 0, Threads: 4));
        Assert.Equal(one.Order, four.Order);
    }

    [Fact]
    public void A_star_of_a_million_leaves_loses_its_centre()
    {
        const int Leaves = 1_000_000;
        var star = Graph.FromEdges(Leaves + 1, Enumerable.Range(1, Leaves).Select(leaf => (0, leaf)));
        var found = Dismantler.Find(star, new DismantlingOptions(1_000, Effort: 0.01));
        Assert.Equal([0], found.Order);
    }
}
