namespace Palermo.Analysis.Drift.Search;

/// <summary>When and where an asset meets a target that drifts on.</summary>
public static class Intercept
{
    /// <summary>Earliest meeting.</summary>
    /// <param name="eastNm">Target as seen from the asset, eastward.</param>
    /// <param name="northNm">Target as seen from the asset, northward.</param>
    /// <param name="driftEastKnots">Drift of the target, eastward.</param>
    /// <param name="driftNorthKnots">Drift of the target, northward.</param>
    /// <param name="speedKnots">Speed of the asset (above 0).</param>
    /// <param name="readyHours">Hours until the asset can leave.</param>
    /// <returns>Hours from now, and the place as seen from where the asset is now; null when the target outruns the asset.</returns>
    /// <remarks>The smallest t with |p + v t| = s (t - ready): a quadratic in the time under way.</remarks>
    public static (double Hours, double EastNm, double NorthNm)? Meet(
        double eastNm, double northNm, double driftEastKnots, double driftNorthKnots, double speedKnots, double readyHours = 0)
    {
        if (!(speedKnots > 0)) throw new ArgumentOutOfRangeException(nameof(speedKnots), speedKnots, "an asset needs a speed above 0");
        if (!(readyHours >= 0)) throw new ArgumentOutOfRangeException(nameof(readyHours), readyHours, "readiness is 0 or more");
        // Shift to the moment of leaving.
        double px = eastNm + driftEastKnots * readyHours, py = northNm + driftNorthKnots * readyHours;
        var a = driftEastKnots * driftEastKnots + driftNorthKnots * driftNorthKnots - speedKnots * speedKnots;
        var b = 2 * (px * driftEastKnots + py * driftNorthKnots);
        var c = px * px + py * py;
        double under;
        if (c == 0) under = 0;
        else if (Math.Abs(a) < 1e-12)
        {
            // Equal speeds: they meet only when the target comes nearer.
            if (b >= 0) return null;
            under = -c / b;
        }
        else
        {
            var root = b * b - 4 * a * c;
            if (root < 0) return null;
            var (first, second) = ((-b - Math.Sqrt(root)) / (2 * a), (-b + Math.Sqrt(root)) / (2 * a));
            var meetings = new[] { first, second }.Where(t => t >= 0).ToArray();
            if (meetings.Length == 0) return null;
            under = meetings.Min();
        }

        var hours = readyHours + under;
        return (hours, eastNm + driftEastKnots * hours, northNm + driftNorthKnots * hours);
    }
}
