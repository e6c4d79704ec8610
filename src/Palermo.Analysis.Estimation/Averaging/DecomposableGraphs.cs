using System.Collections.Concurrent;
using System.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>A decomposable graph on lists: its cliques, and the separators of its junction tree.</summary>
/// <param name="Edges">Pairs of lists joined by an edge, as bits of lists.</param>
/// <param name="Cliques">Largest sets of lists all joined to one another.</param>
/// <param name="Separators">What neighbouring cliques share, without the empty ones; one may appear several times.</param>
internal sealed record DecomposableGraph(IReadOnlyList<int> Edges, int[] Cliques, int[] Separators);

/// <summary>All decomposable (chordal) graphs on a number of lists.</summary>
/// <remarks>
/// 2, 8, 61, 822 and 18,154 on two to six lists (OEIS A058862). Each of the 2^pairs graphs is tested by maximum cardinality search
/// (Tarjan and Yannakakis 1984), which gives cliques and separators on the way. Kept once made.
/// </remarks>
internal static class DecomposableGraphs
{
    /// <summary>The most lists taken.</summary>
    public const int MostLists = 6;

    private static readonly ConcurrentDictionary<int, DecomposableGraph[]> Made = new();

    public static DecomposableGraph[] Of(int lists)
    {
        if (lists is < 2 or > MostLists) throw new ArgumentOutOfRangeException(nameof(lists), lists, $"Decomposable graphs are listed for 2 to {MostLists} lists.");
        return Made.GetOrAdd(lists, Make);
    }

    private static DecomposableGraph[] Make(int lists)
    {
        int[] pairs = [.. from i in Enumerable.Range(0, lists) from j in Enumerable.Range(i + 1, lists - 1 - i) select 1 << i | 1 << j];
        var graphs = new List<DecomposableGraph>();
        var neighbours = new int[lists];
        for (var graph = 0; graph < 1 << pairs.Length; graph++)
        {
            Array.Clear(neighbours);
            int[] edges = [.. pairs.Where((_, k) => (graph >> k & 1) == 1)];
            foreach (var edge in edges)
            {
                int i = BitOperations.TrailingZeroCount(edge), j = BitOperations.Log2((uint)edge);
                neighbours[i] |= 1 << j;
                neighbours[j] |= 1 << i;
            }
            if (Decompose(neighbours) is var (cliques, separators)) graphs.Add(new DecomposableGraph(edges, cliques, separators));
        }
        return [.. graphs];
    }

    /// <summary>Visits the lists, each time the one with most visited neighbours; chordal when those neighbours are always all joined.</summary>
    private static (int[] Cliques, int[] Separators)? Decompose(int[] neighbours)
    {
        int lists = neighbours.Length, visited = 0, clique = 0;
        List<int> cliques = [], separators = [];
        for (var round = 0; round < lists; round++)
        {
            var next = Enumerable.Range(0, lists).Where(i => (visited >> i & 1) == 0).MaxBy(i => BitOperations.PopCount((uint)(neighbours[i] & visited)));
            var before = neighbours[next] & visited;
            for (var rest = before; rest != 0; rest &= rest - 1)
            {
                var i = BitOperations.TrailingZeroCount(rest);
                if ((before & ~(1 << i) & ~neighbours[i]) != 0) return null;
            }
            // The neighbours of a new list lie in one clique; when they are not the clique being built, that one is finished.
            if (before != clique)
            {
                cliques.Add(clique);
                if (before != 0) separators.Add(before);
            }
            clique = before | 1 << next;
            visited |= 1 << next;
        }
        cliques.Add(clique);
        return ([.. cliques], [.. separators]);
    }
}
