using NodaTime;
using Palermo.Analysis.Estimation;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What Implementation may ask of this room.</summary>
internal static class BordersIndicators
{
    public static IReadOnlyList<Indicator> All { get; } =
        [RouteMappingCurrency, JointPatrols, DeathsByRoute, MeansIntercepted, SeizureIndicators.ConfiscationRate, Screened, DocumentIndicators.ForgedDocuments];

    /// <summary>Deaths and disappearances by route and quarter.</summary>
    private static Indicator DeathsByRoute => new(
        "C06-D1",
        new("Deaths and disappearances by route and quarter", "Décès et disparitions par route et trimestre", "الوفيات وحالات الفقدان حسب المسار والربع"),
        new("Dead and missing in fatal incidents, minimum estimates of one publication. The interval says how far the toll of a quarter can vary by chance when incidents come independently, each with its own toll. Counts of 1 to 4, and others that would give them away, are not shown.",
            "Morts et disparus dans les incidents mortels, estimations minimales d'une seule publication. L'intervalle indique la variation due au hasard si les incidents sont indépendants, chacun avec son bilan. Les effectifs de 1 à 4, et ceux qui les révéleraient, ne sont pas montrés.",
            "الموتى والمفقودون في الحوادث المميتة، تقديرات دنيا من منشور واحد. يبيّن المجال مدى تغير الحصيلة بالصدفة إذا كانت الحوادث مستقلة. لا تُعرض الأعداد من 1 إلى 4 ولا ما يكشفها."),
        "persons",
        async (context, span, cancel) =>
        {
            var (edition, _) = await DeathTotals.ChooseAsync(context, cancel);
            List<DeathOrMissing> events = [];
            var query = DeathTotals.Of(edition, null) with { From = span.Start, To = span.End };
            await foreach (var record in context.Records.ScanAsync(context.Session, query, AccessAction.Read, cancel))
                if (record.As<DeathOrMissing>() is var body && body.Edition == edition && span.Contains(body.When.From)) events.Add(body);
            return ByRouteAndQuarter(events, span);
        });

    /// <summary>The table route by quarter with intervals, small counts suppressed with what would give them away.</summary>
    internal static IReadOnlyList<IndicatorValue> ByRouteAndQuarter(IReadOnlyCollection<DeathOrMissing> events, DateInterval span)
    {
        // A month or a year as a date belongs to no single quarter: it is told apart rather than guessed.
        var quarters = Quarters(span);
        var dated = events.Where(e => e.When.Precision <= TimePrecision.Month).ToArray();
        var routes = dated.Select(e => e.Route ?? Routes.NotStated).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (routes.Length == 0) return [];
        var cells = dated.ToLookup(e => (e.Route ?? Routes.NotStated, QuarterOf(e.When.From)));
        var counts = new long[routes.Length * quarters.Count];
        for (var r = 0; r < routes.Length; r++)
            for (var q = 0; q < quarters.Count; q++)
                counts[r * quarters.Count + q] = cells[(routes[r], quarters[q])].Sum(e => (long)Math.Max(0, e.Total));
        var shown = SmallCounts.Protect(
            [new("route", routes), new("quarter", [.. quarters.Select(q => q.ToString("uuuu-MM", null))])], counts);

        List<IndicatorValue> values = [];
        for (var r = 0; r < routes.Length; r++)
            for (var q = 0; q < quarters.Count; q++)
            {
                var from = quarters[q];
                var to = from.PlusMonths(3).PlusDays(-1);
                var inCell = cells[(routes[r], from)].ToArray();
                if (shown[r, q] is not { } count) values.Add(new(from, to, routes[r], null, null, null, null, null, inCell.Length, "suppressed: small, or would give away a small count"));
                else
                {
                    var (low, high) = CompoundInterval([.. inCell.Select(e => (double)Math.Max(0, e.Total))]);
                    values.Add(new(from, to, routes[r], count, low, high, count, null, inCell.Length));
                }
            }
        return values;
    }

