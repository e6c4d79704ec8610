using NodaTime;
using Palermo.Analysis.Changes;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>A ratio as the verb writes it.</summary>
internal sealed record RatioAnswer(double Ratio, double Low, double High, double PValue);

/// <summary>Deaths as the verb writes them: dead and missing per 1,000 detections.</summary>
internal sealed record HarmAnswer(
    double Before, double BeforeLow, double BeforeHigh, double After, double AfterLow, double AfterHigh, double? Ratio, double? RatioLow, double? RatioHigh, double? PValue,
    long DeadAndMissingBefore, long DeadAndMissingAfter, long FatalIncidentsBefore, long FatalIncidentsAfter, double? IncidentRatio, double? IncidentRatioLow, double? IncidentRatioHigh);

/// <summary>Detections in the two windows, as the verb writes them.</summary>
internal sealed record WindowCounts(double TreatedBefore, double TreatedAfter, double AlternativesBefore, double AlternativesAfter, double ComparisonBefore, double ComparisonAfter);

/// <summary>The effect of a control as the verb writes it.</summary>
internal sealed record ControlEffectAnswer(
    RecordId Id, string Measure, string BeforeFrom, string BeforeTo, string AfterFrom, string AfterTo, int Months,
    IReadOnlyList<string> Treated, IReadOnlyList<string> Alternatives, IReadOnlyList<string> Comparison, bool Planned,
    WindowCounts Detections, double Dispersion, RatioAnswer? TreatedRatio, RatioAnswer? AlternativesRatio, RatioAnswer? NetRatio,
    double Success, double? Wdq, double? WdqRatioForm, double? WdqLow, double? WdqHigh,
    RatioAnswer? RegressionTreated, RatioAnswer? RegressionAlternatives, int? Clusters, double? ShuffledPValue, long? ShuffledAssignments,
    double? PreTrendPValue, int? PlaceboMonths, double? PlaceboShare, HarmAnswer? Harm, double? PatrolHoursBefore, double? PatrolHoursAfter,
    string Verdict, string Finding, string Caveat);

/// <summary>What was judged, for page and verb.</summary>
internal sealed record JudgedControl(
    RecordId Id, ControlMeasure Measure, LocalDate First, IReadOnlyList<EffectArea> Areas, ControlEffectResult Result, RecordView? Plan, double? HoursBefore, double? HoursAfter)
{
    public LocalDate Month(int index) => First.PlusMonths(index);

    public IReadOnlyList<Words> Notes()
    {
        List<Words> notes = [ShiftSay.Caveat, EffectSay.Effort(HoursBefore, HoursAfter)];
        if (Result.PreTrend is { PValue: < 0.05 }) notes.Add(EffectSay.PreTrendApart);
        notes.Add(Plan is null ? EffectSay.ByRule : EffectSay.Planned($"{Plan.ChangedAt.InUtc().Date:uuuu-MM-dd}"));
        return notes;
    }
}

/// <summary>The effect of a control measure: the verb <c>palermo borders control-effect ID</c>.</summary>
internal static class ControlEffectAnalysis
{
    private const int DefaultMonths = 12;
    /// <summary>A control that begins after this day of a month leaves that month to neither side.</summary>
    private const int EarlyInMonth = 5;

    public static RoomAnalysis Analysis { get; } = new(
        "control-effect",
        EffectSay.Title,
        new("Judges a control measure: detections in the treated areas, on the alternatives and elsewhere, before and after; displacement, net effect, deaths per 1,000 detections; and says in plain words what is shown and what is not. "
            + "Example: ./palermo borders control-effect 01890a5d-ac96-774b-bcce-b302099a8057 --data DIR --json.",
            "Évalue une mesure de contrôle : détections dans les zones traitées, sur les alternatives et ailleurs, avant et après ; déplacement, effet net, décès pour 1 000 détections ; et dit simplement ce qui est montré ou non.",
            "يقيّم إجراءً رقابياً: عمليات الرصد في المناطق المعنية والبديلة وغيرها قبل وبعد؛ الانتقال والأثر الصافي والوفيات لكل 1000 عملية رصد؛ ويقول بوضوح ما ثبت وما لم يثبت."),
        [
            new("id", new("Id of the control measure's record", "Identifiant de la mesure de contrôle", "معرّف سجل الإجراء الرقابي"), Required: true, Shape: ParameterShape.Positional),
            new("months", new("Months before and after; default that of the plan, or 12", "Mois avant et après ; par défaut ceux du plan, ou 12", "الأشهر قبل وبعد؛ الافتراضي ما في الخطة أو 12")),
            new("edition", BordersSay.Publication, Allowed: [DeathOrMissing.FullExport, DeathOrMissing.Cleaned, "own"]),
        ],
        RunAsync);

