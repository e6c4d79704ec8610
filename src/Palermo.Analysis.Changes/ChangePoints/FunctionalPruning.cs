using System.Runtime.CompilerServices;
using System.Numerics;

namespace Palermo.Analysis.Changes;

/// <summary>Figures taken to a scale where rates are of size 1: exposure·Exposure, (value - exposure·Shift)·Value.</summary>
internal readonly record struct RateScale(double Exposure, double Shift, double Value);

/// <summary>
/// The exact best split of a series by functional pruning: for each possible rate of the present segment it keeps where that segment
/// best began.
/// </summary>
/// <remarks>
/// Let F(t) be the least cost of the first t points, each change costing beta, and q_s(rate) = F(s) + beta + the cost of the points
/// after s at that rate. The least of all q_s is kept as pieces along the axis of rates, each with the start s that is best there.
/// A new start s = t is the constant F(t) + beta: it takes exactly the rates where the kept curve lies above, at the two tails and in
/// holes between. Points added later add the same to every curve, so a start that has lost a rate has lost it for good.
/// Sources: Rigaill (2015), J. SFdS 156(4), pruned dynamic programming; Maidstone, Hocking, Rigaill and Fearnhead (2017), Statistics
/// and Computing 27, FPOP; the problem and the penalty, Killick, Fearnhead and Eckley (2012), JASA 107. A least length of segments is
/// kept by letting a start in only when it is that old: curves of two starts differ by points before the younger, so the comparison
/// is the same.
/// Cost: time in proportion to points times pieces kept, about the logarithm of the points in practice and whether or not there are
/// changes (inequality pruning, PELT, is quadratic without changes); memory 4 bytes a point and the pieces.
/// </remarks>
internal sealed class FunctionalPruning<TFamily> where TFamily : struct, ICostFamily
{
    /// <summary>Rounding may move a rate by this much; a minimum so near a border is looked at from both sides.</summary>
    private const double Slack = 1e-10;

    private readonly TFamily _family;
    private readonly double _beta;
    private readonly Crossing _lowest, _highest;
    private Pieces _pieces = new(512), _spare = new(512);

    /// <param name="lowest">Lowest rate that a segment may have, above 0 for counts.</param>
    /// <param name="floor">What stands for it when rates are compared: 0 for counts, so that a segment of zeros is within.</param>
    public FunctionalPruning(TFamily family, double beta, double lowest, double floor, double highest)
    {
        (_family, _beta) = (family, beta);
        _lowest = new(floor, family.First(lowest), family.Second(lowest));
        _highest = new(highest, family.First(highest), family.Second(highest));
        _pieces.Begin();
        _pieces.Add(_lowest, 0, 0, 0, 0);
        _pieces.Close(_highest);
    }

    /// <summary>Runs over the series.</summary>
    /// <param name="exposure">One for each point, or a single one for all.</param>
    /// <param name="scale">How raw figures become those of the family, whose usual rate is near 1 (or 0).</param>
    /// <param name="least">Least length of a segment, 1 or more.</param>
    /// <param name="last">Receives, for each t from 1, where the last segment of the best split of t points begins.</param>
    /// <returns>F(n), with F(0) = -beta.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Run(ReadOnlySpan<double> exposure, ReadOnlySpan<double> values, RateScale scale, int least, Span<int> last)
    {
        var even = exposure.Length == 1;
        double raw = exposure[0], e = 0, s = 0, olderE = 0, olderS = 0, best = -_beta;
        var waiting = new double[least];                        // F of the points not yet old enough to be a start, going round
        var slot = 0;
        for (var t = 1; t <= values.Length; t++)
        {
            if (!even) raw = exposure[t - 1];
            e += raw * scale.Exposure;
            s += (values[t - 1] - raw * scale.Shift) * scale.Value;
            var older = t - least;
            if (older > 0)
            {
                if (!even) raw = exposure[older - 1];
                olderE += raw * scale.Exposure;
                olderS += (values[older - 1] - raw * scale.Shift) * scale.Value;
                if (older >= least) Admit(older, waiting[slot] + _beta, olderE, olderS);
            }
            if (t >= least) waiting[slot] = best = Best(e, s, out last[t]);
            if (++slot == least) slot = 0;
        }
        return best;
    }

