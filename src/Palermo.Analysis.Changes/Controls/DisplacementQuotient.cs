namespace Palermo.Analysis.Changes;

/// <summary>Counts before and after a control: where it acted (A), where crossings may have gone (B), and elsewhere (C).</summary>
/// <param name="A0">Treated areas, before.</param>
/// <param name="B0">Buffer and alternative corridors, chosen before looking.</param>
/// <param name="C0">Areas that the control cannot touch.</param>
public readonly record struct BeforeAfter(double A0, double A1, double B0, double B1, double C0, double C1);

/// <summary>Displacement against direct effect.</summary>
/// <param name="Success">A1/C1 - A0/C0: below 0 when the treated areas fell against the others.</param>
/// <param name="Value">The weighted displacement quotient; null when the control had no success to displace, or there is nothing to compare with.</param>
/// <param name="RatioForm">The form with each area against its own past: (B1/B0 - C1/C0)/(A1/A0 - C1/C0); null likewise.</param>
public sealed record DisplacementResult(double Success, double? Value, double? RatioForm)
{
    /// <summary>What the quotient means.</summary>
    public DisplacementMeaning Meaning => Value switch
    {
        null => DisplacementMeaning.NoSuccess,
        < -1 => DisplacementMeaning.MoreThanDisplaced,
        < 0 => DisplacementMeaning.Displaced,
        <= 1 => DisplacementMeaning.Diffused,
        _ => DisplacementMeaning.DiffusedBeyond,
    };
}

/// <summary>Readings of the weighted displacement quotient (Bowers and Johnson 2003).</summary>
public enum DisplacementMeaning
{
    /// <summary>The treated areas did not fall against the comparison: the quotient says nothing.</summary>
    NoSuccess,
    /// <summary>Below -1: the rise beside is larger than the fall within.</summary>
    MoreThanDisplaced,
    /// <summary>-1 to 0: the part that moved; -1 is all of it.</summary>
    Displaced,
    /// <summary>0 to 1: the neighbours fell too.</summary>
    Diffused,
    /// <summary>Above 1: the neighbours fell more.</summary>
    DiffusedBeyond,
}

/// <summary>The weighted displacement quotient.</summary>
/// <remarks>
/// Source: Bowers and Johnson (2003), J. Quantitative Criminology 19. A quotient of two differences: unstable where the success is
/// near 0, and without meaning where it is not below 0.
/// </remarks>
public static class DisplacementQuotient
{
    /// <exception cref="ArgumentOutOfRangeException">A count below 0.</exception>
    public static DisplacementResult Of(BeforeAfter counts)
    {
        foreach (var count in (ReadOnlySpan<double>)[counts.A0, counts.A1, counts.B0, counts.B1, counts.C0, counts.C1])
            if (!(count >= 0 && double.IsFinite(count))) throw new ArgumentOutOfRangeException(nameof(counts), count, "A count is 0 or more.");
        if (counts.C0 <= 0 || counts.C1 <= 0) return new(double.NaN, null, null);
        var success = counts.A1 / counts.C1 - counts.A0 / counts.C0;
        double? value = success < 0 ? (counts.B1 / counts.C1 - counts.B0 / counts.C0) / success : null;
        double? ratio = null;
        if (counts is { A0: > 0, B0: > 0 })
        {
            var own = counts.A1 / counts.A0 - counts.C1 / counts.C0;
            if (own < 0) ratio = (counts.B1 / counts.B0 - counts.C1 / counts.C0) / own;
        }
        return new(success, value, ratio);
    }

    /// <summary>Interval of the quotient by drawing areas anew within each group.</summary>
    /// <param name="treated">Before and after of each treated area.</param>
    /// <param name="replicates">Draws, usually 1,999.</param>
    /// <returns>Interval and the share of draws that had a quotient; null when a group has fewer than two areas or under nine tenths of the draws had one.</returns>
    /// <remarks>Percentile bootstrap (Efron and Tibshirani 1993, ch. 13); cost: draws times areas.</remarks>
    public static QuotientInterval? Bootstrap(
        ReadOnlySpan<(double Before, double After)> treated, ReadOnlySpan<(double Before, double After)> buffer, ReadOnlySpan<(double Before, double After)> comparison,
        ulong seed, int replicates = 1999, double level = 0.95)
    {
        if (treated.Length < 2 || buffer.Length < 2 || comparison.Length < 2) return null;
        var random = new SeededRandom(seed);
        var values = new List<double>(replicates);
        for (var draw = 0; draw < replicates; draw++)
        {
            var (a0, a1) = Draw(treated, random);
            var (b0, b1) = Draw(buffer, random);
            var (c0, c1) = Draw(comparison, random);
            if (Of(new(a0, a1, b0, b1, c0, c1)).Value is { } value) values.Add(value);
        }
        var share = (double)values.Count / replicates;
        if (share < 0.9) return null;
        values.Sort();
        double At(double p) => values[(int)Math.Clamp(Math.Round(p * (values.Count - 1)), 0, values.Count - 1)];
        return new(At((1 - level) / 2), At((1 + level) / 2), level, share);
    }

    private static (double Before, double After) Draw(ReadOnlySpan<(double Before, double After)> areas, SeededRandom random)
    {
        double before = 0, after = 0;
        for (var i = 0; i < areas.Length; i++)
        {
            var area = areas[random.Below(areas.Length)];
            before += area.Before;
            after += area.After;
        }
        return (before, after);
    }
}

/// <summary>An interval of the quotient.</summary>
/// <param name="Share">Share of the draws in which the treated areas fell, so that there was a quotient.</param>
public sealed record QuotientInterval(double Low, double High, double Level, double Share);
