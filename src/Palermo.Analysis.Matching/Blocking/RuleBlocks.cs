using System.Buffers;
using System.Runtime.CompilerServices;

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
    public int[] BlockOf { get; private set; }

    /// <summary>Gives <see cref="BlockOf"/> back when it is no longer needed.</summary>
    public void Release() => BlockOf = [];

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
        var parts = rule.Parts.Select(p => KeyParts.Columns(p, table, names)).ToArray();
        if (parts.Any(p => p is null || p.Length == 0)) return null;
        int n = table.Count, slots = Math.Min(KeyParts.MaxSlots, parts.Aggregate(1, (product, p) => product * p!.Length));
        var keys = ArrayPool<ulong>.Shared.Rent(n * slots);
        Combine(parts!, slots, n, keys);
        var blockOf = new int[n * slots];
        var sizes = Number(keys, slots, blockOf);
        ArrayPool<ulong>.Shared.Return(keys);
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static List<int> Number(ulong[] keys, int slots, int[] blockOf)
    {
        var capacity = 16;
        while (capacity < 1.5 * blockOf.Length && capacity < 1 << 30) capacity <<= 1;
        var table = ArrayPool<int>.Shared.Rent(capacity);
        Array.Clear(table, 0, capacity);
        var sizes = new List<int>();
        var firsts = new List<int>();
        var mask = (uint)capacity - 1;
        for (var at = 0; at < blockOf.Length; at++)
        {
            var key = keys[at];
            blockOf[at] = -1;
            if (key == 0 || slots > 1 && Earlier(keys, at, slots, key)) continue;
            var place = (uint)key & mask;
            int number;
            while ((number = table[place]) != 0 && keys[firsts[number - 1]] != key) place = (place + 1) & mask;
            if (number == 0)
            {
                firsts.Add(at);
                sizes.Add(0);
                number = table[place] = sizes.Count;
            }
            blockOf[at] = number - 1;
            sizes[number - 1]++;
        }
        ArrayPool<int>.Shared.Return(table);
        return sizes;
    }

    /// <summary>Whether an earlier slot of the same record has the key already.</summary>
    private static bool Earlier(ulong[] keys, int at, int slots, ulong key)
    {
        for (var before = at - at % slots; before < at; before++)
            if (keys[before] == key) return true;
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

    /// <summary>Keys of a rule from those of its parts, one row a record: every combination of one slot of each part, up to the slots there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(KeyColumn[][] parts, int slots, int n, ulong[] keys)
    {
        for (var s = 0; s < slots; s++)
        {
            var rest = s;
            for (var p = 0; p < parts.Length; p++)
            {
                var column = parts[p][rest % parts[p].Length];
                rest /= parts[p].Length;
                for (int r = 0, at = s; r < n; r++, at += slots)
                {
                    if (p > 0 && keys[at] == 0) continue;
                    var hash = column[r];
                    keys[at] = p == 0 || hash == 0 ? hash : KeyHash.Join(keys[at], hash);
                }
            }
        }
    }
}

/// <summary>What a blocking rule gave.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Blocks">Blocks of two records or more that are used.</param>
/// <param name="Pairs">Pairs within them; a pair may come from several rules and is scored once.</param>
/// <param name="PairsLeftOut">Pairs in blocks too large for the budget: a pair held by no other rule is lost.</param>
public sealed record BlockingReport(string Rule, int Blocks, long Pairs, long PairsLeftOut);
