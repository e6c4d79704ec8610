using System.Globalization;

namespace Palermo.Analysis.Geo;

/// <summary>The Military Grid Reference System on UTM: a zone, a square of 100 km, and digits within it.</summary>
/// <remarks>Source: NGA.STND.0037, Universal Grids and Grid Reference Systems (2014). The polar squares (A, B, Y, Z) are not read.</remarks>
public static class Mgrs
{
    private const string Columns = "ABCDEFGHJKLMNPQRSTUVWXYZ", RowLetters = "ABCDEFGHJKLMNPQRSTUV";

    /// <summary>The reference of a place.</summary>
    /// <param name="digits">Digits for each direction, 0 to 5: 5 is a metre, 3 a hundred metres.</param>
    public static string From(double latitude, double longitude, int digits = 5)
    {
        if (digits is < 0 or > 5) throw new ArgumentOutOfRangeException(nameof(digits), digits, "0 to 5 digits");
        latitude = Utm.OnEquator(latitude);
        var utm = Utm.From(latitude, longitude);
        var column = (int)(utm.Easting / 100_000);
        var row = (int)(utm.Northing / 100_000) % 20;
        var square = $"{utm.Zone}{Utm.Band(latitude)}{Columns[(utm.Zone - 1) % 3 * 8 + column - 1]}{RowLetters[(row + (utm.Zone % 2 == 0 ? 5 : 0)) % 20]}";
        // References are cut, not rounded: they name the south-west corner of their square.
        var power = (int)Math.Pow(10, 5 - digits);
        return digits == 0 ? square
            : square + ((int)(utm.Easting % 100_000) / power).ToString(new string('0', digits), CultureInfo.InvariantCulture)
            + ((int)(utm.Northing % 100_000) / power).ToString(new string('0', digits), CultureInfo.InvariantCulture);
    }

    /// <summary>The middle of the square that a reference names, and the side of that square in metres.</summary>
    /// <exception cref="FormatException">No such zone, band or square, or digits that do not pair.</exception>
    public static (double Latitude, double Longitude, double SideMetres) Parse(string text)
    {
        var s = new string([.. text.Where(c => !char.IsWhiteSpace(c))]).ToUpperInvariant();
        var k = 0;
        while (k < s.Length && char.IsAsciiDigit(s[k])) k++;
        if (k is < 1 or > 2 || s.Length < k + 3) throw new FormatException($"'{text}' is not an MGRS reference, such as 33SUV1234567890");
        var zone = int.Parse(s.AsSpan(0, k), CultureInfo.InvariantCulture);
        if (zone is < 1 or > 60) throw new FormatException($"'{text}': there is no zone {zone}; zones are 1 to 60");
        if (Utm.BandEnds(s[k]) is not { } band) throw new FormatException($"'{text}': there is no latitude band {s[k]}");
        var column = Columns.IndexOf(s[k + 1]) - (zone - 1) % 3 * 8;
        var row = RowLetters.IndexOf(s[k + 2]);
        if (column is < 0 or > 7 || row < 0) throw new FormatException($"'{text}': there is no square {s[(k + 1)..(k + 3)]} in zone {zone}");
        var rest = s[(k + 3)..];
        if (rest.Length % 2 != 0 || rest.Length > 10 || !rest.All(char.IsAsciiDigit))
            throw new FormatException($"'{text}': after the square come 0 to 10 digits, half of them east and half north");
        var digits = rest.Length / 2;
        var side = Math.Pow(10, 5 - digits);
        double Within(string part) => part.Length == 0 ? 0 : int.Parse(part, CultureInfo.InvariantCulture) * side;
        var easting = (column + 1) * 100_000 + Within(rest[..digits]) + side / 2;
        var inCycle = (row + (zone % 2 == 0 ? 15 : 0)) % 20 * 100_000 + Within(rest[digits..]) + side / 2;
        // Rows repeat every 2,000 km: the band tells which. The square may reach a little out of its band.
        var north = band.South >= 0;
        for (var cycle = 0; cycle < 5; cycle++)
        {
            var (latitude, longitude) = new Utm(zone, north, easting, inCycle + cycle * 2_000_000).ToPosition();
            if (latitude >= band.South - 1 && latitude < band.North + 1) return (latitude, longitude, side);
        }

        throw new FormatException($"'{text}': the square {s[(k + 1)..(k + 3)]} does not lie in zone {zone}{s[k]}");
    }
}
