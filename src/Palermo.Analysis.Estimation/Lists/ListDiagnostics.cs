using System.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>How much a finding weighs.</summary>
public enum DiagnosticWeight
{
    /// <summary>To be read beside the figure.</summary>
    Note,

    /// <summary>The figure may mislead; say so where it is shown.</summary>
    Warning,

    /// <summary>The figure should not be published.</summary>
    Serious,
}

/// <summary>Something about the lists or the methods that a reader of the figure must know.</summary>
/// <param name="Code">Stable word for programs and translations.</param>
/// <param name="Text">A sentence for a person.</param>
public sealed record Diagnostic(DiagnosticWeight Weight, string Code, string Text);

/// <summary>The estimate when some links between lists were missed or false.</summary>
/// <param name="FewerLinks">Population when a tenth of the people found on several lists were in truth different people.</param>
/// <param name="MoreLinks">Population when a tenth more links had been found; null when the lists are too short for that.</param>
public sealed record MatchingSensitivity(double? FewerLinks, double? MoreLinks);

/// <summary>What the lists themselves say before any model: overlaps, and what must not be.</summary>
public static class ListDiagnostics
{
    /// <summary>Overlaps below this make a list a burden on the estimate: merge it (domain page, 1.6).</summary>
    public const int FewOverlaps = 5;

    /// <summary>Findings about the lists.</summary>
    public static IReadOnlyList<Diagnostic> Of(CaptureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var found = new List<Diagnostic>();
        if (table.Observed == 0)
        {
            found.Add(new(DiagnosticWeight.Serious, "nobody", "Nobody is on any list."));
            return found;
        }
        if (table.Lists == 2)
            found.Add(new(DiagnosticWeight.Warning, "two-lists", "With two lists independence cannot be tested: where lists refer people to each other the estimate is too low. Use three lists or more."));
        for (var i = 0; i < table.Lists; i++)
        {
            var name = table.Names[i];
            var size = table.OnAll(1 << i);
            long shared = size - (long)table.Counts[1 << i];
            if (size == 0) found.Add(new(DiagnosticWeight.Warning, "empty-list", $"The list {name} is empty; leave it out."));
            else if (shared == 0) found.Add(new(DiagnosticWeight.Serious, "no-overlap", $"The list {name} shares nobody with any other list, so its people count as seen but tell nothing of the unseen. Merge it or leave it out; do not publish the figure."));
            else if (shared < FewOverlaps) found.Add(new(DiagnosticWeight.Warning, "few-overlaps", $"The list {name} shares only {shared} people with other lists. Merge it with a list of its kind."));
            if (size == table.Observed && table.Lists > 1) found.Add(new(DiagnosticWeight.Warning, "complete-list", $"The list {name} holds everybody seen: the other lists add nobody, and nothing can be estimated from them."));
        }
        if (table.SeenTimes(1) == table.Observed)
            found.Add(new(DiagnosticWeight.Serious, "disjoint", "No two lists share a person: nothing tells how many were missed. Check the matching first."));
        return found;
    }

    /// <summary>Fits the same model with a tenth of the links broken, and with a tenth more made.</summary>
    /// <remarks>
    /// A broken link makes one person on several lists into as many people on one list each; a further link does the reverse. Missed links
    /// make the estimate too high, false ones too low (domain page, 1.1 and 1.6).
    /// </remarks>
    public static MatchingSensitivity Matching(CaptureTable table, IEnumerable<int> sets, double share = 0.1)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!(share > 0 && share < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "The share of links lies between 0 and 1.");
        var terms = ModelTerms.Of(table, sets);
        double? Moved(double by)
        {
            var counts = table.Counts.ToArray();
            for (var c = 1; c < counts.Length; c++)
            {
                if (BitOperations.IsPow2(c) || table.Counts[c] == 0) continue;
                var moved = table.Counts[c] * by;
                counts[c] += moved;
                for (var i = 0; i < table.Lists; i++) if ((c >> i & 1) == 1) counts[1 << i] -= moved;
            }
            if (counts.Any(n => n < 0)) return null;
            var fitter = new LogLinearFitter(table.Lists);
            fitter.Load(counts);
            return fitter.Fit(terms.Present, terms.Empty) == FitState.Fitted ? counts.Sum() + Math.Exp(fitter.Intercept) : null;
        }
        return new MatchingSensitivity(Moved(-share), Moved(share));
    }
}
