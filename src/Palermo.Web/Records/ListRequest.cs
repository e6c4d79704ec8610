using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Web.Records;

/// <summary>What a list is asked for, as it stands in the address: filters from the declaration, order, columns and place in the list.</summary>
/// <param name="Path">The page, such as <c>/records/seizure</c>.</param>
/// <param name="Kind">The kind listed; null: all.</param>
/// <param name="Columns">Names of fields shown as columns.</param>
/// <param name="After">Cursor of the page; null: the first.</param>
public sealed record ListRequest(string Path, Kind? Kind, RecordQuery Query, IReadOnlyList<string> Columns, string? After)
{
    /// <summary>Reads the address. What is not understood is left out: an old bookmark still shows a list.</summary>
    public static ListRequest Read(string path, IQueryCollection query, Kind? kind, Func<string, Kind?>? find = null)
    {
        if (kind is null && Text(query, "kind") is { } named) kind = find?.Invoke(named);
        Dictionary<string, ImmutableSet> facets = new(StringComparer.Ordinal);
        foreach (var field in kind?.Fields.Where(f => f.Filtered) ?? [])
            if (query["f." + field.Name].Where(v => !string.IsNullOrEmpty(v)).ToArray() is { Length: > 0 } values)
                facets[field.Name] = ImmutableSet.Of(values!);
        var columns = query["columns"].Select(c => kind?.Field(c ?? "")?.Name).OfType<string>().Distinct().ToArray();
        return new(path, kind,
            new(kind?.Name, Text(query, "q"), facets.Count > 0 ? facets : null,
                kind?.Workflow.States.FirstOrDefault(s => s.Name == Text(query, "state"))?.Name,
                Day(query, "from"), Day(query, "to"), Box(Text(query, "box")), Identifier(Text(query, "identifier")),
                RecordId.TryParse(Text(query, "import"), null, out var import) ? import : null,
                Enum.TryParse<RecordOrder>(Text(query, "sort")?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : RecordOrder.Newest,
                Text(query, "withdrawn") == "true", Text(query, "shared")),
            columns.Length > 0 ? columns : [.. kind?.Fields.Where(f => f.Listed).Select(f => f.Name) ?? []],
            Text(query, "after"));
    }

    /// <summary>True when anything narrows the list.</summary>
    public bool Narrowed => Query with { Kind = null, Order = default, IncludeWithdrawn = false } != new RecordQuery();

    /// <summary>True when the columns are not those of the declaration.</summary>
    public bool OwnColumns => Kind is not null && !Columns.SequenceEqual(Kind.Fields.Where(f => f.Listed).Select(f => f.Name));

    /// <summary>Every name and value of the address but the cursor.</summary>
    public IEnumerable<(string Name, string Value)> Pairs()
    {
        if (Query.Text is { } text) yield return ("q", text);
        if (Kind is not null && Path != Frame.Addresses.Kind(Kind.Name)) yield return ("kind", Kind.Name);
        foreach (var (field, values) in Query.Facets ?? new Dictionary<string, ImmutableSet>())
            foreach (var value in values) yield return ("f." + field, value);
        if (Query.State is { } state) yield return ("state", state);
        if (Query.From is { } from) yield return ("from", LocalDatePattern.Iso.Format(from));
        if (Query.To is { } to) yield return ("to", LocalDatePattern.Iso.Format(to));
        if (Query.Box is { } box) yield return ("box", string.Create(CultureInfo.InvariantCulture, $"{box.West},{box.South},{box.East},{box.North}"));
        if (Query.Identifier is { } identifier) yield return ("identifier", identifier.Type + ":" + identifier.Value);
        if (Query.Import is { } import) yield return ("import", import.ToString());
        if (Query.Shared is { } shared) yield return ("shared", shared);
        if (Query.Order != RecordOrder.Newest) yield return ("sort", Word(Query.Order));
        if (Query.IncludeWithdrawn) yield return ("withdrawn", "true");
        if (OwnColumns) foreach (var column in Columns) yield return ("columns", column);
    }

    /// <summary>The address of this list on a page, without the cursor.</summary>
    /// <param name="path">Another page that takes the same query, such as an export; null: this one.</param>
    /// <param name="without">A filter to leave out, by name and, where it has several, value.</param>
    /// <param name="more">Names and values to add.</param>
    public string Address(string? path = null, (string Name, string? Value)? without = null, params ReadOnlySpan<(string Name, string Value)> more)
    {
        List<string> parts = [];
        foreach (var (name, value) in Pairs())
            if (without is not { } w || w.Name != name || (w.Value is not null && w.Value != value)) parts.Add($"{name}={Uri.EscapeDataString(value)}");
        foreach (var (name, value) in more) parts.Add($"{name}={Uri.EscapeDataString(value)}");
        return (path ?? Path) + (parts.Count > 0 ? "?" + string.Join('&', parts) : "");
    }

    public static string Word(RecordOrder order) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(order.ToString());

    private static string? Text(IQueryCollection query, string name) => query[name].FirstOrDefault(v => !string.IsNullOrWhiteSpace(v))?.Trim();

    private static LocalDate? Day(IQueryCollection query, string name) =>
        Text(query, name) is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } ? day : null;

    private static BoundingBox? Box(string? text)
    {
        if (text?.Split(',') is not { Length: 4 } parts) return null;
        Span<double> n = stackalloc double[4];
        for (var i = 0; i < 4; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out n[i]) || !double.IsFinite(n[i])) return null;
        // A map that shows more than the whole Earth asks for all of it.
        var (west, east) = n[2] - n[0] >= 360 ? (-180, 180) : (Turned(n[0]), Turned(n[2]));
        return new(west, Math.Clamp(n[1], -90, 90), east, Math.Clamp(n[3], -90, 90));

        static double Turned(double degrees) => degrees is >= -180 and <= 180 ? degrees : ((degrees + 180) % 360 + 360) % 360 - 180;
    }

    private static (string Type, string Value)? Identifier(string? text) =>
        text?.IndexOf(':', StringComparison.Ordinal) is { } at and > 0 && at < text.Length - 1 ? (text[..at], text[(at + 1)..]) : null;
}
