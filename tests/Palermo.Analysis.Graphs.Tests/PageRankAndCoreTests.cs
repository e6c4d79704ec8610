using CsCheck;

namespace Palermo.Analysis.Graphs.Tests;

public class PageRankAndCoreTests
{
    [Fact]
    public void PageRank_is_that_of_the_plain_power_method() =>
        Gen.Select(Gen.Int[1, 30], Gen.Double[0.02, 0.4], Gen.ULong, Gen.Bool, Gen.Bool).Sample((nodes, chance, seed, weighted, directed) =>
        {
            var graph = Networks.Random(nodes, chance, seed, weighted, directed);
            var slow = Slow(graph, 0.85);
            var fast = PageRank.Of(graph, 0.85, 1e-12);
            double error = 0;
            for (var v = 0; v < nodes; v++) error += Math.Abs(slow[v] - fast.Scores[v]);
            Assert.True(error < 1e-10, $"{error}");
            Assert.Equal(1, fast.Scores.Sum(), 12);
        }, iter: LongForm.Rounds(200, 3_000));

    [Fact]
    public void The_error_bound_is_kept_on_a_real_network()
    {
        var graph = Networks.Real("opsahl-powergrid");
        var coarse = PageRank.Of(graph, 0.85, 1e-6);
        var fine = PageRank.Of(graph, 0.85, 1e-14);
        double error = 0;
        for (var v = 0; v < graph.NodeCount; v++) error += Math.Abs(coarse.Scores[v] - fine.Scores[v]);
        Assert.True(error <= coarse.ErrorBound, $"{error} against {coarse.ErrorBound}");
        Assert.True(coarse.ErrorBound <= 1e-6);
    }

    [Fact]
    public void Jumps_lead_where_they_are_told()
    {
        var graph = Graph.FromEdges(4, [(0, 1), (2, 3)]);
        var rank = PageRank.Of(graph, jumpTo: [1, 0, 0, 0]);
        Assert.Equal(0, rank.Scores[2], 12);
        Assert.Equal(1, rank.Scores[0] + rank.Scores[1], 12);
        Assert.Equal(1 / (1 + 0.85), rank.Scores[0], 9);
    }

    [Fact]
    public void Core_numbers_are_those_of_peeling_one_by_one() =>
        Gen.Select(Gen.Int[1, 40], Gen.Double[0.02, 0.5], Gen.ULong).Sample((nodes, chance, seed) =>
        {
            var graph = Networks.Random(nodes, chance, seed);
            var core = CoreNumbers.Of(graph);
            var left = Enumerable.Range(0, nodes).ToHashSet();
            for (var k = 0; left.Count > 0; k++)
            {
                while (left.FirstOrDefault(v => Inside(v) <= k, -1) is var leaving and >= 0)
                {
                    Assert.Equal(k, core[leaving]);
                    left.Remove(leaving);
                }
            }

            int Inside(int v)
            {
                var count = 0;
                foreach (var u in graph.Neighbours(v))
                    if (left.Contains(u)) count++;
                return count;
            }
        }, iter: LongForm.Rounds(200, 3_000));

    [Fact]
    public void The_innermost_core_of_com_dblp_is_that_of_igraph() => Assert.Equal(113, CoreNumbers.Of(Networks.Real("com-dblp")).Max());

    private static double[] Slow(Graph graph, double damping)
    {
        var n = graph.NodeCount;
        var now = new double[n];
        now.AsSpan().Fill(1.0 / n);
        for (var round = 0; round < 400; round++)
        {
            var next = new double[n];
            double jumping = 0;
            for (var v = 0; v < n; v++)
            {
                var strength = graph.Strength(v);
                if (strength == 0) jumping += now[v];
                foreach (var u in graph.Neighbours(v)) next[u] += damping * now[v] * graph.WeightBetween(v, u) / strength;
            }
            for (var v = 0; v < n; v++) next[v] += (1 - damping + damping * jumping) / n;
            now = next;
        }
        return now;
    }
}
