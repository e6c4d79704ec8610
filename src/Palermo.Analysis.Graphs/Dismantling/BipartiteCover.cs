namespace Palermo.Analysis.Graphs;

/// <summary>The fewest nodes that touch every edge between two sides.</summary>
/// <remarks>D. Koenig 1931, from a largest matching found by J. Hopcroft and R. Karp 1973: O(edges * sqrt(nodes)).</remarks>
internal static class BipartiteCover
{
    public static List<int> Least(IReadOnlyList<(int Left, int Right)> edges)
    {
        var lefts = Numbered(edges.Select(edge => edge.Left));
        var rights = Numbered(edges.Select(edge => edge.Right));
        var rows = new List<int>[lefts.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = [];
        foreach (var (left, right) in edges) rows[lefts[left]].Add(rights[right]);
        var mateOfLeft = new int[lefts.Count];
        var mateOfRight = new int[rights.Count];
        mateOfLeft.AsSpan().Fill(-1);
        mateOfRight.AsSpan().Fill(-1);
        var level = new int[lefts.Count];
        var next = new int[lefts.Count];
        while (Levels())
        {
            Array.Clear(next);
            for (var i = 0; i < rows.Length; i++)
                if (mateOfLeft[i] < 0) Augment(i);
        }
        // From unmatched lefts, along edges to the right and matches back: the cover is the lefts not met and the rights met.
        var metLeft = new bool[lefts.Count];
        var metRight = new bool[rights.Count];
        var walk = new Stack<int>();
        for (var i = 0; i < rows.Length; i++)
            if (mateOfLeft[i] < 0)
            {
                metLeft[i] = true;
                walk.Push(i);
            }
        while (walk.TryPop(out var i))
            foreach (var r in rows[i])
            {
                if (metRight[r]) continue;
                metRight[r] = true;
                var back = mateOfRight[r];
                if (back < 0 || metLeft[back]) continue;
                metLeft[back] = true;
                walk.Push(back);
            }
        var cover = new List<int>();
        foreach (var (node, i) in lefts)
            if (!metLeft[i]) cover.Add(node);
        foreach (var (node, r) in rights)
            if (metRight[r]) cover.Add(node);
        cover.Sort();
        return cover;

        bool Levels()
        {
            var queue = new Queue<int>();
            level.AsSpan().Fill(-1);
            for (var i = 0; i < rows.Length; i++)
                if (mateOfLeft[i] < 0)
                {
                    level[i] = 0;
                    queue.Enqueue(i);
                }
            var open = false;
            while (queue.TryDequeue(out var i))
                foreach (var r in rows[i])
                {
                    var back = mateOfRight[r];
                    if (back < 0) open = true;
                    else if (level[back] < 0)
                    {
                        level[back] = level[i] + 1;
                        queue.Enqueue(back);
                    }
                }
            return open;
        }

        void Augment(int root)
        {
            var path = new Stack<(int Left, int Right)>();
            var at = root;
            while (true)
            {
                var moved = false;
                while (next[at] < rows[at].Count)
                {
                    var r = rows[at][next[at]++];
                    var back = mateOfRight[r];
                    if (back < 0)
                    {
                        (mateOfRight[r], mateOfLeft[at]) = (at, r);
                        while (path.TryPop(out var step)) (mateOfRight[step.Right], mateOfLeft[step.Left]) = (step.Left, step.Right);
                        return;
                    }
                    if (level[back] != level[at] + 1) continue;
                    path.Push((at, r));
                    at = back;
                    moved = true;
                    break;
                }
                if (moved) continue;
                level[at] = -1;
                if (!path.TryPop(out var up)) return;
                at = up.Left;
            }
        }
    }

    private static Dictionary<int, int> Numbered(IEnumerable<int> nodes)
    {
        var numbers = new Dictionary<int, int>();
        foreach (var node in nodes) numbers.TryAdd(node, numbers.Count);
        return numbers;
    }
}
