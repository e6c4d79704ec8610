namespace Palermo.Analysis.Estimation.Tests;

public class RoundingTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Fact]
    public void Rounded_counts_are_right_on_average_and_the_same_each_time()
    {
        foreach (var step in new[] { 3, 5 })
        {
            var rounding = new RandomRounding(Key, step);
            for (var count = 0; count < 12; count++)
            {
                double sum = 0;
                const int cells = 20_000;
                for (var c = 0; c < cells; c++)
                {
                    var rounded = rounding.Round($"cell {c}", count);
                    Assert.True(rounded % step == 0 && Math.Abs(rounded - count) < step);
                    sum += rounded;
                }
                Assert.Equal(count, sum / cells, 5 * step / 2.0 / Math.Sqrt(cells));
            }
            Assert.Equal(rounding.Round("a", 7), new RandomRounding(Key, step).Round("a", 7));
        }
        Assert.Contains(Enumerable.Range(0, 50), c => new RandomRounding(Key).Round($"{c}", 7) != new RandomRounding([.. Key.Reverse()]).Round($"{c}", 7));
        Assert.Throws<ArgumentException>(() => new RandomRounding([1, 2, 3]));
    }

    [Fact]
    public void Sums_that_one_or_two_contributors_dominate_are_unsafe()
    {
        Assert.True(Dominance.IsDominated([80, 10, 5, 5]));                       // 90 of 100
        Assert.False(Dominance.IsDominated([50, 35, 15]));                        // exactly 85 of 100 is not more than 85 %
        Assert.True(Dominance.IsTooClose([100, 40, 9]));                          // the rest is 9 % of the largest
        Assert.False(Dominance.IsTooClose([100, 40, 10]));
        Assert.True(Dominance.IsTooClose([100]));
        Assert.False(Dominance.IsTooClose([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dominance.IsDominated([-1]));
    }
}
