using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What one event says of where people pass. The unit stays with its figure.</summary>
/// <param name="Record">The record it stands in; null in a simulation.</param>
/// <param name="RadiusMetres">Within this distance of the point with 95 % confidence.</param>
/// <param name="Place">The words of the source for the place.</param>
/// <param name="Route">Code of the route as its source states it.</param>
/// <param name="Source">Who says so: events of one source are not independent of each other.</param>
/// <param name="Strength">0 to 1: how far the source is trusted.</param>
/// <param name="Path">Names of places in order, as stated: from, stages, to.</param>
/// <param name="Track">Points of a track, in order.</param>
internal sealed record RouteEvidence(
    RecordId? Record, string Kind, EventTime When, double? Latitude, double? Longitude, double RadiusMetres, string? Place, string? Route, string Source, double Strength,
    UnitCount? Figure, IReadOnlyList<string> Path, IReadOnlyList<TrackPoint>? Track = null, string? Title = null);

/// <summary>A figure that a publisher gives for a whole route and a span: no event, and no place.</summary>
internal sealed record PublishedFigure(string Route, EventTime When, UnitCount Figure, string Source);

/// <summary>All that the room's records say about a span.</summary>
/// <param name="Patrolled">Places under a control measure that was in force at the end of the span.</param>
/// <param name="Marking">The strictest marking of what went in.</param>
internal sealed record RouteInputs(
    IReadOnlyList<RouteEvidence> Events, IReadOnlyList<PublishedFigure> Published, IReadOnlyList<(double Latitude, double Longitude, double RadiusMetres)> Patrolled, Gazetteer Gazetteer, Handling Marking,
    IReadOnlyList<Words> Notes);

/// <summary>Reads evidence out of the records that the session may see.</summary>
internal static class RouteEvidenceReader
{
    /// <summary>Kinds whose records are events on the way.</summary>
    public static readonly string[] Kinds = [DeathOrMissing.Kind.Name, Detection.Kind.Name, Interception.Kind.Name, Rescue.Kind.Name, Arrival.Kind.Name, SeizureEvent.Kind.Name, FlowCount.Kind.Name, Track.Kind.Name];

    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="action">Reading, or exporting: each is decided and logged as what it is.</param>
    public static async ValueTask<RouteInputs> ReadAsync(IRecords records, Session session, LocalDate from, LocalDate to, AccessAction action, CancellationToken cancel)
    {
        List<RouteEvidence> events = [];
        List<PublishedFigure> published = [];
        List<(double, double, double)> patrolled = [];
        List<(RecordId, Hub)> hubs = [];
        var marking = Handling.Open;
        var (edition, notes) = await DeathTotals.ChooseAsync(new(records, session, new Dictionary<string, string>(), to), cancel);

        foreach (var kind in (string[])[.. Kinds, DetectionCount.Kind.Name, ArrivalCount.Kind.Name, ControlMeasure.Kind.Name])
        {
            var query = kind == DeathOrMissing.Kind.Name ? DeathTotals.Of(edition, null) with { From = from, To = to } : new RecordQuery(kind, From: kind == ControlMeasure.Kind.Name ? null : from, To: to);
            await foreach (var record in records.ScanAsync(session, query, action, cancel))
            {
                switch (record.Body)
                {
                    case DeathOrMissing e when e.Edition != edition: continue;
                    case ControlMeasure e:
                        if (e.Where is { HasPoint: true, RadiusMetres: > 0 } where && (e.Ended is null || e.Ended >= to)) patrolled.Add((where.Latitude!.Value, where.Longitude!.Value, where.RadiusMetres));
                        break;
                    case DetectionCount or ArrivalCount:
                        var counted = (BorderEvent)record.Body;
                        published.Add(new(counted.Route ?? Routes.NotStated, counted.When, CountUnits.Of(counted)!.Value, record.Header.Provenance.Source));
                        break;
                    case MovementEvent e: events.Add(Of(record, e)); break;
                }
                marking = Handling.Strictest(marking, record.Marking);
            }
        }
        await foreach (var record in records.ScanAsync(session, new(Hub.Kind.Name), AccessAction.Read, cancel)) hubs.Add((record.Id, record.As<Hub>()));
        return new(events, published, patrolled, Gazetteer.Seed.With(hubs), marking, notes);
    }

    private static RouteEvidence Of(RecordView record, MovementEvent e)
    {
        List<string> path = [.. (IEnumerable<string?>)[e.ComingFrom, .. e.Stages ?? [], e.Towards] is var all ? all.OfType<string>() : []];
        // People counted at a place on their way to another were at the first.
        if (e is FlowCount && e.ComingFrom is null && (e.Where.Gazetteer ?? e.Where.Text) is { } here && path.Count > 0) path.Insert(0, here);
        var source = e is DeathOrMissing { InformationSource: { Length: > 0 } told } ? told : record.Header.Provenance.Source;
        var track = e is Track t && Track.Read(t.Points).TryGet(out var points) ? points : null;
        return new(record.Id, record.Kind.Name, e.When, e.Where.Latitude, e.Where.Longitude, e.Where.RadiusMetres, e.Where.Gazetteer ?? e.Where.Text, e.Route, source,
            StrengthOf(record.Header.Grading, (e as DeathOrMissing)?.SourceQuality), CountUnits.Of(e), path, track, record.Title);
    }

    /// <summary>How far a source is trusted, 0 to 1: its grade, else IOM's quality of 1 to 5, else a half.</summary>
    internal static double StrengthOf(Grading? grading, int? quality) => grading is not null ? grading.Confidence / 100.0 : quality is { } q ? Math.Clamp(q, 1, 5) / 5.0 : 0.5;
}
