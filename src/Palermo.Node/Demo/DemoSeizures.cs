using System.Text.Json.Nodes;
using NodaTime;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>
/// The seizure register and the document desk of the demo's Niger: things in every stage, one gap in custody, one engine that was sold and came back, a
/// lorry that costs more than it is worth, an owner who may still object, and a series of forged passports. All made up.
/// </summary>
internal static class DemoSeizures
{
    private const string Basis = "Loi 2015-36, art. 29";

    /// <summary>Fills the node of Niger; others have none.</summary>
    public static async Task FillAsync(OpenedNode node, CancellationToken cancel)
    {
        if (node.Settings.Name != "niger") return;
        var desk = new Desk(node);
        Seizures(desk);
        Documents(desk);
        await desk.WriteAsync(cancel);
    }

    private static void Seizures(Desk d)
    {
        var dirkou = d.Add("seizure", new() { ["when"] = d.On(-60), ["where"] = Place("Dirkou", 19.00, 12.90), ["route"] = "sahara-desert", ["class"] = "vehicle", ["item"] = "Toyota Hilux, white", ["authority"] = "Police nationale, Agadez", ["caseReference"] = "PV 118/AGZ" }, Basis);
        d.Add("seizure-report", new()
        {
            ["seizure"] = dirkou.ToString(), ["receiptNumber"] = "R 118/26", ["from"] = "person", ["fromName"] = "Oumar Ag Mohamed (made up)", ["officer"] = "AGZ 4471", ["witnesses"] = new JsonArray("Guard of the depot", "Driver of the second car"),
            ["statement"] = "States that the car belongs to his employer at Agadez.", ["toldIn"] = "Tamajaq, interpreter present", ["receiptGivenOn"] = d.Day(-60),
        }, Basis);
        // The custody of this one has a gap: the depot gave it, and somebody else hands it on.
        var hilux = d.Asset("AGZ 26/041", dirkou, -60, "vehicle", "Toyota Hilux, white", new()
        {
            ["make"] = "Toyota", ["model"] = "Hilux", ["vin"] = "AHTFR22G006012345", ["plate"] = "8A 4312 AG", ["engineNumber"] = "2KD-5812774", ["estimatedValue"] = 6_000_000, ["currency"] = "XOF", ["valuer"] = "Garage central, Agadez",
            ["custody"] = new JsonArray(d.Hand("AGZ 26/041", "patrol 4", "depot Dirkou", -60, "Dirkou", "seizure", "S 0071"), d.Hand("AGZ 26/041", "depot Dirkou", "convoy 12", -52, "Dirkou", "transfer to Agadez", "S 0071"), d.Hand("AGZ 26/041", "garage Arlit", "depot Agadez", -45, "Agadez", "storage", "S 0071")),
            ["storedSince"] = d.Day(-45), ["storageCostPerDay"] = 5_000, ["storageCurrency"] = "XOF", ["owner"] = "third-party", ["ownerNotifiedOn"] = d.Day(-10), ["objectionDays"] = 30, ["decisionDue"] = d.Day(25),
        });
        d.Step(hilux, "seize", "register", "take-into-custody");
        d.Add("owner-claim", new()
        {
            ["asset"] = hilux.ToString(), ["claimant"] = "Transport Aïr (made up)", ["ground"] = "Owner by the registration papers of 2024; says that the driver had no leave to take it.", ["notifiedOn"] = d.Day(-10), ["objectionUntil"] = d.Day(20),
        }, Basis, "notify");

        var first = d.Add("seizure", new() { ["when"] = d.On(-420), ["where"] = Place("Assamaka", 19.35, 5.77), ["route"] = "sahara-desert", ["class"] = "vehicle", ["item"] = "Toyota Land Cruiser, beige", ["authority"] = "Police nationale, Agadez" }, Basis);
        var sold = d.Asset("AGZ 25/007", first, -420, "vehicle", "Toyota Land Cruiser, beige", new()
        {
            ["make"] = "Toyota", ["model"] = "Land Cruiser", ["engineNumber"] = "1HZ-0731946", ["estimatedValue"] = 9_500_000, ["currency"] = "XOF",
            ["custody"] = new JsonArray(d.Hand("AGZ 25/007", "patrol 2", "depot Agadez", -419, "Agadez", "storage", "S 0012"), d.Hand("AGZ 25/007", "depot Agadez", "auction office", -206, "Agadez", "auction", "S 0012")),
            ["owner"] = "none-found", ["order"] = "confiscation", ["decisionBy"] = "Tribunal d'Agadez", ["decisionOn"] = d.Day(-230), ["decisionReference"] = "112/2026", ["decisionHash"] = new string('0', 63) + "1",
            ["stolenChecks"] = new JsonArray(d.Asked("INTERPOL SMV", -400, "no-hit", "Q-2291")), ["disposedOn"] = d.Day(-200), ["disposedTo"] = "buyer 14 of the auction", ["proceeds"] = 7_800_000, ["proceedsCurrency"] = "XOF",
        });
        d.Step(sold, "seize", "register", "take-into-custody", "!order-confiscation", "sell");
        // Its engine is met again, in another car.
        var again = d.Add("seizure", new() { ["when"] = d.On(-20), ["where"] = Place("Séguédine", 20.20, 12.98), ["route"] = "sahara-desert", ["class"] = "vehicle", ["item"] = "Toyota pick-up, grey, no plates", ["authority"] = "Police nationale, Agadez" }, Basis);
        var back = d.Asset("AGZ 26/066", again, -20, "vehicle", "Toyota pick-up, grey, no plates", new()
        {
            ["make"] = "Toyota", ["engineNumber"] = "1HZ 073 1946", ["vin"] = "1M8GDM9A1KP042788", ["estimatedValue"] = 3_200_000, ["currency"] = "XOF",
            ["custody"] = new JsonArray(d.Hand("AGZ 26/066", "patrol 7", "depot Agadez", -19, "Agadez", "storage", "S 0090")), ["storedSince"] = d.Day(-19), ["storageCostPerDay"] = 5_000, ["storageCurrency"] = "XOF",
        });
        d.Step(back, "seize", "register", "take-into-custody");

        var arlit = d.Add("seizure", new() { ["when"] = d.On(-310), ["where"] = Place("Arlit", 18.74, 7.39), ["route"] = "sahara-desert", ["class"] = "vehicle", ["item"] = "Lorry Mercedes 1924 and load", ["authority"] = "Gendarmerie, Arlit" }, Basis);
        var lorry = d.Asset("ARL 26/003", arlit, -310, "vehicle", "Lorry Mercedes 1924", new()
        {
            ["make"] = "Mercedes-Benz", ["plate"] = "6B 0081 AG", ["estimatedValue"] = 900_000, ["currency"] = "XOF", ["custody"] = new JsonArray(d.Hand("ARL 26/003", "patrol 1", "private yard, Arlit", -309, "Arlit", "storage")),
            ["storedSince"] = d.Day(-309), ["storageCostPerDay"] = 4_000, ["storageCurrency"] = "XOF", ["decisionDue"] = d.Day(-15),
        });
        d.Step(lorry, "seize", "register", "take-into-custody");
        var fuel = d.Asset("ARL 26/004", arlit, -310, "fuel", "Petrol, 40 jerrycans", new()
        {
            ["estimatedValue"] = 500_000, ["currency"] = "XOF", ["custody"] = new JsonArray(d.Hand("ARL 26/004", "patrol 1", "fire brigade, Arlit", -309, "Arlit", "safety")), ["order"] = "destruction-for-safety",
            ["decisionBy"] = "Procureur, Arlit", ["decisionOn"] = d.Day(-308), ["decisionReference"] = "9/26", ["decisionHash"] = new string('0', 63) + "2", ["disposedOn"] = d.Day(-306), ["disposedTo"] = "fire brigade, Arlit",
        });
        d.Step(fuel, "seize", "register", "take-into-custody", "!order-destruction", "destroy-for-safety", "!close-destroyed");
        var phone = d.Asset("ARL 26/005", arlit, -310, "phone", "Satellite telephone Thuraya XT", new()
        {
            ["make"] = "Thuraya", ["imei"] = "490154203237518", ["custody"] = new JsonArray(d.Hand("ARL 26/005", "patrol 1", "depot Arlit", -309, "Arlit", "storage", "B 77"), d.Hand("ARL 26/005", "depot Arlit", "laboratory Niamey", -40, "Niamey", "examination", "B 77")),
        });
        d.Step(phone, "seize", "register", "take-into-custody", "send-to-examination");

        var agadez = d.Add("seizure", new() { ["when"] = d.On(-3), ["where"] = Place("Agadez", 16.97, 7.99), ["route"] = "sahara-desert", ["class"] = "cash", ["item"] = "Cash and papers in a house", ["authority"] = "Police nationale, Agadez" }, Basis);
        var cash = d.Asset(null, agadez, -3, "cash", "Cash, in four currencies", new() { ["estimatedValue"] = 14_200, ["currency"] = "EUR" });
        d.Step(cash, "seize"); // and not in the register yet, three days later
    }

