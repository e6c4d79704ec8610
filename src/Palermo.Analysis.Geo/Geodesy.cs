namespace Palermo.Analysis.Geo;

/// <summary>Distances, bearings and positions on a sphere of the Earth's mean radius.</summary>
/// <remarks>
/// Angles in degrees, latitude before longitude, north and east positive; bearings clockwise from true north, 0 to 360;
/// distances in metres. The sphere differs from the ellipsoid by up to 0.56 % in distance and 0.2 degree in bearing:
/// good for ranking and for vessel tracks. For a datum or a boundary use <see cref="Ellipsoid"/>.
/// Longitudes may be given in any turn (190 is -170); results lie in [-180, 180). Every call is O(1) and allocates nothing.
/// Formulas: haversine (Sinnott, Sky and Telescope 68, 1984); great-circle course and cross-track (Williams,
/// Aviation Formulary); rhumb line by the isometric latitude (Snyder, USGS Professional Paper 1395, eq. 7-2).
/// </remarks>
public static class Geodesy
{
    /// <summary>Mean radius of the Earth, R1 = (2a + b)/3 of GRS 80 (Moritz 1980): 6,371.0088 km.</summary>
    public const double MeanRadiusMetres = 6_371_008.8;

    /// <summary>Radius used by Global Fishing Watch's encounter pipeline, 6,371 km.</summary>
    public const double RoundRadiusMetres = 6_371_000;

    /// <summary>One nautical mile, exactly 1,852 m (International Hydrographic Conference 1929; SI brochure).</summary>
    public const double MetresPerNauticalMile = 1852;

    /// <summary>One knot in metres a second.</summary>
    public const double MetresPerSecondPerKnot = MetresPerNauticalMile / 3600;

    private const double Radian = Math.PI / 180;

    /// <summary>The same meridian in [-180, 180).</summary>
    public static double WrapLongitude(double degrees)
    {
        if (degrees is >= -180 and < 180) return degrees;
        var turned = Math.IEEERemainder(degrees, 360);
        return turned >= 180 ? turned - 360 : turned;
    }

    /// <summary>The same direction in [0, 360).</summary>
    public static double WrapBearing(double degrees)
    {
        var turned = degrees % 360;
        if (turned < 0) turned += 360;
        return turned >= 360 ? 0 : turned;
    }

    /// <summary>The short way from one meridian to another, east positive, in [-180, 180): -1 from 180 to 179.</summary>
    public static double LongitudeDifference(double from, double to) => WrapLongitude(to - from);

    /// <summary>Great-circle distance in metres; exact in form for short and for antipodal lines.</summary>
    public static double Distance(double lat1, double lon1, double lat2, double lon2, double radius = MeanRadiusMetres)
    {
        var sinLat = Math.Sin((lat2 - lat1) * Radian / 2);
        var sinLon = Math.Sin(LongitudeDifference(lon1, lon2) * Radian / 2);
        var h = sinLat * sinLat + Math.Cos(lat1 * Radian) * Math.Cos(lat2 * Radian) * sinLon * sinLon;
        return 2 * radius * Math.Atan2(Math.Sqrt(h), Math.Sqrt(Math.Max(0, 1 - h)));
    }

    /// <summary>Bearing at the first point of the great circle to the second; 0 when the points are one.</summary>
    public static double InitialBearing(double lat1, double lon1, double lat2, double lon2)
    {
        var (sin1, cos1) = Math.SinCos(lat1 * Radian);
        var (sin2, cos2) = Math.SinCos(lat2 * Radian);
        var (sinLon, cosLon) = Math.SinCos(LongitudeDifference(lon1, lon2) * Radian);
        return WrapBearing(Math.Atan2(cos2 * sinLon, cos1 * sin2 - sin1 * cos2 * cosLon) / Radian);
    }

    /// <summary>Where one is after a distance along the great circle that starts at a bearing.</summary>
    /// <param name="metres">May be negative: backwards.</param>
    public static (double Latitude, double Longitude) Destination(
        double lat, double lon, double bearing, double metres, double radius = MeanRadiusMetres)
    {
        var (sinLat, cosLat) = Math.SinCos(lat * Radian);
        var (sinWay, cosWay) = Math.SinCos(metres / radius);
        var (sinBearing, cosBearing) = Math.SinCos(bearing * Radian);
        // By components rather than Asin, which loses half the digits near a pole.
        var north = sinLat * cosWay + cosLat * sinWay * cosBearing;
        var across = sinWay * sinBearing;
        var along = cosLat * cosWay - sinLat * sinWay * cosBearing;
        var latitude = Math.Atan2(north, Math.Sqrt(across * across + along * along)) / Radian;
        return (latitude, WrapLongitude(lon + Math.Atan2(across, along) / Radian));
    }

