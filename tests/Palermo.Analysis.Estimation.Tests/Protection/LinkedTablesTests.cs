using CsCheck;

namespace Palermo.Analysis.Estimation.Tests;

public class LinkedTablesTests
{
    private static CodedTable People(int rows, int[] widths, Func<int, int, int> code) => new([.. widths.Select((w, c) =>
        new CodedColumn($"c{c}", [.. Enumerable.Range(0, w).Select(i => $"v{i}")], [.. Enumerable.Range(0, rows).Select(r => code(r, c) % w)]))]);

    [Fact]
    public void Tables_of_the_same_people_agree_on_every_total_and_none_is_narrowed() =>
        Gen.Select(Gen.Int[1, 4].Array[4], Gen.Int[0, 100].Array[4 * 120], Gen.Int[3, 6]).Sample((widths, codes, threshold) =>
        {
            // Squares make the last categories rare.
            var people = People(120, widths, (r, c) => codes[r * 4 + c] * codes[r * 4 + c] / 2600);
            var linked = LinkedTables.Protect(people, ["c0", "c1", "c2", "c3"], threshold);
            Assert.Equal(6, linked.Tables.Count);
            foreach (var table in linked.Tables)
                Assert.All(Attack.On(table), r => Assert.False(r.Width < threshold));
            for (var c = 0; c < 4; c++)
                for (var level = 0; level <= widths[c]; level++)
                {
                    var shown = linked.Tables.Where(t => t.Dimensions.Any(d => d.Name == $"c{c}"))
                        .Select(t => t.Dimensions[0].Name == $"c{c}" ? t[level, t.Dimensions[1].Categories.Count] : t[t.Dimensions[0].Categories.Count, level]).Distinct();
                    Assert.Single(shown);
                }
            Assert.Empty(linked.Narrow);
        }, iter: LongForm.Rounds(100, 3000));

    [Fact]
    public void Questions_without_pairs_or_people_are_refused()
    {
        var people = People(10, [2, 2], (r, c) => r + c);
        Assert.Throws<ArgumentException>(() => LinkedTables.Protect(people, ["c0"]));
        Assert.Throws<ArgumentException>(() => LinkedTables.Protect(people, ["c0", "nobody"]));
        Assert.Throws<ArgumentException>(() => LinkedTables.Protect(People(0, [2, 2], (r, c) => 0), ["c0", "c1"]));
    }
}
