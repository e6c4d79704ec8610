namespace Palermo.Analysis.Estimation.Tests;

public class HostileTableTests
{
    private static TableDimension Side(string name, int categories) => new(name, [.. Enumerable.Range(0, categories).Select(i => $"{name}{i}")]);

    [Fact]
    public void A_table_full_of_small_counts_ends_in_bounded_time()
    {
        var random = new Numerics.SeededRandom(8);
        var counts = new long[600 * 400];
        for (var i = 0; i < counts.Length; i++) counts[i] = (long)(random.Uniform() * 9);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var table = SmallCounts.Protect(new CountTable([Side("r", 600), Side("c", 400)], counts));
        Assert.True(table.SuppressedCount > 100_000);
        Assert.All(Attack.On(table), r => Assert.False(r.Width < 5));
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"{watch.Elapsed}");
    }

    [Fact]
    public void A_table_of_nobody_and_a_table_of_one_are_answered()
    {
        Assert.Equal(0, SmallCounts.Protect([Side("r", 3), Side("c", 2)], new long[6]).SuppressedCount);
        var one = SmallCounts.Protect([Side("r", 3), Side("c", 2)], [1, 0, 0, 0, 0, 0]);
        Assert.All(Attack.On(one), r => Assert.False(r.Width < 5));
        Assert.Null(one[3, 2]);
    }

    [Fact]
    public void Six_dimensions_are_protected_by_boxes_alone()
    {
        var random = new Numerics.SeededRandom(9);
        var counts = new long[729];
        for (var i = 0; i < counts.Length; i++) counts[i] = (long)(random.Uniform() * 40);
        var table = new CountTable([.. "abcdef".Select(n => Side(n.ToString(), 3))], counts);
        var done = SmallCounts.Protect(table);
        for (var cell = 0; cell < table.CellCount; cell++) if (table.Values[cell] is > 0 and < 5) Assert.Null(done.Shown(cell));
        Assert.All(Attack.On(done), r => Assert.True(!r.Exact || !(r.Width < 5)));
    }
}
