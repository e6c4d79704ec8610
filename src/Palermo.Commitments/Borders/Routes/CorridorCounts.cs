using Palermo.Analysis.Geo;

namespace Palermo.Commitments.Borders;

/// <summary>An event's part in a leg.</summary>
/// <param name="Share">How much of it the leg explains, 0 to 1; all legs together at most 1.</param>
/// <param name="Named">Its source states the way, or names a hub at one of its ends.</param>
/// <param name="Best">The leg explains it better than any other, and it lay in the corridor with an even chance at least.</param>
internal readonly record struct LegShare(RouteEvidence Event, double Share, bool Named, bool Best);

/// <summary>Counts events in and around corridors, to ask whether chance alone would bring as many.</summary>
/// <remarks>
/// Under chance events are spread evenly over the corridor and its surroundings: the number in the corridor is binomial with the corridor's share
/// of that ground. Corridors to one hub from places near each other overlap, and one's events are the other's surroundings: they are judged together as
/// well, and the smaller chance, doubled for having looked twice, is taken.
/// </remarks>
internal sealed class CorridorCounts
{
    private readonly int[] _familyOf;
    private readonly int[][] _families;
    private readonly (int Inside, int All)[] _legs, _together;
    private readonly Dictionary<int, bool> _seen = [];

    public CorridorCounts(IReadOnlyList<Leg> legs)
    {
        _families = [.. Enumerable.Range(0, legs.Count).GroupBy(i => (legs[i].To, legs[i].Medium)).Select(g => g.ToArray())];
        _familyOf = new int[legs.Count];
        for (var f = 0; f < _families.Length; f++) foreach (var leg in _families[f]) _familyOf[leg] = f;
        (_legs, _together) = (new (int, int)[legs.Count], new (int, int)[_families.Length]);
    }

    /// <summary>The event being looked at lies in the surroundings of a leg, in its corridor or beside it.</summary>
    public void Saw(int leg, bool inside)
    {
        _legs[leg] = (_legs[leg].Inside + (inside ? 1 : 0), _legs[leg].All + 1);
        var family = _familyOf[leg];
        _seen[family] = inside || _seen.GetValueOrDefault(family);
    }

    /// <summary>All legs were looked at for this event.</summary>
    public void NextEvent()
    {
        foreach (var (family, inside) in _seen) _together[family] = (_together[family].Inside + (inside ? 1 : 0), _together[family].All + 1);
        _seen.Clear();
    }

    /// <summary>For each leg, the chance of as many events in its corridor; null where no event lay in its surroundings.</summary>
    public double?[] Chances(Corridor?[] corridors, double width)
    {
        var together = new double[_families.Length];
        for (var f = 0; f < _families.Length; f++)
            together[f] = _families[f].Length == 1 || _together[f].Inside == 0 ? 1 : BinomialTail(_together[f].Inside, _together[f].All, Corridor.Share([.. _families[f].Select(i => corridors[i]).OfType<Corridor>()], width));
        var chances = new double?[_legs.Length];
        for (var i = 0; i < chances.Length; i++)
        {
            if (_legs[i].All == 0) continue;
            var alone = _legs[i].Inside == 0 ? 1 : BinomialTail(_legs[i].Inside, _legs[i].All, corridors[i]!.Share(width));
            chances[i] = _families[_familyOf[i]].Length == 1 ? alone : Math.Min(1, 2 * Math.Min(alone, together[_familyOf[i]]));
        }
        return chances;
    }

    /// <summary>Chance of at least k of n when each comes with probability p.</summary>
    internal static double BinomialTail(int k, int n, double p)
    {
        if (k <= 0) return 1;
        if (p <= 0) return 0;
        if (p >= 1) return 1;
        // Terms from k upwards, each from the one before; the first by logarithms.
        double log = k * Math.Log(p) + (n - k) * Math.Log(1 - p);
        for (var i = 1; i <= k; i++) log += Math.Log((n - k + i) / (double)i);
        double term = Math.Exp(log), sum = 0;
        for (var i = k; i <= n; i++)
        {
            sum += term;
            term *= (n - i) / (double)(i + 1) * p / (1 - p);
        }
        return Math.Min(1, sum);
    }
}
