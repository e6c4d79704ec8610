using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

public class SeizureIndicatorsTests
{
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));

    private static (SeizedAsset, string) Thing(string state, AssetOrder? order, LocalDate? seized = null, SeizedClass sort = SeizedClass.Vehicle) =>
        (Assets.Car(seized: seized ?? new(2025, 6, 1)) with { Order = order, Class = sort }, state);

    [Fact]
    public void Confiscated_means_are_counted_among_those_whose_decision_fell_due()
    {
        List<(SeizedAsset, string)> assets = [];
        for (var i = 0; i < 12; i++) assets.Add(Thing(i < 6 ? "closed" : "sold", AssetOrder.Confiscation));
        for (var i = 0; i < 8; i++) assets.Add(Thing("in-custody", null));
        assets.Add(Thing("returned", AssetOrder.ReturnToOwner));
        assets.Add(Thing("sold", AssetOrder.Confiscation, new(2026, 6, 1))); // due next year
        assets.Add(Thing("sold", AssetOrder.Confiscation, sort: SeizedClass.Fuel)); // no means of transport
        var value = SeizureIndicators.Of(assets, Year);
        Assert.Equal((12.0, 21.0), (value.Numerator, value.Denominator));
        Assert.Equal(100.0 * 12 / 21, value.Value!.Value, 1e-9);
        Assert.True(value.Low < value.Value && value.Value < value.High);
    }

    [Fact]
    public void Small_counts_are_not_shown_and_nothing_due_is_no_zero()
    {
        Assert.Null(SeizureIndicators.Of([Thing("sold", AssetOrder.Confiscation)], Year).Value);
        Assert.Contains("suppressed", SeizureIndicators.Of([Thing("sold", AssetOrder.Confiscation)], Year).Note, StringComparison.Ordinal);
        Assert.Contains("not estimable", SeizureIndicators.Of([], Year).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Forged_documents_stand_against_the_travellers_controlled()
    {
        var place = new Place(Text: "Assamaka");
        CrossingPointControl[] controls =
        [
            new() { When = EventTime.OnDay(new(2026, 2, 1)), Where = place, Controlled = 60_000, FraudulentDocuments = 40 },
            new() { When = EventTime.OnDay(new(2026, 5, 1)), Where = place, Controlled = 40_000, FraudulentDocuments = 10 },
        ];
        var value = DocumentIndicators.Of(controls, 7, Year);
        Assert.Equal(50.0, value.Value!.Value, 1e-9);
        // Garwood: 50 events, 37.11 to 65.92.
        Assert.Equal(37.11, value.Low!.Value, 0.01);
        Assert.Equal(65.92, value.High!.Value, 0.01);
        Assert.Contains("7 confirmed", value.Note, StringComparison.Ordinal);
        Assert.Null(DocumentIndicators.Of(controls, 2, Year).Note);
        Assert.Contains("not estimable", DocumentIndicators.Of([], 7, Year).Note, StringComparison.Ordinal);
        Assert.Contains("suppressed", DocumentIndicators.Of([controls[0] with { FraudulentDocuments = 3 }], 7, Year).Note, StringComparison.Ordinal);
    }
}
