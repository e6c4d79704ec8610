using System.Numerics;
using System.Security.Cryptography;

namespace Palermo.Analysis.Estimation;

/// <summary>Random bits for privacy noise.</summary>
/// <remarks>
/// Noise that somebody can repeat protects nobody, so outside tests the bits come from the system's cryptographic source and
/// have no seed.
/// </remarks>
internal abstract class RandomBits
{
    /// <summary>The system's cryptographic source.</summary>
    public static RandomBits Secure() => new SecureBits();

    public abstract ulong Next();

    /// <summary>A whole number from 0 to one below a limit, each equally likely (by rejection).</summary>
    public ulong Below(ulong limit)
    {
        if (limit == 0) throw new ArgumentOutOfRangeException(nameof(limit), limit, "A limit above 0 is needed.");
        var mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(limit - 1 | 1);
        while (true)
        {
            var draw = Next() & mask;
            if (draw < limit) return draw;
        }
    }

    /// <summary>As <see cref="Below(ulong)"/>, for limits of any size.</summary>
    public BigInteger Below(BigInteger limit)
    {
        if (limit <= ulong.MaxValue) return Below((ulong)limit);
        var bits = (int)(limit - 1).GetBitLength();
        while (true)
        {
            BigInteger draw = 0;
            for (var have = 0; have < bits; have += 64) draw = (draw << 64) | Next();
            draw &= (BigInteger.One << bits) - 1;
            if (draw < limit) return draw;
        }
    }

    private sealed class SecureBits : RandomBits
    {
        private readonly byte[] _bytes = new byte[4096];
        private int _at = 4096;

        public override ulong Next()
        {
            if (_at == _bytes.Length)
            {
                RandomNumberGenerator.Fill(_bytes);
                _at = 0;
            }
            var value = BitConverter.ToUInt64(_bytes, _at);
            Array.Clear(_bytes, _at, 8);           // what was used is not kept
            _at += 8;
            return value;
        }
    }
}
