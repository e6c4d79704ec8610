using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Ais.Tracks;

/// <summary>A vessel and how soon it can be at the scene.</summary>
/// <param name="DistanceNm">Now, great circle.</param>
/// <param name="Bearing">From the vessel to the scene, degrees.</param>
/// <param name="Knots">Speed reckoned with.</param>
/// <param name="KnotsAssumed">True when the vessel never showed such a speed and the default was taken.</param>
/// <param name="Hours">Time to the scene from the time asked for; null when it cannot catch the drifting scene.</param>
/// <param name="MeetLat">Where it would be met.</param>
/// <param name="MeetLon">Where it would be met.</param>
/// <param name="AgeMinutes">Age of its position at the time asked for; null when not known.</param>
public sealed record NearAsset(
    VesselState Vessel, double DistanceNm, double Bearing, double Knots, bool KnotsAssumed, double? Hours, double? MeetLat, double? MeetLon, double? AgeMinutes);

/// <summary>Ranks vessels by their time to a scene that may drift.</summary>
/// <remarks>
/// Reckons with the highest speed a vessel has shown, at least 5 knots being proof that it sails; else with the default, and says so.
/// An old position is not moved on; its age is given. Decision support only: whether a ship can help, its master knows. O(n log n).
/// </remarks>
public static class NearestAssets
{
    /// <summary>The vessels, soonest first; those that cannot catch the scene last.</summary>
    /// <param name="scene">Where it is at the time asked for, and how it drifts.</param>
    /// <param name="now">The time asked for, Unix milliseconds; null when positions have no time.</param>
    /// <param name="defaultKnots">Speed of a vessel that has not shown its own.</param>
    /// <param name="oldestMinutes">Positions older than this are left out.</param>
    public static List<NearAsset> Rank(
        IEnumerable<VesselState> vessels, Mover scene, long? now = null, double defaultKnots = 10, double oldestMinutes = 360)
    {
        List<NearAsset> assets = [];
        foreach (var vessel in vessels)
        {
            if (double.IsNaN(vessel.Latitude) || !CanMove(vessel)) continue;
            double? age = now is { } time && vessel.UnixMilliseconds is { } then ? (time - then) / 60_000.0 : null;
            if (age > oldestMinutes) continue;
            var assumed = vessel.FastestSeen < 5;
            var knots = assumed ? defaultKnots : vessel.FastestSeen;
            var meet = ClosestApproach.Intercept(scene, vessel.Latitude, vessel.Longitude, knots * Geodesy.MetresPerSecondPerKnot);
            assets.Add(new NearAsset(vessel,
                Geodesy.Distance(vessel.Latitude, vessel.Longitude, scene.Latitude, scene.Longitude) / Geodesy.MetresPerNauticalMile,
                Geodesy.InitialBearing(vessel.Latitude, vessel.Longitude, scene.Latitude, scene.Longitude),
                knots, assumed, meet?.Seconds / 3600, meet?.Latitude, meet?.Longitude, age));
        }
        return [.. assets.OrderBy(a => a.Hours ?? double.PositiveInfinity).ThenBy(a => a.DistanceNm).ThenBy(a => a.Vessel.Mmsi)];
    }

    // Base stations and aids do not sail, and who is in distress is not sent to help.
    private static bool CanMove(VesselState vessel) =>
        vessel.PositionType is not (4 or 11 or 21)
        && Mmsi.KindOf(vessel.Mmsi) is not (MmsiKind.CoastStation or MmsiKind.Aid) && !Mmsi.IsDistress(vessel.Mmsi)
        && vessel.Status is not (2 or 6 or 14); // not under command, aground, distress transmitter
}
