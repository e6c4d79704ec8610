using System.CommandLine;
using System.Globalization;
using System.Text;
using Palermo.Analysis.Matching;

namespace Palermo.Node.Cli.Match;

/// <summary><c>palermo match names</c>: a score for every pair of names, and accuracy where the truth is there.</summary>
internal static class NamesVerb
{
    private static readonly string[] LeftTitles = ["left", "name1", "name_1", "name_a", "a"];
    private static readonly string[] RightTitles = ["right", "name2", "name_2", "name_b", "b"];
    private static readonly string[] TypeTitles = ["type", "schema", "kind"];
    private static readonly string[] TruthTitles = ["is_match", "match", "truth", "label"];

    private sealed record Row(string Left, string Right, string? Type, bool? IsMatch, double Score);

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "CSV with columns left,right and optionally type (Person, Company, Vessel), is_match; or two columns parted by a tab, without header" };
        var threshold = new Option<double>("--threshold") { Description = "score from which two names are taken for one", DefaultValueFactory = _ => NameMatching.Threshold };
        var randoms = new Option<int>("--random-non-pairs") { Description = "for files of true pairs only: non-pairs drawn at random for each pair", DefaultValueFactory = _ => 1 };
        var output = new Option<string?>("--out") { Description = "writes left,right,type,score to a CSV file" };
        var json = new Option<bool>("--json") { Description = "prints one JSON document" };
        var names = new Command("names",
            "Score pairs of names, in any scripts. Where the truth is in the file, precision, recall and F1 are reported; a file without it is\n"
            + "taken for true pairs, and they are compared with random non-pairs.\n\n"
            + "Example:\n  palermo match names pairs.csv --json");
        names.Arguments.Add(file);
        foreach (var option in (Option[])[threshold, randoms, output, json]) names.Options.Add(option);
        names.SetAction(words => Run(words.GetValue(file)!, words.GetValue(threshold), words.GetValue(randoms), words.GetValue(output), words.GetValue(json)));
        return names;
    }

    private static int Run(string file, double threshold, int randoms, string? output, bool json)
    {
        if (!(threshold is >= 0 and <= 1)) throw new CliProblem($"--threshold {threshold}: a score from 0 to 1");
        if (randoms is < 0 or > 1000) throw new CliProblem($"--random-non-pairs {randoms}: from 0 to 1000");
        var rows = Read(file);
        var accuracy = Judge(rows.Where(r => r.IsMatch is not null).Select(r => (r.Score, r.IsMatch!.Value)).ToList(), threshold);
        var allTrue = rows.All(r => r.IsMatch is null) && rows.Count > 1 && randoms > 0;
        var against = allTrue ? Randoms(rows, randoms) : [];
        if (allTrue) accuracy = Judge([.. rows.Select(r => (r.Score, true)), .. against.Select(s => (s, false))], threshold);
        if (output is not null) Write(output, rows);
        var best = BestThreshold(allTrue ? [.. rows.Select(r => (r.Score, true)), .. against.Select(s => (s, false))] : rows.Where(r => r.IsMatch is not null).Select(r => (r.Score, r.IsMatch!.Value)).ToList());
        if (json)
        {
            Answer.WriteJson(new
            {
                pairs = rows.Count, threshold, randomNonPairs = allTrue ? against.Count : (int?)null, accuracy?.Precision, accuracy?.Recall, accuracy?.F1,
                recallAtPrecision95 = best?.RecallAtPrecision95, bestThresholdOnThisFile = best?.Threshold, bestF1OnThisFile = best?.F1,
                byType = ByType(rows, threshold), scores = rows.Select(r => new { r.Left, r.Right, r.Type, r.IsMatch, score = Math.Round(r.Score, 4) }),
            });
            return 0;
        }
        foreach (var row in rows.Take(50)) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Score:0.000}  {row.Left}  |  {row.Right}"));
        if (rows.Count > 50) Console.WriteLine($"… {rows.Count - 50} more; --out or --json gives all");
        if (accuracy is { } a) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"at {threshold}: precision {a.Precision:0.0000}  recall {a.Recall:0.0000}  F1 {a.F1:0.0000}"));
        return 0;
    }

    private static AccuracyFigures? Judge(List<(double Score, bool IsMatch)> judged, double threshold)
    {
        if (judged.Count == 0) return null;
        double right = judged.Count(j => j.IsMatch && j.Score >= threshold), said = judged.Count(j => j.Score >= threshold), all = judged.Count(j => j.IsMatch);
        return AccuracyFigures.Of(new Accuracy(said > 0 ? right / said : 1, all > 0 ? right / all : 1));
    }

    private static Dictionary<string, AccuracyFigures>? ByType(List<Row> rows, double threshold)
    {
        if (rows.All(r => r.Type is null || r.IsMatch is null)) return null;
        return rows.Where(r => r.Type is not null && r.IsMatch is not null).GroupBy(r => r.Type!).OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Judge([.. g.Select(r => (r.Score, r.IsMatch!.Value))], threshold)!);
    }

    private sealed record Sweep(double Threshold, double F1, double? RecallAtPrecision95);

    /// <summary>What the best threshold would have been, and the recall where precision is still 0.95: for judging, not for use.</summary>
    private static Sweep? BestThreshold(List<(double Score, bool IsMatch)> judged)
    {
        if (judged.Count == 0) return null;
        double all = judged.Count(j => j.IsMatch), right = 0, said = 0, bestF1 = 0, bestAt = 1;
        double? recall95 = null;
        foreach (var same in judged.GroupBy(j => j.Score).OrderByDescending(g => g.Key))
        {
            said += same.Count();
            right += same.Count(j => j.IsMatch);
            var a = new Accuracy(right / said, all > 0 ? right / all : 1);
            if (a.Precision >= 0.95) recall95 = a.Recall;
            if (a.F1 > bestF1) (bestF1, bestAt) = (a.F1, same.Key);
        }
        return new Sweep(Math.Round(bestAt, 4), Math.Round(bestF1, 4), recall95 is { } r ? Math.Round(r, 4) : null);
    }

    /// <summary>Scores of left names with right names of other rows, drawn with a fixed seed; rows of the same right name are not drawn.</summary>
    private static List<double> Randoms(List<Row> rows, int each)
    {
        var random = new Random(20261124);
        var scores = new List<double>(rows.Count * each);
        for (var n = 0; n < each; n++)
            foreach (var row in rows)
                for (var tries = 0; tries < 20; tries++)
                {
                    var other = rows[random.Next(rows.Count)];
                    if (other.Right == row.Right || other.Left == row.Left) continue;
                    scores.Add(NameMatching.Score(row.Left, other.Right, row.Type));
                    break;
                }
        return scores;
    }

    private static List<Row> Read(string file)
    {
        using var text = MatchInput.Open(file);
        var first = text.ReadLine() ?? throw new CliProblem($"{file} line 1: the file is empty");
        var separator = MatchInput.Separator(first);
        var titles = first.Split(separator).Select(t => t.Trim().Trim('"').TrimStart('\uFEFF').ToLowerInvariant()).ToArray();
        int left = Find(titles, LeftTitles), right = Find(titles, RightTitles), type = Find(titles, TypeTitles), truth = Find(titles, TruthTitles);
        var header = left >= 0 && right >= 0;
        if (!header)
        {
            if (separator != '\t' || titles.Length != 2)
                throw new CliProblem($"{file} line 1: columns left and right are needed (found {string.Join(", ", titles)}), or two columns parted by a tab without a header");
            (left, right, type, truth) = (0, 1, -1, -1);
        }
        using var again = MatchInput.Open(file);
        var reader = new DelimitedReader(again, separator, file);
        var rows = new List<Row>();
        try
        {
            if (header) reader.Read();
            while (reader.Read())
            {
                if (reader.Count <= Math.Max(left, right)) throw new CliProblem($"{file} line {reader.Line}: {reader.Count} fields, at least {Math.Max(left, right) + 1} are needed");
                string a = reader[left].Trim().ToString(), b = reader[right].Trim().ToString();
                var kind = type >= 0 && type < reader.Count && !reader[type].IsWhiteSpace() ? reader[type].Trim().ToString() : null;
                rows.Add(new Row(a, b, kind, Truth(file, reader, truth), NameMatching.Score(a, b, kind)));
            }
        }
        catch (FormatException wrong)
        {
            throw new CliProblem(wrong.Message);
        }
        return rows;
    }

    private static bool? Truth(string file, DelimitedReader reader, int column)
    {
        if (column < 0 || column >= reader.Count) return null;
        var text = reader[column].Trim().ToString().ToLowerInvariant();
        return text switch
        {
            "true" or "1" or "yes" or "y" => true,
            "false" or "0" or "no" or "n" => false,
            "" => null,
            _ => throw new CliProblem($"{file} line {reader.Line}, is_match: '{text}' is neither true nor false"),
        };
    }

    private static int Find(string[] titles, string[] wanted) => Array.FindIndex(titles, t => wanted.Contains(t));

    private static void Write(string file, List<Row> rows)
    {
        var text = new StringBuilder("left,right,type,score\n");
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"{MatchRun.Quoted(row.Left)},{MatchRun.Quoted(row.Right)},{row.Type},{row.Score:0.0000}\n");
        File.WriteAllText(file, text.ToString());
    }
}
