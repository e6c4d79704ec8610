namespace Palermo.Analysis.Changes.Tests;

public class DisplacementTests
{
    private static readonly BeforeAfter Worked = new(120, 60, 80, 110, 400, 420);

    [Fact]
    public void The_worked_quotient_is_that_of_the_domain_page()
    {
        var found = DisplacementQuotient.Of(Worked);
        Assert.Equal(-0.157143, found.Success, 6);
        Assert.Equal(-0.393939, found.Value!.Value, 6);
        Assert.Equal(-0.590909, found.RatioForm!.Value, 6);
        Assert.Equal(DisplacementMeaning.Displaced, found.Meaning);
    }

    [Fact]
    public void All_that_left_the_treated_areas_and_came_beside_is_minus_one() =>
        Assert.Equal(-1, DisplacementQuotient.Of(new(100, 50, 100, 150, 100, 100)).RatioForm!.Value, 12);

    [Fact]
    public void Without_success_there_is_nothing_to_displace()
    {
        Assert.Null(DisplacementQuotient.Of(new(100, 120, 80, 110, 400, 420)).Value);
        Assert.Equal(DisplacementMeaning.NoSuccess, DisplacementQuotient.Of(new(100, 120, 80, 110, 400, 420)).Meaning);
        Assert.Null(DisplacementQuotient.Of(new(100, 50, 80, 110, 0, 420)).Value);
        Assert.Equal(DisplacementMeaning.Diffused, DisplacementQuotient.Of(new(100, 50, 80, 70, 400, 400)).Meaning);
    }

    [Theory]
    [InlineData(120, 60, 0.4762, 0.3393, 0.6682)]
    [InlineData(80, 110, 1.3095, 0.9520, 1.8014)]
    [InlineData(200, 170, 0.8095, 0.6329, 1.0354)]
    public void The_worked_ratios_are_those_of_the_domain_page(double before, double after, double ratio, double low, double high)
    {
        var found = DifferenceInDifferences.Of(before, after, 400, 420)!;
        Assert.Equal((ratio, low, high), (Math.Round(found.Ratio, 4), Math.Round(found.Low, 4), Math.Round(found.High, 4)));
    }

    [Fact]
    public void Dispersion_widens_the_interval_by_its_root()
    {
        EffectRatio plain = DifferenceInDifferences.Of(120, 60, 400, 420)!, wide = DifferenceInDifferences.Of(120, 60, 400, 420, 4)!;
        Assert.Equal(2 * plain.LogError, wide.LogError, 12);
        Assert.True(plain.Clear);
        // A dispersion that was estimated from ten independent squares: Student's 2.228139 in place of the normal 1.959964 (printed tables).
        var estimated = DifferenceInDifferences.Of(120, 60, 400, 420, 4, freedom: 10)!;
        Assert.Equal(2.228139 / 1.959964, Math.Log(estimated.High / estimated.Ratio) / Math.Log(wide.High / wide.Ratio), 1e-6);
        Assert.Equal(12.706205 / 1.959964, Math.Log(DifferenceInDifferences.Of(120, 60, 400, 420, 4, freedom: 1)!.High / wide.Ratio) / Math.Log(wide.High / wide.Ratio), 1e-5);
        Assert.Equal(1.983972 / 1.959964, Math.Log(DifferenceInDifferences.Of(120, 60, 400, 420, 4, freedom: 100)!.High / wide.Ratio) / Math.Log(wide.High / wide.Ratio), 1e-6);
        // The interval of level one minus the p-value just touches 1.
        Assert.Equal(1, DifferenceInDifferences.Of(120, 60, 400, 420, 4, 1 - estimated.PValue, freedom: 10)!.High, 1e-9);
        Assert.Null(DifferenceInDifferences.Of(0, 60, 400, 420));
    }

    [Fact]
    public void A_bootstrap_over_areas_holds_the_quotient_and_needs_two_areas_each()
    {
        var random = new SeededRandom(5);
        (double, double)[] Areas(int n, double before, double after) => [.. Enumerable.Range(0, n).Select(_ => (random.Poisson(before), random.Poisson(after)))];
        var interval = DisplacementQuotient.Bootstrap(Areas(6, 120, 60), Areas(6, 80, 110), Areas(8, 400, 420), seed: 1)!;
        Assert.InRange(-0.39, interval.Low, interval.High);
        Assert.True(interval.High < 0 && interval.Low > -1);
        Assert.Null(DisplacementQuotient.Bootstrap([(1, 2)], Areas(6, 80, 110), Areas(8, 400, 420), seed: 1));
        Assert.Null(DisplacementQuotient.Bootstrap(Areas(6, 100, 100), Areas(6, 80, 110), Areas(8, 400, 420), seed: 1));
    }

    [Fact]
    public void Shuffling_looks_at_every_assignment_when_they_are_few()
    {
        (double, double)[] areas = [(100, 50), (120, 58), (100, 101), (90, 95), (110, 104), (100, 99), (105, 111), (95, 90)];
        var found = DifferenceInDifferences.Randomise(areas, 2, seed: 1);
        Assert.Equal(28, found.Assignments);
        Assert.True(found.Exact);
        Assert.Equal(1.0 / 28, found.PValue, 12);
    }

    [Fact]
    public void Shuffling_keeps_its_level_when_there_is_no_effect()
    {
        int rounds = LongForm.Rounds(300, 4000), below = 0;
        for (var round = 0; round < rounds; round++)
        {
            var random = new SeededRandom((ulong)round, 3);
            (double, double)[] areas = [.. Enumerable.Range(0, 12).Select(_ => (random.NegativeBinomial(80, 5), random.NegativeBinomial(80, 5)))];
            if (DifferenceInDifferences.Randomise(areas, 4, seed: 1).PValue <= 0.05) below++;
        }
        Assert.InRange(below, 0, 0.05 * rounds + 3 * Math.Sqrt(0.0475 * rounds));
    }
}
