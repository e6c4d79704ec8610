using System.Text;
using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais.Messages;

/// <summary>Puts a message together bit by bit and writes it as sentences: for tests, exercises and made-up traffic.</summary>
/// <remarks>It writes what it is told; whether the fields make sense is for the caller. Bits not written are 0.</remarks>
public sealed class MessageWriter
{
    private readonly byte[] _bits;

    /// <summary>Begins a message.</summary>
    /// <param name="bitCount">Its whole length in bits, 38 to 1,064.</param>
    public MessageWriter(int type, int mmsi, int bitCount)
    {
        if (bitCount is < 38 or > 1064)
            throw new ArgumentOutOfRangeException(nameof(bitCount), bitCount, "a message has 38 to 1,064 bits");
        BitCount = bitCount;
        _bits = new byte[(bitCount + 7) / 8 + SixBit.Padding];
        Put(0, 6, type).Put(8, 30, mmsi);
    }

    /// <summary>Length in bits.</summary>
    public int BitCount { get; }

    /// <summary>The packed bits.</summary>
    public ReadOnlySpan<byte> Bits => _bits.AsSpan(0, (BitCount + 7) / 8);

    /// <summary>Writes a number; a negative one in two's complement.</summary>
    public MessageWriter Put(int start, int length, long value)
    {
        if (start < 0 || length is < 0 or > 63 || start + length > BitCount)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"{length} bits from {start} on do not lie within {BitCount} bits");
        for (var i = 0; i < length; i++)
        {
            var bit = start + i;
            var mask = (byte)(0x80 >> (bit & 7));
            if ((value >> length - 1 - i & 1) != 0) _bits[bit >> 3] |= mask;
            else _bits[bit >> 3] &= (byte)~mask;
        }
        return this;
    }

    /// <summary>Writes text in six-bit letters, filled up with '@'. Letters that AIS does not have become '?'.</summary>
    public MessageWriter Text(int start, int letters, string text)
    {
        for (var i = 0; i < letters; i++)
        {
            var letter = i < text.Length ? char.ToUpperInvariant(text[i]) : '@';
            var value = letter is >= '@' and <= '_' ? letter - '@' : letter is >= ' ' and <= '?' ? letter : '?';
            Put(start + 6 * i, 6, value);
        }
        return this;
    }

    /// <summary>The sentences of the message, each without its line end.</summary>
    /// <param name="sequence">Number that holds several sentences of one message together, 0 to 9.</param>
    /// <param name="letters">Payload letters to a sentence at most; 60 keeps it within the 82 characters of IEC 61162-1.</param>
    public string[] ToSentences(char channel = 'A', int sequence = 0, int letters = 60, string talker = "AIVDM")
    {
        var (payload, fill) = SixBit.Armour(_bits, BitCount);
        var total = (payload.Length + letters - 1) / letters;
        if (total > 9) throw new ArgumentException($"the message needs {total} sentences, nine are the most", nameof(letters));
        var sentences = new string[total];
        for (var i = 0; i < total; i++)
        {
            var part = payload.Substring(i * letters, Math.Min(letters, payload.Length - i * letters));
            var body = $"{talker},{total},{i + 1},{(total > 1 ? sequence : "")},{channel},{part},{(i == total - 1 ? fill : 0)}";
            sentences[i] = $"!{body}*{NmeaChecksum.Of(Encoding.ASCII.GetBytes(body)):X2}";
        }
        return sentences;
    }
}
