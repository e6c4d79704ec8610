using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What a place is on the way.</summary>
internal enum HubRole { Assembly, Hub, Crossing, Departure, Arrival }

/// <summary>A place where ways meet: a town, an oasis, a crossing, a beach. The node's own, beside the seed that comes with the room; one of the same name takes the seed's place.</summary>
internal sealed record Hub(string Name, Place Where, HubRole Role, IReadOnlyList<string>? Aliases = null, string? Note = null)
{
    private static readonly CodeList Roles = CodeList.Of<HubRole>("hub-role",
        (HubRole.Assembly, new("Place of assembly", "Lieu de rassemblement", "مكان تجمّع")), (HubRole.Hub, new("Stage on the way", "Étape", "محطة على الطريق")),
        (HubRole.Crossing, new("Border crossing", "Passage frontalier", "نقطة عبور")), (HubRole.Departure, new("Place of departure by sea", "Lieu de départ en mer", "مكان انطلاق بحري")),
        (HubRole.Arrival, new("Place of arrival by sea", "Lieu d'arrivée par mer", "مكان وصول بحري")));

    public static Words TitleOf(HubRole role) => Roles.Codes[(int)role].Title;

    public static Kind<Hub> Kind { get; } = new KindBuilder<Hub>("hub", "borders",
            new("Hub", "Lieu de passage", "نقطة عبور"), new("Hubs", "Lieux de passage", "نقاط العبور"))
        .Field(x => x.Name, new("Name", "Nom", "الاسم"), f => f with { Required = true, Searched = true, Listed = true, MaxLength = 100 })
        .Field(x => x.Where, new("Where", "Où", "أين"), f => f with { Required = true, Filtered = true, Listed = true })
        .Field(x => x.Role, new("What it is", "Ce que c'est", "ما هو"), f => f with { Codes = Roles, Filtered = true, Listed = true })
        .Field(x => x.Aliases, new("Other names", "Autres noms", "أسماء أخرى"), f => f with { Searched = true })
        .Field(x => x.Note, new("Note", "Note", "ملاحظة"), f => f with { Type = FieldType.LongText, MaxLength = 4_000 })
        .Title(x => x.Name)
        .Rule(x => x.Where is { HasPoint: false } ? [new Refusal("hub.point", "A hub needs a point: latitude and longitude.", Field: "where")] : [])
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Statistics, Purpose.Rescue)
        .Handling(new(Tlp.Green))
        .Retention(2, null, "Palermo, Borders: places without personal data")
        .Build();
}
