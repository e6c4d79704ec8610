using CsCheck;

namespace Palermo.Analysis.Estimation.Tests;

public class SmallCountsTests
{
    private static TableDimension Side(string name, int categories) =>
        new(name, [.. Enumerable.Range(0, categories).Select(i => $"{name}{i}")]);

    [Fact]
    public void A_lone_number_below_the_threshold_is_hidden_and_zero_is_not()
    {
        Assert.Null(SmallCounts.Show(1));
        Assert.Null(SmallCounts.Show(4));
        Assert.Equal(5, SmallCounts.Show(5));
        Assert.Equal(0, SmallCounts.Show(0));
        Assert.Null(SmallCounts.Show(9, 10));
    }

    [Fact]
    public void One_small_cell_takes_three_others_with_it()
    {
        var table = SmallCounts.Protect([Side("place", 3), Side("age", 3)], [3, 20, 30, 25, 40, 50, 60, 70, 80]);
        Assert.Equal(CellState.Small, table.States[0]);
        Assert.Equal(4, table.SuppressedCount);
        Assert.Null(table[0, 0]);
        Assert.Equal(53, table[0, 3]);      // margins stay
        Assert.Equal(378, table[3, 3]);
    }

    [Fact]
    public void Two_small_cells_in_a_row_whose_sum_is_small_do_not_protect_each_other()
    {
        // 1 + 1 leaves each of them 0 to 2: too narrow for a threshold of 5.
        var table = SmallCounts.Protect([Side("place", 3), Side("age", 3)], [1, 1, 30, 25, 40, 50, 60, 70, 80]);
        Assert.All(ExhaustiveOracle.Ranges(table), r => Assert.True(r.Value.Most - r.Value.Least >= 5));
    }

    [Fact]
    public void A_single_small_number_hides_its_total_too()
    {
        var table = SmallCounts.Protect([Side("place", 1)], [3]);
        Assert.Null(table[0]);
        Assert.Null(table[1]);
    }

    [Fact]
    public void Zeros_in_a_group_of_three_people_are_hidden_since_they_tell_of_all_three()
    {
        var table = SmallCounts.Protect([Side("place", 3), Side("age", 3)], [3, 0, 0, 25, 40, 50, 60, 70, 80]);
        Assert.Equal(CellState.ZeroInSmallGroup, table.States[1]);
        Assert.Equal(CellState.ZeroInSmallGroup, table.States[2]);
        Assert.Null(table[0, 3]);
        var shown = SmallCounts.Protect(new CountTable([Side("place", 3), Side("age", 3)], [3, 0, 0, 25, 40, 50, 60, 70, 80]), 5, new SmallCountOptions(ProtectZeros: false));
        Assert.NotEqual(CellState.ZeroInSmallGroup, shown.States[1]);
    }

    [Fact]
    public void No_suppressed_cell_of_a_small_table_can_be_narrowed_below_the_threshold_by_any_means() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[0, 9].Array[9], Gen.Int[2, 4]).Sample((rows, columns, counts, threshold) =>
        {
            var table = SmallCounts.Protect([Side("r", rows), Side("c", columns)], [.. counts.Take(rows * columns).Select(c => (long)c)], threshold);
            foreach (var (cell, (least, most)) in ExhaustiveOracle.Ranges(table, threshold))
                Assert.True(most - least >= threshold, $"cell {cell} of {string.Join(' ', counts)} lies in {least} to {most}");
        }, iter: LongForm.Rounds(100, 3000));

    [Fact]
    public void Every_small_count_is_hidden_and_every_shown_count_is_true() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Long[0, 40].Array[48]).Sample((a, b, c, counts) =>
        {
            var table = new CountTable([Side("a", a), Side("b", b), Side("c", c)], counts.AsSpan(0, a * b * c));
            var done = SmallCounts.Protect(table);
            for (var cell = 0; cell < table.CellCount; cell++)
            {
                if (table.Values[cell] is > 0 and < 5) Assert.Null(done.Shown(cell));
                if (done.Shown(cell) is { } shown) Assert.Equal(table.Values[cell], shown);
            }
        }, iter: 300);

    [Fact]
    public void Margins_are_the_sums_of_their_cells()
    {
        var table = new CountTable([Side("a", 2), Side("b", 3)], [1, 2, 3, 4, 5, 6]);
        Assert.Equal(6, table.Values[table.Index(0, 3)]);
        Assert.Equal(7, table.Values[table.Index(2, 1)]);
        Assert.Equal(21, table.Total);
        Assert.Equal(["a1", null], table.Key(table.Index(1, 3)));
    }

    [Fact]
    public void Tables_that_cannot_be_are_refused_in_words()
    {
        Assert.Throws<ArgumentException>(() => new CountTable([Side("a", 2)], [1]));
        Assert.Throws<ArgumentException>(() => new CountTable([Side("a", 2)], [1, -1]));
        Assert.Throws<ArgumentException>(() => new CountTable([Side("a", 2), Side("a", 1)], [1, 1]));
        Assert.Throws<ArgumentException>(() => new CountTable([Side("a", 5000), Side("b", 5000)], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => SmallCounts.Protect(new CountTable([Side("a", 2)], [1, 2]), 1));
    }
}
