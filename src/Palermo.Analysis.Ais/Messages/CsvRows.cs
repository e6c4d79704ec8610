using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais.Messages;

/// <summary>Writes messages as rows of one table: the fields that most messages share. What is not available stays empty.</summary>
/// <remarks>The columns vessel, timestamp, lat, lon, speed and course are those that the track analyses read.</remarks>
internal static class CsvRows
{
    private static readonly string[] FieldNames =
    [
        "lat", "lon", "speed", "course", "heading", "status", "turn", "second", "accuracy", "raim",
        "imo", "callsign", "shipname", "shiptype", "to_bow", "to_stern", "to_port", "to_starboard", "draught", "eta", "destination",
        "dest_mmsi", "dac", "fid", "text",
    ];

    public static ReadOnlySpan<byte> Header =>
        "vessel,timestamp,type,channel,lat,lon,speed,course,heading,status,turn,second,accuracy,raim,imo,callsign,shipname,shiptype,to_bow,to_stern,to_port,to_starboard,draught,eta,destination,dest_mmsi,dac,fid,text\n"u8;

    // For each layout, which of its fields go into the columns; the layouts are few and live as long as the program.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<MessageLayout, MessageField?[]> Plans = new();

    public static void Write(Utf8Text text, in AisMessage message)
    {
        text.Append(message.Mmsi);
        text.Append((byte)',');
        if (message.UnixMilliseconds is { } time) Timestamps.AppendUtc(text, time);
        text.Append((byte)',');
        text.Append(message.Type);
        text.Append((byte)',');
        if (message.Channel != 0) Quoted(text, [message.Channel]);
        foreach (var field in Plans.GetOrAdd(MessageLayout.Of(message.Bits), Plan))
        {
            text.Append((byte)',');
            if (field is not null) Cell(text, field, message.Bits);
        }
        text.Append((byte)'\n');
    }

    private static MessageField?[] Plan(MessageLayout layout) =>
        [.. FieldNames.Select(name => layout.Fields.FirstOrDefault(f => f.Name == name || name == "shipname" && f.Kind == FieldKind.AidName))];

    private static void Cell(Utf8Text text, MessageField field, in BitField bits)
    {
        var at = MessageLayout.At(field, bits);
        switch (field.Kind)
        {
            case FieldKind.Flag:
                if (at < bits.BitCount) text.Append(bits.Flag(at) ? (byte)'1' : (byte)'0');
                return;
            case FieldKind.Text:
                Span<byte> ascii = stackalloc byte[168];
                var letters = Math.Clamp((bits.BitCount - at) / 6, 0, field.Length == 0 ? 168 : field.Letters);
                Quoted(text, SixBit.Trim(bits.Letters(at, ascii[..letters])));
                return;
            case FieldKind.AidName:
                Quoted(text, System.Text.Encoding.ASCII.GetBytes(MessageLayout.AidName(bits)));
                return;
            case FieldKind.MonthDayTime:
                Timestamps.AppendCell(text, field, bits, at);
                return;
            case FieldKind.Unsigned or FieldKind.Signed or FieldKind.Turn:
                var number = field.Kind == FieldKind.Unsigned ? (long)bits.Unsigned(at, field.Length) : bits.Signed(at, field.Length);
                if (number == field.NotAvailable || at + field.Length > bits.BitCount) return;
                if (field.Kind != FieldKind.Turn) text.AppendQuotient(number + field.Shift, field.Divisor, field.Decimals);
                else if (MessageLayout.TurnRate(number) is { } rate) text.AppendFixed(rate, field.Decimals);
                return;
        }
    }

    private static void Quoted(Utf8Text text, ReadOnlySpan<byte> ascii)
    {
        // A cell that begins with one of these would run as a formula in a spreadsheet; names come from strangers' transponders.
        var formula = ascii.Length > 0 && ascii[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@';
        if (!formula && ascii.IndexOfAny((byte)',', (byte)'"', (byte)'\r') < 0)
        {
            text.Append(ascii);
            return;
        }
        text.Append((byte)'"');
        if (formula) text.Append((byte)'\'');
        foreach (var letter in ascii)
        {
            if (letter == '"') text.Append((byte)'"');
            text.Append(letter);
        }
        text.Append((byte)'"');
    }
}
