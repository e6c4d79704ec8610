using System.Text.Json.Nodes;
using NodaTime.Text;
using Palermo.Analysis.Geo;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Routes as GeoJSON (RFC 7946): a line a segment, a point a hub, a cell a cluster, and what publishers count for a route as a whole.</summary>
/// <remarks>
/// What is made of events leaves no finer than cells as large as H3's resolution 4 (1,770 km²): the middle of a cluster is that of its cell. Lines
/// follow terrain between hubs whose names are public, and show no event.
/// </remarks>
internal static class RoutesGeoJson
{
    public static JsonObject Write(RouteMap map)
    {
        List<JsonNode> features = [];
        foreach (var segment in map.Segments)
        {
            var line = System.Text.Json.JsonSerializer.SerializeToNode(RoutesList.Of(segment), BodyJson.Options)!.AsObject();
            line.Remove("evidence"); // records stay in the node
            line["feature"] = "segment";
            features.Add(Feature(new JsonObject { ["type"] = "LineString", ["coordinates"] = new JsonArray([.. segment.Corridor.Path.Select(p => Point(p.Latitude, p.Longitude))]) }, line));
        }
        foreach (var hub in map.Segments.SelectMany(s => new[] { s.Leg.From, s.Leg.To }).Distinct().OrderBy(h => h.Name, StringComparer.Ordinal))
            features.Add(Feature(new JsonObject { ["type"] = "Point", ["coordinates"] = Point(hub.Latitude, hub.Longitude) },
                new() { ["feature"] = "hub", ["name"] = hub.Name, ["country"] = hub.Country, ["role"] = RoutesList.Code(hub.Role) }));
        foreach (var cluster in map.Clusters)
        {
            features.Add(Feature(
                Cell(RouteFinder.PublishedCells.At(cluster.Latitude, cluster.Longitude)),
                new()
                {
                    ["feature"] = "cluster", ["near"] = cluster.Hub?.Name, ["events"] = cluster.Events, ["first"] = LocalDatePattern.Iso.Format(cluster.First), ["last"] = LocalDatePattern.Iso.Format(cluster.Last),
                    ["routes"] = new JsonArray([.. cluster.Routes.Select(r => JsonValue.Create(r))]),
                }));
        }
        foreach (var (cell, expected) in map.Density)
            features.Add(Feature(Cell(cell), new() { ["feature"] = "density", ["expectedEvents"] = Math.Round(expected, 1) }));
        foreach (var route in map.Routes)
            features.Add(Feature(Schematic(map, route.Route), new()
            {
                ["feature"] = "route", ["route"] = route.Route, ["name"] = Routes.Title(route.Route).English, ["status"] = RoutesList.Code(route.Status), ["events"] = route.Events, ["last"] = LocalDatePattern.Iso.Format(route.Last),
                ["figures"] = System.Text.Json.JsonSerializer.SerializeToNode(RoutesList.FiguresOf(route.Figures), BodyJson.Options), ["publishers"] = new JsonArray([.. route.Publishers.Select(p => JsonValue.Create(p))]),
                ["geometryIs"] = "schematic: the known ways of the route, not where these figures were counted",
            }));
        return new()
        {
            ["type"] = "FeatureCollection", ["from"] = LocalDatePattern.Iso.Format(map.From), ["to"] = LocalDatePattern.Iso.Format(map.To), ["marking"] = map.Marking.ToString(),
            ["events"] = map.Events, ["unplaced"] = map.Unplaced, ["finestCellKm2"] = CellSize.SquareKilometres(CellSize.FinestPublished),
            ["notes"] = new JsonArray([.. map.Notes.Concat(RoutesAnalysis.NotesOf(map)).Select(n => JsonValue.Create(n.English))]),
            ["features"] = new JsonArray([.. features]),
        };
    }

    /// <summary>The straight lines of a route's known ways; null, which GeoJSON allows, when none is known.</summary>
    private static JsonObject? Schematic(RouteMap map, string route)
    {
        JsonNode[] lines = [.. Legs.Known(map.Gazetteer).Where(l => l.Routes.Contains(route)).Select(l => new JsonArray(Point(l.From.Latitude, l.From.Longitude), Point(l.To.Latitude, l.To.Longitude)))];
        return lines.Length == 0 ? null : new() { ["type"] = "MultiLineString", ["coordinates"] = new JsonArray(lines) };
    }

    private static JsonObject Cell(GridCell cell)
    {
        var box = RouteFinder.PublishedCells.Box(cell);
        return new()
        {
            ["type"] = "Polygon",
            ["coordinates"] = new JsonArray(new JsonArray(Point(box.South, box.West), Point(box.South, box.East), Point(box.North, box.East), Point(box.North, box.West), Point(box.South, box.West))),
        };
    }

    private static JsonObject Feature(JsonObject? geometry, JsonObject properties) => new() { ["type"] = "Feature", ["geometry"] = geometry, ["properties"] = properties };

    private static JsonArray Point(double latitude, double longitude) => new(Math.Round(longitude, 4), Math.Round(latitude, 4));
}
