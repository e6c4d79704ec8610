using NodaTime;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>What retention says of a record whose day has passed.</summary>
internal enum RetentionVerdict
{
    /// <summary>It goes.</summary>
    Erased,
    /// <summary>Somebody looked at it again and moved its review beyond the day.</summary>
    Prolonged,
    /// <summary>A hold stands against it.</summary>
    Held,
    /// <summary>Something about it is still to be done, or it could not be erased; the reasons say what.</summary>
    Needed,
}

/// <summary>One record whose day has passed.</summary>
/// <param name="LastDay">The last day on which it may be kept.</param>
/// <param name="Partners">Partners that have a copy, from which it is recalled.</param>
internal sealed record RetentionItem(RecordId Id, string Kind, LocalDate Recorded, LocalDate LastDay, RetentionVerdict Verdict, IReadOnlyList<Refusal> Reasons, IReadOnlyList<string> Partners);

/// <summary>What retention did with a kind.</summary>
internal sealed record RetentionOfKind(string Kind, string Rule, int Erased, int Prolonged, int Held, int Needed, int Recalled);

/// <summary>What a run did, or would do.</summary>
/// <param name="Items">The first of the records looked at, the oldest of each kind first.</param>
internal sealed record RetentionReport(LocalDate Today, bool DryRun, IReadOnlyList<RetentionOfKind> Kinds, IReadOnlyList<RetentionItem> Items)
{
    public int Erased => Kinds.Sum(k => k.Erased);
    public int Recalled => Kinds.Sum(k => k.Recalled);
}