    /// <summary>95 % interval for the expected sum of a compound Poisson process.</summary>
    /// <param name="tolls">The toll of each incident.</param>
    /// <remarks>
    /// Fay and Feuer (1997), Statistics in Medicine 16: the sum of weighted Poisson counts behaves as a scaled Poisson count with
    /// (sum)^2 / (sum of squares) effective events, here with each incident as one event of weight its toll. Exact when all tolls are equal.
    /// </remarks>
    internal static (double Low, double High) CompoundInterval(double[] tolls)
    {
        var sum = tolls.Sum();
        if (sum == 0) return (0, Rates.Count(0).High);
        var squares = tolls.Sum(t => t * t);
        var effective = (long)Math.Max(1, Math.Round(sum * sum / squares));
        var interval = Rates.Count(effective);
        return (interval.Low * sum / effective, interval.High * sum / effective);
    }

    private static IReadOnlyList<LocalDate> Quarters(DateInterval span)
    {
        List<LocalDate> quarters = [];
        for (var q = QuarterOf(span.Start); q <= span.End; q = q.PlusMonths(3)) quarters.Add(q);
        return quarters;
    }

    private static LocalDate QuarterOf(LocalDate day) => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);

    /// <summary>C06-I1 of the catalogue: assessments of routes that were looked at in the last six months.</summary>
    private static Indicator RouteMappingCurrency => new(
        "C06-I1",
        new("Route mapping currency", "Actualité de la cartographie des routes", "حداثة رسم خرائط المسارات"),
        new("Of the route assessments that stand (reviewed or issued, not historic), the share that was reviewed or issued in the six months before the end of the span. Target: 90 % or more.",
            "Part des évaluations de routes en vigueur (revues ou publiées, non historiques) revues ou publiées dans les six mois avant la fin de la période. Cible : 90 % ou plus.",
            "من بين تقييمات المسارات السارية (المُراجَعة أو الصادرة، غير التاريخية)، نسبة ما رُوجع أو صدر في الأشهر الستة قبل نهاية الفترة. الهدف: 90٪ فأكثر."),
        "%",
        async (context, span, cancel) =>
        {
            List<(RouteSegment Body, string State, LocalDate Changed)> all = [];
            await foreach (var record in context.Records.ScanAsync(context.Session, new(RouteSegment.Kind.Name), AccessAction.Read, cancel))
                all.Add((record.As<RouteSegment>(), record.Header.State, record.ChangedAt.InUtc().Date));
            return [Currency(all, span)];
        });

    /// <summary>The share of standing assessments that are fresh at the end of a span.</summary>
    internal static IndicatorValue Currency(IEnumerable<(RouteSegment Body, string State, LocalDate Changed)> assessments, DateInterval span)
    {
        var standing = assessments.Where(a => RouteSegment.IsActive(a.Body, a.State) && a.Changed <= span.End).ToArray();
        if (standing.Length == 0) return new(span.Start, span.End, null, null, null, null, 0, 0, 0, "not estimable: no route assessment stands");
        var fresh = standing.Count(a => a.Changed > span.End.PlusMonths(-6));
        var interval = Rates.Wilson(fresh, standing.Length);
        return new(span.Start, span.End, null, 100.0 * fresh / standing.Length, 100 * interval.Low, 100 * interval.High, fresh, standing.Length, standing.Length);
    }

    /// <summary>C06-I2 of the catalogue: patrols of defence and domestic security forces together.</summary>
    private static Indicator JointPatrols => new(
        "C06-I2",
        new("Joint patrols", "Patrouilles conjointes", "دوريات مشتركة"),
        new("Patrols in the span in which forces of defence and of domestic security took part together, as the patrol logs say. The numerator; the denominator is all patrols.",
            "Patrouilles de la période auxquelles forces de défense et de sécurité intérieure ont participé ensemble, selon les journaux de patrouille.",
            "دوريات الفترة التي شاركت فيها قوات الدفاع والأمن الداخلي معاً بحسب سجلات الدوريات."),
        "count",
        async (context, span, cancel) =>
        {
            int joint = 0, all = 0;
            await foreach (var record in context.Records.ScanAsync(context.Session, new(PatrolLog.Kind.Name, From: span.Start, To: span.End), AccessAction.Read, cancel))
            {
                all++;
                if (record.As<PatrolLog>().IsJoint) joint++;
            }
            var interval = Rates.Count(joint);
            return [new(span.Start, span.End, null, joint, interval.Low, interval.High, joint, all, all, all == 0 ? "no patrol logs" : null)];
        });

    /// <summary>C06-I3 of the catalogue: vehicles and vessels intercepted.</summary>
    private static Indicator MeansIntercepted => new(
        "C06-I3",
        new("Means of transport intercepted", "Moyens de transport interceptés", "وسائل النقل المعترضة"),
        new("Vehicles and vessels seized in the period. Context, not success: more may be seized because more pass, or because more is controlled.",
            "Véhicules et bateaux saisis pendant la période. Un contexte, non un succès : on peut saisir davantage parce qu'il en passe davantage ou parce qu'on contrôle davantage.",
            "المركبات والقوارب المضبوطة في الفترة. سياق لا نجاح: قد يُضبط أكثر لأن العابر أكثر أو لأن الرقابة أكثر."),
        "count",
        async (context, span, cancel) =>
        {
            // Things entered one by one, and seizures whose one thing stands in the seizure itself: nothing twice.
            var count = 0;
            HashSet<RecordId> entered = [];
            await foreach (var record in context.Records.ScanAsync(context.Session, new(SeizedAsset.Kind.Name, From: span.Start, To: span.End), AccessAction.Read, cancel))
                if (record.As<SeizedAsset>() is { Class: SeizedClass.Vehicle or SeizedClass.Vessel } asset)
                {
                    count++;
                    if (asset.Seizure is { } seizure) entered.Add(seizure);
                }
            await foreach (var record in context.Records.ScanAsync(context.Session, new(SeizureEvent.Kind.Name, From: span.Start, To: span.End), AccessAction.Read, cancel))
                if (record.As<SeizureEvent>().Class is SeizedClass.Vehicle or SeizedClass.Vessel && !entered.Contains(record.Id)) count++;
            var interval = Rates.Count(count);
            return SmallCounts.Show(count) is { } shown
                ? [new(span.Start, span.End, null, shown, interval.Low, interval.High, shown, null, count)]
                : [new(span.Start, span.End, null, null, null, null, null, null, 0, "suppressed: fewer than 5")];
        });

    /// <summary>C06-I5 of the catalogue: intercepted persons screened for protection needs within 24 hours.</summary>
    private static Indicator Screened => new(
        "C06-I5",
        new("Screening at interception", "Examen lors de l'interception", "الفحص عند الاعتراض"),
        new("Of the persons intercepted, the share screened for protection needs within 24 hours. Interceptions that do not say are counted as not screened.",
            "Part des personnes interceptées examinées dans les 24 heures pour leurs besoins de protection. Les interceptions qui ne le disent pas comptent comme non examinées.",
            "نسبة من فُحصت احتياجات حمايتهم خلال 24 ساعة من بين المعترَضين. ما لا يُذكر يُعدّ غير مفحوص."),
        "%",
        async (context, span, cancel) =>
        {
            long persons = 0, screened = 0;
            var evidence = 0;
            await foreach (var record in context.Records.ScanAsync(context.Session, new(Interception.Kind.Name, From: span.Start, To: span.End), AccessAction.Read, cancel))
            {
                var body = record.As<Interception>();
                persons += body.Persons ?? 0;
                screened += Math.Min(body.ScreenedWithin24Hours ?? 0, body.Persons ?? 0);
                evidence++;
            }
            if (persons == 0) return [new(span.Start, span.End, null, null, null, null, 0, 0, evidence, "not estimable: nobody was intercepted")];
            if (SmallCounts.Show(persons) is null || SmallCounts.Show(persons - screened) is null || SmallCounts.Show(screened) is null)
                return [new(span.Start, span.End, null, null, null, null, null, null, evidence, "suppressed: small count")];
            var interval = Rates.Wilson(screened, persons);
            return [new(span.Start, span.End, null, 100.0 * screened / persons, 100 * interval.Low, 100 * interval.High, screened, persons, evidence)];
        });
}
