using System.Globalization;
using System.Text;

namespace Palermo.Analysis.Geo;

/// <summary>A named place.</summary>
public sealed record NamedPlace(string Name, double Latitude, double Longitude, string? Country = null);

/// <summary>Finds places by name, whatever the accents, the case and the dashes.</summary>
public sealed class Gazetteer
{
    private readonly Dictionary<string, List<NamedPlace>> byName = [];

    public Gazetteer(IEnumerable<NamedPlace> places)
    {
        foreach (var place in places)
        {
            // "Lesbos / Mytilene" answers to either name.
            foreach (var name in place.Name.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!byName.TryGetValue(Key(name), out var list)) byName[Key(name)] = list = [];
                list.Add(place);
            }
        }
    }

    /// <summary>Number of names.</summary>
    public int Count => byName.Count;

    /// <summary>All places of that name, in the order in which they were given.</summary>
    public IReadOnlyList<NamedPlace> Find(string name) => byName.GetValueOrDefault(Key(name)) ?? [];

    /// <summary>Names within two letters of the one that was not found.</summary>
    public IReadOnlyList<string> Near(string name)
    {
        var key = Key(name);
        return [.. byName.Where(p => Math.Abs(p.Key.Length - key.Length) <= 2 && Distance(p.Key, key) <= 2).OrderBy(p => Distance(p.Key, key)).Select(p => p.Value[0].Name).Take(4)];
    }

    private static string Key(string name)
    {
        var key = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormKD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && char.IsLetterOrDigit(c)) key.Append(char.ToLowerInvariant(c));
        return key.ToString();
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (corner, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var best = Math.Min(Math.Min(row[j], left) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                (corner, row[j], left) = (row[j], best, best);
            }
        }

        return row[b.Length];
    }
}
