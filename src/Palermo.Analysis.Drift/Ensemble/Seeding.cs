namespace Palermo.Analysis.Drift;

/// <summary>Where and when the object may have started to drift.</summary>
/// <remarks>
/// Each point has a radius of about 95 %: positions are drawn from a normal distribution with a standard deviation of half
/// the radius in each direction. With one point, the time is uniform in <c>Window</c> around it. With several, the
/// object started somewhere on the track, at every moment between the first and the last point alike, and radius and place are
/// interpolated between them (a cone when the radius grows).
/// </remarks>
public sealed record Seeding(IReadOnlyList<SeedPoint> Points)
{
    /// <summary>A last known position.</summary>
    public static Seeding At(double longitude, double latitude, DateTimeOffset time, double radiusMetres = 0, TimeSpan window = default) =>
        new([new SeedPoint(longitude, latitude, time, radiusMetres)]) { Window = window };

    /// <summary>Half-width of the time window around a single point: the drift began at most this much before or after.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>True: members are spaced evenly along the track, in order, instead of drawn at random.</summary>
    /// <remarks>Even spacing gives the same distribution with less noise, and is what the published comparison runs do.</remarks>
    public bool EvenAlongTrack { get; init; }

    internal DateTimeOffset Earliest => Points.Min(p => p.Time) - Window;

    internal DateTimeOffset Latest => Points.Max(p => p.Time) + Window;

    internal void Check()
    {
        if (Points.Count == 0) throw new DriftProblem("seeding: give at least one point");
        for (var i = 0; i < Points.Count; i++)
        {
            var p = Points[i];
            if (!(Math.Abs(p.Latitude) <= 90)) throw new DriftProblem($"seeding, point {i + 1}: latitude {p.Latitude} is not within -90 to 90");
            if (!(Math.Abs(p.Longitude) <= 360)) throw new DriftProblem($"seeding, point {i + 1}: longitude {p.Longitude} is not within -360 to 360");
            if (!(p.RadiusMetres >= 0 && p.RadiusMetres <= 2_000_000))
                throw new DriftProblem($"seeding, point {i + 1}: radius {p.RadiusMetres} m is not within 0 to 2,000 km");
            if (i > 0 && p.Time < Points[i - 1].Time)
                throw new DriftProblem($"seeding, point {i + 1}: its time is before that of point {i}; list the track in order of time");
        }

        if (Window < TimeSpan.Zero) throw new DriftProblem("seeding: the time window must not be negative");
        if (Points.Count > 1 && Window > TimeSpan.Zero) throw new DriftProblem("seeding: a track has its own times; leave the window out");
    }
}

/// <summary>One point of the seeding.</summary>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Time">When the object was there.</param>
/// <param name="RadiusMetres">The object was within this distance with a probability of about 95 %.</param>
public sealed record SeedPoint(double Longitude, double Latitude, DateTimeOffset Time, double RadiusMetres = 0);

/// <summary>One belief about what drifts and from where.</summary>
/// <param name="Name">What the belief is called in answers.</param>
/// <param name="Weight">How much it is believed, relative to the other hypotheses (above 0).</param>
/// <param name="Object">The kind of object.</param>
/// <param name="Seeding">Where and when it started.</param>
public sealed record Hypothesis(string Name, double Weight, LeewayObject Object, Seeding Seeding);
