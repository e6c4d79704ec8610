using CsCheck;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

public class SeizureStatisticsTests
{
    private static AssetFact Fact(SeizedAsset asset, string state = "in-custody", string route = "sahara-desert") => new(Assets.Header(state), asset, route);

    [Fact]
    public void Currencies_are_never_summed_without_a_stated_rate()
    {
        AssetFact[] facts = [Fact(Assets.Car()), Fact(Assets.Car()), Fact(Assets.Engine("A1", Assets.Today)), Fact(Assets.Car() with { EstimatedValue = null, Currency = null })];
        var apart = SeizureStatistics.Of(facts, "route", Assets.Today);
        Assert.Equal([("EUR", 2_000m), ("XOF", 12_000_000m), (null, (decimal?)null)], apart.Select(l => (l.Currency, l.Value)));
        Assert.All(apart, l => Assert.Equal(4, l.Assets));
        var rates = SeizureStatistics.ReadRates("XOF", "EUR=655.957", []);
        var together = SeizureStatistics.Of(facts, "route", Assets.Today, "XOF", rates).Single(l => l.Currency == "XOF");
        Assert.Equal(12_000_000m + 2_000m * 655.957m, together.Value); // 655.957 is the fixed parity of the CFA franc
        // A rate for another currency changes nothing of this one.
        Assert.Contains(SeizureStatistics.Of(facts, "route", Assets.Today, "XOF", SeizureStatistics.ReadRates("XOF", "USD=600", [])), l => l is { Currency: "EUR", Value: 2_000m });
    }

    [Fact]
    public void Whatever_the_currencies_each_amount_is_counted_once_in_its_own() =>
        Gen.Select(Gen.Int[0, 3].Select(i => ((string?[])["XOF", "EUR", "USD", null])[i]), Gen.Int[0, 1_000_000], Gen.Int[0, 2].Select(i => ((string[])["in-custody", "sold", "closed"])[i])).Array[0, 30].Sample(draws =>
        {
            var facts = draws.Select(d => Fact(Assets.Car() with { EstimatedValue = d.Item1 is null ? null : d.Item2, Currency = d.Item1 }, d.Item3)).ToArray();
            var lines = SeizureStatistics.Of(facts, "stage", Assets.Today);
            return new[] { "XOF", "EUR", "USD" }.All(c => lines.Where(l => l.Currency == c).Sum(l => l.Value) == draws.Where(d => d.Item1 == c).Sum(d => (decimal)d.Item2))
                && lines.Sum(l => l.Valued) == draws.Count(d => d.Item1 is not null);
        }, iter: LongForm.Rounds(200, 20_000));

    [Fact]
    public void Wrong_rates_are_refused_by_name()
    {
        List<Refusal> wrong = [];
        SeizureStatistics.ReadRates("XOF", "EUR:655,USD=-1,EUR=1", wrong);
        Assert.Equal(2, wrong.Count);
        wrong.Clear();
        SeizureStatistics.ReadRates(null, "EUR=655.957", wrong);
        Assert.Equal("currency", Assert.Single(wrong).Field);
        wrong.Clear();
        SeizureStatistics.ReadRates("euro", null, wrong);
        Assert.Equal("currency", Assert.Single(wrong).Field);
    }

    [Fact]
    public void An_engine_sold_and_seized_again_is_counted_as_come_back()
    {
        var sold = Fact(Assets.Engine("6F5S1002345", new(2025, 3, 1)) with { DisposedOn = new(2025, 9, 1), DisposedTo = "auction" }, "sold", "central-mediterranean");
        var again = Fact(Assets.Engine("6F5-S-1002345", new(2026, 2, 1)), "in-custody", "central-mediterranean");
        var other = Fact(Assets.Engine("6F5S1002399", new(2026, 2, 1)) with { DisposedOn = new(2026, 5, 1), DisposedTo = "auction" }, "sold", "central-mediterranean");
        Assert.Equal([sold.Id], SeizureStatistics.CameBack([sold, again, other]));
        Assert.Equal(1, Assert.Single(SeizureStatistics.Of([sold, again, other], "route", Assets.Today)).SeenAgain);
        // Seized twice before it was sold is no return.
        Assert.Empty(SeizureStatistics.CameBack([sold with { Asset = sold.Asset with { DisposedOn = new(2026, 9, 1) } }, again]));
        // And a thing still held has not come back.
        Assert.Empty(SeizureStatistics.CameBack([sold with { Header = Assets.Header("in-custody", sold.Id) }, again]));
    }

    [Fact]
    public void Storage_is_counted_to_the_day_and_compared_in_one_currency()
    {
        // 40 days at 5,000 XOF are 200,000; 6,000,000 is reached on the 1,200th day.
        var asset = Assets.Car() with { StoredSince = Assets.Today.PlusDays(-39), StorageCostPerDay = 5_000, StorageCurrency = "XOF" };
        var cost = StorageCost.Of(asset, Assets.Today)!;
        Assert.Equal((40, 200_000m, "XOF"), (cost.Days, cost.Cost, cost.Currency));
        Assert.Equal(1.0 / 30, cost.ShareOfValue!.Value, 1e-12);
        Assert.Equal(asset.StoredSince.Value.PlusDays(1_199), cost.PassesValueOn);
        Assert.False(cost.OverValue);
        Assert.True(StorageCost.Of(asset with { EstimatedValue = 200_000 }, Assets.Today)!.OverValue);
        Assert.Null(StorageCost.Of(asset with { Currency = "EUR" }, Assets.Today)!.ShareOfValue);
        Assert.Equal(10, StorageCost.Of(asset with { StoredUntil = Assets.Today.PlusDays(-30) }, Assets.Today)!.Days);
        Assert.Null(StorageCost.Of(asset with { StoredSince = null }, Assets.Today));
        Assert.Equal(0, StorageCost.Of(asset with { StoredSince = Assets.Today.PlusDays(3) }, Assets.Today)!.Days);
    }

    [Fact]
    public void The_overview_shows_what_is_due_and_what_is_flagged()
    {
        var late = Fact(Assets.Car(seized: Assets.Today.PlusDays(-5)), "seized");
        var broken = Fact(Assets.Car() with { Custody = [Assets.Step("patrol 4", "store A", 1), Assets.Step("store B", "lab", 2)] });
        var dear = Fact(Assets.Car() with { Custody = [Assets.Step("patrol 4", "store A", 1)], StoredSince = Assets.Today.PlusDays(-39), StorageCostPerDay = 500_000, StorageCurrency = "XOF" });
        var lost = Fact(Assets.Car(), "registered");
        var forged = Fact(Assets.Car("1M8GDM9A1KP042788") with { Custody = [Assets.Step("patrol 4", "store A", 1)] });
        var done = Fact(Assets.Car() with { Custody = broken.Asset.Custody }, "closed");
        var seen = SeizuresOverview.Of([late, broken, dear, lost, forged, done], Assets.Today);
        Assert.Equal(5, seen.Kept);
        Assert.Equal(-4, Assert.Single(seen.Due).DaysLeft);
        Assert.Equal(1, seen.Overdue);
        Assert.Equal([AssetFlag.CustodyBroken, AssetFlag.CustodyMissing, AssetFlag.CostOverValue, AssetFlag.NumberWrong], seen.Flags.Select(f => f.Flag).Order());
        Assert.Equal(6, seen.Newest.Count);
    }
}
