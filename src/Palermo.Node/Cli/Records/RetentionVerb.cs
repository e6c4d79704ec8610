using System.CommandLine;
using Palermo.Kernel;

namespace Palermo.Node.Cli;

/// <summary><c>palermo retention</c>: erases what the law no longer lets the node keep, or says what would go and why not.</summary>
internal static class RetentionVerb
{
    public static Command Create()
    {
        var dry = new Option<bool>("--dry-run") { Description = "Erase nothing: list what would go, and what stays and why." };
        var most = new Option<int>("--list") { Description = "List at most so many records; the counts are of all.", HelpName = "N", DefaultValueFactory = _ => 1_000 };
        var verb = new Command("retention",
            "Erase the records whose time has ended after their kind's rule, unless a review prolonged them, a hold stands against it, or something about them is still to be done. Partners that have a copy are asked to erase it. "
            + "A node that runs does this once a day by itself. Example: palermo retention --dry-run --data niger --json") { dry, most };
        return NodeOptions.On(verb, Purpose.Administration, async (words, node, session, json, cancel) =>
        {
            if (session.Actor.Id != node.Operator.Id && !session.Actor.Roles.Contains(Role.DataProtectionOfficer.Name))
                throw new CliProblem("Retention is run by the node's operator or its data protection officer: leave --as out, or name that officer.");
            if (words.GetValue(most) is < 0 or > 100_000) throw new CliProblem("--list takes a number from 0 to 100000.");
            // Records of protection are none of the operator's: the node's own work erases those (law 3).
            var report = await new RetentionRun(node, session.Actor.Id, Channel.CommandLine).RunAsync(Compartment.General, words.GetValue(dry), words.GetValue(most), cancel);
            if (json)
                Answer.WriteJson(new
                {
                    today = report.Today.ToString("uuuu-MM-dd", null), report.DryRun, report.Kinds,
                    records = report.Items.Select(i => new
                    {
                        id = i.Id.ToString(), i.Kind, recorded = i.Recorded.ToString("uuuu-MM-dd", null), lastDay = i.LastDay.ToString("uuuu-MM-dd", null),
                        verdict = i.Verdict == RetentionVerdict.Erased && report.DryRun ? "would go" : i.Verdict.ToString().ToLowerInvariant(), i.Reasons, recalledFrom = i.Partners.Count > 0 ? i.Partners : null,
                    }),
                });
            else
            {
                if (report.Kinds.Count == 0) Console.WriteLine("No record is past its day.");
                foreach (var kind in report.Kinds)
                    Console.WriteLine($"{kind.Kind}: {kind.Erased:N0} {(report.DryRun ? "would go" : "erased")}, {kind.Prolonged:N0} prolonged, {kind.Held:N0} held, {kind.Needed:N0} still needed; {kind.Recalled:N0} recalled from partners ({kind.Rule})");
                foreach (var item in report.Items.Where(i => i.Verdict != RetentionVerdict.Erased))
                    Console.WriteLine($"  {item.Id} stays: {string.Join(" ", item.Reasons.Select(r => r.Message))}");
            }
            return 0;
        });
    }
}
