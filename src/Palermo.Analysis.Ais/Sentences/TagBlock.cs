using System.Buffers.Text;

namespace Palermo.Analysis.Ais.Sentences;

/// <summary>What a receiver wrote before a sentence, between backslashes: source, time, group, counter, text.</summary>
/// <remarks>NMEA 4.00 TAG blocks, IEC 62320-2; parameter codes c, d, g, i, n, r, s, t (gpsd's AIVDM page lists them).</remarks>
public readonly ref struct TagBlock
{
    /// <summary>Unix time in milliseconds (code c, given in seconds or in milliseconds); null when absent.</summary>
    public long? UnixMilliseconds { get; private init; }

    /// <summary>Source station (code s); empty when absent.</summary>
    public ReadOnlySpan<byte> Source { get; private init; }

    /// <summary>Destination (code d); empty when absent.</summary>
    public ReadOnlySpan<byte> Destination { get; private init; }

    /// <summary>Free text (code t or i); empty when absent.</summary>
    public ReadOnlySpan<byte> Text { get; private init; }

    /// <summary>Line counter (code n); null when absent.</summary>
    public long? LineCount { get; private init; }

    /// <summary>Number of this sentence in its group, sentences in it, and the group's id (code g); null when absent.</summary>
    public (int Sentence, int Of, long Id)? Group { get; private init; }

    /// <summary>Whether the checksum of the block was there and right.</summary>
    public bool ChecksumHolds { get; private init; }

    /// <summary>Reads the content between the two backslashes.</summary>
    public static TagBlock Parse(ReadOnlySpan<byte> content)
    {
        var star = content.LastIndexOf((byte)'*');
        var body = star < 0 ? content : content[..star];
        var holds = star >= 0 && ChecksumIs(NmeaChecksum.Of(body), content[(star + 1)..]);
        long? time = null, count = null;
        ReadOnlySpan<byte> source = default, destination = default, text = default;
        (int, int, long)? group = null;
        while (body.Length > 0)
        {
            var comma = body.IndexOf((byte)',');
            var field = comma < 0 ? body : body[..comma];
            body = comma < 0 ? default : body[(comma + 1)..];
            if (field.Length < 2 || field[1] != ':') continue;
            var value = field[2..];
            switch (field[0])
            {
                case (byte)'c': time = Time(value); break;
                case (byte)'d': destination = value; break;
                case (byte)'g': group = GroupOf(value); break;
                case (byte)'i' or (byte)'t': text = value; break;
                case (byte)'n' when Utf8Parser.TryParse(value, out long n, out var used) && used == value.Length: count = n; break;
                case (byte)'s': source = value; break;
            }
        }
        return new TagBlock
        {
            UnixMilliseconds = time, Source = source, Destination = destination, Text = text,
            LineCount = count, Group = group, ChecksumHolds = holds,
        };
    }

    // A value too large for seconds before the year 5000 is milliseconds; the standard allows both.
    internal static long? Time(ReadOnlySpan<byte> value)
    {
        if (!Utf8Parser.TryParse(value, out long number, out var used) || used != value.Length || number < 0) return null;
        return number switch { < 95_617_584_000 => number * 1000, < 95_617_584_000_000 => number, _ => null };
    }

    // A checksum of one digit is seen in the wild for values below 16.
    private static bool ChecksumIs(byte sum, ReadOnlySpan<byte> digits) =>
        digits.Length >= 2 ? NmeaChecksum.Matches(sum, digits[0], digits[1])
        : digits.Length == 1 && NmeaChecksum.Matches(sum, (byte)'0', digits[0]);

    private static (int, int, long)? GroupOf(ReadOnlySpan<byte> value)
    {
        if (!Utf8Parser.TryParse(value, out int sentence, out var a) || a + 1 >= value.Length || value[a] != '-') return null;
        value = value[(a + 1)..];
        if (!Utf8Parser.TryParse(value, out int of, out var b) || b + 1 >= value.Length || value[b] != '-') return null;
        value = value[(b + 1)..];
        if (!Utf8Parser.TryParse(value, out long id, out var c) || c != value.Length) return null;
        return sentence < 1 || of < sentence || of > 99 || id < 0 ? null : (sentence, of, id);
    }
}
