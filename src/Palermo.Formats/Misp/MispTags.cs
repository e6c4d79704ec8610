using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>Markings and grades as MISP tags: taxonomies tlp, PAP and admiralty-scale, and ours for what they have no word for.</summary>
internal static class MispTags
{
    /// <summary>The marking and the grade that tags say together: the strictest of each.</summary>
    public static (Marking? Marking, Grade? Grade) Read(IEnumerable<string> tags)
    {
        string? tlp = null, pap = null, restriction = null, classification = null, source = null, information = null;
        Grade? grade = null;
        SortedSet<string> handling = new(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            var value = tag[(tag.IndexOf(':') + 1)..];
            var quoted = value.IndexOf('"') is var open and >= 0 && value.LastIndexOf('"') is var close && close > open ? value[(open + 1)..close] : "";
            if (tag.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase)) tlp = Stricter(Marking.TlpCodes, tlp, White(value));
            else if (tag.StartsWith("PAP:", StringComparison.OrdinalIgnoreCase)) pap = Stricter(Marking.PapCodes, pap, White(value));
            else if (tag.StartsWith("palermo:handling=", StringComparison.Ordinal) && Marking.HandlingCodes.Contains(quoted)) handling.Add(quoted);
            else if (tag.StartsWith("palermo:restriction=", StringComparison.Ordinal)) restriction = quoted;
            else if (tag.StartsWith("palermo:classification=", StringComparison.Ordinal)) classification = Stricter(Marking.Classifications, classification, quoted);
            else if (tag.StartsWith("admiralty-scale:source-reliability=", StringComparison.Ordinal)) source = quoted.ToUpperInvariant();
            else if (tag.StartsWith("admiralty-scale:information-credibility=", StringComparison.Ordinal)) information = quoted;
            else if (tag.StartsWith("palermo:grade=", StringComparison.Ordinal) && quoted.Split(':') is [var scheme, { Length: 2 } letters]) grade = new(scheme, letters[..1], letters[1..]);
        }
        if (source is not null && information is not null) grade ??= new("admiralty", source, information);
        if (grade?.Problem() is not null) grade = null;
        var marking = new Marking(tlp, pap, handling.Count > 0 ? [.. handling] : null, restriction, classification);
        return (marking.IsEmpty ? null : marking, grade);
    }

    private static string White(string label) => label.ToLowerInvariant() is var low && low == "white" ? "clear" : low;

    private static string? Stricter(string[] order, string? a, string b) =>
        Array.IndexOf(order, b) is var n && n < 0 ? a : a is null || n > Array.IndexOf(order, a) ? b : a;

    /// <summary>True for tags that <see cref="Read"/> understands: they are replaced when marking or grade changed.</summary>
    public static bool IsOurs(string tag) => Read([tag]) is not (null, null) || tag.StartsWith("admiralty-scale:", StringComparison.Ordinal) || tag.StartsWith("palermo:", StringComparison.Ordinal);

    public static IEnumerable<string> Write(Marking? marking, Grade? grade)
    {
        if (marking?.Tlp is { } tlp) yield return "tlp:" + tlp;
        if (marking?.Pap is { } pap) yield return "PAP:" + pap.ToUpperInvariant();
        foreach (var code in marking?.Handling ?? []) yield return $"palermo:handling=\"{code}\"";
        if (marking?.Restriction is { } words) yield return $"palermo:restriction=\"{words}\"";
        if (marking?.Classification is { } level) yield return $"palermo:classification=\"{level}\"";
        if (grade is { Scheme: "admiralty" })
        {
            yield return $"admiralty-scale:source-reliability=\"{grade.Source.ToLowerInvariant()}\"";
            yield return $"admiralty-scale:information-credibility=\"{grade.Information}\"";
        }
        else if (grade is not null) yield return $"palermo:grade=\"{grade.Scheme}:{grade.Source}{grade.Information}\"";
    }

    public static IEnumerable<string> Names(JsonPlace place)
    {
        if (place.Has("Tag"))
            foreach (var tag in place.At("Tag").Elements()) yield return tag.AsObject().Required("name").AsText();
    }

    public static JsonArray AsList(IEnumerable<string> names) => new([.. names.Select(n => (JsonNode)new JsonObject { ["name"] = n })]);
}
