using CsCheck;

namespace Palermo.Analysis.Estimation.Tests;

public class TwoListsTests
{
    /// <summary>The level whose normal quantile is 1.96, as the worked values take it.</summary>
    private static readonly double Level = 2 * Numerics.Quantiles.NormalCdf(1.96) - 1;

    [Fact]   // domain page, 1.1
    public void Worked_values_of_two_lists()
    {
        Assert.Equal(600, TwoLists.LincolnPetersen(120, 90, 18).Population, 1e-9);
        var chapman = TwoLists.Chapman(120, 90, 18, Level);
        Assert.Equal(578.526, chapman.Population, 0.0005);
        Assert.Equal(11200.109, chapman.Variance!.Value, 0.0005);
        Assert.Equal(105.831, chapman.StandardError!.Value, 0.0005);
        Assert.Equal(192, chapman.Observed);
        Assert.Equal(371.10, chapman.Wald!.Value.Low, 0.005);
        Assert.Equal(785.95, chapman.Wald.Value.High, 0.005);
        Assert.Equal(420.20, chapman.Interval!.Value.Low, 0.005);
        Assert.Equal(846.70, chapman.Interval.Value.High, 0.005);
    }

    [Fact]   // domain page, 1.2
    public void Worked_values_of_Chaos_bound_on_the_Western_site()
    {
        var chao = ChaoBound.Of(Published.Western, Level);
        Assert.Equal((345, 322, 21), (chao.Observed, chao.Once, chao.Twice));
        Assert.Equal(2813.67, chao.Population, 0.005);
        Assert.Equal(2694.14, chao.Corrected, 0.005);
        Assert.Equal(368379.93, chao.Variance, 0.005);
        Assert.Equal(1880.5, chao.Interval.Low, 0.05);
        Assert.Equal(4314.0, chao.Interval.High, 0.05);
    }

    [Fact]   // domain page, 1.5
    public void Chaos_bounds_of_the_published_tables()
    {
        foreach (var (table, bound) in new[] { (Published.Uk6, 15628.0), (Published.Uk5, 17616.7), (Published.Netherlands6, 81749.9),
            (Published.NewOrleans8, 1529.7), (Published.NewOrleans5, 1681.5), (Published.Western, 2813.7) })
            Assert.Equal(bound, ChaoBound.Of(table).Population, 0.05);
    }

    [Fact]
    public void Never_fewer_people_than_were_seen() =>
        Gen.Select(Gen.Long[0, 500], Gen.Long[0, 500]).SelectMany((a, b) => Gen.Select(Gen.Const(a), Gen.Const(b), Gen.Long[0, Math.Min(a, b)]))
        .Sample((a, b, m) =>
        {
            var chapman = TwoLists.Chapman(a, b, m);
            Assert.True(chapman.Population >= chapman.Observed - 1e-6);
            Assert.True(chapman.Interval!.Value.Low >= chapman.Observed - 1e-6);
            Assert.True(TwoLists.LincolnPetersen(a, b, m).Population >= chapman.Observed - 1e-6);
        });

    [Fact]
    public void Lists_that_share_nobody_have_an_infinite_ratio_and_a_finite_Chapman()
    {
        Assert.Equal(double.PositiveInfinity, TwoLists.LincolnPetersen(10, 10, 0).Population);
        Assert.Equal(120, TwoLists.Chapman(10, 10, 0).Population, 1e-9);
        Assert.Equal(double.PositiveInfinity, ChaoBound.Of(20, 20, 0).Population);
        Assert.Equal(210, ChaoBound.Of(20, 20, 0).Corrected, 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoLists.Chapman(10, 10, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChaoBound.Of(10, 10, 1));
    }

    [Fact]   // shared/bench/WORKLOADS.md, section h: Rcapture closedp on the United Kingdom's six lists, "Mth Chao" 12,299
    public void The_bound_for_lists_of_different_sizes_equals_Rcaptures() =>
        Assert.Equal(12_299, ChaoBound.OfUnequalLists(Published.Uk6)!.Population, 0.501);

    [Fact]
    public void With_two_lists_the_bound_for_unequal_lists_is_their_ratio()
    {
        var bound = ChaoBound.OfUnequalLists(new CaptureTable(["A", "B"], [0, 102, 72, 18]))!;
        Assert.Equal(600, bound.Population, 1e-6);
        Assert.Null(ChaoBound.OfUnequalLists(new CaptureTable(["A", "B"], [0, 102, 72, 0])));
    }
}
