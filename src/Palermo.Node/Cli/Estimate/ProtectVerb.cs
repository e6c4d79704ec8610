using System.CommandLine;
using System.Globalization;
using System.Text;
using Palermo.Analysis.Estimation;

namespace Palermo.Node.Cli.Estimate;

/// <summary><c>palermo estimate protect</c>: a table of people in which nobody can be worked out.</summary>
internal static class ProtectVerb
{
    public static Command Create()
    {
        var file = Input.File("FILE.csv", "A row for each person (or for several, with --count); the first line names the columns.");
        var by = new Option<string>("--by") { Description = "Columns to count by, parted by commas.", Required = true };
        var min = new Option<int>("--min") { Description = "Smallest count that may be shown: 5, or 10 for victims and minors.", DefaultValueFactory = _ => SmallCounts.DefaultThreshold };
        var count = new Option<string?>("--count") { Description = "Column that says how many people a row stands for." };
        var zeros = new Option<bool>("--show-zeros") { Description = "Show zeros even within a group smaller than --min." };
        var output = new Option<string?>("--out") { Description = "Write the table to be published to this CSV file; hidden counts are left empty." };
        var plot = new Option<string?>("--plot") { Description = "Draw what an outsider can still work out, to this SVG or PNG file. For the office: it shows the hidden counts." };
        var pairs = new Option<bool>("--pairs") { Description = "Instead of one table by all the columns, a table of every two of them, protected together." };
        var json = Input.Json();
        var command = new Command("protect",
            "Count people by some columns and hide small counts, with the further cells that keep them from being worked out from totals; then attack the result.\n\n"
            + "Example:  palermo estimate protect victims.csv --by region,age --min 10 --out table.csv\n\n"
            + "Part 'table' may be published; parts 'office' and 'attacker' are for the office. Exit code 1: some hidden count can still be narrowed too far.")
        { file, by, min, count, zeros, pairs, output, plot, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var columns = Input.Columns(parsed.GetValue(by), "--by");
            if (parsed.GetValue(pairs)) return Pairs(path, columns, parsed.GetValue(count), parsed.GetValue(min), parsed.GetValue(output), parsed.GetValue(plot), parsed.GetValue(json));
            var table = Input.Check(() => Count(path, columns, parsed.GetValue(count)));
            var done = Input.Check(() => SmallCounts.Protect(table, parsed.GetValue(min), new SmallCountOptions(ProtectZeros: !parsed.GetValue(zeros))));
            var attack = Attack.On(done);
            var answer = new ProtectAnswer(path, table.Total, columns, done.Threshold, table.CellCount, done.SuppressedCount,
                [.. done.Cells().Select(c => new ProtectAnswer.Cell(Named(columns, c.Key), c.Count, c.Count is null))],
                [.. done.Cells().Where(c => c.State != CellState.Shown).Select(c => new ProtectAnswer.Reason(Named(columns, c.Key), c.State))],
                [.. attack.Select(r => new ProtectAnswer.Derivable(Named(columns, r.Key), r.Least, r.Most, r.Width, r.Exact))],
                attack.All(r => !(r.Width < done.Threshold)));
            if (parsed.GetValue(output) is { } to) Input.Write(to, Input.Check(() => PublishedCsv.Write(done)));
            if (parsed.GetValue(plot) is { } picture) EstimatePlots.Save(EstimatePlots.Derivable(attack, done.Threshold), picture);
            if (parsed.GetValue(json)) Answer.WriteJson(answer);
            else Console.Out.Write(Text(answer, columns));
            return answer.Safe ? 0 : 1;
        });
        return command;
    }

    private static int Pairs(string path, string[] columns, string? weight, int min, string? output, string? plot, bool json)
    {
        if (weight is not null || output is not null || plot is not null) throw new CliProblem("--pairs takes a row for each person and answers on the screen or as JSON: leave out --count, --out and --plot.");
        var linked = Input.Check(() => LinkedTables.Protect(RecordsCsv.Read(Input.Read(path), columns, path), columns, min));
        var tables = linked.Tables.Select(t =>
        {
            string[] by = [.. t.Dimensions.Select(d => d.Name)];
            return new PairsAnswer.Pair(by, t.States.Length, t.SuppressedCount, [.. t.Cells().Select(c => new ProtectAnswer.Cell(Named(by, c.Key), c.Count, c.Count is null))],
                Attack.On(t).Min(r => r.Width));
        }).ToList();
        var safe = linked.Narrow.Count == 0 && tables.All(t => !(t.NarrowestRange < min));
        if (json) Answer.WriteJson(new PairsAnswer(path, columns, min, tables, linked.Narrow, safe));
        else
        {
            foreach (var t in tables)
                Console.Out.WriteLine($"{string.Join(" x ", t.By)}: {t.Cells} cells with totals, {t.Hidden} hidden, narrowest range {(t.NarrowestRange is { } w ? w.ToString(CultureInfo.InvariantCulture) : "without limit")}");
            foreach (var n in linked.Narrow) Console.Out.WriteLine($"NOT SAFE: all tables together narrow {n}");
        }
        return safe ? 0 : 1;
    }

    private static CountTable Count(string path, string[] columns, string? weight)
    {
        var records = RecordsCsv.Read(Input.Read(path), weight is null ? columns : [.. columns, weight], path);
        if (weight is null) return records.Count(columns);
        var column = records[weight];
        var values = column.Categories.Select(c => long.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n
            : throw new FormatException($"{path}, column '{weight}': '{c}' found; a whole number of people, 0 or more, is needed.")).ToArray();
        return records.Count(columns, [.. column.Codes.Select(c => values[c])]);
    }

    private static Dictionary<string, string?> Named(string[] columns, string?[] key) =>
        columns.Select((c, i) => (c, key[i])).ToDictionary(x => x.c, x => x.Item2);

    private static string Text(ProtectAnswer answer, string[] columns)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{answer.File}: {Input.People(answer.People)} people, {answer.Cells} cells with totals, {answer.Hidden} hidden so that none below {answer.Threshold} shows.");
        text.AppendLine(string.Join(" | ", columns) + " | count");
        foreach (var cell in answer.Table)
            text.AppendLine(CultureInfo.InvariantCulture, $"{string.Join(" | ", columns.Select(c => cell.Key[c] ?? "Total"))} | {(cell.Count is { } n ? Input.People(n) : "hidden")}");
        if (answer.Attacker.Count == 0) return text.AppendLine("Nothing is hidden, so there is nothing to work out.").ToString();
        text.AppendLine("What an outsider can still work out (for the office):");
        foreach (var r in answer.Attacker)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {string.Join(" | ", columns.Select(c => r.Key[c] ?? "Total"))}: {r.Least} to {(r.Most is { } most ? most : "no limit")}");
        text.AppendLine(answer.Safe ? $"No hidden count can be narrowed to fewer than {answer.Threshold} steps." : "NOT SAFE: a hidden count can be narrowed too far. Use fewer or coarser columns.");
        return text.ToString();
    }
}

