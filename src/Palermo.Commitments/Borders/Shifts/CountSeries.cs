using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What a series counts. Series of two units are shown side by side and never added.</summary>
internal enum SeriesUnit
{
    /// <summary>Detections of crossings as a publisher counts them by month: not persons.</summary>
    Detections,
    /// <summary>Detections of the node's own patrols, as events, over their hours.</summary>
    PatrolDetections,
    /// <summary>Fatal incidents: people die by the boat, so incidents say more of a route than the dead.</summary>
    FatalIncidents,
    /// <summary>People counted passing a hub, by one method.</summary>
    PeopleCounted,
}

/// <summary>Counts by month of one unit on one route.</summary>
/// <param name="Key">Stable name, such as <c>detections/central-mediterranean</c>.</param>
/// <param name="Route">Code of the route; for people counted, the place and method.</param>
/// <param name="First">First day of the first month.</param>
/// <param name="Exposure">Hours behind each count; null when the source states none.</param>
/// <param name="Source">As cited beside its figures.</param>
internal sealed record CountSeries(string Key, SeriesUnit Unit, string Route, LocalDate First, double[] Counts, double[]? Exposure, Words Source)
{
    public LocalDate Month(int index) => First.PlusMonths(index);

    /// <summary>The index of a day's month; outside the series below 0 or its length and above.</summary>
    public int At(LocalDate day) => (day.Year - First.Year) * 12 + day.Month - First.Month;

    /// <summary>The route in words.</summary>
    public Words Title => Unit == SeriesUnit.PeopleCounted ? Words.Same(Route) : Routes.Title(Route);

    public static string Name(SeriesUnit unit) => unit switch
    {
        SeriesUnit.Detections => "detections",
        SeriesUnit.PatrolDetections => "patrol-detections",
        SeriesUnit.FatalIncidents => "fatal-incidents",
        _ => "people-counted",
    };
}

/// <summary>Takes the series out of the records that a session may see.</summary>
internal static class SeriesReader
{
    /// <summary>Months of a century: dates further apart are a fault of the data.</summary>
    private const int MostMonths = 1_200;

    /// <summary>All series of the node, detections first, each in order of its total.</summary>
    /// <param name="edition">The publication of deaths that is counted.</param>
    public static async ValueTask<IReadOnlyList<CountSeries>> ReadAsync(IRecords records, Session session, string? edition, CancellationToken cancel)
    {
        List<BorderEvent> events = [];
        SortedSet<string> publishers = new(StringComparer.Ordinal);
        foreach (var query in (RecordQuery[])[new(DetectionCount.Kind.Name), new(Detection.Kind.Name), new(FlowCount.Kind.Name), DeathTotals.Of(edition, null)])
            await foreach (var record in records.ScanAsync(session, query, cancel: cancel))
            {
                if (record.Body is not BorderEvent e) continue;
                events.Add(e);
                if (e is DetectionCount) publishers.Add(record.Header.Provenance.Source);
            }
        return Of(events, edition, publishers);
    }

    /// <summary>The series of some events.</summary>
    /// <param name="publishers">Who published the monthly counts, as cited beside them.</param>
    public static IReadOnlyList<CountSeries> Of(IEnumerable<BorderEvent> events, string? edition, IReadOnlyCollection<string>? publishers = null)
    {
        var gathered = new Dictionary<(SeriesUnit Unit, string Route), SortedDictionary<LocalDate, (double Count, double Hours)>>();
        void Add(SeriesUnit unit, string route, LocalDate day, double count, double hours = 0)
        {
            var key = (unit, route);
            if (!gathered.TryGetValue(key, out var months)) gathered.Add(key, months = []);
            var month = new LocalDate(day.Year, day.Month, 1);
            var (before, spent) = months.GetValueOrDefault(month);
            months[month] = (before + count, spent + hours);
        }
        foreach (var of in events)
            switch (of)
            {
                // What is dated to the quarter or the year belongs to no month.
                case { When.Precision: TimePrecision.Quarter or TimePrecision.Year }: break;
                case DetectionCount e: Add(SeriesUnit.Detections, e.Route ?? Routes.NotStated, e.When.From, e.Detections); break;
                case Detection { PatrolHours: > 0 } e: Add(SeriesUnit.PatrolDetections, e.Route ?? Routes.NotStated, e.When.From, 1, e.PatrolHours.Value); break;
                case DeathOrMissing { Route: { } route } e when e.Edition == edition: Add(SeriesUnit.FatalIncidents, route, e.When.From, 1); break;
                case FlowCount e: Add(SeriesUnit.PeopleCounted, $"{e.Where.Gazetteer ?? e.Where.Text ?? e.Where.Country ?? "?"} ({e.Methodology})", e.When.From, e.Counted, e.ObservationHours ?? 0); break;
            }
        // A publisher's tables of one unit end together: a route without a row in the last months had none.
        var last = gathered.GroupBy(g => g.Key.Unit).ToDictionary(g => g.Key, g => (First: g.Min(s => s.Value.Keys.First()), Last: g.Max(s => s.Value.Keys.Last())));
        List<CountSeries> series = [];
        foreach (var ((unit, route), months) in gathered)
        {
            var whole = unit is SeriesUnit.Detections or SeriesUnit.FatalIncidents;
            LocalDate from = whole ? last[unit].First : months.Keys.First(), to = whole ? last[unit].Last : months.Keys.Last();
            var length = (to.Year - from.Year) * 12 + to.Month - from.Month + 1;
            if (length > MostMonths) continue;
            var counts = new double[length];
            var hours = new double[length];
            foreach (var (month, (count, spent)) in months)
            {
                var at = (month.Year - from.Year) * 12 + month.Month - from.Month;
                (counts[at], hours[at]) = (count, spent);
            }
            // Exposure helps only where every month has some: a month without patrols is no month without crossings.
            double[]? exposure = unit is SeriesUnit.PatrolDetections or SeriesUnit.PeopleCounted && Array.TrueForAll(hours, h => h > 0) ? hours : null;
            series.Add(new($"{CountSeries.Name(unit)}/{route}", unit, route, from, counts, exposure, Cite(unit, edition, publishers)));
        }
        return [.. series.OrderBy(s => s.Unit).ThenByDescending(s => s.Counts.Sum()).ThenBy(s => s.Route, StringComparer.Ordinal)];
    }

    private static Words Cite(SeriesUnit unit, string? edition, IReadOnlyCollection<string>? publishers) => unit switch
    {
        SeriesUnit.Detections => Words.Same(publishers is { Count: > 0 } ? string.Join("; ", publishers) : FrontexDetections.Source),
        SeriesUnit.FatalIncidents => DeathOrMissing.Cite(edition),
        _ => DeathOrMissing.Cite(null),
    };
}
