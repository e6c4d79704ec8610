namespace Palermo.Analysis.Matching;

/// <summary>The levels that each way of comparing has, best first: the words that models and explanations use.</summary>
public static class LevelNames
{
    internal static readonly string[] Name =
        ["the same", "another spelling of one name", "nearly the same", "found among the other names", "similar", "initial fits", "different"];

    internal static readonly string[] Other = ["one shared", "one nearly the same", "none shared"];

    internal static readonly string[] Date =
        ["the same day", "day and month swapped", "one digit differs", "day or month the same, year within one", "the same year", "another calendar", "within two years", "different"];

    internal static readonly string[] Code = ["the same", "one sign differs or is misread", "the first half is the same", "different"];

    internal static readonly string[] Text = ["the same", "nearly the same", "one holds the other", "a rare word shared", "different"];

    internal static readonly string[] Category = ["the same", "different"];

    internal static readonly string[] Set = ["one shared", "one shared in its last part", "none shared"];

    internal static readonly string[] Amount = ["equal", "within 1 %", "within 10 %", "different"];

    /// <summary>Names of the levels of a way of comparing.</summary>
    public static IReadOnlyList<string> Of(Comparing compare) => compare switch
    {
        Comparing.GivenName or Comparing.Surname => Name,
        Comparing.OtherNames => Other,
        Comparing.Date => Date,
        Comparing.Code => Code,
        Comparing.Text or Comparing.Organisation or Comparing.Vessel => Text,
        Comparing.Category => Category,
        Comparing.Amount => Amount,
        _ => Set,
    };
}
