using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Node.Cli.Sharing;

/// <summary>Decisions at the desk: approving what waits, and permission to pass something on.</summary>
internal static class DeskDecisions
{
    public static Command Approve()
    {
        var share = DeskVerb.Number("SHARE", "Number of a sharing that waits.");
        var role = new Option<ApprovalAs>("--as-role") { Description = "As what: secondPerson, protectionOfficer or dataController.", DefaultValueFactory = _ => ApprovalAs.SecondPerson };
        return NodeOptions.On(new("approve", "Approve a sharing that waits; it is sent when nothing is missing any more. Never by who prepared it. Example: palermo desk approve 01890a5d-ac96-774b-bcce-b302099a8057 --as moussa --data demo/niger") { share, role },
            Purpose.Investigation, async (words, node, session, json, cancel) =>
                DeskVerb.Done(await new SharingDesks(node).Sharing.ApproveAsync(session, DeskVerb.IdOf(words.GetValue(share)), words.GetValue(role), node.Clock.GetCurrentInstant(), cancel), json));
    }

    public static Command Drop()
    {
        var share = DeskVerb.Number("SHARE", "Number of a sharing that waits.");
        var reason = Reason("Why it is not sent.");
        return NodeOptions.On(new("drop", "Refuse a sharing that waits: it is not sent.") { share, reason }, Purpose.Investigation, async (words, node, session, json, cancel) =>
            DeskVerb.Done(await new SharingDesks(node).Sharing.DropAsync(session, DeskVerb.IdOf(words.GetValue(share)), words.GetValue(reason)!, cancel), json));
    }

    public static Command AskPermission()
    {
        var record = DeskVerb.Number("RECORD", "Number of a record that a partner owns.");
        var to = new Option<string>("--to") { Description = "Node to which it shall be passed on.", HelpName = "NODE", Required = true };
        var codes = new Option<string[]>("--code") { Description = "Restriction to be lifted; may be given several times.", Required = true };
        codes.AcceptOnlyFromAmong("H1", "H2", "H3", Permission.Originator);
        var use = new Option<string?>("--for") { Description = "What the other may use it for; else the purpose of the work.", HelpName = "PURPOSE" };
        var why = new Option<string>("--why") { Description = "Why, in words that the owner reads.", HelpName = "TEXT", Required = true };
        return NodeOptions.On(new("ask-permission", "Ask the owner of a record whether it may be passed on.") { record, to, codes, use, why }, Purpose.Investigation, async (words, node, session, json, cancel) =>
            DeskVerb.Done(await new SharingDesks(node).Permissions.AskAsync(session, DeskVerb.IdOf(words.GetValue(record)), words.GetValue(codes)!, words.GetValue(to)!, words.GetValue(use) ?? session.Work.Purpose, words.GetValue(why)!, node.Clock.GetCurrentInstant(), cancel), json));
    }

    public static Command Permit()
    {
        var question = DeskVerb.Number("QUESTION", "Number of a partner's question.");
        var until = new Option<string>("--until") { Description = "Last day on which the permission may be used.", HelpName = "DATE", Required = true };
        var conditions = new Option<string?>("--conditions") { Description = "Conditions, in words that the partner reads.", HelpName = "TEXT" };
        return NodeOptions.On(new("permit", "Permit that a partner passes a record of this node on. Example: palermo desk permit 01890a5d-ac96-774b-bcce-b302099a8057 --until 2027-03-01 --as ibrahim --data demo/niger") { question, until, conditions },
            Purpose.Investigation, async (words, node, session, json, cancel) =>
            {
                if (LocalDatePattern.Iso.Parse(words.GetValue(until)!) is not { Success: true } day) throw new CliProblem($"--until '{words.GetValue(until)}' is no day: write it like 2027-03-01.");
                return DeskVerb.Done(await DecideAsync(node, session, words.GetValue(question), true, day.Value, words.GetValue(conditions), cancel), json);
            });
    }

    public static Command Deny()
    {
        var question = DeskVerb.Number("QUESTION", "Number of a partner's question.");
        var why = new Option<string?>("--why") { Description = "Why not, in words that the partner reads.", HelpName = "TEXT" };
        return NodeOptions.On(new("deny", "Refuse what a partner asks: the record is not passed on.") { question, why }, Purpose.Investigation, async (words, node, session, json, cancel) =>
            DeskVerb.Done(await DecideAsync(node, session, words.GetValue(question), false, null, words.GetValue(why), cancel), json));
    }

    public static Command DecideRecall()
    {
        var duty = DeskVerb.Number("DUTY", "Number of a partner's recall that waits for a decision.");
        var refuse = new Option<string?>("--refuse") { Description = "Refuse it, with this reason. Without it the recall is carried out.", HelpName = "TEXT" };
        return NodeOptions.On(new("decide-recall", "Carry out a partner's recall that touches records of this node, or refuse it with the reason.") { duty, refuse }, Purpose.Investigation, async (words, node, session, json, cancel) =>
        {
            var duties = new SharingDesks(node).Duties;
            var decided = await duties.DecideAsync(session, DeskVerb.IdOf(words.GetValue(duty)), words.GetValue(refuse), cancel);
            if (decided.Done) await duties.RunAsync(node.Clock.GetCurrentInstant(), cancel);
            return DeskVerb.Done(decided, json);
        });
    }

    private static ValueTask<Outcome<RecordView>> DecideAsync(OpenedNode node, Session session, string? question, bool granted, LocalDate? until, string? conditions, CancellationToken cancel) =>
        new SharingDesks(node).Permissions.DecideAsync(session, DeskVerb.IdOf(question), granted, until, conditions, node.Clock.GetCurrentInstant(), cancel);

    private static Option<string> Reason(string description) => new("--reason") { Description = description, HelpName = "TEXT", Required = true };
}
