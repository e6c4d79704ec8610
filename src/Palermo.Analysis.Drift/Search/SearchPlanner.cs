using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift.Search;

/// <summary>One who can search.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Latitude">Where it is now.</param>
/// <param name="Longitude">Where it is now.</param>
/// <param name="TransitKnots">Speed to and from the scene.</param>
/// <param name="SearchKnots">Speed while searching.</param>
/// <param name="EnduranceHours">Hours from leaving until it must be back (or may only stop, when it does not return).</param>
/// <param name="SweepNm">Its effective sweep width for this target today.</param>
/// <param name="ReadyHours">Hours until it can leave.</param>
/// <param name="Returns">True when the way back is part of the endurance.</param>
/// <param name="Airborne">Aircraft keep a mile from aircraft, vessels from vessels; one may search above the other.</param>
public sealed record SearchAsset(
    string Name, double Latitude, double Longitude, double TransitKnots, double SearchKnots, double EnduranceHours, double SweepNm,
    double ReadyHours = 0, bool Returns = true, bool Airborne = false);

/// <summary>What one asset is asked to do.</summary>
/// <param name="Centre">Middle of the rectangle, NM east and north of the datum.</param>
/// <param name="LengthNm">Side along the legs.</param>
/// <param name="WidthNm">Side across the legs.</param>
/// <param name="Course">Direction of the legs.</param>
/// <param name="SpacingNm">Track spacing.</param>
/// <param name="Contains">Share of the probability in the rectangle.</param>
/// <param name="Pos">What the asset adds to the probability of success, given those listed before it.</param>
public sealed record SearchTask(
    SearchAsset Asset, (double East, double North) Centre, double LengthNm, double WidthNm, double Course, double SpacingNm,
    double TransitHours, double OnSceneHours, double TrackMiles, double Coverage, double Pod, double Contains, double Pos,
    (double Latitude, double Longitude)[] Corners, SearchRoute Route);

/// <summary>A plan for all assets.</summary>
/// <param name="Pos">Probability of success: of all assets together.</param>
/// <param name="Bound">What no plan of this effort can exceed: the optimum over small cells.</param>
/// <param name="Uniform">The same effort spread evenly over the rectangle around the area that holds 95 %: a plan without a map. It ignores the mile between rectangles, so with far more effort than area it may come out higher.</param>
/// <param name="Unused">Assets that cannot reach the area, and why.</param>
public sealed record SearchPlan(IReadOnlyList<SearchTask> Tasks, double Pos, double Bound, double Uniform, IReadOnlyList<string> Unused, SearchFrame Frame);

/// <summary>Gives each asset a rectangle of parallel tracks, so that together they are most likely to find the target.</summary>
/// <remarks>
/// The members of the forecast are counted in a frame turned along the cloud's longer axis. For each asset every rectangle of cells is tried: probability inside
/// times detection at the coverage that the asset's miles give there, less the way to it. Assets take their rectangles in order of effort and then again in turn, each given
/// the others, until nothing improves; rectangles stay a mile apart. Not always the best of all plans, but never worse than the first pass.
/// Cost: about a million rectangles for each asset and pass.
/// </remarks>
public static class SearchPlanner
{
    private const double ApartNm = 1;

    private const int Passes = 4;

