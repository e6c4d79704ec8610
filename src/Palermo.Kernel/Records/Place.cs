using System.Text.Json.Serialization;

namespace Palermo.Kernel;

/// <summary>Where something is, with how well it is known: never a point of false precision.</summary>
/// <param name="Latitude">Degrees north, WGS 84, -90 to 90; null when only words or a gazetteer entry are known.</param>
/// <param name="Longitude">Degrees east, WGS 84, -180 to 180.</param>
/// <param name="RadiusMetres">Within this distance of the point with 95 % confidence; 0 means measured on the spot.</param>
/// <param name="Text">The words of the source, kept beside.</param>
/// <param name="Country">ISO 3166-1 alpha-3 code of the country or of the coast it was reported from.</param>
/// <param name="Gazetteer">Name of a known place (a hub) that the point stands for.</param>
public sealed record Place(
    double? Latitude = null,
    double? Longitude = null,
    double RadiusMetres = 0,
    string? Text = null,
    string? Country = null,
    string? Gazetteer = null)
{
    /// <summary>True when there is a point to draw.</summary>
    [JsonIgnore]
    public bool HasPoint => Latitude is not null && Longitude is not null;

    /// <summary>What is wrong with it.</summary>
    /// <param name="field">The JSON name of the field it stands in.</param>
    public IEnumerable<Refusal> Problems(string field)
    {
        if (Latitude is null != Longitude is null)
            yield return new("place.half-point", "A point needs both latitude and longitude.", Field: field);
        if (Latitude is { } lat && lat is not (>= -90 and <= 90))
            yield return new("place.latitude", $"Latitude {lat} is outside -90 to 90 degrees. Are latitude and longitude the wrong way round?", Field: field);
        if (Longitude is { } lon && lon is not (>= -180 and <= 180))
            yield return new("place.longitude", $"Longitude {lon} is outside -180 to 180 degrees.", Field: field);
        if (RadiusMetres is not (>= 0 and <= 20_100_000))
            yield return new("place.radius", $"The radius {RadiusMetres} m is not between 0 and half the Earth.", Field: field);
        if (!HasPoint && Text is null && Gazetteer is null && Country is null)
            yield return new("place.empty", "Give a point, a known place, a country or words.", Field: field);
    }
}
