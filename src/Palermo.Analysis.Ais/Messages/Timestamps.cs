using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais.Messages;

/// <summary>Writes times: those of reception, and those within messages, which may lack any part.</summary>
internal static class Timestamps
{
    /// <summary>Unix milliseconds as 2011-01-01T15:40:00Z, with milliseconds when there are.</summary>
    public static void AppendUtc(Utf8Text text, long unixMilliseconds)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).UtcDateTime;
        text.AppendDigits(time.Year, 4);
        text.Append((byte)'-');
        text.AppendDigits(time.Month, 2);
        text.Append((byte)'-');
        text.AppendDigits(time.Day, 2);
        text.Append((byte)'T');
        Clock(text, time.Hour, time.Minute);
        text.Append((byte)':');
        text.AppendDigits(time.Second, 2);
        if (time.Millisecond != 0)
        {
            text.Append((byte)'.');
            text.AppendDigits(time.Millisecond, 3);
        }
        text.Append((byte)'Z');
    }

    /// <summary>A time field. Scaled output leaves out what is not available: the clock, or all when there is no day.</summary>
    public static void Append(Utf8Text text, MessageField field, in BitField bits, int at, bool raw)
    {
        if (!raw && at + field.Length > bits.BitCount) return;
        int Part(in BitField b, int start, int length) => (int)b.Unsigned(at + start, length);
        switch (field.Kind)
        {
            case FieldKind.DateTime:
                var (year, month, day) = (Part(bits, 0, 14), Part(bits, 14, 4), Part(bits, 18, 5));
                var (hour, minute, second) = (Part(bits, 23, 5), Part(bits, 28, 6), Part(bits, 34, 6));
                if (!raw && (year is 0 or > 9999 || month is 0 or > 12 || day == 0)) return;
                Begin(text, field);
                text.AppendDigits(year, 4);
                text.Append((byte)'-');
                Date(text, month, day);
                if (raw || Holds(hour, minute) && second < 60)
                {
                    text.Append((byte)'T');
                    Clock(text, hour, minute);
                    text.Append((byte)':');
                    text.AppendDigits(second, 2);
                    text.Append((byte)'Z');
                }
                break;
            case FieldKind.MonthDayTime:
                (month, day, hour, minute) = (Part(bits, 0, 4), Part(bits, 4, 5), Part(bits, 9, 5), Part(bits, 14, 6));
                if (!raw && (month is 0 or > 12 || day == 0)) return;
                Begin(text, field);
                Date(text, month, day);
                Zone(text, hour, minute, raw);
                break;
            default:
                (day, hour, minute) = (Part(bits, 0, 5), Part(bits, 5, 5), Part(bits, 10, 6));
                if (!raw && day == 0) return;
                Begin(text, field);
                text.AppendDigits(day, 2);
                Zone(text, hour, minute, raw);
                break;
        }
        text.Append((byte)'"');
    }

    /// <summary>Month, day and clock alone, for a cell; nothing when there is no day.</summary>
    public static void AppendCell(Utf8Text text, MessageField field, in BitField bits, int at)
    {
        if (at + field.Length > bits.BitCount) return;
        var (month, day) = ((int)bits.Unsigned(at, 4), (int)bits.Unsigned(at + 4, 5));
        if (month is 0 or > 12 || day == 0) return;
        Date(text, month, day);
        Zone(text, (int)bits.Unsigned(at + 9, 5), (int)bits.Unsigned(at + 14, 6), raw: false);
    }

    private static void Begin(Utf8Text text, MessageField field)
    {
        text.Append(field.JsonPrefix);
        text.Append((byte)'"');
    }

    private static bool Holds(int hour, int minute) => hour < 24 && minute < 60;

    private static void Zone(Utf8Text text, int hour, int minute, bool raw)
    {
        if (!raw && !Holds(hour, minute)) return;
        text.Append((byte)'T');
        Clock(text, hour, minute);
        text.Append((byte)'Z');
    }

    private static void Date(Utf8Text text, int month, int day)
    {
        text.AppendDigits(month, 2);
        text.Append((byte)'-');
        text.AppendDigits(day, 2);
    }

    private static void Clock(Utf8Text text, int hour, int minute)
    {
        text.AppendDigits(hour, 2);
        text.Append((byte)':');
        text.AppendDigits(minute, 2);
    }
}
