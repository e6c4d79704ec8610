using System.CommandLine;
using Palermo.Analysis.Ais;
using Palermo.Analysis.Ais.Messages;
using Palermo.Analysis.Ais.Tracks;
using Palermo.Analysis.Geo;

namespace Palermo.Node.Cli.Ais;

/// <summary><c>palermo ais near</c>: who can be there first. <c>palermo ais cpa</c>: who comes close to a vessel.</summary>
internal static class NearVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "AIVDM sentences, plain or gzip; - reads standard input to its end." };
        var lat = new Option<double>("--lat") { Description = "Latitude of the scene, degrees.", Required = true };
        var lon = new Option<double>("--lon") { Description = "Longitude of the scene, degrees.", Required = true };
        var drift = new Option<double>("--drift-towards") { Description = "Direction the scene drifts to, degrees." };
        var driftKnots = new Option<double>("--drift-knots") { Description = "How fast it drifts, knots." };
        var knots = new Option<double>("--default-knots") { Description = "Speed of a vessel that has not shown its own.", DefaultValueFactory = _ => 10 };
        var oldest = new Option<double>("--max-age") { Description = "Minutes; older positions are left out.", DefaultValueFactory = _ => 360 };
        var count = new Option<int>("--count") { Description = "Vessels to list.", DefaultValueFactory = _ => 10 };
        var draw = new Option<string?>("--picture") { Description = "Draw the scene and the first vessels into this file, .svg or .png." };
        var json = TrackInput.Json();
        var verb = new Command("near",
            "Ranks the vessels heard by their time to a scene. Reckons with the highest speed each has shown; a vessel in distress, aground or not under command is left out. "
            + "The time asked for is that of the newest position.\n\nExample:  palermo ais near hour.nmea --lat 34.1 --lon 12.6 --drift-towards 120 --drift-knots 0.8")
        {
            file, lat, lon, drift, driftKnots, knots, oldest, count, draw, json,
        };
        verb.SetAction(result =>
        {
            var (y, x) = (result.GetValue(lat), result.GetValue(lon));
            if (!(y is >= -90 and <= 90)) throw new CliProblem($"--lat {y}: a latitude lies from -90 to 90");
            if (!(x is >= -180 and <= 180)) throw new CliProblem($"--lon {x}: a longitude lies from -180 to 180");
            if (!(result.GetValue(driftKnots) is >= 0 and <= 20)) throw new CliProblem("--drift-knots: from 0 to 20");
            if (!(result.GetValue(knots) > 0)) throw new CliProblem("--default-knots: must be above 0");
            var picture = Picture(result.GetRequiredValue(file));
            var now = picture.Vessels.Max(v => v.UnixMilliseconds);
            var scene = Mover.FromCourse(y, x, result.GetValue(drift), result.GetValue(driftKnots));
            var ranked = NearestAssets.Rank(picture.Vessels, scene, now, result.GetValue(knots), result.GetValue(oldest)).Take(result.GetValue(count)).ToList();
            if (result.GetValue(draw) is { } path) AisPictures.Near(path, y, x, ranked);
            if (result.GetValue(json))
            {
                Answer.WriteJson(new
                {
                    scene = new { lat = y, lon = x, driftTowards = result.GetValue(drift), driftKnots = result.GetValue(driftKnots) },
                    at = now is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : (DateTimeOffset?)null,
                    notForNavigation = true,
                    assets = ranked.Select(a => new
                    {
                        a.Vessel.Mmsi, kind = Palermo.Analysis.Ais.Mmsi.KindOf(a.Vessel.Mmsi), name = Said(a.Vessel.Name), callSign = Said(a.Vessel.CallSign),
                        shipType = a.Vessel.ShipType == 0 ? (int?)null : a.Vessel.ShipType, shipTypeText = AisCodes.ShipType(a.Vessel.ShipType),
                        lengthMetres = a.Vessel.Length == 0 ? (int?)null : a.Vessel.Length, lat = a.Vessel.Latitude, lon = a.Vessel.Longitude,
                        a.DistanceNm, a.Bearing, a.Knots, a.KnotsAssumed, a.Hours, a.MeetLat, a.MeetLon, a.AgeMinutes,
                    }),
                });
                return 0;
            }
            foreach (var a in ranked)
                Console.WriteLine(FormattableString.Invariant(
                    $"{a.Vessel.Mmsi} {a.Vessel.Name,-20} {a.DistanceNm,6:F1} nm, {(a.Hours is { } h ? $"{h:F2} h" : "never")} at {a.Knots:F1} kn{(a.KnotsAssumed ? " (assumed)" : "")}")
                    + (a.AgeMinutes is { } age ? FormattableString.Invariant($", position {age:F0} min old") : ""));
            Console.WriteLine($"{ranked.Count} vessels. Decision support, not for navigation.");
            return 0;
        });
        return verb;
    }

    public static Command CreateCpa()
    {
        var file = new Argument<string>("FILE") { Description = "AIVDM sentences, plain or gzip; - reads standard input to its end." };
        var mmsi = new Option<int>("--mmsi") { Description = "The vessel that is asked about.", Required = true };
        var within = new Option<double>("--within-nm") { Description = "List who comes nearer than this.", DefaultValueFactory = _ => 5 };
        var hours = new Option<double>("--hours") { Description = "Within so many hours.", DefaultValueFactory = _ => 2 };
        var json = TrackInput.Json();
        var verb = new Command("cpa",
            "Closest point of approach of every vessel heard to one of them, on straight courses from their last positions.\n\nExample:  palermo ais cpa hour.nmea --mmsi 247320160")
        {
            file, mmsi, within, hours, json,
        };
        verb.SetAction(result =>
        {
            var picture = Picture(result.GetRequiredValue(file));
            var own = picture.Find(result.GetValue(mmsi));
            if (own is null || double.IsNaN(own.Latitude))
                throw new CliProblem($"--mmsi {result.GetValue(mmsi)}: no position of this vessel in {result.GetRequiredValue(file)}");
            var me = Moving(own);
            var close = picture.Vessels.Where(v => v.Mmsi != own.Mmsi && !double.IsNaN(v.Latitude))
                .Select(v => (Vessel: v, Cpa: ClosestApproach.Of(me, Moving(v))))
                .Where(c => c.Cpa.Metres <= result.GetValue(within) * Geodesy.MetresPerNauticalMile && c.Cpa.Seconds <= result.GetValue(hours) * 3600)
                .OrderBy(c => c.Cpa.Seconds).ThenBy(c => c.Vessel.Mmsi).ToList();
            if (result.GetValue(json))
            {
                Answer.WriteJson(new
                {
                    own.Mmsi, name = Said(own.Name), lat = own.Latitude, lon = own.Longitude, notForNavigation = true,
                    approaches = close.Select(c => new
                    {
                        c.Vessel.Mmsi, name = Said(c.Vessel.Name), minutes = c.Cpa.Seconds / 60, nauticalMiles = c.Cpa.Metres / Geodesy.MetresPerNauticalMile,
                    }),
                });
                return 0;
            }
            foreach (var (v, cpa) in close)
                Console.WriteLine(FormattableString.Invariant($"{v.Mmsi} {v.Name,-20} {cpa.Metres / 1852:F2} nm in {cpa.Seconds / 60:F0} min"));
            Console.WriteLine($"{close.Count} vessels. Decision support, not for navigation.");
            return 0;
        });
        return verb;
    }

    // Without course or speed a vessel is taken to lie still.
    private static Mover Moving(VesselState v) => double.IsNaN(v.Course) || double.IsNaN(v.Speed)
        ? new Mover(v.Latitude, v.Longitude, 0, 0) : Mover.FromCourse(v.Latitude, v.Longitude, v.Course, v.Speed);

    private static string? Said(string text) => text.Length > 0 ? text : null;

    private static VesselPicture Picture(string path)
    {
        using var input = AisInput.Open(path);
        var picture = new VesselPicture();
        AisInput.Report(AisReader.ReadColumns(input, picture.Apply));
        return picture.Vessels.Any() ? picture : throw new CliProblem($"{path}: holds no AIS message that could be decoded");
    }
}
