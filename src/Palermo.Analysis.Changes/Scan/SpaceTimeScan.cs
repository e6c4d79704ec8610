namespace Palermo.Analysis.Changes;

/// <summary>What is looked for, and how hard.</summary>
/// <param name="MostShare">A cluster holds at most this share of what is expected, 0 to 1.</param>
/// <param name="MostPeriods">And lasts at most this many periods; null: half of all.</param>
/// <param name="MostKilometres">And reaches at most this far; null: any distance.</param>
/// <param name="OnlyLatest">True: only clusters that last until the latest period, as an alert needs. False: any.</param>
/// <param name="Replicates">Simulated data sets, usually 999: the least p-value is 1/(replicates + 1).</param>
public sealed record ScanOptions(double MostShare = 0.5, int? MostPeriods = null, double? MostKilometres = null, bool OnlyLatest = true, int Replicates = 999, ulong Seed = 1);

/// <summary>A place and time with more events than expected.</summary>
/// <param name="Centre">Index of the place in its middle.</param>
/// <param name="Places">Indices of the places in it.</param>
/// <param name="Kilometres">Distance of the farthest from the centre.</param>
/// <param name="From">First period.</param>
/// <param name="To">Period after the last.</param>
/// <param name="LogRatio">Log-likelihood ratio.</param>
/// <param name="PValue">Share of data sets without clusters whose best is at least as good, this one counted.</param>
public sealed record Cluster(int Centre, IReadOnlyList<int> Places, double Kilometres, int From, int To, double Count, double Expected, double LogRatio, double PValue);

/// <summary>Kulldorff's space-time scan: which circle of places, over which stretch of time, has most more events than expected.</summary>
/// <remarks>
/// Poisson model, tested against data sets drawn with the same total (Kulldorff 1997, Communications in Statistics 26; 2001, JRSS A 164).
/// Without exposure, expected counts come from the totals of places and periods, and events are shuffled over the periods, so that
/// neither a busy place nor a busy season makes a cluster (space-time permutation: Kulldorff et al. 2005, PLoS Medicine 2). Count events, not persons: people come
/// by the boat, and one large boat is no cluster. Data sets are drawn on all cores, each from its own stream of the seed, so the answer does not depend on
/// their number. Cost: replicates times places times neighbours times windows of time.
/// </remarks>
public static class SpaceTimeScan
{
    /// <summary>Log-likelihood ratio of a window with c of C events, where e were expected.</summary>
    public static double LogRatio(double c, double e, double all)
    {
        if (!(c > e) || e <= 0) return 0;
        return c * Math.Log(c / e) + (all > c ? (all - c) * Math.Log((all - c) / (all - e)) : 0);
    }

    /// <summary>The clusters, best first, none overlapping a better one in places.</summary>
    /// <param name="latitudes">Degrees, one a place.</param>
    /// <param name="counts">Events, place by place, each with all periods; whole numbers.</param>
    /// <param name="exposure">Likewise what is expected in proportion to; empty: from the totals.</param>
    /// <exception cref="ArgumentException">Arrays that do not fit one another; counts that are not whole or below 0.</exception>
    public static IReadOnlyList<Cluster> Find(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, ReadOnlySpan<int> counts, ReadOnlySpan<double> exposure, ScanOptions? options = null)
    {
        options ??= new();
        var places = latitudes.Length;
        if (places == 0 || longitudes.Length != places || counts.Length == 0 || counts.Length % places != 0 || (!exposure.IsEmpty && exposure.Length != counts.Length))
            throw new ArgumentException($"{places} places, {longitudes.Length} longitudes, {counts.Length} counts and {exposure.Length} exposures do not fit.", nameof(counts));
        if (options.Replicates < 9) throw new ArgumentOutOfRangeException(nameof(options), options.Replicates, "At least 9 replicates are needed.");
        int[] copy = counts.ToArray();
        foreach (var count in copy) if (count < 0) throw new ArgumentException($"The count {count} is below 0.", nameof(counts));
        var data = new ScanData(places, copy.Length / places, copy, exposure);
        if (data.Total == 0) return [];
        var zones = ScanZones.Around(latitudes, longitudes, options.MostKilometres);
        var windows = new ScanWindows(data, zones, options);
        var found = windows.BestByCentre(copy);
        var simulated = new double[options.Replicates];
        Parallel.For(0, options.Replicates, i => simulated[i] = windows.Best(data.Draw(new SeededRandom(options.Seed, (ulong)i + 1))));
        Array.Sort(simulated);
        List<Cluster> clusters = [];
        HashSet<int> taken = [];
        foreach (var best in found.Where(f => f.LogRatio > 0).OrderByDescending(f => f.LogRatio).ThenBy(f => f.Centre))
        {
            var members = zones.Order[best.Centre].AsSpan(0, best.Neighbours).ToArray();
            if (members.Any(taken.Contains)) continue;
            foreach (var member in members) taken.Add(member);
            int lower = 0, upper = simulated.Length;
            while (lower < upper)
            {
                var middle = (lower + upper) / 2;
                if (simulated[middle] < best.LogRatio * (1 - 1e-12)) lower = middle + 1; else upper = middle;
            }
            clusters.Add(new(best.Centre, members, zones.Distance[best.Centre][best.Neighbours - 1], best.From, best.To, best.Count, best.Expected, best.LogRatio,
                (simulated.Length - lower + 1.0) / (simulated.Length + 1)));
        }
        return clusters;
    }
}
