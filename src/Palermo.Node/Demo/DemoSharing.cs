using NodaTime;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>
/// What the nodes of the demo share: profiles of the partners, rule sets, and conversations in which a visitor can take part. Questions that are open
/// go out by the real exchange when the federation starts; those of the past are written on both sides alike.
/// </summary>
internal static class DemoSharing
{
    private static readonly (string Node, string Name, string? Country, string Organisation, string[] Prefixes, string[] Routes)[] Partners =
    [
        ("niger", "Niger", "NER", "Police nationale, Niamey", ["+227"], ["sahara-desert"]),
        ("italy", "Italy", "ITA", "Ministero dell'Interno", ["+39"], ["central-mediterranean"]),
        ("france", "France", "FRA", "Ministère de l'Intérieur", ["+33"], ["english-channel", "italy-france"]),
        ("romalyon", "Roma-Lyon Group", null, "Roma-Lyon Group", [], []),
        ("training", "Training partner (made up)", "XXA", "Training partner", ["+999"], []),
    ];

    /// <summary>Writes what a node knows of its partners, and its conversations.</summary>
    public static async Task FillAsync(OpenedNode node, CancellationToken cancel)
    {
        var name = node.Settings.Name;
        if (Partners.All(p => p.Node != name)) return;
        var officer = DemoPeople.Of(name).FirstOrDefault(p => Role.Serving(p.Roles, Purpose.Investigation).Any(r => r.Actions.Contains(AccessAction.Share)));
        var by = new Session(new("sharing", "Demo", name, node.Settings.Organisation, [Role.Supervisor.Name, Role.LiaisonOfficer.Name]), new(Purpose.Investigation, "demo"), Kernel.Channel.CommandLine);
        List<RecordChange> changes = [.. Partners.Where(p => p.Node != name).Select(p => Create(node, PartnerProfile.Kind, ProfileOf(name, p)))];
        changes.Add(Create(node, RuleSet.Kind, new RuleSet("seizures, no free words", ["share seizure", "keep *.description", "keep category:victim", "keep code:H2"], About: "What was seized, without words that may name somebody.")));
        changes.Add(Create(node, RuleSet.Kind, new RuleSet("everything but descriptions", ["share *", "keep *.description", "keep category:victim"], About: "For partners that need figures and places.")));
        foreach (var thread in Past(node).Where(t => t.Asker == name || t.Answerer == name))
        {
            // Written move by move, as it happened: each step of the workflow follows from its move.
            var sofar = thread with { Entries = [] };
            var change = Create(node, RequestKind.Kind, sofar);
            changes.Add(change);
            var state = RequestKind.Draft;
            foreach (var entry in thread.Entries)
            {
                sofar = sofar.With(entry).Value;
                changes.Add(new RecordChange.Edit(change.Header.Id, sofar) { Reason = entry.Move.ToString() });
                if (sofar.StateOf() == state) continue;
                state = sofar.StateOf();
                changes.Add(new RecordChange.Step(change.Header.Id, "to-" + state) { Reason = entry.Move.ToString() });
            }
        }
        await WriteAsync(node, by, changes, cancel);
        if (officer is null) return;
        var session = new Session(officer.ToActor(name), new(Purpose.Investigation, "demo"), Kernel.Channel.CommandLine);
        var desks = new SharingDesks(node);
        foreach (var (from, order) in Open.Where(o => o.From == name))
        {
            var asked = await desks.Requests.AskAsync(session, order, node.Clock.GetCurrentInstant(), cancel);
            if (!asked.Done) throw new CliProblem("The demo's request was refused: " + asked.Refusals[0].Message);
        }
        // One seizure is shared, so that there is something to take back.
        if (name is "niger" or "italy" && (await node.Store.Records.ListAsync(session, new("seizure"), 1, cancel: cancel)).Rows is [var seizure])
        {
            var shared = await desks.Sharing.ShareAsync(session, new(seizure.Id, name == "niger" ? "italy" : "france", Purpose.Investigation, "seizures, no free words", "the same organisers"), node.Clock.GetCurrentInstant(), cancel);
            if (!shared.Done) throw new CliProblem("The demo's sharing was refused: " + string.Join(" ", shared.Refusals.Select(r => r.Message)));
        }
    }

