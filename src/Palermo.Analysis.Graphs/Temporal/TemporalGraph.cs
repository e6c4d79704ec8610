namespace Palermo.Analysis.Graphs;

/// <summary>One contact: two nodes, when it began, how long it took, in which layer, how strong.</summary>
/// <param name="Time">When it began, in any unit that the caller keeps to.</param>
/// <param name="Duration">How long it took in that unit, 0 or more.</param>
/// <param name="Layer">The layer's number: calls, money, kin and so on.</param>
/// <param name="Weight">Strength, above 0.</param>
public readonly record struct Contact(int From, int To, double Time, double Duration = 0, int Layer = 0, double Weight = 1);

/// <summary>A network in time and in layers: contacts in order of their beginning.</summary>
/// <remarks>
/// Columns, 37 bytes a contact or less; layers up to 255. What looks at one time or one layer is a slice, and a slice is
/// an ordinary <see cref="Graph"/>. Domain page, sections 2 and 3.7.
/// </remarks>
public sealed class TemporalGraph
{
    private readonly int[] _from, _to;
    private readonly double[] _time, _weight;
    private readonly double[]? _duration;
    private readonly byte[] _layer;

    /// <summary>Puts contacts in order of time; those of one time keep the order in which they were given.</summary>
    /// <exception cref="ArgumentException">A contact whose ends are not nodes, or whose time, duration, weight or layer cannot be.</exception>
    public TemporalGraph(int nodeCount, ReadOnlySpan<Contact> contacts, bool directed = false)
    {
        NodeCount = nodeCount;
        Directed = directed;
        var order = new int[contacts.Length];
        for (var i = 0; i < contacts.Length; i++)
        {
            Check(contacts[i], i);
            order[i] = i;
        }
        var given = contacts.ToArray();
        Array.Sort(order, (a, b) => given[a].Time != given[b].Time ? given[a].Time.CompareTo(given[b].Time) : a - b);
        _from = new int[order.Length];
        _to = new int[order.Length];
        _time = new double[order.Length];
        _weight = new double[order.Length];
        _layer = new byte[order.Length];
        var lasting = false;
        foreach (var contact in contacts) lasting |= contact.Duration > 0;
        _duration = lasting ? new double[order.Length] : null;
        for (var i = 0; i < order.Length; i++)
        {
            var contact = given[order[i]];
            (_from[i], _to[i], _time[i], _weight[i], _layer[i]) =
                (contact.From, contact.To, contact.Time, contact.Weight, (byte)contact.Layer);
            if (_duration is not null) _duration[i] = contact.Duration;
            LayerCount = Math.Max(LayerCount, contact.Layer + 1);
        }
    }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount { get; }

    /// <summary>How many contacts there are.</summary>
    public int Count => _from.Length;

    /// <summary>How many layers there are: the highest number used, plus one.</summary>
    public int LayerCount { get; }

    /// <summary>Whether a contact carries only from its first end to its second.</summary>
    public bool Directed { get; }

    /// <summary>The contact at a place in the order of time.</summary>
    public Contact this[int index] =>
        new(_from[index], _to[index], _time[index], _duration?[index] ?? 0, _layer[index], _weight[index]);

    /// <summary>The place of the first contact that begins at a time or later. O(log contacts).</summary>
    public int FirstFrom(double time)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_time[middle] < time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The contacts that begin in a span of time, as a graph; weights of repeated contacts are added.</summary>
    /// <param name="from">Beginning of the span, included.</param>
    /// <param name="until">End of the span, not included.</param>
    /// <param name="layer">Only this layer; all when null.</param>
    public Graph Slice(double from, double until, int? layer = null)
    {
        var builder = new GraphBuilder(NodeCount, Directed);
        for (var i = FirstFrom(from); i < Count && _time[i] < until; i++)
            if (layer is null || _layer[i] == layer) builder.Add(_from[i], _to[i], _weight[i]);
        return builder.Build();
    }

    /// <summary>
    /// All contacts as one graph whose weights fade with age: w = w0 * 2^(-(now - last seen) / half-life).
    /// </summary>
    /// <param name="now">The moment to look from; later contacts are left out.</param>
    /// <param name="halfLife">For each layer, the time in which a tie loses half its strength; infinity for ties that do not fade (kin).</param>
    /// <remarks>Domain page, section 2: proposed half-lives are 90 days for communications and 180 for travel together. They are assumptions.</remarks>
    public Graph Faded(double now, IReadOnlyList<double> halfLife)
    {
        if (halfLife.Count < LayerCount)
            throw new ArgumentException($"{halfLife.Count} half-lives for {LayerCount} layers", nameof(halfLife));
        var builder = new GraphBuilder(NodeCount, Directed);
        for (var i = 0; i < Count && _time[i] <= now; i++)
        {
            var lastSeen = Math.Min(now, _time[i] + (_duration?[i] ?? 0));
            var weight = EvidenceWeight.Faded(_weight[i], now - lastSeen, halfLife[_layer[i]]);
            if (weight > 0) builder.Add(_from[i], _to[i], weight);
        }
        return builder.Build();
    }

    private void Check(in Contact contact, int index)
    {
        string? fault =
            (uint)contact.From >= (uint)NodeCount || (uint)contact.To >= (uint)NodeCount ? $"its ends are not among nodes 0 to {NodeCount - 1}"
            : !double.IsFinite(contact.Time) ? "its time is not a finite number"
            : !(contact.Duration >= 0 && double.IsFinite(contact.Duration)) ? "its duration is not a finite number of 0 or more"
            : !(contact.Weight > 0 && double.IsFinite(contact.Weight)) ? "its weight is not a finite number above 0"
            : contact.Layer is < 0 or > 254 ? "its layer is not between 0 and 254"
            : null;
        if (fault is not null) throw new ArgumentException($"contact {index}: {fault}");
    }
}
