using System.Collections.Frozen;

namespace Palermo.Formats;

/// <summary>The formats that the crosswalk has a column for.</summary>
public enum ExchangeFormat { Stix, Ftm, Misp, Cise, Umf }

/// <summary>Where a property of ours lies in a format.</summary>
/// <param name="Property">Our name.</param>
/// <param name="Target">The name or path there.</param>
/// <param name="IsNumber">True when it is a JSON number there.</param>
/// <param name="IsMoment">True when it is a timestamp there, and nothing less exact.</param>
/// <param name="IsList">True when it holds several values there.</param>
public sealed record PropertyTarget(string Property, string Target, bool IsNumber, bool IsMoment, bool IsList);

/// <summary>
/// Which class and which property of one format is which of another: tables of data (<c>classes.table</c>, <c>properties.table</c>,
/// <c>links.table</c>), after the crosswalk of the domain page "information exchange", 4.2.
/// </summary>
public static class Crosswalk
{
    private sealed record ClassRow(string Type, string[] Cells);

    private static readonly ClassRow[] Classes = [.. Table("classes.table", 6).Select(c => new ClassRow(c[0], c[1..]))];
    private static readonly FrozenDictionary<string, ClassRow> ByType = Classes.ToFrozenDictionary(c => c.Type, StringComparer.Ordinal);
    private static readonly FrozenDictionary<(string Type, ExchangeFormat Format), PropertyTarget[]> Targets = Enum.GetValues<ExchangeFormat>()
        .SelectMany(f => Classes.Select(c => KeyValuePair.Create((c.Type, f), Build(c.Type, f)))).ToFrozenDictionary();
    private static readonly string[][] LinkRows = [.. Table("links.table", 3)];

    /// <summary>The types, in the order of the table.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. Classes.Select(c => c.Type)];

    public static bool Knows(string type) => type == Item.ReferenceType || ByType.ContainsKey(type);

    /// <summary>The properties of a type that have a place in a format.</summary>
    public static IReadOnlyList<PropertyTarget> Properties(string type, ExchangeFormat format) => Targets.GetValueOrDefault((type, format)) ?? [];

    /// <summary>The cell of the class table, split at spaces; empty when the format has no class for the type.</summary>
    internal static string[] ClassCell(string type, ExchangeFormat format) =>
        ByType.TryGetValue(type, out var row) && row.Cells[(int)format] is var cell && cell != "-" ? cell.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>The class that an item of a type is written as; null when there is none.</summary>
    public static string? Class(string type, ExchangeFormat format) => ClassCell(type, format) is [var first, ..] ? first : null;

    /// <summary>The classes that are read as a type, the one written first.</summary>
    public static IEnumerable<string> ClassesReadAs(string type, ExchangeFormat format) => ClassCell(type, format).Where(c => !c.Contains('='));

    /// <summary>The first type that a class of a format is read as; null when the crosswalk does not know it.</summary>
    public static string? TypeOf(string className, ExchangeFormat format) =>
        Classes.FirstOrDefault(c => ClassCell(c.Type, format).Contains(className))?.Type;

    /// <summary>The role of a link that a property of a FollowTheMoney schema stands for; null when it is no link of the table.</summary>
    public static string? LinkRole(string schema, string property) =>
        LinkRows.FirstOrDefault(r => (r[0] == schema || r[0] == "*") && r[1] == property)?[2];

    /// <summary>The property of a FollowTheMoney schema that stands for a role; null when there is none.</summary>
    public static string? LinkProperty(string schema, string role) =>
        LinkRows.FirstOrDefault(r => (r[0] == schema || r[0] == "*") && r[2] == role)?[1];

    private static PropertyTarget[] Build(string type, ExchangeFormat format)
    {
        var rows = PropertyRows.Where(r => r[0] == type).ToList();
        if (type != Item.RelationType) rows.AddRange(PropertyRows.Where(r => r[0] == "*" && rows.All(own => own[1] != r[1])));
        return
        [
            .. rows.Select(r => (Property: r[1], Cell: r[2 + (int)format])).Where(r => r.Cell != "-")
                .Select(r => new PropertyTarget(r.Property, r.Cell.TrimEnd('#', '@', '[', ']'), r.Cell.EndsWith('#'), r.Cell.EndsWith('@'), r.Cell.EndsWith("[]", StringComparison.Ordinal))),
        ];
    }

    private static string[][] PropertyRows => field ??= [.. Table("properties.table", 7)];

    internal static IEnumerable<string[]> Table(string name, int columns)
    {
        using var stream = typeof(Crosswalk).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The table {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length != columns) throw new InvalidOperationException($"{name}, line {number}: {cells.Length} cells, not {columns}.");
            yield return cells;
        }
    }
}
