namespace Palermo.Analysis.Graphs;

/// <summary>Arrays that the steps of Leiden use again and again, so that iterations do not wait for fresh memory.</summary>
/// <remarks>Sums are all zero, and marks all false, between uses: whoever uses them clears what it touched.</remarks>
internal sealed class LeidenWorkspace
{
    private readonly int _nodes;
    private readonly Stack<Gather> _gathers = new();

    public LeidenWorkspace(int nodes, int arcs)
    {
        _nodes = nodes;
        CommunityMass = new double[nodes];
        CommunitySize = new int[nodes];
        Owner = new int[nodes];
        Free = new int[nodes];
        Waiting = new bool[nodes];
        Queue = new int[nodes];
        Outward = new double[nodes];
        Alone = new bool[nodes];
        ArcTargets = GC.AllocateUninitializedArray<int>(arcs);
        ArcWeights = GC.AllocateUninitializedArray<double>(arcs);
    }

    public double[] CommunityMass { get; }
    public int[] CommunitySize { get; }
    public int[] Owner { get; }
    public int[] Free { get; }
    public bool[] Waiting { get; }
    public int[] Queue { get; }
    public double[] Outward { get; }
    public bool[] Alone { get; }
    public int[] ArcTargets { get; }
    public double[] ArcWeights { get; }

    public Gather Take()
    {
        lock (_gathers) return _gathers.Count > 0 ? _gathers.Pop() : new Gather(_nodes);
    }

    public void Return(Gather gather)
    {
        lock (_gathers) _gathers.Push(gather);
    }
}

/// <summary>Adds up the weights from a node to each part, touching only the parts that occur. All sums are 0 between uses.</summary>
internal sealed class Gather(int parts)
{
    public readonly double[] Sum = new double[parts];
    public readonly int[] Touched = new int[parts];
}
