using NodaTime;
using Palermo.Kernel;
using Palermo.Storage;

namespace Palermo.Bench;

/// <summary>A record of the shape that was measured before: a body of about 450 bytes, two identifiers, a place, searched text, three facets.</summary>
internal sealed record BenchEvent(
    string Name, string Phone, string Plate, string Notes, string Route, string Cause, string Area, int Dead, int Missing, EventTime When, Place Where, string Source, string Reference)
{
    public static Kind<BenchEvent> Kind { get; } = new KindBuilder<BenchEvent>("bench-event", "shared", Words.Same("Event"), Words.Same("Events"))
        .Field(e => e.Name, Words.Same("Name"), f => f with { Searched = true, Listed = true })
        .Field(e => e.Phone, Words.Same("Phone"), f => f with { Type = FieldType.Identifier, IdentifierType = "phone" })
        .Field(e => e.Plate, Words.Same("Plate"), f => f with { Type = FieldType.Identifier, IdentifierType = "plate" })
        .Field(e => e.Notes, Words.Same("Notes"), f => f with { Searched = true })
        .Field(e => e.Route, Words.Same("Route"), f => f with { Filtered = true })
        .Field(e => e.Cause, Words.Same("Cause"), f => f with { Filtered = true })
        .Field(e => e.Area, Words.Same("Area"), f => f with { Filtered = true })
        .Field(e => e.Dead, Words.Same("Dead"))
        .Field(e => e.Missing, Words.Same("Missing"))
        .Field(e => e.When, Words.Same("When"))
        .Field(e => e.Where, Words.Same("Where"))
        .Field(e => e.Source, Words.Same("Source"))
        .Field(e => e.Reference, Words.Same("Reference"))
        .Title(e => e.Name).Purposes(Purpose.BorderManagement, Purpose.Statistics).Retention(3, null, "bench").Categories(SubjectCategory.OtherParty)
        .Build();

    private static readonly string[] First = ["Amadou", "Fatou", "Moussa", "Aminata", "Ibrahim", "Mariam", "Ousmane", "Aicha", "Abdou", "Halima", "Sekou", "Kadi", "Yusuf", "Zeinab", "Omar", "Salma"];
    private static readonly string[] Last = ["Diallo", "Traore", "Keita", "Coulibaly", "Sow", "Barry", "Camara", "Toure", "Maiga", "Sidibe", "Konate", "Cisse", "Bah", "Balde", "Jallow", "Ceesay"];
    private static readonly string[] Routes = ["central", "western", "eastern", "sahara", "atlantic", "horn"];
    private static readonly string[] Causes = ["drowning", "exposure", "vehicle", "violence", "illness", "unknown", "harsh"];
    private static readonly string[] Spoken = ["boat", "night", "patrol", "desert", "truck", "coast", "storm", "port", "village", "border", "group", "rescue", "engine", "water", "convoy", "market"];

    /// <summary>Record i of the seeded sequence, whatever the order in which they are asked for.</summary>
    public static BenchEvent Of(int i)
    {
        var draw = new Random(i * 7919 + 17);
        // Surnames beyond the common ones, so that the index of words grows as it does with real names.
        var name = $"{First[draw.Next(First.Length)]} {Last[draw.Next(Last.Length)]} {Syllables(draw)}{Syllables(draw)}";
        var notes = string.Join(' ', Enumerable.Range(0, 9).Select(_ => Spoken[draw.Next(Spoken.Length)]));
        return new(name, $"227{draw.Next(10_000_000, 99_999_999)}", $"AG{draw.Next(1000, 9999)}{(char)('A' + draw.Next(26))}{(char)('A' + draw.Next(26))}", notes,
            Routes[draw.Next(Routes.Length)], Causes[draw.Next(Causes.Length)], $"area-{draw.Next(40)}", draw.Next(20), draw.Next(50),
            EventTime.OnDay(new LocalDate(2014, 1, 1).PlusDays(draw.Next(4300))), new Place(Math.Round(10 + draw.NextDouble() * 28, 4), Math.Round(-17 + draw.NextDouble() * 40, 4), 5000), "synthetic", $"SYN-{i:0000000}");
    }

    private static string Syllables(Random draw) => $"{"bdfgjklmnrstw"[draw.Next(13)]}{"aeiou"[draw.Next(5)]}";
}

/// <summary>Tokens folded to lower case and one consonant key each: what the real keys cost is measured with them, elsewhere.</summary>
internal sealed class BenchKeys : ITextKeys
{
    public int Version => 1;

    public void Tokens(string text, ICollection<string> into)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var letter = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (letter && start < 0) start = i;
            if (letter || start < 0) continue;
            into.Add(text[start..i].ToLowerInvariant());
            start = -1;
        }
    }

    public void Keys(string token, ICollection<string> into)
    {
        Span<char> key = stackalloc char[8];
        var length = 0;
        foreach (var letter in token)
            if (length < key.Length && letter is >= 'a' and <= 'z' && "aeiouy".IndexOf(letter) < 0) key[length++] = letter;
        if (length >= 2) into.Add(new string(key[..length]));
    }
}

/// <summary>A store of the bench's own, and who works in it.</summary>
internal static class BenchStore
{
    public const string Node = "bench";
    public static Session Session { get; } = new(new("bench", "Bench", Node, "Bench", [Role.Analyst.Name]), new(Purpose.BorderManagement), Channel.CommandLine);

    public static ValueTask<NodeStore> OpenAsync(string folder, bool postgres) => NodeStore.OpenAsync(new()
    {
        DataFolder = folder, NodeName = Node, PostgresSchema = "bench",
        PostgresConnectionString = !postgres ? null : Environment.GetEnvironmentVariable("PALERMO_TEST_POSTGRES")
            ?? throw new InvalidOperationException("--postgres needs a server: PALERMO_TEST_POSTGRES names it, for example 'Host=/run/postgresql;Username=palermo;Database=postgres'."),
    }, [BenchEvent.Kind], new BenchKeys(), TimeProvider.System);

    public static BulkImport Import(string id, int seed) => new(
        RecordId.Parse(id), BenchEvent.Kind, $"bench-{seed}", "bench.csv", "00", new(default, BenchEvent.Kind.Name, Node, BenchEvent.Kind.Workflow.Initial.Name, new(Tlp.Green),
            [Purpose.BorderManagement, Purpose.Statistics], default, new("Bench"), new LocalDate(2030, 1, 1), [SubjectCategory.OtherParty]));
}
