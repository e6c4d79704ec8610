using NodaTime;
using Palermo.Analysis.Geo;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>How well a segment is shown by events (border-route rules, section 4).</summary>
internal enum SegmentStatus { Confirmed, Probable, Possible, Historic }

/// <summary>A way between two hubs, with what is behind it.</summary>
/// <param name="Events">The events behind it, newest first.</param>
/// <param name="Independent">Events at different days or places: reports of one happening count once.</param>
/// <param name="Recent">Of these, in the 180 days before the end of the span.</param>
/// <param name="Sources">Sources of the recent ones.</param>
/// <param name="Weight">Events weighted by place, by trust in the source, and halved every 180 days.</param>
/// <param name="Yearly">Events a year, with its 95 % interval: Gamma(0.5 + n, years).</param>
/// <param name="Chance">The chance of as many events in the corridor if events were spread evenly over it and its surroundings; null where every event names the way or one of its hubs.</param>
/// <param name="Figures">What the events count, one figure a unit.</param>
/// <param name="Moves">Whether weeks with events at the one end are followed by weeks with events at the other.</param>
internal sealed record Segment(
    Leg Leg, Corridor Corridor, SegmentStatus Status, IReadOnlyList<RouteEvidence> Events, int Independent, int Recent, int Sources, LocalDate First, LocalDate Last,
    double Weight, (double Value, double Low, double High) Yearly, double? Chance, IReadOnlyList<UnitCount> Figures, CoMovement? Moves);

/// <summary>A place where events lie densely.</summary>
/// <param name="Hub">The hub within reach of its middle; null when there is none.</param>
/// <param name="RadiusMetres">From its middle to its farthest event.</param>
internal sealed record EventCluster(double Latitude, double Longitude, double RadiusMetres, HubPlace? Hub, string? Country, int Events, LocalDate First, LocalDate Last, IReadOnlyList<string> Routes, IReadOnlyList<UnitCount> Figures);

/// <summary>What publishers and events say of a whole route, figures of each unit side by side.</summary>
/// <param name="Publishers">Who says so.</param>
internal sealed record RouteSummary(string Route, SegmentStatus Status, int Events, IReadOnlyList<UnitCount> Figures, IReadOnlyList<string> Publishers, LocalDate Last);

/// <summary>The routes of a span.</summary>
/// <param name="Density">Expected events by published cell: each event spread over where it may have been.</param>
/// <param name="Unplaced">Events that no segment explains: in no corridor, or without a point.</param>
internal sealed record RouteMap(
    LocalDate From, LocalDate To, IReadOnlyList<Segment> Segments, IReadOnlyList<EventCluster> Clusters, IReadOnlyList<(GridCell Cell, double Events)> Density, IReadOnlyList<RouteSummary> Routes, int Events, int Unplaced, Handling Marking, Gazetteer Gazetteer, IReadOnlyList<Words> Notes);

/// <summary>The rules by which routes are found. Defaults: border-route rules, section 4.</summary>
/// <param name="CorridorWidth">A corridor holds what costs at most this share more than the cheapest way.</param>
/// <param name="HalfLifeDays">The weight of an event halves in so many days.</param>
/// <param name="RecentDays">Events that make a segment confirmed, probable or possible lie in so many days.</param>
/// <param name="HistoricDays">A segment without events in so many days is historic.</param>
/// <param name="ClusterAtSea">Reach of a cluster at sea, metres.</param>
/// <param name="ClusterOnLand">Reach on land, metres.</param>
/// <param name="ClusterFewest">Events that make the core of a cluster.</param>
/// <param name="Chance">Events that only lie in a corridor, and state no way, count for more than possible when chance alone would bring as many with less than this probability.</param>
internal sealed record RouteRules(
    double CorridorWidth = .1, double HalfLifeDays = 180, int RecentDays = 180, int HistoricDays = 365,
    double ClusterAtSea = 15_000, double ClusterOnLand = 30_000, int ClusterFewest = 4, double Chance = .05);
