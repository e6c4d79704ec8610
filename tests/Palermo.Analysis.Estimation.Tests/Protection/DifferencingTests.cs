namespace Palermo.Analysis.Estimation.Tests;

public class DifferencingTests
{
    private static ProtectedTable Plain(TableDimension[] dimensions, params long[] counts)
    {
        var table = new CountTable(dimensions, counts);
        return new ProtectedTable(table, new CellState[table.CellCount], 5);
    }

    private static readonly TableDimension Region = new("region", "north", "south", "west");

    [Fact]
    public void One_person_added_between_two_months_is_found()
    {
        var report = Differencing.Check([new("June", Plain([Region], 20, 30, 40)), new("July", Plain([Region], 20, 31, 40))]);
        var finding = report.Findings.First(f => f.Kind == DifferencingKind.Revision);
        Assert.Equal((1, 1), (finding.Least, finding.Most));
        Assert.Contains("July: region south", finding.Figures);
        Assert.False(report.Complete);             // the figures contradict each other as one moment
    }

    [Fact]
    public void A_total_with_and_without_one_region_gives_the_region_away()
    {
        var age = new TableDimension("age", "minor", "adult");
        var report = Differencing.Check(
        [
            new("all", Plain([age], 33, 60)),
            new("without west", Plain([age], 30, 40), scope: new Dictionary<string, IReadOnlyList<string>> { ["region"] = ["north", "south"] }),
            new("places", SmallCounts.Protect([Region], [40, 30, 23])),
        ]);
        var finding = Assert.Single(report.Findings, f => f.Kind == DifferencingKind.Nested);
        Assert.Equal(3, finding.Least);
        Assert.Equal(["all: age minor", "without west: age minor"], finding.Figures);
    }

    [Fact]
    public void Age_bands_cut_differently_in_two_releases_give_an_age_away()
    {
        var narrow = new TableDimension("age", "0-15", "16-120");
        var wide = new TableDimension("age", "0-17", "18-120");
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Joins(string category, params string[] parts) =>
            new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> { ["age"] = new Dictionary<string, IReadOnlyList<string>> { [category] = parts } };
        var report = Differencing.Check(
        [
            new("first", Plain([narrow], 50, 100), Joins("16-120", "16-17", "18-120")),
            new("second", Plain([wide], 52, 98), Joins("0-17", "0-15", "16-17")),
        ]);
        Assert.Contains(report.Findings, f => f.Kind == DifferencingKind.Nested && f.Least == 2);
        Assert.True(report.Complete);
    }

    [Fact]
    public void A_group_that_no_pair_of_figures_shows_is_found_from_all_of_them_together()
    {
        // The hidden cell of the first table follows from its row total less the two cells that two other releases show.
        var sex = new TableDimension("sex", "f", "m", "x");
        var table = new CountTable([Region, sex], [20, 30, 3, 25, 25, 25, 30, 30, 30]);
        var states = new CellState[table.CellCount];
        foreach (var cell in new[] { table.Index(0, 1), table.Index(0, 2), table.Index(1, 1), table.Index(1, 2) }) states[cell] = CellState.Complementary;
        var first = new ProtectedTable(table, states, 5);
        Assert.All(Attack.On(first), r => Assert.False(r.Width < 5));
        var second = new Release("men of the north", Plain([new("sex", "m")], 30), scope: new Dictionary<string, IReadOnlyList<string>> { ["region"] = ["north"] });
        Assert.Empty(Differencing.Check([new("first", first)]).Findings);
        var report = Differencing.Check([new("first", first), second]);
        Assert.Contains(report.Findings, f => f.Kind == DifferencingKind.Combination && f is { Least: 3, Most: 3 });
    }

    [Fact]
    public void Releases_that_may_stand_together_are_left_alone()
    {
        var report = Differencing.Check([new("regions", Plain([Region], 40, 30, 23)), new("ages", Plain([new("age", "minor", "adult")], 33, 60))]);
        Assert.True(report.Clear && report.Complete);
        Assert.Throws<ArgumentException>(() => Differencing.Check([new("a", Plain([Region], 1, 1, 1)), new("a", Plain([Region], 1, 1, 1))]));
    }

    [Fact]
    public void Questions_whose_difference_is_one_person_are_refused()
    {
        var guard = new QueryGuard(100);
        Assert.Null(guard.Ask("half", Enumerable.Range(0, 50)));
        Assert.Null(guard.Ask("half", Enumerable.Range(0, 50)));
        Assert.Contains("'half'", guard.Ask("half and one more", Enumerable.Range(0, 51)));
        Assert.Null(guard.Ask("others", Enumerable.Range(10, 50)));
        Assert.Contains("fewer than 3", guard.Ask("two", [4, 5]));
        Assert.Contains("all but", guard.Ask("nearly all", Enumerable.Range(0, 99)));
        Assert.Null(guard.Ask("nobody", []));
        Assert.Throws<ArgumentOutOfRangeException>(() => guard.Ask("beyond", [100]));
    }
}
