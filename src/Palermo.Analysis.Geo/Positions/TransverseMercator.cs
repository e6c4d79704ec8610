namespace Palermo.Analysis.Geo;

/// <summary>The transverse Mercator projection of the ellipsoid WGS 84, to nanometres within 40 degrees of the meridian.</summary>
/// <remarks>Series in the third flattening to sixth order. Source: C. F. F. Karney, J. Geodesy 85 (2011), equations 7 to 36.</remarks>
internal static class TransverseMercator
{
    private const double A = 6_378_137, F = 1 / 298.257223563;
    private const double N = F / (2 - F);
    private static readonly double E = Math.Sqrt(F * (2 - F));
    private static readonly double Rectifying = A / (1 + N) * (1 + N * N / 4 + Math.Pow(N, 4) / 64 + Math.Pow(N, 6) / 256);

    private static readonly double[] Alpha =
    [
        N * (1 / 2.0 + N * (-2 / 3.0 + N * (5 / 16.0 + N * (41 / 180.0 + N * (-127 / 288.0 + N * 7891 / 37800.0))))),
        N * N * (13 / 48.0 + N * (-3 / 5.0 + N * (557 / 1440.0 + N * (281 / 630.0 + N * -1983433 / 1935360.0)))),
        Math.Pow(N, 3) * (61 / 240.0 + N * (-103 / 140.0 + N * (15061 / 26880.0 + N * 167603 / 181440.0))),
        Math.Pow(N, 4) * (49561 / 161280.0 + N * (-179 / 168.0 + N * 6601661 / 7257600.0)),
        Math.Pow(N, 5) * (34729 / 80640.0 + N * -3418889 / 1995840.0),
        Math.Pow(N, 6) * 212378941 / 319334400.0,
    ];

    private static readonly double[] Beta =
    [
        N * (1 / 2.0 + N * (-2 / 3.0 + N * (37 / 96.0 + N * (-1 / 360.0 + N * (-81 / 512.0 + N * 96199 / 604800.0))))),
        N * N * (1 / 48.0 + N * (1 / 15.0 + N * (-437 / 1440.0 + N * (46 / 105.0 + N * -1118711 / 3870720.0)))),
        Math.Pow(N, 3) * (17 / 480.0 + N * (-37 / 840.0 + N * (-209 / 4480.0 + N * 5569 / 90720.0))),
        Math.Pow(N, 4) * (4397 / 161280.0 + N * (-11 / 504.0 + N * -830251 / 7257600.0)),
        Math.Pow(N, 5) * (4583 / 161280.0 + N * -108847 / 3991680.0),
        Math.Pow(N, 6) * 20648693 / 638668800.0,
    ];

    /// <summary>Metres east of the central meridian and north of the equator, at scale 1.</summary>
    public static (double East, double North) Forward(double latitude, double fromMeridian)
    {
        var phi = latitude * Math.PI / 180;
        var lambda = fromMeridian * Math.PI / 180;
        // Conformal latitude by its tangent.
        var tau = Math.Tan(phi);
        var sigma = Math.Sinh(E * Math.Atanh(E * tau / Math.Sqrt(1 + tau * tau)));
        var conformal = tau * Math.Sqrt(1 + sigma * sigma) - sigma * Math.Sqrt(1 + tau * tau);
        var xi = Math.Atan2(conformal, Math.Cos(lambda));
        var eta = Math.Asinh(Math.Sin(lambda) / Math.Sqrt(conformal * conformal + Math.Cos(lambda) * Math.Cos(lambda)));
        double x = eta, y = xi;
        for (var j = 1; j <= 6; j++)
        {
            x += Alpha[j - 1] * Math.Cos(2 * j * xi) * Math.Sinh(2 * j * eta);
            y += Alpha[j - 1] * Math.Sin(2 * j * xi) * Math.Cosh(2 * j * eta);
        }

        return (Rectifying * x, Rectifying * y);
    }

    /// <summary>Latitude and degrees from the central meridian.</summary>
    public static (double Latitude, double FromMeridian) Inverse(double east, double north)
    {
        var (xi, eta) = (north / Rectifying, east / Rectifying);
        double xi1 = xi, eta1 = eta;
        for (var j = 1; j <= 6; j++)
        {
            xi1 -= Beta[j - 1] * Math.Sin(2 * j * xi) * Math.Cosh(2 * j * eta);
            eta1 -= Beta[j - 1] * Math.Cos(2 * j * xi) * Math.Sinh(2 * j * eta);
        }

        var sinh = Math.Sinh(eta1);
        var conformal = Math.Sin(xi1) / Math.Sqrt(sinh * sinh + Math.Cos(xi1) * Math.Cos(xi1));
        var lambda = Math.Atan2(sinh, Math.Cos(xi1));
        // Newton on the conformal latitude; three steps reach the last digit.
        var tau = conformal / (1 - E * E);
        for (var k = 0; k < 5; k++)
        {
            var root = Math.Sqrt(1 + tau * tau);
            var sigma = Math.Sinh(E * Math.Atanh(E * tau / root));
            var estimate = tau * Math.Sqrt(1 + sigma * sigma) - sigma * root;
            tau += (conformal - estimate) / Math.Sqrt(1 + estimate * estimate)
                * (1 + (1 - E * E) * tau * tau) / ((1 - E * E) * root);
        }

        return (Math.Atan(tau) * 180 / Math.PI, lambda * 180 / Math.PI);
    }
}
