using System.Text.Json.Nodes;
using NodaTime;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>
/// The synthetic story of the demo: traffic from Agadez to the Libyan coast and on to Italy, a control measure after which it moves west,
/// and what the four nodes record of it. The same seed makes the same story; every record goes through the door that people use.
/// </summary>
internal static class DemoScenario
{
    private const int BatchSize = 100;

    /// <summary>A place of the story, with how well its position is known.</summary>
    private sealed record Spot(string Name, double Latitude, double Longitude, double RadiusMetres, string Country);

    private static readonly Spot Agadez = new("Agadez", 16.97, 7.99, 3_000, "NER"), Dirkou = new("Dirkou", 19.00, 12.90, 2_000, "NER"),
        Seguedine = new("Séguédine", 20.20, 12.98, 5_000, "NER"), Madama = new("Madama", 21.95, 13.65, 2_000, "NER"), Assamaka = new("Assamaka", 19.35, 5.77, 2_000, "NER"),
        Arlit = new("Arlit", 18.74, 7.39, 3_000, "NER"), Zuwara = new("Off Zuwara", 33.15, 12.10, 25_000, "LBY"), Lampedusa = new("Lampedusa", 35.50, 12.61, 2_000, "ITA"),
        Strait = new("South of Lampedusa", 34.60, 12.60, 40_000, "ITA"), Calais = new("Calais", 50.95, 1.86, 3_000, "FRA"), Channel = new("Strait of Dover", 51.02, 1.60, 8_000, "FRA"),
        Menton = new("Menton", 43.78, 7.50, 2_000, "FRA");

    /// <summary>Writes the story of a node.</summary>
    public static async Task FillAsync(OpenedNode node, int seed, CancellationToken cancel)
    {
        var teller = new Teller(node, new Random(seed + node.Settings.Name.Sum(c => c)));
        switch (node.Settings.Name)
        {
            case "niger": Niger(teller); break;
            case "italy": Italy(teller); break;
            case "france": France(teller); break;
            case TrainingPartner.Node: break;
            default: Hub(teller); break;
        }
        var by = new Session(node.Operator, new(Purpose.BorderManagement, "demo"), Kernel.Channel.CommandLine);
        foreach (var batch in teller.Told.Chunk(BatchSize))
        {
            var written = await node.Store.Records.WriteAsync(by, batch, cancel: cancel);
            if (!written.Done) throw new CliProblem("The demo scenario was refused: " + written.Refusals[0].Message);
        }
        await DemoSeizures.FillAsync(node, cancel);
    }

    /// <summary>Eighteen months before today, and the control measure that began after half of them.</summary>
    private static IEnumerable<(LocalDate Day, bool After)> Days(Teller t, double perMonth)
    {
        var first = t.Today.PlusMonths(-18);
        for (var day = first; day < t.Today; day = day.PlusDays(1))
            if (t.Chance(perMonth / 30.4)) yield return (day, day >= first.PlusMonths(9));
    }

    private static void Niger(Teller t)
    {
        foreach (var (day, after) in Days(t, 22))
        {
            // Before, most pass by Dirkou; after the patrols began there, many turn to Assamaka.
            var spot = t.Chance(after ? 0.35 : 0.8) ? t.Pick(Dirkou, Seguedine, Madama) : t.Pick(Assamaka, Arlit);
            var persons = t.Between(4, 28);
            t.Tell("detection", day, spot, "sahara-desert", new()
            {
                ["persons"] = persons, ["countIsEstimate"] = true, ["patrolHours"] = t.Between(6, 14), ["means"] = t.Pick("pick-up", "two pick-ups", "lorry"),
                ["nationalities"] = t.Nationalities(persons, "NER", "NGA", "GIN", "SEN", "MLI", "GMB"),
            });
        }
        foreach (var (day, after) in Days(t, 7))
        {
            var persons = t.Between(5, 30);
            t.Tell("interception", day, after ? t.Pick(Assamaka, Dirkou) : t.Pick(Dirkou, Madama), "sahara-desert", new()
            {
                ["persons"] = persons, ["countsPersonsOnce"] = true, ["children"] = t.Between(0, persons / 5), ["means"] = "pick-up",
                ["medicalNeeds"] = t.Pick("None stated; water given.", "Two persons with dehydration, treated on the spot.", "One injured, brought to the health post."),
                ["protectionNeeds"] = t.Pick("None referred.", "Three referred to UNHCR at Agadez.", "Two children referred to child protection."),
                ["screenedWithin24Hours"] = t.Between(persons / 2, persons),
            });
        }
        foreach (var (day, after) in Days(t, 1.6))
            t.Tell("death-or-missing", day, after ? t.Pick(Assamaka, Arlit, Seguedine) : Seguedine, "sahara-desert", new()
            {
                ["dead"] = t.Between(1, after ? 12 : 6), ["missing"] = t.Between(0, 4), ["cause"] = t.Chance(0.7) ? "harsh-conditions" : "vehicle", ["causeText"] = "Left in the desert", ["sourceQuality"] = t.Between(2, 5),
            });
        foreach (var (day, _) in Days(t, 8.5))
            t.Tell("flow-count", day, t.Pick(Agadez, Arlit), "sahara-desert", new() { ["counted"] = t.Between(30, 240), ["observationHours"] = 8, ["methodology"] = "hub survey", ["towards"] = t.Pick("Libya", "Algeria") });
        foreach (var (day, _) in Days(t, 2))
            t.Tell("seizure", day, t.Pick(Dirkou, Assamaka, Agadez), "sahara-desert", new()
            {
                ["class"] = "vehicle", ["item"] = t.Pick("Toyota Hilux, white", "Toyota Land Cruiser, beige", "Lorry Mercedes 1924"), ["identifier"] = t.Number(17), ["estimatedValue"] = t.Between(3, 18) * 1_000_000, ["currency"] = "XOF", ["authority"] = "Police nationale, Agadez",
            }, legalBasis: "Loi 2015-36, art. 29");
        var patrols = t.Tell("control-measure", t.Today.PlusMonths(-9), Dirkou, "sahara-desert", new() { ["what"] = "Standing patrols between Dirkou and Madama" });
        Counts(t, patrols);
        t.Tell("pushback-allegation", t.Today.PlusMonths(-2), Assamaka, null, new()
        {
            ["about"] = "a border unit of a neighbouring state", ["persons"] = 46, ["countIsEstimate"] = true, ["description"] = "Persons say that they were brought to the border at night and told to walk.",
        }, grading: new(GradingScheme.Admiralty, 'C', '3'));
        t.Task("amina", "Compare detections at Assamaka before and after the patrols", 3);
        t.Task("amina", "Ask DTM for the counts of last month", 10, "IOM DTM, Niamey");
        t.Task("ibrahim", "Answer Italy on the white Hilux", 1);
        t.Task("moussa", "Review the allegation at Assamaka", -2, priority: "high");
    }

