namespace Palermo.Analysis.Matching;

/// <summary>Groups of records taken to be one entity each.</summary>
/// <param name="ClusterOf">Number of the cluster of each record; a record alone has its own. Numbered by their first record.</param>
/// <param name="Count">Number of clusters, those of one record included.</param>
/// <param name="Refused">Links at or above the threshold whose ends stayed apart: a contradiction, or too little in common on average.</param>
public sealed record Clusters(int[] ClusterOf, int Count, IReadOnlyList<ScoredPair> Refused)
{
    /// <summary>Records of every cluster of two or more, by cluster number.</summary>
    public IReadOnlyList<int[]> Members() =>
        [.. ClusterOf.Select((cluster, record) => (cluster, record)).GroupBy(p => p.cluster, p => p.record).Where(g => g.Count() > 1).OrderBy(g => g.Key).Select(g => g.ToArray())];
}

/// <summary>Turns links into groups without letting one wrong link chain two people together.</summary>
/// <remarks>
/// Links are taken from the strongest down; two groups are merged only if the mean probability over all pairs across them reaches the
/// threshold and no pair is forbidden (entity-matching 5: average linkage with contradictions). Pairs that blocking never saw are scored when asked for. Across
/// large groups a fixed sample of pairs is asked, so that the cost of a merge is bounded: links times <see cref="MostAsked"/> at worst.
/// </remarks>
public static class Clustering
{
    /// <summary>Most pairs asked for one merge.</summary>
    public const int MostAsked = 400;

    /// <summary>Groups the records.</summary>
    /// <param name="records">Number of records.</param>
    /// <param name="links">Scored pairs; those below the threshold are only used as known probabilities.</param>
    /// <param name="threshold">Least probability of a link, and least mean probability of a merge.</param>
    /// <param name="weight">Weight in bits of a pair that is not among the links.</param>
    /// <param name="cannotLink">Pairs that must stay apart: judged "not the same", or contradicting documents. Either order.</param>
    public static Clusters AverageLinkage(int records, ReadOnlySpan<ScoredPair> links, double threshold, Func<int, int, double> weight, IReadOnlySet<(int, int)>? cannotLink = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (!(threshold is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "above 0, at most 1");
        var least = (float)Weights.FromProbability(threshold);
        var order = Strongest(links, least);
        var groups = new Groups(records);
        var refused = new List<ScoredPair>();
        foreach (var link in order)
        {
            int a = groups.Find(link.Left), b = groups.Find(link.Right);
            if (a == b) continue;
            if (!Forbidden(groups, a, b, cannotLink) && Mean(groups, a, b, link, weight) >= threshold) groups.Merge(a, b);
            else refused.Add(link);
        }
        return Numbered(groups, records, [.. refused.Where(l => groups.Find(l.Left) != groups.Find(l.Right))]);
    }

    /// <summary>Groups by chains of links alone, for comparison: one wrong link joins two people.</summary>
    public static Clusters ConnectedComponents(int records, ReadOnlySpan<ScoredPair> links, double threshold)
    {
        var least = (float)Weights.FromProbability(threshold);
        var groups = new Groups(records);
        foreach (var link in links)
        {
            if (link.Weight < least) continue;
            int a = groups.Find(link.Left), b = groups.Find(link.Right);
            if (a != b) groups.Merge(a, b);
        }
        return Numbered(groups, records, []);
    }

    private static ScoredPair[] Strongest(ReadOnlySpan<ScoredPair> links, float least)
    {
        var kept = new List<ScoredPair>();
        foreach (var link in links)
            if (link.Weight >= least) kept.Add(link);
        // Keys that order as weights do, strongest first, with the place in the list below them to settle ties.
        var keys = new ulong[kept.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(kept[i].Weight);
            bits ^= (bits & 0x80000000) != 0 ? uint.MaxValue : 0x80000000;
            keys[i] = (ulong)~bits << 32 | (uint)i;
        }
        Array.Sort(keys);
        var result = new ScoredPair[keys.Length];
        for (var i = 0; i < result.Length; i++) result[i] = kept[(int)(uint)keys[i]];
        return result;
    }

    private static double Mean(Groups groups, int a, int b, ScoredPair link, Func<int, int, double> weight)
    {
        int sizeA = groups.Size(a), sizeB = groups.Size(b);
        if (sizeA == 1 && sizeB == 1) return link.Probability;
        var pairs = (long)sizeA * sizeB;
        var step = Math.Max(1, pairs / MostAsked);
        double sum = 0;
        var asked = 0;
        var left = groups.Members(a);
        var right = groups.Members(b);
        for (long p = 0; p < pairs && asked < MostAsked; p += step, asked++)
            sum += Weights.ToProbability(weight(left[(int)(p / sizeB)], right[(int)(p % sizeB)]));
        return sum / asked;
    }

    private static bool Forbidden(Groups groups, int a, int b, IReadOnlySet<(int, int)>? cannotLink)
    {
        if (cannotLink is null || cannotLink.Count == 0) return false;
        foreach (var i in groups.Members(a))
            foreach (var j in groups.Members(b))
                if (cannotLink.Contains((i, j)) || cannotLink.Contains((j, i))) return true;
        return false;
    }

    private static Clusters Numbered(Groups groups, int records, IReadOnlyList<ScoredPair> refused)
    {
        var clusterOf = new int[records];
        var number = new int[records];
        Array.Fill(number, -1);
        var count = 0;
        for (var r = 0; r < records; r++)
        {
            var root = groups.Find(r);
            if (number[root] < 0) number[root] = count++;
            clusterOf[r] = number[root];
        }
        return new Clusters(clusterOf, count, refused);
    }

    /// <summary>Union-find that can list its members: every group is also a chain of records.</summary>
    private sealed class Groups
    {
        private readonly int[] parent;
        private readonly int[] next;
        private readonly int[] last;
        private readonly int[] size;

        public Groups(int records)
        {
            parent = new int[records];
            next = new int[records];
            last = new int[records];
            size = new int[records];
            for (var r = 0; r < records; r++) parent[r] = last[r] = r;
            Array.Fill(next, -1);
            Array.Fill(size, 1);
        }

        public int Find(int record)
        {
            while (parent[record] != record) record = parent[record] = parent[parent[record]];
            return record;
        }

        public int Size(int root) => size[root];

        public int[] Members(int root)
        {
            var members = new int[size[root]];
            for (int at = 0, r = root; r >= 0; r = next[r]) members[at++] = r;
            return members;
        }

        public void Merge(int a, int b)
        {
            if (size[a] < size[b]) (a, b) = (b, a);
            parent[b] = a;
            next[last[a]] = b;
            last[a] = last[b];
            size[a] += size[b];
        }
    }
}