    private static async ValueTask<Outcome<AnalysisAnswer>> RunAsync(AnalysisContext context, CancellationToken cancel)
    {
        if (!RecordId.TryParse(context["id"], null, out var id)) return new Refusal("effect.id", $"'{context["id"]}' is no id of a record, such as 01890a5d-ac96-774b-bcce-b302099a8057.", Field: "id");
        int? months = null;
        if (context["months"] is { } text)
        {
            if (!int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var given) || given is < 3 or > 60)
                return new Refusal("effect.months", $"'{text}' is no number of months from 3 to 60.", Field: "months");
            months = given;
        }
        var (edition, notes) = await DeathTotals.ChooseAsync(context, cancel);
        var judged = await JudgeAsync(context.Records, context.Session, id, months, edition, cancel);
        if (!judged.TryGet(out var found)) return Outcome<AnalysisAnswer>.Refused(judged.Refusals);
        return new AnalysisAnswer(Answer(found), [.. found.Notes(), .. notes]);
    }

    /// <summary>Judges the measure of an id from the records that the session may see.</summary>
    internal static async ValueTask<Outcome<JudgedControl>> JudgeAsync(IRecords records, Session session, RecordId id, int? months, string? edition, CancellationToken cancel)
    {
        var read = await records.ReadAsync(session, id, cancel: cancel);
        if (!read.TryGet(out var record)) return Outcome<JudgedControl>.Refused(read.Refusals);
        if (record.Body is not ControlMeasure measure) return new Refusal("effect.kind", $"{id} is a {record.Kind.Title.English}, not a control measure.", Field: "id");
        RecordView? plan = null;
        await foreach (var candidate in records.ScanAsync(session, new(EffectPlan.Kind.Name), cancel: cancel))
            if (candidate.As<EffectPlan>().Measure == id && (plan is null || candidate.ChangedAt > plan.ChangedAt)) plan = candidate;
        IReadOnlyList<string> treated = plan?.As<EffectPlan>().Treated ?? (measure.Route is { } route ? [route] : []);
        if (treated.Count == 0) return new Refusal("effect.route", "The measure names no route, and there is no plan for it. Write its route into the record, or record a plan that names the treated routes.", Field: "id");
        IReadOnlyList<string> alternatives = plan?.As<EffectPlan>().Alternatives ?? [.. treated.SelectMany(RouteNeighbours.Alternatives).Distinct().Except(treated)];
        var downstream = treated.SelectMany(RouteNeighbours.Downstream).ToHashSet(StringComparer.Ordinal);
        var comparison = plan?.As<EffectPlan>().Comparison;
        AreaRole? Role(string of) =>
            treated.Contains(of) ? AreaRole.Treated
            : alternatives.Contains(of) ? AreaRole.Buffer
            : comparison is { Count: > 0 } chosen ? chosen.Contains(of) ? AreaRole.Comparison : null
            : downstream.Contains(of) || of is Routes.NotStated or "other" ? null : AreaRole.Comparison;

        var (first, areas) = await AreasAsync(records, session, Role, cancel);
        Refusal Missing(string what) => new("effect.data", $"There are no monthly counts of detections {what}. Import them first: palermo import frontex FILE.", Field: "id");
        if (areas.All(a => a.Role != AreaRole.Treated)) return Missing($"on {string.Join(", ", treated)}");
        if (areas.All(a => a.Role != AreaRole.Comparison)) return Missing("to compare with");
        int At(LocalDate day) => (day.Year - first.Year) * 12 + day.Month - first.Month;
        var length = areas[0].Counts.Length;
        var window = EffectWindow.Around(At(measure.When.From), measure.When.From.Day > EarlyInMonth && measure.When.Precision is not (TimePrecision.Month or TimePrecision.Quarter or TimePrecision.Year),
            measure.Ended is { } ended ? At(ended.PlusDays(1)) : null, length, months ?? plan?.As<EffectPlan>().Months ?? DefaultMonths);
        if (window is null)
            return new Refusal("effect.window", $"Fewer than three whole months of detections lie before or under the measure: the counts run from {ShiftsAnalysis.Iso(first)} to {ShiftsAnalysis.Iso(first.PlusMonths(length - 1))}, the measure began on {measure.When.From:uuuu-MM-dd}.", Field: "id");

        var looked = areas.Where(a => a.Role is AreaRole.Treated or AreaRole.Buffer).Select(a => a.Route).ToHashSet(StringComparer.Ordinal);
        double[] deaths = new double[length], incidents = new double[length];
        var any = false;
        await foreach (var death in records.ScanAsync(session, DeathTotals.Of(edition, null), cancel: cancel))
        {
            if (death.As<DeathOrMissing>() is var e && (e.Edition != edition || e.Route is null || !looked.Contains(e.Route) || e.When.Precision is TimePrecision.Quarter or TimePrecision.Year)) continue;
            any = true;
            if (At(e.When.From) is >= 0 and var at && at < length)
            {
                deaths[at] += e.Total;
                incidents[at]++;
            }
        }
        var (before, after) = await HoursAsync(records, session, looked, first, window, cancel);
        return new JudgedControl(id, measure, first, areas, ControlEffect.Judge(areas, window, any ? deaths : [], incidents), plan, before, after);
    }

    /// <summary>Monthly detections by route and type of border: the areas.</summary>
    private static async ValueTask<(LocalDate First, IReadOnlyList<EffectArea> Areas)> AreasAsync(IRecords records, Session session, Func<string, AreaRole?> role, CancellationToken cancel)
    {
        var gathered = new SortedDictionary<(string Route, BorderType Border), Dictionary<LocalDate, double>>();
        LocalDate first = LocalDate.MaxIsoValue, last = LocalDate.MinIsoValue;
        await foreach (var record in records.ScanAsync(session, new(DetectionCount.Kind.Name), cancel: cancel))
        {
            var e = record.As<DetectionCount>();
            var month = new LocalDate(e.When.From.Year, e.When.From.Month, 1);
            (first, last) = (LocalDate.Min(first, month), LocalDate.Max(last, month));
            var key = (e.Route ?? Routes.NotStated, e.Border);
            if (!gathered.TryGetValue(key, out var months)) gathered.Add(key, months = []);
            months[month] = months.GetValueOrDefault(month) + e.Detections;
        }
        if (gathered.Count == 0) return (first, []);
        var length = (last.Year - first.Year) * 12 + last.Month - first.Month + 1;
        List<EffectArea> areas = [];
        foreach (var ((route, border), months) in gathered)
        {
            if (role(route) is not { } mine) continue;
            var counts = new double[length];
            foreach (var (month, count) in months) counts[(month.Year - first.Year) * 12 + month.Month - first.Month] = count;
            areas.Add(new($"{route}/{(border == BorderType.Sea ? "sea" : "land")}", route, mine, counts));
        }
        return (first, areas);
    }

    /// <summary>Hours of patrol on the routes looked at, in the two windows; null when none are recorded.</summary>
    private static async ValueTask<(double? Before, double? After)> HoursAsync(IRecords records, Session session, HashSet<string> routes, LocalDate first, EffectWindow window, CancellationToken cancel)
    {
        double before = 0, after = 0;
        void Add(BorderEvent e, double? hours)
        {
            if (hours is not { } spent || e.Route is null || !routes.Contains(e.Route)) return;
            var at = (e.When.From.Year - first.Year) * 12 + e.When.From.Month - first.Month;
            if (at >= window.BeforeFrom && at < window.BeforeTo) before += spent;
            if (at >= window.AfterFrom && at < window.AfterTo) after += spent;
        }
        await foreach (var record in records.ScanAsync(session, new(Detection.Kind.Name), cancel: cancel)) Add(record.As<Detection>(), record.As<Detection>().PatrolHours);
        await foreach (var record in records.ScanAsync(session, new(Interception.Kind.Name), cancel: cancel)) Add(record.As<Interception>(), record.As<Interception>().PatrolHours);
        return (before > 0 ? before : null, after > 0 ? after : null);
    }

    private static ControlEffectAnswer Answer(JudgedControl judged)
    {
        var r = judged.Result;
        string Month(int index) => ShiftsAnalysis.Iso(judged.Month(index));
        IReadOnlyList<string> Names(AreaRole role) => [.. judged.Areas.Where(a => a.Role == role).Select(a => a.Name)];
        static RatioAnswer? Ratio(EffectRatio? x) => x is null ? null : new(x.Ratio, x.Low, x.High, x.PValue);
        return new(
            judged.Id, judged.Measure.What, Month(r.Window.BeforeFrom), Month(r.Window.BeforeTo - 1), Month(r.Window.AfterFrom), Month(r.Window.AfterTo - 1), r.Window.Months,
            Names(AreaRole.Treated), Names(AreaRole.Buffer), Names(AreaRole.Comparison), judged.Plan is not null,
            new(r.Counts.A0, r.Counts.A1, r.Counts.B0, r.Counts.B1, r.Counts.C0, r.Counts.C1), r.Dispersion, Ratio(r.Treated), Ratio(r.Buffer), Ratio(r.Net),
            r.Quotient.Success, r.Quotient.Value, r.Quotient.RatioForm, r.QuotientInterval?.Low, r.QuotientInterval?.High,
            Ratio(r.Regression?.Treated), Ratio(r.Regression?.Buffer), r.Regression?.Clusters, r.Shuffled?.PValue, r.Shuffled?.Assignments,
            r.PreTrend?.PValue, r.TreatedPlacebo?.Months, r.TreatedPlacebo?.Share,
            r.Harm is not { } h ? null : new(h.Before.Value, h.Before.Interval.Low, h.Before.Interval.High, h.After.Value, h.After.Interval.Low, h.After.Interval.High,
                h.Ratio?.Value, h.Ratio?.Interval.Low, h.Ratio?.Interval.High, h.Ratio?.PValue, h.Before.Events, h.After.Events, h.IncidentsBefore, h.IncidentsAfter,
                h.IncidentRatio?.Value, h.IncidentRatio?.Interval.Low, h.IncidentRatio?.Interval.High),
            judged.HoursBefore, judged.HoursAfter,
            System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(r.Verdict.ToString()), EffectSay.Finding(r).English, ShiftSay.Caveat.English);
    }
}
