using System.Text;
using Palermo.Analysis.Matching;
using Palermo.Node.Cli.Match;

namespace Palermo.Bench;

/// <summary>
/// Synthetic people of workload a: entity sizes 1 to 4 with odds .72/.18/.07/.03; every copy after the first damaged: a field blank .06, a typo in a name .10,
/// a birth-date digit redrawn .04, another postcode .10, names swapped .03. Values are drawn from the historical figures, with 20,000 made-up surnames.
/// </summary>
internal sealed class MatchingPeople
{
    public static readonly string[] Fields = ["givenName", "surname", "birthDate", "postcode", "birthPlace"];

    /// <summary>Last digit of the year, last digit of the month, either digit of the day.</summary>
    private static readonly int[] DigitsRedrawn = [3, 6, 8, 9];

    private readonly string[] first;
    private readonly string[] last;
    private readonly string[] postcodes;
    private readonly string[] places;
    private Random random = new(7);

    private MatchingPeople(string[] first, string[] last, string[] postcodes, string[] places)
    {
        this.first = first;
        this.last = last;
        this.postcodes = postcodes;
        this.places = places;
    }

    /// <summary>Reads the pools of values; null when the real data is not there.</summary>
    public static MatchingPeople? Load(string? file)
    {
        if (file is null || !File.Exists(file)) return null;
        using var text = MatchInput.Open(file);
        var reader = new DelimitedReader(text, ',', file);
        reader.Read();
        var header = Enumerable.Range(0, reader.Count).Select(c => reader[c].ToString()).ToList();
        List<string> first = [], last = [], postcodes = [], places = [];
        while (reader.Read())
            foreach (var (name, list) in new[] { ("first_name", first), ("surname", last), ("postcode_fake", postcodes), ("birth_place", places) })
                if (reader[header.IndexOf(name)].ToString() is { Length: > 0 } value) list.Add(value);
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++) last.Add(Invented(random));
        return new MatchingPeople([.. first], [.. last], [.. postcodes], [.. places]);
    }

    private static string Invented(Random random)
    {
        var text = new StringBuilder();
        for (var s = random.Next(2, 5); s > 0; s--)
        {
            text.Append("bcdfghjklmnprstvwz"[random.Next(18)]).Append("aeiou"[random.Next(5)]);
            if (random.Next(3) == 0) text.Append("nrslmt"[random.Next(6)]);
        }
        return text.ToString();
    }

    /// <summary>Writes that many records, shuffled, with the true person of each. The same count gives the same file.</summary>
    public void Write(string file, int count, int seed = 7)
    {
        random = new Random(seed);
        var records = new List<(string?[] Values, int Person)>(count);
        for (var person = 0; records.Count < count; person++)
        {
            string?[] original = [Pick(first), Pick(last), $"{random.Next(1930, 2008):0000}-{random.Next(1, 13):00}-{random.Next(1, 29):00}", Pick(postcodes), Pick(places)];
            records.Add((original, person));
            var odds = random.NextDouble();
            for (var copies = odds < .72 ? 0 : odds < .90 ? 1 : odds < .97 ? 2 : 3; copies > 0 && records.Count < count; copies--)
                records.Add((Copy(original), person));
        }
        var order = Enumerable.Range(0, records.Count).ToArray();
        random.Shuffle(order);
        using var to = new StreamWriter(file);
        to.WriteLine("id," + string.Join(',', Fields) + ",person");
        for (var r = 0; r < order.Length; r++)
            to.WriteLine($"{r},{string.Join(',', records[order[r]].Values.Select(v => v is null ? "" : MatchRun.Quoted(v)))},{records[order[r]].Person}");
    }

    private string Pick(string[] pool) => pool[random.Next(pool.Length)];

    private string?[] Copy(string?[] original)
    {
        var copy = (string?[])original.Clone();
        for (var n = 0; n < 2; n++)
            if (random.NextDouble() < .10) copy[n] = Typo(copy[n]!);
        if (random.NextDouble() < .04)
        {
            var date = copy[2]!.ToCharArray();
            date[DigitsRedrawn[random.Next(DigitsRedrawn.Length)]] = (char)('0' + random.Next(10));
            copy[2] = new string(date);
        }
        if (random.NextDouble() < .10) copy[3] = Pick(postcodes);
        if (random.NextDouble() < .03) (copy[0], copy[1]) = (copy[1], copy[0]);
        for (var f = 0; f < copy.Length; f++)
            if (random.NextDouble() < .06) copy[f] = null;
        return copy;
    }

    private string Typo(string name)
    {
        var at = random.Next(name.Length);
        var letter = (char)('a' + random.Next(26));
        return random.Next(4) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, letter.ToString()),
            2 when at + 1 < name.Length => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
            _ => name[..at] + letter + name[(at + 1)..],
        };
    }
}
