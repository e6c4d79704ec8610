using System.CommandLine;
using Palermo.Kernel;

namespace Palermo.Node.Cli.Sharing;

/// <summary><c>palermo share</c>: shows what of a record would leave to a partner, and sends it when told to.</summary>
internal static class ShareVerb
{
    public static Command Create()
    {
        var record = new Argument<string>("RECORD") { Description = "Number of the record." };
        var to = new Option<string>("--to") { Description = "Node of the partner.", HelpName = "NODE", Required = true };
        var use = new Option<string?>("--for") { Description = "What the partner may use it for; else the purpose of the work.", HelpName = "PURPOSE" };
        var rules = new Option<string?>("--rules") { Description = "Name of a rule set that says which fields leave.", HelpName = "NAME" };
        var why = new Option<string?>("--why") { Description = "Why it is needed; a derogation asks for it.", HelpName = "TEXT" };
        var send = new Option<bool>("--send") { Description = "Send what is shown. Without it nothing leaves." };
        var verb = new Command("share",
            "Show field by field what of a record would leave to a partner, with every refusal and its provision; send it with --send. "
            + "Exit code 1: it may not leave. Example: palermo share 01890a5d-ac96-774b-bcce-b302099a8057 --to italy --as ibrahim --purpose investigation --data niger") { record, to, use, rules, why, send };
        return NodeOptions.On(verb, Purpose.Investigation, async (words, node, session, json, cancel) =>
        {
            if (!RecordId.TryParse(words.GetValue(record), null, out var id)) throw new CliProblem($"'{words.GetValue(record)}' is no number of a record: it looks like 01890a5d-ac96-774b-bcce-b302099a8057.");
            var order = new ShareOrder(id, words.GetValue(to)!, words.GetValue(use) ?? session.Work.Purpose, words.GetValue(rules), words.GetValue(why));
            var desk = new SharingDesks(node).Sharing;
            var outcome = await desk.PreviewAsync(session, order, node.Clock.GetCurrentInstant(), cancel: cancel);
            if (!outcome.TryGet(out var preview)) return NodeOptions.Refuse(outcome.Refusals);
            RecordView? sent = null;
            IReadOnlyList<Refusal> refused = preview.Refusals;
            if (words.GetValue(send))
            {
                var shared = await desk.ShareAsync(session, order, node.Clock.GetCurrentInstant(), cancel);
                if (!shared.TryGet(out sent)) refused = shared.Refusals;
            }
            if (json) Answer.WriteJson(new { preview = PreviewDocument.Of(preview), shared = sent is null ? null : new { number = sent.Id.ToString(), state = sent.Header.State }, refused });
            else Print(preview, sent, refused);
            return refused.Count > 0 && sent is null ? 1 : 0;
        });
    }

    private static void Print(Preview preview, RecordView? sent, IReadOnlyList<Refusal> refused)
    {
        foreach (var field in preview.Fields)
            Console.WriteLine($"  {(field.Leaves ? "leaves " : "stays  ")}{field.Field.Name}{(field.Statement is { } number ? $" #{number}" : "")}{(field.Leaves ? "" : ": " + string.Join(" ", field.Kept.Select(k => k.Message)))}");
        foreach (var refusal in refused) Console.WriteLine($"  refused: {refusal.Message}{(refusal.Source is { } source ? $" ({source})" : "")}");
        if (preview.Leaves) Console.WriteLine($"  {preview.Bytes.Length} bytes, SHA-256 {preview.Sha256}");
        if (sent is not null) Console.WriteLine($"  {(sent.Header.State == Share.Sent ? "sent" : "waits for a second person")}: {sent.Id}");
    }
}
