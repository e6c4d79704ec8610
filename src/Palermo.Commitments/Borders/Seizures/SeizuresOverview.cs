using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>A deadline of an asset.</summary>
/// <param name="DaysLeft">Below 0: overdue by so many days.</param>
internal sealed record AssetDue(AssetFact Fact, DeadlineRule Rule, LocalDate Due, int DaysLeft);

/// <summary>Why an asset needs a look.</summary>
internal enum AssetFlag { CustodyBroken, CustodyMissing, CostOverValue, CameBack, NumberWrong, StolenHit }

/// <summary>What the page of the register shows: what is due, what is flagged, what lies there.</summary>
/// <param name="Kept">Assets that the authority holds.</param>
internal sealed record SeizuresOverview(
    int Kept, IReadOnlyList<AssetDue> Due, IReadOnlyList<(AssetFact Fact, AssetFlag Flag, Words What)> Flags, IReadOnlyList<AssetFact> Newest)
{
    /// <summary>How far ahead deadlines are shown.</summary>
    public const int DaysAhead = 30;

    public int Overdue => Due.Count(d => d.DaysLeft < 0);
    public int Flagged(AssetFlag flag) => Flags.Count(f => f.Flag == flag);

    /// <summary>Looks at the register on a day. Linear in the assets.</summary>
    public static SeizuresOverview Of(IReadOnlyList<AssetFact> facts, LocalDate today)
    {
        List<AssetDue> due = [];
        List<(AssetFact, AssetFlag, Words)> flags = [];
        var back = SeizureStatistics.CameBack(facts);
        foreach (var fact in facts)
        {
            foreach (var rule in SeizedAsset.Kind.Workflow.Deadlines)
                if (rule.Due(fact.Asset, fact.Header) is { } day && Period.DaysBetween(today, day) is var left && left <= DaysAhead) due.Add(new(fact, rule, day, left));
            if (fact.State == AssetWorkflow.Closed && !back.Contains(fact.Id)) continue;
            var breaks = fact.Asset.CustodyBreaks();
            if (breaks.Count > 0) flags.Add((fact, AssetFlag.CustodyBroken, SeizuresSay.Break(breaks[0])));
            else if (fact.Asset.Custody.Count == 0 && fact.State is AssetWorkflow.Registered) flags.Add((fact, AssetFlag.CustodyMissing, SeizuresSay.NoCustody));
            if (AssetWorkflow.IsKept(fact.State) && StorageCost.Of(fact.Asset, today) is { OverValue: true } cost) flags.Add((fact, AssetFlag.CostOverValue, SeizuresSay.OverValue(cost)));
            if (back.Contains(fact.Id)) flags.Add((fact, AssetFlag.CameBack, SeizuresSay.CameBack));
            if (fact.Asset.StolenChecks.Count > 0 && fact.Asset.StolenChecks.MaxBy(c => c.QueriedAt)!.Result is LookupResult.Hit or LookupResult.PossibleHit) flags.Add((fact, AssetFlag.StolenHit, SeizuresSay.StolenHit));
            if (AssetWorkflow.IsKept(fact.State) && AssetNumbers.Findings(fact.Asset, fact.Asset.When.From.Year).FirstOrDefault(f => f.Check == false) is { } wrong) flags.Add((fact, AssetFlag.NumberWrong, wrong.Problem!));
        }
        return new(
            facts.Count(f => AssetWorkflow.IsKept(f.State)),
            [.. due.OrderBy(d => d.Due).ThenBy(d => d.Fact.Id.ToString(), StringComparer.Ordinal)],
            flags,
            [.. facts.OrderByDescending(f => f.Asset.When.To).ThenBy(f => f.Id.ToString(), StringComparer.Ordinal)]);
    }
}