    /// <summary>
    /// Monthly counts of five routes over five years: where the patrols began, detections halve; on the Atlantic they double; the others only
    /// have their seasons. And the plan, written before anybody looks, by which the patrols are judged.
    /// </summary>
    private static void Counts(Teller t, RecordId patrols)
    {
        foreach (var (route, border, mean, after) in ((string, string, double, double)[])
            [("sahara-desert", "land", 420, 0.5), ("western-african-atlantic", "sea", 160, 2.1), ("central-mediterranean", "sea", 900, 1), ("western-mediterranean", "sea", 520, 1), ("eastern-mediterranean", "sea", 680, 1)])
            for (var back = 60; back >= 1; back--)
            {
                var month = new YearMonth(t.Today.Year, t.Today.Month).PlusMonths(-back);
                var season = border == "sea" ? 1 + 0.35 * Math.Sin((month.Month - 4) * Math.PI / 6) : 1;
                t.Count(month, route, border, (int)Math.Round(mean * season * (back <= 9 ? after : 1) * (1 + 0.3 * (t.Share() + t.Share() + t.Share() - 1.5))));
            }
        t.Add("effect-plan", new() { ["measure"] = patrols.ToString(), ["treated"] = new JsonArray("sahara-desert"), ["alternatives"] = new JsonArray("western-african-atlantic"), ["comparison"] = new JsonArray("western-mediterranean", "eastern-mediterranean"), ["months"] = 9, ["why"] = "Traffic turned away from the Ténéré may turn to the Atlantic; the other seas are beyond its reach." });
    }

    private static void Italy(Teller t)
    {
        foreach (var (day, _) in Days(t, 12))
        {
            var persons = t.Between(15, 130);
            t.Tell("rescue", day, t.Pick(Strait, Zuwara), "central-mediterranean", new() { ["persons"] = persons, ["countsPersonsOnce"] = true, ["means"] = t.Pick("inflatable", "wooden boat", "metal boat"), ["placeOfSafety"] = t.Pick("Lampedusa", "Pozzallo", "Augusta") });
        }
        foreach (var (day, _) in Days(t, 9))
            t.Tell("arrival", day, Lampedusa, "central-mediterranean", new() { ["persons"] = t.Between(8, 90), ["countsPersonsOnce"] = true, ["means"] = t.Pick("metal boat", "wooden boat") });
        foreach (var (day, _) in Days(t, 2.2))
            t.Tell("death-or-missing", day, t.Pick(Strait, Zuwara), "central-mediterranean", new() { ["dead"] = t.Between(0, 9), ["missing"] = t.Between(1, 60), ["survivors"] = t.Between(0, 70), ["cause"] = "drowning", ["sourceQuality"] = t.Between(2, 5) });
        foreach (var (day, _) in Days(t, 1.2))
            t.Tell("seizure", day, Lampedusa, "central-mediterranean", new() { ["class"] = "outboard-engine", ["item"] = t.Pick("Yamaha 40 hp", "Suzuki 30 hp"), ["identifier"] = t.Number(9), ["estimatedValue"] = t.Between(1, 4) * 1000, ["currency"] = "EUR", ["authority"] = "Guardia di Finanza" }, legalBasis: "D.Lgs. 286/1998, art. 12");
        t.Task("giulia", "Ask Niger about the owner of the white Hilux", 2);
        t.Task("admin", "Renew the assignment of two officers", 14);
    }

