namespace Palermo.Analysis.PrivateSets.Tests;

/// <summary>Why Bloom filters of names were not taken: a listener without any key reads them by how often they come.</summary>
public class BloomFilterAttackTests
{
    [Fact]
    public void Frequencies_alone_name_most_people_behind_plain_filters_and_few_behind_salted_ones()
    {
        var (plain, salted) = (Attack(_ => ""), Attack(year => year.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.InRange(plain, 0.80, 0.90);
        Assert.InRange(salted, 0.0, 0.05);
    }

    [Fact]
    public void The_tags_of_a_private_set_come_once_each_whatever_the_names()
    {
        // The same register of common names: every tag differs, so there is no frequency to read.
        var run = Run.Of(["x"], People(2000).Select(p => p.Name));
        var tags = run.Answer[^(Padding.SizeFor(Names.Length) * 16)..].Chunk(16).Select(Convert.ToHexString).ToList();
        Assert.Equal(tags.Count, tags.Distinct().Count());
    }

    /// <summary>Ranks filters and public name counts by frequency, pairs them rank by rank, and counts people named rightly.</summary>
    private static double Attack(Func<int, string> salt)
    {
        var people = People(20_000);
        var filterOf = people.DistinctBy(p => (p.Name, salt(p.Year)))
            .ToDictionary(p => (p.Name, salt(p.Year)), p => string.Join(',', Clk.Encode(p.Name, salt(p.Year)).Order()));
        var filters = people.GroupBy(p => filterOf[(p.Name, salt(p.Year))]).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var named = 0;
        for (var rank = 0; rank < Math.Min(filters.Count, Names.Length); rank++)
            named += filters[rank].Count(p => p.Name == Names[rank]);
        return named / (double)people.Count;
    }

    /// <summary>Names in the order of their frequency, which falls as 1 / rank (Zipf), as surnames do.</summary>
    private static readonly string[] Names =
        ["diallo", "traore", "camara", "keita", "bah", "barry", "sow", "coulibaly", "kone", "toure", "balde", "sylla", "diop", "ndiaye", "fall",
         "gueye", "sarr", "faye", "ceesay", "jallow", "touray", "mensah", "owusu", "boateng", "okafor", "eze", "adeyemi", "bello", "musa", "haile"];

    private static List<(string Name, int Year)> People(int count)
    {
        var random = new Random(3);
        var total = Enumerable.Range(1, Names.Length).Sum(rank => 1.0 / rank);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var draw = random.NextDouble() * total;
            var rank = 0;
            while ((draw -= 1.0 / (rank + 1)) > 0 && rank < Names.Length - 1) rank++;
            return (Names[rank], 1960 + random.Next(45));
        })];
    }
}
