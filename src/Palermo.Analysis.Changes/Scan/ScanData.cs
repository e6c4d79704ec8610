namespace Palermo.Analysis.Changes;

/// <summary>Events of places over periods, what is expected of them, and how data sets without clusters are drawn.</summary>
internal sealed class ScanData
{
    private readonly double[]? _cumulative;
    private readonly int[] _periodOf, _placeCounts;

    public ScanData(int places, int periods, int[] counts, ReadOnlySpan<double> exposure)
    {
        (Places, Periods) = (places, periods);
        Expected = new double[counts.Length];
        _placeCounts = new int[places];
        var periodCounts = new int[periods];
        for (var p = 0; p < places; p++)
            for (var t = 0; t < periods; t++)
            {
                _placeCounts[p] += counts[p * periods + t];
                periodCounts[t] += counts[p * periods + t];
            }
        Total = _placeCounts.Sum();
        _periodOf = new int[exposure.IsEmpty ? Total : 0];
        if (exposure.IsEmpty)
        {
            var at = 0;
            for (var t = 0; t < periods; t++) for (var k = 0; k < periodCounts[t]; k++) _periodOf[at++] = t;
            for (var i = 0; i < counts.Length; i++) Expected[i] = Total == 0 ? 0 : (double)_placeCounts[i / periods] * periodCounts[i % periods] / Total;
            return;
        }
        double all = 0;
        foreach (var e in exposure)
        {
            if (!(e >= 0 && double.IsFinite(e))) throw new ArgumentException($"The exposure {e} is below 0.", nameof(exposure));
            all += e;
        }
        if (!(all > 0)) throw new ArgumentException("There is no exposure at all.", nameof(exposure));
        _cumulative = new double[counts.Length];
        double sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            Expected[i] = exposure[i] / all * Total;
            _cumulative[i] = sum += exposure[i] / all;
        }
    }

    public int Places { get; }
    public int Periods { get; }
    public int Total { get; }
    public double[] Expected { get; }

    /// <summary>A data set without clusters and with the same total.</summary>
    public int[] Draw(SeededRandom random)
    {
        var counts = new int[Expected.Length];
        if (_cumulative is not null)
        {
            for (var k = 0; k < Total; k++)
            {
                var i = Array.BinarySearch(_cumulative, random.Uniform() * _cumulative[^1]);
                counts[Math.Min(i < 0 ? ~i : i + 1, counts.Length - 1)]++;
            }
            return counts;
        }
        // Events keep their places and their periods, but not which goes with which.
        var periods = (int[])_periodOf.Clone();
        var at = 0;
        for (var p = 0; p < Places; p++)
            for (var k = 0; k < _placeCounts[p]; k++, at++)
            {
                var j = at + random.Below(periods.Length - at);
                (periods[at], periods[j]) = (periods[j], periods[at]);
                counts[p * Periods + periods[at]]++;
            }
        return counts;
    }
}
