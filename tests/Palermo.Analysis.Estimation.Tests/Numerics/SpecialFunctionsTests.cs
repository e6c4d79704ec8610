using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation.Tests;

public class SpecialFunctionsTests
{
    [Fact]   // Abramowitz and Stegun, tables 6.4, 26.1, 26.8, 26.9
    public void Values_equal_the_printed_tables()
    {
        Assert.Equal(Math.Log(Math.Sqrt(Math.PI)), SpecialFunctions.LogGamma(0.5), 1e-14);
        Assert.Equal(Math.Log(3628800.0), SpecialFunctions.LogGamma(11), 1e-13);
        Assert.Equal(1.959963984540054, Quantiles.Normal(0.975), 1e-13);
        Assert.Equal(-3.090232306167813, Quantiles.Normal(0.001), 1e-12);
        Assert.Equal(0.8413447460685429, Quantiles.NormalCdf(1), 1e-14);
        Assert.Equal(3.841458820694124, Quantiles.ChiSquare(1, 0.95), 1e-11);
        Assert.Equal(18.307038053275146, Quantiles.ChiSquare(10, 0.95), 1e-11);
        Assert.Equal(124.34211340400407, Quantiles.ChiSquare(100, 0.95), 1e-9);
    }

    [Fact]
    public void Tails_of_Poisson_and_binomial_equal_plain_sums()
    {
        foreach (var mean in new[] { 0.01, 0.7, 4.5, 33.0, 250.0 })
        {
            double sum = 0, term = Math.Exp(-mean);
            for (var k = 0; k < 400; k++)
            {
                sum += term;
                Assert.Equal(sum, Quantiles.PoissonCdf(k, mean), 1e-12);
                term *= mean / (k + 1);
            }
        }
        double below = 0;
        for (var k = 0; k < 30; k++)
        {
            below += Quantiles.BinomialProbability(k, 30, 0.37);
            Assert.Equal(below, 1 - SpecialFunctions.BetaRegularised(k + 1, 30 - k, 0.37), 1e-12);
        }
    }

    [Fact]
    public void Quantiles_undo_their_distribution_functions_for_shapes_small_and_huge()
    {
        foreach (var a in new[] { 0.5, 1, 7.3, 120, 1e5, 1e8 })
            foreach (var p in new[] { 1e-6, 0.025, 0.5, 0.9, 0.999999 })
                Assert.Equal(p, SpecialFunctions.GammaP(a, Quantiles.Gamma(a, p)), 1e-9);
        foreach (var (a, b) in new[] { (0.5, 0.5), (1.0, 9.0), (300.0, 12.0), (5e5, 2e6) })
            foreach (var p in new[] { 1e-5, 0.025, 0.5, 0.975 })
                Assert.Equal(p, SpecialFunctions.BetaRegularised(a, b, Quantiles.Beta(a, b, p)), 1e-9);
    }
}
