using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Palermo.Analysis.Estimation;

/// <summary>Rounds counts up or down to a multiple of a base, right on average, and the same way each time.</summary>
/// <remarks>
/// A count with remainder r goes up with chance r/base. The chance is drawn from a keyed hash of the cell's name, so that a table made twice rounds
/// equally and nobody can average the rounding away; who holds no key cannot repeat it. Totals are rounded by themselves and need
/// not add up. Two tables that name a cell alike must mean the same people at the same moment. Source: domain page, 3.3.
/// </remarks>
public sealed class RandomRounding
{
    private readonly byte[] _key;

    /// <param name="key">Secret of the office, 16 bytes or more.</param>
    /// <param name="step">Multiple to round to: 3 or 5 are usual.</param>
    public RandomRounding(ReadOnlySpan<byte> key, int step = 5)
    {
        if (key.Length < 16) throw new ArgumentException($"A key of {key.Length} bytes can be guessed; 16 or more are needed.", nameof(key));
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 2);
        (_key, Step) = (key.ToArray(), step);
    }

    public int Step { get; }

    /// <summary>The rounded count of a cell.</summary>
    /// <param name="cell">What the cell is, in full: data set, date, categories.</param>
    public long Round(string cell, long count)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var remainder = count % Step;
        if (remainder == 0) return count;
        Span<byte> hash = stackalloc byte[32];
        // The count itself is hashed too: a cell that grows is drawn anew, so that its draw does not bound both.
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{cell}\u001f{count}"), hash);
        var uniform = (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
        return count - remainder + (uniform < (double)remainder / Step ? Step : 0);
    }
}
