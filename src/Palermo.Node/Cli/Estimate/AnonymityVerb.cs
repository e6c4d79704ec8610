using System.CommandLine;
using Palermo.Analysis.Estimation;

namespace Palermo.Node.Cli.Estimate;

/// <summary><c>palermo estimate anonymity</c>: whether each person of a file hides among enough others, and a file in which they do.</summary>
internal static class AnonymityVerb
{
    public static Command Create()
    {
        var file = Input.File("FILE.csv", "A row for each person; the first line names the columns.");
        var by = new Option<string>("--by") { Description = "Columns that somebody outside may know of a person, parted by commas.", Required = true };
        var k = new Option<int>("--k") { Description = "Smallest group allowed.", DefaultValueFactory = _ => 10 };
        var sensitive = new Option<string?>("--sensitive") { Description = "A column that must not become known: each group then needs --l different values of it." };
        var l = new Option<int>("--l") { Description = "Fewest different sensitive values in a group.", DefaultValueFactory = _ => 2 };
        var output = new Option<string?>("--out") { Description = "Write the columns asked about, with values hidden (*) until every person hides among k, to this CSV file." };
        var json = Input.Json();
        var command = new Command("anonymity",
            "Check k-anonymity and l-diversity of a file of people, and reach k by hiding values.\n\n"
            + "Example:  palermo estimate anonymity victims.csv --by region,age,sex --k 10 --sensitive exploitation --out safe.csv\n\n"
            + "Exit code 1: some people stand out.")
        { file, by, k, sensitive, l, output, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var columns = Input.Columns(parsed.GetValue(by), "--by");
            var secret = parsed.GetValue(sensitive);
            if (secret is not null && columns.Contains(secret)) throw new CliProblem($"'{secret}' is both known and sensitive: name it in --by or in --sensitive.");
            var table = Input.Check(() => RecordsCsv.Read(Input.Read(path), secret is null ? columns : [.. columns, secret], path));
            var report = Input.Check(() => KAnonymity.Check(table, columns, parsed.GetValue(k), secret, parsed.GetValue(l)));
            AnonymisedTable? done = null;
            if (parsed.GetValue(output) is { } to)
            {
                done = Input.Check(() => KAnonymity.Suppress(table, columns, report.K));
                Input.Write(to, Csv(done.Table));
            }
            var answer = new AnonymityAnswer(path, columns, report.K, report.L, report.Holds, table.Rows, report.Smallest, report.Classes, report.PeopleAtRisk,
                [.. report.Violating.Take(100)], done?.HiddenValues, done?.Withheld);
            if (parsed.GetValue(json)) Answer.WriteJson(answer);
            else
            {
                Console.Out.WriteLine($"{path}: {table.Rows} people in {report.Classes} groups alike in {string.Join(", ", columns)}; the smallest has {report.Smallest}.");
                Console.Out.WriteLine(report.Holds ? $"Everybody hides among at least {report.K}." : $"{report.PeopleAtRisk} people stand out in {report.Violating.Count} groups.");
                if (done is not null) Console.Out.WriteLine($"Written with {done.HiddenValues} values hidden and {done.Withheld} people left out.");
            }
            return report.Holds ? 0 : 1;
        });
        return command;
    }

    private static string Csv(CodedTable table)
    {
        static string Quote(string field) => field.AsSpan().ContainsAny(",;\t\"\n\r") ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
        var text = new System.Text.StringBuilder(string.Join(',', table.Columns.Select(c => Quote(c.Name)))).Append('\n');
        for (var row = 0; row < table.Rows; row++)
            text.Append(string.Join(',', table.Columns.Select(c => Quote(c.Categories[c.Codes[row]])))).Append('\n');
        return text.ToString();
    }

    /// <param name="Violating">The smallest groups that stand out, at most 100. Not to be published.</param>
    private sealed record AnonymityAnswer(string File, IReadOnlyList<string> By, int K, int? L, bool Holds, int People, int Smallest, int Groups, int PeopleAtRisk,
        IReadOnlyList<EquivalenceClass> Violating, int? HiddenValues, int? Withheld);
}
