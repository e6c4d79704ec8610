using NodaTime;

namespace Palermo.Commitments.Borders;

/// <summary>What keeping a thing has cost, beside what it is worth.</summary>
/// <param name="Days">Days in storage so far, the first and the last counted.</param>
/// <param name="Cost">In <paramref name="Currency"/>.</param>
/// <param name="ShareOfValue">Cost over estimated value; null where the two are in different currencies or one is not known.</param>
/// <param name="PassesValueOn">The day on which cost reaches the value if it stays; null where that cannot be said.</param>
internal sealed record StorageCost(int Days, decimal Cost, string Currency, double? ShareOfValue, LocalDate? PassesValueOn)
{
    /// <summary>True once keeping it has cost as much as it is worth.</summary>
    public bool OverValue => ShareOfValue >= 1;

    /// <summary>The cost up to a day; null where storage, daily cost or currency is not stated. Amounts in two currencies are never compared.</summary>
    public static StorageCost? Of(SeizedAsset asset, LocalDate today)
    {
        if (asset is not { StoredSince: { } since, StorageCostPerDay: { } perDay, StorageCurrency: { } currency }) return null;
        var until = asset.StoredUntil is { } end && end < today ? end : today;
        var days = until < since ? 0 : Period.DaysBetween(since, until) + 1;
        var cost = days * perDay;
        if (asset.EstimatedValue is not { } value || asset.Currency != currency || value <= 0) return new(days, cost, currency, null, null);
        // The day on which days * perDay first reaches the value.
        LocalDate? passes = perDay > 0 && Math.Ceiling(value / perDay) is var needed and < 200_000 ? since.PlusDays((int)needed - 1) : null;
        return new(days, cost, currency, (double)(cost / value), passes);
    }
}
