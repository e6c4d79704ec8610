using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais;

/// <summary>One decoded message: its bits, and where and when it was received. Lives only during the call that hands it over.</summary>
/// <remarks>Fields by name: <see cref="Messages.MessageLayout"/>. Type, repeat indicator and MMSI stand at the same place in all types (ITU-R M.1371-5, annex 8).</remarks>
public readonly ref struct AisMessage
{
    /// <summary>Wraps the packed bits of a message, for one that did not come out of a sentence.</summary>
    public AisMessage(ReadOnlySpan<byte> bits, int bitCount) : this(new BitField(bits, bitCount), 0, 0, false, null, default) { }

    internal AisMessage(BitField bits, long line, byte channel, bool own, long? time, ReadOnlySpan<byte> station)
    {
        Bits = bits;
        Line = line;
        Channel = channel;
        Own = own;
        UnixMilliseconds = time;
        Station = station;
    }

    /// <summary>The bits.</summary>
    public BitField Bits { get; }

    /// <summary>Type, 1 to 27.</summary>
    public int Type => (int)Bits.Unsigned(0, 6);

    /// <summary>How often the message was repeated, 0 to 3.</summary>
    public int Repeat => (int)Bits.Unsigned(6, 2);

    /// <summary>Maritime mobile service identity of the sender.</summary>
    public int Mmsi => (int)Bits.Unsigned(8, 30);

    /// <summary>Number of the line that completed it, from 1.</summary>
    public long Line { get; }

    /// <summary>Radio channel as written, 0 when empty.</summary>
    public byte Channel { get; }

    /// <summary>From a VDO sentence: the own ship.</summary>
    public bool Own { get; }

    /// <summary>Time of reception in Unix milliseconds; null when nobody wrote it.</summary>
    public long? UnixMilliseconds { get; }

    /// <summary>Receiving station; empty when nobody wrote it.</summary>
    public ReadOnlySpan<byte> Station { get; }
}

/// <summary>Takes one message. What it points to is overwritten after the call.</summary>
public delegate void AisMessageHandler(in AisMessage message);
