using CsCheck;

namespace Palermo.Analysis.Estimation.Tests;

public class KAnonymityTests
{
    private static CodedTable Table(params (string Name, string[] Values)[] columns) => new([.. columns.Select(c =>
    {
        var categories = c.Values.Distinct().Order(StringComparer.Ordinal).ToArray();
        return new CodedColumn(c.Name, categories, [.. c.Values.Select(v => Array.IndexOf(categories, v))]);
    })]);

    // Sweeney's example (2002), figure 2: race, birth, gender, ZIP; problem. It is 2-anonymous.
    private static readonly CodedTable Sweeney = Table(
        ("race", ["Black", "Black", "Black", "Black", "Black", "Black", "White", "White", "White", "White", "White"]),
        ("birth", ["1965", "1965", "1965", "1965", "1964", "1964", "1964", "1964", "1964", "1967", "1967"]),
        ("gender", ["m", "m", "f", "f", "f", "f", "m", "m", "m", "m", "m"]),
        ("zip", ["0214*", "0214*", "0213*", "0213*", "0213*", "0213*", "0213*", "0213*", "0213*", "0213*", "0213*"]),
        ("problem", ["short breath", "chest pain", "hypertension", "hypertension", "obesity", "chest pain", "chest pain", "obesity", "short breath", "chest pain", "chest pain"]));

    [Fact]
    public void The_published_example_is_two_anonymous_and_no_more()
    {
        string[] quasi = ["race", "birth", "gender", "zip"];
        var report = KAnonymity.Check(Sweeney, quasi, 2);
        Assert.True(report.Holds);
        Assert.Equal((2, 5), (report.Smallest, report.Classes));
        Assert.Equal(8, KAnonymity.Check(Sweeney, quasi, 3).PeopleAtRisk);
    }

    [Fact]
    public void A_class_whose_people_all_share_the_secret_fails_diversity()
    {
        var report = KAnonymity.Check(Sweeney, ["race", "birth", "gender", "zip"], 2, "problem", 2);
        Assert.Equal(2, report.Violating.Count);                 // hypertension twice; chest pain twice
        Assert.All(report.Violating, v => Assert.Equal(1, v.Sensitive));
    }

    [Fact]
    public void Suppression_leaves_everybody_among_k_and_changes_nothing_else() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[2, 6]).SelectMany((rows, k) => Gen.Select(
            Gen.Const(k), Gen.Int[0, 2].Array[rows], Gen.Int[0, 4].Array[rows], Gen.Int[0, 7].Array[rows])).Sample((k, a, b, c) =>
        {
            CodedColumn Column(string name, int[] codes, int width) => new(name, [.. Enumerable.Range(0, width).Select(i => $"{name}{i}")], codes);
            var table = new CodedTable([Column("a", a, 3), Column("b", b, 5), Column("c", c, 8), new CodedColumn("row", [.. Enumerable.Range(0, Math.Max(1, a.Length)).Select(i => $"{i}")], [.. Enumerable.Range(0, a.Length)])]);
            var done = KAnonymity.Suppress(table, ["a", "b", "c"], k);
            // Sizes counted the slow way.
            for (var i = 0; i < done.Table.Rows; i++)
            {
                var alike = Enumerable.Range(0, done.Table.Rows).Count(j => done.Table.Columns.Take(3).All(col => col.Codes[i] == col.Codes[j]));
                Assert.True(alike >= k);
                for (var col = 0; col < 4; col++)
                {
                    var value = done.Table.Columns[col].Categories[done.Table.Columns[col].Codes[i]];
                    Assert.True(value == KAnonymity.Hidden || value == table.Columns[col].Categories[table.Columns[col].Codes[done.Rows[i]]]);
                }
            }
            Assert.Equal(table.Rows, done.Table.Rows + done.Withheld);
            Assert.True(done.Withheld < k);
            if (KAnonymity.Check(table, ["a", "b", "c"], k).Holds) Assert.Equal((0, 0), (done.HiddenValues, done.Withheld));
        }, iter: LongForm.Rounds(200, 5000));

    [Fact]
    public void Wrong_questions_are_refused_in_words()
    {
        Assert.Contains("race", Assert.Throws<ArgumentException>(() => KAnonymity.Check(Sweeney, ["colour"], 2)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => KAnonymity.Check(Sweeney, ["race"], 1));
        Assert.Throws<ArgumentException>(() => KAnonymity.Suppress(Table(("a", ["*", "b"])), ["a"], 2));
    }
}
