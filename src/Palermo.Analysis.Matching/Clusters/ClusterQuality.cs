namespace Palermo.Analysis.Matching;

/// <summary>Why a person should look at a cluster before relying on it (entity-matching 5).</summary>
/// <param name="Records">Number of records.</param>
/// <param name="Density">Share of its pairs that are links.</param>
/// <param name="Diameter">Longest way between two of its records, in links.</param>
/// <param name="Bridges">Links without which it would fall in two.</param>
public sealed record ClusterQuality(int Records, double Density, int Diameter, IReadOnlyList<(int Left, int Right)> Bridges)
{
    /// <summary>True when any sign of a false merge is there: over 10 records, a bridge between groups of two or more, diameter over 3, density under 0.3.</summary>
    public bool NeedsReview => Records > 10 || Records > 3 && Bridges.Count > 0 || Diameter > 3 || Density < 0.3;

    /// <summary>Judges one cluster by the links within it.</summary>
    /// <param name="members">Its records.</param>
    /// <param name="links">Links; those with an end outside are passed over.</param>
    /// <remarks>Cost: records times links of the cluster.</remarks>
    public static ClusterQuality Of(IReadOnlyList<int> members, IEnumerable<(int Left, int Right)> links)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(links);
        var number = members.Select((record, i) => (record, i)).ToDictionary(p => p.record, p => p.i);
        var edges = links.Where(l => number.ContainsKey(l.Left) && number.ContainsKey(l.Right)).Distinct().ToList();
        var neighbours = members.Select(_ => new List<int>()).ToArray();
        foreach (var (left, right) in edges)
        {
            neighbours[number[left]].Add(number[right]);
            neighbours[number[right]].Add(number[left]);
        }
        var diameter = 0;
        for (var from = 0; from < members.Count; from++) diameter = Math.Max(diameter, Reach(neighbours, from, -1, -1).Max());
        var bridges = edges.Where(e => Reach(neighbours, number[e.Left], number[e.Left], number[e.Right])[number[e.Right]] < 0).ToList();
        var pairs = members.Count * (members.Count - 1.0) / 2;
        return new ClusterQuality(members.Count, pairs > 0 ? edges.Count / pairs : 1, diameter, bridges);
    }

    /// <summary>Steps from one record to every other, -1 where there is no way; one link may be taken out.</summary>
    private static int[] Reach(List<int>[] neighbours, int from, int withoutA, int withoutB)
    {
        var steps = new int[neighbours.Length];
        Array.Fill(steps, -1);
        steps[from] = 0;
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var at))
            foreach (var to in neighbours[at])
            {
                if (steps[to] >= 0 || at == withoutA && to == withoutB || at == withoutB && to == withoutA) continue;
                steps[to] = steps[at] + 1;
                queue.Enqueue(to);
            }
        return steps;
    }
}
