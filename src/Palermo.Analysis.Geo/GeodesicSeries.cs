namespace Palermo.Analysis.Geo;

/// <summary>The sixth-order series of one geodesic, by its azimuth at the equator.</summary>
/// <remarks>
/// Karney, J. Geodesy 87 (2013) 43: A1 and C1 (eqs. 17, 18) for distance, C1' (eq. 21) for its inverse, A3 and C3
/// (eqs. 24, 25) for longitude, each in the small parameter of eq. 16. Error below 10 nm on the Earth.
/// </remarks>
internal readonly struct GeodesicSeries
{
    private const double N = Ellipsoid.Flattening / (2 - Ellipsoid.Flattening); // third flattening
    private readonly double _e;
    private readonly double _a1;

    /// <param name="sinAzimuth0">Sine of the azimuth where the geodesic crosses the equator northward.</param>
    public GeodesicSeries(double sinAzimuth0, double secondEccentricitySquared)
    {
        var k2 = secondEccentricitySquared * Math.Max(0, 1 - sinAzimuth0 * sinAzimuth0);
        _e = k2 / (2 * (1 + Math.Sqrt(1 + k2)) + k2);
        var e2 = _e * _e;
        _a1 = (1 + e2 * (1.0 / 4 + e2 * (1.0 / 64 + e2 / 256))) / (1 - _e);
    }

    /// <summary>Distance from the equator crossing to arc <paramref name="sigma"/>, in polar radii.</summary>
    public double Distance1(double sigma)
    {
        double e = _e, e2 = e * e;
        return _a1 * (sigma + Sines(sigma,
            e * (-1.0 / 2 + e2 * (3.0 / 16 - e2 / 32)),
            e2 * (-1.0 / 16 + e2 * (1.0 / 32 - 9.0 / 2048 * e2)),
            e * e2 * (-1.0 / 48 + 3.0 / 256 * e2),
            e2 * e2 * (-5.0 / 512 + 3.0 / 512 * e2),
            -7.0 / 1280 * e2 * e2 * e,
            -7.0 / 2048 * e2 * e2 * e2));
    }

    /// <summary>The arc at a distance from the equator crossing, in polar radii: the inverse of <see cref="Distance1"/>.</summary>
    public double SigmaAtDistance(double distance)
    {
        double e = _e, e2 = e * e, tau = distance / _a1;
        return tau + Sines(tau,
            e * (1.0 / 2 + e2 * (-9.0 / 32 + 205.0 / 1536 * e2)),
            e2 * (5.0 / 16 + e2 * (-37.0 / 96 + 1335.0 / 4096 * e2)),
            e * e2 * (29.0 / 96 - 75.0 / 128 * e2),
            e2 * e2 * (539.0 / 1536 - 2391.0 / 2560 * e2),
            3467.0 / 7680 * e2 * e2 * e,
            38081.0 / 61440 * e2 * e2 * e2);
    }

    /// <summary>I3 of eq. 8: what the flattening takes from longitude along the arc, before the factor f sin(azimuth0).</summary>
    public double Longitude(double sigma)
    {
        const double n2 = N * N;
        double e = _e, e2 = e * e;
        var a3 = 1 - e * ((1 - N) / 2 + e * ((2 + N - 3 * n2) / 8 + e * ((1 + 3 * N + n2) / 16 + e * ((3 + 2 * N) / 64 + e * (3.0 / 128)))));
        return a3 * (sigma + Sines(sigma,
            e * ((1 - N) / 4 + e * ((1 - n2) / 8 + e * ((3 + 3 * N - n2) / 64 + e * ((5 + 2 * N) / 128 + e * (3.0 / 128))))),
            e2 * ((2 - 3 * N + n2) / 32 + e * ((3 - 2 * N - 3 * n2) / 64 + e * ((3 + N) / 128 + e * (5.0 / 256)))),
            e * e2 * ((5 - 9 * N + 5 * n2) / 192 + e * ((9 - 10 * N) / 384 + e * (7.0 / 512))),
            e2 * e2 * ((7 - 14 * N) / 512 + e * (7.0 / 512)),
            21.0 / 2560 * e2 * e2 * e,
            0));
    }

    // c1 sin 2x + c2 sin 4x + ... by Clenshaw's recurrence.
    private static double Sines(double x, double c1, double c2, double c3, double c4, double c5, double c6)
    {
        var twice = 2 * Math.Cos(2 * x);
        var b6 = c6;
        var b5 = c5 + twice * b6;
        var b4 = c4 + twice * b5 - b6;
        var b3 = c3 + twice * b4 - b5;
        var b2 = c2 + twice * b3 - b4;
        var b1 = c1 + twice * b2 - b3;
        return b1 * Math.Sin(2 * x);
    }
}
