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

    /// <summary>The text itself, or for a long one its beginning and hash: equal texts have equal keys.</summary>
    public static string Of(string text)
    {
        text = text.Replace("\0", "", StringComparison.Ordinal); // PostgreSQL has no letter 0
        return text.Length <= Longest ? text : text[..200] + "#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
