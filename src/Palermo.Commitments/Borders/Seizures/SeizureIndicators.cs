using NodaTime;
using Palermo.Analysis.Estimation;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What Implementation may ask of the seizure register.</summary>
internal static class SeizureIndicators
{
    /// <summary>Months after which a decision on means seized is due (monitoring, C06-I4).</summary>
    internal const int DecisionMonths = 12;

    /// <summary>C06-I4 of the catalogue: means finally confiscated, of those seized whose decision is due.</summary>
    public static Indicator ConfiscationRate => new(
        "C06-I4",
        new("Confiscation rate of means of transport", "Taux de confiscation des moyens de transport", "معدل مصادرة وسائل النقل"),
        new("Of the vehicles, vessels and outboard engines whose decision fell due in the period, twelve months after the seizure, the share that is confiscated. Things released or returned to an owner are counted below the line: a low share may be due care.",
            "Parmi les véhicules, bateaux et moteurs hors-bord dont la décision était attendue dans la période, douze mois après la saisie, la part confisquée. Les biens remis ou restitués comptent au dénominateur : une part basse peut être le fait d'un examen attentif.",
            "من المركبات والقوارب والمحركات الخارجية التي استحق قرارها في الفترة، بعد اثني عشر شهراً من الضبط، النسبة المصادَرة. ما رُفع عنه الضبط أو أُعيد إلى مالكه يدخل في المقام: قد تكون النسبة المنخفضة دليل عناية."),
        "%",
        async (context, span, cancel) =>
        {
            List<(SeizedAsset, string)> assets = [];
            await foreach (var record in context.Records.ScanAsync(context.Session, new(SeizedAsset.Kind.Name), AccessAction.Read, cancel))
                assets.Add((record.As<SeizedAsset>(), record.Header.State));
            return [Of(assets, span)];
        });

    /// <summary>The value of a span.</summary>
    internal static IndicatorValue Of(IEnumerable<(SeizedAsset Asset, string State)> assets, DateInterval span)
    {
        int due = 0, confiscated = 0;
        foreach (var (asset, state) in assets)
        {
            if (asset.Class is not (SeizedClass.Vehicle or SeizedClass.Vessel or SeizedClass.OutboardEngine) || !span.Contains(asset.When.To.PlusMonths(DecisionMonths))) continue;
            due++;
            if (IsConfiscated(asset, state)) confiscated++;
        }
        if (due == 0) return new(span.Start, span.End, null, null, null, null, 0, 0, 0, "not estimable: no decision fell due");
        if (SmallCounts.Show(due) is null || SmallCounts.Show(confiscated) is null || SmallCounts.Show(due - confiscated) is null)
            return new(span.Start, span.End, null, null, null, null, null, null, due, "suppressed: small count");
        var interval = Rates.Wilson(confiscated, due);
        return new(span.Start, span.End, null, 100.0 * confiscated / due, 100 * interval.Low, 100 * interval.High, confiscated, due, due);
    }

    /// <summary>Confiscated: ordered, and whatever was done with it since.</summary>
    private static bool IsConfiscated(SeizedAsset asset, string state) => asset.Order == AssetOrder.Confiscation
        && state is AssetWorkflow.Confiscation or AssetWorkflow.Sold or AssetWorkflow.PublicUse or AssetWorkflow.Destroyed or AssetWorkflow.Closed;
}
