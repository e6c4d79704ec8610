namespace Palermo.Analysis.Matching.Tests;

public class WeightsTests
{
    [Theory]   // entity-matching.md 1.1
    [InlineData(0.50, 0), InlineData(0.90, 3.170), InlineData(0.95, 4.248), InlineData(0.99, 6.629), InlineData(0.999, 9.964)]
    public void Probabilities_and_weights_are_those_of_the_table(double probability, double weight)
    {
        Assert.Equal(weight, Weights.FromProbability(probability), 5e-4);
        Assert.Equal(probability, Weights.ToProbability(weight), 5e-4);
    }

    [Theory]   // entity-matching.md 1.4
    [InlineData(.60, .0008, 9.551), InlineData(.22, .0040, 5.781), InlineData(.10, .0200, 2.322), InlineData(.08, .9752, -3.608)]
    [InlineData(.70, .0005, 10.451), InlineData(.12, .0040, 4.907), InlineData(.10, .0250, 2.000), InlineData(.08, .9705, -3.601)]
    [InlineData(.93, .0900, 3.369), InlineData(.07, .9100, -3.700), InlineData(.35, .00001, 15.095), InlineData(.05, .00002, 11.288), InlineData(.60, .99997, -0.737)]
    public void Level_weights_are_those_of_the_worked_example(double m, double u, double weight) => Assert.Equal(weight, new LevelModel("", m, u).Weight, 5e-4);

    [Fact]   // entity-matching.md 1.4
    public void The_worked_pair_is_no_match_without_its_telephone_and_one_with_it()
    {
        var prior = Weights.FromProbability(1 / 50000.0);
        Assert.Equal(-15.6096, prior, 5e-5);
        var weight = prior + Math.Log2(.22 / .004) + Math.Log2(.12 / .004) + Math.Log2(.93 / .09);
        Assert.Equal(-1.5521, weight, 5e-5);
        Assert.Equal(0.2543, Weights.ToProbability(weight), 5e-5);
        weight += Math.Log2(.35 / .00001);
        Assert.Equal(13.5429, weight, 5e-5);
        Assert.Equal(0.999916, Weights.ToProbability(weight), 5e-7);
    }

    [Fact]   // entity-matching.md 1.4
    public void A_common_name_weighs_less_and_a_rare_one_more()
    {
        Assert.Equal(-3.907, Weights.TermFrequency(.0008, .012, 1e-9, 1), 5e-4);
        Assert.Equal(5.322, Weights.TermFrequency(.0008, .00002, 1e-9, 1), 5e-4);
        Assert.Equal(5.322 / 2, Weights.TermFrequency(.0008, .00002, 1e-9, 0.5), 5e-4);
        Assert.Equal(0, Weights.TermFrequency(.0008, .00002, .0008, 1), 1e-12);      // the floor holds
    }

    [Fact]
    public void Weights_that_no_machine_number_can_hold_still_have_a_probability()
    {
        Assert.Equal(1, Weights.ToProbability(5000));
        Assert.Equal(0, Weights.ToProbability(-5000), 1e-300);
        Assert.Throws<ArgumentOutOfRangeException>(() => Weights.FromProbability(1.5));
    }
}
