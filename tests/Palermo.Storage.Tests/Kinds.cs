using NodaTime;
using Palermo.Kernel;

namespace Palermo.Storage.Tests;

/// <summary>A sighting: every sort of field that the store indexes, some of them sourced.</summary>
public sealed record Sighting(
    Sourced<string>? Name = null, Sourced<string>? Phone = null, string? Notes = null, string? Route = null, int? Persons = null, EventTime? When = null,
    Place? Where = null, RecordId? With = null, Sourced<Place>? Seen = null)
{
    public static Kind<Sighting> Kind { get; } = new KindBuilder<Sighting>("sighting", "shared", Words.Same("Sighting"), Words.Same("Sightings"))
        .Field(s => s.Name, Words.Same("Name"), f => f with { Searched = true, Listed = true })
        .Field(s => s.Phone, Words.Same("Phone"), f => f with { Type = FieldType.Identifier, IdentifierType = "phone", Normalise = Digits })
        .Field(s => s.Notes, Words.Same("Notes"), f => f with { Searched = true, MaxLength = 20_000 })
        .Field(s => s.Route, Words.Same("Route"), f => f with { Filtered = true })
        .Field(s => s.Persons, Words.Same("Persons"), f => f with { Minimum = 0, Filtered = true })
        .Field(s => s.When, Words.Same("When"))
        .Field(s => s.Where, Words.Same("Where"))
        .Field(s => s.With, Words.Same("With"), f => f with { LinkRole = "with" })
        .Field(s => s.Seen, Words.Same("Seen"))
        .Title(s => s.Name?.Best?.Value ?? s.Notes ?? "nobody")
        .Purposes(Purpose.Investigation, Purpose.BorderManagement, Purpose.Statistics)
        .Workflow(new Workflow(
            [new("open", Words.Same("Open")), new("checked", Words.Same("Checked")), new("closed", Words.Same("Closed"), Final: true), new("forfeit", Words.Same("Forfeit"), Final: true)],
            [
                new("check", Words.Same("Check"), "open", "checked", FourEyes: true),
                new("close", Words.Same("Close"), "checked", "closed", Guards: [c => c.As<Sighting>().Notes is null ? [new Refusal("sighting.notes", "Write notes first.")] : []]),
                new("decide", Words.Same("Decide"), "open", "forfeit", Decides: true),
            ], []))
        .Retention(3, 5, "test").Categories(SubjectCategory.OtherParty)
        .Build();

    private static string? Digits(string text)
    {
        var digits = new string([.. text.Where(char.IsDigit)]);
        return digits.Length >= 3 ? digits : null;
    }
}

/// <summary>A complaint: kept from deletion until it is answered.</summary>
public sealed record Complaint(string About, string? Answer = null)
{
    public static Kind<Complaint> Kind { get; } = new KindBuilder<Complaint>("complaint", "shared", Words.Same("Complaint"), Words.Same("Complaints"))
        .Field(c => c.About, Words.Same("About"), f => f with { Required = true, Searched = true })
        .Field(c => c.Answer, Words.Same("Answer"))
        .Title(c => c.About)
        .Purposes(Purpose.Investigation, Purpose.BorderManagement).Retention(3, 5, "test").Categories(SubjectCategory.OtherParty)
        .KeptFromDeletion((body, header) => body.Answer is null ? new Refusal("complaint.kept", "Answer it first.") : null)
        .Build();
}

/// <summary>A claim behind the wall.</summary>
public sealed record Claim(string Name, string? Phone = null, RecordId? About = null, string? Need = null)
{
    public static Kind<Claim> Kind { get; } = new KindBuilder<Claim>("claim", "C12", Words.Same("Claim"), Words.Same("Claims"))
        .Field(s => s.Name, Words.Same("Name"), f => f with { Searched = true, Required = true })
        .Field(s => s.Phone, Words.Same("Phone"), f => f with { Type = FieldType.Identifier, IdentifierType = "phone" })
        .Field(s => s.About, Words.Same("About"), f => f with { LinkRole = "about" })
        .Field(s => s.Need, Words.Same("Need"), f => f with { Filtered = true })
        .Title(s => s.Name).Protected().Retention(3, 5, "test").Categories(SubjectCategory.PresumedVictim)
        .Build();
}

/// <summary>Folds case and marks; the key of a token are its consonants. The real keys come from elsewhere.</summary>
public sealed class PlainKeys : ITextKeys
{
    public int Version { get; init; } = 1;

    public void Tokens(string text, ICollection<string> into)
    {
        var folded = text.Normalize(System.Text.NormalizationForm.FormKD).ToLowerInvariant();
        var token = new System.Text.StringBuilder();
        foreach (var letter in folded)
        {
            if (char.IsLetterOrDigit(letter)) token.Append(letter);
            else if (char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.NonSpacingMark && token.Length > 0)
            {
                into.Add(token.ToString());
                token.Clear();
            }
        }
        if (token.Length > 0) into.Add(token.ToString());
    }

    public void Keys(string token, ICollection<string> into)
    {
        var consonants = new string([.. token.Where(c => c is >= 'a' and <= 'z' && !"aeiouy".Contains(c, StringComparison.Ordinal))]);
        if (consonants.Length >= 2) into.Add(consonants);
    }
}
