namespace Palermo.Analysis.Estimation;

/// <summary>A table as it was, or is to be, published, and what its categories cover.</summary>
/// <param name="Name">What a person calls it: "second quarter, by age".</param>
/// <param name="Dimensions">Its dimensions and their categories.</param>
/// <param name="Cells">Its figures; hidden ones have no count.</param>
/// <param name="Meaning">
/// For a dimension, for each of its categories, the finest categories that it joins: "0-17" joins "0-11" and "12-17". What is not
/// listed stands for itself.
/// </param>
/// <param name="Scope">For a dimension, listed in the table or not, the finest categories that the release covers at all; without an entry, all.</param>
public sealed record Release(string Name, IReadOnlyList<TableDimension> Dimensions, IReadOnlyList<ProtectedCell> Cells,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>? Meaning = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Scope = null)
{
    /// <summary>A release of a protected table.</summary>
    public Release(string name, ProtectedTable table,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>? meaning = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? scope = null)
        : this(name, table.Dimensions, [.. table.Cells()], meaning, scope) { }
}

/// <summary>All releases spread out over the same finest categories: every shown figure as a box of atoms.</summary>
internal sealed class ReleaseSpace
{
    /// <summary>One figure: for each dimension the finest categories it covers, as bits.</summary>
    public sealed record Figure(Release Release, string Name, ulong[][] Box, long? Count);

    private readonly List<string> _dimensions = [];
    private readonly List<List<string>> _categories = [];

    public ReleaseSpace(IReadOnlyList<Release> releases)
    {
        foreach (var release in releases)
        {
            foreach (var dimension in release.Dimensions)
                foreach (var category in dimension.Categories)
                    foreach (var finest in Finest(release, dimension.Name, category)) Add(dimension.Name, finest);
            foreach (var (dimension, covered) in release.Scope ?? new Dictionary<string, IReadOnlyList<string>>())
                foreach (var finest in covered) Add(dimension, finest);
        }
        foreach (var release in releases)
            foreach (var cell in release.Cells)
            {
                var box = new ulong[_dimensions.Count][];
                for (var d = 0; d < box.Length; d++)
                {
                    var name = _dimensions[d];
                    var at = Place(release, name);
                    box[d] = at >= 0 && cell.Key[at] is { } category ? Bits(d, Finest(release, name, category)) : Whole(release, d, at);
                }
                Figures.Add(new Figure(release, Title(release, cell), box, cell.Count));
            }
    }

    /// <summary>Every figure of every release; a hidden one has no count.</summary>
    public List<Figure> Figures { get; } = [];

    /// <summary>Number of atoms: combinations of finest categories.</summary>
    public double Atoms => _categories.Aggregate(1.0, (product, c) => product * c.Count);

    /// <summary>All atoms, as places of their finest category in each dimension.</summary>
    public IEnumerable<int[]> AllAtoms()
    {
        var atom = new int[_dimensions.Count];
        while (true)
        {
            yield return atom;
            var d = atom.Length - 1;
            for (; d >= 0; d--)
            {
                if (++atom[d] < _categories[d].Count) break;
                atom[d] = 0;
            }
            if (d < 0) yield break;
        }
    }

    /// <summary>An atom in words.</summary>
    public string NameOf(int[] atom) => string.Join(", ", atom.Select((a, d) => $"{_dimensions[d]} {_categories[d][a]}"));

    public static bool Holds(Figure figure, int[] atom)
    {
        for (var d = 0; d < atom.Length; d++) if ((figure.Box[d][atom[d] >> 6] >> atom[d] & 1) == 0) return false;
        return true;
    }

    /// <summary>True when every person of the inner figure is one of the outer.</summary>
    public static bool Within(Figure inner, Figure outer)
    {
        for (var d = 0; d < inner.Box.Length; d++)
            for (var w = 0; w < inner.Box[d].Length; w++)
                if ((inner.Box[d][w] & ~outer.Box[d][w]) != 0) return false;
        return true;
    }

    private static IReadOnlyList<string> Finest(Release release, string dimension, string category) =>
        release.Meaning is { } m && m.TryGetValue(dimension, out var joins) && joins.TryGetValue(category, out var finest) ? finest : [category];

    private static int Place(Release release, string dimension)
    {
        for (var i = 0; i < release.Dimensions.Count; i++) if (release.Dimensions[i].Name == dimension) return i;
        return -1;
    }

    private ulong[] Whole(Release release, int d, int at)
    {
        if (release.Scope is { } scope && scope.TryGetValue(_dimensions[d], out var covered)) return Bits(d, covered);
        // The total of a table covers what its categories cover; a dimension that it lacks is covered whole.
        return Bits(d, at >= 0 ? release.Dimensions[at].Categories.SelectMany(c => Finest(release, _dimensions[d], c)) : _categories[d]);
    }

    private ulong[] Bits(int d, IEnumerable<string> finest)
    {
        var bits = new ulong[_categories[d].Count + 63 >> 6];
        foreach (var f in finest)
        {
            var i = _categories[d].IndexOf(f);
            bits[i >> 6] |= 1UL << i;
        }
        return bits;
    }

    private void Add(string dimension, string finest)
    {
        var d = _dimensions.IndexOf(dimension);
        if (d < 0)
        {
            d = _dimensions.Count;
            _dimensions.Add(dimension);
            _categories.Add([]);
        }
        if (!_categories[d].Contains(finest)) _categories[d].Add(finest);
    }

    private static string Title(Release release, ProtectedCell cell) =>
        $"{release.Name}: {string.Join(", ", cell.Key.Select((k, i) => $"{release.Dimensions[i].Name} {k ?? "total"}"))}";
}
