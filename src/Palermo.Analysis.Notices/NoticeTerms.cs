namespace Palermo.Analysis.Notices;

/// <summary>The times of a notice: how long it may stand, and when somebody must look at it again.</summary>
/// <remarks>RPD Arts. 49-51: set at recording, at most five years, prolonged only after re-examination before expiry, else deleted. Calendar years: 29 February becomes 28 February.</remarks>
public static class NoticeTerms
{
    public const int MostYears = 5;
    /// <summary>Months before expiry from which the review is due (domain page "information exchange", 1.3).</summary>
    public const int ReviewMonths = 6;

    /// <summary>The last day on which a notice recorded on a day may expire.</summary>
    public static DateOnly LatestExpiry(DateOnly recorded) => recorded.AddYears(MostYears);

    /// <summary>The day from which the review is due.</summary>
    public static DateOnly ReviewDue(DateOnly expiry) => expiry.AddMonths(-ReviewMonths);
}
