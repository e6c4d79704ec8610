namespace Palermo.Analysis.Matching;

/// <summary>Turns weights into probabilities that hold on judged pairs: comparisons are not quite independent, so the model's own are too sure.</summary>
public sealed class Calibration
{
    private readonly double[] weights;
    private readonly double[] probabilities;

    private Calibration(double[] weights, double[] probabilities)
    {
        this.weights = weights;
        this.probabilities = probabilities;
    }

    /// <summary>Logistic regression of the judgement on the weight: two numbers, for a hundred pairs or so.</summary>
    /// <remarks>Source: Platt (1999), with his smoothed targets; Newton's method, steps halved until the likelihood does not fall.</remarks>
    /// <exception cref="ArgumentException">Lengths that differ, or judgements all alike.</exception>
    public static Calibration Logistic(ReadOnlySpan<double> weights, ReadOnlySpan<bool> same)
    {
        var (yes, no) = Check(weights, same);
        double high = (yes + 1.0) / (yes + 2), low = 1.0 / (no + 2), slope = Math.Log(2), shift = 0;
        for (var i = 0; i < 100; i++)
        {
            double g0 = 0, g1 = 0, h00 = 1e-9, h01 = 0, h11 = 1e-9;
            for (var p = 0; p < weights.Length; p++)
            {
                var fit = 1 / (1 + Math.Exp(-(slope * weights[p] + shift)));
                var error = (same[p] ? high : low) - fit;
                var spread = fit * (1 - fit);
                g0 += error;
                g1 += error * weights[p];
                h00 += spread;
                h01 += spread * weights[p];
                h11 += spread * weights[p] * weights[p];
            }
            var determinant = h00 * h11 - h01 * h01;
            double stepShift = (h11 * g0 - h01 * g1) / determinant, stepSlope = (h00 * g1 - h01 * g0) / determinant;
            var before = Likelihood(weights, same, slope, shift, high, low);
            var size = 1.0;
            while (size > 1e-6 && Likelihood(weights, same, slope + size * stepSlope, shift + size * stepShift, high, low) < before) size /= 2;
            slope += size * stepSlope;
            shift += size * stepShift;
            if (Math.Abs(size * stepSlope) + Math.Abs(size * stepShift) < 1e-10) break;
        }
        slope = Math.Max(0, slope);                                  // more weight never makes a match less likely
        var grid = new double[801];
        var values = new double[801];
        for (var g = 0; g < grid.Length; g++)
        {
            grid[g] = -100 + g * 0.25;
            values[g] = 1 / (1 + Math.Exp(-(slope * grid[g] + shift)));
        }
        return new Calibration(grid, values);
    }

    /// <summary>Isotonic regression: any rising curve, for some hundreds of pairs.</summary>
    /// <remarks>Source: pool adjacent violators (Ayer et al. 1955). Between the points the curve is a straight line.</remarks>
    /// <exception cref="ArgumentException">Lengths that differ, or judgements all alike.</exception>
    public static Calibration Isotonic(ReadOnlySpan<double> weights, ReadOnlySpan<bool> same)
    {
        Check(weights, same);
        var order = weights.ToArray();
        var truth = same.ToArray().Select(s => s ? 1.0 : 0.0).ToArray();
        Array.Sort(order, truth);
        var blocks = new List<(double Sum, int Count, double Weights)>();
        for (var p = 0; p < order.Length; p++)
        {
            blocks.Add((truth[p], 1, order[p]));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count >= blocks[^1].Sum / blocks[^1].Count)
            {
                var (a, b) = (blocks[^2], blocks[^1]);
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add((a.Sum + b.Sum, a.Count + b.Count, a.Weights + b.Weights));
            }
        }
        return new Calibration([.. blocks.Select(b => b.Weights / b.Count)], [.. blocks.Select(b => b.Sum / b.Count)]);
    }

    /// <summary>The calibrated probability of a weight; never falls as the weight rises.</summary>
    public double Probability(double weight)
    {
        var at = Array.BinarySearch(weights, weight);
        if (at >= 0) return probabilities[at];
        at = ~at;
        if (at == 0) return probabilities[0];
        if (at == weights.Length) return probabilities[^1];
        var share = (weight - weights[at - 1]) / (weights[at] - weights[at - 1]);
        return probabilities[at - 1] + share * (probabilities[at] - probabilities[at - 1]);
    }

    /// <summary>Mean squared error of probabilities (Brier): 0 for a seer, 0.25 for one who always says one half.</summary>
    public static double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> same)
    {
        if (probabilities.Length != same.Length || same.Length == 0) throw new ArgumentException("as many judgements as probabilities, one at least", nameof(same));
        var sum = 0.0;
        for (var p = 0; p < same.Length; p++) sum += Math.Pow(probabilities[p] - (same[p] ? 1 : 0), 2);
        return sum / same.Length;
    }

    private static double Likelihood(ReadOnlySpan<double> weights, ReadOnlySpan<bool> same, double slope, double shift, double high, double low)
    {
        var sum = 0.0;
        for (var p = 0; p < weights.Length; p++)
        {
            var x = slope * weights[p] + shift;
            var target = same[p] ? high : low;
            sum -= target * Softplus(-x) + (1 - target) * Softplus(x);
        }
        return sum;

        static double Softplus(double x) => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x));
    }

    private static (int Yes, int No) Check(ReadOnlySpan<double> weights, ReadOnlySpan<bool> same)
    {
        if (weights.Length != same.Length) throw new ArgumentException($"{same.Length} judgements for {weights.Length} pairs", nameof(same));
        var yes = same.Count(true);
        if (yes == 0 || yes == same.Length) throw new ArgumentException("pairs judged the same and pairs judged not the same are both needed", nameof(same));
        return (yes, same.Length - yes);
    }
}
