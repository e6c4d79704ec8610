namespace Palermo.Analysis.Changes;

/// <summary>The wave of the year in counts, as an exposure: what a period of the year usually has against the mean of all.</summary>
/// <remarks>
/// Given as exposure to <see cref="ChangePoints.Find"/>, it leaves changes of level and takes out the summer. Each period is
/// compared with the mean of the year around it (a centred moving mean), on the scale ln(count + 1); the median over years is taken, so that a
/// year with a change does not spoil it (the classical decomposition with medians: Cleveland, Devlin and Terpenning 1982). A wave that itself changes over
/// the years stays in the residue and widens the dispersion.
/// </remarks>
public static class SeasonalPattern
{
    /// <summary>The pattern, one factor a period of the year, mean 1, the first belonging to the first count.</summary>
    /// <param name="season">Periods in a year, 2 or more.</param>
    /// <returns>All ones when there are fewer than three full years: the wave cannot be told from a change.</returns>
    public static double[] Of(ReadOnlySpan<double> counts, int season)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(season, 2);
        var pattern = new double[season];
        Array.Fill(pattern, 1);
        if (counts.Length < 3 * season) return pattern;
        var ratios = new List<double>[season];
        for (var i = 0; i < season; i++) ratios[i] = [];
        var half = season / 2;
        for (var t = half; t + half < counts.Length; t++)
        {
            double mean = 0;
            for (var j = -half; j <= half; j++) mean += counts[t + j] * (season % 2 == 0 && Math.Abs(j) == half ? 0.5 : 1) / season;
            ratios[t % season].Add(Math.Log((counts[t] + 1) / (mean + 1)));
        }
        double sum = 0;
        for (var i = 0; i < season; i++)
        {
            ratios[i].Sort();
            var n = ratios[i].Count;
            pattern[i] = Math.Exp((ratios[i][(n - 1) / 2] + ratios[i][n / 2]) / 2);
            sum += pattern[i];
        }
        for (var i = 0; i < season; i++) pattern[i] *= season / sum;
        return pattern;
    }

    /// <summary>The pattern repeated over a series, to be used as its exposure.</summary>
    public static double[] Over(int length, ReadOnlySpan<double> pattern)
    {
        var exposure = new double[length];
        for (var t = 0; t < length; t++) exposure[t] = pattern[t % pattern.Length];
        return exposure;
    }
}