    private static void France(Teller t)
    {
        foreach (var (day, _) in Days(t, 10))
            t.Tell("interception", day, t.Pick(Calais, Menton), t.Chance(0.6) ? "english-channel" : "italy-france", new()
            {
                ["persons"] = t.Between(2, 45), ["countsPersonsOnce"] = true, ["means"] = t.Pick("small boat", "lorry", "van"), ["medicalNeeds"] = t.Pick("None stated.", "Hypothermia, four persons treated."), ["protectionNeeds"] = t.Pick("None referred.", "Family referred to the asylum desk."),
            });
        foreach (var (day, _) in Days(t, 1))
            t.Tell("death-or-missing", day, Channel, "english-channel", new() { ["dead"] = t.Between(0, 3), ["missing"] = t.Between(0, 4), ["cause"] = "drowning", ["sourceQuality"] = 4 });
        t.Task("claire", "Prepare the monthly note on small boats", 5);
    }

    private static void Hub(Teller t)
    {
        for (var quarter = 0; quarter < 6; quarter++)
            t.Tell("crossing-point-control", t.Today.PlusMonths(-18 + quarter * 3), t.Pick(Agadez, Lampedusa, Calais), null, new() { ["controlled"] = t.Between(20_000, 90_000), ["refused"] = t.Between(20, 400), ["fraudulentDocuments"] = t.Between(5, 90) });
        t.Task("monitor", "Collect the indicators of the last quarter", 7);
    }

    /// <summary>Tells the story: makes records of bodies and chance.</summary>
    private sealed class Teller(OpenedNode node, Random chance)
    {
        private readonly List<RecordChange> _told = [];

        public IReadOnlyList<RecordChange> Told => _told;
        public LocalDate Today => node.Today;
        public bool Chance(double probability) => chance.NextDouble() < probability;
        public int Between(int low, int high) => chance.Next(low, high + 1);
        public double Share() => chance.NextDouble();
        public T Pick<T>(params T[] of) => of[chance.Next(of.Length)];
        public string Number(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Pick([.. "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"])));

        public JsonObject Nationalities(int persons, params string[] of)
        {
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < persons; i++) { var code = Pick(of); counts[code] = counts.GetValueOrDefault(code) + 1; }
            return new(counts.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value)));
        }

        public RecordId Tell(string kindName, LocalDate day, Spot spot, string? route, JsonObject body, string? legalBasis = null, Grading? grading = null)
        {
            body["when"] = new JsonObject { ["from"] = day.ToString("uuuu-MM-dd", null), ["to"] = day.ToString("uuuu-MM-dd", null), ["precision"] = "day" };
            // Points lie around the spot, within what is known of it.
            body["where"] = new JsonObject
            {
                ["latitude"] = Math.Round(spot.Latitude + Scatter(spot), 4), ["longitude"] = Math.Round(spot.Longitude + Scatter(spot), 4),
                ["radiusMetres"] = spot.RadiusMetres, ["text"] = spot.Name, ["country"] = spot.Country,
            };
            if (route is not null) body["route"] = route;
            return Add(kindName, body, legalBasis, grading);
        }

        public void Count(YearMonth month, string route, string border, int detections) => Add("detection-count", new()
        {
            ["when"] = new JsonObject { ["from"] = month.OnDayOfMonth(1).ToString("uuuu-MM-dd", null), ["to"] = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1).ToString("uuuu-MM-dd", null), ["precision"] = "month" },
            ["where"] = new JsonObject { ["text"] = "Whole route" }, ["route"] = route, ["border"] = border, ["detections"] = detections,
        });

        public void Task(string person, string what, int days, string? waitingFor = null, string priority = "normal")
        {
            var body = new JsonObject { ["what"] = what, ["assignedTo"] = person, ["due"] = Today.PlusDays(days).ToString("uuuu-MM-dd", null), ["priority"] = priority };
            if (waitingFor is not null) body["waitingFor"] = waitingFor;
            Add(TaskItem.Kind.Name, body);
        }

        private double Scatter(Spot spot) => (chance.NextDouble() + chance.NextDouble() - 1) * spot.RadiusMetres / 111_000;

        public RecordId Add(string kindName, JsonObject json, string? legalBasis = null, Grading? grading = null)
        {
            var kind = node.Rooms.FindKind(kindName) ?? throw new InvalidOperationException($"The demo knows the kind '{kindName}', and the house does not.");
            var parsed = kind.Parse(json);
            if (!parsed.TryGet(out var body)) throw new InvalidOperationException($"{kindName}: {parsed.Refusals[0].Message}");
            var id = node.Ids.Next();
            _told.Add(new RecordChange.Create(
                new(id, kind.Name, node.Settings.Name, kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, default,
                    new("synthetic scenario"), kind.Retention.ReviewDate(node.Today), kind.Categories, legalBasis, grading), body));
            return id;
        }
    }
}
