namespace Palermo.Analysis.Charts;

/// <summary>A place on Earth in degrees: longitude eastwards, latitude northwards.</summary>
public readonly record struct LonLat(double Longitude, double Latitude)
{
    /// <summary>Joins two arrays of equal length into places.</summary>
    public static LonLat[] Zip(IReadOnlyList<double> longitude, IReadOnlyList<double> latitude)
    {
        if (longitude.Count != latitude.Count)
            throw new ArgumentException($"There are {longitude.Count} longitudes and {latitude.Count} latitudes; give one for each.");
        return [.. longitude.Select((lon, i) => new LonLat(lon, latitude[i]))];
    }
}
