using System.Text.Json;
using System.Text.Json.Nodes;

namespace Palermo.Kernel;

/// <summary>What makes somebody in a record in need of protection when it is shared.</summary>
[Flags]
public enum ProtectionStatus
{
    None = 0,
    AsylumSeeker = 1,
    Refugee = 2,
    /// <summary>A victim of trafficking, identified or presumed.</summary>
    Victim = 4,
    Witness = 8,
    Minor = 16,
    /// <summary>Under the protection of an authority for another reason.</summary>
    Protected = 32,
}

/// <summary>A person in a record, as far as the decision to share must know.</summary>
/// <param name="Countries">Every nationality, former residence and country of feared persecution, stated, claimed or presumed (ISO 3166-1 alpha-3).</param>
public sealed record PersonFacts(ProtectionStatus Status, ImmutableSet Countries);

/// <summary>A body that says itself which persons in it need protection, and which countries may never learn of them.</summary>
public interface ITellsOfPeople
{
    IEnumerable<PersonFacts> People { get; }
}

/// <summary>Finds what a record says of persons, whether or not its kind tells: what nobody declared is looked for, so that a forgotten declaration fails closed.</summary>
public static class PeopleInRecord
{
    private static readonly string[] CountryNames = ["nationalit", "citizen", "countryoforigin", "origin", "residence", "persecut", "fear", "fled"];

    /// <summary>Everything that the record says of persons, put together: a status of one and a country of another are not told apart, which errs on the safe side.</summary>
    public static PersonFacts Of(RecordHeader header, Kind kind, object body)
    {
        var status = ProtectionStatus.None;
        foreach (var category in header.Categories)
            status |= category switch
            {
                SubjectCategory.Victim or SubjectCategory.PresumedVictim => ProtectionStatus.Victim,
                SubjectCategory.Beneficiary => ProtectionStatus.Protected,
                _ => ProtectionStatus.None,
            };
        HashSet<string> countries = new(StringComparer.Ordinal);
        if (body is ITellsOfPeople tells)
            foreach (var person in tells.People)
            {
                status |= person.Status;
                countries.UnionWith(person.Countries);
            }
        Walk(JsonSerializer.SerializeToNode(body, kind.BodyType, BodyJson.Options), "", ref status, countries);
        return new(status, ImmutableSet.Of(countries));
    }

    private static void Walk(JsonNode? node, string name, ref ProtectionStatus status, HashSet<string> countries)
    {
        switch (node)
        {
            case JsonObject many:
                // Counts by nationality name the countries in their keys.
                foreach (var (key, value) in many)
                {
                    if (Names(name) && IsCountry(key)) countries.Add(key);
                    // Inside a statement or a part the outer name says what it is.
                    Walk(value, Plain(key) is "value" or "country" or "statements" or "code" ? name : key, ref status, countries);
                }
                break;
            case JsonArray list:
                foreach (var item in list) Walk(item, name, ref status, countries);
                break;
            case JsonValue value:
                var text = value.TryGetValue(out string? written) ? written : null;
                if (text is not null && Names(name) && IsCountry(text.ToUpperInvariant())) countries.Add(text.ToUpperInvariant());
                status |= StatusOf(Plain(name), text, value.TryGetValue(out bool yes) && yes);
                break;
        }
    }

    private static bool Names(string name) => CountryNames.Any(c => Plain(name).Contains(c, StringComparison.Ordinal));

    private static bool IsCountry(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper) && text != "UNK";

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private static ProtectionStatus StatusOf(string name, string? text, bool yes)
    {
        var value = text is null ? "" : Plain(text);
        var told = yes || value is not ("" or "none" or "no" or "false" or "unknown" or "notapplicable");
        var status = ProtectionStatus.None;
        if (told && (name.Contains("asylum", StringComparison.Ordinal) || name.Contains("protectionstatus", StringComparison.Ordinal)) || value is "asylumseeker" or "asylumapplicant") status |= ProtectionStatus.AsylumSeeker;
        if (told && name.Contains("refugee", StringComparison.Ordinal) || value is "refugee" or "subsidiaryprotection") status |= ProtectionStatus.Refugee;
        if (yes && name.Contains("victim", StringComparison.Ordinal) || value is "victim" or "presumedvictim" or "victimoftrafficking") status |= ProtectionStatus.Victim;
        if (yes && name.Contains("witness", StringComparison.Ordinal) || value is "witness") status |= ProtectionStatus.Witness;
        if (yes && (name.Contains("minor", StringComparison.Ordinal) || name.Contains("ischild", StringComparison.Ordinal)) || value is "minor" or "child") status |= ProtectionStatus.Minor;
        return status;
    }
}