    private static void Documents(Desk d)
    {
        foreach (var (days, place, issuer, type, outcome, fraud, ok) in ((int, string, string, string, string, string?, bool)[])
            [(-50, "Assamaka", "NGA", "P", "in-order", null, true), (-44, "Assamaka", "GIN", "P", "in-order", null, true), (-31, "Niamey airport", "NGA", "P", "fraud-confirmed", "counterfeit", false),
             (-18, "Niamey airport", "MLI", "P", "sent-to-second-line", null, false), (-9, "Assamaka", "SEN", "I", "doubtful", null, false), (-2, "Niamey airport", "NGA", "P", "fraud-confirmed", "counterfeit", true)])
        {
            var body = new JsonObject { ["when"] = d.On(days), ["where"] = new JsonObject { ["text"] = place, ["country"] = "NER" }, ["issuer"] = issuer, ["documentType"] = type, ["outcome"] = outcome, ["mrzInOrder"] = ok, ["chip"] = "not-read" };
            if (!ok) body["mrzProblems"] = new JsonArray("check.number", "check.composite");
            if (fraud is not null) body["fraud"] = fraud;
            d.Add("travel-document-check", body, "Loi 2015-36");
        }
        Fraud(d, -31, "NGA", "2019", ["printing-inkjet", "thread-imitated", "mrz-check-digit-wrong"], "typo REPUPLIC on page 2");
        Fraud(d, -2, "NGA", "2019", ["printing-inkjet", "thread-imitated"], "Typo repuplic on page 2");
        Fraud(d, -120, "MLI", "2016", ["photo-replaced", "laminate-cut"], "glue yellow under UV");
        Fraud(d, -200, "GIN", null, ["stamp-imitated"], "date line 2 mm too low");
    }

