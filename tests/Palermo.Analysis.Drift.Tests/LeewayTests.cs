namespace Palermo.Analysis.Drift.Tests;

public class LeewayTests
{
    // Worked values of the rules of the field, part 2.4: wind 10 m/s, no deviation.
    [Theory]
    [InlineData("PIW-1", true, .0960, .0540)]
    [InlineData("LIFE-RAFT-NB-1", true, .3700, .1980)]
    [InlineData("SKIFF-2", true, .3268, .0027)]
    [InlineData("SKIFF-2", false, .3268, -.0517)]
    [InlineData("FISHING-VESSEL-1", true, .2470, .2760)]
    [InlineData("REFUGEE-RAFT-1", true, .2390, .0348)]
    [InlineData("SKIFF-3", true, .1650, .0390)]
    public void Leeway_at_ten_metres_a_second_is_as_published(string key, bool right, double downwind, double crosswind)
    {
        var (d, c) = LeewayTable.Standard[key].Leeway(10, right);
        Assert.Equal(downwind, d, 1e-9);
        Assert.Equal(crosswind, c, 1e-9);
    }

    [Theory]
    [InlineData(10, .2160)]
    [InlineData(5, .1380)]
    public void A_deviation_acts_half_on_the_slope_and_half_on_the_offset(double wind, double downwind) =>
        Assert.Equal(downwind, LeewayTable.Standard["PIW-1"].Leeway(wind, true, downwindPerturbation: 12).Downwind, 1e-9);

    [Fact]
    public void The_table_has_the_77_classes_and_knows_its_odd_rows()
    {
        Assert.Equal(77, LeewayTable.Standard.Objects.Count);
        Assert.Equal(3.7, LeewayTable.Standard["life-raft-nb-1"].DownwindSlope);
        Assert.Equal(12.6788, LeewayTable.Standard["SAILBOAT-2"].RightDeviation);
        // 12 cm/s is not more than three times 9.6 cm/s; 6 cm/s of SEPIRB is not more than three times 4.
        Assert.DoesNotContain(LeewayTable.Standard.Warnings, w => w.Contains("PIW-1 "));
    }

    [Fact]
    public void The_table_equals_the_published_file()
    {
        var published = LeewayTable.Parse(File.ReadAllLines(RealData.File("drift/OBJECTPROP.DAT")), "OBJECTPROP.DAT");
        var compared = 0;
        foreach (var row in LeewayTable.Standard.Objects)
        {
            Assert.Equal(published[row.Key] with { Name = row.Name }, row);
            compared++;
        }

        Assert.Equal(77, compared);
    }

    [Fact]
    public void An_unknown_object_is_refused_with_names_that_exist() =>
        Assert.Contains("SKIFF-1", Assert.Throws<DriftProblem>(() => LeewayTable.Standard["SKIFF-9"]).Message);

    [Theory]
    [InlineData("1,X,\"a boat\",1,2,3,4,5,6,7,8", "8 numbers")]
    [InlineData("1,X,\"a boat\",1,2,-3,4,5,6,7,8,9", "negative")]
    [InlineData("nothing here", "no leeway row")]
    public void A_broken_row_is_refused_with_its_line(string line, string says)
    {
        var problem = Assert.Throws<DriftProblem>(() => LeewayTable.Parse([line], "mine.csv"));
        Assert.Contains("mine.csv", problem.Message);
        Assert.Contains(says, problem.Message);
    }

    [Fact]
    public void A_row_that_deviates_more_than_it_drifts_is_warned_of() =>
        Assert.Single(LeewayTable.Parse(["1,X,\"a boat\",1,0,40,0,0,1,0,0,1"], "mine.csv").Warnings);

    [Theory]
    [InlineData("PIW-1", true)]
    [InlineData("SKIFF-2", false)]
    [InlineData("LIFE-RAFT-DB-10", false)]
    public void Some_classes_are_not_symmetric(string key, bool symmetric) =>
        Assert.Equal(symmetric, LeewayTable.Standard[key].IsSymmetric);
}
