using NodaTime;
using Palermo.Analysis.Geo;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

/// <summary>Events along a planted way, or spread over the ground with no way in them.</summary>
internal static class RouteSimulation
{
    public static RouteInputs Inputs(IReadOnlyList<RouteEvidence> events, IReadOnlyList<PublishedFigure>? published = null) => new(events, published ?? [], [], Gazetteer.Seed, Handling.Open, []);

    public static RouteEvidence Event(int i, double lat, double lon, LocalDate day, string source, double radius = 10_000) =>
        new(null, "detection", EventTime.OnDay(day), lat, lon, radius, null, null, source, .5, new(CountUnit.Detections, 1), [], Title: $"event {i}");

    /// <summary>Events near the straight line between two hubs: at a uniform place on it, off it by a normal distance, reported with a normal error.</summary>
    public static IEnumerable<RouteEvidence> Along(Random random, HubPlace from, HubPlace to, int count, LocalDate end, double spreadMetres, double errorMetres, string route)
    {
        for (var i = 0; i < count; i++)
        {
            var (lat, lon) = Geodesy.Interpolate(from.Latitude, from.Longitude, to.Latitude, to.Longitude, .15 + .7 * random.NextDouble());
            (lat, lon) = Moved(random, lat, lon, spreadMetres);
            (lat, lon) = Moved(random, lat, lon, errorMetres / 1.96);
            yield return Event(i, lat, lon, end.PlusDays(-random.Next(170)), $"source {random.Next(4)}", errorMetres) with { Route = route };
        }
    }

    /// <summary>Events anywhere in a box, on land or at sea as the leg is.</summary>
    public static IEnumerable<RouteEvidence> Anywhere(Random random, GeoBox box, Medium medium, int count, LocalDate end, double errorMetres, string route)
    {
        for (var i = 0; i < count;)
        {
            // Evenly over the sphere: by the sine of the latitude.
            var sine = Math.Sin(box.South * Math.PI / 180) + random.NextDouble() * (Math.Sin(box.North * Math.PI / 180) - Math.Sin(box.South * Math.PI / 180));
            var (lat, lon) = (Math.Asin(sine) * 180 / Math.PI, box.West + random.NextDouble() * (box.East - box.West));
            if (LandMask.World.IsLand(lat, lon) != (medium == Medium.Land)) continue;
            yield return Event(1_000 + i++, lat, lon, end.PlusDays(-random.Next(170)), $"source {random.Next(4)}", errorMetres) with { Route = route };
        }
    }

    private static (double, double) Moved(Random random, double lat, double lon, double deviation)
    {
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var (north, east) = Geodesy.MetresPerDegree(lat);
        return (lat + Normal() * deviation / north, lon + Normal() * deviation / east);
    }
}
