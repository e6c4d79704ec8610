namespace Palermo.Analysis.Matching;

/// <summary>Counts pairs by weight, in sixteenths of a bit, so that the prior can be fitted without keeping every pair.</summary>
internal sealed class WeightHistogram
{
    private const int PerBit = 16, Range = 256;

    private readonly long[] counts = new long[2 * Range * PerBit];

    public void Add(float weight) => counts[Math.Clamp((int)MathF.Floor(weight * PerBit) + Range * PerBit, 0, counts.Length - 1)]++;

    public void Add(WeightHistogram other)
    {
        for (var b = 0; b < counts.Length; b++) counts[b] += other.counts[b];
    }

    /// <summary>The prior at which the expected number of matches among the scored pairs is the prior times all pairs: EM with m and u held.</summary>
    public double FitPrior(double start, double pairs)
    {
        var prior = Math.Clamp(start, 1 / (pairs + 2), 0.5);
        for (var i = 0; i < 200; i++)
        {
            var weight = Math.Log2(prior / (1 - prior));
            var expected = 0.0;
            for (var b = 0; b < counts.Length; b++)
                if (counts[b] > 0) expected += counts[b] * Weights.ToProbability(weight + (b - Range * PerBit + 0.5) / PerBit);
            var next = Math.Clamp(expected / pairs, 1e-3 / pairs, 0.9);
            if (Math.Abs(next - prior) <= 1e-6 * prior) return next;
            prior = next;
        }
        return prior;
    }
}
