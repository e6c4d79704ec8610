using NodaTime;
using Palermo.Analysis.Estimation;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What Implementation may ask of the checks of travel documents.</summary>
internal static class DocumentIndicators
{
    /// <summary>C06-I6 of the catalogue: forged documents found, per 100,000 travellers controlled.</summary>
    public static Indicator ForgedDocuments => new(
        "C06-I6",
        new("Forged document detection", "Détection de documents falsifiés", "كشف الوثائق المزورة"),
        new("Forged documents found per 100,000 travellers controlled, by the reports of crossing points; checks of single documents stand beside it as evidence and are not added, since they tell of the same documents. Context, not success: more may be found because more is forged, or because more is looked at.",
            "Documents falsifiés découverts pour 100 000 voyageurs contrôlés, selon les rapports des points de passage ; les contrôles de documents isolés figurent comme éléments à l'appui sans s'y ajouter, car ils portent sur les mêmes documents. Un contexte, non un succès.",
            "الوثائق المزورة المكتشفة لكل 100,000 مسافر مراقَب، بحسب تقارير نقاط العبور؛ فحوص الوثائق المفردة سند إلى جانبها ولا تُجمع معها لأنها عن الوثائق نفسها. سياق لا نجاح."),
        "per 100,000",
        async (context, span, cancel) =>
        {
            List<CrossingPointControl> controls = [];
            await foreach (var record in context.Records.ScanAsync(context.Session, new(CrossingPointControl.Kind.Name, From: span.Start, To: span.End), AccessAction.Read, cancel))
                controls.Add(record.As<CrossingPointControl>());
            var confirmed = 0;
            await foreach (var record in context.Records.ScanAsync(context.Session, new(DocumentCheck.Kind.Name, From: span.Start, To: span.End), AccessAction.Read, cancel))
                if (record.As<DocumentCheck>() is { Outcome: CheckOutcome.FraudConfirmed, Fraud: { } fraud } && FraudKinds.IsForged(fraud)) confirmed++;
            return [Of(controls, confirmed, span)];
        });

    /// <summary>The value of a span.</summary>
    /// <param name="confirmed">Checks of single documents in which a forgery was confirmed.</param>
    internal static IndicatorValue Of(IReadOnlyCollection<CrossingPointControl> controls, int confirmed, DateInterval span)
    {
        var travellers = controls.Sum(c => (long)c.Controlled);
        var forged = controls.Sum(c => (long)c.FraudulentDocuments);
        var evidence = controls.Count + confirmed;
        if (travellers == 0) return new(span.Start, span.End, null, null, null, null, null, 0, evidence, "not estimable: no crossing point reported how many it controlled");
        if (SmallCounts.Show(forged) is null) return new(span.Start, span.End, null, null, null, null, null, null, evidence, "suppressed: small count");
        var rate = Rates.Rate(forged, travellers, 100_000);
        return new(span.Start, span.End, null, rate.Value, rate.Interval.Low, rate.Interval.High, forged, travellers, evidence,
            SmallCounts.Show(confirmed) is { } shown and > 0 ? $"{shown} confirmed in single checks, not added" : null);
    }
}
