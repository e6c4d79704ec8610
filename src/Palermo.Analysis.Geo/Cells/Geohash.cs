namespace Palermo.Analysis.Geo;

/// <summary>Geohash: a place as a short text, where a shorter text is a larger cell around it.</summary>
/// <remarks>
/// Bits of longitude and latitude in turn, longitude first, five to a letter (Niemeyer 2008). Cells are boxes of degrees: at the equator
/// about 39 by 20 km with 4 letters, 4.9 by 4.9 km with 5, 1.2 by 0.6 km with 6. They narrow towards the poles: divide counts by
/// <see cref="GeoBox"/> area before comparing latitudes, or use <see cref="EqualAreaGrid"/>. Two places a metre apart may share no letter.
/// </remarks>
public static class Geohash
{
    private const string Letters = "0123456789bcdefghjkmnpqrstuvwxyz";
    private const int Longest = 12;

    /// <summary>The geohash of a place.</summary>
    /// <param name="latitude">Degrees north, -90 to 90.</param>
    /// <param name="longitude">Degrees east, in any turn.</param>
    /// <param name="length">Letters, 1 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">A latitude or length outside its range.</exception>
    public static string Encode(double latitude, double longitude, int length)
    {
        if (!(Math.Abs(latitude) <= 90)) throw new ArgumentOutOfRangeException(nameof(latitude), latitude, "A latitude lies within -90 to 90.");
        if (length is < 1 or > Longest) throw new ArgumentOutOfRangeException(nameof(length), length, $"A geohash has 1 to {Longest} letters.");
        var lon = Geodesy.WrapLongitude(longitude);
        double west = -180, east = 180, south = -90, north = 90;
        Span<char> text = stackalloc char[length];
        var even = true;
        for (var i = 0; i < length; i++)
        {
            var bits = 0;
            for (var b = 0; b < 5; b++, even = !even)
            {
                ref var low = ref even ? ref west : ref south;
                ref var high = ref even ? ref east : ref north;
                var middle = (low + high) / 2;
                bits <<= 1;
                if ((even ? lon : latitude) >= middle) { bits |= 1; low = middle; }
                else high = middle;
            }
            text[i] = Letters[bits];
        }
        return new string(text);
    }

    /// <summary>The cell that a geohash names.</summary>
    /// <exception cref="FormatException">A letter that no geohash has, or too many of them.</exception>
    public static GeoBox Decode(ReadOnlySpan<char> geohash)
    {
        if (geohash.Length is < 1 or > Longest) throw new FormatException($"'{geohash}' has {geohash.Length} letters; a geohash has 1 to {Longest}.");
        double west = -180, east = 180, south = -90, north = 90;
        var even = true;
        foreach (var letter in geohash)
        {
            var bits = Letters.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
            if (bits < 0) throw new FormatException($"'{letter}' is no letter of a geohash: it has no a, i, l or o.");
            for (var b = 4; b >= 0; b--, even = !even)
            {
                ref var low = ref even ? ref west : ref south;
                ref var high = ref even ? ref east : ref north;
                var middle = (low + high) / 2;
                if ((bits >> b & 1) == 1) low = middle;
                else high = middle;
            }
        }
        return new(south, west, north, east);
    }
}
