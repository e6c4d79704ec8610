using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation.Tests;

public class BinomialTests
{
    [Theory]
    [InlineData(7, 0.3), InlineData(40, 0.1), InlineData(60, 0.35), InlineData(400, 0.5), InlineData(1000, 0.93), InlineData(100000, 0.001)]
    public void Draws_follow_the_exact_probabilities(int n, double p)
    {
        const int draws = 60_000;
        var random = new SeededRandom(5, n);
        var seen = new Dictionary<long, int>();
        for (var i = 0; i < draws; i++)
        {
            var k = Binomial.Draw(n, p, ref random);
            seen[k] = seen.GetValueOrDefault(k) + 1;
        }
        // Chi-square over outcomes expected at least 20 times, the rest in one.
        double chi = 0, expectedRest = draws, seenRest = draws;
        var classes = 0;
        for (long k = 0; k <= n; k++)
        {
            var expected = draws * Quantiles.BinomialProbability(k, n, p);
            if (expected < 20) continue;
            chi += Math.Pow(seen.GetValueOrDefault(k) - expected, 2) / expected;
            expectedRest -= expected;
            seenRest -= seen.GetValueOrDefault(k);
            classes++;
        }
        if (expectedRest > 1) { chi += Math.Pow(seenRest - expectedRest, 2) / expectedRest; classes++; }
        Assert.True(Quantiles.ChiSquareTail(classes - 1, chi) > 1e-4, $"chi-square {chi} over {classes} classes");
    }

    [Fact]
    public void Shares_of_a_number_add_up_to_it_and_stay_out_of_categories_without_weight()
    {
        var random = new SeededRandom(1);
        var counts = new double[5];
        for (var i = 0; i < 1000; i++)
        {
            Binomial.Multinomial(i, [0, 3, 0, 5, 0], counts, ref random);
            Assert.Equal(i, counts.Sum());
            Assert.Equal(0, counts[0] + counts[2] + counts[4]);
        }
    }
}
