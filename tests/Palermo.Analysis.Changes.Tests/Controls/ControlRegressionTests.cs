namespace Palermo.Analysis.Changes.Tests;

public class ControlRegressionTests
{
    /// <summary>Areas with levels of their own, seasons, and a control from period 24 on that halves the treated and moves a share to the buffer.</summary>
    internal static ControlPanel Simulate(ulong seed, double treated, double buffer, double drift = 0, double size = 15, int each = 5)
    {
        const int periods = 48, start = 24;
        var random = new SeededRandom(seed, 17);
        AreaRole[] roles = [.. Enumerable.Range(0, 3 * each).Select(i => i < each ? AreaRole.Treated : i < 2 * each ? AreaRole.Buffer : AreaRole.Comparison)];
        double[] counts = new double[roles.Length * periods], exposure = new double[counts.Length];
        for (var area = 0; area < roles.Length; area++)
        {
            var level = 10 + 40 * random.Uniform();
            for (var t = 0; t < periods; t++)
            {
                var effect = t < start ? 1 : roles[area] switch { AreaRole.Treated => treated, AreaRole.Buffer => buffer, _ => 1 };
                if (roles[area] == AreaRole.Treated && t < start) effect *= Math.Exp(drift * t);
                exposure[area * periods + t] = 0.5 + random.Uniform();
                counts[area * periods + t] = random.NegativeBinomial(level * (1.3 + Math.Sin(t * Math.PI / 6)) * effect * exposure[area * periods + t], size);
            }
        }
        return new(roles, periods, counts, exposure, start);
    }

    [Fact]
    public void A_planted_displacement_is_recovered()
    {
        int rounds = LongForm.Rounds(20, 300), holdTreated = 0, holdBuffer = 0, clearTreated = 0, clearBuffer = 0;
        double sum = 0;
        for (var round = 0; round < rounds; round++)
        {
            var effects = ControlRegression.Effects(Simulate((ulong)round, 0.5, 1.4))!;
            sum += Math.Log(effects.Treated.Ratio);
            if (effects.Treated.Low <= 0.5 && effects.Treated.High >= 0.5) holdTreated++;
            if (effects.Buffer!.Low <= 1.4 && effects.Buffer.High >= 1.4) holdBuffer++;
            if (effects.Treated.High < 1) clearTreated++;
            if (effects.Buffer.Low > 1) clearBuffer++;
        }
        Assert.Equal(Math.Log(0.5), sum / rounds, 0.05);
        Assert.True(clearTreated >= 0.99 * rounds, $"{clearTreated} of {rounds}");
        Assert.True(clearBuffer >= 0.9 * rounds, $"{clearBuffer} of {rounds}");
        // Fifteen clusters: the errors are somewhat too small, as the remark says.
        Assert.True(holdTreated >= 0.8 * rounds && holdBuffer >= 0.8 * rounds, $"{holdTreated}, {holdBuffer} of {rounds}");
    }

    [Fact]
    public void Without_an_effect_few_are_claimed()
    {
        int rounds = LongForm.Rounds(30, 400), claimed = 0;
        for (var round = 0; round < rounds; round++)
            if (ControlRegression.Effects(Simulate((ulong)round + 500, 1, 1))!.Treated.Clear) claimed++;
        Assert.True(claimed <= 0.12 * rounds + 3 * Math.Sqrt(0.1 * rounds), $"{claimed} of {rounds}");
    }

    [Fact]
    public void Areas_that_drifted_apart_before_the_control_are_told()
    {
        Assert.True(ControlRegression.BeforeTheControl(Simulate(1, 0.5, 1))!.PValue > 0.01);
        var drifted = ControlRegression.BeforeTheControl(Simulate(1, 0.5, 1, drift: 0.04))!;
        Assert.True(drifted.PValue < 0.001);
        Assert.True(drifted.Leads[0] < 0.7);
        Assert.Null(ControlRegression.BeforeTheControl(Simulate(1, 0.5, 1) with { Start = 3 }));
    }

    [Fact]
    public void One_area_a_role_gives_the_ratio_of_four_sums()
    {
        // With one area a role and Poisson counts the regression and the four sums are the same estimate.
        double[] counts = [100, 110, 105, 50, 55, 52, 400, 390, 410, 420, 400, 430];
        var design = new double[12 * 8];
        for (var i = 0; i < 12; i++)
        {
            design[i * 8] = i is >= 3 and < 6 ? 1 : 0;
            design[i * 8 + 1 + i / 6] = 1;
            if (i % 6 > 0) design[i * 8 + 2 + i % 6] = 1;
        }
        var fit = CountRegression.Fit(design, 8, counts, [], poisson: true)!;
        Assert.Equal(Math.Log(157.0 / 315) - Math.Log(1250.0 / 1200), fit.Coefficients[0], 6);
    }

    [Fact]
    public void A_size_is_recovered_and_counts_without_spread_are_Poisson()
    {
        var random = new SeededRandom(2);
        double[] counts = [.. Enumerable.Range(0, 4000).Select(_ => random.NegativeBinomial(30, 6))], poisson = [.. Enumerable.Range(0, 4000).Select(_ => random.Poisson(30))];
        double[] ones = [.. Enumerable.Repeat(1.0, 4000)];
        var fit = CountRegression.Fit(ones, 1, counts, [])!;
        Assert.Equal(counts.Average(), Math.Exp(fit.Coefficients[0]), 6);
        Assert.InRange(6, fit.Size * Math.Exp(-3 * fit.SizeError), fit.Size * Math.Exp(3 * fit.SizeError));
        Assert.True(CountRegression.Fit(ones, 1, poisson, [])!.Size > 300);
        Assert.Null(CountRegression.Fit([.. ones, .. ones], 2, counts, []));
    }
}
