using NodaTime;
using Palermo.Analysis.Estimation;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

/// <summary>What Implementation may ask of notices and hits (catalogue of indicators, C04-I4 to C04-I6).</summary>
internal static class NoticesIndicators
{
    public static IReadOnlyList<Indicator> All { get; } = [DocumentSearches, HitConfirmation, NoticeCompliance];

    private static Indicator DocumentSearches => new(
        "C04-I4",
        new("Searches of lost and stolen documents", "Consultations des documents perdus et volés", "البحث في الوثائق المفقودة والمسروقة"),
        new("Searches per 1,000 recorded crossings. Posts that record no crossings are left out.", "Consultations pour 1 000 passages enregistrés. Les postes sans passages enregistrés sont exclus.", "عمليات البحث لكل 1000 عبور مسجل. تُستبعد المراكز التي لا تسجل العبور."),
        "per 1000",
        async (context, span, cancel) =>
        {
            long searches = 0, crossings = 0;
            var evidence = 0;
            await foreach (var record in context.Records.ScanAsync(context.Session, new(DocumentSearchDay.Kind.Name, From: span.Start, To: span.End), AccessAction.Read, cancel))
            {
                var body = record.As<DocumentSearchDay>();
                if (body.Crossings == 0) continue;
                searches += body.Searches;
                crossings += body.Crossings;
                evidence++;
            }
            return [PerThousand(span, searches, crossings, evidence)];
        });

    /// <summary>Searches per thousand crossings, with the interval of a Poisson rate.</summary>
    internal static IndicatorValue PerThousand(DateInterval span, long searches, long crossings, int evidence)
    {
        if (crossings == 0) return new(span.Start, span.End, null, null, null, null, 0, 0, evidence, "not estimable: no crossings are recorded");
        if (SmallCounts.Show(searches) is null) return new(span.Start, span.End, null, null, null, null, null, null, evidence, "suppressed: small count");
        var rate = Rates.Rate(searches, crossings);
        return new(span.Start, span.End, null, 1000.0 * searches / crossings, rate.Interval.Low, rate.Interval.High, searches, crossings, evidence);
    }

    private static Indicator HitConfirmation => new(
        "C04-I5",
        new("Hits confirmed in time", "Réponses positives confirmées à temps", "إصابات أُكدت في الموعد"),
        new("Of the hits of the period, the share that the owner confirmed within 24 hours of being told.", "Part des réponses positives de la période confirmées par le propriétaire dans les 24 heures.", "نسبة إصابات الفترة التي أكدها صاحب المدخل خلال 24 ساعة من إبلاغه."),
        "%",
        async (context, span, cancel) =>
        {
            List<(string State, HitFollowUp Body)> hits = [];
            await foreach (var record in context.Records.ScanAsync(context.Session, new(HitFollowUp.Kind.Name), AccessAction.Read, cancel))
                if (record.As<HitFollowUp>() is var body && span.Contains(body.ReceivedAt.InUtc().Date)) hits.Add((record.Header.State, body));
            return [Share(span, hits.Count(h => h.Body.InTime && !h.Body.FalsePositive && h.State is "ncb-confirmed" or "action-taken" or "closed"), hits.Count, hits.Count)];
        });

    private static Indicator NoticeCompliance => new(
        "C04-I6",
        new("Notices published without a refusal on rules", "Notices publiées sans refus pour non-conformité", "نشرات نُشرت دون رفض لعدم المطابقة"),
        new("Of the requests decided and recorded in the period, the share that was published.", "Part des demandes décidées, enregistrées pendant la période, qui ont été publiées.", "نسبة الطلبات المبتوت فيها والمسجلة في الفترة التي نُشرت."),
        "%",
        async (context, span, cancel) =>
        {
            List<string> states = [];
            await foreach (var record in context.Records.ScanAsync(context.Session, new(NoticeRequest.Kind.Name), AccessAction.Read, cancel))
                if (span.Contains(record.As<NoticeRequest>().RecordedOn)) states.Add(record.Header.State);
            return [Compliance(span, states)];
        });

    /// <summary>Published, whatever became of it later, among those decided.</summary>
    internal static IndicatorValue Compliance(DateInterval span, IReadOnlyList<string> states)
    {
        var published = states.Count(s => s is "published" or "suspended" or "cancelled" or "expired");
        return Share(span, published, published + states.Count(s => s == "refused"), states.Count);
    }

    /// <summary>A share in per cent with Wilson's interval; small counts are not shown.</summary>
    internal static IndicatorValue Share(DateInterval span, long part, long whole, int evidence)
    {
        if (whole == 0) return new(span.Start, span.End, null, null, null, null, 0, 0, evidence, "not estimable: none in the period");
        if (SmallCounts.Show(part) is null || SmallCounts.Show(whole - part) is null) return new(span.Start, span.End, null, null, null, null, null, null, evidence, "suppressed: small count");
        var interval = Rates.Wilson(part, whole);
        return new(span.Start, span.End, null, 100.0 * part / whole, 100 * interval.Low, 100 * interval.High, part, whole, evidence);
    }
}
