using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

/// <summary>Seized things for the tests, and steps of their workflow tried without a store.</summary>
internal static class Assets
{
    public static readonly LocalDate Today = new(2026, 11, 24);
    private static readonly RecordIdSource Ids = new(TimeProvider.System);

    public static RecordId Id() => Ids.Next();

    public static SeizedAsset Car(string? vin = null, LocalDate? seized = null) => new()
    {
        When = EventTime.OnDay(seized ?? Today.PlusDays(-40)), Seizure = Id(), RegisterNumber = "AGZ 2026/17", Class = SeizedClass.Vehicle, Item = "Toyota Hilux, white", Vin = vin,
        EstimatedValue = 6_000_000, Currency = "XOF",
    };

    public static SeizedAsset Engine(string number, LocalDate seized) => new()
    {
        When = EventTime.OnDay(seized), Seizure = Id(), RegisterNumber = "LMP " + number, Class = SeizedClass.OutboardEngine, Item = "Yamaha 40 hp", EngineNumber = number, EstimatedValue = 2_000, Currency = "EUR",
    };

    public static CustodyStep Step(string from, string to, int day, string? seal = null) =>
        new("AGZ 2026/17", from, to, new LocalDate(2026, 10, 1).PlusDays(day).AtMidnight().InUtc().ToInstant(), "Agadez", "storage", Seal: seal);

    public static SeizedAsset Decided(SeizedAsset asset) => asset with { DecisionBy = "Tribunal d'Agadez", DecisionOn = Today.PlusDays(-3), DecisionReference = "112/2026", DecisionHash = new string('a', 64) };

    public static RecordHeader Header(string state, RecordId? id = null) => new(id ?? Id(), SeizedAsset.Kind.Name, "niger", state, new(), SeizedAsset.Kind.DefaultPurposes, default,
        new("test"), Today.PlusYears(1), [], "Loi 2015-36, art. 29");

    public static Session As(Role role, string purpose) => new(new(role.Name, role.Name, "niger", "Police", [role.Name]), new(purpose), Channel.Page);

    /// <summary>What stands in the way of a step.</summary>
    public static IReadOnlyList<Refusal> Unmet(string step, SeizedAsset asset, Role? role = null, string lastBy = "somebody else")
    {
        var transition = AssetWorkflow.Steps.Transitions.Single(t => t.Name == step);
        role ??= Role.Supervisor;
        return AssetWorkflow.Steps.Unmet(transition, new(asset, Header(transition.From), As(role, role == Role.Prosecutor ? Purpose.Prosecution : Purpose.BorderManagement), Today), lastBy);
    }
}
