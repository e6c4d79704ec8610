using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Graphs;

/// <summary>Brandes's sweep in steps: counts shortest paths outward, then adds up dependencies inward.</summary>
/// <remarks>
/// A node may stand for several twins (its copies): paths through it count that many times, and its dependency is that of one copy.
/// The arcs that lead one step further are noted on the way out, so the way back reads only those; no
/// step of the inner loop has a branch that the processor must guess. O(edges).
/// </remarks>
internal sealed class BreadthSweep : ISourceSweep
{
    private readonly int[] _offsets, _targets, _level, _order, _further, _furtherStart;
    private readonly double[] _paths, _share, _dependency;
    private readonly double[]? _copies;
    private int _reached;

    public BreadthSweep(int[] offsets, int[] targets, double[]? copies)
    {
        var n = offsets.Length - 1;
        (_offsets, _targets, _copies) = (offsets, targets, copies);
        _level = new int[n];
        _order = new int[n + 1];
        _further = new int[targets.Length + 1];
        _furtherStart = new int[n + 1];
        _paths = new double[n];
        _share = new double[n];
        _dependency = new double[n];
        _level.AsSpan().Fill(int.MaxValue);
    }

    public ReadOnlySpan<int> Reached => _order.AsSpan(0, _reached);

    public ReadOnlySpan<double> Dependencies => _dependency.AsSpan(0, _reached);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Run(int source, double[] targetWeight)
    {
        fixed (int* offsets = _offsets, targets = _targets, level = _level, order = _order, further = _further, starts = _furtherStart)
        fixed (double* paths = _paths, share = _share, copies = _copies, weight = targetWeight, dependency = _dependency)
        {
            for (var i = 0; i < _reached; i++)
            {
                level[order[i]] = int.MaxValue;
                paths[order[i]] = 0;
            }
            int tail = 1, noted = 0;
            order[0] = source;
            level[source] = 0;
            paths[source] = 1;
            for (var head = 0; head < tail; head++)
            {
                var v = order[head];
                var next = level[v] + 1;
                var begun = noted;
                starts[head] = noted;
                int end = offsets[v + 1];
                for (var at = offsets[v]; at < end; at++)
                {
                    var u = targets[at];
                    var before = level[u];
                    order[tail] = u;
                    further[noted] = u;
                    level[u] = before < next ? before : next;
                    tail += before > next ? 1 : 0;
                    noted += before >= next ? 1 : 0;
                }
                var through = copies == null || head == 0 ? paths[v] : paths[v] * copies[v];
                for (var i = begun; i < noted; i++) paths[further[i]] += through;
            }
            starts[tail] = noted;
            _reached = tail;
            // Inward: share[v] is what each path to v brings, as target and on the way further.
            for (var head = tail - 1; head > 0; head--)
            {
                var v = order[head];
                double worth = 0;
                for (var i = starts[head]; i < starts[head + 1]; i++) worth += share[further[i]];
                var carried = paths[v] * worth;
                dependency[head] = carried;
                share[v] = (weight[v] + (copies == null ? carried : copies[v] * carried)) / paths[v];
            }
            dependency[0] = 0;
        }
    }
}
