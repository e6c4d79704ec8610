using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Palermo.Analysis.Charts;
using Palermo.Analysis.PrivateSets;
using Palermo.Node.Cli.Sets;

namespace Palermo.Bench;

/// <summary>What an attacker gains, and how well names meet: the numbers of the guide on private sets.</summary>
internal static class PrivateSetsAttacks
{
    /// <summary><c>./palermo bench private-sets-guessing [PICTURE.svg]</c>: a dishonest asker against the real protocol, under a quota.</summary>
    public static int Guess(string[] words)
    {
        const int Space = 100_000, Held = 1_000, Query = 2_048, Rounds = 20;
        var random = new Random(20261124);
        var all = Enumerable.Range(0, Space).Select(n => $"+39333{n:D7}").ToArray();
        random.Shuffle(all);
        var held = all[..Held];
        random.Shuffle(all);
        Console.WriteLine($"guessing: {Space:N0} numbers that could exist, {Held:N0} of them held; a dishonest asker sends {Query:N0} invented numbers a query");
        double[] tried = new double[Rounds + 1], found = new double[Rounds + 1], expected = new double[Rounds + 1], low = new double[Rounds + 1], high = new double[Rounds + 1];
        for (var i = 0; i <= Rounds; i++)
        {
            tried[i] = i * (double)Query;
            expected[i] = Guessing.ExpectedFound(Space, Held, tried[i]);
            var deviation = Math.Sqrt(tried[i] * Held / Space * (1 - Held / (double)Space) * (Space - tried[i]) / (Space - 1));
            (low[i], high[i]) = (Math.Max(0, expected[i] - 1.96 * deviation), expected[i] + 1.96 * deviation);
            if (i == 0) continue;
            using var guesser = AskerSet.Prepare(KeySet.OfKeys(all[((i - 1) * Query)..(i * Query)]), QueryTerms.Fresh(SetMode.Identify, "guess", "X", "A", "B"), RunSecret.Fresh());
            using var holder = HolderSet.Prepare(held, "guess", RunSecret.Fresh());
            var (query, answer) = (new MemoryStream(), new MemoryStream());
            guesser.WriteQuery(query);
            query.Position = 0;
            holder.Answer(query, answer);
            answer.Position = 0;
            found[i] = found[i - 1] + guesser.ReadAnswer(answer).KeysInCommon;
        }
        foreach (var i in (int[])[1, 2, 5, 10, 20])
            Console.WriteLine($"  after {tried[i],7:N0} guesses: {found[i],4:N0} found, {expected[i],6:N1} expected (95 % between {low[i]:N0} and {high[i]:N0})");
        HashRate();
        Quotas();
        if (words.Length > 0)
        {
            var chart = new Chart("What a guesser finds, with and without a quota")
            {
                X = Axis.Linear("numbers tried"), Y = Axis.Linear("held numbers found"), Height = 380,
                Description = $"Held numbers found against numbers tried: {Held} held among {Space} possible. The simulated run follows the straight line of chance; a quota of 4,096 guesses stops it at about 41.",
            };
            chart.Band("95 % of chance", tried, low, high).Line("expected", tried, expected).LineWithPoints("found in the run", tried, found)
                .RuleX(4_096, "a quota of 4,096 ends here");
            File.WriteAllText(words[0], chart.ToSvg());
        }
        return 0;
    }

    /// <summary><c>./palermo bench private-sets-names DATA</c>: how often names that belong together share a key, and strangers do.</summary>
    public static int Names(string[] words)
    {
        if (words.Length == 0)
        {
            Console.WriteLine("Give the folder of the linkage data (google_ar2en_train.tsv, opensanctions_name_cases.csv).");
            return 2;
        }
        var arabic = File.ReadLines(Path.Combine(words[0], "google_ar2en_train.tsv")).Select(l => l.Split('\t')).Where(p => p.Length == 2).Select(p => (p[0], p[1])).ToList();
        Meet("Arabic words and their Latin forms", arabic);
        // Two words make a name: pair each row with the next, so that the keys are those of names.
        Meet("two Arabic words and their Latin forms", [.. arabic.Zip(arabic.Skip(1), (a, b) => ($"{a.Item1} {b.Item1}", $"{a.Item2} {b.Item2}"))]);
        var judged = File.ReadLines(Path.Combine(words[0], "opensanctions_name_cases.csv")).ToList();
        var columns = judged[0].Split(',').ToList();
        var rows = judged.Skip(1).Select(Csv).Where(r => r.Count == columns.Count && r[columns.IndexOf("schema")] == "Person").ToList();
        var (left, right, truth) = (columns.IndexOf("name1"), columns.IndexOf("name2"), columns.IndexOf("is_match"));
        bool Share(List<string> r) => NameSetKeys.Of(r[left], null).Intersect(NameSetKeys.Of(r[right], null)).Any();
        var (same, different) = (rows.Where(r => r[truth] == "true").ToList(), rows.Where(r => r[truth] != "true").ToList());
        Console.WriteLine($"  judged persons: {same.Count(Share)} of {same.Count} that match share a key; {different.Count(Share)} of {different.Count} chosen to look alike and judged different do");
        return 0;
    }

    private static void Meet(string what, List<(string A, string B)> pairs)
    {
        var random = new Random(1);
        var keys = pairs.ConvertAll(p => (A: NameSetKeys.Of(p.A, null).ToHashSet(), B: NameSetKeys.Of(p.B, null)));
        var met = keys.Count(k => k.B.Any(k.A.Contains));
        const int Trials = 1_000_000;
        var strangers = 0;
        for (var i = 0; i < Trials; i++)
        {
            var (x, y) = (random.Next(keys.Count), random.Next(keys.Count));
            if (pairs[x].A != pairs[y].A && keys[y].B.Any(keys[x].A.Contains)) strangers++;
        }
        Console.WriteLine($"  {what}: {met:N0} of {pairs.Count:N0} pairs share a key ({100.0 * met / pairs.Count:0.0} %); {strangers} of {Trials:N0} random strangers do; {keys.Average(k => k.A.Count):0.0} keys a name");
    }

    private static List<string> Csv(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(c);
        }
        cells.Add(cell.ToString());
        return cells;
    }

    /// <summary>How long a list of hashed phone numbers stands: measured, on one core.</summary>
    private static void HashRate()
    {
        const int Tries = 2_000_000;
        Span<byte> number = stackalloc byte[13], hash = stackalloc byte[32];
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Tries; i++)
        {
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"+39333{i:D7}"), number);
            SHA256.HashData(number, hash);
        }
        var rate = Tries / clock.Elapsed.TotalSeconds;
        Console.WriteLine($"  plain SHA-256 of a phone number, one core: {rate:N0} a second; all 1,000,000,000 mobile numbers of a country in {1e9 / rate / 60:N0} minutes");
    }

    private static void Quotas()
    {
        Console.WriteLine("  under the quota of QueryRules (100,000 elements in 30 days), 1,000,000,000 possible numbers, 5,000 held:");
        foreach (var months in (int[])[1, 12, 120])
            Console.WriteLine($"    after {months,3} months: {Guessing.ExpectedFound(1e9, 5_000, months * 1e5):0.0} of 5,000 found on average; chance of none {Guessing.ChanceOfNothing(1e9, 5_000, months * 1e5):0.00}");
        Console.WriteLine("  a guesser who knows the first five of nine digits of all held numbers (10,000 left to try each):");
        Console.WriteLine($"    after one month all 10,000 are tried: {Guessing.ExpectedFound(10_000, 100, 10_000):0} of 100 found. A quota does not help against who knows nearly all.");
    }
}
