using System.CommandLine;
using System.Text.Json;
using Palermo.Analysis.Estimation;

namespace Palermo.Node.Cli.Estimate;

/// <summary><c>palermo estimate noise</c>: a table under differential privacy, with a ledger of what was spent.</summary>
internal static class NoiseVerb
{
    public static Command Create()
    {
        var file = Input.File("FILE.csv", "A row for each person; the first line names the columns.");
        var by = new Option<string>("--by") { Description = "Columns to count by, parted by commas.", Required = true };
        var epsilon = new Option<decimal>("--epsilon") { Description = "Privacy loss of this release.", Required = true };
        var ledger = new Option<string>("--ledger") { Description = "The ledger of this data set, a JSON file; made when absent.", Required = true };
        var limit = new Option<decimal>("--limit") { Description = "Budget, in epsilon, of a new ledger.", DefaultValueFactory = _ => 4 };
        var query = new Option<string>("--query") { Description = "What is released, in words, for the ledger.", Required = true };
        var approver = new Option<string>("--approver") { Description = "Who lets it go, for the ledger.", Required = true };
        var json = Input.Json();
        var command = new Command("noise",
            "Release a table with two-sided geometric noise from the system's secure random source, and enter it in the ledger. Refused when the budget is spent.\n\n"
            + "Example:  palermo estimate noise victims.csv --by region,age --epsilon 1 --ledger victims.ledger.json --query \"2026, region by age\" --approver board\n\n"
            + "The categories come from the file: where a category that appears at all would tell of somebody, add it for everybody first. Exit code 1: the budget does not allow it.")
        { file, by, epsilon, ledger, limit, query, approver, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var book = parsed.GetValue(ledger)!;
            var columns = Input.Columns(parsed.GetValue(by), "--by");
            var table = Input.Check(() => RecordsCsv.Read(Input.Read(path), columns, path).Count(columns));
            var kept = Load(book, path, parsed.GetValue(limit));
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            var (noisy, refusal) = Input.Check(() =>
                NoisyTable.Release(table, PrivacyMechanism.Geometric(parsed.GetValue(epsilon)), kept, parsed.GetValue(query)!, parsed.GetValue(approver)!, today));
            if (noisy is not null)
                // The ledger is written before anything is shown: what was seen must have been paid for.
                Input.Write(book, JsonSerializer.SerializeToUtf8Bytes(new LedgerFile(kept.Dataset, kept.EpsilonLimit, kept.Delta, [.. kept.Spent]), Answer.Json));
            var answer = new NoiseAnswer(path, columns, refusal, noisy?.Mechanism, noisy?.Epsilon, kept.PureEpsilon, kept.EpsilonLimit, noisy?.ClampedBias,
                noisy is null ? null : [.. Enumerable.Range(0, table.CellCount).Select(c => new NoiseAnswer.Cell(
                    columns.Select((name, i) => (name, table.Key(c)[i])).ToDictionary(x => x.name, x => x.Item2), noisy.Values[c], noisy.StandardErrors[c], noisy.IntervalOf(c)))]);
            if (parsed.GetValue(json)) Answer.WriteJson(answer);
            else if (noisy is null) Console.Out.WriteLine($"Refused: {refusal}.");
            else
            {
                foreach (var cell in answer.Table!)
                    Console.Out.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                        $"{string.Join(" | ", columns.Select(c => cell.Key[c] ?? "Total"))} | {cell.Value} (give or take {1.96 * cell.StandardError:N1})"));
                Console.Out.WriteLine($"Spent {kept.PureEpsilon} of {kept.EpsilonLimit}. Showing negative counts as 0 would raise the total by {noisy.ClampedBias}.");
            }
            return noisy is null ? 1 : 0;
        });
        return command;
    }

    private static PrivacyLedger Load(string book, string dataset, decimal limit)
    {
        if (!File.Exists(book)) return Input.Check(() => new PrivacyLedger(Path.GetFileName(dataset), limit));
        try
        {
            var kept = JsonSerializer.Deserialize<LedgerFile>(Input.Read(book), Answer.Json) ?? throw new JsonException("it is empty");
            var ledger = new PrivacyLedger(kept.Dataset, kept.EpsilonLimit, kept.Delta);
            foreach (var spend in kept.Spent)
                if (ledger.Spend(spend) is { } refusal) throw new JsonException($"its own entries overrun it: {refusal}");
            return ledger;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NullReferenceException)
        {
            throw new CliProblem($"{book}: this is not a ledger of ours ({e.Message.ReplaceLineEndings(" ")}). Restore it; a new one would forget what was spent.");
        }
    }

    private sealed record LedgerFile(string Dataset, decimal EpsilonLimit, double Delta, IReadOnlyList<PrivacySpend> Spent);

    private sealed record NoiseAnswer(string File, IReadOnlyList<string> By, string? Refused, string? Mechanism, decimal? Epsilon, decimal? EpsilonSpent, decimal EpsilonLimit,
        long? ClampedBias, IReadOnlyList<NoiseAnswer.Cell>? Table)
    {
        public sealed record Cell(Dictionary<string, string?> Key, long Value, double StandardError, Interval Interval);
    }
}
