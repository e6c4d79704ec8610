namespace Palermo.Analysis.Ais.Tracks;

/// <summary>Positions at the steps of a common clock, between those that were received.</summary>
/// <remarks>
/// As Global Fishing Watch's encounter pipeline: steps counted from the Unix epoch, latitude and longitude linear between two
/// positions less than the longest gap apart, none elsewhere, and a density that says how many received positions a step stands
/// for. Two differences: longitude goes the short way over the date line, and tracks are not cut at midnight (the pipeline cuts
/// by day and so misses short encounters then). Nothing is extrapolated.
/// </remarks>
internal sealed class Resampled
{
    public required long[] Step { get; init; }

    public required int[] Vessel { get; init; }

    public required double[] Latitude { get; init; }

    public required double[] Longitude { get; init; }

    public required double[] Density { get; init; }

    public int Count => Step.Length;

    public static Resampled From(TrackTable tracks, int stepSeconds, double longestGapSeconds)
    {
        List<long> steps = [];
        List<int> vessels = [];
        List<double> lats = [], lons = [], densities = [];
        var step = stepSeconds * 1000L;
        for (var vessel = 0; vessel < tracks.Vessels.Count; vessel++)
        {
            for (var row = tracks.Starts[vessel] + 1; row < tracks.Starts[vessel + 1]; row++)
            {
                var (t0, t1) = (tracks.Time[row - 1], tracks.Time[row]);
                var seconds = (t1 - t0) / 1000.0;
                // A step that falls on a position belongs to the interval that ends there.
                var first = Ceiling(row == tracks.Starts[vessel] + 1 ? t0 : t0 + 1, step);
                if (seconds >= longestGapSeconds) continue;
                var density = Math.Round(stepSeconds / Math.Max(seconds, stepSeconds), 2);
                var east = Geo.Geodesy.LongitudeDifference(tracks.Longitude[row - 1], tracks.Longitude[row]);
                for (var t = first; t <= t1; t += step)
                {
                    var mix = (t - t0) / 1000.0 / seconds;
                    steps.Add(t / step);
                    vessels.Add(vessel);
                    lats.Add(tracks.Latitude[row] * mix + tracks.Latitude[row - 1] * (1 - mix));
                    lons.Add(mix == 0 ? tracks.Longitude[row - 1] : mix == 1 ? tracks.Longitude[row]
                        : Geo.Geodesy.WrapLongitude(tracks.Longitude[row - 1] + east * mix));
                    densities.Add(density);
                }
            }
        }
        return new Resampled
        {
            Step = [.. steps], Vessel = [.. vessels], Latitude = [.. lats], Longitude = [.. lons], Density = [.. densities],
        };
    }

    private static long Ceiling(long time, long step)
    {
        var quotient = Math.DivRem(time, step, out var rest);
        return (rest > 0 ? quotient + 1 : quotient) * step;
    }
}
