using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>Draws the members: where and when they start, on which side of downwind, and how they deviate from their class.</summary>
internal static class Drawing
{
    /// <summary>Radius of the Earth of the rules of the field and of the leeway literature.</summary>
    public const double EarthRadius = 6_371_000;

    public const double DegreesPerMetre = 180 / Math.PI / EarthRadius;

    private const double SecondsPerHour = 3600;

    /// <summary>Shares the members among hypotheses by weight: the largest remainders get the rest.</summary>
    public static int[] Shares(IReadOnlyList<double> weights, int members)
    {
        var sum = weights.Sum();
        var exact = weights.Select(w => w / sum * members).ToArray();
        var shares = exact.Select(e => Math.Max(1, (int)e)).ToArray();
        foreach (var k in Enumerable.Range(0, shares.Length).OrderByDescending(k => exact[k] - Math.Floor(exact[k])).ThenBy(k => k))
        {
            if (shares.Sum() >= members) break;
            shares[k]++;
        }

        while (shares.Sum() > members) shares[Array.IndexOf(shares, shares.Max())]--;
        return shares;
    }

    public static void Start(Members m, DriftSetup setup, Hypothesis hypothesis, int first, int count, DateTimeOffset start)
    {
        var points = hypothesis.Seeding.Points;
        var jibeRate = JibeRate(setup);
        for (var n = 0; n < count; n++)
        {
            var i = first + n;
            double latitude, longitude, radius, release;
            if (points.Count == 1)
            {
                var p = points[0];
                (latitude, longitude, radius) = (p.Latitude, p.Longitude, p.RadiusMetres);
                var window = hypothesis.Seeding.Window.TotalSeconds;
                var offset = window == 0 ? 0 : (2 * CounterRandom.Uniform(setup.Seed, i, Draw.Release, 0) - 1) * window;
                release = (p.Time - start).TotalSeconds + offset;
            }
            else
            {
                var along = hypothesis.Seeding.EvenAlongTrack
                    ? (n + 1) / (count + 1.0)
                    : CounterRandom.Uniform(setup.Seed, i, Draw.Track, 0);
                (latitude, longitude, radius, var time) = OnTrack(points, along);
                release = (time - start).TotalSeconds;
            }

            if (setup.Backward) release = -release;
            var (north, east) = CounterRandom.Normals(setup.Seed, i, Draw.Place, 0);
            var sigma = radius / 2;
            (m.Latitude[i], m.Longitude[i]) = Displaced(latitude, longitude, east * sigma, north * sigma);
            m.Release[i] = (float)Math.Max(0, release);
            Deviate(m, setup, hypothesis.Object, i, 0);
            m.NextJibe[i] = jibeRate == 0 ? float.PositiveInfinity
                : m.Release[i] + (float)(CounterRandom.Exponential(setup.Seed, i, Draw.Jibe, 0) / jibeRate);
            if (m.Endurance is { } endurance) endurance[i] = (float)CounterRandom.Exponential(setup.Seed, i, Draw.Capsize, 0);
            if (m.CurrentErrorEast is { } ce) (ce[i], m.CurrentErrorNorth![i]) = Scaled(setup.Seed, i, Draw.CurrentError, setup.Uncertainty.CurrentDeviation);
            if (m.WindErrorEast is { } we) (we[i], m.WindErrorNorth![i]) = Scaled(setup.Seed, i, Draw.WindError, setup.Uncertainty.WindDeviation);
        }
    }

    /// <summary>Changes of side in a second: the waiting time is exponential, so a step of dt sees 1 - exp(-rate dt) of them.</summary>
    public static double JibeRate(DriftSetup setup) => -Math.Log(1 - setup.JibesPerHour) / SecondsPerHour;

    /// <summary>
    /// Draws side and deviations. A downwind deviation that would send the object against the wind (slope below 0) is drawn again.
    /// </summary>
    public static void Deviate(Members m, DriftSetup setup, LeewayObject o, int i, int turn)
    {
        // Half of the members start on each side, alternately; later sides are drawn.
        m.Right[i] = turn == 0 ? (i & 1) == 0 : CounterRandom.Uniform(setup.Seed, i, Draw.Branch, turn) < 0.5;
        var (down, cross) = CounterRandom.Normals(setup.Seed, i, Draw.Perturbation, turn * Attempts);
        for (var attempt = 1; o.DownwindSlope + down * o.DownwindDeviation / 20 < 0 && o.DownwindDeviation > 0; attempt++)
        {
            if (attempt == Attempts)
            {
                down = -o.DownwindSlope * 20 / o.DownwindDeviation;
                break;
            }

            down = CounterRandom.Normals(setup.Seed, i, Draw.Perturbation, turn * Attempts + attempt).First;
        }

        m.CrossDraw[i] = (float)cross;
        var factor = Remaining(m, setup, i) / 100;
        var deviation = down * o.DownwindDeviation;
        m.DownSlope[i] = (float)((o.DownwindSlope + deviation / 20) * factor);
        m.DownOffset[i] = (float)((o.DownwindOffset + deviation / 2) * factor);
        Cross(m, setup, o, i);
    }

