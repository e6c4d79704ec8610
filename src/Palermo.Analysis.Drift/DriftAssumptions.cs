namespace Palermo.Analysis.Drift;

/// <summary>Puts in words what a run assumed, so that no answer goes without it.</summary>
internal static class DriftAssumptions
{
    public static IReadOnlyList<string> Of(DriftResult result)
    {
        var setup = result.Setup;
        var said = new List<string>
        {
            "Decision support only: the mission coordinator decides. Not for navigation.",
            $"Wind: {setup.Wind.Description}.",
            $"Current: {setup.Current.Description}.",
            "Waves: inside the leeway coefficients, not added again.",
            "Members differ from their class by its standard deviation: part of the spread exists even in light wind.",
        };
        if (setup.Wind is ConstantFlow { East: 0, North: 0 })
            said.Add("There is no wind: without a wind there is no direction for leeway, so only the current moves the object.");
        said.Add(setup.Uncertainty.IsNone
            ? "No error of wind or current was added: if they are forecasts, the true spread is larger."
            : FormattableString.Invariant($"Errors added: current {setup.Uncertainty.CurrentDeviation} m/s lasting {setup.Uncertainty.CurrentMemory.TotalHours} h, wind {setup.Uncertainty.WindDeviation} m/s lasting {setup.Uncertainty.WindMemory.TotalHours} h, diffusivity {setup.Uncertainty.Diffusivity} m2/s."));
        if (setup.TurningWind == TurningWind.Held)
            said.Add("Deviations are held while the wind turns: the spread may shrink without a physical reason. For comparison only.");
        said.Add(setup.Coast is { } coast ? $"Land: {coast.Description}." : "Land: none; nothing can strand.");
        if (setup.Capsizing is not null) said.Add("Members may capsize in strong wind, and then drift with part of their leeway.");
        if (result.Last.LeftForcing > 0)
            said.Add($"{result.Last.LeftForcing} of {result.Count} members came where wind or current have no value and were left there: the areas miss where they would have gone.");
        return said;
    }
}
