using System.Security.Cryptography;
using System.Text;
using Palermo.Analysis.PrivateSets.Wide;

namespace Palermo.Analysis.PrivateSets.Tests;

/// <summary>Our own arithmetic against the published vectors and against libsodium.</summary>
public class WideRistrettoTests
{
    public WideRistrettoTests() => Assert.SkipUnless(WideRistretto.IsSupported, "this processor has no AVX-512: libsodium does all the work here");

    [Fact]
    public void The_published_vectors_hold()
    {
        for (var factor = 1; factor < 16; factor++)
        {
            var scalar = new byte[32];
            scalar[0] = (byte)factor;
            var product = new byte[32];
            Assert.Equal(-1, WideRistretto.Multiply(scalar, Convert.FromHexString(Ristretto255Tests.Multiples[1]), product));
            Assert.Equal(Ristretto255Tests.Multiples[factor], Convert.ToHexStringLower(product));
        }
        var uniform = Ristretto255Tests.Derived.SelectMany(v => SHA512.HashData(Encoding.ASCII.GetBytes(v.Words))).ToArray();
        var elements = new byte[Ristretto255Tests.Derived.Length * 32];
        Assert.Equal(-1, WideRistretto.DeriveAndMultiply(One(), uniform, elements));
        Assert.Equal(Ristretto255Tests.Derived.Select(v => v.Element), elements.Chunk(32).Select(Convert.ToHexStringLower));
    }

    [Fact]
    public void Random_elements_times_random_scalars_are_as_libsodium_computes()
    {
        var random = new Random(9496);
        for (var round = 0; round < LongForm.Rounds(20, 2000); round++)
        {
            var count = 1 + random.Next(40);
            byte[] uniform = new byte[count * 64], wide = new byte[64], scalar = new byte[32];
            random.NextBytes(uniform);
            random.NextBytes(wide);
            Ristretto255.ReduceScalar(wide, scalar);
            byte[] elements = new byte[count * 32], products = new byte[count * 32], direct = new byte[count * 32], expected = new byte[count * 32];
            for (var i = 0; i < count; i++)
            {
                Ristretto255.FromUniform(uniform.AsSpan(i * 64, 64), elements.AsSpan(i * 32, 32));
                Assert.True(Ristretto255.TryMultiply(scalar, elements.AsSpan(i * 32, 32), expected.AsSpan(i * 32, 32)));
            }
            var derived = new byte[count * 32];
            Assert.Equal(-1, WideRistretto.DeriveAndMultiply(One(), uniform, derived));
            Assert.Equal(elements, derived);
            Assert.Equal(-1, WideRistretto.Multiply(scalar, elements, products));
            Assert.Equal(expected, products);
            Assert.Equal(-1, WideRistretto.DeriveAndMultiply(scalar, uniform, direct));
            Assert.Equal(expected, direct);
        }
    }

    [Fact]
    public void Extreme_scalars_and_uniform_bytes_are_as_libsodium_computes()
    {
        // The order of the group less 1, 2^252, runs of ones and of eights (where digits carry); all bits set, p, 0 and 1 as uniform bytes.
        string[] scalars =
        [
            "0100000000000000000000000000000000000000000000000000000000000000", "ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
            "0000000000000000000000000000000000000000000000000000000000000010", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0f",
            "8888888888888888888888888888888888888888888888888888888888888808", "7777777777777777777777777777777777777777777777777777777777777707",
        ];
        string[] halves = ["00", "01", "ff", "ed", "ec"];
        var uniform = halves.SelectMany(a => halves.Select(b => Half(a).Concat(Half(b)).ToArray())).SelectMany(u => u).ToArray();
        var count = uniform.Length / 64;
        foreach (var hex in scalars)
        {
            var scalar = Convert.FromHexString(hex);
            byte[] expected = new byte[count * 32], products = new byte[count * 32], element = new byte[32];
            var identity = -1;
            for (var i = 0; i < count; i++)
            {
                Ristretto255.FromUniform(uniform.AsSpan(i * 64, 64), element);
                if (!Ristretto255.TryMultiply(scalar, element, expected.AsSpan(i * 32, 32)) && identity < 0) identity = i;
            }
            Assert.Equal(identity, WideRistretto.DeriveAndMultiply(scalar, uniform, products));
            Assert.Equal(expected, products);
        }

        static byte[] Half(string first)
        {
            var bytes = new byte[32];
            if (first is "ff" or "ed" or "ec") Array.Fill(bytes, (byte)0xff);
            bytes[0] = Convert.FromHexString(first)[0];
            if (first is "ed" or "ec") bytes[31] = 0x7f;
            return bytes;
        }
    }

    [Fact]
    public void Bad_encodings_are_refused_one_by_one_among_good_ones()
    {
        var good = Convert.FromHexString(Ristretto255Tests.Multiples[5]);
        var scalar = new byte[32];
        scalar[0] = 3;
        var expected = new byte[32];
        Assert.True(Ristretto255.TryMultiply(scalar, good, expected));
        foreach (var bad in Ristretto255Tests.BadEncodings.Select(row => row.Data).Append(Ristretto255Tests.Multiples[0]))
            for (var place = 0; place < 11; place += 3)
            {
                var elements = Enumerable.Repeat(good, 11).SelectMany(g => g).ToArray();
                Convert.FromHexString(bad).CopyTo(elements, place * 32);
                var products = new byte[elements.Length];
                Assert.Equal(place, WideRistretto.Multiply(scalar, elements, products));
                for (var i = 0; i < 11; i++) Assert.Equal(i == place ? new byte[32] : expected, products.AsSpan(i * 32, 32));
            }
    }

    [Fact]
    public void Random_bytes_are_accepted_and_refused_as_libsodium_does()
    {
        var random = new Random(4);
        var scalar = new byte[32];
        scalar[0] = 7;
        var (accepted, rounds) = (0, LongForm.Rounds(400, 20_000));
        for (var round = 0; round < rounds; round++)
        {
            byte[] element = new byte[32], product = new byte[32], expected = new byte[32];
            random.NextBytes(element);
            element[0] &= 0xfe;
            element[31] &= 0x7f;
            var good = Ristretto255.TryMultiply(scalar, element, expected);
            Assert.Equal(good ? -1 : 0, WideRistretto.Multiply(scalar, element, product));
            Assert.Equal(expected, product);
            if (good) accepted++;
        }
        Assert.InRange(accepted, rounds / 8, rounds / 2);            // about one in four encodes an element
    }

    [Fact]
    public void A_scalar_of_zero_gives_the_identity_which_is_refused() =>
        Assert.Equal(0, WideRistretto.Multiply(new byte[32], Convert.FromHexString(Ristretto255Tests.Multiples[2]), new byte[32]));

    private static byte[] One()
    {
        var scalar = new byte[32];
        scalar[0] = 1;
        return scalar;
    }
}
