namespace Palermo.Analysis.Graphs;

/// <summary>Betweenness estimated from some sources, with a bound on the error of each value.</summary>
/// <param name="Values">Estimates on the scale of <see cref="Betweenness.Exact"/>; unbiased.</param>
/// <param name="Errors">Every true value is within this of its estimate, all at once with the confidence asked for.</param>
/// <param name="Samples">How many sources were drawn.</param>
/// <param name="Seed">The seed of the draw.</param>
/// <remarks>
/// Brandes and Pich 2007: sources drawn evenly, with replacement, scaled by n / k. The bound is the empirical Bernstein inequality of
/// Maurer and Pontil (2009, theorem 4), on x = dependency / (n - 2) which lies between 0 and 1, for n nodes at once and both sides: |mean - true|
/// is at most sqrt(2 V ln(4n/d) / k) + 7 ln(4n/d) / (3 (k-1)), d = 1 - confidence, V the sample variance. O(samples * edges).
/// </remarks>
public sealed record SampledBetweenness(double[] Values, double[] Errors, int Samples, ulong Seed)
{
    /// <summary>Draws sources and estimates.</summary>
    /// <param name="samples">Sources to draw, 2 or more.</param>
    /// <param name="confidence">The chance that all bounds hold at once, between 0 and 1.</param>
    public static SampledBetweenness Estimate(
        Graph graph, int samples, ulong seed = 1, double confidence = 0.95, bool byStrength = false, int? threads = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        if (!(confidence is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "confidence is between 0 and 1");
        var n = graph.NodeCount;
        var values = new double[n];
        var errors = new double[n];
        if (n < 3) return new SampledBetweenness(values, errors, samples, seed);
        var random = new SeededRandom(seed);
        var sources = new int[samples];
        for (var i = 0; i < samples; i++) sources[i] = random.Below(n);
        var parts = SourceParts.For(n, samples);
        var squares = SourceParts.For(n, samples);
        var all = new double[n];
        all.AsSpan().Fill(1);
        Work.InParallel(parts.Count, Work.Threads(threads), Betweenness.Sweeps(graph, byStrength), (part, sweep) =>
        {
            var sum = parts.Sum(part);
            var square = squares.Sum(part);
            foreach (var source in parts.Of(sources, part))
            {
                sweep.Run(source, all);
                var reached = sweep.Reached;
                var dependencies = sweep.Dependencies;
                for (var i = 0; i < reached.Length; i++)
                {
                    var share = dependencies[i] / (n - 2);
                    sum[reached[i]] += share;
                    square[reached[i]] += share * share;
                }
            }
        });
        var sums = parts.Total();
        var sumsOfSquares = squares.Total();
        var scale = (double)n * (n - 2) / (graph.Directed ? 1 : 2);
        var log = Math.Log(4.0 * n / (1 - confidence));
        for (var v = 0; v < n; v++)
        {
            var mean = sums[v] / samples;
            var variance = Math.Max(0, (sumsOfSquares[v] - samples * mean * mean) / (samples - 1));
            values[v] = mean * scale;
            errors[v] = scale * (Math.Sqrt(2 * variance * log / samples) + 7 * log / (3 * (samples - 1)));
        }
        return new SampledBetweenness(values, errors, samples, seed);
    }
}
