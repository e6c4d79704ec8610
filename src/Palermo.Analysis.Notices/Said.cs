using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Palermo.Analysis.Notices;

/// <summary>What a JSON object says, looked up by any of several names at any depth; the shallowest wins.</summary>
internal sealed partial class Said
{
    private sealed record Entry(string Name, string Path, int Depth, JsonElement Value) { public bool Read { get; set; } }

    private readonly List<Entry> _entries = [];

    private Said(IEnumerable<Entry> within) => _entries.AddRange(within);

    public Said(JsonElement root)
    {
        Walk(root, "", 0);
        _entries.Sort((a, b) => a.Depth.CompareTo(b.Depth));
    }

    private void Walk(JsonElement element, string path, int depth)
    {
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var member in element.EnumerateObject())
            {
                var here = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
                _entries.Add(new(Normal(member.Name), here, depth, member.Value));
                if (member.Value.ValueKind == JsonValueKind.Object) Walk(member.Value, here, depth + 1);
            }
    }

    /// <summary>A name without case, hyphens, underscores and spaces.</summary>
    public static string Normal(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The value under one of the names; null when nothing, null or an empty value stands there.</summary>
    public JsonElement? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            foreach (var entry in _entries)
                if (entry.Name == name)
                {
                    entry.Read = true;
                    if (!Empty(entry.Value)) return entry.Value;
                }
        return null;
    }

    private static bool Empty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    public string? Text(params ReadOnlySpan<string> names) => Find(names) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? value.ToString().Trim() : null;

    /// <summary>True or false when it is stated: an object or a text that is no "no" states it as well.</summary>
    public bool? Flag(params ReadOnlySpan<string> names) => Find(names) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetDouble() != 0,
        // An object states it when it holds something, unless it says itself that it is not so.
        JsonValueKind.Object => value.EnumerateObject().Any(m => !Empty(m.Value)) && !value.EnumerateObject().Any(m => Normal(m.Name) is "assured" or "assurance" or "willrequest" or "given" or "requested" or "value" && m.Value.ValueKind == JsonValueKind.False),
        JsonValueKind.String => value.GetString()!.Trim().ToLowerInvariant() is not ("no" or "false" or "none" or "not stated" or "unknown" or "absent" or "missing"),
        _ => true,
    };

    public bool Yes(params ReadOnlySpan<string> names) => Flag(names) == true;

    /// <summary>True when there is something under a name: data, or a plain "yes".</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Flag(name) == true) return true;
        return false;
    }

    /// <summary>The object under one of the names, looked into on its own; null when there is none.</summary>
    public Said? Within(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_entries.FirstOrDefault(e => e.Name == name && e.Value.ValueKind == JsonValueKind.Object) is { } found)
                return new(_entries.Where(e => e.Path.StartsWith(found.Path + ".", StringComparison.Ordinal)));
        return null;
    }

    public int? Whole(params ReadOnlySpan<string> names) => Text(names) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public DateOnly? Day(params ReadOnlySpan<string> names)
    {
        if (Text(names) is not { } text) return null;
        return DateOnly.TryParseExact(text.Length > 10 ? text[..10] : text, "yyyy-MM-dd", out var day) ? day : throw new FormatException($"{names[0]}: \"{text}\" is no date such as 2026-11-24.");
    }

    public IReadOnlyList<string>? List(params ReadOnlySpan<string> names) => Find(names) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(e => e.ToString())],
        { ValueKind: JsonValueKind.String } text => [.. text.GetString()!.Split((char[])[',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        _ => null,
    };

    public IEnumerable<JsonElement> Elements(params ReadOnlySpan<string> names) => Find(names) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { ValueKind: JsonValueKind.String or JsonValueKind.Object } one => [one],
        _ => [],
    };

    /// <summary>A length of time in months: a number under a name that says years or months, or words such as "15 years", "4 months", "life", "P2Y6M".</summary>
    public double? Months(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            foreach (var entry in _entries)
            {
                if (entry.Name != name || Empty(entry.Value)) continue;
                entry.Read = true;
                var inYears = entry.Name.Contains("year", StringComparison.Ordinal) || !entry.Name.Contains("month", StringComparison.Ordinal);
                if (entry.Value.ValueKind == JsonValueKind.Number) return entry.Value.GetDouble() * (inYears ? 12 : 1);
                if (entry.Value.ValueKind == JsonValueKind.Object)
                {
                    var inner = new Said(entry.Value);
                    var (years, months) = (inner.Find("years") is { ValueKind: JsonValueKind.Number } y ? y.GetDouble() : (double?)null, inner.Find("months") is { ValueKind: JsonValueKind.Number } m ? m.GetDouble() : (double?)null);
                    if (years is not null || months is not null) return (years ?? 0) * 12 + (months ?? 0);
                    continue;
                }
                if (entry.Value.ValueKind != JsonValueKind.String) continue;
                var text = entry.Value.GetString()!;
                if (Life().IsMatch(text)) return double.PositiveInfinity;
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain)) return plain * (inYears ? 12 : 1);
                double sum = 0;
                var any = false;
                foreach (Match part in Length().Matches(text))
                {
                    any = true;
                    var amount = double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture);
                    sum += part.Groups[2].Value[..1].ToLowerInvariant() switch { "y" or "a" => amount * 12, "m" => amount, "w" => amount * 7 / 30.4375, _ => amount / 30.4375 };
                }
                return any ? sum : throw new FormatException($"{entry.Path}: \"{text}\" is no length of time such as \"15 years\" or \"4 months\".");
            }
        return null;
    }

    /// <summary>Paths of what nobody asked for; what lies in an object that was read as a whole counts as read.</summary>
    public IReadOnlyList<string> Unread()
    {
        var read = _entries.Where(e => e.Read).Select(e => e.Path).ToArray();
        var groups = _entries.Where(e => e.Value.ValueKind == JsonValueKind.Object).Select(e => e.Path).ToHashSet(StringComparer.Ordinal);
        return [.. _entries.Where(e => !e.Read && !groups.Contains(e.Path) && !read.Any(r => e.Path.StartsWith(r + ".", StringComparison.Ordinal))).Select(e => e.Path)];
    }

    [GeneratedRegex(@"(\d+(?:\.\d+)?)\s*(years?|yrs?|ans?|months?|mois|weeks?|days?|[ymwd])(?![a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Length();

    [GeneratedRegex(@"\b(life|perpétuité|death)\b|مؤبد", RegexOptions.IgnoreCase)]
    private static partial Regex Life();
}
