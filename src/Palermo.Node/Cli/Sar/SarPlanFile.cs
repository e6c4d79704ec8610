using Palermo.Analysis.Drift.Search;
using Palermo.Node.Cli.Drift;

namespace Palermo.Node.Cli.Sar;

// The words of a search plan, as docs/schemas/search-plan.schema.json describes them. A test compares the two.

/// <summary>A search to plan: either cells with probabilities, or a drift scenario with assets.</summary>
internal sealed record SarPlanFile
{
    [System.Text.Json.Serialization.JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public string? Title { get; init; }

    // Cells alone.
    public IReadOnlyList<CellWords>? Cells { get; init; }

    public double? SweepNm { get; init; }

    public double? TrackMiles { get; init; }

    public IReadOnlyList<SearcherWords>? Searchers { get; init; }

    // A forecast and assets.
    /// <summary>Path of a drift scenario, relative to this file.</summary>
    public string? Scenario { get; init; }

    /// <summary>When the assets are called; readiness and transit count from here.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The class of the target in the sweep-width tables.</summary>
    public SearchObject? Target { get; init; }

    public WeatherWords? Weather { get; init; }

    public DetectionModel Model { get; init; }

    public IReadOnlyList<AssetWords>? Assets { get; init; }

    public IReadOnlyList<EmptySearchWords>? EmptySearches { get; init; }

    public SurvivalWords? Survival { get; init; }

    public IReadOnlyList<WhatIfWords>? WhatIf { get; init; }
}

internal sealed record CellWords
{
    public string? Name { get; init; }

    public double P { get; init; }

    public double AreaNm2 { get; init; }

    public double? SweepNm { get; init; }
}

internal sealed record SearcherWords
{
    public string? Name { get; init; }

    public double TrackMiles { get; init; }

    public double SweepNm { get; init; }
}

internal sealed record WeatherWords
{
    public double VisibilityKm { get; init; }

    public double WindKnots { get; init; }

    public double SeasMetres { get; init; }
}

internal sealed record AssetWords
{
    public string? Name { get; init; }

    public Platform Platform { get; init; }

    public double? Lat { get; init; }

    public double? Lon { get; init; }

    public string? Position { get; init; }

    public double TransitKnots { get; init; }

    public double SearchKnots { get; init; }

    public double EnduranceHours { get; init; }

    public double ReadyHours { get; init; }

    public bool Returns { get; init; } = true;

    public bool Fatigue { get; init; }

    /// <summary>Sweep width given by hand instead of the tables.</summary>
    public double? SweepNm { get; init; }
}

internal sealed record EmptySearchWords
{
    public string? Name { get; init; }

    public DateTimeOffset At { get; init; }

    public double Pod { get; init; }

    /// <summary>Corners of the area that was searched, as [lon, lat] pairs.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Polygon { get; init; }

    public double? Lat { get; init; }

    public double? Lon { get; init; }

    public double? RadiusNm { get; init; }
}

internal sealed record SurvivalWords
{
    public double? WaterCelsius { get; init; }

    public double? MedianHours { get; init; }

    public double Sigma { get; init; } = .5;

    /// <summary>When the clock began, such as the capsizing; default: the start of the drift.</summary>
    public DateTimeOffset? From { get; init; }
}

internal sealed record WhatIfWords
{
    public string? Name { get; init; }

    public IReadOnlyList<string>? Without { get; init; }

    public WeatherWords? Weather { get; init; }

    public IReadOnlyList<AssetWords>? With { get; init; }

    public double? DelayHours { get; init; }
}
