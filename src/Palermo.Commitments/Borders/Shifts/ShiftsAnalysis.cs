using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>A level of a series as the verb writes it.</summary>
internal sealed record LevelAnswer(string From, string To, int Months, double Mean);

/// <summary>A series as the verb writes it.</summary>
/// <param name="Wave">The wave of the year by month, January first, mean 1.</param>
/// <param name="Size">Size of the negative binomial: variance is mean + mean²/size.</param>
internal sealed record SeriesAnswer(
    string Series, string Unit, string Route, string From, string To, int Months, double Total, string Exposure, double VarianceOverMean, double Size, double Penalty,
    IReadOnlyList<double> Wave, IReadOnlyList<LevelAnswer> Levels, ShiftWatch Watch);

/// <summary>A shift as the verb writes it.</summary>
internal sealed record ShiftAnswer(
    string Series, string Unit, string Route, string At, string Earliest, string Latest, string Direction, double Before, double After,
    double? Ratio, double? RatioLow, double? RatioHigh, double Gain, double Penalty, string Explanation);

/// <summary>A fall and a rise that coincide, as the verb writes them.</summary>
internal sealed record MoveAnswer(string Unit, string FromRoute, string Fall, string ToRoute, string Rise);

/// <summary>A cluster of fatal incidents as the verb writes it.</summary>
internal sealed record ClusterAnswer(double Latitude, double Longitude, double Kilometres, int Cells, string From, string To, int Incidents, double Expected, double PValue);

internal sealed record ShiftsAnswer(
    IReadOnlyList<ShiftAnswer> Shifts, IReadOnlyList<MoveAnswer> Coinciding, IReadOnlyList<ClusterAnswer> Clusters,
    IReadOnlyList<SeriesAnswer> Series, IReadOnlyList<string> TooThin);

/// <summary>Shifts of routes: the verb <c>palermo borders shifts</c>.</summary>
internal static class ShiftsAnalysis
{
    public static RoomAnalysis Analysis { get; } = new(
        "shifts",
        ShiftSay.Title,
        new("Finds where the level of each route changed, in each series on its own: detections, fatal incidents and people counted are never added. Says how sure each shift is, "
            + "which falls and rises coincide, and where fatal incidents cluster lately. Example: ./palermo borders shifts --data DIR --json.",
            "Trouve où le niveau de chaque route a changé, dans chaque série prise à part : détections, incidents mortels et personnes comptées ne s'additionnent jamais. Indique la certitude de chaque rupture, les baisses et hausses qui coïncident, et les concentrations récentes d'incidents mortels.",
            "يجد أين تغيّر مستوى كل مسار في كل سلسلة على حدة: عمليات الرصد والحوادث المميتة والأشخاص المعدودون لا تُجمع أبداً. يبيّن درجة اليقين لكل تحول، والانخفاضات والارتفاعات المتزامنة، وأين تتركز الحوادث المميتة حديثاً."),
        [
            new("route", BordersSay.Route, Allowed: [.. Routes.List.Codes.Select(c => c.Value)]),
            new("from", new("First month, such as 2014-01", "Premier mois, par exemple 2014-01", "أول شهر، مثل 2014-01")),
            new("to", new("Last month, such as 2022-12", "Dernier mois, par exemple 2022-12", "آخر شهر، مثل 2022-12")),
            new("penalty", new("Price of a change; default 3 ln n", "Prix d'une rupture ; par défaut 3 ln n", "كلفة التحول؛ الافتراضي 3 ln n")),
            new("min-months", new("Least months at a level; default 3", "Nombre minimal de mois à un niveau ; 3 par défaut", "أقل عدد أشهر في المستوى؛ الافتراضي 3")),
            new("edition", BordersSay.Publication, Allowed: [DeathOrMissing.FullExport, DeathOrMissing.Cleaned, "own"]),
        ],
        RunAsync);

    private static async ValueTask<Outcome<AnalysisAnswer>> RunAsync(AnalysisContext context, CancellationToken cancel)
    {
        List<Refusal> faults = [];
        LocalDate? from = Month(context, "from", faults), to = Month(context, "to", faults);
        double? penalty = null;
        var least = 3;
        if (context["penalty"] is { } price)
        {
            if (double.TryParse(price, NumberStyles.Float, CultureInfo.InvariantCulture, out var given) && given > 0 && double.IsFinite(given)) penalty = given;
            else faults.Add(new("shifts.penalty", $"'{price}' is no penalty above 0.", Field: "penalty"));
        }
        if (context["min-months"] is { } months && (!int.TryParse(months, NumberStyles.None, CultureInfo.InvariantCulture, out least) || least is < 1 or > 60))
            faults.Add(new("shifts.min-months", $"'{months}' is no number of months from 1 to 60.", Field: "min-months"));
        if (faults.Count > 0) return Outcome<AnalysisAnswer>.Refused(faults);
        var (edition, notes) = await DeathTotals.ChooseAsync(context, cancel);
        var (found, thin) = await FindAsync(context.Records, context.Session, edition, context["route"], from, to, new(penalty, least), cancel);
        var clusters = IncidentClusters.Find(await IncidentsAsync(context.Records, context.Session, edition, context["route"], from, to, cancel));
        var answer = new ShiftsAnswer(
            [.. found.SelectMany(s => s.Shifts.Select(shift => Answer(s, shift))).OrderBy(s => s.At, StringComparer.Ordinal)],
            [.. RouteShifts.Moves(found).Select(m => new MoveAnswer(CountSeries.Name(m.From.Series.Unit), m.From.Series.Route, Iso(m.From.Series.Month(m.Fall.Index)), m.To.Series.Route, Iso(m.To.Series.Month(m.Rise.Index))))],
            [.. clusters.Select(c => new ClusterAnswer(c.Latitude, c.Longitude, c.Kilometres, c.Cells, $"{c.From:uuuu-MM-dd}", $"{c.To:uuuu-MM-dd}", c.Incidents, c.Expected, c.PValue))],
            [.. found.Select(Answer)], thin);
        return new AnalysisAnswer(answer, [ShiftSay.Caveat, ShiftSay.NeverAdded, ShiftSay.Looked(found.Count), .. notes]);
    }

