namespace Palermo.Node.Cli.Drift;

/// <summary>A position that a person gave as two numbers or as a text.</summary>
internal static class PositionWords
{
    public static (double Lat, double Lon) Read(double? lat, double? lon, string? text, Func<string, CliProblem> wrong)
    {
        if (text is not null) throw wrong("has a position as text; give lat and lon");
        if (lat is not { } latitude || lon is not { } longitude) throw wrong("needs lat and lon");
        if (!(Math.Abs(latitude) <= 90)) throw wrong($"has lat {latitude}, which is not within -90 to 90");
        if (!(Math.Abs(longitude) <= 360)) throw wrong($"has lon {longitude}, which is not within -360 to 360");
        return (latitude, longitude);
    }
}