    /// <summary>The least of all curves now, and the start it belongs to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Best(double e, double s, out int start)
    {
        var least = double.PositiveInfinity;
        start = 0;
        var p = _pieces;
        for (var block = p.Head; block < p.Tail; block += Pieces.Block)
            for (var within = p.Within(block, e, s, Slack); within != 0; within &= within - 1)
            {
                // Only a minimum within its own piece counts; elsewhere a neighbour lies lower.
                var i = block + BitOperations.TrailingZeroCount(within);
                var value = p.Base[i] + _family.Least(e - p.Exposure[i], s - p.Sum[i]);
                if (value < least) (least, start) = (value, p.Start[i]);
            }
        return least;
    }

    /// <summary>Lets a start in: it takes the rates where every older curve lies above it.</summary>
    /// <param name="level">F + beta of the start.</param>
    /// <param name="e">Exposure before it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Admit(int start, double level, double e, double s)
    {
        var p = _pieces;
        if (p.Count < Pieces.Block && p.HasRoom)
        {
            // Borders above the level: usually a run at each end.
            var above = p.Above(p.Head, e, s, level);
            var below = ~above & ((2UL << p.Count) - 1);
            if (below != 0)
            {
                int left = BitOperations.TrailingZeroCount(below), right = 63 - BitOperations.LeadingZeroCount(below);
                var between = (2UL << right) - (1UL << left);
                if ((above & between) == 0 && !AnyDips(above & (above >> 1), level, e, s))
                {
                    int fall = p.Head + left - 1, rise = p.Head + right;
                    var rises = right < p.Count;
                    // The curve falls through the level within one piece, and rises through it within another or the same.
                    if (left > 0) p.CutLeft(fall, Cross(p, fall, level, e, s, rising: false), _lowest, start, level, e, s);
                    if (rises) p.CutRight(rise, Cross(p, rise, level, e, s, rising: true), _highest, start, level, e, s);
                    return;
                }
            }
        }
        Rebuild(start, level, e, s);
    }

    /// <summary>True when a curve dips below the level between two borders that lie above it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool AnyDips(ulong pieces, double level, double e, double s)
    {
        if (pieces == 0) return false;
        for (var within = pieces & _pieces.Within(_pieces.Head, e, s, 0); within != 0; within &= within - 1)
            if (Dips(_pieces, _pieces.Head + BitOperations.TrailingZeroCount(within), level, e, s)) return true;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Dips(Pieces p, int i, double level, double e, double s)
    {
        double de = e - p.Exposure[i], ds = s - p.Sum[i];
        return ds > p.Rate[i] * de && ds < p.Rate[i + 1] * de && p.Base[i] + _family.Least(de, ds) < level;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Crossing Cross(Pieces p, int i, double level, double e, double s, bool rising) =>
        _family.Cross(e - p.Exposure[i], s - p.Sum[i], level - p.Base[i], rising, p.Rate[i], p.Rate[i + 1]);

    /// <summary>The general case: goes through all pieces and writes them anew.</summary>
    private void Rebuild(int start, double level, double e, double s)
    {
        var old = _pieces;
        var p = _spare;
        // At most every old piece stays and the new start is before, between and after them, and within when one dips.
        if (p.Length < 6 * old.Count + 64) p = new(12 * old.Count + 128);
        p.Begin();
        for (var i = old.Head; i < old.Tail; i++)
        {
            bool low = old.ValueAt(i, i, e, s) <= level, high = old.ValueAt(i + 1, i, e, s) <= level;
            Crossing begin = new(old.Rate[i], old.First[i], old.Second[i]);
            if (low)
            {
                p.Add(begin, old.Start[i], old.Base[i], old.Exposure[i], old.Sum[i]);
                if (!high) p.AddOnce(Cross(old, i, level, e, s, rising: true), start, level, e, s);
                continue;
            }
            p.AddOnce(begin, start, level, e, s);
            if (!high && !Dips(old, i, level, e, s)) continue;
            p.Add(Cross(old, i, level, e, s, rising: false), old.Start[i], old.Base[i], old.Exposure[i], old.Sum[i]);
            if (!high) p.AddOnce(Cross(old, i, level, e, s, rising: true), start, level, e, s);
        }
        p.Close(_highest);
        (_pieces, _spare) = (p, old);
    }
}