    /// <summary>The series that a session may see, with their shifts, and the names of those too thin to say.</summary>
    internal static async ValueTask<(IReadOnlyList<SeriesShifts> Found, IReadOnlyList<string> Thin)> FindAsync(
        IRecords records, Session session, string? edition, string? route, LocalDate? from, LocalDate? to, ShiftOptions options, CancellationToken cancel)
    {
        List<SeriesShifts> found = [];
        List<string> thin = [];
        foreach (var series in await SeriesReader.ReadAsync(records, session, edition, cancel))
        {
            if (route is not null && series.Route != route) continue;
            if (RouteShifts.Find(Cut(series, from, to), options) is { } shifts) found.Add(shifts); else thin.Add(series.Key);
        }
        return (found, thin);
    }

    /// <summary>The same from a year on, and the years that there are.</summary>
    internal static async ValueTask<(IReadOnlyList<SeriesShifts> Found, (int First, int Last) Years)> FindSinceAsync(
        IRecords records, Session session, string? edition, string? route, int? since, CancellationToken cancel)
    {
        CountSeries[] all = [.. (await SeriesReader.ReadAsync(records, session, edition, cancel)).Where(s => route is null || s.Route == route)];
        if (all.Length == 0) return ([], (0, -1));
        var years = (all.Min(s => s.First.Year), all.Max(s => s.Month(s.Counts.Length - 1).Year));
        LocalDate? from = since is { } year ? new LocalDate(year, 1, 1) : null;
        return ([.. all.Select(s => RouteShifts.Find(Cut(s, from, null), new())).OfType<SeriesShifts>()], years);
    }

    private static CountSeries Cut(CountSeries series, LocalDate? from, LocalDate? to)
    {
        int first = Math.Clamp(from is { } f ? series.At(f) : 0, 0, series.Counts.Length), last = Math.Clamp(to is { } t ? series.At(t) + 1 : series.Counts.Length, first, series.Counts.Length);
        return series with { First = series.Month(first), Counts = series.Counts[first..last], Exposure = series.Exposure?[first..last] };
    }

    internal static async ValueTask<IReadOnlyList<(LocalDate Day, double Latitude, double Longitude)>> IncidentsAsync(
        IRecords records, Session session, string? edition, string? route, LocalDate? from, LocalDate? to, CancellationToken cancel)
    {
        List<(LocalDate, double, double)> incidents = [];
        await foreach (var record in records.ScanAsync(session, DeathTotals.Of(edition, null), cancel: cancel))
            if (record.As<DeathOrMissing>() is var e && e.Edition == edition && (route is null || e.Route == route) && e.Where.HasPoint && e.When.Precision is TimePrecision.Day or TimePrecision.Hour or TimePrecision.Minute
                && (from is null || e.When.From >= from) && (to is null || e.When.From < to.Value.PlusMonths(1)))
                incidents.Add((e.When.From, e.Where.Latitude!.Value, e.Where.Longitude!.Value));
        return incidents;
    }

    private static LocalDate? Month(AnalysisContext context, string name, List<Refusal> faults)
    {
        if (context[name] is not { } text) return null;
        if (YearMonthPattern.Iso.Parse(text) is { Success: true } month && month.Value.Year is >= 1950 and <= 2100) return month.Value.OnDayOfMonth(1);
        faults.Add(new("shifts.month", $"'{text}' is no month such as 2016-03.", Field: name));
        return null;
    }

    internal static string Iso(LocalDate month) => YearMonthPattern.Iso.Format(month.ToYearMonth());

    internal static ShiftAnswer Answer(SeriesShifts s, RouteShift shift) => new(
        s.Series.Key, CountSeries.Name(s.Series.Unit), s.Series.Route, Iso(s.Series.Month(shift.Index)), Iso(s.Series.Month(shift.Earliest)), Iso(s.Series.Month(shift.Latest)),
        shift.Rise ? "rise" : "fall", shift.Before, shift.After, shift.Ratio, shift.RatioLow, shift.RatioHigh, shift.Gain, s.Split.Penalty, ShiftSay.Explain(s, shift).English);

    private static SeriesAnswer Answer(SeriesShifts s) => new(
        s.Series.Key, CountSeries.Name(s.Series.Unit), s.Series.Route, Iso(s.Series.First), Iso(s.Series.Month(s.Series.Counts.Length - 1)), s.Series.Counts.Length, s.Series.Counts.Sum(),
        s.Series.Exposure is null ? "none stated: the wave of the year alone" : "hours stated, times the wave of the year", s.Split.Dispersion!.Ratio, s.Split.Size!.Value, s.Split.Penalty,
        [.. Enumerable.Range(0, 12).Select(m => s.Wave[(m - (s.Series.First.Month - 1) + 12) % 12])],
        [.. s.Split.Segments.Select(g => new LevelAnswer(Iso(s.Series.Month(g.From)), Iso(s.Series.Month(g.To - 1)), g.Length, g.Mean))], s.Watch);
}
