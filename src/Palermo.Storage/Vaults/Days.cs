using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Palermo.Storage.Vaults;

/// <summary>Days, moments and long keys as the databases hold them.</summary>
internal static class Days
{
    public static long Number(LocalDate day) => day.ToDateOnly().DayNumber;
    public static LocalDate Of(long number) => LocalDate.FromDateOnly(DateOnly.FromDayNumber((int)number));
    public static long Ticks(Instant moment) => moment.ToUnixTimeTicks();
    public static Instant Moment(long ticks) => Instant.FromUnixTimeTicks(ticks);
}

/// <summary>Keys of any length, short enough for an index.</summary>
internal static class ShortKey
{
    /// <summary>PostgreSQL refuses index entries above 2,704 bytes; 300 letters of four bytes stay below with the other columns.</summary>
    private const int Longest = 300;

    /// <summary>The text without letter 0, which PostgreSQL does not have, and with halves of letters (lone surrogates) replaced.</summary>
    public static string WellFormed(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) text = text.Replace("\0", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }
        return text;
    }

    /// <summary>The text itself, or for a long one its beginning and hash: equal texts have equal keys.</summary>
    public static string Of(string text)
    {
        text = WellFormed(text);
        return text.Length <= Longest ? text : text[..200] + "#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
