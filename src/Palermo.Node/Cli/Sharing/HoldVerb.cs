using System.CommandLine;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Node.Cli.Sharing;

/// <summary><c>palermo hold</c>: blocks a step for a record, here and at the partners that have a copy.</summary>
internal static class HoldVerb
{
    public static Command Create() => new("hold", "Block a step for a record: others are told whom to ask, and never why.") { Set(), Lift() };

    private static Command Set()
    {
        var record = new Argument<string>("RECORD") { Description = "Number of the record." };
        var step = new Option<HeldStep[]>("--step") { Description = "Step to be blocked; may be given several times.", Required = true };
        var ask = new Option<string>("--ask") { Description = "Whom others are told to ask. It must not say why.", Required = true, HelpName = "TEXT" };
        var review = new Option<string>("--review") { Description = "Day on which the hold is looked at again.", Required = true, HelpName = "DATE" };
        return NodeOptions.On(new("set", "Set a hold. Example: palermo hold set 01890a5d-ac96-774b-bcce-b302099a8057 --step sharing --ask \"the duty desk\" --review 2027-03-01 --as moussa --purpose investigation --data niger") { record, step, ask, review }, Purpose.Investigation,
            async (words, node, session, json, cancel) =>
            {
                if (!RecordId.TryParse(words.GetValue(record), null, out var id)) throw new CliProblem($"'{words.GetValue(record)}' is no number of a record.");
                if (LocalDatePattern.Iso.Parse(words.GetValue(review)!) is not { Success: true } day) throw new CliProblem($"--review '{words.GetValue(review)}' is no day: write it like 2027-03-01.");
                return DeskVerb.Done(await new SharingDesks(node).Holds.SetAsync(session, id, words.GetValue(step)!, words.GetValue(ask)!, day.Value, node.Clock.GetCurrentInstant(), cancel), json);
            });
    }

    private static Command Lift()
    {
        var hold = new Argument<string>("HOLD") { Description = "Number of the hold." };
        var partners = new Option<string[]>("--tell") { Description = "Partner that was told of the hold; may be given several times.", HelpName = "NODE" };
        return NodeOptions.On(new("lift", "Lift a hold: only the authority that set it may.") { hold, partners }, Purpose.Investigation, async (words, node, session, json, cancel) =>
        {
            if (!RecordId.TryParse(words.GetValue(hold), null, out var id)) throw new CliProblem($"'{words.GetValue(hold)}' is no number of a hold.");
            return DeskVerb.Done(await new SharingDesks(node).Holds.LiftAsync(session, id, words.GetValue(partners) ?? [], node.Clock.GetCurrentInstant(), cancel), json);
        });
    }
}