/// <summary>The answer of <c>estimate protect</c>, in the shape of its JSON document.</summary>
/// <param name="Table">What may be published: a count, or none where it is hidden; a key without a value is the total of that column.</param>
/// <param name="Office">Why each hidden cell is hidden. Not to be published: it tells which counts are small.</param>
/// <param name="Attacker">What an outsider can derive of each hidden cell. Not to be published.</param>
/// <param name="Safe">True when every hidden cell keeps a range at least the threshold wide.</param>
internal sealed record ProtectAnswer(string File, long People, IReadOnlyList<string> By, int Threshold, int Cells, int Hidden,
    IReadOnlyList<ProtectAnswer.Cell> Table, IReadOnlyList<ProtectAnswer.Reason> Office, IReadOnlyList<ProtectAnswer.Derivable> Attacker, bool Safe)
{
    public sealed record Cell(Dictionary<string, string?> Key, long? Count, bool Hidden);

    public sealed record Reason(Dictionary<string, string?> Key, CellState State);

    public sealed record Derivable(Dictionary<string, string?> Key, long Least, long? Most, long? Width, bool Exact);
}

/// <summary>The answer of <c>estimate protect --pairs</c>.</summary>
/// <param name="Narrow">Hidden totals that all tables together narrow too far.</param>
internal sealed record PairsAnswer(string File, IReadOnlyList<string> By, int Threshold, IReadOnlyList<PairsAnswer.Pair> Tables, IReadOnlyList<string> Narrow, bool Safe)
{
    /// <param name="NarrowestRange">Width of the narrowest range of a hidden cell in this table; none when nothing is hidden or nothing bounds it.</param>
    public sealed record Pair(IReadOnlyList<string> By, int Cells, int Hidden, IReadOnlyList<ProtectAnswer.Cell> Table, long? NarrowestRange);
}
