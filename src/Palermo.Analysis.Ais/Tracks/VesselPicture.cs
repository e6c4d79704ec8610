using Palermo.Analysis.Ais.Columns;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Ais.Tracks;

/// <summary>What is known of one vessel: its last position, and what it last said of itself.</summary>
public sealed class VesselState
{
    internal VesselState(int mmsi) => Mmsi = mmsi;

    /// <summary>Identity.</summary>
    public int Mmsi { get; }

    /// <summary>Last believed latitude, degrees; NaN when it never gave a position.</summary>
    public double Latitude { get; internal set; } = double.NaN;

    /// <summary>Last believed longitude, degrees.</summary>
    public double Longitude { get; internal set; } = double.NaN;

    /// <summary>When that was received, Unix milliseconds; null when nobody wrote it.</summary>
    public long? UnixMilliseconds { get; internal set; }

    /// <summary>Last speed over ground in knots; NaN when not said.</summary>
    public double Speed { get; internal set; } = double.NaN;

    /// <summary>Highest speed over ground it has shown, knots; 0 when none.</summary>
    public double FastestSeen { get; internal set; }

    /// <summary>Last course over ground, degrees; NaN when not said.</summary>
    public double Course { get; internal set; } = double.NaN;

    /// <summary>Navigational status, 15 when not said.</summary>
    public int Status { get; internal set; } = 15;

    /// <summary>Type of the last position message.</summary>
    public int PositionType { get; internal set; }

    /// <summary>Name; empty when not said.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Call sign; empty when not said.</summary>
    public string CallSign { get; internal set; } = "";

    /// <summary>Destination; empty when not said.</summary>
    public string Destination { get; internal set; } = "";

    /// <summary>IMO number, 0 when not said.</summary>
    public int Imo { get; internal set; }

    /// <summary>Kind of ship, 0 when not said.</summary>
    public int ShipType { get; internal set; }

    /// <summary>Length in metres, 0 when not said.</summary>
    public int Length { get; internal set; }

    /// <summary>Beam in metres, 0 when not said.</summary>
    public int Beam { get; internal set; }

    /// <summary>Draught in metres, 0 when not said.</summary>
    public double Draught { get; internal set; }

    /// <summary>Positions taken over.</summary>
    public long Positions { get; internal set; }

    /// <summary>Positions not believed: too far to have been reached.</summary>
    public long Doubtful { get; internal set; }

    internal int DoubtfulInARow { get; set; }

    internal (double Latitude, double Longitude, long Time) LastDoubtful { get; set; }
}

/// <summary>The latest of every vessel, kept up to date from batches of messages.</summary>
/// <remarks>
/// A position that would need more than the speed limit is not taken over, unless three in a row agree with each other: then the
/// old one was the wrong one. Needs times of reception; without them every position is believed. O(1) a message.
/// </remarks>
public sealed class VesselPicture(double maximumKnots = 60)
{
    private readonly Dictionary<int, VesselState> _vessels = [];

    /// <summary>All vessels heard, by MMSI.</summary>
    public IEnumerable<VesselState> Vessels => _vessels.Values.OrderBy(v => v.Mmsi);

    /// <summary>The vessel of an MMSI; null when it was not heard.</summary>
    public VesselState? Find(int mmsi) => _vessels.GetValueOrDefault(mmsi);

    /// <summary>Takes over the messages of a batch; batches come in order.</summary>
    public void Apply(AisBatch batch)
    {
        var p = batch.Positions;
        for (var row = 0; row < p.Count; row++)
        {
            var (lat, lon) = (p.LatitudeDegrees(row), p.LongitudeDegrees(row));
            if (double.IsNaN(lat) || double.IsNaN(lon)) continue;
            var vessel = Get(p.Mmsi[row]);
            long? time = p.UnixMilliseconds[row] == PositionColumns.NoTime ? null : p.UnixMilliseconds[row];
            if (!Believed(vessel, lat, lon, time)) continue;
            (vessel.Latitude, vessel.Longitude, vessel.UnixMilliseconds) = (lat, lon, time);
            vessel.Speed = p.SpeedKnots(row);
            vessel.Course = p.CourseDegrees(row);
            vessel.PositionType = p.Type[row];
            if (p.Type[row] != 21) vessel.Status = p.Status[row];
            if (vessel.Speed <= Limit(vessel.Mmsi) && vessel.Speed > vessel.FastestSeen) vessel.FastestSeen = vessel.Speed;
            vessel.Positions++;
        }
        for (var row = 0; row < batch.Statics.Count; row++) Take(batch.Statics, row);
    }

    private void Take(StaticColumns s, int row)
    {
        var vessel = Get(s.Mmsi[row]);
        var parts = s.Parts[row];
        if (parts.HasFlag(StaticParts.Name) && s.Name(row) is { Length: > 0 } name) vessel.Name = name;
        if (parts.HasFlag(StaticParts.Ship) && s.Type[row] != 21)
        {
            if (s.CallSign(row) is { Length: > 0 } call) vessel.CallSign = call;
            if (s.ShipType[row] != 0) vessel.ShipType = s.ShipType[row];
            if (s.ToBow[row] + s.ToStern[row] > 0) vessel.Length = s.ToBow[row] + s.ToStern[row];
            if (s.ToPort[row] + s.ToStarboard[row] > 0) vessel.Beam = s.ToPort[row] + s.ToStarboard[row];
        }
        if (!parts.HasFlag(StaticParts.Voyage)) return;
        if (s.Imo[row] != 0) vessel.Imo = s.Imo[row];
        if (s.Draught[row] != 0) vessel.Draught = s.Draught[row] / 10.0;
        if (s.Destination(row) is { Length: > 0 } destination) vessel.Destination = destination;
    }

    private bool Believed(VesselState vessel, double lat, double lon, long? time)
    {
        if (vessel.Positions == 0 || time is null || vessel.UnixMilliseconds is null
            || Reachable(Limit(vessel.Mmsi), vessel.Latitude, vessel.Longitude, vessel.UnixMilliseconds.Value, lat, lon, time.Value))
        {
            vessel.DoubtfulInARow = 0;
            return true;
        }
        vessel.Doubtful++;
        var agrees = vessel.DoubtfulInARow > 0
            && Reachable(Limit(vessel.Mmsi), vessel.LastDoubtful.Latitude, vessel.LastDoubtful.Longitude, vessel.LastDoubtful.Time, lat, lon, time.Value);
        vessel.DoubtfulInARow = agrees ? vessel.DoubtfulInARow + 1 : 1;
        vessel.LastDoubtful = (lat, lon, time.Value);
        if (vessel.DoubtfulInARow < 3) return false;
        vessel.DoubtfulInARow = 0;
        return true;
    }

    private static bool Reachable(double knots, double lat1, double lon1, long time1, double lat2, double lon2, long time2)
    {
        var metres = Geodesy.Distance(lat1, lon1, lat2, lon2) - TrackCheck.ToleranceMetres;
        return metres <= 0 || metres / Math.Max(1, Math.Abs(time2 - time1) / 1000.0) <= knots * Geodesy.MetresPerSecondPerKnot;
    }

    private double Limit(int mmsi) =>
        Palermo.Analysis.Ais.Mmsi.KindOf(mmsi) == MmsiKind.RescueAircraft ? Math.Max(maximumKnots, TrackCheck.AircraftKnots) : maximumKnots;

    private VesselState Get(int mmsi)
    {
        if (!_vessels.TryGetValue(mmsi, out var vessel)) _vessels[mmsi] = vessel = new VesselState(mmsi);
        return vessel;
    }
}
