using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>Gives pairs their weight under a trained model, without the prior. Immutable, for any number of threads.</summary>
internal sealed class PairScorer
{
    /// <summary>No single rarity moves a weight by more than this many bits.</summary>
    private const double MostAdjustment = 10;

    private readonly Comparisons comparisons;
    private readonly float[][] weights;
    private readonly double[] exactRates;
    private readonly double[] excess;
    private readonly double floor;

    /// <param name="matchRate">Chance that two records match: what doubles add to the frequency of a value is taken off (entity-matching 1.2).</param>
    public PairScorer(Comparisons comparisons, double matchRate, int records)
    {
        this.comparisons = comparisons;
        weights = [.. comparisons.Models.Select(m => m.Levels.Select(l => (float)l.Weight).ToArray())];
        exactRates = [.. comparisons.Models.Select(m => m.Levels[0].U)];
        excess = [.. comparisons.Models.Select(m => matchRate * m.Levels[0].M)];
        floor = 1.0 / Math.Max(2, records);
    }

    public Comparisons Comparisons => comparisons;

    /// <summary>Weights of many pairs; <paramref name="levels"/> is scratch of the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Score(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<byte> levels, Span<float> to)
    {
        to.Clear();
        for (var k = 0; k < comparisons.Count; k++)
        {
            comparisons.Comparers[k].Levels(left, right, levels);
            var weight = weights[k];
            var adjusted = comparisons.Models[k].TermFrequency > 0 || comparisons.Models[k].FuzzyTermFrequency > 0;
            for (var p = 0; p < left.Length; p++)
            {
                var level = levels[p];
                if (level == Comparer.Missing) continue;
                to[p] += weight[level];
                if (adjusted && level + 1 < weight.Length) to[p] += (float)Adjustment(k, left[p], right[p], level);
            }
        }
    }

    /// <summary>What rarity adds at one comparison, in bits.</summary>
    public double Adjustment(int comparison, int left, int right, byte level)
    {
        var model = comparisons.Models[comparison];
        var share = level == 0 ? model.TermFrequency : model.FuzzyTermFrequency;
        if (share <= 0) return 0;
        var frequency = comparisons.Comparers[comparison].Frequency(left, right, level);
        if (frequency <= 0) return 0;
        return Math.Clamp(Weights.TermFrequency(exactRates[comparison], frequency - excess[comparison], floor, share), -MostAdjustment, MostAdjustment);
    }

    public double Score(int left, int right)
    {
        byte level = 0;
        float weight = 0;
        Score([left], [right], new Span<byte>(ref level), new Span<float>(ref weight));
        return weight;
    }
}
