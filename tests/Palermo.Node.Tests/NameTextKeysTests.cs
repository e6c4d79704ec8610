namespace Palermo.Node.Tests;

public class NameTextKeysTests
{
    private static List<string> Cut(string text)
    {
        List<string> tokens = [];
        NameTextKeys.Instance.Tokens(text, tokens);
        return tokens;
    }

    private static List<string> Within(string text)
    {
        List<string> parts = [];
        NameTextKeys.Instance.Parts(text, parts);
        return parts;
    }

    [Fact]
    public void A_word_with_an_apostrophe_is_found_whole_and_by_the_words_in_it()
    {
        Assert.Equal(["ndjamena", "pres", "de", "loued"], Cut("N'Djamena, près de l\u2019oued"));
        Assert.Equal(["djamena", "oued"], Within("N'Djamena, près de l\u2019oued"));
        Assert.Equal(["diallo"], Within("Diallo's yard"));
        Assert.Equal(["aujourd", "hui"], Within("aujourd'hui"));
        Assert.Empty(Within("''' no 'o' 's"));
        Assert.Empty(Within("'"));
        Assert.Equal(["alpha", "beta", "beta", "gamma"], Within("alpha'beta'gamma"));
    }
}
