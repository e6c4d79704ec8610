namespace Palermo.Analysis.Estimation;

/// <summary>One side of a table: a name and its categories, in order.</summary>
public sealed record TableDimension(string Name, IReadOnlyList<string> Categories)
{
    public TableDimension(string name, params string[] categories) : this(name, (IReadOnlyList<string>)categories) { }
}

/// <summary>A table of counts over one or more dimensions, with all its margins: every sum over any set of dimensions.</summary>
/// <remarks>
/// Cells lie in one array in which each dimension of c categories has c + 1 levels; the last level is the total. The last
/// dimension varies fastest. Cost of building: cells times dimensions.
/// </remarks>
public sealed class CountTable
{
    /// <summary>The most cells, margins included, that a table may have.</summary>
    public const int MostCells = 1 << 24;

    private readonly long[] _values;
    private readonly int[] _strides;

    /// <param name="dimensions">At least one, each with at least one category.</param>
    /// <param name="counts">Counts without margins, last dimension fastest: as many as the product of the categories.</param>
    /// <exception cref="ArgumentException">A wrong number of counts, a negative one, a repeated name, or too many cells.</exception>
    public CountTable(IReadOnlyList<TableDimension> dimensions, ReadOnlySpan<long> counts)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        if (dimensions.Count is 0 or > 20) throw new ArgumentException($"A table has 1 to 20 dimensions; {dimensions.Count} were given.", nameof(dimensions));
        long cells = 1, inner = 1;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var dimension in dimensions)
        {
            if (!names.Add(dimension.Name)) throw new ArgumentException($"Two dimensions are called '{dimension.Name}'.", nameof(dimensions));
            if (dimension.Categories.Count == 0) throw new ArgumentException($"The dimension '{dimension.Name}' has no category.", nameof(dimensions));
            if (dimension.Categories.Distinct(StringComparer.Ordinal).Count() != dimension.Categories.Count)
                throw new ArgumentException($"A category of '{dimension.Name}' appears twice.", nameof(dimensions));
            cells *= dimension.Categories.Count + 1;
            inner *= dimension.Categories.Count;
            if (cells > MostCells)
                throw new ArgumentException($"The table would have more than {MostCells:N0} cells with its margins: use fewer or coarser dimensions.", nameof(dimensions));
        }
        if (counts.Length != inner) throw new ArgumentException($"The dimensions make {inner} cells; {counts.Length} counts were given.", nameof(counts));

        Dimensions = dimensions;
        _strides = new int[dimensions.Count];
        var stride = 1;
        for (var d = dimensions.Count - 1; d >= 0; d--)
        {
            _strides[d] = stride;
            stride *= dimensions[d].Categories.Count + 1;
        }
        _values = new long[cells];
        Spread(counts);
    }

    public IReadOnlyList<TableDimension> Dimensions { get; }

    /// <summary>Number of cells, margins included.</summary>
    public int CellCount => _values.Length;

    /// <summary>All values, margins included, in the order of <see cref="Index"/>.</summary>
    public ReadOnlySpan<long> Values => _values;

    /// <summary>The grand total.</summary>
    public long Total => _values[^1];

    /// <summary>Distance in the array between neighbouring levels of each dimension.</summary>
    internal ReadOnlySpan<int> Strides => _strides;

    /// <summary>Place of a cell; a level equal to the number of categories is that dimension's total.</summary>
    public int Index(params ReadOnlySpan<int> levels)
    {
        if (levels.Length != _strides.Length) throw new ArgumentException($"A cell of this table has {_strides.Length} levels.", nameof(levels));
        var at = 0;
        for (var d = 0; d < levels.Length; d++)
        {
            if ((uint)levels[d] > (uint)Dimensions[d].Categories.Count)
                throw new ArgumentOutOfRangeException(nameof(levels), levels[d], $"Levels of '{Dimensions[d].Name}' run from 0 to {Dimensions[d].Categories.Count} (its total).");
            at += levels[d] * _strides[d];
        }
        return at;
    }

    /// <summary>Level of a cell on one dimension; the number of categories means its total.</summary>
    public int Level(int cell, int dimension) => cell / _strides[dimension] % (Dimensions[dimension].Categories.Count + 1);

    /// <summary>True when the cell is a sum over the dimension.</summary>
    public bool IsTotal(int cell, int dimension) => Level(cell, dimension) == Dimensions[dimension].Categories.Count;

    /// <summary>The categories of a cell; null stands for the total of that dimension.</summary>
    public string?[] Key(int cell)
    {
        var key = new string?[Dimensions.Count];
        for (var d = 0; d < key.Length; d++)
            key[d] = IsTotal(cell, d) ? null : Dimensions[d].Categories[Level(cell, d)];
        return key;
    }

    private void Spread(ReadOnlySpan<long> counts)
    {
        var levels = new int[_strides.Length];
        foreach (var count in counts)
        {
            if (count < 0) throw new ArgumentException($"A count is {count}; counts of people are 0 or more.", nameof(counts));
            var at = 0;
            for (var d = 0; d < levels.Length; d++) at += levels[d] * _strides[d];
            _values[at] = count;
            for (var d = levels.Length - 1; d >= 0; d--)
            {
                if (++levels[d] < Dimensions[d].Categories.Count) break;
                levels[d] = 0;
            }
        }
        // Totals of one dimension after another: each pass sums over what the passes before completed.
        for (var d = 0; d < levels.Length; d++)
        {
            int width = Dimensions[d].Categories.Count, stride = _strides[d], block = stride * (width + 1);
            for (var start = 0; start < _values.Length; start += block)
                for (var offset = start; offset < start + stride; offset++)
                {
                    long sum = 0;
                    for (var level = 0; level < width; level++) sum = checked(sum + _values[offset + level * stride]);
                    _values[offset + width * stride] = sum;
                }
        }
    }
}