    /// <param name="lon">Longitudes of the members at the time of the search.</param>
    /// <param name="lat">Latitudes.</param>
    /// <param name="weight">Probabilities of the members (after earlier empty searches).</param>
    /// <param name="assets">Who can search.</param>
    /// <param name="now">When the readiness of the assets counts from.</param>
    /// <param name="driftEastKnots">Drift of the cloud, eastward.</param>
    /// <param name="driftNorthKnots">Drift of the cloud, northward.</param>
    /// <param name="alive">Share of the people who still live, by hours from now; null: no weighting.</param>
    public static SearchPlan Plan(
        double[] lon, double[] lat, double[] weight, IReadOnlyList<SearchAsset> assets, DateTimeOffset now,
        double driftEastKnots = 0, double driftNorthKnots = 0, DetectionModel model = DetectionModel.Exponential, Func<double, double>? alive = null)
    {
        foreach (var a in assets) Check(a);
        var frame = new SearchFrame(lon, lat, weight);
        var unused = new List<string>();
        var able = new List<SearchAsset>();
        foreach (var asset in assets)
        {
            var (_, onScene) = Hours(asset, frame, 0, 0);
            if (asset.SweepNm <= 0) unused.Add($"{asset.Name}: cannot see the target in this weather");
            else if (onScene <= .1) unused.Add(FormattableString.Invariant($"{asset.Name}: its endurance of {asset.EnduranceHours} h is used up by the way"));
            else able.Add(asset);
        }

        able = [.. able.OrderByDescending(a => a.SweepNm * a.SearchKnots * Hours(a, frame, 0, 0).OnScene).ThenBy(a => a.Name, StringComparer.Ordinal)];
        // From an empty sea the strongest asset takes the middle and leaves slivers; from strips side by side all have room. The best end wins.
        Choice?[][] starts = [new Choice?[able.Count], Strips(able, frame, alongRows: true), Strips(able, frame, alongRows: false)];
        var chosen = starts[0];
        var best = -1.0;
        foreach (var start in starts)
        {
            var reached = Improve(start, able, frame, model, alive);
            if (reached > best + 1e-9) (best, chosen) = (reached, start);
        }

        // Until here coverage was a number; from here on it is that of whole legs that fit into the time on scene.
        for (var k = 0; k < able.Count; k++)
            if (chosen[k] is { } c) chosen[k] = c with { Coverage = able[k].SweepNm / Spacing(able[k], c, frame) };
        var tasks = new List<SearchTask>();
        for (var k = 0; k < able.Count; k++)
        {
            if (chosen[k] is { } c)
            {
                var before = chosen.Take(k).Where(o => o is not null).Select(o => o!.Value);
                var adds = frame.Sum(frame.Left(Searched(before, model)), c.X0, c.Y0, c.X1, c.Y1) * Detection.Pod(c.Coverage, model);
                tasks.Add(Task(able[k], c, frame, now, driftEastKnots, driftNorthKnots, model, adds));
            }
            else unused.Add($"{able[k].Name}: no room a mile away from the others");
        }

        return new SearchPlan(tasks, Total(frame, chosen, model, null), Bound(frame, able), Uniform(frame, able, model), unused, frame);
    }

    private readonly record struct Choice(SearchAsset Asset, int X0, int Y0, int X1, int Y1, double Coverage, double Middle);

    private static void Check(SearchAsset a)
    {
        void Positive(double value, string what)
        {
            if (!(value > 0 && double.IsFinite(value))) throw new ArgumentOutOfRangeException(nameof(a), $"asset {a.Name}: {what} {value} is not above 0");
        }

        Positive(a.TransitKnots, "transit speed");
        Positive(a.SearchKnots, "search speed");
        Positive(a.EnduranceHours, "endurance");
        if (!(a.SweepNm >= 0)) throw new ArgumentOutOfRangeException(nameof(a), $"asset {a.Name}: sweep width {a.SweepNm} is below 0");
        if (!(a.ReadyHours >= 0)) throw new ArgumentOutOfRangeException(nameof(a), $"asset {a.Name}: ready in {a.ReadyHours} h");
        if (!(Math.Abs(a.Latitude) <= 90)) throw new ArgumentOutOfRangeException(nameof(a), $"asset {a.Name}: latitude {a.Latitude}");
    }

    private static (double Transit, double OnScene) Hours(SearchAsset asset, SearchFrame frame, double right, double along)
    {
        var (east, north) = SearchPattern.Turned(right, along, frame.Course);
        var (px, py) = frame.Plane(asset.Longitude, asset.Latitude);
        var transit = Math.Sqrt((east - px) * (east - px) + (north - py) * (north - py)) / asset.TransitKnots;
        return (transit, asset.EnduranceHours - transit * (asset.Returns ? 2 : 1));
    }

    // Each asset in turn takes its best rectangle given the others, until nothing improves.
    private static double Improve(Choice?[] chosen, List<SearchAsset> able, SearchFrame frame, DetectionModel model, Func<double, double>? alive)
    {
        var best = Total(frame, chosen, model, alive);
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var k = 0; k < able.Count; k++)
            {
                var before = chosen[k];
                chosen[k] = Choose(able[k], frame, [.. chosen.Where((c, j) => j != k && c is not null).Select(c => c!.Value)], model, alive) ?? before;
            }

