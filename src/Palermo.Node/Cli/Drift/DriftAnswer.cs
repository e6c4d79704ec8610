using Palermo.Analysis.Drift;

namespace Palermo.Node.Cli.Drift;

/// <summary>The answer of <c>drift run</c>.</summary>
internal sealed record DriftAnswer(
    string? Title, int Particles, ulong Seed, bool Backward, DateTime Start, DateTime End, double StepMinutes,
    PlaceAnswer Mean, DeviationAnswer StandardDeviation, CovarianceAnswer Covariance, EllipseAnswer Ellipse,
    IReadOnlyList<AreaAnswer> Areas, IReadOnlyList<double[]> Hull,
    int Started, int Adrift, int Stranded, int LeftForcing, double StrandedShare,
    IReadOnlyList<HypothesisAnswer> Hypotheses, IReadOnlyList<NoteAnswer> Track, IReadOnlyList<string> Assumptions, double Seconds)
{
    public static DriftAnswer Of(DriftResult run, IReadOnlyList<DensityArea> areas, string? title)
    {
        var last = run.Last;
        var cloud = last.Cloud!;
        var (major, minor, direction) = cloud.Ellipse();
        return new DriftAnswer(
            title, run.Count, run.Setup.Seed, run.Setup.Backward, run.Notes[0].Time.UtcDateTime, last.Time.UtcDateTime, run.Setup.Step.TotalMinutes,
            PlaceAnswer.Of(cloud),
            DeviationAnswer.Of(cloud),
            new CovarianceAnswer(cloud.EastVariance, cloud.EastNorthCovariance, cloud.NorthVariance),
            new EllipseAnswer(major, minor, direction),
            [.. areas.Select(a => new AreaAnswer(a.Level, a.Contains, a.SquareKilometres, a.SquareNauticalMiles))],
            [.. Outline.Hull(run.Longitude, run.Latitude).Select(p => new[] { Math.Round(p.Lon, 5), Math.Round(p.Lat, 5) })],
            last.Started, last.Started - last.Stranded - last.LeftForcing, last.Stranded, last.LeftForcing,
            run.State.Zip(run.Weight).Where(s => s.First == MemberState.Stranded).Sum(s => s.Second),
            [.. run.Setup.Hypotheses.Select((h, k) => HypothesisAnswer.Of(run, h, k))],
            [.. run.Notes.Where(n => n.Cloud is not null).Select(n => new NoteAnswer(n.Time.UtcDateTime, n.Cloud!.Latitude, n.Cloud.Longitude, n.Cloud.Spread, n.Stranded))],
            run.Assumptions, run.Elapsed.TotalSeconds);
    }
}

internal sealed record PlaceAnswer(double Lat, double Lon)
{
    public static PlaceAnswer Of(CloudStatistics cloud) => new(cloud.Latitude, cloud.Longitude);
}

/// <param name="SpreadKm">Root of the mean squared distance from the mean.</param>
internal sealed record DeviationAnswer(double LatDegrees, double LonDegrees, double NorthKm, double EastKm, double SpreadKm)
{
    public static DeviationAnswer Of(CloudStatistics c) => new(c.LatitudeDeviation, c.LongitudeDeviation, c.NorthDeviation, c.EastDeviation, c.Spread);
}

internal sealed record CovarianceAnswer(double EastEastKm2, double EastNorthKm2, double NorthNorthKm2);

/// <param name="Direction">Of the longer half-axis, degrees clockwise from true north.</param>
internal sealed record EllipseAnswer(double MajorKm, double MinorKm, double Direction);

internal sealed record AreaAnswer(double Level, double Contains, double Km2, double Nm2);

internal sealed record NoteAnswer(DateTime Time, double Lat, double Lon, double SpreadKm, int Stranded);

internal sealed record HypothesisAnswer(
    string Name, string Object, double Weight, int Particles, PlaceAnswer Mean, DeviationAnswer StandardDeviation, int Stranded)
{
    public static HypothesisAnswer Of(DriftResult run, Hypothesis h, int k)
    {
        var cloud = run.OfHypothesis(k);
        var members = Enumerable.Range(0, run.Count).Where(i => run.Hypothesis[i] == k).ToArray();
        return new HypothesisAnswer(h.Name, h.Object.Key, members.Sum(i => run.Weight[i]), members.Length,
            PlaceAnswer.Of(cloud), DeviationAnswer.Of(cloud), members.Count(i => run.State[i] == MemberState.Stranded));
    }
}
