using System.Text.Unicode;

namespace Palermo.Analysis.Graphs;

/// <summary>Collects the edges of a file, whatever its format, and checks each value with its line.</summary>
internal sealed class EdgeTableBuilder
{
    private readonly NameTable _names = new();
    private readonly NameTable _layers = new();
    private readonly NameTable _evidence = new();
    private readonly List<int> _from = [];
    private readonly List<int> _to = [];
    private readonly List<double> _weight = [];
    private readonly List<double> _time = [];
    private readonly List<double> _duration = [];
    private readonly List<int> _layer = [];
    private readonly List<int> _source = [];
    private int _selfLoops;
    private bool _hasWeight, _hasTime, _hasDuration, _hasLayer, _hasEvidence;

    public bool Directed { get; set; }

    /// <summary>Sees to it that a node exists even when no edge names it.</summary>
    public int Node(ReadOnlySpan<byte> name, int line)
    {
        if (name.IsEmpty) throw new GraphFileException(line, "a name is empty: give both ends of the edge");
        if (!Utf8.IsValid(name))
            throw new GraphFileException(line, "a name is not valid UTF-8: save the file as UTF-8");
        if (name.Contains((byte)0))
            throw new GraphFileException(line, "a name holds a zero byte: this is not a text file in UTF-8 (UTF-16 perhaps); save it as UTF-8");
        return _names.Add(name);
    }

    public void Edge(int from, int to, in EdgeValues values, int line)
    {
        if (values.Weight is { } weight && !(weight > 0 && double.IsFinite(weight)))
            throw new GraphFileException(line, $"field weight: {Invariant(weight)} is not a number above 0: leave out ties of no or negative strength");
        if (values.Time is { } time && !double.IsFinite(time))
            throw new GraphFileException(line, $"field time: {Invariant(time)} is not a finite number");
        if (values.Duration is { } duration && !(duration >= 0 && double.IsFinite(duration)))
            throw new GraphFileException(line, $"field duration: {Invariant(duration)} is not 0 or more");
        if (from == to)
        {
            _selfLoops++;
            return;
        }
        _from.Add(from);
        _to.Add(to);
        Put(_weight, values.Weight, 1, ref _hasWeight);
        Put(_time, values.Time, double.NaN, ref _hasTime);
        Put(_duration, values.Duration, 0, ref _hasDuration);
        Put(_layer, values.Layer, ref _hasLayer, _layers);
        Put(_source, values.Evidence, ref _hasEvidence, _evidence);
        if (_hasTime && double.IsNaN(_time[^1]))
            throw new GraphFileException(line, "field time: empty, but other lines have one: give a time on each line, or on none");
    }

    public EdgeTable Build()
    {
        if (_names.Count == 0) throw new GraphFileException(0, "there is no edge in it: give one edge a line, as `a b` or as CSV");
        var order = _names.InOrder();
        var names = new string[order.Length];
        var number = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            names[i] = _names[order[i]];
            number[order[i]] = i;
        }
        var columns = new EdgeColumns(
            _hasWeight ? [.. _weight] : null,
            _hasTime ? [.. _time] : null,
            _hasDuration ? [.. _duration] : null,
            _hasLayer ? [.. _layer] : null, Strings(_layers),
            _hasEvidence ? [.. _source] : null, Strings(_evidence));
        return new EdgeTable(names, Renumbered(_from, number), Renumbered(_to, number), columns, Directed, _selfLoops);
    }

    private void Put(List<double> column, double? value, double absent, ref bool has)
    {
        if (value is null && !has) return;
        if (!has)
        {
            // The first value of the column: the lines before it had none.
            for (var i = 1; i < _from.Count; i++) column.Add(absent);
            has = true;
            if (double.IsNaN(absent) && _from.Count > 1)
                throw new GraphFileException(0, "some lines have a time and some have none: give a time on each line, or on none");
        }
        column.Add(value ?? absent);
    }

    private void Put(List<int> column, string? value, ref bool has, NameTable names)
    {
        if (string.IsNullOrEmpty(value) && !has) return;
        if (!has)
        {
            if (_from.Count > 1) names.Add("");
            for (var i = 1; i < _from.Count; i++) column.Add(0);
            has = true;
        }
        column.Add(names.Add(value ?? ""));
    }

    private static int[] Renumbered(List<int> ends, int[] number)
    {
        var result = new int[ends.Count];
        for (var i = 0; i < result.Length; i++) result[i] = number[ends[i]];
        return result;
    }

    private static string[] Strings(NameTable table)
    {
        var result = new string[table.Count];
        for (var i = 0; i < result.Length; i++) result[i] = table[i];
        return result;
    }

    private static string Invariant(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What a line says of an edge besides its two ends; null where it says nothing.</summary>
internal readonly record struct EdgeValues(double? Weight, double? Time, double? Duration, string? Layer, string? Evidence);
