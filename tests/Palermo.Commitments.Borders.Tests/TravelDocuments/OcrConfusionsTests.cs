namespace Palermo.Commitments.Borders.Tests;

public class OcrConfusionsTests
{
    private static IReadOnlyList<MrzSuggestion> Suggest(params string[] lines) => OcrConfusions.Suggest(Specimens.Read(lines), Specimens.Today);

    [Fact]
    public void A_misread_passport_is_recovered_as_a_suggestion()
    {
        string[] misread = ["P<UT0ERIK55ON<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<", "L898902C36UTO740BIZZF12041S9ZE184226B<<<<<1O"];
        var reading = Specimens.Read(misread);
        var suggestion = Assert.Single(OcrConfusions.Suggest(reading, Specimens.Today));
        Assert.True(suggestion.AllHold);
        Assert.Equal(Specimens.Td3, suggestion.Lines);
        Assert.Contains(suggestion.Changes, c => c is { Line: 2, Column: 17, Found: "B", Proposed: "8" });
        Assert.Equal(misread, reading.Lines); // never applied by itself
    }

    [Fact]
    public void A_misread_card_is_recovered_under_the_form_that_its_first_sign_hid()
    {
        var french = Assert.Single(Suggest("1DFRATE5T<NAME<<<<<<<<<<<<<<<<0CHE02", "I7I0GVA123451RO8ERTA<<<<<<<9IIZ3IIF2"));
        Assert.True(french.AllHold);
        Assert.Equal("IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02", french.Lines[0]);
        Assert.Equal("1710GVA123451ROBERTA<<<<<<<9112311F2", french.Lines[1]);
        var swiss = Assert.Single(Suggest("IDCHEA1234567<6<<<<<<<<<<<<<<<", "7SIOZSGMZOO90IBCHE<<<<<<<<<<<B", "5M1TH<<J0HN<AL8ERT<<<<<<<<<<<<"));
        Assert.True(swiss.AllHold);
        Assert.Equal("SMITH<<JOHN<ALBERT<<<<<<<<<<<<", swiss.Lines[2]);
    }

    [Fact]
    public void One_misread_sign_of_the_number_is_proposed()
    {
        // The 8 of L898902C3 read as B.
        var suggestions = Suggest(Specimens.Td3[0], "LB98902C36UTO7408122F1204159ZE184226B<<<<<10");
        Assert.Contains(suggestions, s => s.AllHold && s.Changes is [{ Line: 2, Column: 2, Found: "B", Proposed: "8" }]);
    }

    [Fact]
    public void A_zone_that_holds_gets_no_suggestion() => Assert.All(Specimens.All, lines => Assert.Empty(Suggest(lines)));

    [Fact]
    public void Variants_of_a_number_are_for_a_second_query()
    {
        Assert.Equal(["O12S", "D12S", "Q12S", "0I2S", "0L2S", "01ZS", "0125"], OcrConfusions.Variants("012S"));
        Assert.Empty(OcrConfusions.Variants("CEF"));
    }
}