    private static void Fraud(Desk d, int days, string issuer, string? edition, string[] features, string mark)
    {
        var body = new JsonObject
        {
            ["when"] = d.On(days), ["fraud"] = features[0] == "photo-replaced" ? "photo-substitution" : features[0] == "stamp-imitated" ? "stamp-or-visa" : "counterfeit", ["issuer"] = issuer, ["documentType"] = "P", ["method"] = "second-line",
            ["features"] = new JsonArray([.. features.Select(f => (JsonNode)f)]), ["marks"] = new JsonArray(mark),
        };
        if (edition is not null) body["edition"] = edition;
        d.Add("document-fraud", body, null);
    }

    private static JsonObject Place(string name, double latitude, double longitude) =>
        new() { ["latitude"] = latitude, ["longitude"] = longitude, ["radiusMetres"] = 3_000, ["text"] = name, ["country"] = "NER" };

    /// <summary>Makes records and their steps, and writes them as the operator and, where a second person must, as the supervisor.</summary>
    private sealed class Desk(OpenedNode node)
    {
        private readonly List<RecordChange> _made = [];
        private readonly List<(RecordId Id, string Step)> _steps = [];

        public string Day(int days) => node.Today.PlusDays(days).ToString("uuuu-MM-dd", null);

        public JsonObject On(int days) => new() { ["from"] = Day(days), ["to"] = Day(days), ["precision"] = "day" };

        public JsonObject Hand(string item, string from, string to, int days, string place, string purpose, string? seal = null)
        {
            var step = new JsonObject { ["item"] = item, ["from"] = from, ["to"] = to, ["at"] = Day(days) + "T10:00:00Z", ["place"] = place, ["purpose"] = purpose, ["sealIntact"] = true };
            if (seal is not null) step["seal"] = seal;
            return step;
        }

        public JsonObject Asked(string register, int days, string result, string reference) =>
            new() { ["register"] = register, ["queriedAt"] = Day(days) + "T09:00:00Z", ["result"] = result, ["reference"] = reference };

        public RecordId Asset(string? number, RecordId seizure, int days, string sort, string item, JsonObject more)
        {
            more["when"] = On(days);
            more["seizure"] = seizure.ToString();
            if (number is not null) more["registerNumber"] = number;
            more["class"] = sort;
            more["item"] = item;
            return Add("seized-asset", more, Basis);
        }

        public RecordId Add(string kindName, JsonObject json, string? legalBasis, string? step = null)
        {
            var kind = node.Rooms.FindKind(kindName) ?? throw new InvalidOperationException($"The demo knows the kind '{kindName}', and the house does not.");
            var parsed = kind.Parse(json);
            if (!parsed.TryGet(out var body)) throw new InvalidOperationException($"{kindName}: {parsed.Refusals[0].Message}");
            var id = node.Ids.Next();
            // Of the categories that a kind may bear, none is stated: nobody of the demo is called a suspect.
            _made.Add(new RecordChange.Create(
                new(id, kind.Name, node.Settings.Name, kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, default, new("synthetic scenario"), kind.Retention.ReviewDate(node.Today), [], legalBasis), body));
            if (step is not null) Step(id, step);
            return id;
        }

        /// <summary>Steps in order; one with an exclamation mark is the supervisor's.</summary>
        public void Step(RecordId id, params ReadOnlySpan<string> steps)
        {
            foreach (var step in steps) _steps.Add((id, step));
        }

        public async Task WriteAsync(CancellationToken cancel)
        {
            var work = new Work(Purpose.BorderManagement, "demo");
            var clerk = new Session(node.Operator, work, Kernel.Channel.CommandLine);
            var supervisor = new Session(DemoPeople.Of(node.Settings.Name).Single(p => p.SignInName == "moussa").ToActor(node.Settings.Name), work, Kernel.Channel.CommandLine);
            Check(await node.Store.Records.WriteAsync(clerk, _made, cancel: cancel));
            foreach (var (id, step) in _steps)
                Check(await node.Store.Records.WriteAsync(step[0] == '!' ? supervisor : clerk, [new RecordChange.Step(id, step.TrimStart('!')) { Reason = "synthetic scenario" }], cancel: cancel));
        }

        private static void Check(Outcome<IReadOnlyList<RecordView>> written)
        {
            if (!written.Done) throw new CliProblem("The demo scenario was refused: " + written.Refusals[0].Message);
        }
    }
}
