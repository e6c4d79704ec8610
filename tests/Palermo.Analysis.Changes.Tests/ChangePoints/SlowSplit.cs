namespace Palermo.Analysis.Changes.Tests;

/// <summary>Second opinions on the best split, written apart from the library: every split tried, and PELT with inequality pruning.</summary>
internal sealed class SlowSplit(ChangeCost cost, double[] values, double[]? exposure, double size)
{
    private const int Short = 16;

    private readonly double[] _sums = Running(values), _exposures = Running(exposure ?? [.. values.Select(_ => 1.0)]),
        _squares = Running([.. values.Select((y, i) => y * y / (exposure?[i] ?? 1))]);

    private static double[] Running(double[] figures)
    {
        var sums = new double[figures.Length + 1];
        for (var i = 0; i < figures.Length; i++) sums[i + 1] = sums[i] + figures[i];
        return sums;
    }

    /// <summary>The cost of points from + 1 to to, from the definition of each family.</summary>
    public double Cost(int from, int to)
    {
        double s = _sums[to] - _sums[from], e = _exposures[to] - _exposures[from], mean = s / e;
        if (cost == ChangeCost.Gaussian) return to - from > Short ? _squares[to] - _squares[from] - s * s / e : Squares(from, to, mean);
        if (s <= 0) return 0;
        return cost == ChangeCost.Poisson
            ? 2 * (s - s * Math.Log(mean))
            : -2 * (size * e * Math.Log(size / (size + mean)) + s * Math.Log(mean / (size + mean)));
    }

    /// <summary>The squares themselves: the difference of sums of large figures loses digits.</summary>
    private double Squares(int from, int to, double mean)
    {
        double sum = 0;
        for (var i = from; i < to; i++)
        {
            double own = exposure?[i] ?? 1, away = values[i] - own * mean;
            sum += away * away / own;
        }
        return sum;
    }

    /// <summary>Least cost over all splits whatsoever, by trying each (points up to about 12).</summary>
    public double EverySplit(double penalty, int least)
    {
        var n = values.Length;
        var best = double.PositiveInfinity;
        for (var set = 0; set < 1 << (n - 1); set++)
        {
            double sum = 0;
            var from = 0;
            var allowed = true;
            for (var t = 1; t <= n && allowed; t++)
            {
                if (t < n && (set >> (t - 1) & 1) == 0) continue;
                allowed = t - from >= least;
                sum += Cost(from, t) + (t < n ? penalty : 0);
                from = t;
            }
            if (allowed) best = Math.Min(best, sum);
        }
        return best;
    }

    /// <summary>Optimal partitioning (Jackson et al. 2005), with PELT's inequality pruning when asked.</summary>
    public (double Objective, int[] Changes) Dynamic(double penalty, int least, bool prune)
    {
        var n = values.Length;
        var f = new double[n + 1];
        var last = new int[n + 1];
        Array.Fill(f, double.PositiveInfinity);
        f[0] = -penalty;
        List<int> starts = [];
        for (var t = least; t <= n; t++)
        {
            if (t == least || t - least >= least) starts.Add(t - least);
            foreach (var s in starts)
            {
                var value = f[s] + Cost(s, t) + penalty;
                if (value < f[t]) (f[t], last[t]) = (value, s);
            }
            // PELT: once u is old enough to be a start, s is never better again if it was already worse at u.
            var u = t - least;
            if (prune && u >= least) starts.RemoveAll(s => s < u && f[s] + Cost(s, u) >= f[u] + 1e-9);
        }
        List<int> changes = [];
        for (var t = last[n]; t > 0; t = last[t]) changes.Add(t);
        changes.Reverse();
        return (f[n], [.. changes]);
    }
}
