namespace Palermo.Analysis.Drift.Search;

/// <summary>How the chance to detect follows from coverage.</summary>
public enum DetectionModel
{
    /// <summary>Random search, 1 - e^-C: for tracks that drift and navigation errors disturb by about their spacing. Plan with this.</summary>
    Exponential,

    /// <summary>Inverse-cube law on perfect parallel tracks, erf(sqrt(pi)/2 C). The curve of the manuals.</summary>
    InverseCube,

    /// <summary>Sure within a range, nothing beyond: min(1, C).</summary>
    DefiniteRange,
}

/// <summary>Effort, coverage and probability of detection.</summary>
/// <remarks>Source: B. O. Koopman, Search and Screening (1980); IAMSAR Manual, volume II.</remarks>
public static class Detection
{
    /// <summary>Share of the time on scene that is spent on tracks; the rest goes into turns.</summary>
    public const double TrackShare = .85;

    /// <summary>Effort Z (NM2): the area swept by width W at speed V in the hours on scene.</summary>
    public static double Effort(double sweepWidthNm, double speedKnots, double hours) => sweepWidthNm * speedKnots * hours;

    /// <summary>Coverage C = Z / A, which on parallel tracks of spacing S is W / S.</summary>
    public static double Coverage(double effortNm2, double areaNm2) => effortNm2 / areaNm2;

    /// <summary>Probability of detection of one search at that coverage, when the object is in the area.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Coverage below 0.</exception>
    public static double Pod(double coverage, DetectionModel model = DetectionModel.Exponential)
    {
        if (!(coverage >= 0)) throw new ArgumentOutOfRangeException(nameof(coverage), coverage, "coverage is 0 or more");
        return model switch
        {
            DetectionModel.Exponential => -double.ExpM1(-coverage),
            DetectionModel.InverseCube => Erf(Math.Sqrt(Math.PI) / 2 * coverage),
            _ => Math.Min(1, coverage),
        };
    }

    /// <summary>Probability of detection of several independent searches: 1 - prod(1 - POD).</summary>
    public static double Cumulative(params ReadOnlySpan<double> pods)
    {
        var missed = 1.0;
        foreach (var pod in pods) missed *= 1 - pod;
        return 1 - missed;
    }

    /// <summary>The error function to 1e-15: its series below 2.5, its continued fraction above.</summary>
    internal static double Erf(double x)
    {
        if (x < 0) return -Erf(-x);
        if (x > 6) return 1;
        if (x < 2.5)
        {
            // Abramowitz and Stegun 7.1.6, all terms positive.
            double term = x, sum = x;
            for (var n = 1; term > sum * 1e-17; n++)
            {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }

            return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
        }

        // Abramowitz and Stegun 7.1.14.
        var fraction = x;
        for (var n = 60; n >= 1; n--) fraction = x + n / 2.0 / fraction;
        return 1 - Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
