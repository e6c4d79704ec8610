using CsCheck;

namespace Palermo.Analysis.PrivateSets.Tests;

public class PaddingTests
{
    [Theory]
    [InlineData(0, 64)]
    [InlineData(64, 64)]
    [InlineData(65, 80)]
    [InlineData(80, 80)]
    [InlineData(81, 96)]
    [InlineData(113, 128)]
    [InlineData(128, 128)]
    [InlineData(10_000, 10_240)]
    [InlineData(100_000, 114_688)]
    public void A_size_is_rounded_up_to_a_quarter_of_its_power_of_two(int keys, int padded) => Assert.Equal(padded, Padding.SizeFor(keys));

    [Fact]
    public void A_padded_size_holds_the_set_and_wastes_at_most_a_quarter() =>
        Gen.Int[65, 1_000_000].Sample(n => Padding.SizeFor(n) >= n && Padding.SizeFor(n) <= n * 1.25 && Padding.SizeFor(Padding.SizeFor(n)) == Padding.SizeFor(n));

    [Fact]
    public void An_agreed_size_hides_the_true_one_or_is_refused()
    {
        var options = new SetOptions { PaddedSize = 256 };
        Assert.Equal(Run.Of(Run.Phones(0, 3), Run.Phones(0, 4), options: options).Query.Length, Run.Of(Run.Phones(0, 200), Run.Phones(0, 256), options: options).Query.Length);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Run.Of(Run.Phones(0, 257), Run.Phones(0, 1), options: options));
        Assert.Contains("cannot hold 257", error.Message, StringComparison.Ordinal);
    }
}
