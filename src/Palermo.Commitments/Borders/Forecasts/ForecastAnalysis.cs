using System.Globalization;
using Palermo.Analysis.Changes;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>A month of a forecast as the verb writes it.</summary>
internal sealed record ForecastMonth(string Month, double Point, double Low80, double High80, double Low95, double High95);

/// <summary>The forecast of a series as the verb writes it.</summary>
internal sealed record ForecastAnswer(string Series, string Unit, string Route, string Model, bool BeatsTheBaselines, IReadOnlyList<ForecastMonth> Months, IReadOnlyList<ForecastScore> Scores);

/// <summary>Forecasts of the series: the verb <c>palermo borders forecast</c>.</summary>
internal static class ForecastAnalysis
{
    public static RoomAnalysis Analysis { get; } = new(
        "forecast",
        ForecastSay.Title,
        new("Forecasts the monthly counts of each route with intervals, beside the scores of every way of forecasting on the last 36 months and those of the three plain baselines. No forecast of persons or nationalities. "
            + "Example: ./palermo borders forecast --route central-mediterranean --data DIR --json.",
            "Prévoit les comptages mensuels de chaque route avec intervalles, à côté des scores de chaque méthode sur les 36 derniers mois et de trois références simples. Aucune prévision de personnes ni de nationalités.",
            "يتوقع الأعداد الشهرية لكل مسار مع مجالاتها، إلى جانب درجات كل طريقة في آخر 36 شهراً ودرجات ثلاثة مراجع بسيطة. لا توقع لأشخاص أو جنسيات."),
        [
            new("route", BordersSay.Route, Allowed: [.. Routes.List.Codes.Select(c => c.Value)]),
            new("months", new("Months ahead, 1 or 2 (no more than eight weeks); default 2", "Mois à venir, 1 ou 2 (huit semaines au plus) ; 2 par défaut", "الأشهر المقبلة، 1 أو 2 (ثمانية أسابيع على الأكثر)؛ الافتراضي 2")),
            new("edition", BordersSay.Publication, Allowed: [DeathOrMissing.FullExport, DeathOrMissing.Cleaned, "own"]),
        ],
        RunAsync);

    private static async ValueTask<Outcome<AnalysisAnswer>> RunAsync(AnalysisContext context, CancellationToken cancel)
    {
        var months = RouteForecasts.MostMonths;
        if (context["months"] is { } text && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out months) || months < 1 || months > RouteForecasts.MostMonths))
            return new Refusal("forecast.months", $"'{text}' is no number of months from 1 to {RouteForecasts.MostMonths}: further than eight weeks a forecast of routes is not made.", "Border-route rules, section 7", "months");
        var (edition, notes) = await DeathTotals.ChooseAsync(context, cancel);
        List<ForecastAnswer> answers = [];
        foreach (var series in await SeriesReader.ReadAsync(context.Records, context.Session, edition, cancel))
            if ((context["route"] is not { } route || series.Route == route) && RouteForecasts.Make(series, months) is { } forecast) answers.Add(Answer(forecast));
        return new AnalysisAnswer(answers, [ForecastSay.Notes, ShiftSay.NeverAdded, .. notes]);
    }

    private static ForecastAnswer Answer(RouteForecast f) => new(
        f.Series.Key, CountSeries.Name(f.Series.Unit), f.Series.Route, f.Best.Model, f.Beaten,
        [.. f.Best.Point.Select((p, h) => new ForecastMonth(ShiftsAnalysis.Iso(f.Series.Month(f.Series.Counts.Length + h)), p, f.Best.Low80[h], f.Best.High80[h], f.Best.Low95[h], f.Best.High95[h]))],
        f.Scores);
}
