using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;
using Palermo.Web.Entry;

namespace Palermo.Commitments.Borders;

/// <summary>Shifts kept as assessments, which a person confirms or rejects.</summary>
internal static class ShiftAssessments
{
    /// <summary>A shift found again after new counts may lie a little elsewhere: within so many months it is the same.</summary>
    private const int SameWithinMonths = 2;

    /// <summary>An assessment of a shift, as far as the list needs it.</summary>
    internal sealed record Kept(RecordId Id, string State, string Series, LocalDate Month, bool Rise);

    /// <summary>The assessment of a shift.</summary>
    public static Assessment Of(SeriesShifts s, RouteShift shift) => new(
        RouteShifts.Method, RouteShifts.Version,
        new JsonObject
        {
            ["series"] = s.Series.Key, ["at"] = ShiftsAnalysis.Iso(s.Series.Month(shift.Index)), ["direction"] = shift.Rise ? "rise" : "fall",
            ["cost"] = "negative-binomial", ["penalty"] = s.Split.Penalty, ["size"] = s.Split.Size,
        }.ToJsonString(BodyJson.Options),
        $"Series {s.Series.Key}, {ShiftsAnalysis.Iso(s.Series.First)} to {ShiftsAnalysis.Iso(s.Series.Month(s.Series.Counts.Length - 1))}: {s.Series.Counts.Length} months, {s.Series.Counts.Sum():0} counts. Source: {s.Series.Source.English}. "
        + (s.Series.Exposure is null ? "Effort not known." : "Hours of effort accounted for."),
        JsonSerializer.Serialize(ShiftsAnalysis.Answer(s, shift), BodyJson.Options),
        $"{ShiftSay.Explain(s, shift).English} {ShiftSay.Caveat.English}");

    /// <summary>The shifts that the session can see kept.</summary>
    public static async ValueTask<IReadOnlyList<Kept>> ReadAsync(IRecords records, Session session, CancellationToken cancel)
    {
        List<Kept> kept = [];
        var query = new RecordQuery(Assessment.Kind.Name, Facets: new Dictionary<string, ImmutableSet> { ["method"] = [RouteShifts.Method] });
        await foreach (var record in records.ScanAsync(session, query, cancel: cancel))
        {
            // Written here, but a person may have edited it: what cannot be read is no shift.
            JsonNode? parameters;
            try { parameters = JsonNode.Parse(record.As<Assessment>().Parameters); }
            catch (JsonException) { continue; }
            if (parameters is not JsonObject o || o["series"]?.ToString() is not { } series || YearMonthPattern.Iso.Parse(o["at"]?.ToString() ?? "") is not { Success: true } at) continue;
            kept.Add(new(record.Id, record.Header.State, series, at.Value.OnDayOfMonth(1), o["direction"]?.ToString() == "rise"));
        }
        return kept;
    }

    /// <summary>The assessment of the same shift, if there is one; one that was rejected is not raised again.</summary>
    public static Kept? Find(IReadOnlyList<Kept> kept, SeriesShifts s, RouteShift shift) => kept.FirstOrDefault(k =>
        k.Series == s.Series.Key && k.Rise == shift.Rise && Math.Abs(s.Series.At(k.Month) - shift.Index) <= SameWithinMonths);

    /// <summary>The changes that keep shifts which are not kept yet.</summary>
    public static IReadOnlyList<RecordChange> New(IReadOnlyList<SeriesShifts> found, IReadOnlyList<Kept> kept, Session session, RecordIdSource ids, LocalDate today) =>
    [
        .. found.SelectMany(s => s.Shifts.Where(shift => Find(kept, s, shift) is null).Select(shift => new RecordChange.Create(
            HeaderEntry.Default(Assessment.Kind, ids.Next(), session, $"Palermo, {RouteShifts.Method} {RouteShifts.Version}", today), Of(s, shift)))),
    ];
}
