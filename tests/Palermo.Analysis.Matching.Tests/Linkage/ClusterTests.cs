using CsCheck;

namespace Palermo.Analysis.Matching.Tests;

public class ClusterTests
{
    [Fact]   // entity-matching.md 6
    public void The_worked_clusters_have_their_accuracy()
    {
        int[] truth = [0, 0, 0, 1, 1, 2], said = [0, 0, 1, 1, 1, 2];
        var pairs = Measures.ClusterPairs(said, truth);
        Assert.Equal((0.5, 0.5, 0.5), (pairs.Precision, pairs.Recall, pairs.F1));
        var cubed = Measures.BCubed(said, truth);
        Assert.Equal(0.7778, cubed.Precision, 5e-5);
        Assert.Equal(0.7778, cubed.Recall, 5e-5);
        Assert.Equal(0.7778, cubed.F1, 5e-5);
    }

    [Fact]
    public void Measures_equal_a_slow_count() => Gen.Select(Gen.Int[0, 4].Array[1, 12], Gen.Int[0, 4].Array[12], Gen.Int[0, 6]).Sample((truth, all, split) =>
    {
        var said = all[..truth.Length];
        if (split >= truth.Length) split = 0;
        double both = 0, inSaid = 0, inTruth = 0;
        for (var i = 0; i < truth.Length; i++)
            for (var j = i + 1; j < truth.Length; j++)
            {
                if (split > 0 && !(i < split && j >= split)) continue;
                if (said[i] == said[j]) inSaid++;
                if (truth[i] == truth[j]) inTruth++;
                if (said[i] == said[j] && truth[i] == truth[j]) both++;
            }
        var accuracy = Measures.ClusterPairs(said, truth, split);
        Assert.Equal(inSaid > 0 ? both / inSaid : 1, accuracy.Precision, 1e-12);
        Assert.Equal(inTruth > 0 ? both / inTruth : 1, accuracy.Recall, 1e-12);
        Assert.Equal(1, Measures.BCubed(truth, truth).F1, 1e-12);
    });

    private static ScoredPair Link(int a, int b, double p) => new(a, b, (float)Weights.FromProbability(p));

    [Fact]
    public void One_wrong_link_does_not_chain_two_people_together()
    {
        ScoredPair[] links = [Link(0, 1, .99), Link(1, 2, .99), Link(0, 2, .99), Link(3, 4, .99), Link(4, 5, .99), Link(3, 5, .99), Link(2, 3, .9)];
        double Weight(int a, int b) => links.FirstOrDefault(l => (l.Left, l.Right) == (Math.Min(a, b), Math.Max(a, b))) is { Right: > 0 } l ? l.Weight : -20;
        var clusters = Clustering.AverageLinkage(6, links, 0.5, Weight);
        Assert.Equal([0, 0, 0, 1, 1, 1], clusters.ClusterOf);
        Assert.Equal((2, 3), clusters.Refused.Select(r => (r.Left, r.Right)).Single());
        Assert.Equal(1, Clustering.ConnectedComponents(6, links, 0.5).Count);
    }

    [Fact]
    public void Two_records_judged_not_the_same_never_share_a_cluster()
    {
        ScoredPair[] links = [Link(0, 1, .999), Link(1, 2, .999), Link(0, 2, .999)];
        var clusters = Clustering.AverageLinkage(3, links, 0.5, (_, _) => 9, new HashSet<(int, int)> { (2, 0) });
        Assert.NotEqual(clusters.ClusterOf[0], clusters.ClusterOf[2]);
        Assert.Equal(2, clusters.Count);
    }

    [Fact]
    public void Clusters_do_not_depend_on_the_order_of_records_without_ties() => Gen.Double[0.3, 0.999].Array[15].Sample(ps =>
    {
        var pairs = Enumerable.Range(0, 6).SelectMany(i => Enumerable.Range(i + 1, 5 - i).Select(j => (i, j))).ToArray();
        var p = pairs.Select((x, n) => (x, ps[n] + n * 1e-7)).ToDictionary(x => x.x, x => x.Item2);
        double Weight(int a, int b) => Weights.FromProbability(p[(Math.Min(a, b), Math.Max(a, b))]);
        var forth = Clustering.AverageLinkage(6, [.. pairs.Select(x => Link(x.i, x.j, p[x]))], 0.5, Weight);
        var back = Clustering.AverageLinkage(6, [.. pairs.Reverse().Select(x => Link(x.i, x.j, p[x]))], 0.5, Weight);
        Assert.Equal(forth.ClusterOf, back.ClusterOf);
    });

    [Fact]
    public void A_chain_a_bridge_and_a_thin_cluster_ask_for_review()
    {
        Assert.False(ClusterQuality.Of([1, 2, 3], [(1, 2), (2, 3), (1, 3)]).NeedsReview);
        var barbell = ClusterQuality.Of([0, 1, 2, 3, 4, 5], [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]);
        Assert.Equal([(2, 3)], barbell.Bridges);
        Assert.Equal(3, barbell.Diameter);
        Assert.True(barbell.NeedsReview);
        Assert.Equal(0.4, ClusterQuality.Of([0, 1, 2, 3, 4], [(0, 1), (1, 2), (2, 3), (3, 4)]).Density, 1e-12);
    }

    [Fact]
    public void Calibration_makes_overconfident_weights_honest()
    {
        var random = new SplitMix(9);
        double[] weights = new double[4000];
        bool[] same = new bool[4000];
        for (var p = 0; p < weights.Length; p++)
        {
            var honest = random.Unit() * 16 - 8;
            same[p] = random.Unit() < Weights.ToProbability(honest);
            weights[p] = 2.5 * honest + 3;                       // twice and a half too sure, and shifted
        }
        double Brier(Func<double, double> f) => Calibration.Brier([.. weights.Select(f)], same);
        var raw = Brier(Weights.ToProbability);
        var logistic = Calibration.Logistic(weights, same);
        var isotonic = Calibration.Isotonic(weights, same);
        var ideal = Brier(w => Weights.ToProbability((w - 3) / 2.5));
        Assert.True(raw > ideal * 1.15);
        Assert.Equal(ideal, Brier(logistic.Probability), ideal * 0.02);
        Assert.True(Brier(isotonic.Probability) <= ideal * 1.01);
        Assert.Equal(0.5, logistic.Probability(3), 0.05);
        for (var w = -30.0; w < 30; w += 0.5)
        {
            Assert.True(logistic.Probability(w + 0.5) >= logistic.Probability(w));
            Assert.True(isotonic.Probability(w + 0.5) >= isotonic.Probability(w));
        }
        Assert.Throws<ArgumentException>(() => Calibration.Logistic([1, 2], [true, true]));
    }
}
