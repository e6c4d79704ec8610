using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation.Tests;

public class AveragingTests
{
    [Theory]   // OEIS A058862: labelled chordal graphs
    [InlineData(2, 2), InlineData(3, 8), InlineData(4, 61), InlineData(5, 822), InlineData(6, 18154)]
    public void There_are_as_many_decomposable_graphs_as_are_known(int lists, int graphs)
    {
        var all = DecomposableGraphs.Of(lists);
        Assert.Equal(graphs, all.Length);
        foreach (var graph in all)
        {
            // Every list is in a clique, every edge within one, and the sizes balance: cliques less separators are the lists.
            Assert.Equal((1 << lists) - 1, graph.Cliques.Aggregate((a, b) => a | b));
            Assert.All(graph.Edges, e => Assert.Contains(graph.Cliques, c => (c & e) == e));
            Assert.Equal(lists, graph.Cliques.Sum(c => int.PopCount(c)) - graph.Separators.Sum(s => int.PopCount(s)));
        }
    }

    [Fact]   // shared/data/mse/reference_estimates.csv: dga 2.0.2
    public void Spina_bifida_equals_the_reference_of_dga()
    {
        var average = GraphAveraging.Run(Published.SpinaBifida, new GraphAveragingOptions(0.5, 300));
        Assert.Equal(537, average.Observed);
        Assert.Equal(616, average.Median);
        Assert.Equal((588, 655), (average.Interval.Low, average.Interval.High));
        Assert.Equal(617.816, average.Mean, 0.0005);
        Assert.Equal(614, average.Mode);
        double[] weights = [0.2171, 0.1603, 0.0823];
        for (var i = 0; i < 3; i++) Assert.Equal(weights[i], average.Graphs[i].Weight, 0.00005);
        Assert.Equal(1, average.Posterior.Sum(), 1e-12);
    }

    [Fact]   // the same, with the gamma prior of Madigan and York (1997)
    public void Three_lists_of_Madigan_and_York_equal_the_reference_of_dga()
    {
        const double a = 13.14, b = 55.17;
        var average = GraphAveraging.Run(Published.MadiganYork3, new GraphAveragingOptions(1, 300,
            n => n * Math.Log(b) - (n + a) * Math.Log(1 + b) + SpecialFunctions.LogGamma(n + a) - SpecialFunctions.LogGamma(n + 1) - SpecialFunctions.LogGamma(a)));
        Assert.Equal(731, average.Median);
        Assert.Equal((682, 797), (average.Interval.Low, average.Interval.High));
        Assert.Equal(733.452, average.Mean, 0.0005);
        Assert.Equal(728, average.Mode);
    }

    [Fact]   // the same
    public void The_United_Kingdom_in_five_lists_equals_the_reference_of_dga_and_is_seen_to_have_several_peaks()
    {
        var average = GraphAveraging.Run(Published.Uk5, new GraphAveragingOptions(1.0 / 32, 40_000));
        Assert.Equal(22985, average.Median);
        Assert.Equal((10387, 33439), (average.Interval.Low, average.Interval.High));
        Assert.Equal(21264.938, average.Mean, 0.0005);
        Assert.Equal(11718, average.Mode);
        Assert.True(average.Modes.Count >= 2, string.Join(' ', average.Modes));
    }

    [Fact]   // the same
    public void Kosovo_equals_the_reference_of_dga()
    {
        var average = GraphAveraging.Run(Published.Kosovo, new GraphAveragingOptions(1.0 / 16, 20_000));
        Assert.Equal(12595, average.Median);
        Assert.Equal((9827, 16543), (average.Interval.Low, average.Interval.High));
        Assert.Equal(12749.174, average.Mean, 0.0005);
        Assert.Equal(12267, average.Mode);
    }

