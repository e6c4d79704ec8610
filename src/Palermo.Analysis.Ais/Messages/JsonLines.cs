using System.Runtime.CompilerServices;
using System.Text;
using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais.Messages;

/// <summary>Writes messages as JSON, one object a line.</summary>
/// <remarks>
/// Scaled: values in knots, degrees and metres; a field that is not available, or not in the message, is left out. Raw: numbers
/// as transmitted, all fields, which is what other decoders call unscaled; bits that a short message lacks read as 0.
/// </remarks>
internal static class JsonLines
{
    public static void Write(Utf8Text text, in AisMessage message, bool raw)
    {
        text.Append("{\"type\":"u8);
        text.Append(message.Type);
        text.Append(",\"repeat\":"u8);
        text.Append(message.Repeat);
        text.Append(",\"mmsi\":"u8);
        text.Append(message.Mmsi);
        var layout = MessageLayout.Of(message.Bits);
        foreach (var field in (MessageField[])layout.Fields) Field(text, field, message.Bits, 0, raw);
        if (layout.Repeated is { } repeated) Repeated(text, repeated, message.Bits, raw);
        Reception(text, message);
        text.Append("}\n"u8);
    }

    private static void Reception(Utf8Text text, in AisMessage message)
    {
        if (message.UnixMilliseconds is { } time)
        {
            text.Append(",\"time\":\""u8);
            Timestamps.AppendUtc(text, time);
            text.Append((byte)'"');
        }
        if (message.Channel != 0)
        {
            text.Append(",\"channel\":"u8);
            var channel = message.Channel;
            text.AppendJsonString(new ReadOnlySpan<byte>(ref channel));
        }
        if (message.Own) text.Append(",\"own\":true"u8);
        if (!message.Station.IsEmpty)
        {
            text.Append(",\"station\":"u8);
            text.AppendJsonString(message.Station);
        }
    }

    private static void Repeated(Utf8Text text, RepeatedFields repeated, in BitField bits, bool raw)
    {
        text.Append(",\""u8);
        text.Append(Encoding.ASCII.GetBytes(repeated.Name));
        text.Append("\":["u8);
        for (var i = 0; i < repeated.Count(bits); i++)
        {
            if (i > 0) text.Append((byte)',');
            var before = text.Length;
            foreach (var field in repeated.Fields) Field(text, field, bits, repeated.Start + i * repeated.ElementBits, raw);
            // Fields write a comma before themselves; the first of an object has none.
            if (text.Length > before) text.ReplaceAt(before, (byte)'{');
            else text.Append((byte)'{');
            text.Append((byte)'}');
        }
        text.Append((byte)']');
    }

    [SkipLocalsInit]
    private static void Field(Utf8Text text, MessageField field, in BitField bits, int offset, bool raw)
    {
        var at = MessageLayout.At(field, bits) + offset;
        switch (field.Kind)
        {
            case FieldKind.Unsigned or FieldKind.Signed or FieldKind.Turn:
                Number(text, field, bits, at, raw);
                return;
            case FieldKind.Flag:
                if (!raw && at >= bits.BitCount) return;
                text.Append(field.JsonPrefix);
                text.Append(bits.Flag(at) ? "true"u8 : "false"u8);
                return;
            case FieldKind.Text:
                Span<byte> ascii = stackalloc byte[168];
                var letters = Math.Clamp((bits.BitCount - at) / 6, 0, field.Length == 0 ? 168 : field.Letters);
                Words(text, field, SixBit.Trim(bits.Letters(at, ascii[..letters])), raw);
                return;
            case FieldKind.AidName:
                Words(text, field, Encoding.ASCII.GetBytes(MessageLayout.AidName(bits)), raw);
                return;
            case FieldKind.Data:
                Data(text, field, bits, at);
                return;
            case FieldKind.TargetId:
                Target(text, field, bits, at);
                return;
            default:
                Timestamps.Append(text, field, bits, at, raw);
                return;
        }
    }

    private static void Number(Utf8Text text, MessageField field, in BitField bits, int at, bool raw)
    {
        var number = field.Kind == FieldKind.Unsigned ? (long)bits.Unsigned(at, field.Length) : bits.Signed(at, field.Length);
        if (raw)
        {
            text.Append(field.JsonPrefix);
            text.Append(number);
            return;
        }
        if (number == field.NotAvailable || at + field.Length > bits.BitCount) return;
        if (field.Kind == FieldKind.Turn)
        {
            if (MessageLayout.TurnRate(number) is not { } rate)
            {
                // No turn indicator, but turning faster than 5 degrees in 30 seconds.
                text.Append(number > 0 ? ",\"turn_text\":\"fast to starboard\""u8 : ",\"turn_text\":\"fast to port\""u8);
                return;
            }
            text.Append(field.JsonPrefix);
            text.AppendFixed(rate, field.Decimals);
            return;
        }
        text.Append(field.JsonPrefix);
        text.AppendQuotient(number + field.Shift, field.Divisor, field.Decimals);
        if (field.Words?.Invoke((int)number) is not { } words) return;
        text.Append(field.JsonWordPrefix);
        foreach (var letter in words) text.Append((byte)letter);
        text.Append((byte)'"');
    }

    private static void Words(Utf8Text text, MessageField field, ReadOnlySpan<byte> ascii, bool raw)
    {
        if (!raw && ascii.IsEmpty) return;
        text.Append(field.JsonPrefix);
        text.AppendJsonString(ascii);
    }

    private static void Data(Utf8Text text, MessageField field, in BitField bits, int at)
    {
        var count = Math.Max(0, bits.BitCount - at - field.Length);
        text.Append(field.JsonPrefix);
        text.Append((byte)'"');
        text.Append(count);
        text.Append((byte)':');
        for (var bit = 0; bit < count; bit += 8)
        {
            var length = Math.Min(8, count - bit);
            text.AppendHex((int)bits.Unsigned(at + bit, length) << 8 - length);
        }
        text.Append((byte)'"');
    }

    private static void Target(Utf8Text text, MessageField field, in BitField bits, int at)
    {
        text.Append(field.JsonPrefix);
        if (bits.Unsigned(at, 2) < 2) // MMSI or IMO number
        {
            text.Append((long)bits.Unsigned(at + 2, 42));
            return;
        }
        Span<byte> ascii = stackalloc byte[7];
        text.AppendJsonString(SixBit.Trim(bits.Letters(at + 2, ascii)));
    }
}
