namespace Palermo.Analysis.Graphs.Tests;

public class ResilienceAndDoubtTests
{
    [Fact]
    public void Nobody_reconnects_when_the_chance_is_none()
    {
        var run = RecoverySimulation.Run(Networks.Smuggling.Graph, [Networks.Smuggling.B], new RecoveryOptions(Runs: 3, Chance: 0));
        Assert.Equal(1 - .4944, run.EfficiencyBefore, 4); // DF is 1 minus efficiency
        Assert.All(run.Months, month => Assert.Equal(1 - .7500, month.Efficiency, 4));
        Assert.All(run.NewTies, ties => Assert.Equal(0, ties));
    }

    [Fact]
    public void Efficiency_never_falls_as_ties_come_back_and_the_gap_is_filled_by_those_near()
    {
        var run = RecoverySimulation.Run(Networks.Karate, Networks.FromOne(1, 34), new RecoveryOptions(Runs: 50, Chance: 0.5));
        for (var month = 1; month < run.Months.Count; month++)
        {
            Assert.True(run.Months[month].Efficiency >= run.Months[month - 1].Efficiency);
            Assert.True(run.Months[month].Low <= run.Months[month].Efficiency && run.Months[month].Efficiency <= run.Months[month].High);
        }
        // Every orphan of a lost tie finds one stand-in at most: 16 and 17 ties are lost, none between the two.
        Assert.InRange(run.NewTies.Sum(), 1, 33 + 1e-9);
        Assert.Equal(0, run.NewTies[0]);
        Assert.Equal(0, run.NewTies[33]);
    }

    [Fact]
    public void With_certain_recovery_the_expected_ties_are_those_of_the_formula()
    {
        // Orphan 0 loses 1; within 3 steps and of 1's role are 3 and 4: 3 shares the contact 2 with 0, 4 shares none. Weights 2 and 1.
        var graph = Graph.FromEdges(5, [(0, 1), (0, 2), (2, 3), (3, 4)]);
        var run = RecoverySimulation.Run(graph, [1], new RecoveryOptions(Months: 1, Runs: 20_000, Chance: 1, Role: [0, 1, 0, 1, 1]));
        Assert.Equal(2 / 3.0, run.NewTies[3], 0.02);
        Assert.Equal(1 / 3.0, run.NewTies[4], 0.02);
    }

    [Fact]
    public void Flow_counts_ways_that_share_no_tie()
    {
        // Two ways from stage 0 to stage 2, by 1 and by 2, and a third that must share a tie.
        var graph = Graph.FromEdges(5, [(0, 1), (0, 2), (1, 4), (2, 4), (0, 3), (3, 1)]);
        var run = RecoverySimulation.Run(graph, [2], new RecoveryOptions(Months: 0, Runs: 1, Stage: [0, 1, 1, 1, 2]));
        Assert.Equal(2, run.FlowBefore);
        Assert.Equal(1, run.Months[0].Flow);
    }

    [Fact]
    public void Recovery_is_the_same_whatever_the_threads()
    {
        var options = new RecoveryOptions(Runs: 20, Seed: 9);
        var one = RecoverySimulation.Run(Networks.Karate, [0], options with { Threads = 1 });
        var four = RecoverySimulation.Run(Networks.Karate, [0], options with { Threads = 4 });
        Assert.Equal(one.Months, four.Months);
        Assert.Equal(one.NewTies, four.NewTies);
    }

    [Fact]
    public void Hypotheses_come_with_their_reason_and_are_no_edges()
    {
        var found = LinkPrediction.Suggest(Networks.Karate, 10);
        Assert.Equal(10, found.Count);
        foreach (var one in found)
        {
            Assert.False(Networks.Karate.HasEdge(one.A, one.B));
            Assert.All(one.Shared, v => Assert.True(Networks.Karate.HasEdge(v, one.A) && Networks.Karate.HasEdge(v, one.B)));
            Assert.Equal(one.Shared.Sum(v => 1.0 / Networks.Karate.Degree(v)), one.Score, 12);
        }
        Assert.Equal(found.Select(one => one.Score).OrderDescending(), found.Select(one => one.Score));
        var all = LinkPrediction.Suggest(Networks.Karate, int.MaxValue, LinkScore.CommonNeighbours);
        Assert.Equal(LinkPrediction.Score(Networks.Karate, all[0].A, all[0].B, LinkScore.CommonNeighbours), all[0].Score);
        // Adamic and Adar by hand: 0 and 3 share 1, of degree 2.
        Assert.Equal(1 / Math.Log(2), LinkPrediction.Score(Graph.FromEdges(3, [(0, 1), (1, 2)]), 0, 2, LinkScore.AdamicAdar), 12);
    }

