using NodaTime;

namespace Palermo.Kernel;

/// <summary>When a record is looked at again, and when it goes: calendar years from the day it was recorded.</summary>
/// <param name="ReviewYears">Years to the first review, 1 or more.</param>
/// <param name="DeleteYears">Years to erasure unless a review prolongs it; null: the review decides.</param>
/// <param name="Source">The rule or instrument that sets them.</param>
public sealed record Retention(int ReviewYears, int? DeleteYears, string Source)
{
    /// <summary>The review date: 29 February becomes 28 February where the year has none.</summary>
    public LocalDate ReviewDate(LocalDate recorded) => recorded.PlusYears(ReviewYears);

    public LocalDate? DeleteDate(LocalDate recorded) => DeleteYears is { } years ? recorded.PlusYears(years) : null;

    /// <summary>The last day on which it may be kept: the day that the rule sets, or a later one to which somebody who looked at it again moved the review.</summary>
    /// <param name="firstReview">The review date with which it was recorded: as long as that stands nobody has prolonged anything.</param>
    /// <param name="review">The review date now.</param>
    /// <returns>The day; null where the rule sets none and the reviews decide.</returns>
    public LocalDate? LastDay(LocalDate recorded, LocalDate firstReview, LocalDate review) =>
        DeleteDate(recorded) is not { } day ? null : review > firstReview && review > day ? review : day;

    /// <summary>The rule in words, as the log keeps it with each erasure.</summary>
    public string Rule => DeleteYears is { } years ? $"{years} {(years == 1 ? "year" : "years")} from recording: {Source}" : Source;

    /// <summary>The day from which the owner is warned: six months before the review.</summary>
    public static LocalDate WarningDate(LocalDate reviewDate) => reviewDate.PlusMonths(-6);
}
