namespace Palermo.Analysis.Changes.Tests;

public class NumericsTests
{
    [Theory]
    [InlineData(0.05, 14, 30)]
    [InlineData(0.10, 18, 32)]
    [InlineData(0.50, 37, 40)]
    [InlineData(0.90, 65, 48)]
    [InlineData(0.95, 75, 51)]
    public void Quantiles_are_those_of_the_domain_page(double p, double negativeBinomial, double poisson)
    {
        Assert.Equal(negativeBinomial, NegativeBinomial.Quantile(p, 40, 5));
        Assert.Equal(poisson, NegativeBinomial.Quantile(p, 40, double.PositiveInfinity));
    }

    /// <summary>Abramowitz and Stegun, tables 6.1 and 26.8; digamma and trigamma at 1 are -0.57721 and pi²/6.</summary>
    [Fact]
    public void Special_functions_match_published_tables()
    {
        Assert.Equal(Math.Log(3628800), SpecialFunctions.LogGamma(11), 12);
        Assert.Equal(0.5 * Math.Log(Math.PI), SpecialFunctions.LogGamma(0.5), 13);
        Assert.Equal(-0.57721566490153286, SpecialFunctions.Digamma(1), 13);
        Assert.Equal(Math.PI * Math.PI / 6, SpecialFunctions.Trigamma(1), 13);
        Assert.Equal(0.05, SpecialFunctions.ChiSquareAbove(3.841458820694124, 1), 12);
        Assert.Equal(0.05, SpecialFunctions.ChiSquareAbove(18.307038053275146, 10), 12);
        Assert.Equal(1.959963984540054, SpecialFunctions.NormalQuantile(0.975), 12);
        Assert.Equal(-2.3263478740408408, SpecialFunctions.NormalQuantile(0.01), 12);
        Assert.Equal(0.022750131948179195, SpecialFunctions.NormalAbove(2), 14);
    }

    [Fact]
    public void The_inlined_logarithm_is_the_libraries()
    {
        var random = new SeededRandom(1);
        for (var i = 0; i < 100_000; i++)
        {
            var x = Math.Exp(80 * random.Uniform() - 40);
            Assert.True(Math.Abs(QuickLog.Of(x) - Math.Log(x)) <= 2e-15 * Math.Max(1, Math.Abs(Math.Log(x))), $"{x:R}");
        }
        Assert.Equal(0, QuickLog.Of(1), 15);
    }

    [Fact]
    public void The_table_of_crossings_solves_its_equation()
    {
        for (var w = -2.999; w < 5.999; w += 0.00037)
        {
            var x = LogRatio.Near(w);
            if (Math.Abs(w) < 0.01) { Assert.Equal(w + w * w / 3 + w * w * w / 36 - w * w * w * w / 270, x, 12); continue; }
            Assert.True(Math.Abs(x - Math.Log(1 + x) - w * w / 2) < 2e-13 * Math.Max(1, Math.Abs(x / (1 + x))), $"{w}");
            Assert.Equal(Math.Sign(w), Math.Sign(x));
        }
    }

    [Fact]
    public void Random_counts_have_the_mean_and_variance_asked()
    {
        foreach (var (mean, size) in new[] { (0.5, double.PositiveInfinity), (7, double.PositiveInfinity), (60, double.PositiveInfinity), (5, 2.0), (80, 10), (3, 0.5) })
        {
            var random = new SeededRandom(3);
            const int n = 200_000;
            double sum = 0, squares = 0;
            for (var i = 0; i < n; i++)
            {
                var x = random.NegativeBinomial(mean, size);
                sum += x;
                squares += x * x;
            }
            double m = sum / n, variance = squares / n - m * m, expected = mean + mean * mean / size;
            Assert.True(Math.Abs(m - mean) < 5 * Math.Sqrt(expected / n), $"{mean}: {m}");
            Assert.InRange(variance / expected, 0.96, 1.04);
        }
    }
}
