using System.Text.Json;
using System.Text.Json.Serialization;

namespace Palermo.Node.Cli.Drift;

// The words of a drift scenario, as docs/schemas/drift-scenario.schema.json describes them. A test compares the two.

/// <summary>A drift scenario: what is adrift, from where, in which wind and current, for how long.</summary>
internal sealed record DriftScenario
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public string? Title { get; init; }

    /// <summary>Key of a leeway class: the one thing that is adrift.</summary>
    public string? Object { get; init; }

    /// <summary>Several kinds of object, when it is not known which.</summary>
    public IReadOnlyList<WeightedObject>? Objects { get; init; }

    public SeedingWords? Seeding { get; init; }

    /// <summary>Several beliefs, each with a weight; takes the place of object and seeding, or refines them.</summary>
    public IReadOnlyList<HypothesisWords>? Hypotheses { get; init; }

    /// <summary>When the drift began (found, when backward), where the seeding names no time of its own.</summary>
    public DateTimeOffset? Start { get; init; }

    public double? DurationHours { get; init; }

    public double StepMinutes { get; init; } = 10;

    public int Particles { get; init; } = 5000;

    public ulong Seed { get; init; } = 1;

    public bool Backward { get; init; }

    public ForcingWords? Forcing { get; init; }

    /// <summary><c>natural-earth</c>, <c>none</c>, or the path of a NetCDF file with a land_binary_mask.</summary>
    public string Coast { get; init; } = "natural-earth";

    public double JibesPerHour { get; init; } = 0.04;

    public string? Jibing { get; init; }

    public string? TurningWind { get; init; }

    public string? Integrator { get; init; }

    public CapsizingWords? Capsizing { get; init; }

    public UncertaintyWords? Uncertainty { get; init; }

    /// <summary>Path of a leeway table of one's own, instead of the published one.</summary>
    public string? LeewayTable { get; init; }

    public AreaWords? Areas { get; init; }

    public double NoteEveryHours { get; init; } = 1;

    public int Threads { get; init; }
}

internal sealed record WeightedObject(string Key, double Weight);

internal sealed record HypothesisWords
{
    public string? Name { get; init; }

    public double Weight { get; init; } = 1;

    public string? Object { get; init; }

    public IReadOnlyList<WeightedObject>? Objects { get; init; }

    public SeedingWords? Seeding { get; init; }
}

internal record PointWords
{
    public double? Lat { get; init; }

    public double? Lon { get; init; }

    /// <summary>The position in any form of text, instead of lat and lon.</summary>
    public string? Position { get; init; }

    public DateTimeOffset? Time { get; init; }

    public double? RadiusKm { get; init; }

    public double? RadiusNm { get; init; }
}

internal sealed record SeedingWords : PointWords
{
    public double WindowHours { get; init; }

    public IReadOnlyList<PointWords>? Track { get; init; }

    public bool EvenAlongTrack { get; init; }
}

/// <summary>Wind and current; or one file for both, when written as a text.</summary>
[JsonConverter(typeof(TextOrWords<ForcingWords>))]
internal sealed record ForcingWords : IFromText<ForcingWords>
{
    public FlowWords? Wind { get; init; }

    public FlowWords? Current { get; init; }

    public static ForcingWords FromText(string path) => new() { Wind = new FlowWords { File = path }, Current = new FlowWords { File = path } };
}

/// <summary>A constant, or a file; a text alone is the path of a file.</summary>
[JsonConverter(typeof(TextOrWords<FlowWords>))]
internal sealed record FlowWords : IFromText<FlowWords>
{
    public string? File { get; init; }

    /// <summary>Metres a second.</summary>
    public double? Speed { get; init; }

    public double? SpeedKnots { get; init; }

    /// <summary>Direction from which it comes, degrees from true north: the usual way to give a wind.</summary>
    public double? From { get; init; }

    /// <summary>Direction to which it goes: the usual way to give a current.</summary>
    public double? Toward { get; init; }

    public double? East { get; init; }

    public double? North { get; init; }

    public double HoldBeforeHours { get; init; }

    public double HoldAfterHours { get; init; }

    /// <summary>A constant to use outside the grid of the file and in its gaps.</summary>
    public FlowWords? Elsewhere { get; init; }

    public static FlowWords FromText(string path) => new() { File = path };
}

internal sealed record CapsizingWords
{
    public double MidWind { get; init; } = 30;

    public double WidthWind { get; init; } = 5;

    public double LeewayFactor { get; init; } = 0.4;
}

internal sealed record UncertaintyWords
{
    public double Current { get; init; }

    public double? CurrentHours { get; init; }

    public double Wind { get; init; }

    public double? WindHours { get; init; }

    public double Diffusivity { get; init; }
}

internal sealed record AreaWords
{
    public double? CellNm { get; init; }

    public IReadOnlyList<double> Levels { get; init; } = [0.5, 0.9, 0.95];

    /// <summary>Standard deviation of the smoothing, in cells.</summary>
    public double Smoothing { get; init; } = 1;
}

/// <summary>Words that may be written short, as a text.</summary>
internal interface IFromText<T> where T : IFromText<T>
{
    static abstract T FromText(string text);
}

/// <summary>Reads a text or an object of words.</summary>
internal sealed class TextOrWords<T> : JsonConverter<T> where T : class, IFromText<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return T.FromText(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a text or an object is needed here");
        return Words.Fill<T>(ref reader, options);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException("scenarios are read, never written");
}
