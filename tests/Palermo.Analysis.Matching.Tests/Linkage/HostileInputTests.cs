using System.Diagnostics;

namespace Palermo.Analysis.Matching.Tests;

/// <summary>Input that no honest office sends ends in a sensible answer, within bounded time.</summary>
public class HostileInputTests
{
    private static (ScoredPair[] Pairs, Linkage Linkage) Run(params (string, string?[])[] columns)
    {
        var clock = Stopwatch.StartNew();
        var linkage = Linkage.Prepare(RecordTable.Of(columns), DefaultModels.Of("person"));
        var pairs = linkage.ScorePairs();
        Clustering.AverageLinkage(linkage.Table.Count, pairs, 0.5, linkage.Weight);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{clock.Elapsed}");
        return (pairs, linkage);
    }

    [Fact]
    public void Equal_names_by_the_hundred_thousand_give_no_flood_of_pairs()
    {
        var n = LongForm.Rounds(100_000, 1_000_000);
        var (pairs, linkage) = Run(("givenName", [.. Enumerable.Repeat("Mohamed", n)]), ("surname", [.. Enumerable.Repeat("Ali", n)]));
        Assert.Empty(pairs);
        Assert.Contains(linkage.Warnings, w => w.Contains("too large", StringComparison.Ordinal));
    }

    [Fact]
    public void A_column_of_one_value_says_nothing()
    {
        var names = Enumerable.Range(0, 500).Select(i => "Name" + (char)('a' + i % 26) + (char)('a' + i / 26)).ToArray();
        var (_, linkage) = Run(("surname", names), ("givenName", names), ("sex", [.. Enumerable.Repeat("m", 500)]), ("nationality", [.. Enumerable.Repeat("GIN", 500)]));
        Assert.True(Math.Abs(linkage.Explain(0, 1).Steps.Single(s => s.Comparison == "sex").Weight) < 1.5);
    }

    [Fact]
    public void Emoji_bidi_controls_lone_surrogates_and_a_megabyte_are_taken_as_they_come()
    {
        string[] odd = ["😀😀", "\u202E\u202Aمحمد", "\uD800\uD800", "\uFFFE\uFFFF", new('a', 1 << 20), string.Concat(Enumerable.Repeat("Ali ", 1 << 18)), "'; DROP TABLE", "\0\0", "ﷺ", "A\u0300\u0301\u0302\u0303"];
        string?[] names = [.. Enumerable.Range(0, 200).Select(i => odd[i % odd.Length])];
        var (pairs, _) = Run(("givenName", names), ("surname", names), ("birthDate", names), ("postcode", names), ("birthPlace", names), ("phone", names), ("documentNumber", names), ("occupation", names));
        Assert.All(pairs, p => Assert.True(float.IsFinite(p.Weight)));
        foreach (var a in odd)
            foreach (var b in odd)
                foreach (var kind in new[] { "Person", "Company", "Vessel" })
                    Assert.InRange(NameMatching.Score(a, b, kind), 0, 1);
    }

    [Fact]
    public void Two_files_without_anything_in_common_give_no_link()
    {
        var builder = new RecordTableBuilder(["surname", "givenName", "birthDate"]);
        for (var i = 0; i < 600; i++)
        {
            if (i == 300) builder.EndFirstFile();
            builder.Add((i < 300 ? "Bako" : "Zhurov") + (char)('a' + i % 26) + (char)('a' + i / 26));
            builder.Add((i < 300 ? "Issa" : "Petr") + (char)('a' + i % 26));
            builder.Add($"{(i < 300 ? 1950 : 1990) + i % 9}-0{1 + i % 9}-1{i % 7 + 2}");
            builder.EndRecord();
        }
        var linkage = Linkage.Prepare(builder.Build(), DefaultModels.Of("person"));
        Assert.DoesNotContain(linkage.ScorePairs(), p => p.Probability >= 0.5);
    }

    [Fact]
    public void All_fields_empty_is_an_error_in_words_not_a_crash() =>
        Assert.Throws<ArgumentException>(() => Run(("surname", ["", null, " "]), ("givenName", ["", "", ""])));

    [Fact]
    public void Random_bytes_through_the_reader_end_in_records_or_a_named_line()
    {
        var random = new SplitMix(77);
        for (var round = 0; round < LongForm.Rounds(300, 5000); round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Below(200)).Select(_ => "\",;\n\r\tab😀\0"[random.Below(11)]));
            var reader = new DelimitedReader(new StringReader(text), ',', "f.csv");
            try
            {
                while (reader.Read())
                    for (var c = 0; c < reader.Count; c++) Assert.True(reader[c].Length <= text.Length);
            }
            catch (FormatException wrong)
            {
                Assert.Contains("f.csv line", wrong.Message);
            }
        }
        Assert.Contains("never closed", Assert.Throws<FormatException>(() => { var r = new DelimitedReader(new StringReader("a,b\n\"x"), ',', "f"); while (r.Read()) { } }).Message);
    }

    [Fact]
    public void Quoted_fields_keep_separators_quotes_and_line_ends()
    {
        var reader = new DelimitedReader(new StringReader("\uFEFFa,b\r\n\"x, \"\"y\"\"\nz\",2\n\n3,"), ',', "f");
        Assert.True(reader.Read());
        Assert.Equal("a", reader[0].ToString());
        Assert.True(reader.Read());
        Assert.Equal("x, \"y\"\nz", reader[0].ToString());
        Assert.True(reader.Read());
        Assert.Equal((5, "3", ""), (reader.Line, reader[0].ToString(), reader[1].ToString()));
        Assert.False(reader.Read());
    }
}
