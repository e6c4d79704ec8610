using System.Security.Cryptography;

namespace Palermo.Analysis.PrivateSets.Tests;

/// <summary>Worked values of the rules on matching without disclosure (7.2 and 7.3), each as it stands there.</summary>
public class WorkedValueTests
{
    [Theory]
    [InlineData("", "2c15230b26dbc6fc9a37051158c95b79656e17a1a920b11394ca91c44247d3e4", "8a7a74985cc5c776cdfe4b1f19884970453912e9d31528c060be9ab5c43e8415")]
    [InlineData("abc", "0bb8b87485551aa43ed54f009230450b492fead5f1cc91658775dac4a3388a0f", "5c41b3d0731a27a7b14bc0bf0ccded2d8751f83493404c84a88e71ffd424212e")]
    public void A_message_is_mapped_to_P256_as_published(string message, string x, string y)
    {
        var point = P256.Hash(message, "QUUX-V01-CS02-with-P256_XMD:SHA-256_SSWU_RO_");
        Assert.Equal(P256.Parse(x), point.X);
        Assert.Equal(P256.Parse(y), point.Y);
    }

    [Theory]
    [InlineData("+39333123456", "ab2620de2db8ddd921043ea3a1d8ec164c008625e11486db071d12fd76ee10ff", "f66c352dd7c463c0409984c7d341acad0c0f6623fb702699616fe23909a08dc3",
        "25bb4ebada8514f48e0be5a9095a571299ae85ba18b974c89a73f57a7f5dd4b5", "e00c226b0917752f16bd779d68bf8236b468fa1fed3a776c4a2744e17e9e7637", "e5213adfd0f84f965d94d8dc7f856685")]
    [InlineData("TG1234567", "35f4ae8b21647dca6342464e6ddb55da538c2b24714b87ad80d5a71ae4b036c2", "2ba6c7857e30b8c4c8cb820282e79a680aebbd67b661781a2810331158599ed9",
        "b73f8c91608458200c890bfea2500368e7f9be312bdc91b1ccd4be0421c9be36", "bb6b141b812fa6bd667154b25057d86e37f504162ea88c37174368477c404cc7", "e32489e291241116c7dfc363af6e8f0d")]
    public void Double_blinding_gives_the_worked_values_on_both_paths(string input, string hashed, string byA, string byB, string byBoth, string tag)
    {
        var (a, b) = (P256.Parse(string.Concat(Enumerable.Repeat("11", 32))), P256.Parse(string.Concat(Enumerable.Repeat("22", 32))));
        var point = P256.Hash(input, "PSI-V01-P256_XMD:SHA-256_SSWU_RO_");
        Assert.Equal(P256.Parse(hashed), point.X);
        Assert.Equal(P256.Parse(byA), P256.Multiply(a, point).X);
        Assert.Equal(P256.Parse(byB), P256.Multiply(b, point).X);
        var both = P256.Multiply(b, P256.Multiply(a, point)).X;
        Assert.Equal(P256.Parse(byBoth), both);
        Assert.Equal(both, P256.Multiply(a, P256.Lift(P256.Multiply(b, point).X)).X);
        Assert.Equal(tag, Convert.ToHexStringLower(SHA256.HashData(P256.Bytes(both))[..16]));
    }

    [Theory]
    [InlineData("smith", "smyth", 0.6667, 115, 114, 75, 0.6550)]
    [InlineData("mohamed", "muhammad", 0.4706, 149, 168, 81, 0.5110)]
    [InlineData("tesfay", "tesfai", 0.7143, 133, 134, 99, 0.7416)]
    public void Bloom_filters_of_names_compare_as_worked(string left, string right, double bigramDice, int leftBits, int rightBits, int common, double dice)
    {
        var (a, b) = (Clk.Encode(left), Clk.Encode(right));
        Assert.Equal(bigramDice, Clk.Dice(Clk.Bigrams(left), Clk.Bigrams(right)), 5e-5);
        Assert.Equal(leftBits, a.Count);
        Assert.Equal(rightBits, b.Count);
        Assert.Equal(common, a.Intersect(b).Count());
        Assert.Equal(dice, Clk.Dice(a, b), 5e-5);
    }

    [Fact]
    public void The_ten_lowest_bits_of_smith_are_as_worked() => Assert.Equal([6, 8, 9, 29, 34, 46, 47, 55, 64, 77], Clk.Encode("smith").Order().Take(10));

    [Theory]
    [InlineData(1000, 10_000, 7, 0.00819)]
    [InlineData(1000, 20_000, 14, 0.0000671)]
    public void The_rate_of_false_positives_of_a_filter_is_as_worked(int n, int l, int k, double rate) =>
        Assert.Equal(rate, Math.Pow(1 - Math.Exp(-(double)k * n / l), k), rate * 0.002);
}
