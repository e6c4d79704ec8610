namespace Palermo.Commitments.Borders.Tests;

public class AssetNumbersTests
{
    private static NumberFinding One(SeizedAsset asset) => Assert.Single(AssetNumbers.Findings(asset, 2026));

    [Fact]
    public void A_chassis_number_is_checked_and_tells_its_model_year()
    {
        // 1M8GDM9AXKP042788: the worked example of entity-matching 4; K with a digit in position 7 is 1989.
        var right = One(Assets.Car("1M8GDM9AXKP042788"));
        Assert.Equal((true, "1M8GDM9AXKP042788"), (right.Check!.Value, right.Value));
        Assert.Contains("1989", right.Meaning!.English, StringComparison.Ordinal);
        var wrong = One(Assets.Car("1M8GDM9A1KP042788"));
        Assert.False(wrong.Check);
        Assert.Contains("should be X", wrong.Problem!.English, StringComparison.Ordinal);
        var filed = One(Assets.Car("1M8GDM9AXKP04"));
        Assert.Contains("17 signs", filed.Problem!.English, StringComparison.Ordinal);
        Assert.Empty(SeizedAsset.Kind.Validate(Assets.Car("1M8GDM9AXKP04"))); // recorded all the same: that is what a register is for
    }

    [Theory]
    [InlineData("1M8GDM9AXKP042788", 2026, 1989)]
    [InlineData("JTEBU5JR0A5012345", 2026, 2010)] // a letter in position 7: the second round
    [InlineData("JTEBU5JR0A5012345", 2005, 1980)] // which cannot be seen five years before
    [InlineData("JTEBU51R015012345", 2026, 2001)]
    [InlineData("JTEBU51R0U5012345", 2026, null)] // U, Z and 0 name no year
    public void Model_years_come_round_every_thirty(string vin, int seen, int? year) => Assert.Equal(year, AssetNumbers.ModelYear(vin, seen));

    [Fact]
    public void Other_numbers_are_checked_by_their_own_rules()
    {
        var at = Palermo.Kernel.EventTime.OnDay(Assets.Today);
        Assert.True(One(new() { When = at, Imo = "IMO 9074729" }).Check);
        Assert.False(One(new() { When = at, Imo = "9074728" }).Check);
        Assert.True(One(new() { When = at, Imei = "49-015420-323751-8" }).Check); // the usual example of 3GPP TS 23.003, Annex B
        Assert.False(One(new() { When = at, Imei = "490154203237519" }).Check);
        Assert.Null(One(new() { When = at, HullNumber = "FR-ABC12345A616" }).Check);
        Assert.Null(One(new() { When = at, HullNumber = "FR-ABC12345A616" }).Problem);
        Assert.False(One(new() { When = at, HullNumber = "ABC123" }).Check);
        Assert.Equal("+22790123456", One(new() { When = at, Phone = "+227 90 12 34 56" }).Value);
    }

    [Fact]
    public void The_same_number_in_another_hand_has_the_same_normal_form()
    {
        Assert.Equal(AssetNumbers.Normal(AssetNumbers.Engine, "6F5-S 100 2345"), AssetNumbers.Normal(AssetNumbers.Engine, "6f5s1002345"));
        Assert.Equal(AssetNumbers.Normal(AssetNumbers.Engine, "6F5S1OO2345"), AssetNumbers.Normal(AssetNumbers.Engine, "6F5S1002345")); // O read for 0
        Assert.Equal(AssetNumbers.Normal(AssetNumbers.Plate, "8 A 1234 AG"), AssetNumbers.Normal(AssetNumbers.Plate, "8A-1234-AG"));
        Assert.NotEqual(AssetNumbers.Normal(AssetNumbers.Engine, "6F5S1002345"), AssetNumbers.Normal(AssetNumbers.Engine, "6F5S1002346"));
        Assert.Null(AssetNumbers.Normal(AssetNumbers.Serial, " - "));
    }

    [Fact]
    public void Placeholders_meet_nobody()
    {
        Assert.Empty(SeenAgain.Keys(new() { When = Palermo.Kernel.EventTime.OnDay(Assets.Today), EngineNumber = "0000000", Plate = "XX", SerialNumber = "--" }));
        Assert.Contains(("engine", "6F551002345"), SeenAgain.Keys(Assets.Engine("6F5S1002345", Assets.Today)));
        Assert.Contains(("item-number", "6F5S1002345"), SeenAgain.Keys(Assets.Engine("6F5S1002345", Assets.Today)));
    }
}
