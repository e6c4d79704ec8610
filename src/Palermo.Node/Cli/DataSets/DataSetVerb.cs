using System.CommandLine;
using System.Globalization;
using Palermo.Kernel;
using Palermo.Web.Entry;

namespace Palermo.Node.Cli.DataSets;

/// <summary><c>palermo dataset</c>: tables of millions of rows, each one record. Import, query, take a row out, erase rows.</summary>
internal static class DataSetVerb
{
    public static Command Create() => new("dataset", "Tables of many rows (positions, transactions, call records), each kept as one record with its table beside it.") { Import(), Query(), Take(), Erase() };

    private static Argument<string> Id() => new("ID") { Description = "The data set's record." };
    private static Option<string[]> Values() => new("--value") { Description = "The value of the next question mark; given once for each. Numbers are numbers, anything else text." };

    private static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A table: .csv, .tsv, .txt (each also with .gz) or .parquet." };
        var title = new Option<string?>("--title") { Description = "What it is; else the file's name." };
        var source = new Option<string>("--source") { Description = "The publisher or sender.", Required = true };
        var about = new Option<string?>("--description") { Description = "What a reader should know of it." };
        var verb = new Command("import", "Keep a table as a data set. Example: palermo dataset import positions.csv --source \"Coast Guard\" --data niger") { file, title, source, about };
        return NodeOptions.On(verb, Purpose.BorderManagement, async (words, node, session, json, cancel) =>
        {
            var path = words.GetValue(file)!;
            if (!path.Exists) throw new CliProblem($"{path}: there is no such file.");
            await using var content = path.OpenRead();
            var header = HeaderEntry.Default(DataSet.Kind, node.Ids.Next(), session, words.GetValue(source)!, node.Today);
            var made = await node.Store.DataSets.ImportAsync(session, header, new(path.Name, content, words.GetValue(title) ?? path.Name, words.GetValue(source)!, words.GetValue(about)), cancel);
            if (!made.TryGet(out var view)) return NodeOptions.Refuse(made.Refusals);
            var body = view.As<DataSet>();
            if (json) Answer.WriteJson(new { id = view.Id.ToString(), body.Title, body.Source, body.Rows, body.Columns, body.Sha256 });
            else Console.WriteLine($"{view.Id}: {body.Rows:N0} rows of {body.Columns.Count} columns\n  {string.Join("\n  ", body.Columns)}");
            return 0;
        });
    }

    private static Command Query()
    {
        var (id, values) = (Id(), Values());
        var where = new Option<string?>("--where") { Description = "A condition over the columns, such as \"speed > ? AND vessel = ?\"." };
        var sql = new Option<string?>("--sql") { Description = "A whole SELECT over the table data, in place of --where." };
        var limit = new Option<int>("--limit") { Description = $"Rows at most, 1 to {DataSetQuery.MostRows}.", DefaultValueFactory = _ => 100 };
        var verb = new Command("query", "Rows of a data set. Example: palermo dataset query ID --sql \"SELECT vessel, count(*) AS n FROM data GROUP BY vessel ORDER BY n DESC\" --data niger") { id, where, sql, values, limit };
        return NodeOptions.On(verb, Purpose.BorderManagement, async (words, node, session, json, cancel) =>
        {
            var asked = new DataSetQuery(words.GetValue(where), words.GetValue(sql), ValuesOf(words.GetValue(values)), words.GetValue(limit));
            var outcome = await node.Store.DataSets.QueryAsync(session, Parse(words.GetValue(id)), asked, cancel);
            if (!outcome.TryGet(out var rows)) return NodeOptions.Refuse(outcome.Refusals);
            if (json) Answer.WriteJson(rows);
            else Print(rows);
            return 0;
        });
    }

    private static void Print(DataSetRows rows)
    {
        string[][] lines = [[.. rows.Columns.Select(c => c.Name)], .. rows.Rows.Select(r => r.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) ?? "").ToArray())];
        var widths = rows.Columns.Select((_, i) => lines.Max(l => l[i].Length)).ToArray();
        foreach (var line in lines) Console.WriteLine(string.Join("  ", line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        if (rows.More) Answer.Progress("there are more rows: --limit shows them");
    }

    private static Command Take()
    {
        var id = Id();
        var row = new Option<long>("--row") { Description = "The row's number, column _row.", Required = true };
        var why = new Option<string>("--why") { Description = "Why it matters: the new record's title.", Required = true };
        var verb = new Command("take", "Make a record of one row, with the way back to the data set. Example: palermo dataset take ID --row 3 --why \"met the Aurora\" --data niger") { id, row, why };
        return NodeOptions.On(verb, Purpose.BorderManagement, async (words, node, session, json, cancel) =>
        {
            var made = await TakenRow.MakeAsync(node, session, Parse(words.GetValue(id)), words.GetValue(row), words.GetValue(why)!, cancel);
            if (!made.TryGet(out var view)) return NodeOptions.Refuse(made.Refusals);
            if (json) Answer.WriteJson(new { id = view.Id.ToString(), values = view.As<DataSetRow>().Values });
            else Console.WriteLine($"{view.Id}: {string.Join("; ", view.As<DataSetRow>().Values)}");
            return 0;
        });
    }

    private static Command Erase()
    {
        var (id, values) = (Id(), Values());
        var where = new Option<string>("--where") { Description = "Which rows: a condition over the columns.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why; kept with the record.", Required = true };
        var verb = new Command("erase", "Erase a person's rows: the table is written again without them. Needs the data protection officer. Example: palermo dataset erase ID --where \"phone = ?\" --value 22790000001 --reason \"request 5\" --as dpo --purpose oversight --data niger") { id, where, values, reason };
        return NodeOptions.On(verb, Purpose.Oversight, async (words, node, session, json, cancel) =>
        {
            var outcome = await node.Store.DataSets.EraseRowsAsync(session, Parse(words.GetValue(id)), words.GetValue(where)!, ValuesOf(words.GetValue(values)), words.GetValue(reason)!, cancel);
            if (!outcome.TryGet(out var erased)) return NodeOptions.Refuse(outcome.Refusals);
            if (json) Answer.WriteJson(new { erased });
            else Console.WriteLine($"{erased:N0} rows erased");
            return 0;
        });
    }

    private static RecordId Parse(string? id) => RecordId.TryParse(id, null, out var parsed) ? parsed : throw new CliProblem($"'{id}' is no record id: 'palermo dataset import' prints it, and 'palermo search' finds it.");

    private static object?[] ValuesOf(string[]? values) => [.. (values ?? []).Select(v => long.TryParse(v, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : (object)v)];
}
