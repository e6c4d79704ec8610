using CsCheck;

namespace Palermo.Analysis.Matching.Tests;

public class ComparatorTests
{
    [Theory]   // entity-matching.md section 2
    [InlineData("MARTHA", "MARHTA", .9444, .9611)]
    [InlineData("DWAYNE", "DUANE", .8222, .8400)]
    [InlineData("DIXON", "DICKSONX", .7667, .8133)]
    [InlineData("MOHAMED", "MUHAMMAD", .7798, .8018)]
    [InlineData("TESFAY", "TESFAI", .8889, .9333)]
    [InlineData("KIDANE", "KIDANEMARIAM", .8333, .9000)]
    [InlineData("DIALLO", "JALLOW", .7778, .7778)]
    [InlineData("OUEDRAOGO", "WEDRAOGO", .8843, .8843)]
    public void Jaro_and_Jaro_Winkler_give_the_worked_values(string a, string b, double jaro, double winkler)
    {
        Assert.Equal(jaro, JaroWinkler.Jaro(a, b), 0.00005);
        Assert.Equal(winkler, JaroWinkler.Similarity(a, b), 0.00005);
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("CA", "ABC", 3)]          // optimal string alignment; the unrestricted distance is 2
    [InlineData("1980-03-12", "1980-12-03", 4)]
    [InlineData("abcd", "abdc", 1)]
    [InlineData("", "abc", 3)]
    public void Edit_distance_counts_insertions_deletions_substitutions_and_swaps(string a, string b, int edits)
    {
        Assert.Equal(edits, EditDistance.Between(a, b));
        Assert.Equal(edits, EditDistance.Between(b, a));
    }

    private static readonly Gen<string> Words = Gen.String[Gen.Char["abcdxyz"], 0, 12];

    [Fact]
    public void Edit_distance_equals_a_slow_obvious_one_and_respects_its_limit() => Gen.Select(Words, Words, Gen.Int[0, 8]).Sample((a, b, limit) =>
    {
        var slow = Slow(a, b);
        Assert.Equal(slow, EditDistance.Between(a, b));
        Assert.Equal(Math.Min(slow, limit + 1), EditDistance.Between(a, b, limit));
    });

    [Fact]
    public void Jaro_Winkler_is_symmetric_bounded_and_one_only_for_equal_texts() => Gen.Select(Words, Words).Sample((a, b) =>
    {
        var s = JaroWinkler.Similarity(a, b);
        Assert.InRange(s, 0, 1);
        Assert.Equal(a == b, s == 1);
        Assert.Equal(JaroWinkler.Jaro(a, b), SlowJaro(a, b), 1e-12);
    });

    [Fact]
    public void Long_texts_take_the_same_rules_as_short_ones()
    {
        var tail = new string('q', 70);
        Assert.Equal(SlowJaro("MARTHA" + tail, "MARHTA" + tail), JaroWinkler.Jaro("MARTHA" + tail, "MARHTA" + tail), 1e-12);
    }

    private static int Slow(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0) { d[i, j] = i + j; continue; }
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        return d[a.Length, b.Length];
    }

    private static double SlowJaro(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0) return a.Length == b.Length ? 1 : 0;
        var window = Math.Max(0, Math.Max(a.Length, b.Length) / 2 - 1);
        var used = new bool[b.Length];
        var left = new List<char>();
        for (var i = 0; i < a.Length; i++)
            for (var j = 0; j < b.Length; j++)
                if (!used[j] && Math.Abs(i - j) <= window && a[i] == b[j]) { used[j] = true; left.Add(a[i]); break; }
        var right = b.Where((_, j) => used[j]).ToList();
        if (left.Count == 0) return 0;
        double m = left.Count, t = left.Where((c, i) => c != right[i]).Count() / 2;
        return (m / a.Length + m / b.Length + (m - t) / m) / 3;
    }
}
