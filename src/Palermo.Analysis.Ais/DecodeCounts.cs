namespace Palermo.Analysis.Ais;

/// <summary>What was read and what was not, and why. Nothing that a line can contain throws; it is counted here.</summary>
public sealed class DecodeCounts
{
    /// <summary>Lines seen, of any kind.</summary>
    public long Lines { get; internal set; }

    /// <summary>Lines that are no AIS: blank, comments, other NMEA sentences.</summary>
    public long OtherLines { get; internal set; }

    /// <summary>AIS sentences whose checksum holds.</summary>
    public long Sentences { get; internal set; }

    /// <summary>AIS sentences without a checksum: not decoded.</summary>
    public long ChecksumMissing { get; internal set; }

    /// <summary>AIS sentences whose checksum is wrong: not decoded.</summary>
    public long ChecksumWrong { get; internal set; }

    /// <summary>AIS sentences whose fields cannot be read.</summary>
    public long Malformed { get; internal set; }

    /// <summary>Tag blocks whose checksum is missing or wrong. The sentence behind is decoded: it has its own.</summary>
    public long TagChecksumWrong { get; internal set; }

    /// <summary>Payloads with a character that stands for no six bits.</summary>
    public long PayloadWrong { get; internal set; }

    /// <summary>Sentences with an empty payload.</summary>
    public long PayloadEmpty { get; internal set; }

    /// <summary>Parts that continue a message whose beginning was not seen, or came out of order or too late.</summary>
    public long PartsWithoutBeginning { get; internal set; }

    /// <summary>Messages begun whose last part never came.</summary>
    public long MessagesUnfinished { get; internal set; }

    /// <summary>Messages of a length that their type cannot have.</summary>
    public long LengthWrong { get; internal set; }

    /// <summary>Messages of a type outside 1 to 27, and type 24 of an unknown part.</summary>
    public long TypeUnknown { get; internal set; }

    /// <summary>Messages decoded, by type: index 1 to 27.</summary>
    public long[] ByType { get; } = new long[28];

    /// <summary>Messages decoded.</summary>
    public long Messages => ByType.Sum();

    /// <summary>Adds what another decoder counted.</summary>
    public void Add(DecodeCounts other)
    {
        Lines += other.Lines;
        OtherLines += other.OtherLines;
        Sentences += other.Sentences;
        ChecksumMissing += other.ChecksumMissing;
        ChecksumWrong += other.ChecksumWrong;
        Malformed += other.Malformed;
        TagChecksumWrong += other.TagChecksumWrong;
        PayloadWrong += other.PayloadWrong;
        PayloadEmpty += other.PayloadEmpty;
        PartsWithoutBeginning += other.PartsWithoutBeginning;
        MessagesUnfinished += other.MessagesUnfinished;
        LengthWrong += other.LengthWrong;
        TypeUnknown += other.TypeUnknown;
        for (var type = 0; type < ByType.Length; type++) ByType[type] += other.ByType[type];
    }
}
