namespace Palermo.Analysis.Changes.Tests;

public class UncertaintyTests
{
    [Fact]
    public void The_worked_changes_are_sure_in_place_and_size()
    {
        var split = ChangePoints.Find(ChangePointsTests.Worked);
        var found = ChangeUncertainty.Of(ChangePointsTests.Worked, [], split);
        Assert.Equal([(10, 10, 10), (20, 20, 20)], found.Select(f => (f.Change, f.Earliest, f.Latest)));
        Assert.Equal(31.1 / 11, found[0].Ratio!.Value, 12);
        // Wald: ln ratio plus or minus 1.96 sqrt(1/110 + 1/311).
        Assert.Equal(31.1 / 11 * Math.Exp(-1.959964 * Math.Sqrt(1.0 / 110 + 1.0 / 311)), found[0].RatioLow!.Value, 5);
        Assert.True(found.All(f => f.Gain > split.Penalty));
    }

    [Fact]
    public void The_true_place_and_ratio_are_within_as_often_as_said()
    {
        int rounds = LongForm.Rounds(200, 3000), place = 0, ratio = 0, seen = 0;
        for (var round = 0; round < rounds; round++)
        {
            var random = new SeededRandom((ulong)round, 5);
            double[] counts = [.. Enumerable.Range(0, 80).Select(i => random.NegativeBinomial(i < 40 ? 30 : 50, 12))];
            var split = ChangePoints.Find(counts, [], new(ChangeCost.NegativeBinomial, 3 * Math.Log(80), Size: 12));
            if (split.Changes.Count != 1) continue;
            seen++;
            var found = ChangeUncertainty.Of(counts, [], split)[0];
            if (found.Earliest <= 40 && found.Latest >= 40) place++;
            if (found.RatioLow <= 50.0 / 30 && found.RatioHigh >= 50.0 / 30) ratio++;
        }
        Assert.True(seen > 0.7 * rounds, $"{seen} of {rounds}");
        Assert.True(place >= 0.92 * seen, $"{place} of {seen}");
        // Chosen because it was large: the ratio is somewhat too far from 1 at times.
        Assert.True(ratio >= 0.85 * seen, $"{ratio} of {seen}");
    }

    [Fact]
    public void A_yearly_wave_is_no_change_when_its_pattern_is_the_exposure()
    {
        var random = new SeededRandom(21);
        double[] counts = [.. Enumerable.Range(0, 96).Select(t => random.NegativeBinomial(100 * Math.Exp(Math.Sin(t * Math.PI / 6)) * (t < 60 ? 1 : 0.3), 12))];
        var options = new ChangeOptions(ChangeCost.NegativeBinomial, 3 * Math.Log(96), 3);
        Assert.True(ChangePoints.Find(counts, [], options).Changes.Count > 3);
        var exposure = SeasonalPattern.Over(96, SeasonalPattern.Of(counts, 12));
        var found = Assert.Single(ChangePoints.Find(counts, exposure, options).Changes);
        Assert.InRange(found, 59, 61);
        Assert.All(SeasonalPattern.Of([1, 2, 3], 12), f => Assert.Equal(1, f));
    }
}
