namespace Palermo.Analysis.Changes;

/// <summary>What is believed after one more count.</summary>
/// <param name="Step">Counts seen so far.</param>
/// <param name="MostLikelyRun">Counts since the last change, at their most likely.</param>
/// <param name="Recent">Probability that the present run is of two counts or fewer.</param>
/// <param name="Alert">True when the alert rule holds at this step.</param>
/// <param name="Rate">Rate for each unit of exposure in the most likely run.</param>
public readonly record struct OnlineState(int Step, int MostLikelyRun, double Recent, bool Alert, double Rate);

/// <summary>Watches counts as they come, and says at each step how likely it is that their rate has just changed.</summary>
/// <remarks>
/// Bayesian online change-point detection with a gamma prior of the rate and Poisson counts (Adams and MacKay 2007, arXiv 0710.3742,
/// algorithm 1); a change comes at each step with the same probability. Counts that vary more than chance are tempered: with a
/// dispersion of d, count and exposure are divided by d, so that d-fold variance is expected.
/// Cost: one number for each run still possible; runs of probability below 1e-12 are dropped.
/// </remarks>
public sealed class OnlineChanges
{
    private const double Least = 1e-12;

    /// <summary>Above this twice running, or above the second once, the analyst is alerted. Source: domain page border-routes 5.2.</summary>
    public const double Twice = 0.9, Once = 0.99;

    private readonly double _a0, _b0, _hazard, _dispersion;
    private List<(int Length, double Probability, double A, double B)> _runs;
    private int _step;
    private bool _highBefore;

    /// <param name="shape">Shape of the gamma prior of the rate, above 0.</param>
    /// <param name="rate">Its rate parameter, above 0: the prior mean is shape/rate.</param>
    /// <param name="expectedRun">Counts expected from one change to the next, above 1.</param>
    /// <param name="dispersion">Variance over mean of the counts within a run, at least 1.</param>
    public OnlineChanges(double shape = 2, double rate = 0.1, double expectedRun = 50, double dispersion = 1)
    {
        if (!(shape > 0 && double.IsFinite(shape))) throw new ArgumentOutOfRangeException(nameof(shape), shape, "The shape of the prior is above 0.");
        if (!(rate > 0 && double.IsFinite(rate))) throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate of the prior is above 0.");
        if (!(expectedRun > 1)) throw new ArgumentOutOfRangeException(nameof(expectedRun), expectedRun, "A run is expected to last longer than one count.");
        if (!(dispersion >= 1 && double.IsFinite(dispersion))) throw new ArgumentOutOfRangeException(nameof(dispersion), dispersion, "The dispersion is at least 1.");
        (_a0, _b0, _hazard, _dispersion) = (shape, rate, 1 / expectedRun, dispersion);
        _runs = [(0, 1, _a0, _b0)];
    }

    /// <summary>Takes one more count.</summary>
    /// <param name="exposure">What it was taken over, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count below 0, or no exposure.</exception>
    public OnlineState Take(double count, double exposure = 1)
    {
        if (!(count >= 0 && double.IsFinite(count))) throw new ArgumentOutOfRangeException(nameof(count), count, "A count is 0 or more.");
        if (!(exposure > 0 && double.IsFinite(exposure))) throw new ArgumentOutOfRangeException(nameof(exposure), exposure, "The exposure is above 0.");
        double x = count / _dispersion, e = exposure / _dispersion;
        _step++;
        // Logarithms of the predictive probabilities, then scaled by the greatest: a jump far out leaves no zeros.
        var logs = new double[_runs.Count];
        var greatest = double.NegativeInfinity;
        for (var i = 0; i < logs.Length; i++)
        {
            var (_, probability, a, b) = _runs[i];
            logs[i] = Math.Log(probability) + SpecialFunctions.LogGamma(x + a) - SpecialFunctions.LogGamma(a) - SpecialFunctions.LogGamma(x + 1)
                + a * Math.Log(b / (b + e)) + x * Math.Log(e / (b + e));
            greatest = Math.Max(greatest, logs[i]);
        }
        double all = 0;
        foreach (var log in logs) all += Math.Exp(log - greatest);
        var next = new List<(int, double, double, double)>(_runs.Count + 1) { (0, _hazard, _a0, _b0) };
        for (var i = 0; i < logs.Length; i++)
        {
            var probability = Math.Exp(logs[i] - greatest) / all * (1 - _hazard);
            if (probability >= Least) next.Add((_runs[i].Length + 1, probability, _runs[i].A + x, _runs[i].B + e));
        }
        _runs = next;
        double best = 0, recent = 0, sum = 0;
        var (length, rate) = (0, 0.0);
        foreach (var (run, probability, a, b) in _runs)
        {
            sum += probability;
            // In the first two steps a short run may be the whole series, which is no change.
            if (run <= 2 && run < _step) recent += probability;
            if (probability > best) (best, length, rate) = (probability, run, a / b);
        }
        recent /= sum;
        var alert = recent > Once || (recent > Twice && _highBefore);
        _highBefore = recent > Twice;
        return new(_step, length, recent, alert, rate);
    }

    /// <summary>All steps of a series.</summary>
    public static OnlineState[] Watch(ReadOnlySpan<double> counts, ReadOnlySpan<double> exposure, OnlineChanges watcher)
    {
        var states = new OnlineState[counts.Length];
        for (var i = 0; i < states.Length; i++) states[i] = watcher.Take(counts[i], exposure.IsEmpty ? 1 : exposure[i]);
        return states;
    }
}
