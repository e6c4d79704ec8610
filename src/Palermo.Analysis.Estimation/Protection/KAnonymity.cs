namespace Palermo.Analysis.Estimation;

/// <summary>People alike in all quasi-identifiers.</summary>
/// <param name="Values">The value of each quasi-identifier.</param>
/// <param name="Size">How many people share them.</param>
/// <param name="Sensitive">How many different values of the sensitive attribute they have; null when none was asked about.</param>
public sealed record EquivalenceClass(string[] Values, int Size, int? Sensitive);

/// <summary>Whether every person hides among enough others.</summary>
/// <param name="Smallest">Size of the smallest class; the file is k-anonymous for k up to this. 0 without people.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Violating">Classes smaller than k, or with fewer than l sensitive values; smallest first.</param>
/// <param name="PeopleAtRisk">People in them.</param>
public sealed record AnonymityReport(int K, int? L, int Smallest, int Classes, IReadOnlyList<EquivalenceClass> Violating, int PeopleAtRisk)
{
    public bool Holds => Violating.Count == 0;
}

/// <summary>A file in which values were hidden until every person hides among k.</summary>
/// <param name="Table">The columns, hidden values as <see cref="KAnonymity.Hidden"/>; rows withheld are left out.</param>
/// <param name="Rows">The row of the first file behind each row of the table.</param>
/// <param name="HiddenValues">Values hidden, without those of withheld rows.</param>
/// <param name="Withheld">People who had to be left out.</param>
public sealed record AnonymisedTable(CodedTable Table, int[] Rows, int HiddenValues, int Withheld);

/// <summary>k-anonymity and l-diversity of a file of people, and local suppression to reach them.</summary>
/// <remarks>
/// A hidden value is a value of its own: people are alike only where the same values are hidden, so the guarantee does not lean on how a reader
/// treats blanks. k-anonymity says nothing to someone who knows the sensitive attribute is the same for a whole class: ask for l as
/// well. Source: Sweeney (2002); Machanavajjhala et al. (2007); greedy local suppression as in the domain page, 3.2.
/// </remarks>
public static class KAnonymity
{
    /// <summary>What stands for a hidden value.</summary>
    public const string Hidden = "*";

    /// <summary>Checks a file.</summary>
    /// <param name="quasi">Columns that somebody outside may know of a person.</param>
    /// <param name="k">Smallest class allowed, 2 or more; 10 for victims.</param>
    /// <param name="sensitive">A column that must not become known, or null.</param>
    /// <param name="l">Fewest different sensitive values in a class.</param>
    public static AnonymityReport Check(CodedTable table, IReadOnlyList<string> quasi, int k, string? sensitive = null, int l = 2)
    {
        ArgumentNullException.ThrowIfNull(table);
        RequireK(k);
        if (sensitive is not null) ArgumentOutOfRangeException.ThrowIfLessThan(l, 1);
        var columns = Columns(table, quasi);
        var (classOf, sizes, first) = Classes(columns, null, table.Rows);
        int[]? diversity = null;
        if (sensitive is not null)
        {
            var secret = table[sensitive].Codes;
            diversity = new int[sizes.Count];
            var seen = new HashSet<long>();
            for (var row = 0; row < table.Rows; row++)
                if (seen.Add((long)classOf[row] << 32 | (uint)secret[row])) diversity[classOf[row]]++;
        }
        var bad = Enumerable.Range(0, sizes.Count).Where(c => sizes[c] < k || diversity?[c] < l)
            .OrderBy(c => sizes[c]).ThenBy(c => first[c])
            .Select(c => new EquivalenceClass([.. columns.Select(col => col.Categories[col.Codes[first[c]]])], sizes[c], diversity?[c])).ToList();
        return new AnonymityReport(k, sensitive is null ? null : l, sizes.Count == 0 ? 0 : sizes.Min(), sizes.Count, bad, bad.Sum(b => b.Size));
    }

