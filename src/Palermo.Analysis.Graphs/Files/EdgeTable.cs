namespace Palermo.Analysis.Graphs;

/// <summary>Edges as they stand in a file: who, with whom, how strong, when, in which layer, by which source of evidence.</summary>
/// <remarks>Columns that the file does not have are null. Nodes are numbered in the order of their names: see <see cref="NameTable.InOrder"/>.</remarks>
public sealed class EdgeTable
{
    private readonly Dictionary<string, int> _numbers;

    internal EdgeTable(string[] names, int[] from, int[] to, EdgeColumns columns, bool directed, int selfLoops)
    {
        Names = names;
        From = from;
        To = to;
        Weight = columns.Weight;
        Time = columns.Time;
        Duration = columns.Duration;
        Layer = columns.Layer;
        LayerNames = columns.LayerNames;
        Evidence = columns.Evidence;
        EvidenceNames = columns.EvidenceNames;
        Directed = directed;
        SelfLoops = selfLoops;
        _numbers = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++) _numbers[names[i]] = i;
    }

    /// <summary>The name of each node.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>First end of each edge.</summary>
    public int[] From { get; }

    /// <summary>Second end of each edge.</summary>
    public int[] To { get; }

    /// <summary>Strength of each tie, above 0; null when the file gives none.</summary>
    public double[]? Weight { get; }

    /// <summary>When each contact began: seconds since 1970 for dates, else the number in the file; null when it gives none.</summary>
    public double[]? Time { get; }

    /// <summary>How long each contact took, in the unit of <see cref="Time"/>; null when the file gives none.</summary>
    public double[]? Duration { get; }

    /// <summary>The layer of each edge, an index into <see cref="LayerNames"/>; null when the file gives none.</summary>
    public int[]? Layer { get; }

    /// <summary>Names of the layers (calls, money, kin ...).</summary>
    public IReadOnlyList<string> LayerNames { get; }

    /// <summary>The source of evidence of each edge, an index into <see cref="EvidenceNames"/>; null when the file gives none.</summary>
    public int[]? Evidence { get; }

    /// <summary>Names of the sources of evidence (a report, a seizure, a witness).</summary>
    public IReadOnlyList<string> EvidenceNames { get; }

    /// <summary>Whether the file itself says that its edges have a direction (GraphML can).</summary>
    public bool Directed { get; }

    /// <summary>Lines that led from a node to itself, left out.</summary>
    public int SelfLoops { get; }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => Names.Count;

    /// <summary>How many lines of edges there are, doubles included.</summary>
    public int Count => From.Length;

    /// <summary>The number of a node, or -1 when nobody has that name.</summary>
    public int Number(string name) => _numbers.GetValueOrDefault(name, -1);

    /// <summary>The edges as a graph without time: doubles merged, weights kept.</summary>
    /// <param name="directed">Whether edges lead one way; when null, as the file says.</param>
    /// <param name="keep">Which lines to use; all when null.</param>
    public Graph ToGraph(bool? directed = null, DoubledEdges doubled = DoubledEdges.Add, Predicate<int>? keep = null)
    {
        var builder = new GraphBuilder(NodeCount, directed ?? Directed, doubled);
        for (var i = 0; i < Count; i++)
        {
            if (keep is not null && !keep(i)) continue;
            if (Weight is null) builder.Add(From[i], To[i]);
            else builder.Add(From[i], To[i], Weight[i]);
        }
        return builder.Build();
    }

    /// <summary>The edges as contacts in time.</summary>
    /// <exception cref="InvalidOperationException">The file gives no time.</exception>
    public TemporalGraph ToTemporal(bool? directed = null)
    {
        if (Time is null)
            throw new InvalidOperationException("the edges have no time: give a CSV with a column named time (numbers or ISO 8601 dates)");
        var contacts = new Contact[Count];
        for (var i = 0; i < Count; i++)
            contacts[i] = new Contact(From[i], To[i], Time[i], Duration?[i] ?? 0, Layer?[i] ?? 0, Weight?[i] ?? 1);
        return new TemporalGraph(NodeCount, contacts, directed ?? Directed);
    }
}

/// <summary>The columns of a table of edges that a file may have or not.</summary>
internal readonly record struct EdgeColumns(
    double[]? Weight, double[]? Time, double[]? Duration,
    int[]? Layer, IReadOnlyList<string> LayerNames, int[]? Evidence, IReadOnlyList<string> EvidenceNames);