            var total = Total(frame, chosen, model, alive);
            if (total <= best + 1e-6) return Math.Max(total, best);
            best = total;
        }

        return best;
    }

    // The rectangle around the 95 % area cut into strips a mile apart, as wide as each asset's share of the effort; vessels and aircraft each have their own.
    private static Choice?[] Strips(List<SearchAsset> able, SearchFrame f, bool alongRows)
    {
        var chosen = new Choice?[able.Count];
        var (x0, y0, x1, y1) = f.Around(.95);
        var gap = (int)Math.Ceiling(ApartNm / f.CellNm);
        foreach (var air in new[] { false, true })
        {
            var members = Enumerable.Range(0, able.Count).Where(k => able[k].Airborne == air).ToArray();
            if (members.Length == 0) continue;
            double Effort(int k) => able[k].SweepNm * able[k].SearchKnots * Math.Max(.1, Hours(able[k], f, 0, 0).OnScene);
            var (from, to) = alongRows ? (y0, y1) : (x0, x1);
            var room = to - from - gap * (members.Length - 1);
            if (room < members.Length) continue;
            var sum = members.Sum(Effort);
            double at = from;
            foreach (var k in members)
            {
                var start = (int)Math.Round(at);
                var end = Math.Min(to, Math.Max(start + 1, (int)Math.Round(at + Effort(k) / sum * room)));
                var (a, b, c, d) = alongRows ? (x0, start, x1, end) : (start, y0, end, y1);
                var (transit, onScene) = Hours(able[k], f, f.At(a + c), f.At(b + d));
                if (onScene > 0 && end > start)
                {
                    var coverage = able[k].SweepNm * able[k].SearchKnots * onScene * Detection.TrackShare / ((c - a) * (d - b) * f.CellNm * f.CellNm);
                    // A strip narrower than a track is none.
                    if (able[k].SweepNm / coverage <= Math.Min(c - a, d - b) * f.CellNm)
                        chosen[k] = new Choice(able[k], a, b, c, d, coverage, able[k].ReadyHours + transit + onScene / 2);
                }

                at = end + gap;
            }
        }

        return chosen;
    }

    private static Choice? Choose(SearchAsset asset, SearchFrame f, Choice[] others, DetectionModel model, Func<double, double>? alive)
    {
        var left = f.Left(Searched(others, model));
        var near = others.Where(o => o.Asset.Airborne == asset.Airborne).ToArray();
        var gap = (int)Math.Ceiling(ApartNm / f.CellNm);
        Choice? best = null;
        var most = 0.0;
        for (var y0 = 0; y0 < f.Size; y0++)
            for (var y1 = y0 + 1; y1 <= f.Size; y1++)
                for (var x0 = 0; x0 < f.Size; x0++)
                    for (var x1 = x0 + 1; x1 <= f.Size; x1++)
                    {
                        var inside = f.Sum(left, x0, y0, x1, y1);
                        if (inside <= most) continue;
                        var (transit, onScene) = Hours(asset, f, f.At(x0 + x1), f.At(y0 + y1));
                        if (onScene <= 0) continue;
                        var area = (x1 - x0) * (y1 - y0) * f.CellNm * f.CellNm;
                        var coverage = asset.SweepNm * asset.SearchKnots * onScene * Detection.TrackShare / area;
                        var middle = asset.ReadyHours + transit + onScene / 2;
                        var gain = inside * Detection.Pod(coverage, model) * (alive?.Invoke(middle) ?? 1);
                        if (gain <= most || near.Any(o => x0 < o.X1 + gap && o.X0 < x1 + gap && y0 < o.Y1 + gap && o.Y0 < y1 + gap)) continue;
                        // A track must fit: not narrower than its spacing.
                        var spacing = asset.SweepNm / coverage;
                        if (spacing > Math.Min(x1 - x0, y1 - y0) * f.CellNm) continue;
                        most = gain;
                        best = new Choice(asset, x0, y0, x1, y1, coverage, middle);
                    }

        return best;
    }

    private static IEnumerable<(int X0, int Y0, int X1, int Y1, double Pod)> Searched(IEnumerable<Choice> choices, DetectionModel model) =>
        choices.Select(o => (o.X0, o.Y0, o.X1, o.Y1, Detection.Pod(o.Coverage, model)));

    // Each in turn finds of what those before it left.
    private static double Total(SearchFrame f, Choice?[] chosen, DetectionModel model, Func<double, double>? alive)
    {
        var sum = 0.0;
        var before = new List<Choice>();
        foreach (var c in chosen)
        {
            if (c is not { } o) continue;
            sum += f.Sum(f.Left(Searched(before, model)), o.X0, o.Y0, o.X1, o.Y1) * Detection.Pod(o.Coverage, model) * (alive?.Invoke(o.Middle) ?? 1);
            before.Add(o);
        }

        return sum;
    }

    // The greatest number of legs along the longer side whose length, crossings included, the miles allow.
    private static double Spacing(SearchAsset asset, Choice c, SearchFrame f)
    {
        var (_, onScene) = Hours(asset, f, f.At(c.X0 + c.X1), f.At(c.Y0 + c.Y1));
        var miles = asset.SearchKnots * onScene * Detection.TrackShare;
        var (a, b) = ((c.X1 - c.X0) * f.CellNm, (c.Y1 - c.Y0) * f.CellNm);
        var (length, width) = (Math.Max(a, b), Math.Min(a, b));
        var legs = Math.Max(1, (int)(miles / length));
        if ((legs + 1) * length - width / (legs + 1) <= miles) legs++;
        return width / legs;
    }

    private static SearchTask Task(SearchAsset asset, Choice c, SearchFrame f, DateTimeOffset now, double driftEast, double driftNorth, DetectionModel model, double adds)
    {
        var (right, along) = (f.At(c.X0 + c.X1), f.At(c.Y0 + c.Y1));
        var centre = SearchPattern.Turned(right, along, f.Course);
        var (transit, onScene) = Hours(asset, f, right, along);
        double across = (c.X1 - c.X0) * f.CellNm, lengthwise = (c.Y1 - c.Y0) * f.CellNm;
        var legsAlong = lengthwise >= across;
        var (length, width, course) = legsAlong ? (lengthwise, across, f.Course) : (across, lengthwise, f.Course + 90);
        var miles = asset.SearchKnots * onScene * Detection.TrackShare;
        var spacing = Spacing(asset, c, f);
        var contains = f.Sum(f.Prefix, c.X0, c.Y0, c.X1, c.Y1);
        var pod = Detection.Pod(c.Coverage, model);
        var start = now.AddHours(asset.ReadyHours + transit);
        var corners = SearchPattern.Parallel(length, width, spacing, course).Select(p => (p.East + centre.East, p.North + centre.North)).ToArray();
        // The whole frame drifts from now on: the datum of the route is where the rectangle will be when the search begins.
        var hours = asset.ReadyHours + transit;
        var (lat, lon) = f.Place(driftEast * hours, driftNorth * hours);
        var route = SearchRoute.Lay(asset.Name, corners, lat, lon, start, asset.SearchKnots * Detection.TrackShare, driftEast, driftNorth);
        (double, double)[] rectangle =
        [
            .. new[] { (c.X0, c.Y0), (c.X1, c.Y0), (c.X1, c.Y1), (c.X0, c.Y1), (c.X0, c.Y0) }.Select(p =>
            {
                var (east, north) = SearchPattern.Turned(f.At(2 * p.Item1), f.At(2 * p.Item2), f.Course);
                return f.Place(east + driftEast * hours, north + driftNorth * hours);
            }),
        ];
        return new SearchTask(asset, centre, length, width, Geodesy.WrapBearing(course), spacing, transit, onScene, miles, c.Coverage, pod, contains, adds, rectangle, route);
    }

    private static double Bound(SearchFrame f, List<SearchAsset> able)
    {
        if (able.Count == 0) return 0;
        var area = Enumerable.Repeat(f.CellNm * f.CellNm, f.P.Length).ToArray();
        // As if every asset were at the nearest cell that holds probability: more hours than any plan has.
        var searchers = able.Select(a =>
        {
            var hours = 0.0;
            for (var i = 0; i < f.P.Length; i++)
                if (f.P[i] > 0) hours = Math.Max(hours, Hours(a, f, f.At(2 * (i % f.Size) + 1), f.At(2 * (i / f.Size) + 1)).OnScene);
            return (Enumerable.Repeat(a.SweepNm, f.P.Length).ToArray(), a.SearchKnots * hours * Detection.TrackShare);
        }).ToArray();
        return EffortAllocation.Optimal(f.P, area, searchers).Pos;
    }

    private static double Uniform(SearchFrame f, List<SearchAsset> able, DetectionModel model)
    {
        var (x0, y0, x1, y1) = f.Around(.95);
        var area = (x1 - x0) * (y1 - y0) * f.CellNm * f.CellNm;
        var effort = able.Sum(a => a.SweepNm * a.SearchKnots * Hours(a, f, 0, 0).OnScene * Detection.TrackShare);
        return f.Sum(f.Prefix, x0, y0, x1, y1) * Detection.Pod(effort / area, model);
    }
}
