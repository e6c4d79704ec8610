using System.CommandLine;
using System.Text.Json;
using Palermo.Kernel;

namespace Palermo.Node.Cli.Sharing;

/// <summary><c>palermo desk</c>: the desk of a liaison officer, whole, at a command line: what waits, requests and answers, approvals and permissions.</summary>
internal static class DeskVerb
{
    public static Command Create() => new("desk", "The desk of a liaison officer: what waits, requests and their answers, approvals by a second person, permissions of originators.")
    {
        Inbox(), DeskRequests.Ask(), DeskRequests.Draft(), DeskRequests.Answer(), DeskRequests.Move(), DeskRequests.Send(),
        DeskDecisions.Approve(), DeskDecisions.Drop(), DeskDecisions.AskPermission(), DeskDecisions.Permit(), DeskDecisions.Deny(), DeskDecisions.DecideRecall(),
    };

    private static Command Inbox() => NodeOptions.On(
        new("inbox", "What waits, with the numbers by which the other verbs are called. Example: palermo desk inbox --as ibrahim --data demo/niger"), Purpose.Investigation, async (words, node, session, json, cancel) =>
        {
            var inbox = InboxDocument.Of(await SharingInbox.ReadAsync(node.Store.Records, session, node.Settings.Name, node.Clock.GetCurrentInstant(), cancel: cancel));
            if (json)
            {
                WriteJson(inbox);
                return 0;
            }
            foreach (var t in inbox.ToAnswer) Console.WriteLine($"to answer   {t.Id}  {t.From}: {t.Subject}{(t.Due is { } due ? $" (due {due.InUtc().Date:uuuu-MM-dd})" : "")}, {t.State}");
            foreach (var t in inbox.DraftsToApprove) Console.WriteLine($"to send     {t.Id}  to {t.To}: {t.Subject}");
            foreach (var s in inbox.SharesToApprove) Console.WriteLine($"to approve  {s.Id}  {s.Kind} {s.Record} to {s.Partner}, prepared by {s.PreparedBy}; leaves: {string.Join(", ", s.Leaves)}; stays: {string.Join(", ", s.Stays)}");
            foreach (var q in inbox.PermissionsAsked) Console.WriteLine($"to permit   {q.Id}  {q.AskedBy} would pass {q.Record} on to {q.Recipient} ({string.Join(" ", q.Codes)}): {q.Words}");
            foreach (var d in inbox.RecallsToDecide) Console.WriteLine($"recalled    {d.Id}  by {d.From} ({d.What.ToString().ToLowerInvariant()}): {d.Words}");
            foreach (var t in inbox.WaitsForOthers) Console.WriteLine($"waits       {t.Id}  {t.To}: {t.Subject}, {t.State}");
            return 0;
        });

    /// <summary>An argument that is the number of a record.</summary>
    public static Argument<string> Number(string name, string description) => new(name) { Description = description };

    /// <summary>A number of a record as typed.</summary>
    public static RecordId IdOf(string? text) => RecordId.TryParse(text, null, out var id) ? id : throw new CliProblem($"'{text}' is no number of a record: it looks like 01890a5d-ac96-774b-bcce-b302099a8057, and 'palermo desk inbox' shows those that wait.");

    /// <summary>Writes a document as the API writes it: days and moments as bodies have them.</summary>
    public static void WriteJson<T>(T document) => Answer.WriteJson(JsonSerializer.SerializeToNode(document, BodyJson.Options));

    /// <summary>Prints what a desk gave, or every reason why it did not.</summary>
    public static int Done(Outcome<RecordView> outcome, bool json)
    {
        if (!outcome.TryGet(out var view)) return NodeOptions.Refuse(outcome.Refusals);
        if (json) WriteJson(RecordDocument.Of(view));
        else Console.WriteLine($"{view.Id}: {view.Header.State}");
        return 0;
    }
}
