namespace Palermo.Analysis.Graphs.Tests;

public class KeyPlayerTests
{
    [Theory]
    [InlineData(new int[0], 0, .507992)]
    [InlineData(new[] { 1 }, .316288, .641540)]
    [InlineData(new[] { 1, 2 }, .423387, .684409)]
    [InlineData(new[] { 1, 33, 34 }, .569892, .796810)]
    public void Karate_has_the_fragmentation_of_the_domain_page(int[] set, double f, double df)
    {
        var nodes = Networks.FromOne(set);
        Assert.Equal(f, KeyPlayers.Score(Networks.Karate, nodes, KeyPlayerMeasure.Fragmentation), 6);
        Assert.Equal(df, KeyPlayers.Score(Networks.Karate, nodes, KeyPlayerMeasure.DistanceFragmentation), 6);
        foreach (var measure in (KeyPlayerMeasure[])[KeyPlayerMeasure.Fragmentation, KeyPlayerMeasure.DistanceFragmentation])
        {
            var found = KeyPlayers.Find(Networks.Karate, set.Length, measure);
            Assert.True(found.Exact);
            Assert.Equal(measure == KeyPlayerMeasure.Fragmentation ? f : df, found.Value, 6);
        }
        Assert.Equal(nodes, KeyPlayers.Find(Networks.Karate, set.Length, KeyPlayerMeasure.Fragmentation).Nodes);
    }

    [Fact]
    public void In_the_smuggling_network_the_best_single_node_is_not_in_the_best_pair()
    {
        var graph = Networks.Smuggling.Graph;
        const KeyPlayerMeasure F = KeyPlayerMeasure.Fragmentation, DF = KeyPlayerMeasure.DistanceFragmentation;
        Assert.Equal(.6667, KeyPlayers.Score(graph, [Networks.Smuggling.B], F), 4);
        Assert.Equal(.5833, KeyPlayers.Score(graph, [Networks.Smuggling.H1], F), 4);
        Assert.Equal(.4944, KeyPlayers.Score(graph, [], DF), 4);
        Assert.Equal(.7500, KeyPlayers.Score(graph, [Networks.Smuggling.B], DF), 4);
        Assert.Equal(.7361, KeyPlayers.Score(graph, [Networks.Smuggling.H1], DF), 4);
        Assert.Equal([Networks.Smuggling.B], KeyPlayers.Find(graph, 1, F).Nodes);
        var pair = KeyPlayers.Find(graph, 2, F);
        Assert.Equal([Networks.Smuggling.H1, Networks.Smuggling.H2], pair.Nodes);
        Assert.Equal(.9643, pair.Value, 4);
        Assert.Equal(.7857, KeyPlayers.Score(graph, [Networks.Smuggling.B, Networks.Smuggling.H1], F), 4);
    }

    [Fact]
    public void Constraint_in_the_smuggling_network_is_that_of_the_domain_page()
    {
        var constraint = BurtConstraint.Of(Networks.Smuggling.Graph);
        Assert.Equal(.3333, constraint[Networks.Smuggling.B], 4);
        Assert.Equal(.25, constraint[Networks.Smuggling.H1], 9);
        Assert.Equal(.25, constraint[Networks.Smuggling.H2], 9);
        Assert.Equal(1, constraint[Networks.Smuggling.R1], 9);
        Assert.Equal(1, constraint[Networks.Smuggling.W], 9);
    }

    [Fact]
    public void Constraint_in_a_triangle_counts_the_ways_round()
    {
        // Each has p = 1/2 to both others, and 1/2 * 1/2 by way of the third: 2 * (3/4)^2.
        Assert.All(BurtConstraint.Of(Graph.FromEdges(3, [(0, 1), (1, 2), (2, 0)])), value => Assert.Equal(1.125, value, 12));
    }

    [Fact]
    public void Reach_is_one_when_everybody_is_in_the_set_or_next_to_it()
    {
        Assert.Equal(1, KeyPlayers.Score(Networks.Smuggling.Graph, [Networks.Smuggling.H1, Networks.Smuggling.H2, Networks.Smuggling.B], KeyPlayerMeasure.Reach), 12);
        // From B alone: itself, 3 next to it, 6 two steps away.
        Assert.Equal((1 + 3 + 6 / 2.0) / 10, KeyPlayers.Score(Networks.Smuggling.Graph, [Networks.Smuggling.B], KeyPlayerMeasure.Reach), 12);
    }

    [Fact]
    public void Where_there_are_too_many_sets_to_try_the_climb_is_no_worse_than_greed()
    {
        var graph = Networks.Random(60, 0.05, 4);
        var climbed = KeyPlayers.Find(graph, 5, KeyPlayerMeasure.Fragmentation);
        Assert.False(climbed.Exact);
        var greedy = new List<int>();
        for (var i = 0; i < 5; i++)
            greedy.Add(Enumerable.Range(0, 60).Except(greedy).MaxBy(v => KeyPlayers.Score(graph, [.. greedy, v], KeyPlayerMeasure.Fragmentation)));
        Assert.True(climbed.Value >= KeyPlayers.Score(graph, greedy, KeyPlayerMeasure.Fragmentation) - 1e-12);
        Assert.Equal(climbed.Value, KeyPlayers.Score(graph, climbed.Nodes, KeyPlayerMeasure.Fragmentation), 12);
        Assert.Equal(climbed.Nodes, KeyPlayers.Find(graph, 5, KeyPlayerMeasure.Fragmentation, threads: 1).Nodes);
    }

    [Fact]
    public void The_untouchable_are_not_suggested()
    {
        var untouchable = new bool[10];
        untouchable[Networks.Smuggling.B] = true;
        Assert.DoesNotContain(Networks.Smuggling.B, KeyPlayers.Find(Networks.Smuggling.Graph, 1, KeyPlayerMeasure.Fragmentation, untouchable: untouchable).Nodes);
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyPlayers.Find(Networks.Smuggling.Graph, 10, KeyPlayerMeasure.Reach, untouchable: untouchable));
    }
}
