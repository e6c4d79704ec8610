using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>All blocked pairs of a table, each once, in chunks of work whose order does not hang on the number of threads.</summary>
internal sealed class PairSource
{
    /// <summary>Pairs handed to a visitor at a time.</summary>
    public const int Batch = 2048;

    private const int ChunkPairs = 1 << 17;

    private readonly RuleBlocks[] rules;
    private readonly int split;
    private readonly int[] flat;
    private readonly int stride;
    private readonly int[] offsets;
    private readonly List<(int Rule, int From, int To)> chunks = [];

    public PairSource(RecordTable table, IReadOnlyList<RuleBlocks> rules)
    {
        this.rules = [.. rules];
        split = table.Split;
        offsets = new int[rules.Count + 1];
        for (var r = 0; r < rules.Count; r++) offsets[r + 1] = offsets[r] + rules[r].Slots;
        stride = offsets[^1];
        // One row a record, so that asking whether an earlier rule held a pair touches two lines of memory.
        if (rules.Count == 1)
        {
            flat = rules[0].BlockOf;
            Cut(0);
            return;
        }
        flat = new int[(long)table.Count * stride];
        for (var r = 0; r < rules.Count; r++)
        {
            var of = rules[r].BlockOf;
            var slots = rules[r].Slots;
            for (var i = 0; i < table.Count; i++)
                for (var s = 0; s < slots; s++) flat[i * stride + offsets[r] + s] = of[i * slots + s];
        }
        for (var r = 0; r < rules.Count; r++) Cut(r);
    }

    public int Chunks => chunks.Count;

    private void Cut(int rule)
    {
        var starts = rules[rule].Starts;
        var from = 0;
        var pairs = 0L;
        for (var b = 0; b + 1 < starts.Length; b++)
        {
            long size = starts[b + 1] - starts[b];
            pairs += size * (size - 1) / 2;
            if (pairs < ChunkPairs) continue;
            chunks.Add((rule, from, b + 1));
            from = b + 1;
            pairs = 0;
        }
        if (from < starts.Length - 1) chunks.Add((rule, from, starts.Length - 1));
    }

    /// <summary>Hands the pairs of a chunk that no earlier rule holds to the visitor, in batches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Visit(int chunk, int[] left, int[] right, Action<int> visitor)
    {
        var (rule, from, to) = chunks[chunk];
        var blocks = rules[rule];
        var n = 0;
        for (var b = from; b < to; b++)
        {
            var members = blocks.Members.AsSpan(blocks.Starts[b], blocks.Starts[b + 1] - blocks.Starts[b]);
            var second = split == 0 ? 0 : FirstOfSecond(members);
            for (var x = 0; x < (split == 0 ? members.Length : second); x++)
            {
                var i = members[x];
                for (var y = split == 0 ? x + 1 : second; y < members.Length; y++)
                {
                    var j = members[y];
                    if (HeldEarlier(rule, b, i, j)) continue;
                    left[n] = i;
                    right[n] = j;
                    if (++n < Batch) continue;
                    visitor(n);
                    n = 0;
                }
            }
        }
        if (n > 0) visitor(n);
    }

    private int FirstOfSecond(ReadOnlySpan<int> members)
    {
        var at = members.BinarySearch(split);
        return at < 0 ? ~at : at;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool HeldEarlier(int rule, int block, int i, int j)
    {
        var a = flat.AsSpan(i * stride, stride);
        var b = flat.AsSpan(j * stride, stride);
        for (var r = 0; r < rule; r++)
            for (var s = offsets[r]; s < offsets[r + 1]; s++)
            {
                if (a[s] < 0) continue;
                for (var t = offsets[r]; t < offsets[r + 1]; t++)
                    if (a[s] == b[t]) return true;
            }
        for (var s = offsets[rule]; s < offsets[rule + 1]; s++)      // of two blocks of this rule that hold both, the first counts
        {
            if (a[s] < 0) continue;
            for (var t = offsets[rule]; t < offsets[rule + 1]; t++)
                if (a[s] == b[t]) return a[s] != block;
        }
        return false;
    }

    /// <summary>Whether any rule holds the pair.</summary>
    public bool Holds(int i, int j)
    {
        for (var r = 0; r < rules.Length; r++)
            for (var s = offsets[r]; s < offsets[r + 1]; s++)
            {
                var block = flat[i * stride + s];
                if (block < 0) continue;
                for (var t = offsets[r]; t < offsets[r + 1]; t++)
                    if (flat[j * stride + t] == block) return true;
            }
        return false;
    }
}
