using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Palermo.Kernel;
using Palermo.Web.Entry;
using Palermo.Web.Imports;
using Palermo.Web.Tables;

namespace Palermo.Node.Cli;

/// <summary><c>palermo import READER FILE</c> for the files of known publishers, <c>import table FILE</c> for any other, <c>import undo ID</c>.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var verb = new Command("import", "Bring a file in. The same file again stores nothing twice; a crash resumes where it stopped.");
        foreach (var reader in Rooms.All.Imports) verb.Subcommands.Add(Of(reader));
        verb.Subcommands.Add(Table());
        verb.Subcommands.Add(Undo());
        return verb;
    }

    private static Argument<FileInfo> FileArgument() => new("FILE") { Description = "The file; a .gz is read as it is." };

    private static Command Of(ImportReader reader)
    {
        var (file, dryRun) = (FileArgument(), DryRun());
        var verb = new Command(reader.Name, $"{reader.Title.English}. Example: palermo import {reader.Name} FILE.csv.gz --data niger --json") { file, dryRun };
        return NodeOptions.On(verb, Purpose.BorderManagement, async (words, node, session, json, cancel) =>
        {
            await using var content = Open(words.GetValue(file)!);
            return await RunAsync(node, session, reader.Kind, ImportRun.PlanOf(reader, session), content, words.GetValue(file)!.Name, words.GetValue(dryRun), json, cancel);
        });
    }

    private static Option<bool> DryRun() => new("--dry-run") { Description = "Read and check everything, store nothing." };

    private static FileStream Open(FileInfo file) => file.Exists ? file.OpenRead() : throw new CliProblem($"{file}: there is no such file.");

    private static Command Table()
    {
        var (file, dryRun) = (FileArgument(), DryRun());
        var kind = new Option<string?>("--kind") { Description = "What a row becomes: the name of a kind, such as detection." };
        var source = new Option<string?>("--source") { Description = "The publisher or sender: references are unique within it." };
        var map = new Option<string[]>("--map") { Description = "A column and what it is, such as --map \"Date=when.from\"; given once for each. Without any, headings that name a field are taken.", AllowMultipleArgumentsPerToken = false };
        var dates = new Option<string?>("--dates") { Description = "Order of day and month in dates such as 03/04/2026, where the file does not tell." };
        dates.AcceptOnlyFromAmong("day-first", "month-first");
        var plan = new Option<FileInfo?>("--plan") { Description = "A plan that an earlier run kept; takes the place of the other words." };
        var keep = new Option<FileInfo?>("--keep-plan") { Description = "Write the plan to this file, for the next file of the shape." };
        var verb = new Command("table", "A table of your own: CSV (any separator and encoding, .gz too) or XLSX. Look first with --dry-run. Example: palermo import table patrols.xlsx --kind detection --source \"Post Madama\" --dry-run --data niger")
            { file, kind, source, map, dates, plan, keep, dryRun };
        return NodeOptions.On(verb, Purpose.BorderManagement, async (words, node, session, json, cancel) =>
        {
            await using var content = Open(words.GetValue(file)!);
            var (of, planned) = Plan(words.GetValue(plan), words.GetValue(kind), words.GetValue(source), words.GetValue(map) ?? [], words.GetValue(dates), node, session, content);
            if (words.GetValue(keep) is { } to) await File.WriteAllTextAsync(to.FullName, planned.ToJson(), cancel);
            return await RunAsync(node, session, of, planned, content, words.GetValue(file)!.Name, words.GetValue(dryRun), json, cancel);
        });
    }

    private static (Kind Kind, TablePlan Plan) Plan(FileInfo? planFile, string? kindName, string? source, string[] map, string? dates, OpenedNode node, Session session, FileStream content)
    {
        TablePlan? kept = null;
        if (planFile is not null)
        {
            if (!planFile.Exists) throw new CliProblem($"--plan: {planFile}: there is no such file.");
            try { kept = TablePlan.Parse(File.ReadAllText(planFile.FullName)); }
            catch (JsonException fault) { throw new CliProblem($"--plan: {planFile}: line {fault.LineNumber + 1}: {fault.Message}"); }
        }
        kindName = kept?.Kind ?? kindName ?? throw new CliProblem("Say with --kind what a row becomes.");
        source = kept?.Source ?? source ?? throw new CliProblem("Name the publisher or sender with --source: references are unique within it.");
        var kind = node.Rooms.FindKind(kindName);
        if (kind is null || (kind.Compartment == Compartment.Protection && session.Work.Purpose != Purpose.Protection))
            throw new CliProblem($"'{kindName}' is no kind: use one of {string.Join(", ", node.Rooms.Kinds.Where(k => k.Compartment == Compartment.General && k.Room != "shared").Select(k => k.Name))}.");
        try
        {
            var (look, plan) = ImportUpload.Suggest(content, kind, source, session.Work.LegalBasis);
            if (kept is not null) plan = kept;
            else
            {
                if (dates is not null) plan = plan with { Form = plan.Form with { Dates = dates == "day-first" ? DateOrder.DayFirst : DateOrder.MonthFirst } };
                else if (!look.DatesDecided) Answer.Progress("Nothing in the file tells day from month in its dates: day first is taken; --dates month-first says otherwise.");
                if (map.Length > 0) plan = plan with { Columns = Mapped(map) };
            }
            var headings = plan.Reader is null ? TableFile.Look(content, plan.Form).Headings : [];
            content.Position = 0;
            var problems = ImportUpload.Problems(plan, kind, headings, node.Rooms.Imports);
            if (problems.Count > 0) throw new CliProblem(string.Join("\n         ", problems.Select(p => p.Message)));
            foreach (var heading in headings.Where(h => !plan.Columns.ContainsKey(h))) Answer.Progress($"column '{heading}' is left out");
            return (kind, plan);
        }
        catch (TableFault fault) { throw new CliProblem(fault.Message); }
    }

    private static Dictionary<string, string> Mapped(string[] map)
    {
        Dictionary<string, string> columns = new(StringComparer.Ordinal);
        foreach (var pair in map)
        {
            var equals = pair.LastIndexOf('=');
            if (equals < 1 || equals == pair.Length - 1 || !columns.TryAdd(pair[..equals].Trim(), pair[(equals + 1)..].Trim()))
                throw new CliProblem($"--map '{pair}': write each column once, as \"Heading=path\".");
        }
        return columns;
    }

    private static async Task<int> RunAsync(OpenedNode node, Session session, Kind kind, TablePlan plan, FileStream content, string name, bool dry, bool json, CancellationToken cancel)
    {
        var done = await ImportRun.RunAsync(node, session, kind, plan, content, name, dry,
            read => { if (read % 10_000 == 0) Answer.Progress(string.Create(CultureInfo.InvariantCulture, $"{read:N0} rows read")); }, cancel);
        if (!done.TryGet(out var report)) return NodeOptions.Refuse(done.Refusals);
        if (json) Answer.WriteJson(report.ToJson());
        else
        {
            Console.WriteLine($"{report.Read:N0} rows read: {report.Stored:N0} {(dry ? "would be stored" : "stored")}, {report.Changed:N0} changed, {report.Unchanged:N0} unchanged, {report.Rejected:N0} rejected");
            foreach (var problem in report.Problems.Where(p => p.Rejected).Take(20)) Console.WriteLine($"  line {problem.Line}{(problem.Field is null ? "" : ", " + problem.Field)}: {problem.Message}");
            var notes = report.Problems.Count(p => !p.Rejected);
            if (notes > 0) Console.WriteLine($"  and {notes:N0} notes on rows that were taken: --json lists them");
            if (report.Fault is { } fault) Console.WriteLine($"  reading ended before the file did: {fault}");
        }
        // Nothing of it could be taken: the file as a whole is wrong.
        return report.Fault is not null || (report.Read > 0 && report.Rejected == report.Read) ? 2 : 0;
    }

    private static Command Undo()
    {
        var id = new Argument<string>("ID") { Description = "The import's record: 'palermo search' by the file's name finds it." };
        var reason = new Option<string>("--reason") { Description = "Why it is taken back; kept with every record.", Required = true };
        var verb = new Command("undo", "Take a whole import back: what it brought is withdrawn; what people changed since stays, and is listed.") { id, reason };
        return NodeOptions.On(verb, Purpose.BorderManagement, async (words, node, session, json, cancel) =>
        {
            if (!RecordId.TryParse(words.GetValue(id), null, out var import)) throw new CliProblem($"'{words.GetValue(id)}' is no record id.");
            if (string.IsNullOrWhiteSpace(words.GetValue(reason))) throw new CliProblem("--reason: say why.");
            var done = await ImportRun.TakeBackAsync(node, session, import, words.GetValue(reason)!, cancel);
            if (!done.TryGet(out var back)) return NodeOptions.Refuse(done.Refusals);
            if (json) Answer.WriteJson(new { back.Withdrawn, Changed = back.Changed.Select(r => r.ToString()), Shared = back.Shared.Select(r => r.ToString()) });
            else
            {
                Console.WriteLine($"{back.Withdrawn:N0} withdrawn, {back.Changed.Count:N0} left since people changed them, {back.Shared.Count:N0} of them had been shared with partners");
                foreach (var left in back.Changed) Console.WriteLine($"  left: {left}");
                foreach (var shared in back.Shared) Console.WriteLine($"  to be recalled: {shared}");
            }
            return 0;
        });
    }
}
