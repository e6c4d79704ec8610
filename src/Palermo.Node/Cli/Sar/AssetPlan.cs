using Palermo.Analysis.Drift;
using Palermo.Analysis.Drift.Search;
using Palermo.Analysis.Geo;
using Palermo.Node.Cli.Drift;

namespace Palermo.Node.Cli.Sar;

/// <summary>Plans a search from a drift scenario and a list of assets.</summary>
internal static class AssetPlan
{
    public static int Run(string path, SarPlanFile file, bool json, string? output, string? picture)
    {
        CliProblem Wrong(string field, string what) => new($"{path}: {field} {what}");
        if (file.Scenario is null) throw Wrong("scenario", "is missing; give the path of a drift scenario, or cells with their probabilities");
        if (file.At is not { } at) throw Wrong("at", "is missing; give the time at which the assets are called, such as 2026-09-01T06:00:00Z");
        if (file.Assets is not { Count: > 0 } assets) throw Wrong("assets", "is missing; give at least one");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using var reader = ScenarioReader.Open(Path.Combine(folder, file.Scenario));
        if (reader.Setup.Backward) throw Wrong("scenario", "runs backward; a search is planned on a forecast");
        DriftResult run;
        try
        {
            // To the time of the call and some hours on, so that the drift of the cloud is known; notes often enough for earlier searches.
            var setup = reader.Setup;
            var hours = (at - setup.Hypotheses.Min(h => h.Seeding.Points.Min(p => p.Time) - h.Seeding.Window)).TotalHours;
            if (hours <= 0) throw Wrong("at", $"{at:u} is before the drift begins");
            run = DriftRun.Run(setup with { Duration = TimeSpan.FromHours(hours + LookAheadHours), NoteEvery = setup.Step * Math.Max(1, Math.Round(.5 / setup.Step.TotalHours)), KeepTracks = true });
        }
        catch (DriftProblem problem)
        {
            throw new CliProblem($"{path}: {problem.Message}");
        }

        try
        {
            return Plan(path, file, at, assets, run, json, output, picture, Wrong);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            throw new CliProblem($"{path}: {problem.Message.Split(" (Parameter")[0]}");
        }
    }

    // The velocity of the cloud is its mean motion over this time after the call.
    private const double LookAheadHours = 3;

    private static int Plan(
        string path, SarPlanFile file, DateTimeOffset at, IReadOnlyList<AssetWords> assets, DriftResult run, bool json, string? output, string? picture,
        Func<string, string, CliProblem> wrong)
    {
        var weights = run.Weight;
        var searched = new List<object>();
        foreach (var (s, k) in (file.EmptySearches ?? []).Select((s, k) => (s, k)))
        {
            var inside = Area(s, $"emptySearches[{k}]", wrong);
            if (!(s.Pod is >= 0 and < 1)) throw wrong($"emptySearches[{k}].pod", $"{s.Pod} is not at least 0 and below 1");
            (weights, var had) = EmptySearch.Update(run, weights, s.At, (lon, lat) => inside(lon, lat) ? s.Pod : 0);
            searched.Add(new { name = s.Name ?? $"search {k + 1}", s.At, s.Pod, pos = had });
        }

        double[] lon = new double[run.Count], lat = new double[run.Count];
        for (var i = 0; i < run.Count; i++) (lon[i], lat[i]) = EmptySearch.Place(run, i, at);
        var later = CloudStatistics.Of(run.Longitude, run.Latitude, weights);
        var now = CloudStatistics.Of(lon, lat, weights);
        var hours = (run.Last.Time - at).TotalHours;
        var (north, east) = Geodesy.MetresPerDegree(now.Latitude);
        var (driftEast, driftNorth) = (Geodesy.LongitudeDifference(now.Longitude, later.Longitude) * east / 1852 / hours, (later.Latitude - now.Latitude) * north / 1852 / hours);
        var places = Places.Load(null);

        SearchPlan PlanWith(IReadOnlyList<AssetWords> with, WeatherWords? weather, double delay)
        {
            var searchers = with.Select((a, k) => Asset(a, k, weather, file.Target, places, wrong)).Select(a => a with { ReadyHours = a.ReadyHours + delay }).ToArray();
            return SearchPlanner.Plan(lon, lat, weights, searchers, at, driftEast, driftNorth, file.Model, Alive(file.Survival, run, at, wrong));
        }

        var plan = PlanWith(assets, file.Weather, 0);
        var others = (file.WhatIf ?? []).Select((w, k) =>
        {
            if (w.Without?.FirstOrDefault(n => assets.All(a => a.Name != n)) is { } unknown) throw wrong($"whatIf[{k}].without", $"names '{unknown}', which is no asset");
            var with = assets.Where(a => w.Without is null || !w.Without.Contains(a.Name!)).Concat(w.With ?? []).ToArray();
            var other = with.Length == 0 ? null : PlanWith(with, w.Weather ?? file.Weather, w.DelayHours ?? 0);
            return new WhatIfAnswer(w.Name ?? $"what if {k + 1}", other?.Pos ?? 0, (other?.Pos ?? 0) - plan.Pos);
        }).ToArray();
        var map = ProbabilityGrid.Of(lon, lat, weights);
        var title = $"{file.Title ?? "Search plan"}: success {plan.Pos * 100:0} %";
        if (output is not null) PatternVerb.Write(output, [.. plan.Tasks.Select(t => t.Route)]);
        if (picture is not null) DriftPicture.Save(SarPicture.Plan(plan, map, title), picture);
        var answer = new
        {
            file.Title,
            at = at.UtcDateTime,
            mean = new { lat = now.Latitude, lon = now.Longitude },
            drift = new { knots = Math.Sqrt(driftEast * driftEast + driftNorth * driftNorth), toward = Geodesy.WrapBearing(Math.Atan2(driftEast, driftNorth) * 180 / Math.PI) },
            plan.Pos, plan.Bound, plan.Uniform,
            tasks = plan.Tasks.Select(t => new
            {
                asset = t.Asset.Name, t.Asset.SweepNm, t.TransitHours, t.OnSceneHours, t.TrackMiles, t.LengthNm, t.WidthNm, t.Course, t.SpacingNm,
                t.Coverage, t.Pod, t.Contains, t.Pos, corners = t.Corners.Select(c => new { lat = c.Latitude, lon = c.Longitude }).ToArray(), route = RouteAnswer.Of(t.Route),
            }).ToArray(),
            plan.Unused,
            emptySearches = searched,
            whatIf = others,
            assumptions = Assumptions(file, run),
        };
        if (json)
        {
            Answer.WriteJson(answer);
            return 0;
        }

        void Line(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
        Line($"{title} (spread evenly {plan.Uniform * 100:0} %, no plan of this effort exceeds {plan.Bound * 100:0} %)");
        foreach (var t in plan.Tasks)
            Line($"{t.Asset.Name}: {t.LengthNm:0.0} by {t.WidthNm:0.0} NM along {t.Course:000}, spacing {t.SpacingNm:0.0}, coverage {t.Coverage:0.00}{(t.Coverage < .5 ? " (LOW)" : "")}, on scene {t.OnSceneHours:0.0} h after {t.TransitHours:0.0} h; holds {t.Contains * 100:0} %, finds {t.Pos * 100:0} %; CSP {PositionForms.DegreesMinutes(t.Route.Waypoints[0].Latitude, t.Route.Waypoints[0].Longitude)}");
        foreach (var u in plan.Unused) Line($"not used: {u}");
        foreach (var o in others) Line($"{o.Name}: {o.Pos * 100:0} % ({o.Difference * 100:+0;-0;0})");
        return 0;
    }

    private static SearchAsset Asset(AssetWords a, int k, WeatherWords? weather, SearchObject? target, Gazetteer places, Func<string, string, CliProblem> wrong)
    {
        var where = $"assets[{k}]";
        var (lat, lon) = a.Position is { } text ? PatternVerb.PositionOf(text, places)
            : (a.Lat ?? throw wrong(where + ".lat", "is missing; give lat and lon, or position"), a.Lon ?? throw wrong(where + ".lon", "is missing"));
        var sweep = a.SweepNm;
        if (sweep is null)
        {
            if (target is not { } t) throw wrong("target", $"is missing; give one of {string.Join(", ", Enum.GetNames<SearchObject>())}, or sweepNm for every asset");
            if (weather is null) throw wrong("weather", "is missing; give visibilityKm, windKnots and seasMetres, or sweepNm for every asset");
            sweep = SweepWidth.Of(a.Platform, t, new SearchConditions(weather.VisibilityKm, weather.WindKnots, weather.SeasMetres, a.Fatigue, a.SearchKnots)).Nm;
        }

        return new SearchAsset(a.Name ?? $"asset {k + 1}", lat, lon, a.TransitKnots, a.SearchKnots, a.EnduranceHours, sweep.Value, a.ReadyHours, a.Returns,
            a.Platform is Platform.FixedWing or Platform.Helicopter);
    }

    private static Func<double, double>? Alive(SurvivalWords? words, DriftResult run, DateTimeOffset at, Func<string, string, CliProblem> wrong)
    {
        if (words is null) return null;
        var median = words.MedianHours is { } hours ? TimeSpan.FromHours(hours)
            : words.WaterCelsius is { } celsius ? Survival.CoolingTime(celsius)
            : throw wrong("survival", "needs waterCelsius or medianHours");
        var began = words.From ?? run.Notes[0].Time;
        return later => Survival.Share(at.AddHours(later) - began, median, words.Sigma);
    }

    private static Func<double, double, bool> Area(EmptySearchWords s, string where, Func<string, string, CliProblem> wrong)
    {
        if (s.Polygon is { } polygon)
        {
            if (polygon.Count < 3 || polygon.Any(p => p.Count != 2)) throw wrong(where + ".polygon", "needs three or more corners, each [lon, lat]");
            return (lon, lat) =>
            {
                var inside = false;
                for (int i = 0, j = polygon.Count - 1; i < polygon.Count; j = i++)
                {
                    // Corners as seen from the place, so that a polygon over the date line is whole.
                    var (xi, xj) = (Geodesy.LongitudeDifference(lon, polygon[i][0]), Geodesy.LongitudeDifference(lon, polygon[j][0]));
                    var (yi, yj) = (polygon[i][1], polygon[j][1]);
                    if (yi > lat != yj > lat && 0 < xi + (lat - yi) / (yj - yi) * (xj - xi)) inside = !inside;
                }

                return inside;
            };
        }

        if (s is { Lat: { } y, Lon: { } x, RadiusNm: { } radius }) return (lon, lat) => Geodesy.Distance(lat, lon, y, x) <= radius * 1852;
        throw wrong(where, "needs the area that was searched: polygon, or lat, lon and radiusNm");
    }

    private static List<string> Assumptions(SarPlanFile file, DriftResult run) =>
    [
        .. run.Assumptions,
        $"Detection: {file.Model}; of the time on scene {Detection.TrackShare * 100:0} % is spent on tracks, the rest in turns.",
        "Sweep widths: Australian manual, appendix D-5, from a public transcription; check them with the manual.",
        file.Survival is null ? "No weighting by survival." : "Success is weighed by the share of people alive in the middle of each search. Never a reason to stop searching.",
    ];
}

/// <param name="Difference">Success less that of the plan itself.</param>
internal sealed record WhatIfAnswer(string Name, double Pos, double Difference);
