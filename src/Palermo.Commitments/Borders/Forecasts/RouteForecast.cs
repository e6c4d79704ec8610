using Palermo.Analysis.Changes;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>The forecast of a series and how well each way of forecasting did before.</summary>
/// <param name="Best">The way that is shown: of those that beat every baseline on past counts the best, else the best baseline.</param>
/// <param name="Beaten">True when a model beats all three baselines by its scores.</param>
internal sealed record RouteForecast(CountSeries Series, Forecast Best, bool Beaten, IReadOnlyList<Forecast> All, IReadOnlyList<ForecastScore> Scores);

/// <summary>Forecasts the counts of a route, never of persons or nationalities.</summary>
internal static class RouteForecasts
{
    /// <summary>Counts are monthly: two months are within the eight weeks beyond which the rules forbid to look.</summary>
    public const int MostMonths = 2;
    private const int LeastMonths = 48, ScoredMonths = 36, Season = 12, ScoringPaths = 400, Paths = 2000;
    private const ulong Seed = 1;

    private static readonly IReadOnlyList<IForecaster> Models = [new LogLinearForecaster(), new IngarchForecaster()];

    /// <summary>The forecast; null when the series is too short to be scored.</summary>
    /// <remarks>Scored on the last 36 months, each forecast made from what came before it. Paths for scoring are fewer, for time.</remarks>
    public static RouteForecast? Make(CountSeries series, int horizon)
    {
        var counts = series.Counts;
        if (counts.Length < LeastMonths || counts.Sum() < 30) return null;
        IForecaster[] ways = [.. Baseline.All, .. Models];
        var first = Math.Max(LeastMonths - 12, counts.Length - ScoredMonths - horizon + 1);
        var scores = RollingOrigin.Score(counts, ways, horizon, first, 1, new(Season, ScoringPaths, Seed));
        if (scores.Count == 0) return null;
        var options = new ForecastOptions(Season, Paths, Seed);
        Forecast[] all = [.. ways.Select(w => w.Make(counts, horizon, options)).OfType<Forecast>()];
        var baselines = scores.Where(s => Baseline.All.Any(b => b.Name == s.Model)).ToArray();
        var beating = scores.Except(baselines).Where(s => baselines.All(b => s.Pinball < b.Pinball && s.MeanAbsoluteScaled < b.MeanAbsoluteScaled)).OrderBy(s => s.Pinball).FirstOrDefault();
        var best = beating ?? baselines.OrderBy(s => s.Pinball).First();
        return all.FirstOrDefault(f => f.Model == best.Model) is { } shown ? new(series, shown, beating is not null, all, scores) : null;
    }

    public static Words Title(string model) => model switch
    {
        "last-value" => new("last value", "dernière valeur", "آخر قيمة"),
        "seasonal-naive" => new("value a year ago", "valeur d'il y a un an", "قيمة قبل سنة"),
        "mean-of-four" => new("mean of four months", "moyenne de quatre mois", "متوسط أربعة أشهر"),
        "log-linear" => new("log-linear negative binomial", "log-linéaire binomiale négative", "لوغاريتمي خطي بذي الحدين السالب"),
        _ => new("INGARCH(1,1)", "INGARCH(1,1)", "INGARCH(1,1)"),
    };
}
