using System.Globalization;

namespace Palermo.Analysis.Geo;

/// <summary>Writes a position in the forms in which people read it.</summary>
public static class PositionForms
{
    /// <summary>34.50000 N 012.25000 E.</summary>
    public static string Decimal(double latitude, double longitude) => string.Create(CultureInfo.InvariantCulture,
        $"{Math.Abs(latitude):00.00000} {North(latitude)} {Math.Abs(Geodesy.WrapLongitude(longitude)):000.00000} {East(longitude)}");

    /// <summary>34°30.000'N 012°15.000'E: what is spoken on the radio and set on plotters.</summary>
    public static string DegreesMinutes(double latitude, double longitude)
    {
        string One(double degrees, string width)
        {
            var thousandths = (long)Math.Round(Math.Abs(degrees) * 60_000);
            return string.Create(CultureInfo.InvariantCulture, $"{(thousandths / 60_000).ToString(width, CultureInfo.InvariantCulture)}°{thousandths % 60_000 / 1000.0:00.000}'");
        }

        return $"{One(latitude, "00")}{North(latitude)} {One(Geodesy.WrapLongitude(longitude), "000")}{East(longitude)}";
    }

    /// <summary>34°30'00.0"N 012°15'00.0"E.</summary>
    public static string DegreesMinutesSeconds(double latitude, double longitude)
    {
        string One(double degrees, string width)
        {
            var tenths = (long)Math.Round(Math.Abs(degrees) * 36_000);
            return string.Create(CultureInfo.InvariantCulture,
                $"{(tenths / 36_000).ToString(width, CultureInfo.InvariantCulture)}°{tenths / 600 % 60:00}'{tenths % 600 / 10.0:00.0}\"");
        }

        return $"{One(latitude, "00")}{North(latitude)} {One(Geodesy.WrapLongitude(longitude), "000")}{East(longitude)}";
    }

    private static char North(double latitude) => latitude < 0 ? 'S' : 'N';

    private static char East(double longitude) => Geodesy.WrapLongitude(longitude) < 0 ? 'W' : 'E';
}
