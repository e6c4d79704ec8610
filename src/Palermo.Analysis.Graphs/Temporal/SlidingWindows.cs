namespace Palermo.Analysis.Graphs;

/// <summary>One window of time: its network and its communities, each with the name it keeps from window to window.</summary>
/// <param name="From">Beginning, included.</param>
/// <param name="Until">End, not included.</param>
/// <param name="Graph">The contacts that began in it.</param>
/// <param name="Communities">The communities of two nodes or more, largest first.</param>
/// <param name="Names">For each of them a number that it keeps as long as it goes on.</param>
public sealed record TimeWindow(double From, double Until, Graph Graph, IReadOnlyList<int[]> Communities, IReadOnlyList<int> Names);

/// <summary>Looks at a network in time window by window, and follows its communities.</summary>
/// <remarks>Domain page, section 3.7: windows of 90 days every 30; a community goes on when the share of members in common (Jaccard) is .3 or more.</remarks>
public static class SlidingWindows
{
    /// <summary>The windows from the first contact to the last.</summary>
    /// <param name="length">Length of a window, in the unit of the contacts' time.</param>
    /// <param name="step">From the beginning of one to that of the next.</param>
    /// <param name="continues">Jaccard from which a community is the same; each name goes to its best match.</param>
    public static IEnumerable<TimeWindow> Over(
        TemporalGraph graph, double length, double step, double continues = 0.3, LeidenOptions? options = null)
    {
        if (!(length > 0) || !(step > 0)) throw new ArgumentOutOfRangeException(nameof(length), length, "length and step are above 0");
        return Walk();

        IEnumerable<TimeWindow> Walk()
        {
            if (graph.Count == 0) yield break;
            IReadOnlyList<int[]> before = [];
            IReadOnlyList<int> names = [];
            var next = 0;
            double begin = graph[0].Time, last = graph[graph.Count - 1].Time;
            for (var window = 0; window == 0 || begin + window * step <= last; window++)
            {
                var from = begin + window * step;
                var slice = graph.Slice(from, from + length).Undirected();
                var communities = Leiden.Find(slice, options).Groups().Where(group => group.Length > 1).ToArray();
                var named = Match(before, names, communities, continues, ref next);
                yield return new TimeWindow(from, from + length, slice, communities, named);
                (before, names) = (communities, named);
            }
        }
    }

    private static int[] Match(IReadOnlyList<int[]> before, IReadOnlyList<int> names, int[][] now, double continues, ref int next)
    {
        var pairs = new List<(double Likeness, int Now, int Before)>();
        for (var i = 0; i < now.Length; i++)
            for (var j = 0; j < before.Count; j++)
            {
                var common = now[i].Intersect(before[j]).Count();
                var likeness = (double)common / (now[i].Length + before[j].Length - common);
                if (likeness >= continues) pairs.Add((likeness, i, j));
            }
        var named = new int[now.Length];
        named.AsSpan().Fill(-1);
        var taken = new HashSet<int>();
        foreach (var (_, i, j) in pairs.OrderByDescending(pair => pair.Likeness).ThenBy(pair => pair.Now).ThenBy(pair => pair.Before))
            if (named[i] < 0 && taken.Add(j)) named[i] = names[j];
        for (var i = 0; i < named.Length; i++)
            if (named[i] < 0) named[i] = next++;
        return named;
    }
}
