using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Palermo.Analysis.Geo;
using Palermo.Kernel;
using Palermo.Web.Tables;

namespace Palermo.Commitments.Borders;

/// <summary>A hub as the analyses know it.</summary>
/// <param name="Record">The record that describes it; null for one of the seed.</param>
internal sealed record HubPlace(string Name, string? Country, double Latitude, double Longitude, HubRole Role, IReadOnlyList<string> Aliases, RecordId? Record = null);

/// <summary>Hubs by their names and by place: the seed that comes with the room, and what a node adds.</summary>
/// <remarks>Seed: border-route rules, section 3, and as many places of arrival as the sea crossings of section 3 need; coordinates rounded, general knowledge to be verified locally.</remarks>
internal sealed class Gazetteer
{
    private readonly FrozenDictionary<string, HubPlace> _byName;
    private readonly (string Words, HubPlace Hub)[] _mentions;

    public IReadOnlyList<HubPlace> Hubs { get; }

    private Gazetteer(IReadOnlyList<HubPlace> hubs)
    {
        Hubs = hubs;
        _byName = hubs.SelectMany(h => h.Aliases.Prepend(h.Name).Select(n => (Name: Fold(n), Hub: h))).DistinctBy(p => p.Name).ToFrozenDictionary(p => p.Name, p => p.Hub, StringComparer.Ordinal);
        // Longer names first: Al Qatrun before Qatrun.
        _mentions = [.. _byName.Select(p => (" " + p.Key + " ", p.Value)).OrderByDescending(p => p.Item1.Length).ThenBy(p => p.Item1, StringComparer.Ordinal)];
    }

    /// <summary>The seed alone.</summary>
    public static Gazetteer Seed { get; } = new(ReadSeed());

    /// <summary>The seed with the hubs of a node: one of the same name, or of one of its other names, replaces the seed's.</summary>
    public Gazetteer With(IEnumerable<(RecordId Id, Hub Hub)> own)
    {
        List<HubPlace> added = [.. own.Where(o => o.Hub.Where.HasPoint)
            .Select(o => new HubPlace(o.Hub.Name, o.Hub.Where.Country, o.Hub.Where.Latitude!.Value, o.Hub.Where.Longitude!.Value, o.Hub.Role, o.Hub.Aliases ?? [], o.Id))];
        if (added.Count == 0) return this;
        var taken = added.SelectMany(h => h.Aliases.Prepend(h.Name)).Select(Fold).ToHashSet(StringComparer.Ordinal);
        return new([.. added, .. Hubs.Where(h => !taken.Contains(Fold(h.Name)))]);
    }

    /// <summary>The hub of a name, whatever its case, accents and article; null when there is none.</summary>
    public HubPlace? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(Fold(name));

    /// <summary>The hub that a text names among other words, such as "off the coast of Zuwara, Libya"; the longest name wins.</summary>
    public HubPlace? Mentioned(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var folded = " " + Fold(text) + " ";
        foreach (var (words, hub) in _mentions)
            if (folded.Contains(words, StringComparison.Ordinal)) return hub;
        return null;
    }

    /// <summary>The nearest hub within a distance, or null.</summary>
    public HubPlace? Near(double latitude, double longitude, double metres)
    {
        HubPlace? nearest = null;
        foreach (var hub in Hubs)
            if (Geodesy.Distance(latitude, longitude, hub.Latitude, hub.Longitude) is var distance && distance <= metres) (nearest, metres) = (hub, distance);
        return nearest;
    }

    /// <summary>Lower case without accents; everything but letters and digits is a space.</summary>
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            var plain = letter == 'ı' ? 'i' : char.ToLowerInvariant(letter);
            if (char.IsLetterOrDigit(plain)) folded.Append(plain);
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }

    private static List<HubPlace> ReadSeed()
    {
        List<HubPlace> hubs = [];
        foreach (var row in SeedTable.Rows("hubs.csv"))
            hubs.Add(new(row[0], row[2], double.Parse(row[3], CultureInfo.InvariantCulture), double.Parse(row[4], CultureInfo.InvariantCulture), Enum.Parse<HubRole>(row[5], ignoreCase: true),
                row[1].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        return hubs;
    }
}

/// <summary>Tables that come with the room.</summary>
internal static class SeedTable
{
    /// <summary>The rows of a table after its heading.</summary>
    public static IEnumerable<TableRow> Rows(string name)
    {
        using var text = new StreamReader(typeof(SeedTable).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The room comes without its table {name}."));
        foreach (var row in CsvReader.Read(text, ',').Skip(1)) yield return row;
    }
}
