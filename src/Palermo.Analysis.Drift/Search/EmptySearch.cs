namespace Palermo.Analysis.Drift.Search;

/// <summary>What a search that found nothing tells.</summary>
/// <remarks>Bayes: p' = p (1 - POD) / (1 - POS). The object moves, so members are weighed where they were when they were searched for.</remarks>
public static class EmptySearch
{
    /// <summary>Posterior probability of cells.</summary>
    /// <returns>Probabilities with the same sum as before, and the chance that the search had to succeed.</returns>
    public static (double[] Posterior, double Pos) Update(ReadOnlySpan<double> p, ReadOnlySpan<double> pod)
    {
        if (p.Length != pod.Length) throw new ArgumentException($"{p.Length} cells and {pod.Length} detections", nameof(pod));
        double sum = 0, missed = 0;
        var posterior = new double[p.Length];
        for (var i = 0; i < p.Length; i++)
        {
            if (!(pod[i] is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(pod), $"cell {i + 1}: a detection of {pod[i]} is not within 0 to 1");
            sum += p[i];
            posterior[i] = p[i] * (1 - pod[i]);
            missed += posterior[i];
        }

        if (!(missed > 0)) throw new InvalidOperationException("the search was certain to find the object and did not: the map, the object or the detection was wrong");
        for (var i = 0; i < p.Length; i++) posterior[i] *= sum / missed;
        return (posterior, 1 - missed / sum);
    }

    /// <summary>Weights of the members of a run after one search.</summary>
    /// <param name="run">A run that kept its tracks over the time of the search.</param>
    /// <param name="weights">Weights before the search; the run's own at the first.</param>
    /// <param name="at">When the search took place (its middle).</param>
    /// <param name="pod">Probability of detection at a place (longitude, latitude).</param>
    public static (double[] Posterior, double Pos) Update(DriftResult run, ReadOnlySpan<double> weights, DateTimeOffset at, Func<double, double, double> pod)
    {
        var pods = new double[run.Count];
        for (var i = 0; i < run.Count; i++)
        {
            var (lon, lat) = Place(run, i, at);
            pods[i] = pod(lon, lat);
        }

        return Update(weights, pods);
    }

    /// <summary>Where a member was at a time within the run, on a straight line between the kept places.</summary>
    /// <exception cref="InvalidOperationException">The run did not keep its tracks, or the time is outside it.</exception>
    public static (double Lon, double Lat) Place(DriftResult run, int member, DateTimeOffset at)
    {
        if (run.Tracks.Count == 0) throw new InvalidOperationException("the run did not keep its tracks");
        var (from, to) = (run.Notes[0].Time, run.Last.Time);
        var forward = to >= from;
        if (at < (forward ? from : to) || at > (forward ? to : from)) throw new InvalidOperationException($"{at:u} is outside the run, {from:u} to {to:u}");
        var k = 0;
        while (k < run.Notes.Count - 2 && (forward ? run.Notes[k + 1].Time < at : run.Notes[k + 1].Time > at)) k++;
        var f = (at - run.Notes[k].Time) / (run.Notes[k + 1].Time - run.Notes[k].Time);
        var (a, b) = (run.Tracks[k][member], run.Tracks[k + 1][member]);
        return (a.Longitude + f * (b.Longitude - a.Longitude), a.Latitude + f * (b.Latitude - a.Latitude));
    }
}
