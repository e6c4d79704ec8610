using Microsoft.AspNetCore.Http;

namespace Palermo.Web.Entry;

/// <summary>
/// What was written into a form or stands in a row of a table: texts by path, such as <c>where.latitude</c> or <c>name[1].source</c>.
/// Several values of one path stand on lines of their own.
/// </summary>
public sealed class EntryTexts
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The text of a path without space around it; null when absent or empty.</summary>
    public string? this[string path] => _texts.TryGetValue(path, out var text) && text.AsSpan().Trim() is { Length: > 0 } trimmed ? trimmed.ToString() : null;

    public IEnumerable<string> Paths => _texts.Keys;

    /// <summary>True when one of the lines of a path is this value: a ticked box.</summary>
    public bool Has(string path, string value) => this[path] is { } text && text.Split('\n').Any(line => line.AsSpan().Trim().SequenceEqual(value));

    /// <summary>Sets a text; null or empty is left out.</summary>
    public void Set(string path, string? text)
    {
        if (!string.IsNullOrEmpty(text)) _texts[path] = text;
    }

    /// <summary>Forgets every text, so that the object can take the next row.</summary>
    public void Clear() => _texts.Clear();

    /// <summary>The numbers n for which there is something at <c>path[n].</c>, in order.</summary>
    public IReadOnlyList<int> Indexes(string path)
    {
        SortedSet<int> found = [];
        foreach (var key in _texts.Keys)
            if (key.StartsWith(path, StringComparison.Ordinal) && key.Length > path.Length && key[path.Length] == '['
                && int.TryParse(key.AsSpan(path.Length + 1, Math.Max(0, key.IndexOf(']', path.Length) - path.Length - 1)), out var n) && n is >= 0 and < 10_000)
                found.Add(n);
        return [.. found];
    }

    /// <summary>The texts of a posted form.</summary>
    public static EntryTexts Of(IFormCollection form)
    {
        var texts = new EntryTexts();
        foreach (var (path, values) in form)
            if (path is { Length: > 0 } && path[0] != '_') texts.Set(path, Joined(values));
        return texts;
    }

    /// <summary>The texts of names and values as a browser sends them: a name may come several times, and one that begins with <c>_</c> is the page's own.</summary>
    public static EntryTexts Of(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var texts = new EntryTexts();
        foreach (var path in pairs.Where(p => p.Key is { Length: > 0 } && p.Key[0] != '_').GroupBy(p => p.Key, p => p.Value, StringComparer.Ordinal))
            texts.Set(path.Key, Joined(new([.. path])));
        return texts;
    }

    private static string? Joined(Microsoft.Extensions.Primitives.StringValues values) =>
        values.Count == 1 ? values[0]?.ReplaceLineEndings("\n") : string.Join('\n', values.Select(v => v?.ReplaceLineEndings("\n")));
}
