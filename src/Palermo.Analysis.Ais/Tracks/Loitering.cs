namespace Palermo.Analysis.Ais.Tracks;

/// <summary>What counts as loitering.</summary>
/// <param name="MaximumKnots">Mean speed of every hour below this.</param>
/// <param name="MinimumHours">Hours in a row, at least. Global Fishing Watch's base table begins at 2; its reports on carriers used 4, Miller et al. (2018) used 8.</param>
/// <param name="MinimumShoreNm">Mean distance from shore of the product table, nautical miles; events nearer are still given, with the flag off.</param>
public sealed record LoiteringRule(double MaximumKnots = 2, int MinimumHours = 2, double MinimumShoreNm = 20);

/// <summary>A vessel that hardly moved for hours.</summary>
/// <param name="Hours">Hour blocks in a row, the first and the last perhaps in part.</param>
/// <param name="MeanShoreNm">Mean distance from shore; null when not known.</param>
/// <param name="FarFromShore">Whether that is far enough for the product table; null when not known.</param>
public sealed record LoiteringEvent(
    string Vessel, DateTimeOffset StartTime, DateTimeOffset EndTime, int Hours, double MeanLat, double MeanLon, double MeanKnots,
    double DistanceKm, int Positions, double? MeanShoreNm, bool? FarFromShore);

/// <summary>Finds loitering: hours in a row at less than two knots.</summary>
/// <remarks>
/// Global Fishing Watch's technical documentation, loitering: positions by vessel and hour, mean implied speed of the hour below 2 knots,
/// consecutive hours joined. The speed of an hour is the way of the intervals that end in it over their time; an interval of an
/// hour or more belongs to no hour, so that an hour without positions ends the event. The first and the last position must also
/// be so many hours apart, or two half hours would count as two. O(n).
/// </remarks>
public static class Loitering
{
    private const long Hour = 3_600_000;

    /// <summary>The events of all vessels, by vessel and time.</summary>
    /// <param name="shore">Distance from shore where the table has none; null when nothing is known of the coast.</param>
    public static List<LoiteringEvent> Find(TrackTable tracks, LoiteringRule rule, NearestPlace? shore = null)
    {
        List<LoiteringEvent> events = [];
        for (var vessel = 0; vessel < tracks.Vessels.Count; vessel++)
        {
            var (from, to) = (tracks.Starts[vessel], tracks.Starts[vessel + 1]);
            int runStart = -1, runEnd = -1;
            long lastHour = long.MinValue, firstHour = 0;
            for (var row = from + 1; row < to;)
            {
                var hour = Math.DivRem(tracks.Time[row], Hour).Quotient;
                double metres = 0;
                long time = 0;
                var first = row;
                for (; row < to && Math.DivRem(tracks.Time[row], Hour).Quotient == hour; row++)
                {
                    if (tracks.Time[row] - tracks.Time[row - 1] >= Hour) continue;
                    metres += tracks.Metres(row - 1, row);
                    time += tracks.Time[row] - tracks.Time[row - 1];
                }
                var slow = time > 0 && metres / (time / 1000.0) / Geo.Geodesy.MetresPerSecondPerKnot < rule.MaximumKnots;
                if (slow && lastHour == hour - 1)
                {
                    runEnd = row - 1;
                    lastHour = hour;
                    continue;
                }
                Close();
                if (!slow) continue;
                runStart = tracks.Time[first] - tracks.Time[first - 1] < Hour ? first - 1 : first;
                runEnd = row - 1;
                firstHour = lastHour = hour;
            }
            Close();

            void Close()
            {
                if (runStart >= 0 && lastHour - firstHour + 1 >= rule.MinimumHours && tracks.Time[runEnd] - tracks.Time[runStart] >= rule.MinimumHours * Hour)
                    events.Add(Describe(tracks, vessel, runStart, runEnd, (int)(lastHour - firstHour + 1), rule, shore));
                runStart = -1;
                lastHour = long.MinValue;
            }
        }
        return events;
    }

    private static LoiteringEvent Describe(TrackTable tracks, int vessel, int from, int to, int hours, LoiteringRule rule, NearestPlace? shore)
    {
        double lat = 0, east = 0, metres = 0, shoreKm = 0;
        for (var row = from; row <= to; row++)
        {
            lat += tracks.Latitude[row];
            east += Geo.Geodesy.LongitudeDifference(tracks.Longitude[from], tracks.Longitude[row]);
            if (row > from) metres += tracks.Metres(row - 1, row);
            shoreKm += float.IsNaN(tracks.ShoreKm[row]) && shore is not null
                ? shore.Kilometres(tracks.Latitude[row], tracks.Longitude[row]) : tracks.ShoreKm[row];
        }
        var count = to - from + 1;
        double? shoreNm = double.IsFinite(shoreKm) ? shoreKm / count / 1.852 : null;
        return new LoiteringEvent(tracks.Vessels[vessel], DateTimeOffset.FromUnixTimeMilliseconds(tracks.Time[from]),
            DateTimeOffset.FromUnixTimeMilliseconds(tracks.Time[to]), hours, lat / count,
            Geo.Geodesy.WrapLongitude(tracks.Longitude[from] + east / count),
            metres / Math.Max(1, (tracks.Time[to] - tracks.Time[from]) / 1000.0) / Geo.Geodesy.MetresPerSecondPerKnot,
            metres / 1000, count, shoreNm, shoreNm is { } nm ? nm >= rule.MinimumShoreNm : null);
    }
}
