namespace Palermo.Analysis.Ais.Tracks;

/// <summary>What counts as a gap, and what makes it likely that the transmitter was switched off.</summary>
/// <param name="MinimumHours">A gap of so many hours or more is given.</param>
/// <param name="DisablingHours">Likely switched off: hours at least,</param>
/// <param name="DisablingShoreNm">begun so many nautical miles from shore at least,</param>
/// <param name="DisablingReceptionPerDay">where more than so many positions a day are received,</param>
/// <param name="DisablingPositionsBefore">with so many positions by satellite in the 12 hours before, at least.</param>
public sealed record GapRule(
    double MinimumHours = 6, double DisablingHours = 12, double DisablingShoreNm = 50, double DisablingReceptionPerDay = 10, int DisablingPositionsBefore = 14);

/// <summary>Whether something holds, as far as the data tell.</summary>
public enum Verdict
{
    /// <summary>All conditions hold.</summary>
    Yes,

    /// <summary>At least one does not.</summary>
    No,

    /// <summary>None is broken, but at least one cannot be judged from the data.</summary>
    Unknown,
}

/// <summary>A vessel that was not heard for hours.</summary>
/// <param name="ImpliedKnots">Speed that the way across the gap needs at least.</param>
/// <param name="PositionsIn12HoursBefore">Positions received in the 12 hours before it, the last one counted.</param>
/// <param name="LikelyDisabling">Whether Welch et al. would call it likely that the transmitter was switched off.</param>
/// <param name="Reasons">One line for each condition: whether it holds, does not, or is not known.</param>
public sealed record Gap(
    string Vessel, DateTimeOffset StartTime, DateTimeOffset EndTime, double Hours, double StartLat, double StartLon, double EndLat, double EndLon,
    double DistanceKm, double ImpliedKnots, int PositionsIn12HoursBefore, double? StartShoreNm, Verdict LikelyDisabling, IReadOnlyList<string> Reasons);

/// <summary>Finds gaps in reception and judges them by published conditions.</summary>
/// <remarks>
/// Six hours: Global Fishing Watch's naive gap. Likely disabling: Welch et al., Science Advances 8 (2022) eabq2109. Reception is
/// estimated from the table itself: positions a vessel a day in the cell of one degree where the gap begins. AIS is voluntary for
/// most boats and heard by chance: a gap is a question, never an answer. O(n).
/// </remarks>
public static class Gaps
{
    private const double HourMilliseconds = 3_600_000;

    /// <summary>The gaps of all vessels, by vessel and time.</summary>
    /// <param name="shore">Distance from shore where the table has none; null when nothing is known of the coast.</param>
    public static List<Gap> Find(TrackTable tracks, GapRule rule, NearestPlace? shore = null)
    {
        var reception = Reception(tracks);
        var satellite = Enumerable.Range(0, tracks.Sources.Count)
            .Where(i => tracks.Sources[i].StartsWith("sat", StringComparison.OrdinalIgnoreCase)).ToHashSet();
        List<Gap> gaps = [];
        for (var vessel = 0; vessel < tracks.Vessels.Count; vessel++)
        {
            for (var row = tracks.Starts[vessel] + 1; row < tracks.Starts[vessel + 1]; row++)
            {
                var hours = (tracks.Time[row] - tracks.Time[row - 1]) / HourMilliseconds;
                if (hours >= rule.MinimumHours) gaps.Add(Describe(tracks, vessel, row, hours, rule, shore, reception, satellite));
            }
        }
        return gaps;
    }

    private static Gap Describe(
        TrackTable tracks, int vessel, int row, double hours, GapRule rule, NearestPlace? shore,
        Dictionary<(int, int), double> reception, HashSet<int> satellite)
    {
        var last = row - 1;
        int before = 0, bySatellite = 0;
        for (var i = last; i >= tracks.Starts[vessel] && tracks.Time[last] - tracks.Time[i] <= 12 * HourMilliseconds; i--)
        {
            before++;
            if (satellite.Contains(tracks.Source[i])) bySatellite++;
        }
        var km = tracks.ShoreKm[last];
        double? shoreNm = !float.IsNaN(km) ? km / 1.852 : shore?.Kilometres(tracks.Latitude[last], tracks.Longitude[last]) / 1.852;
        var perDay = reception[Cell(tracks, last)];
        List<string> reasons = [];
        var broken = false;
        var open = false;
        void Judge(bool? holds, string what)
        {
            broken |= holds == false;
            open |= holds is null;
            reasons.Add($"{(holds switch { true => "holds", false => "does not hold", null => "not known" })}: {what}");
        }
        Judge(hours >= rule.DisablingHours, $"{hours:F1} hours without position, {rule.DisablingHours} needed");
        Judge(shoreNm is { } nm ? nm >= rule.DisablingShoreNm : null,
            shoreNm is { } far ? $"{far:F0} nautical miles from shore, {rule.DisablingShoreNm} needed" : "distance from shore (give a coast, or a column distance_from_shore_km)");
        Judge(perDay > rule.DisablingReceptionPerDay, $"{perDay:F1} positions a vessel a day received there, more than {rule.DisablingReceptionPerDay} needed");
        var known = satellite.Count > 0;
        // Fewer positions of all receivers than are needed of satellites settles it; more of them do not.
        Judge(known ? bySatellite >= rule.DisablingPositionsBefore : before < rule.DisablingPositionsBefore ? false : null,
            known ? $"{bySatellite} positions by satellite in the 12 hours before, {rule.DisablingPositionsBefore} needed"
                : $"{before} positions in the 12 hours before; which came by satellite is not said (column source)");
        var metres = tracks.Metres(last, row);
        return new Gap(tracks.Vessels[vessel], Time(tracks.Time[last]), Time(tracks.Time[row]), hours,
            tracks.Latitude[last], tracks.Longitude[last], tracks.Latitude[row], tracks.Longitude[row], metres / 1000,
            tracks.ImpliedKnots(last, row), before, shoreNm, broken ? Verdict.No : open ? Verdict.Unknown : Verdict.Yes, reasons);
    }

    // Positions a vessel a day by cell of one degree.
    private static Dictionary<(int, int), double> Reception(TrackTable tracks)
    {
        Dictionary<(int, int), long> positions = [];
        HashSet<((int, int), int, long)> days = [];
        for (var vessel = 0; vessel < tracks.Vessels.Count; vessel++)
        {
            for (var row = tracks.Starts[vessel]; row < tracks.Starts[vessel + 1]; row++)
            {
                var cell = Cell(tracks, row);
                positions[cell] = positions.GetValueOrDefault(cell) + 1;
                days.Add((cell, vessel, tracks.Time[row] / 86_400_000));
            }
        }
        var vesselDays = days.CountBy(d => d.Item1).ToDictionary();
        return positions.ToDictionary(p => p.Key, p => p.Value / (double)vesselDays[p.Key]);
    }

    private static (int, int) Cell(TrackTable tracks, int row) => ((int)Math.Floor(tracks.Latitude[row]), (int)Math.Floor(tracks.Longitude[row]));

    private static DateTimeOffset Time(long unixMilliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds);
}