    [Fact]
    public void Prediction_is_good_where_ties_close_triangles_and_no_better_than_guessing_where_they_do_not()
    {
        Assert.InRange(LinkPrediction.Validate(Networks.Real("corruption"))!.Value, 0.9, 1);
        Assert.InRange(LinkPrediction.Validate(Networks.Random(300, 0.03, 2))!.Value, 0.4, 0.6);
        Assert.Null(LinkPrediction.Validate(Graph.FromEdges(2, [(0, 1)])));
    }

    [Fact]
    public void A_clear_broker_stays_first_under_missing_ties_and_a_tie_of_many_does_not()
    {
        static double[] Measure(Graph graph) => Betweenness.Exact(graph, threads: 1);
        var clear = AnswerStability.OfRanking(Networks.Karate, Measure, 1, Doubt.Missing, 0.1, runs: 100);
        Assert.True(clear[0] > 0.8, $"{clear[0]}");
        Assert.Equal(1, clear.Sum(), 9);
        var ring = Graph.FromEdges(20, Enumerable.Range(0, 20).Select(v => (v, (v + 1) % 20)));
        Assert.True(AnswerStability.OfRanking(ring, Measure, 1, Doubt.Missing, 0.1).Max() < 0.5);
        Assert.Equal(1, AnswerStability.OfRanking(Networks.Karate, Measure, 3, Doubt.Missing, 0)[0], 9);
    }

    [Fact]
    public void Weak_ties_are_doubted_first()
    {
        var builder = new GraphBuilder(300);
        for (var v = 0; v < 299; v++) builder.Add(v, v + 1, v % 2 == 0 ? 10 : 1);
        var graph = builder.Build();
        double strong = 0, weak = 0;
        for (ulong seed = 0; seed < 20; seed++)
            foreach (var (_, _, weight) in Perturbation.Of(graph, Doubt.Weak, 0.3, seed).Edges())
                if (weight == 10) strong++;
                else weak++;
        Assert.InRange(1 - (strong + weak) / (20 * 299.0), 0.25, 0.35); // the rate is kept on average
        Assert.True(strong > 1.5 * weak);
    }

    [Fact]
    public void A_node_known_from_one_source_falls_with_it()
    {
        using var text = new MemoryStream("source,target,evidence\na,b,tap\na,c,tap\na,d,tap\nb,e,report\nb,c,report\nb,d,report\n"u8.ToArray());
        var edges = EdgeListReader.Read(text);
        var shares = AnswerStability.Jackknife(edges, graph => AnswerStability.First([.. Enumerable.Range(0, graph.NodeCount).Select(v => (double)graph.Degree(v))], 1));
        Assert.Equal(.5, shares[edges.Number("a")]);
        Assert.Equal(.5, shares[edges.Number("b")]);
    }

    [Fact]
    public void Communities_of_planted_groups_hold_and_those_of_noise_do_not()
    {
        static Partition Divide(Graph graph) => Leiden.Find(graph, new LeidenOptions(Iterations: 3, Threads: 1));
        var random = new SeededRandom(5);
        var planted = Graph.FromEdges(100, Enumerable.Range(0, 4_950).Select(_ => (random.Below(100), random.Below(100))).Where(pair => pair.Item1 / 25 == pair.Item2 / 25 || random.Unit() < 0.02));
        Assert.True(AnswerStability.OfPartition(planted, Divide, Doubt.Missing, 0.2, 20) > 0.95);
        Assert.True(AnswerStability.OfPartition(Networks.Random(100, 0.05, 3), Divide, Doubt.Missing, 0.2, 20) < 0.7);
    }
}
