using System.Globalization;

namespace Palermo.Analysis.Geo;

/// <summary>A position in the Universal Transverse Mercator grid, WGS 84.</summary>
/// <param name="Zone">1 to 60, six degrees each, from 180 W.</param>
/// <param name="North">True in the northern hemisphere; in the southern, northings count from 10,000 km below the equator.</param>
/// <param name="Easting">Metres; 500,000 on the central meridian.</param>
/// <param name="Northing">Metres.</param>
/// <remarks>Source: DMA Technical Manual 8358.2 (1989); exceptions for Norway and Svalbard as there.</remarks>
public readonly record struct Utm(int Zone, bool North, double Easting, double Northing)
{
    private const double Scale = .9996, FalseEasting = 500_000, FalseNorthing = 10_000_000;

    private const string Bands = "CDEFGHJKLMNPQRSTUVWX";

    /// <summary>The grid position of a place between 80 S and 84 N.</summary>
    public static Utm From(double latitude, double longitude)
    {
        if (!(latitude is >= -80 and <= 84)) throw new ArgumentOutOfRangeException(nameof(latitude), latitude, "UTM reaches from 80 S to 84 N");
        latitude = OnEquator(latitude);
        var lon = Geodesy.WrapLongitude(longitude);
        var zone = ZoneOf(latitude, lon);
        var (east, north) = TransverseMercator.Forward(latitude, Geodesy.LongitudeDifference(6 * zone - 183, lon));
        return new Utm(zone, latitude >= 0, FalseEasting + Scale * east, Scale * north + (latitude >= 0 ? 0 : FalseNorthing));
    }

    public (double Latitude, double Longitude) ToPosition()
    {
        var (latitude, from) = TransverseMercator.Inverse((Easting - FalseEasting) / Scale, (Northing - (North ? 0 : FalseNorthing)) / Scale);
        return (latitude, Geodesy.WrapLongitude(6 * Zone - 183 + from));
    }

    /// <summary>The letter of the latitude band, C to X without I and O.</summary>
    public static char Band(double latitude) => Bands[Math.Clamp((int)Math.Floor((latitude + 80) / 8), 0, 19)];

    // A hundredth of a millimetre south of the equator is the equator: else its northing would round to 10,000,000, which is a pole's.
    internal static double OnEquator(double latitude) => Math.Abs(latitude) < 1e-10 ? 0 : latitude;

    /// <summary>Southern and northern end of a band.</summary>
    internal static (double South, double North)? BandEnds(char band)
    {
        var k = Bands.IndexOf(char.ToUpperInvariant(band));
        return k < 0 ? null : (-80 + 8 * k, k == 19 ? 84 : -72 + 8 * k);
    }

    private static int ZoneOf(double latitude, double longitude)
    {
        if (latitude is >= 56 and < 64 && longitude is >= 3 and < 12) return 32;
        if (latitude >= 72 && longitude is >= 0 and < 42)
            return longitude < 9 ? 31 : longitude < 21 ? 33 : longitude < 33 ? 35 : 37;
        return Math.Clamp((int)Math.Floor((longitude + 180) / 6) + 1, 1, 60);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Zone}{Band(ToPosition().Latitude)} {Math.Floor(Easting):0} {Math.Floor(Northing):0}");
}