    private static PartnerProfile ProfileOf(string here, (string Node, string Name, string? Country, string Organisation, string[] Prefixes, string[] Routes) partner)
    {
        var sameLaw = here is "italy" or "france" && partner.Node is "italy" or "france";
        return new(partner.Node, partner.Name, partner.Country, partner.Organisation, [Purpose.Investigation, Purpose.BorderManagement, Purpose.Cooperation],
            Gateways: ["investigation: Synthetic police agreement, 2016-05-01", "border-management: Synthetic police agreement, 2016-05-01", "cooperation: Synthetic police agreement, 2016-05-01"],
            TransferBasis: sameLaw ? TransferBasis.SameLaw : TransferBasis.Safeguards, TransferWords: sameLaw ? null : "Synthetic assessment of 2026", FourEyes: here == "niger" && partner.Node == "france",
            HoursNormal: partner.Node == "niger" ? 240 : null, Languages: partner.Node is "niger" or "france" ? ["fr"] : ["en"], Hours: "08:00 to 18:00", PhonePrefixes: partner.Prefixes, Routes: partner.Routes);
    }

    /// <summary>Questions that are open when the demo begins.</summary>
    private static readonly (string From, RequestOrder Order)[] Open =
    [
        ("italy", new("niger", "White Hilux seen at Agadez", "Who owned the white Toyota Hilux that was seized near Dirkou, and was it seen before? A skipper at Lampedusa names it.", Purpose.Investigation, Urgency.Urgent, About: ["+227 90 00 00 01"])),
        ("france", new("italy", "Outboard engines of one series", "Were outboard engines with neighbouring numbers seized at Lampedusa? Two were found at Calais.", Purpose.Investigation)),
        ("niger", new("italy", "More traffic by Assamaka", "Since the patrols between Dirkou and Madama began, more vehicles pass by Assamaka. Expect departures further west.", Purpose.Investigation, Information: true)),
        ("niger", new("training", "A question to the training partner", "Is the number +999 555 0101 known to you?", Purpose.Investigation, Urgency.VeryUrgent, DirectlyAccessible: true, About: ["+999 555 0101"])),
    ];

    /// <summary>Threads of the past, the same on both sides.</summary>
    private static IEnumerable<RequestThread> Past(OpenedNode node)
    {
        var now = node.Clock.GetCurrentInstant();
        RequestThread Thread(string number, string asker, string answerer, string subject, string question, int daysAgo, Urgency urgency, params (ThreadMove Move, double After, string Words, Usefulness? Useful)[] moves)
        {
            var start = now - Duration.FromDays(daysAgo);
            var thread = new RequestThread($"demo-{number}-{node.Settings.Name}", RequestThread.KeyOf(asker, "demo-" + number), asker, answerer, question, urgency, false,
                [new(ThreadMove.Request, asker, start, question)], subject, Purpose.Investigation, "demo");
            foreach (var (move, after, words, useful) in moves)
                thread = thread.With(new(move, move is ThreadMove.Reply or ThreadMove.Feedback ? asker : answerer, start + Duration.FromHours(after), words, useful)).Value;
            return thread;
        }
        yield return Thread("1", "france", "niger", "Plates of two lorries", "Are the plates AG 4410 and AG 4411 registered at Agadez?", 40, Urgency.Normal,
            (ThreadMove.Acknowledge, 3, "", null), (ThreadMove.FinalAnswer, 90, "AG 4410 is; AG 4411 was never issued.", null), (ThreadMove.Feedback, 120, "It led to the workshop.", Usefulness.Used));
        yield return Thread("2", "italy", "niger", "Owner of a satellite phone", "Who bought the phone that was found on the boat?", 12, Urgency.Normal, (ThreadMove.Acknowledge, 20, "", null));
        yield return Thread("3", "niger", "italy", "Landing of 3 May", "Was an engine with the number Y40-2231 among what was seized?", 25, Urgency.Urgent,
            (ThreadMove.Acknowledge, 1, "", null), (ThreadMove.Ask, 5, "At which landing?", null), (ThreadMove.Reply, 30, "At Lampedusa, in the morning.", null), (ThreadMove.FinalAnswer, 60, "Yes.", null));
        yield return Thread("4", "niger", "france", "Transfers from Marseille", "Can the sender of the transfers be named?", 30, Urgency.Normal, (ThreadMove.Refuse, 100, "An inquiry is running; ask again in spring.", null));
    }

    private static RecordChange.Create Create(OpenedNode node, Kind kind, object body) => new(
        new(node.Ids.Next(), kind.Name, node.Settings.Name, kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, default, new("synthetic scenario"), kind.Retention.ReviewDate(node.Today), []), body);

    private static async Task WriteAsync(OpenedNode node, Session by, IReadOnlyList<RecordChange> changes, CancellationToken cancel)
    {
        var written = await node.Store.Records.WriteAsync(by, changes, cancel: cancel);
        if (!written.Done) throw new CliProblem("The demo's sharing was refused: " + string.Join(" ", written.Refusals.Select(r => r.Message)));
    }
}
