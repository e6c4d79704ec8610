using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>How figures give a small group away together.</summary>
public enum DifferencingKind
{
    /// <summary>One figure is part of another, and what lies between them is a small group.</summary>
    Nested,

    /// <summary>The same figure was published twice, and the change is a small group.</summary>
    Revision,

    /// <summary>Several figures together narrow a small group.</summary>
    Combination,
}

/// <summary>A small group that can be worked out from what is published.</summary>
/// <param name="Figures">The figures that give it away; for a combination, the group itself.</param>
/// <param name="Least">The group has at least so many people.</param>
/// <param name="Most">And at most so many.</param>
public sealed record DifferencingFinding(DifferencingKind Kind, IReadOnlyList<string> Figures, long Least, long Most);

/// <summary>What comparing releases found.</summary>
/// <param name="Complete">True when also all combinations of figures were examined; else only pairs.</param>
/// <param name="Incomplete">Why not, or null.</param>
public sealed record DifferencingReport(IReadOnlyList<DifferencingFinding> Findings, bool Complete, string? Incomplete)
{
    /// <summary>Nothing was found, so the releases may stand together.</summary>
    public bool Clear => Findings.Count == 0;
}

/// <summary>Compares releases, as an outsider would who keeps them all.</summary>
/// <remarks>
/// First every pair of shown figures of which one is part of the other; then all figures together as equations over groups of people
/// that no figure tells apart, each group, and each hidden cell, narrowed by linear programmes. Before a new table is published, check it
/// with all that went before. Cost: figures squared, and for the second part a simplex for each group, up to <see cref="MostGroups"/>.
/// </remarks>
public static class Differencing
{
    /// <summary>Groups beyond which combinations are not examined.</summary>
    public const int MostGroups = 250;

    /// <summary>Figures beyond which not even pairs are compared.</summary>
    public const int MostFigures = 30_000;

    private const double MostAtoms = 200_000;

    /// <summary>Looks for groups of 1 to one below the threshold that releases give away together.</summary>
    public static DifferencingReport Check(IReadOnlyList<Release> releases, int threshold = SmallCounts.DefaultThreshold)
    {
        ArgumentNullException.ThrowIfNull(releases);
        if (threshold < 2) throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold is 2 or more.");
        if (releases.Select(r => r.Name).Distinct(StringComparer.Ordinal).Count() != releases.Count)
            throw new ArgumentException("Two releases have the same name.", nameof(releases));
        var space = new ReleaseSpace(releases);
        if (space.Figures.Count > MostFigures)
            throw new ArgumentException($"The releases hold {space.Figures.Count} figures; at most {MostFigures:N0} are compared. Compare fewer or coarser tables.", nameof(releases));
        var findings = new List<DifferencingFinding>();
        Pairs(space, threshold, findings);
        var incomplete = Combinations(space, threshold, findings);
        return new DifferencingReport(findings, incomplete is null, incomplete);
    }

    private static void Pairs(ReleaseSpace space, int threshold, List<DifferencingFinding> findings)
    {
        var shown = space.Figures.Where(f => f.Count is not null).ToArray();
        for (var i = 0; i < shown.Length; i++)
            for (var j = i + 1; j < shown.Length; j++)
            {
                bool inner = ReleaseSpace.Within(shown[i], shown[j]), outer = ReleaseSpace.Within(shown[j], shown[i]);
                if (!inner && !outer) continue;
                var difference = shown[j].Count!.Value - shown[i].Count!.Value;
                var same = inner && outer;
                if (same) difference = Math.Abs(difference);
                else if (outer) difference = -difference;
                if (difference > 0 && difference < threshold)
                    findings.Add(new(same ? DifferencingKind.Revision : DifferencingKind.Nested, [shown[i].Name, shown[j].Name], difference, difference));
            }
    }

    private static string? Combinations(ReleaseSpace space, int threshold, List<DifferencingFinding> findings)
    {
        if (space.Atoms > MostAtoms) return $"the releases divide people into more than {MostAtoms:N0} kinds";
        // Atoms that lie in the same figures, shown or hidden, are one group.
        var groups = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<string>();
        var members = new List<int[]>();
        foreach (var atom in space.AllAtoms())
        {
            int[] within = [.. Enumerable.Range(0, space.Figures.Count).Where(f => ReleaseSpace.Holds(space.Figures[f], atom))];
            if (within.Length == 0) continue;
            var key = string.Join(' ', within);
            if (groups.TryGetValue(key, out var g)) { names[g] += " or " + space.NameOf(atom); continue; }
            if (groups.Count == MostGroups) return $"the releases divide people into more than {MostGroups} groups";
            groups[key] = groups.Count;
            names.Add(space.NameOf(atom));
            members.Add(within);
        }
        var rows = new List<double[]>();
        var right = new List<double>();
        for (var f = 0; f < space.Figures.Count; f++)
        {
            if (space.Figures[f].Count is not { } count) continue;
            rows.Add([.. members.Select(m => Array.BinarySearch(m, f) >= 0 ? 1.0 : 0.0)]);
            right.Add(count);
        }
        var programme = new LinearProgram(rows, right, members.Count);
        if (programme.State == LinearProgramState.Infeasible) return "the figures contradict each other: some were revised between releases";
        var known = new HashSet<string>(findings.SelectMany(f => f.Figures), StringComparer.Ordinal);
        var targets = members.Select((_, g) => (Name: names[g], Of: Enumerable.Range(0, members.Count).Select(i => i == g ? 1.0 : 0.0).ToArray()))
            .Concat(Enumerable.Range(0, space.Figures.Count).Where(f => space.Figures[f].Count is null)
                .Select(f => (space.Figures[f].Name, Of: members.Select(m => Array.BinarySearch(m, f) >= 0 ? 1.0 : 0.0).ToArray())));
        foreach (var (name, objective) in targets)
        {
            if (programme.Maximise(objective, out var most) != LinearProgramState.Optimal) continue;
            if (programme.Maximise([.. objective.Select(o => -o)], out var least) != LinearProgramState.Optimal) continue;
            long low = (long)Math.Ceiling(-least - 1e-6), high = (long)Math.Floor(most + 1e-6);
            // Narrowed to fewer than the threshold's width, and small for all that is known.
            if (high - low < threshold && high >= 1 && low < threshold && known.Add(name))
                findings.Add(new(DifferencingKind.Combination, [name], low, high));
        }
        return null;
    }
}
