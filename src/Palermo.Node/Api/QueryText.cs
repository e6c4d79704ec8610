using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>Reads a query of records from the words of an address.</summary>
internal static class QueryText
{
    /// <summary>What a filter by sharing may be.</summary>
    public const string SharedHelp = "Say with whom it is shared: the name of a partner, 'any' or 'none'.";

    /// <summary>True for what may name a partner, or the words for any and none.</summary>
    public static bool IsPartner(string text) => text.Length is > 0 and <= 60 && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');

    /// <summary>The query, or what is wrong with which word.</summary>
    public static Outcome<RecordQuery> Read(IQueryCollection words, Declarations rooms)
    {
        List<Refusal> faults = [];
        string? One(string name) => words[name].FirstOrDefault(v => !string.IsNullOrWhiteSpace(v));
        var kind = One("kind");
        if (kind is not null && rooms.FindKind(kind) is null) faults.Add(new("query.kind", $"'{kind}' is no kind.", Field: "kind"));
        var facets = words.Where(w => w.Key.StartsWith("facet.", StringComparison.Ordinal))
            .ToDictionary(w => w.Key["facet.".Length..], w => ImmutableSet.Of(w.Value.OfType<string>()));
        var order = RecordOrder.Newest;
        if (One("order") is { } by && !Enum.TryParse(by.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out order))
            faults.Add(new("query.order", $"'{by}' is no order: newest, oldest, latest-event, earliest-event.", Field: "order"));
        var query = new RecordQuery(kind, One("q"), facets.Count > 0 ? facets : null, One("state"), Date("from"), Date("to"), Box(), Identifier(), Import(), order, One("withdrawn") == "true", Shared());
        return faults.Count > 0 ? faults.ToArray() : query;

        LocalDate? Date(string name)
        {
            if (One(name) is not { } text) return null;
            if (LocalDatePattern.Iso.Parse(text) is { Success: true } day) return day.Value;
            faults.Add(new("query.date", $"'{text}' is no date: write it as 2026-11-24.", Field: name));
            return null;
        }

        BoundingBox? Box()
        {
            if (One("box") is not { } text) return null;
            var parts = text.Split(',');
            var degrees = parts.Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) ? d : double.NaN).ToArray();
            if (degrees is [var west, var south, var east, var north] && Math.Abs(west) <= 180 && Math.Abs(east) <= 180 && Math.Abs(south) <= 90 && Math.Abs(north) <= 90 && south <= north)
                return new(west, south, east, north);
            faults.Add(new("query.box", $"'{text}' is no box: write west,south,east,north in degrees.", Field: "box"));
            return null;
        }

        (string, string)? Identifier()
        {
            if (One("identifier") is not { } text) return null;
            var colon = text.IndexOf(':');
            if (colon > 0 && colon < text.Length - 1) return (text[..colon], text[(colon + 1)..]);
            faults.Add(new("query.identifier", "Write an identifier as type:value, such as phone:+22790123456.", Field: "identifier"));
            return null;
        }

        string? Shared()
        {
            if (One("shared") is not { } with || IsPartner(with)) return One("shared");
            faults.Add(new("query.shared", SharedHelp, Field: "shared"));
            return null;
        }

        RecordId? Import()
        {
            if (One("import") is not { } text) return null;
            if (RecordId.TryParse(text, null, out var id)) return id;
            faults.Add(new("query.import", $"'{text}' is no record id.", Field: "import"));
            return null;
        }
    }
}
