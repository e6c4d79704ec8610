using System.Text.Json.Nodes;
using NodaTime;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>Notices, alerts and hits of the demo, made by its people step by step: every guard that stops a real officer stops them too.</summary>
internal static class NoticesScenario
{
    private static readonly LocalDate FirstFacts = new(2025, 9, 14);

    /// <summary>Writes what a node has of notices.</summary>
    public static async Task FillAsync(OpenedNode node, CancellationToken cancel)
    {
        var (country, first, second) = node.Settings.Name switch
        {
            "niger" => ("NER", "amina", "ibrahim"), "italy" => ("ITA", "giulia", "admin"), "france" => ("FRA", "claire", "admin"), _ => ("", "", ""),
        };
        if (country.Length == 0) return;
        var desk = new Desk(node, country, first, second, cancel);
        await Notices(desk);
        await Documents(desk);
        await Alerts(desk);
        for (var week = 1; week <= 26; week++)
            await desk.AddAsync("document-search-count", new() { ["when"] = Day(desk.Today.PlusWeeks(-week)), ["post"] = country switch { "NER" => "Assamaka", "ITA" => "Fiumicino", _ => "Menton" }, ["searches"] = 400 + week * 7 % 60, ["crossings"] = 900 + week * 13 % 120 });
    }

    private static async Task Notices(Desk desk)
    {
        var organiser = desk.Notice("red", "Hamza Diori, organiser of boats", "Diori", "Hamza", 1984, desk.Today.PlusMonths(-2), 60);
        var published = await desk.AddAsync("notice", organiser, "RPD Arts. 82-84");
        foreach (var step in (string[])["review", "submit", "take-up", "publish"]) await desk.StepAsync(published, step);

        var older = await desk.AddAsync("notice", desk.Notice("red", "Salah Werfalli, owner of boats", "Werfalli", "Salah", 1977, desk.Today.PlusMonths(-56), 60), "RPD Arts. 82-84");
        foreach (var step in (string[])["review", "submit", "take-up", "publish"]) await desk.StepAsync(older, step);

        var unready = desk.Notice("red", "Driver known as Kadri", "Maïga", "Kadri", 1991, desk.Today, 36);
        foreach (var missing in (string[])["identityDocument", "warrantReference", "warrantDate", "warrantAuthority"]) unready.Remove(missing);
        await desk.AddAsync("notice", unready, "RPD Arts. 82-84");

        var flagged = desk.Notice("red", "Recruiter, herself exploited", "Osagie", "Blessing", 1998, desk.Today, 36);
        (flagged["victimInSameFacts"], flagged["sex"]) = (true, "F");
        await desk.StepAsync(await desk.AddAsync("notice", flagged, "RPD Arts. 82-84"), "review");

        var child = new JsonObject
        {
            ["colour"] = "yellow", ["subject"] = "Senait Tesfay, missing since Agrigento", ["requestingCountry"] = desk.Country, ["familyName"] = "Tesfay", ["firstName"] = "Senait", ["sex"] = "F", ["birthDate"] = new JsonObject { ["year"] = 2013, ["month"] = 1, ["day"] = 20 },
            ["minor"] = true, ["status"] = "missing", ["photograph"] = true, ["conditions"] = new JsonArray("police-report", "privacy-considered"), ["recordedOn"] = Text(desk.Today.PlusDays(-9)), ["expiresOn"] = Text(desk.Today.PlusYears(2)),
        };
        var missingChild = await desk.AddAsync("notice", child, "RPD Art. 90");
        foreach (var step in (string[])["review", "submit", "take-up", "publish"]) await desk.StepAsync(missingChild, step);

        // The same organiser, written in Arabic by another desk: the page proposes the pair.
        var diffusion = desk.Notice("blue", "حمزة ديوري", "ديوري", "حمزة", 1984, desk.Today.PlusDays(-3), 24);
        (diffusion["conditions"], diffusion["recipients"]) = (new JsonArray("investigation-open"), new JsonArray("ITA", "FRA", "TUN"));
        await desk.StepAsync(await desk.AddAsync("diffusion", diffusion, "RPD Arts. 97-101"), "send-unwanted");
    }

    private static async Task Documents(Desk desk)
    {
        var prefix = desk.Country switch { "NER" => "10PC", "ITA" => "YA", _ => "20AX" };
        foreach (var (n, type, status) in ((int, string, string)[])[(12345, "passport", "stolen"), (12346, "passport", "lost"), (70001, "passport", "stolen-blank"), (70002, "passport", "stolen-blank"), (33100, "id-card", "lost"), (88001, "residence-permit", "revoked")])
            await desk.AddAsync("document-loss", new() { ["number"] = prefix + n, ["type"] = type, ["issuer"] = desk.Country, ["recordedBy"] = desk.Country, ["status"] = status, ["lossDate"] = Text(desk.Today.PlusDays(-40)), ["recordedOn"] = Text(desk.Today.PlusDays(-30)) });
    }