    // A class with a slope of 0 and a deviation refuses half of all draws: 64 in a row happen once in 2^64.
    private const int Attempts = 64;

    private static void Cross(Members m, DriftSetup setup, LeewayObject o, int i)
    {
        var (slope, offset, sd) = m.Right[i] ? (o.RightSlope, o.RightOffset, o.RightDeviation) : (o.LeftSlope, o.LeftOffset, o.LeftDeviation);
        var factor = Remaining(m, setup, i) / 100;
        var deviation = m.CrossDraw[i] * sd;
        m.CrossSlope[i] = (float)((slope + deviation / 20) * factor);
        m.CrossOffset[i] = (float)((offset + deviation / 2) * factor);
    }

    public static void Jibe(Members m, DriftSetup setup, LeewayObject o, int i, int step, double elapsed)
    {
        if (setup.Jibing == JibeMode.SlopeSign)
        {
            var (slope, sd) = m.Right[i] ? (o.RightSlope, o.RightDeviation) : (o.LeftSlope, o.LeftDeviation);
            var factor = Remaining(m, setup, i) / 100;
            var own = (float)(m.CrossDraw[i] * sd / 20 * factor);
            m.CrossSlope[i] = own - (m.CrossSlope[i] - own);
        }
        else
        {
            if (setup.Jibing == JibeMode.OtherBranchRedrawn)
                m.CrossDraw[i] = (float)CounterRandom.Normals(setup.Seed, i, Draw.Jibe, 2 * step + 1).First;
            m.Right[i] = !m.Right[i];
            Cross(m, setup, o, i);
        }

        m.NextJibe[i] = (float)(elapsed + CounterRandom.Exponential(setup.Seed, i, Draw.Jibe, 2 * step + 2) / JibeRate(setup));
    }

    public static void Capsize(Members m, DriftSetup setup, int i)
    {
        m.Capsized![i] = true;
        var left = (float)setup.Capsizing!.LeewayFactor;
        m.DownSlope[i] *= left;
        m.DownOffset[i] *= left;
        m.CrossSlope[i] *= left;
        m.CrossOffset[i] *= left;
    }

    private static double Remaining(Members m, DriftSetup setup, int i) =>
        m.Capsized is { } capsized && capsized[i] ? setup.Capsizing!.LeewayFactor : 1;

    private static (float, float) Scaled(ulong seed, int i, Draw purpose, double deviation)
    {
        var (a, b) = CounterRandom.Normals(seed, i, purpose, 0);
        return ((float)(a * deviation), (float)(b * deviation));
    }

    private static (double Lat, double Lon, double Radius, DateTimeOffset Time) OnTrack(IReadOnlyList<SeedPoint> points, double along)
    {
        var span = (points[^1].Time - points[0].Time).TotalSeconds;
        var at = along * (span > 0 ? span : points.Count - 1);
        var k = 0;
        double Position(int p) => span > 0 ? (points[p].Time - points[0].Time).TotalSeconds : p;
        while (k < points.Count - 2 && at >= Position(k + 1)) k++;
        var (a, b) = (points[k], points[k + 1]);
        var length = Position(k + 1) - Position(k);
        var f = length > 0 ? (at - Position(k)) / length : 0;
        var (lat, lon) = Geodesy.Interpolate(a.Latitude, a.Longitude, b.Latitude, b.Longitude, f);
        // Stay in the turn of the first point, so that a cloud over the date line is one cloud.
        lon = points[0].Longitude + Geodesy.LongitudeDifference(points[0].Longitude, lon);
        return (lat, lon, a.RadiusMetres + f * (b.RadiusMetres - a.RadiusMetres), a.Time + (b.Time - a.Time) * f);
    }

    private static (double Lat, double Lon) Displaced(double latitude, double longitude, double east, double north)
    {
        if (east == 0 && north == 0) return (latitude, longitude);
        var (lat, lon) = Geodesy.Destination(latitude, longitude, Math.Atan2(east, north) * 180 / Math.PI, Math.Sqrt(east * east + north * north), EarthRadius);
        return (lat, longitude + Geodesy.LongitudeDifference(longitude, lon));
    }
}
