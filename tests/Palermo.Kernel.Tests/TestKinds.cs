using NodaTime;

namespace Palermo.Kernel.Tests;

/// <summary>A body with a sourced field, for the tests of statements.</summary>
internal sealed record Vessel(string Name, Sourced<string>? Phone = null, Place? Seen = null, int Persons = 0, VesselType Type = VesselType.Rubber, RecordId? Sister = null);

internal enum VesselType { Rubber, Wooden }

/// <summary>A body of the protection compartment.</summary>
internal sealed record Claim(string Note);

internal static class TestKinds
{
    public static readonly CodeList Types = CodeList.Of<VesselType>("vessel-type", (VesselType.Rubber, Words.Same("rubber")), (VesselType.Wooden, Words.Same("wooden")));

    public static KindBuilder<Vessel> VesselBuilder() => new KindBuilder<Vessel>("vessel", "test", Words.Same("Vessel"), Words.Same("Vessels"))
        .Field(x => x.Name, Words.Same("Name"), f => f with { Required = true, Searched = true, MaxLength = 50 })
        .Field(x => x.Phone, Words.Same("Phone"), f => f with { Type = FieldType.Identifier, IdentifierType = "phone", Normalise = Digits, Searched = true })
        .Field(x => x.Seen, Words.Same("Seen"), f => f with { Searched = true, Filtered = true })
        .Field(x => x.Persons, Words.Same("Persons"), f => f with { Minimum = 0, Maximum = 500, Filtered = true })
        .Field(x => x.Type, Words.Same("Type"), f => f with { Codes = Types, Filtered = true })
        .Field(x => x.Sister, Words.Same("Sister ship"), f => f with { LinkRole = "sister" })
        .Title(x => x.Name)
        .Purposes(Purpose.Investigation)
        .Retention(1, 5, "test");

    public static Kind<Vessel> Vessel { get; } = VesselBuilder().Build();

    public static Kind<Claim> Claim { get; } = new KindBuilder<Claim>("claim", "test", Words.Same("Claim"), Words.Same("Claims"))
        .Field(x => x.Note, Words.Same("Note"), f => f with { Searched = true })
        .Title(x => x.Note).Protected().Retention(1, 2, "test").NeedsLegalBasis().Categories(SubjectCategory.Victim).Build();

    public static RecordHeader Header(Kind kind) => new(
        RecordId.Parse("01890a5d-ac96-774b-bcce-b302099a8057"), kind.Name, "niger", kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, default,
        new("test"), new(2027, 1, 1), [], "a law");

    private static string? Digits(string text)
    {
        var digits = string.Concat(text.Where(char.IsDigit));
        return digits.Length == 0 ? null : digits;
    }
}
