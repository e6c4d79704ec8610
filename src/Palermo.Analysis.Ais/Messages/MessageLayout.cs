using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais.Messages;

/// <summary>The fields of one form of message, beyond type, repeat indicator and MMSI, which all have.</summary>
/// <remarks>
/// ITU-R M.1371-5, annex 8, for types 1 to 27. The binary messages within types 6 and 8: IMO SN.1/Circ.236 and
/// SN.1/Circ.289 (area 1), the inland standard VTT 2006 (area 200), and the lighthouse authorities' monitoring (areas 235 and 250).
/// </remarks>
public sealed class MessageLayout
{
    internal MessageLayout(string title, MessageField[] fields, RepeatedFields? repeated = null)
    {
        Title = title;
        Fields = fields;
        Repeated = repeated;
    }

    /// <summary>What the message is, in a few words.</summary>
    public string Title { get; }

    /// <summary>The fields in order.</summary>
    public IReadOnlyList<MessageField> Fields { get; }

    /// <summary>Fields that come several times; null when there are none.</summary>
    public RepeatedFields? Repeated { get; }

    /// <summary>The layout of a message. Of a type that does not exist: no fields.</summary>
    public static MessageLayout Of(in BitField bits)
    {
        var type = (int)bits.Unsigned(0, 6);
        return type switch
        {
            6 => Applications.Addressed((int)bits.Unsigned(72, 10), (int)bits.Unsigned(82, 6), bits.BitCount),
            8 => Applications.Broadcast((int)bits.Unsigned(40, 10), (int)bits.Unsigned(50, 6), bits),
            22 => bits.Flag(139) ? Layouts.ChannelAddressed : Layouts.Channel,
            24 => (int)bits.Unsigned(38, 2) == 0 ? Layouts.StaticA
                : (int)bits.Unsigned(8, 30) / 10_000_000 == 98 ? Layouts.StaticBOfCraft : Layouts.StaticB,
            25 => Layouts.SingleSlot[(int)bits.Unsigned(38, 2)],
            26 => Layouts.MultiSlot[(int)bits.Unsigned(38, 2)],
            >= 1 and <= 27 => Layouts.ByType[type],
            _ => Layouts.None,
        };
    }

    /// <summary>The number of a field as transmitted; null when the message has no field of this name or it is no number.</summary>
    public static long? Number(in AisMessage message, string name)
    {
        foreach (var field in Of(message.Bits).Fields)
        {
            if (field.Name != name) continue;
            return field.Kind switch
            {
                FieldKind.Unsigned or FieldKind.Flag => (long)message.Bits.Unsigned(At(field, message.Bits), field.Length),
                FieldKind.Signed or FieldKind.Turn => message.Bits.Signed(At(field, message.Bits), field.Length),
                _ => null,
            };
        }
        return null;
    }

    /// <summary>The value of a field in its unit (knots, degrees, metres); null when absent, not available, or no number.</summary>
    public static double? Value(in AisMessage message, string name)
    {
        foreach (var field in Of(message.Bits).Fields)
        {
            if (field.Name != name) continue;
            if (At(field, message.Bits) + field.Length > message.Bits.BitCount) return null;
            if (Number(message, name) is not { } number || number == field.NotAvailable) return null;
            if (field.Kind == FieldKind.Turn) return TurnRate(number);
            return (double)(number + field.Shift) / field.Divisor;
        }
        return null;
    }

    /// <summary>The text of a field; null when the message has no text field of this name.</summary>
    public static string? Text(in AisMessage message, string name)
    {
        foreach (var field in Of(message.Bits).Fields)
        {
            if (field.Name != name) continue;
            return field.Kind switch
            {
                FieldKind.Text => message.Bits.Text(field.Start, field.Length == 0 ? int.MaxValue : field.Letters),
                FieldKind.AidName => AidName(message.Bits),
                _ => null,
            };
        }
        return null;
    }

    internal static int At(MessageField field, in BitField bits) => field.FromEnd ? Math.Max(0, bits.BitCount - field.Start) : field.Start;

    // M.1371-5, table 48, note: rate = 4.733 times the root of degrees a minute; 127 says only "faster than 5 degrees in 30 s".
    internal static double? TurnRate(long number) =>
        Math.Abs(number) > 126 ? null : Math.CopySign(number / 4.733 * (number / 4.733), number);

    internal static string AidName(in BitField bits)
    {
        Span<byte> ascii = stackalloc byte[34];
        var letters = 20;
        bits.Letters(43, ascii[..20]);
        if (ascii[..20].IndexOf((byte)'@') < 0 && bits.BitCount > 272)
        {
            letters = 20 + Math.Min(14, (bits.BitCount - 272) / 6);
            bits.Letters(272, ascii[20..letters]);
        }
        return System.Text.Encoding.ASCII.GetString(SixBit.Trim(ascii[..letters]));
    }
}
