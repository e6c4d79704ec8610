namespace Palermo.Analysis.Changes;

/// <summary>All cylinders: circles of places by stretches of time.</summary>
internal sealed class ScanWindows(ScanData data, ScanZones zones, ScanOptions options)
{
    internal readonly record struct Window(int Centre, int Neighbours, int From, int To, double Count, double Expected, double LogRatio);

    private readonly int _longest = Math.Clamp(options.MostPeriods ?? data.Periods / 2, 1, data.Periods);
    private readonly double _mostExpected = options.MostShare * data.Total;

    /// <summary>The best window around each place.</summary>
    public Window[] BestByCentre(int[] counts)
    {
        var best = new Window[data.Places];
        for (var centre = 0; centre < best.Length; centre++) best[centre] = Around(centre, counts);
        return best;
    }

    /// <summary>The best log-likelihood ratio of all.</summary>
    public double Best(int[] counts)
    {
        double best = 0;
        for (var centre = 0; centre < data.Places; centre++) best = Math.Max(best, Around(centre, counts).LogRatio);
        return best;
    }

    private Window Around(int centre, int[] counts)
    {
        int periods = data.Periods;
        double total = data.Total;
        Span<double> count = new double[periods + 1], expected = new double[periods + 1];      // running sums over time, of the circle
        Span<double> sumCount = new double[periods], sumExpected = new double[periods];
        var best = new Window(centre, 1, 0, 0, 0, 0, 0);
        var order = zones.Order[centre];
        for (var k = 0; k < order.Length; k++)
        {
            var row = order[k] * periods;
            double all = 0;
            for (var t = 0; t < periods; t++)
            {
                sumCount[t] += counts[row + t];
                all += sumExpected[t] += data.Expected[row + t];
                count[t + 1] = count[t] + sumCount[t];
                expected[t + 1] = expected[t] + sumExpected[t];
            }
            for (var to = options.OnlyLatest ? periods : 1; to <= periods; to++)
                for (var from = Math.Max(0, to - _longest); from < to; from++)
                {
                    double c = count[to] - count[from], e = expected[to] - expected[from];
                    if (c <= e || e > _mostExpected || c < 2) continue;
                    // Cheap bound first: c ln(c/e) is at most c(c - e)/e, and the rest of the ratio is at most 0.
                    if (c * (c - e) <= best.LogRatio * e) continue;
                    var ratio = SpaceTimeScan.LogRatio(c, e, total);
                    if (ratio > best.LogRatio) best = new(centre, k + 1, from, to, c, e, ratio);
                }
            if (all > _mostExpected) break;                       // larger circles would be the whole map
        }
        return best;
    }
}
