using System.CommandLine;
using Palermo.Analysis.Notices;

namespace Palermo.Node.Cli.Notices;

/// <summary><c>palermo notice check</c>: what the rules say about an application before it leaves.</summary>
internal static class NoticeVerb
{
    public static Command Create()
    {
        var notice = new Command("notice", "Notices and diffusions: check an application against the rules before anything leaves.");
        notice.Subcommands.Add(Check());
        return notice;
    }

    private static Command Check()
    {
        var file = new Argument<string>("FILE.json") { Description = "the application: one JSON object" };
        var on = new Option<string?>("--on") { Description = "day of the check, such as 2026-11-24; else today", HelpName = "DAY" };
        var json = new Option<bool>("--json") { Description = "prints one JSON list of findings; an empty list: it passes" };
        var check = new Command("check",
            "Check an application for a notice, or a diffusion, for what the rules of INTERPOL, the refugee policy and the protocols of Palermo say. "
            + "Exit code 1 when something blocks it.\n\n"
            + "Example:\n  palermo notice check docs/guides/examples/notices/r2-no-document.json --json\n"
            + "The shape is docs/schemas/notice-application-1.schema.json; other spellings of the names are understood.");
        check.Arguments.Add(file);
        check.Options.Add(on);
        check.Options.Add(json);
        check.SetAction(words => Run(words.GetValue(file)!, words.GetValue(on), words.GetValue(json)));
        return check;
    }

    private static int Run(string file, string? on, bool json)
    {
        if (!File.Exists(file)) throw new CliProblem($"{file}: there is no such file");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        if (on is not null && !DateOnly.TryParseExact(on, "yyyy-MM-dd", out today)) throw new CliProblem($"--on {on}: a day such as 2026-11-24 is expected");
        IReadOnlyList<NoticeFinding> findings;
        try
        {
            findings = NoticeCheck.Check(ApplicationReader.Read(File.ReadAllBytes(file), out var unknown), today);
            foreach (var name in unknown) Answer.Progress($"{file}: '{name}' was not looked at by the checks");
        }
        catch (FormatException wrong)
        {
            throw new CliProblem($"{file}: {wrong.Message}");
        }
        // Severity as the domain writes it: Block or Warn.
        if (json) Answer.WriteJson(findings.Select(f => new { f.Code, Severity = f.Severity.ToString(), f.Field, f.Message, f.Provision }));
        else if (findings.Count == 0) Console.WriteLine("Nothing stands in the way.");
        else foreach (var f in findings) Console.WriteLine($"{(f.Severity == NoticeSeverity.Block ? "BLOCK" : "warn ")} {f.Code} {f.Field}: {f.Message} ({f.Provision})");
        return findings.Any(f => f.Severity == NoticeSeverity.Block) ? 1 : 0;
    }
}
