
namespace Palermo.Analysis.Ais.Sentences;

/// <summary>What came of reading one line.</summary>
public enum LineKind : byte
{
    /// <summary>A sentence of AIS whose checksum holds.</summary>
    Sentence,

    /// <summary>Blank, a comment (#), another NMEA sentence, or anything else that is no AIS.</summary>
    Other,

    /// <summary>AIS without a checksum.</summary>
    ChecksumMissing,

    /// <summary>AIS whose checksum does not hold.</summary>
    ChecksumWrong,

    /// <summary>AIS whose fields cannot be read.</summary>
    Malformed,
}

/// <summary>The fields of one VDM or VDO sentence. The spans point into the line it was read from.</summary>
/// <remarks>IEC 61162-1, VDM and VDO: !AIVDM,total,number,sequence,channel,payload,fill*checksum.</remarks>
public readonly ref struct Sentence
{
    /// <summary>Sentences that the message is spread over, 1 to 9.</summary>
    public int Total { get; private init; }

    /// <summary>Number of this one, 1 to <see cref="Total"/>.</summary>
    public int Number { get; private init; }

    /// <summary>Sequential message identifier, 0 to 9; -1 when empty.</summary>
    public int Sequence { get; private init; }

    /// <summary>Radio channel as written: 'A', 'B', '1', '2'; 0 when empty.</summary>
    public byte Channel { get; private init; }

    /// <summary>VDO: a report of the own ship.</summary>
    public bool Own { get; private init; }

    /// <summary>The armoured payload.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Bits of the last character that are no part of the message, 0 to 5.</summary>
    public int FillBits { get; private init; }

    /// <summary>The tag block before the sentence; all empty when there is none.</summary>
    public TagBlock Tag { get; private init; }

    /// <summary>The station that received it: of the tag block, or of the fields that receivers of the US Coast Guard add behind the checksum.</summary>
    public ReadOnlySpan<byte> Station { get; private init; }

    /// <summary>Time of reception in milliseconds of Unix time, from the same places; null when nobody wrote it.</summary>
    public long? UnixMilliseconds { get; private init; }

    /// <summary>Reads one line, without its line end.</summary>
    public static LineKind TryParse(ReadOnlySpan<byte> line, out Sentence sentence)
    {
        sentence = default;
        if (line.Length > 0 && line[^1] == '\r') line = line[..^1];
        if (line.Length < 7 || line[0] == '#') return LineKind.Other;
        TagBlock tag = default;
        if (line[0] == '\\')
        {
            var close = line[1..].IndexOf((byte)'\\');
            if (close < 0) return LineKind.Other;
            tag = TagBlock.Parse(line.Slice(1, close));
            line = line[(close + 2)..];
        }
        // Loggers write a time before the sentence; what stands before the '!' is not read.
        var bang = line.IndexOf((byte)'!');
        if (bang < 0) return LineKind.Other;
        line = line[bang..];
        if (line.Length < 7 || line[3] != 'V' || line[4] != 'D' || line[5] is not ((byte)'M' or (byte)'O') || line[6] != ',')
            return LineKind.Other;
        var star = line.IndexOf((byte)'*');
        if (star < 0) return LineKind.ChecksumMissing;
        if (star + 3 > line.Length) return LineKind.ChecksumMissing;
        if (!NmeaChecksum.Matches(NmeaChecksum.Of(line[1..star]), line[star + 1], line[star + 2]))
            return LineKind.ChecksumWrong;
        return Fields(line, star, tag, out sentence) ? LineKind.Sentence : LineKind.Malformed;
    }

    private static bool Fields(ReadOnlySpan<byte> line, int star, TagBlock tag, out Sentence sentence)
    {
        sentence = default;
        var rest = line[7..star];
        if (!Digit(Next(ref rest), out var total) || !Digit(Next(ref rest), out var number)) return false;
        if (total < 1 || number < 1 || number > total) return false;
        var sequenceField = Next(ref rest);
        var sequence = -1;
        if (sequenceField.Length > 0 && !Digit(sequenceField, out sequence)) return false;
        var channel = Next(ref rest);
        if (channel.Length > 1) return false;
        var payload = Next(ref rest);
        // An empty fill field is read as none: some transponders leave it out.
        var fill = 0;
        if (rest.Length > 0 && (!Digit(rest, out fill) || fill > 5)) return false;
        var behind = star + 3 < line.Length ? line[(star + 3)..] : default;
        var (station, time) = Behind(behind);
        sentence = new Sentence
        {
            Total = total, Number = number, Sequence = sequence, Channel = channel.Length == 0 ? (byte)0 : channel[0],
            Own = line[5] == 'O', Payload = payload, FillBits = fill, Tag = tag,
            Station = tag.Source.Length > 0 ? tag.Source : station,
            UnixMilliseconds = tag.UnixMilliseconds ?? time,
        };
        return true;
    }

    /// <summary>Reads the fields behind the checksum: ",...,b003669978,1272413573" (station, Unix seconds last).</summary>
    internal static BehindChecksum Behind(ReadOnlySpan<byte> behind)
    {
        ReadOnlySpan<byte> station = default;
        long? time = null;
        while (behind.Length > 1 && behind[0] == ',')
        {
            behind = behind[1..];
            var comma = behind.IndexOf((byte)',');
            var field = comma < 0 ? behind : behind[..comma];
            behind = comma < 0 ? default : behind[comma..];
            if (field.Length is 9 or 10 && behind.Length == 0 && TagBlock.Time(field) is { } seconds) time = seconds;
            else if (field.Length > 1 && field[0] is (byte)'r' or (byte)'b') station = field;
        }
        return new(station, time);
    }

    internal readonly ref struct BehindChecksum(ReadOnlySpan<byte> station, long? time)
    {
        private readonly ReadOnlySpan<byte> _station = station;

        public void Deconstruct(out ReadOnlySpan<byte> station, out long? unixMilliseconds)
        {
            station = _station;
            unixMilliseconds = time;
        }
    }

    private static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> rest)
    {
        var comma = rest.IndexOf((byte)',');
        var field = comma < 0 ? rest : rest[..comma];
        rest = comma < 0 ? default : rest[(comma + 1)..];
        return field;
    }

    private static bool Digit(ReadOnlySpan<byte> field, out int value)
    {
        value = field.Length == 1 ? field[0] - '0' : -1;
        return value is >= 0 and <= 9;
    }
}
