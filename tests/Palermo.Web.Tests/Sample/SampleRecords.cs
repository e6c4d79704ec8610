using NodaTime;
using Palermo.Kernel;

namespace Palermo.Web.Tests.Sample;

/// <summary>Made-up sightings, the same every time.</summary>
internal static class SampleRecords
{
    private static readonly (string Name, string Country, double Latitude, double Longitude, double Radius)[] Places =
    [
        ("Agadez", "NER", 16.97, 7.99, 2_000), ("أغاديز", "NER", 16.95, 8.02, 5_000), ("Madama", "NER", 21.95, 13.65, 20_000), ("Zuwara", "LBY", 32.93, 12.08, 10_000),
        ("زوارة", "LBY", 32.9, 12.1, 3_000), ("Lampedusa", "ITA", 35.5, 12.6, 500), ("Off Sfax", "TUN", 34.7, 11.2, 40_000), ("Sebha", "LBY", 27.04, 14.43, 15_000),
    ];
    private static readonly string[] Means = ["rubber-boat", "wooden-boat", "lorry", "pick-up", "on-foot"];
    private static readonly string[] Titles = ["Boat in distress", "Lorry with people under a tarpaulin", "Convoy of pick-ups", "قارب مطاطي عليه نساء وأطفال", "Groupe à pied près de l'oued"];

    /// <summary>Stores so many, with links among them, statements that disagree, and one of every fifth in another place and script.</summary>
    public static async Task<IReadOnlyList<RecordId>> FillAsync(SampleHost host, int count)
    {
        var random = new Random(20261124);
        List<RecordId> ids = [];
        var start = SampleHost.Now.ToDateTimeOffset().AddDays(-2);
        for (var i = 0; i < count; i++)
        {
            var place = Places[random.Next(Places.Length)];
            var day = new LocalDate(2024, 1, 1).PlusDays(random.Next(1000));
            var when = (i % 4) switch { 0 => EventTime.InMonth(day.Year, day.Month), 1 => new EventTime(day, day.PlusDays(6), TimePrecision.Week), _ => EventTime.OnDay(day) };
            var sighting = new Sighting($"{Titles[i % 5]} {i + 1}", when,
                new(place.Latitude + (random.NextDouble() - 0.5) * 0.6, place.Longitude + (random.NextDouble() - 0.5) * 0.6, place.Radius, place.Name, place.Country),
                Persons: i % 7 == 0 ? null : random.Next(3, 180), Speed: i % 3 == 0 ? Math.Round(random.NextDouble() * 12, 1) : null, Night: i % 2 == 0,
                Means: Means[random.Next(Means.Length)], Flags: i % 5 == 0 ? ["distress", "children"] : null, Hull: i % 6 == 0 ? $"TN {100 + i % 12}" : null,
                Follows: i > 0 && i % 3 == 0 ? ids[random.Next(ids.Count)] : null,
                Nationalities: i % 4 == 0 ? new Dictionary<string, int> { ["NER"] = 4, ["MLI"] = 9 } : null,
                Name: i % 2 == 0 ? new([
                    new(1, "Étoile du Sud", "Coast guard log", new(Tlp.Green), new(GradingScheme.FourByFour, 'A', '2'), day, day.PlusDays(2), true),
                    new(2, "نجمة الجنوب", "Witness", new(Tlp.Amber), new(GradingScheme.Admiralty, 'C', '3'))]) : null,
                Account: i % 5 == 3 ? "وصل القارب ليلاً وكان عليه أربعون شخصاً بينهم أطفال.\nSeen again at dawn, engine stopped." : "Reported by radio; position from the caller's phone.");
            var id = new RecordId(Guid.CreateVersion7(start.AddSeconds(i)));
            var header = new RecordHeader(id, "sighting", "niger", "reported", i % 9 == 4 ? new(Tlp.Amber, SienaCodes.H2) : new(Tlp.Green), Sighting.Kind.DefaultPurposes, default,
                new("Patrol report", $"NE/{i + 1}"), new(2028, 11, 24), [SubjectCategory.RescuedPerson], "Loi 2015-36, art. 10", new(GradingScheme.FourByFour, 'B', '2'));
            var written = await host.Records.WriteAsync(SampleHost.Session, [new RecordChange.Create(header, sighting)]);
            Assert.True(written.Done, string.Join("; ", written.Refusals.Select(r => r.Message)));
            ids.Add(id);
        }
        return ids;
    }
}