    private static async Task Alerts(Desk desk)
    {
        var child = await desk.AddAsync("alert-entry", new() { ["list"] = "Missing children", ["thing"] = "person", ["entry"] = "Senait T., born 2013", ["action"] = "protect", ["owner"] = "NCB Rome", ["external"] = desk.Country != "ITA", ["expiresOn"] = Text(desk.Today.PlusYears(1)) });
        var boat = await desk.AddAsync("alert-entry", new() { ["list"] = "Vessels seized before", ["thing"] = "vessel", ["entry"] = "Wooden boat Amal, hull ZW-114", ["number"] = "ZW-114", ["action"] = "check-discreetly", ["owner"] = "Guardia di Finanza", ["expiresOn"] = Text(desk.Today.PlusMonths(8)) });
        var now = desk.Now;
        var late = await desk.AddAsync("hit-follow-up", new() { ["entryHit"] = "Missing children: Senait T., born 2013", ["entry"] = child.ToString(), ["owner"] = "NCB Rome", ["exact"] = true, ["receivedAt"] = Text(now - Duration.FromHours(34)), ["post"] = "Post 3", ["notifiedAt"] = Text(now - Duration.FromHours(30)) });
        foreach (var step in (string[])["verify", "second-line", "notify"]) await desk.StepAsync(late, step);
        await desk.AddAsync("hit-follow-up", new() { ["entryHit"] = "Vessels seized before: Wooden boat Amal, hull ZW-114", ["entry"] = boat.ToString(), ["owner"] = "Guardia di Finanza", ["exact"] = false, ["receivedAt"] = Text(now - Duration.FromHours(2)), ["post"] = "Post 3" });
    }

    private static string Text(LocalDate day) => day.ToString("uuuu-MM-dd", null);
    private static string Text(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", null);
    private static JsonObject Day(LocalDate day) => new() { ["from"] = Text(day), ["to"] = Text(day), ["precision"] = "day" };

    /// <summary>Two officers at work: one writes, the other takes the steps that need a second pair of eyes.</summary>
    private sealed class Desk(OpenedNode node, string country, string first, string second, CancellationToken cancel)
    {
        public string Country => country;
        public LocalDate Today => node.Today;
        public Instant Now => node.Clock.GetCurrentInstant();

        private Session As(string name) => new(DemoPeople.Of(node.Settings.Name).First(p => p.SignInName == name).ToActor(node.Settings.Name), new(Purpose.BorderManagement, "demo"), Kernel.Channel.CommandLine);

        public JsonObject Notice(string colour, string subject, string family, string given, int born, LocalDate recorded, int months) => new()
        {
            ["colour"] = colour, ["subject"] = subject, ["requestingCountry"] = country, ["familyName"] = family, ["firstName"] = given, ["sex"] = "M", ["birthDate"] = new JsonObject { ["year"] = born, ["month"] = 5, ["day"] = 2 },
            ["identityDocument"] = $"{country}{born}77", ["status"] = "suspect", ["charges"] = new JsonArray("Smuggling of migrants, as organiser of boats"), ["law"] = "national law transposing the Smuggling of Migrants Protocol, Art. 6", ["maximumPenaltyYears"] = 15, ["organisedCrime"] = true,
            ["warrantReference"] = $"MA {born}/2026", ["warrantDate"] = Text(recorded.PlusDays(-20)), ["warrantAuthority"] = "Court of first instance", ["facts"] = "Bought boats and engines and sold places in them for a crossing.",
            ["factsDate"] = new JsonObject { ["year"] = FirstFacts.Year, ["month"] = FirstFacts.Month, ["day"] = FirstFacts.Day }, ["factsPlace"] = "Zuwara", ["roleInFacts"] = "organiser", ["extraditionAssured"] = colour == "red",
            ["recordedOn"] = Text(recorded), ["expiresOn"] = Text(recorded.PlusMonths(months)),
        };

        public async Task<RecordId> AddAsync(string kindName, JsonObject json, string? legalBasis = null)
        {
            var kind = node.Rooms.FindKind(kindName) ?? throw new InvalidOperationException($"The demo knows the kind '{kindName}', and the house does not.");
            var parsed = kind.Parse(json);
            if (!parsed.TryGet(out var body)) throw new InvalidOperationException($"{kindName}: {string.Join(" ", parsed.Refusals.Select(r => $"{r.Field}: {r.Message}"))}");
            var header = new RecordHeader(node.Ids.Next(), kind.Name, node.Settings.Name, kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, default, new("synthetic scenario"), kind.Retention.ReviewDate(node.Today), [], legalBasis);
            await WriteAsync(As(first), new RecordChange.Create(header, body));
            return header.Id;
        }

        /// <summary>Takes a step: those that need four eyes by the second officer, the others by the first.</summary>
        public async Task StepAsync(RecordId id, string step)
        {
            var fourEyes = step is "submit" or "publish" or "send-unwanted";
            await WriteAsync(As(fourEyes ? second : first), new RecordChange.Step(id, step) { Reason = "demo" });
        }

        private async Task WriteAsync(Session by, RecordChange change)
        {
            var written = await node.Store.Records.WriteAsync(by, [change], cancel: cancel);
            if (!written.Done) throw new CliProblem("The demo scenario of notices was refused: " + string.Join(" ", written.Refusals.Select(r => r.Message)));
        }
    }
}
