namespace Palermo.Analysis.Graphs;

/// <summary>The blocks of a network: parts in which no single person's removal separates two others. Blocks meet only in cut nodes.</summary>
/// <param name="Starts">Where each block begins in <paramref name="Members"/>; one longer than the number of blocks.</param>
/// <param name="Members">The nodes of the blocks; a cut node stands in several. Blocks come in an order in which each but the last
/// of a component is linked to the rest through its first member.</param>
/// <param name="IsCutNode">For each node, whether its removal would break its component.</param>
/// <remarks>J. Hopcroft and R. Tarjan 1973, without recursion, so that a path of a million nodes does no harm. O(nodes + edges). A node without edges is in no block.</remarks>
public sealed record BiconnectedBlocks(int[] Starts, int[] Members, bool[] IsCutNode)
{
    /// <summary>How many blocks there are.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>The nodes of a block.</summary>
    public ReadOnlySpan<int> this[int block] => Members.AsSpan(Starts[block], Starts[block + 1] - Starts[block]);

    /// <summary>Finds the blocks; the direction of edges does not count.</summary>
    public static BiconnectedBlocks Of(Graph graph)
    {
        graph = graph.Undirected();
        var n = graph.NodeCount;
        var (offsets, targets, _) = graph.Rows;
        var found = new int[n]; // order of discovery, from 1; 0 when not yet
        var low = new int[n];
        var parent = new int[n];
        var next = new int[n];
        var cut = new bool[n];
        var path = new Stack<int>();
        var waiting = new Stack<int>();
        var starts = new List<int> { 0 };
        var members = new List<int>();
        var time = 0;
        for (var root = 0; root < n; root++)
        {
            if (found[root] != 0) continue;
            var blocksOfRoot = 0;
            found[root] = low[root] = ++time;
            parent[root] = -1;
            next[root] = offsets[root];
            path.Push(root);
            while (path.TryPeek(out var v))
            {
                if (next[v] < offsets[v + 1])
                {
                    var u = targets[next[v]++];
                    if (found[u] == 0)
                    {
                        found[u] = low[u] = ++time;
                        parent[u] = v;
                        next[u] = offsets[u];
                        path.Push(u);
                        waiting.Push(u);
                    }
                    else if (u != parent[v]) low[v] = Math.Min(low[v], found[u]);
                    continue;
                }
                path.Pop();
                var up = parent[v];
                if (up < 0) break;
                low[up] = Math.Min(low[up], low[v]);
                if (low[v] < found[up]) continue;
                // Nothing below v reaches above `up`: v and what waits on top of it is a block with `up`.
                members.Add(up);
                int member;
                do
                {
                    member = waiting.Pop();
                    members.Add(member);
                }
                while (member != v);
                starts.Add(members.Count);
                if (parent[up] >= 0) cut[up] = true;
                else blocksOfRoot++;
            }
            if (blocksOfRoot > 1) cut[root] = true;
        }
        return new BiconnectedBlocks([.. starts], [.. members], cut);
    }
}
