using System.Numerics;
using System.Runtime.InteropServices;
using Palermo.Analysis.PrivateSets.Wide;

namespace Palermo.Analysis.PrivateSets.Tests;

/// <summary>Arithmetic modulo 2^255 - 19 in eight lanes, against big integers, up to the bounds that it promises to hold.</summary>
public sealed unsafe class FieldTests : IDisposable
{
    private static readonly BigInteger P = (BigInteger.One << 255) - 19;
    private const long Unit = (1L << 50) + 2;

    private readonly Fe8* _f, _g, _s, _h;

    public FieldTests()
    {
        Assert.SkipUnless(WideRistretto.IsSupported, "this processor has no AVX-512: libsodium does all the work here");
        var room = (Fe8*)NativeMemory.AlignedAlloc((nuint)(4 * sizeof(Fe8)), 64);
        _f = room;
        _g = room + 1;
        _s = room + 2;
        _h = room + 3;
    }

    public void Dispose()
    {
        if (_f is not null) NativeMemory.AlignedFree(_f);
    }

    [Fact]
    public void Products_squares_and_their_sums_are_right_up_to_the_bounds()
    {
        var random = new Random(25519);
        for (var round = 0; round < LongForm.Rounds(2_000, 200_000); round++)
        {
            Draw(_f, random, 2 * Unit);
            Draw(_g, random, 2 * Unit);
            Draw(_s, random, 2 * Unit);
            Fe8.Mul(_h, _f, _g);
            Check((f, g, _) => f * g);
            Fe8.MulTwice(_h, _f, _g);
            Check((f, g, _) => 2 * f * g);
            Fe8.Sq(_h, _f);
            Check((f, _, _) => f * f);
            Fe8.SqMinus(_h, _f, _s);
            Check((f, _, s) => f * f - s);
            Fe8.SqTwiceMinus(_h, _f, _s);
            Check((f, _, s) => 2 * f * f - s);
        }
    }

    [Fact]
    public void A_product_may_be_written_over_its_factors()
    {
        var random = new Random(1);
        Draw(_f, random, Unit);
        var before = Values(_f);
        Fe8.Mul(_f, _f, _f);
        Assert.Equal(before.Select(v => Mod(v * v)), Values(_f).Select(Mod));
    }

    [Fact]
    public void The_canonical_form_is_from_zero_to_p_and_its_bytes_go_round()
    {
        var random = new Random(2);
        for (var round = 0; round < LongForm.Rounds(2_000, 100_000); round++)
        {
            Draw(_f, random, 3 * Unit);
            var expected = Values(_f).Select(Mod).ToArray();
            Fe8Operations.Canonical(_h, _f);
            Assert.Equal(expected, Values(_h));
            for (var lane = 0; lane < 8; lane++)
            {
                var bytes = new byte[32];
                Fe8Operations.GetLane(_h, lane, bytes);
                Assert.Equal(expected[lane], new BigInteger(bytes, isUnsigned: true));
                Fe8Operations.SetLane(_g, lane, bytes);
            }
            Assert.Equal(expected, Values(_g));
        }
    }

    [Fact]
    public void Numbers_around_zero_and_p_have_the_right_sign_and_zero()
    {
        BigInteger[] values = [0, 1, 2, P - 1, P - 2, P, P + 1, (BigInteger.One << 255) - 1];
        for (var lane = 0; lane < 8; lane++)
        {
            var bytes = new byte[32];
            values[lane].TryWriteBytes(bytes, out _, isUnsigned: true);
            Fe8Operations.SetLane(_f, lane, bytes);
        }
        Fe8.Reduce(_f);
        var (zero, negative) = (Fe8Operations.IsZero(_f), Fe8Operations.IsNegative(_f));
        for (var lane = 0; lane < 8; lane++)
        {
            Assert.Equal(Mod(values[lane]).IsZero ? -1 : 0, zero[lane]);
            Assert.Equal(Mod(values[lane]).IsEven ? 0 : -1, negative[lane]);
        }
    }

    private void Check(Func<BigInteger, BigInteger, BigInteger, BigInteger> expected)
    {
        BigInteger[] f = Values(_f), g = Values(_g), s = Values(_s), h = Values(_h);
        for (var lane = 0; lane < 8; lane++) Assert.Equal(Mod(expected(f[lane], g[lane], s[lane])), Mod(h[lane]));
        var limbs = (long*)_h;
        for (var i = 0; i < 8 * Fe8.Limbs; i++) Assert.InRange(limbs[i], -Unit, Unit);
    }

    /// <summary>Limbs at random within the bound, one in four at its very end, one in eight zero.</summary>
    private static void Draw(Fe8* to, Random random, long bound)
    {
        var limbs = (long*)to;
        for (var i = 0; i < 8 * Fe8.Limbs; i++)
            limbs[i] = random.Next(8) switch { 0 => bound, 1 => -bound, 2 => 0, _ => random.NextInt64(-bound, bound + 1) };
    }

    private static BigInteger[] Values(Fe8* f)
    {
        var limbs = (long*)f;
        var values = new BigInteger[8];
        for (var lane = 0; lane < 8; lane++)
            for (var i = 0; i < Fe8.Limbs; i++) values[lane] += (BigInteger)limbs[i * 8 + lane] << (Fe8.Width * i);
        return values;
    }

    private static BigInteger Mod(BigInteger v) => (v % P + P) % P;
}
