using System.Text;
using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais.Tests;

/// <summary>A slow, obvious decoder of lines: strings, bits as a string of 0 and 1, no vectors. It checks the fast one.</summary>
internal static class PlainDecoder
{
    private sealed record Open(string Key, int Total, List<string> Bits, int FirstLine, string? Source, string? Group);

    /// <summary>Every message as its bits, with the line that completed it.</summary>
    public static List<(int Line, string Bits)> Decode(byte[] text)
    {
        List<(int, string)> messages = [];
        List<Open> open = [];
        var number = 0;
        foreach (var raw in Encoding.Latin1.GetString(text).Split('\n'))
        {
            number++;
            var line = raw.EndsWith('\r') ? raw[..^1] : raw;
            if (line.StartsWith('#') || line.Length < 7) continue;
            string? source = null, group = null;
            if (line.StartsWith('\\'))
            {
                var close = line.IndexOf('\\', 1);
                if (close < 0) continue;
                var inside = line[1..close];
                if (inside.LastIndexOf('*') is >= 0 and var cut) inside = inside[..cut];
                foreach (var field in inside.Split(','))
                {
                    if (field.StartsWith("s:")) source = field[2..];
                    if (field.StartsWith("g:") && field[2..].Split('-') is [var a, var b, var c] && Whole(a, out var x) && Whole(b, out var y) && Whole(c, out _)
                        && x >= 1 && y >= x && y <= 99) group = c.TrimStart('0');
                }
                line = line[(close + 1)..];
            }
            var bang = line.IndexOf('!');
            if (bang < 0) continue;
            line = line[bang..];
            if (line.Length < 7 || line[3..5] != "VD" || line[5] is not ('M' or 'O') || line[6] != ',') continue;
            var star = line.IndexOf('*');
            if (star < 0 || star + 3 > line.Length) continue;
            var sum = 0;
            foreach (var letter in line[1..star]) sum ^= letter;
            if (!string.Equals(line.Substring(star + 1, 2), sum.ToString("X2"), StringComparison.OrdinalIgnoreCase)) continue;
            var fields = line[..star].Split(',');
            if (fields.Length is < 6 or > 7) continue;
            if (!Digit(fields[1], out var total) || !Digit(fields[2], out var part) || part < 1 || part > total) continue;
            if (fields[3] != "" && !Digit(fields[3], out _)) continue;
            if (fields[4].Length > 1) continue;
            var fill = 0;
            if (fields.Length == 7 && fields[6] != "" && (!Digit(fields[6], out fill) || fill > 5)) continue;
            if (fields[5] == "") continue;
            foreach (var extra in line[(star + 3)..].Split(','))
                if (extra.Length > 1 && extra[0] is 'r' or 'b' && source is null && line[star + 3] == ',') source = extra;
            var bits = Bits(fields[5]);
            if (total > 1)
            {
                var key = $"{fields[3]}|{fields[4]}|{total}|{line[5]}";
                open.RemoveAll(o => number - o.FirstLine > 1000);
                if (part == 1)
                {
                    open.RemoveAll(o => o.Key == key && o.Source == source && o.Group == group);
                    if (bits is not null && bits.Length >= fill) open.Add(new(key, total, [bits[..^fill]], number, source, group));
                    continue;
                }
                var found = open.FindLastIndex(o => o.Key == key && o.Bits.Count == part - 1
                    && (o.Group is not null && group is not null ? o.Group == group : o.Source is null || source is null || o.Source == source));
                if (found < 0) continue;
                var message = open[found];
                if (bits is null || bits.Length < fill)
                {
                    open.RemoveAt(found);
                    continue;
                }
                message.Bits.Add(bits[..^fill]);
                if (part < total) continue;
                open.RemoveAt(found);
                bits = string.Concat(message.Bits);
            }
            else
            {
                if (bits is null) continue;
                bits = bits[..Math.Max(0, bits.Length - fill)];
            }
            var type = Convert.ToInt32(bits.PadRight(6, '0')[..6], 2);
            var flags = Convert.ToInt32(bits.PadRight(40, '0').Substring(38, 2), 2);
            if (MessageLengths.Accepts(type, bits.Length, flags) && !(type == 24 && flags > 1)) messages.Add((number, bits));
        }
        return messages;
    }

    public static string BitsOf(in AisMessage message)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < message.Bits.BitCount; bit++) text.Append(message.Bits.Flag(bit) ? '1' : '0');
        return text.ToString();
    }

    private static bool Digit(string field, out int value)
    {
        value = field.Length == 1 && field[0] is >= '0' and <= '9' ? field[0] - '0' : -1;
        return value >= 0;
    }

    private static bool Whole(string field, out long value) =>
        long.TryParse(field, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out value) && value >= 0;

    private static string? Bits(string payload)
    {
        var bits = new StringBuilder();
        foreach (var letter in payload)
        {
            var value = letter - 48;
            if (value > 40) value -= 8;
            if (letter is < '0' or > 'w' || letter is > 'W' and < '`') return null;
            bits.Append(Convert.ToString(value, 2).PadLeft(6, '0'));
        }
        return bits.ToString();
    }
}
