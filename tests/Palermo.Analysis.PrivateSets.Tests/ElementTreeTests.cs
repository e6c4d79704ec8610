using System.Security.Cryptography;
using CsCheck;

namespace Palermo.Analysis.PrivateSets.Tests;

public class ElementTreeTests
{
    [Fact]
    public void The_root_is_that_of_the_definition_in_RFC_6962() =>
        Gen.Select(Gen.Int[0, 40], Gen.Byte).Sample((count, fill) =>
        {
            var elements = Enumerable.Range(0, count).Select(i => Enumerable.Repeat((byte)(fill + i), 32).ToArray()).ToArray();
            return ElementTree.Root(elements.SelectMany(e => e).ToArray()).AsSpan().SequenceEqual(ByDefinition(elements));
        });

    [Fact]
    public void Changing_or_moving_one_element_changes_the_root()
    {
        var elements = new byte[5 * 32];
        for (var i = 0; i < elements.Length; i++) elements[i] = (byte)i;
        var root = ElementTree.Root(elements);
        elements[100] ^= 1;
        Assert.NotEqual(root, ElementTree.Root(elements));
        Assert.NotEqual(root, ElementTree.Root(elements[..(4 * 32)]));
        Assert.Throws<ArgumentException>(() => ElementTree.Root(new byte[33]));
    }

    /// <summary>RFC 6962, 2.1, word for word and slow.</summary>
    private static byte[] ByDefinition(byte[][] d)
    {
        if (d.Length == 0) return SHA256.HashData([]);
        if (d.Length == 1) return SHA256.HashData([0, .. d[0]]);
        var k = 1;
        while (k * 2 < d.Length) k *= 2;
        return SHA256.HashData([1, .. ByDefinition(d[..k]), .. ByDefinition(d[k..])]);
    }
}
