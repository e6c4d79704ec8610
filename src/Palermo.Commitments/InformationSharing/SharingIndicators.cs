using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>The measures of the room (monitoring framework, C04) that rest on requests, answers and incidents.</summary>
internal static class SharingIndicators
{
    public static IReadOnlyList<Indicator> All { get; } =
    [
        new("C04-I1", new("Reply timeliness", "Réponses dans les délais", "الرد في الموعد"),
            new("Requests to this node that were answered or refused within the agreed limit, of those that were due in the span. Information without a question has no limit.", "Demandes reçues auxquelles il a été répondu dans le délai convenu, parmi celles dues dans la période.", "الطلبات الواردة التي أُجيب عنها في الموعد المتفق عليه من بين المستحقة في الفترة."),
            "%", TimelinessAsync),
        new("C04-I2", new("Median time to answer", "Délai médian de réponse", "الوسيط الزمني للرد"),
            new("Median hours from request to final answer or refusal, of requests to this node that were answered in the span.", "Médiane des heures entre la demande et la réponse finale ou le refus, pour les demandes répondues dans la période.", "وسيط الساعات من الطلب إلى الرد النهائي أو الرفض للطلبات المجابة في الفترة."),
            "h", MedianAsync),
        new("C04-I7", new("Data-protection incidents", "Incidents de protection des données", "حوادث حماية البيانات"),
            new("Incidents discovered in the span, for 10,000 records shared and requests handled in it.", "Incidents découverts dans la période, pour 10 000 fiches partagées et demandes traitées.", "الحوادث المكتشفة في الفترة لكل 10000 سجل مشارك وطلب معالَج."),
            "/10 000", IncidentsAsync),
    ];

    private static async Task<List<RequestThread>> ThreadsAsync(AnalysisContext context, CancellationToken cancel)
    {
        List<RequestThread> threads = [];
        await foreach (var view in context.Records.ScanAsync(context.Session, new(RequestKind.Kind.Name), cancel: cancel))
            if (view.As<RequestThread>() is { Information: false, Entries.Count: > 0 } thread && thread.Answerer == view.Header.Owner) threads.Add(thread);
        return threads;
    }

    private static bool In(DateInterval span, Instant at) => span.Contains(at.InUtc().Date);

    private static async ValueTask<IReadOnlyList<IndicatorValue>> TimelinessAsync(AnalysisContext context, DateInterval span, CancellationToken cancel)
    {
        // Withdrawn ones are no longer due; while a question is open the clock stands, and there is no due moment to fall into the span.
        var due = (await ThreadsAsync(context, cancel)).Where(t => t.StateOf() != RequestKind.Withdrawn && t.Due() is { } at && In(span, at)).ToArray();
        return [Share(span, due.Count(t => t.AnsweredAt is { } at && at <= t.Due()), due.Length)];
    }

    /// <summary>A share in percent with its Wilson interval (Wilson 1927), which is honest for few cases too.</summary>
    internal static IndicatorValue Share(DateInterval span, int good, int all)
    {
        if (all == 0) return new(span.Start, span.End, null, null, null, null, 0, 0, 0, "nothing was due");
        const double z = 1.959964;
        var p = (double)good / all;
        var middle = (p + z * z / (2 * all)) / (1 + z * z / all);
        var half = z / (1 + z * z / all) * Math.Sqrt(p * (1 - p) / all + z * z / (4.0 * all * all));
        return new(span.Start, span.End, null, 100 * p, 100 * Math.Max(0, middle - half), 100 * Math.Min(1, middle + half), good, all, all);
    }

    private static async ValueTask<IReadOnlyList<IndicatorValue>> MedianAsync(AnalysisContext context, DateInterval span, CancellationToken cancel)
    {
        var hours = (await ThreadsAsync(context, cancel)).Where(t => t.AnsweredAt is { } at && In(span, at)).Select(t => (t.AnsweredAt!.Value - t.Entries[0].At).TotalHours).Order().ToArray();
        return [Median(span, hours)];
    }

    /// <summary>The median with the interval of its order statistics: exact ranks by the binomial distribution, no assumption on the times.</summary>
    internal static IndicatorValue Median(DateInterval span, double[] sorted)
    {
        if (sorted.Length == 0) return new(span.Start, span.End, null, null, null, null, null, null, 0, "nothing was answered");
        var n = sorted.Length;
        var median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        // The largest rank k for which fewer than k of n lie below the median with a probability of at most 2.5 %.
        var (below, term, k) = (0.0, Math.Pow(0.5, n), 0);
        while (k < n / 2 && below + term <= 0.025)
        {
            below += term;
            term *= (double)(n - k) / (k + 1);
            k++;
        }
        return k == 0 ? new(span.Start, span.End, null, median, null, null, null, n, n, "too few for an interval") : new(span.Start, span.End, null, median, sorted[k - 1], sorted[n - k], null, n, n);
    }

    private static async ValueTask<IReadOnlyList<IndicatorValue>> IncidentsAsync(AnalysisContext context, DateInterval span, CancellationToken cancel)
    {
        var incidents = 0;
        await foreach (var view in context.Records.ScanAsync(context.Session, new(DataIncident.Kind.Name), cancel: cancel))
            if (In(span, view.As<DataIncident>().DiscoveredAt)) incidents++;
        var exchanges = (await ThreadsAsync(context, cancel)).Count(t => In(span, t.Entries[0].At));
        await foreach (var view in context.Records.ScanAsync(context.Session, new(Kernel.Share.Kind.Name), cancel: cancel))
            if (view.As<Share>().SentAt is { } at && In(span, at)) exchanges++;
        return [exchanges == 0 ? new(span.Start, span.End, null, null, null, null, incidents, 0, incidents, "nothing was exchanged") : new(span.Start, span.End, null, 10_000.0 * incidents / exchanges, null, null, incidents, exchanges, incidents + exchanges)];
    }
}