    /// <summary>The point at a fraction of the great circle from the first (0) to the second (1).</summary>
    /// <remarks>Antipodal points have no single great circle: then the one over the nearer pole is taken.</remarks>
    public static (double Latitude, double Longitude) Interpolate(
        double lat1, double lon1, double lat2, double lon2, double fraction) =>
        Destination(lat1, lon1, InitialBearing(lat1, lon1, lat2, lon2),
            Distance(lat1, lon1, lat2, lon2) * fraction);

    /// <summary>Distance of a point from the great circle through two others: right of the way positive, in metres.</summary>
    public static double CrossTrack(
        double lat, double lon, double lat1, double lon1, double lat2, double lon2, double radius = MeanRadiusMetres)
    {
        var toPoint = Distance(lat1, lon1, lat, lon, 1);
        var off = (InitialBearing(lat1, lon1, lat, lon) - InitialBearing(lat1, lon1, lat2, lon2)) * Radian;
        return Math.Asin(Math.Clamp(Math.Sin(toPoint) * Math.Sin(off), -1, 1)) * radius;
    }

    /// <summary>How far along the great circle, from its first point, the foot of the perpendicular lies, in metres; negative when behind.</summary>
    public static double AlongTrack(
        double lat, double lon, double lat1, double lon1, double lat2, double lon2, double radius = MeanRadiusMetres)
    {
        var toPoint = Distance(lat1, lon1, lat, lon, 1);
        var off = (InitialBearing(lat1, lon1, lat, lon) - InitialBearing(lat1, lon1, lat2, lon2)) * Radian;
        return Math.Atan2(Math.Sin(toPoint) * Math.Cos(off), Math.Cos(toPoint)) * radius;
    }

    /// <summary>Length in metres and constant bearing of the rhumb line, the short way round.</summary>
    public static (double Metres, double Bearing) Rhumb(
        double lat1, double lon1, double lat2, double lon2, double radius = MeanRadiusMetres)
    {
        var dLon = LongitudeDifference(lon1, lon2) * Radian;
        var dLat = (lat2 - lat1) * Radian;
        var dPsi = IsometricLatitude(lat2) - IsometricLatitude(lat1);
        var stretch = RhumbStretch(dLat, dPsi, lat1, lat2);
        return (Math.Sqrt(dLat * dLat + stretch * stretch * dLon * dLon) * radius,
            WrapBearing(Math.Atan2(dLon, dPsi) / Radian));
    }

    /// <summary>Where one is after steering a constant bearing; a way that would pass a pole ends at the pole.</summary>
    public static (double Latitude, double Longitude) RhumbDestination(
        double lat, double lon, double bearing, double metres, double radius = MeanRadiusMetres)
    {
        var (sinBearing, cosBearing) = Math.SinCos(bearing * Radian);
        var dLat = metres / radius * cosBearing;
        var reached = Math.Clamp(lat + dLat / Radian, -90, 90);
        dLat = (reached - lat) * Radian;
        var stretch = RhumbStretch(dLat, IsometricLatitude(reached) - IsometricLatitude(lat), lat, reached);
        var dLon = stretch < 1e-12 ? 0 : metres / radius * sinBearing / stretch;
        return (reached, WrapLongitude(lon + dLon / Radian));
    }

    /// <summary>Metres north for one degree of latitude, and metres east for one degree of longitude at a latitude.</summary>
    public static (double North, double East) MetresPerDegree(double latitude, double radius = MeanRadiusMetres) =>
        (radius * Radian, radius * Radian * Math.Cos(latitude * Radian));

    private static double IsometricLatitude(double lat) =>
        Math.Asinh(Math.Tan(Math.Clamp(lat, -90 + 1e-12, 90 - 1e-12) * Radian));

    // dLat / dPsi, which tends to the cosine of the latitude on a line along a parallel.
    private static double RhumbStretch(double dLat, double dPsi, double lat1, double lat2) =>
        Math.Abs(dPsi) > 1e-9 ? dLat / dPsi : Math.Cos((lat1 + lat2) / 2 * Radian);
}
