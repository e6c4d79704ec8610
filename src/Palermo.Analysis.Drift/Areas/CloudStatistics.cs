using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>Where a cloud of members lies and how far it spreads.</summary>
/// <param name="Latitude">Mean, degrees north.</param>
/// <param name="Longitude">Mean, degrees east, -180 to 180.</param>
/// <param name="LatitudeDeviation">Standard deviation in degrees of latitude.</param>
/// <param name="LongitudeDeviation">Standard deviation in degrees of longitude.</param>
/// <param name="EastVariance">Variance eastward (km2).</param>
/// <param name="EastNorthCovariance">Covariance of east and north (km2).</param>
/// <param name="NorthVariance">Variance northward (km2).</param>
public sealed record CloudStatistics(
    double Latitude, double Longitude, double LatitudeDeviation, double LongitudeDeviation,
    double EastVariance, double EastNorthCovariance, double NorthVariance)
{
    /// <summary>Standard deviation eastward (km).</summary>
    public double EastDeviation => Math.Sqrt(EastVariance);

    /// <summary>Standard deviation northward (km).</summary>
    public double NorthDeviation => Math.Sqrt(NorthVariance);

    /// <summary>Root of the mean squared distance from the mean (km): one number for the size of the cloud.</summary>
    public double Spread => Math.Sqrt(EastVariance + NorthVariance);

    /// <summary>
    /// Ellipse of one standard deviation: half-axes (km) and the direction of the longer one (degrees clockwise from north, 0 to 180).
    /// </summary>
    /// <remarks>For a normal cloud the ellipse times 2.45 holds 95 %.</remarks>
    public (double Major, double Minor, double Direction) Ellipse()
    {
        var middle = (EastVariance + NorthVariance) / 2;
        var half = Math.Sqrt(Math.Pow((EastVariance - NorthVariance) / 2, 2) + EastNorthCovariance * EastNorthCovariance);
        var direction = Math.Atan2(2 * EastNorthCovariance, NorthVariance - EastVariance) / 2 * 180 / Math.PI;
        return (Math.Sqrt(middle + half), Math.Sqrt(Math.Max(0, middle - half)), (direction + 180) % 180);
    }

    /// <summary>Of weighted positions.</summary>
    /// <param name="weights">Weight of each; null when all are alike.</param>
    public static CloudStatistics Of(ReadOnlySpan<double> longitudes, ReadOnlySpan<double> latitudes, ReadOnlySpan<double> weights = default)
    {
        if (longitudes.Length == 0) throw new ArgumentException("no positions", nameof(longitudes));
        double w = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
        for (var i = 0; i < longitudes.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var (dx, dy) = (longitudes[i] - longitudes[0], latitudes[i] - latitudes[0]);
            (w, x, y) = (w + weight, x + weight * dx, y + weight * dy);
            (xx, xy, yy) = (xx + weight * dx * dx, xy + weight * dx * dy, yy + weight * dy * dy);
        }

        return From(longitudes[0], latitudes[0], w, x, y, xx, xy, yy);
    }

    /// <summary>From sums of weights, and of weighted differences to an origin, in degrees.</summary>
    internal static CloudStatistics From(double lon0, double lat0, double w, double x, double y, double xx, double xy, double yy)
    {
        var (meanX, meanY) = (x / w, y / w);
        var varX = Math.Max(0, xx / w - meanX * meanX);
        var varY = Math.Max(0, yy / w - meanY * meanY);
        var cov = xy / w - meanX * meanY;
        var latitude = lat0 + meanY;
        var (north, east) = Geodesy.MetresPerDegree(latitude, Drawing.EarthRadius);
        (north, east) = (north / 1000, east / 1000);
        return new CloudStatistics(
            latitude, Geodesy.WrapLongitude(lon0 + meanX), Math.Sqrt(varY), Math.Sqrt(varX), varX * east * east, cov * east * north, varY * north * north);
    }
}
