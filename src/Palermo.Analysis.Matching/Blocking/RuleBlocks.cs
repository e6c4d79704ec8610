namespace Palermo.Analysis.Matching;

/// <summary>The blocks of one rule: records that share a key, by block.</summary>
internal sealed class RuleBlocks
{
    private RuleBlocks(BlockingRule rule, int slots, int[] blockOf, int[] members, int[] starts, BlockingReport report)
    {
        Rule = rule;
        Slots = slots;
        BlockOf = blockOf;
        Members = members;
        Starts = starts;
        Report = report;
    }

    public BlockingRule Rule { get; }

    /// <summary>Keys a record may have under this rule.</summary>
    public int Slots { get; }

    /// <summary>Block of each record and slot, [record * Slots + slot]; -1 for none.</summary>
    public int[] BlockOf { get; }

    /// <summary>Records by block, ascending within one.</summary>
    public int[] Members { get; }

    /// <summary>Where each block begins in <see cref="Members"/>; one more than blocks.</summary>
    public int[] Starts { get; }

    public int Count => Starts.Length - 1;

    public BlockingReport Report { get; }

    /// <summary>Builds the blocks; null when the table lacks a field of the rule.</summary>
    /// <param name="budget">Most pairs wanted: the largest blocks are left out until the rest fit.</param>
    public static RuleBlocks? Build(BlockingRule rule, RecordTable table, PersonNames? names, double budget)
    {
        var keys = Combine([.. rule.Parts.Select(p => KeyParts.Hashes(p, table, names))]);
        if (keys is null) return null;
        int n = table.Count, slots = keys.Length;
        var blockOf = new int[n * slots];
        var sizes = Number(keys, blockOf, n);
        var firsts = table.Split > 0 ? FirstSizes(blockOf, sizes.Count, table.Split * slots) : null;
        var (cap, kept, lost) = Cap(sizes, firsts, budget);
        // Blocks of one record, and those above the cap, are no blocks; the others are numbered anew.
        var renumbered = new int[sizes.Count];
        var starts = new List<int> { 0 };
        for (var b = 0; b < renumbered.Length; b++)
        {
            var pairs = Pairs(sizes[b], firsts?[b]);
            renumbered[b] = pairs <= 0 || pairs > cap ? -1 : starts.Count - 1;
            if (renumbered[b] >= 0) starts.Add(starts[^1] + sizes[b]);
        }
        var members = new int[starts[^1]];
        var next = starts.ToArray();
        for (var at = 0; at < blockOf.Length; at++)
        {
            if (blockOf[at] < 0) continue;
            var block = blockOf[at] = renumbered[blockOf[at]];
            if (block >= 0) members[next[block]++] = at / slots;
        }
        return new RuleBlocks(rule, slots, blockOf, members, [.. starts], new BlockingReport(rule.Name, starts.Count - 1, (long)kept, (long)lost));
    }

    private static double Pairs(int size, int? first) => first is { } f ? (double)f * (size - f) : size * (size - 1.0) / 2;

    /// <summary>Numbers distinct keys in order of first sight, by open addressing; gives their sizes.</summary>
    private static List<int> Number(ulong[][] keys, int[] blockOf, int n)
    {
        var slots = keys.Length;
        var capacity = 16;
        while (capacity < 2L * n * slots && capacity < 1 << 30) capacity <<= 1;
        var table = new ulong[capacity];
        var number = new int[capacity];
        var sizes = new List<int>();
        var mask = (uint)capacity - 1;
        for (var r = 0; r < n; r++)
            for (var s = 0; s < slots; s++)
            {
                var key = keys[s][r];
                if (key == 0 || s > 0 && Earlier(keys, r, s, key)) { blockOf[r * slots + s] = -1; continue; }
                var at = (uint)key & mask;
                while (table[at] != 0 && table[at] != key) at = (at + 1) & mask;
                if (table[at] == 0)
                {
                    table[at] = key;
                    number[at] = sizes.Count;
                    sizes.Add(0);
                }
                blockOf[r * slots + s] = number[at];
                sizes[number[at]]++;
            }
        return sizes;
    }

    private static bool Earlier(ulong[][] keys, int record, int slot, ulong key)
    {
        for (var s = 0; s < slot; s++)
            if (keys[s][record] == key) return true;
        return false;
    }

    private static int[] FirstSizes(int[] blockOf, int blocks, int end)
    {
        var firsts = new int[blocks];
        foreach (var block in blockOf.AsSpan(0, end))
            if (block >= 0) firsts[block]++;
        return firsts;
    }

    /// <summary>The largest block, in pairs, such that all blocks up to it stay within the budget.</summary>
    private static (double Cap, double Kept, double Lost) Cap(List<int> sizes, int[]? firsts, double budget)
    {
        var byPairs = new SortedDictionary<double, double>();
        var all = 0.0;
        for (var b = 0; b < sizes.Count; b++)
        {
            var pairs = Pairs(sizes[b], firsts?[b]);
            if (pairs <= 0) continue;
            byPairs[pairs] = byPairs.GetValueOrDefault(pairs) + pairs;
            all += pairs;
        }
        if (all <= budget) return (double.MaxValue, all, 0);
        var kept = 0.0;
        var cap = 0.0;
        foreach (var (size, pairs) in byPairs)
        {
            if (kept + pairs > budget) break;
            kept += pairs;
            cap = size;
        }
        return (cap, kept, all - kept);
    }

    /// <summary>Keys of a rule from those of its parts: every combination of one slot of each.</summary>
    private static ulong[][]? Combine(ulong[][]?[] parts)
    {
        ulong[][] result = [];
        foreach (var part in parts)
        {
            if (part is null || part.Length == 0) return null;
            if (result.Length == 0) { result = part; continue; }
            var joined = new List<ulong[]>();
            foreach (var left in result)
                foreach (var right in part)
                {
                    var both = new ulong[left.Length];
                    for (var r = 0; r < both.Length; r++) both[r] = left[r] == 0 || right[r] == 0 ? 0 : KeyHash.Join(left[r], right[r]);
                    joined.Add(both);
                }
            result = [.. joined.Take(KeyParts.MaxSlots)];
        }
        return result;
    }
}

/// <summary>What a blocking rule gave.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Blocks">Blocks of two records or more that are used.</param>
/// <param name="Pairs">Pairs within them; a pair may come from several rules and is scored once.</param>
/// <param name="PairsLeftOut">Pairs in blocks too large for the budget: a pair held by no other rule is lost.</param>
public sealed record BlockingReport(string Rule, int Blocks, long Pairs, long PairsLeftOut);