    [Fact]   // the same
    public void The_Netherlands_in_five_lists_equals_the_reference_of_dga()
    {
        var table = CaptureCsv.Read(File.ReadAllText(RealData.File("mse/netherlands_2010_2015_five_lists.csv")), "nl");
        var average = GraphAveraging.Run(table, new GraphAveragingOptions(1.0 / 32, 150_000));
        Assert.Equal(48761, average.Median);
        Assert.Equal((41197, 154998), (average.Interval.Low, average.Interval.High));
        Assert.Equal(63810.404, average.Mean, 0.0005);
        Assert.Equal(47655, average.Mode);
    }

    [Fact]
    public void A_limit_that_shapes_the_answer_is_shown()
    {
        Assert.True(GraphAveraging.Run(Published.Uk5, new GraphAveragingOptions(1.0 / 32, 25_000)).WeightAtEnd > 0.05);
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphAveraging.Run(Published.Unit, new GraphAveragingOptions(MostUnseen: 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphAveraging.Run(Published.Unit, new GraphAveragingOptions(Delta: 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphAveraging.Run(Published.NewOrleans8));
    }

    [Fact]
    public void All_models_of_three_lists_are_fitted_and_weighed_by_their_criteria()
    {
        var search = ModelSearch.Run(Published.Unit)!;
        Assert.Equal((8, 0, true), (search.Fitted, search.NotEstimable, search.Complete));
        Assert.Equal("", search.Best[0].Pairs);
        Assert.Equal(44.65133, search.Best[0].Aic, 0.000005);
        Assert.Equal(1, search.Best.Sum(m => m.AicWeight), 1e-12);
        // Averaged by hand over the eight models.
        double sum = 0, weights = 0;
        for (var m = 0; m < 8; m++)
        {
            int[] pairs = [0b011, 0b101, 0b110];
            var fit = LogLinear.Fit(Published.Unit, pairs.Where((_, k) => (m >> k & 1) == 1));
            var weight = Math.Exp(-fit.Aic / 2);
            sum += weight * fit.Population!.Value;
            weights += weight;
        }
        Assert.Equal(sum / weights, search.ByAic.Population, 1e-6);
        Assert.True(search.ByAic.Interval.Low > 292 && search.ByAic.Interval.Contains(search.ByAic.Population));
        Assert.True(search.ByAic.Interval.High > search.Best[0].Interval.High);
    }

    [Fact]
    public void Models_that_fit_nearly_as_well_disagree_and_that_is_shown()
    {
        var search = ModelSearch.Run(Published.Western)!;
        Assert.True(search.Complete);
        Assert.True(search.Near.Models > 1 && search.Near.Most > 1.1 * search.Near.Least);
        var large = ModelSearch.Run(Published.NewOrleans8)!;
        Assert.False(large.Complete);
        Assert.Null(ModelSearch.Run(new CaptureTable(["A", "B"], [0, 5, 5, 0])));
    }

    [Fact]
    public void Walking_from_model_to_model_gives_what_each_fit_by_itself_gives()
    {
        // The Western lists have pairs without overlap and models without an estimate.
        var search = ModelSearch.Run(Published.Western, top: 1024)!;
        Assert.Equal(1024, search.Fitted + search.NotEstimable);
        foreach (var model in search.Best)
        {
            var alone = LogLinear.Fit(Published.Western, model.Sets);
            Assert.Equal(alone.Population!.Value, model.Population, 1e-5 * model.Population);
            Assert.Equal(alone.Aic, model.Aic, 1e-7);
            Assert.Equal(alone.Bic, model.Bic, 1e-7);
            Assert.Equal(alone.Interval!.Value.High, model.Interval.High, 1e-4 * model.Interval.High);
        }
        int[] pairs = [.. from i in Enumerable.Range(0, 5) from j in Enumerable.Range(i + 1, 4 - i) select 1 << i | 1 << j];
        var estimable = Enumerable.Range(0, 1024).Count(m => LogLinear.Fit(Published.Western, pairs.Where((_, k) => (m >> k & 1) == 1)).Population is not null);
        Assert.Equal(estimable, search.Fitted);
    }
}
