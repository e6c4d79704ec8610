using System.Security.Cryptography;
using System.Text;

namespace Palermo.Analysis.PrivateSets.Tests;

public class HashToGroupTests
{
    private static readonly string Q128 = "q128_" + new string('q', 128);
    private static readonly string A512 = "a512_" + new string('a', 512);

    /// <summary>RFC 9380, Appendix K.1 (SHA-256) and K.3 (SHA-512): message, length, bytes.</summary>
    private static readonly (string Hash, string Message, int Length, string Expected)[] Vectors =
    [
        ("SHA256", "", 32, "68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235"),
        ("SHA256", "abc", 32, "d8ccab23b5985ccea865c6c97b6e5b8350e794e603b4b97902f53a8a0d605615"),
        ("SHA256", "abcdef0123456789", 32, "eff31487c770a893cfb36f912fbfcbff40d5661771ca4b2cb4eafe524333f5c1"),
        ("SHA256", Q128, 32, "b23a1d2b4d97b2ef7785562a7e8bac7eed54ed6e97e29aa51bfe3f12ddad1ff9"),
        ("SHA256", A512, 32, "4623227bcc01293b8c130bf771da8c298dede7383243dc0993d2d94823958c4c"),
        ("SHA256", "abc", 128, "abba86a6129e366fc877aab32fc4ffc70120d8996c88aee2fe4b32d6c7b6437a647e6c3163d40b76a73cf6a5674ef1d890f95b664ee0afa5359a5c4e07985635bbecbac65d747d3d2da7ec2b8221b17b0ca9dc8a1ac1c07ea6a1e60583e2cb00058e77b7b72a298425cd1b941ad4ec65e8afc50303a22c0f99b0509b4c895f40"),
        ("SHA512", "", 32, "6b9a7312411d92f921c6f68ca0b6380730a1a4d982c507211a90964c394179ba"),
        ("SHA512", "abc", 32, "0da749f12fbe5483eb066a5f595055679b976e93abe9be6f0f6318bce7aca8dc"),
        ("SHA512", "abcdef0123456789", 32, "087e45a86e2939ee8b91100af1583c4938e0f5fc6c9db4b107b83346bc967f58"),
        ("SHA512", Q128, 32, "7336234ee9983902440f6bc35b348352013becd88938d2afec44311caf8356b3"),
        ("SHA512", A512, 32, "57b5f7e766d5be68a6bfe1768e3c2b7f1228b3e4b3134956dd73a59b954c66f4"),
        ("SHA512", "", 128, "41b037d1734a5f8df225dd8c7de38f851efdb45c372887be655212d07251b921b052b62eaed99b46f72f2ef4cc96bfaf254ebbbec091e1a3b9e4fb5e5b619d2e0c5414800a1d882b62bb5cd1778f098b8eb6cb399d5d9d18f5d5842cf5d13d7eb00a7cff859b605da678b318bd0e65ebff70bec88c753b159a805d2c89c55961"),
        ("SHA512", "abc", 128, "7f1dddd13c08b543f2e2037b14cefb255b44c83cc397c1786d975653e36a6b11bdd7732d8b38adb4a0edc26a0cef4bb45217135456e58fbca1703cd6032cb1347ee720b87972d63fbf232587043ed2901bce7f22610c0419751c065922b488431851041310ad659e4b23520e1772ab29dcdeb2002222a363f0c2b1c972b3efe1"),
        ("SHA512", A512, 128, "05b0bfef265dcee87654372777b7c44177e2ae4c13a27f103340d9cd11c86cb2426ffcad5bd964080c2aee97f03be1ca18e30a1f14e27bc11ebbd650f305269cc9fb1db08bf90bfc79b42a952b46daf810359e7bc36452684784a64952c343c52e5124cd1f71d474d5197fefc571a92929c9084ffe1112cf5eea5192ebff330b"),
    ];

    [Fact]
    public void Messages_are_spread_as_RFC_9380_publishes()
    {
        foreach (var (hash, message, length, expected) in Vectors)
        {
            var expand = new ExpandMessage(new HashAlgorithmName(hash), hash == "SHA256" ? "QUUX-V01-CS02-with-expander-SHA256-128" : "QUUX-V01-CS02-with-expander-SHA512-256");
            var bytes = new byte[length];
            expand.Expand(Encoding.ASCII.GetBytes(message), bytes);
            Assert.Equal(expected, Convert.ToHexStringLower(bytes));
        }
    }

    /// <summary>RFC 9497, Appendix A.1.1, OPRF(ristretto255, SHA-512) mode 0: hashing, blinding and evaluating as a whole.</summary>
    [Theory]
    [InlineData("00", "609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c", "7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e")]
    [InlineData("5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a", "da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418", "b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25")]
    public void Blinding_and_evaluating_give_the_published_elements(string input, string blinded, string evaluated)
    {
        var blind = Convert.FromHexString("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706");
        var key = Convert.FromHexString("5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e");
        var expand = new ExpandMessage(HashAlgorithmName.SHA512, "HashToGroup-OPRFV1-\0-ristretto255-SHA512");
        byte[] uniform = new byte[64], element = new byte[32], once = new byte[32], twice = new byte[32];
        expand.Expand(Convert.FromHexString(input), uniform);
        Ristretto255.FromUniform(uniform, element);
        Assert.True(Ristretto255.TryMultiply(blind, element, once));
        Assert.Equal(blinded, Convert.ToHexStringLower(once));
        Assert.True(Ristretto255.TryMultiply(key, once, twice));
        Assert.Equal(evaluated, Convert.ToHexStringLower(twice));
    }

    [Fact]
    public void The_same_key_in_two_domains_gives_two_elements()
    {
        Assert.Equal(new HashToGroup("phones/a").Element("+39333123456"), new HashToGroup("phones/a").Element("+39333123456"));
        Assert.NotEqual(new HashToGroup("phones/a").Element("+39333123456"), new HashToGroup("phones/b").Element("+39333123456"));
        Assert.NotEqual(new HashToGroup("phones/a").Element("+39333123456"), new HashToGroup("phones/a").Element("+39333123457"));
    }

    [Fact]
    public void A_domain_longer_than_the_standard_allows_is_shortened_as_it_says()
    {
        var longDomain = new string('d', 300);
        byte[] direct = new byte[64], byHand = new byte[64];
        new ExpandMessage(HashAlgorithmName.SHA512, longDomain).Expand("x"u8, direct);
        new ExpandMessage(HashAlgorithmName.SHA512, SHA512.HashData(Encoding.ASCII.GetBytes("H2C-OVERSIZE-DST-" + longDomain))).Expand("x"u8, byHand);
        Assert.Equal(byHand, direct);
        Assert.Equal(32, new HashToGroup(longDomain).Element("x").Length);
    }

    [Fact]
    public void A_key_that_is_empty_or_no_text_is_refused()
    {
        var hash = new HashToGroup("d");
        Assert.Throws<ArgumentException>(() => hash.Element(""));
        Assert.Contains("surrogate", Assert.Throws<ArgumentException>(() => hash.Element("\ud83d")).Message, StringComparison.Ordinal);
        Assert.Equal(32, hash.Element(new string('م', 500_000)).Length);       // a megabyte, no trouble
        Assert.Throws<ArgumentException>(() => new HashToGroup(" "));
    }
}