    /// <summary>Hides values, one at a time the one that most people at risk share, until every class has k people; withholds who cannot be helped.</summary>
    /// <remarks>Cost: at most one pass over the people at risk for each value hidden.</remarks>
    public static AnonymisedTable Suppress(CodedTable table, IReadOnlyList<string> quasi, int k)
    {
        ArgumentNullException.ThrowIfNull(table);
        RequireK(k);
        var columns = Columns(table, quasi);
        foreach (var column in columns)
            if (column.Categories.Contains(Hidden)) throw new ArgumentException($"The column '{column.Name}' has the value '{Hidden}' already, which stands for hidden values: rename it.", nameof(table));
        var codes = columns.Select(c => c.Codes.ToArray()).ToArray();
        int[] hidden = [.. columns.Select(c => c.Categories.Count)];           // the code of a hidden value
        while (true)
        {
            var (classOf, sizes, _) = Classes(columns, codes, table.Rows);
            var shares = columns.Select(c => new int[c.Categories.Count]).ToArray();
            var any = false;
            for (var row = 0; row < table.Rows; row++)
            {
                if (sizes[classOf[row]] >= k) continue;
                for (var c = 0; c < codes.Length; c++)
                    if (codes[c][row] < hidden[c]) { shares[c][codes[c][row]]++; any = true; }
            }
            if (!any)
            {
                bool[] keep = [.. Enumerable.Range(0, table.Rows).Select(r => sizes[classOf[r]] >= k)];
                return Finish(table, columns, codes, hidden, keep);
            }
            var (column, value) = (0, 0);
            for (var c = 0; c < shares.Length; c++)
                for (var v = 0; v < shares[c].Length; v++)
                    if (shares[c][v] > shares[column][value]) (column, value) = (c, v);
            for (var row = 0; row < table.Rows; row++)
                if (sizes[classOf[row]] < k && codes[column][row] == value) codes[column][row] = hidden[column];
        }
    }

    private static AnonymisedTable Finish(CodedTable table, CodedColumn[] quasi, int[][] codes, int[] hidden, bool[] keep)
    {
        int[] rows = [.. Enumerable.Range(0, table.Rows).Where(r => keep[r])];
        var values = 0;
        var columns = table.Columns.Select(column =>
        {
            var q = Array.IndexOf(quasi, column);
            if (q < 0) return column with { Codes = [.. rows.Select(r => column.Codes[r])] };
            values += rows.Count(r => codes[q][r] == hidden[q]);
            return new CodedColumn(column.Name, [.. column.Categories, Hidden], [.. rows.Select(r => codes[q][r])]);
        }).ToArray();
        return new AnonymisedTable(new CodedTable(columns), rows, values, table.Rows - rows.Length);
    }

    private static CodedColumn[] Columns(CodedTable table, IReadOnlyList<string> quasi)
    {
        ArgumentNullException.ThrowIfNull(quasi);
        if (quasi.Count == 0) throw new ArgumentException("Name at least one column that somebody may know of a person.", nameof(quasi));
        return [.. quasi.Select(q => table[q])];
    }

    /// <summary>Numbers the classes in the order of their first row.</summary>
    private static (int[] ClassOf, List<int> Sizes, List<int> First) Classes(CodedColumn[] columns, int[][]? codes, int rows)
    {
        // Columns are folded in one after another: class so far and next value make the new class.
        var classOf = new int[rows];
        for (var c = 0; c < columns.Length; c++)
        {
            var next = new Dictionary<long, int>();
            var values = codes?[c] ?? columns[c].Codes;
            for (var row = 0; row < rows; row++)
            {
                var key = (long)classOf[row] << 32 | (uint)values[row];
                if (!next.TryGetValue(key, out var number)) next[key] = number = next.Count;
                classOf[row] = number;
            }
        }
        List<int> sizes = [], first = [];
        for (var row = 0; row < rows; row++)
        {
            if (classOf[row] == sizes.Count) { sizes.Add(0); first.Add(row); }
            sizes[classOf[row]]++;
        }
        return (classOf, sizes, first);
    }

    private static void RequireK(int k)
    {
        if (k < 2) throw new ArgumentOutOfRangeException(nameof(k), k, "A person hides among at least 2; 10 is usual for victims.");
    }
}
