using Palermo.Analysis.Geo;
using Palermo.Node.Cli.Sar;

namespace Palermo.Node.Cli.Drift;

/// <summary>A position that a person gave as two numbers or as a text.</summary>
internal static class PositionWords
{
    public static (double Lat, double Lon) Read(double? lat, double? lon, string? text, Func<string, CliProblem> wrong)
    {
        if (text is not null)
        {
            if (lat is not null || lon is not null) throw wrong("has both a position as text and lat or lon; give one");
            try
            {
                var p = PositionText.Parse(text, Places.Load(null));
                return (p.Latitude, p.Longitude);
            }
            catch (FormatException problem)
            {
                throw wrong($"has a position that is not understood: {problem.Message}");
            }
        }

        if (lat is not { } latitude || lon is not { } longitude) throw wrong("needs lat and lon, or position");
        if (!(Math.Abs(latitude) <= 90)) throw wrong($"has lat {latitude}, which is not within -90 to 90");
        if (!(Math.Abs(longitude) <= 360)) throw wrong($"has lon {longitude}, which is not within -360 to 360");
        return (latitude, longitude);
    }
}
