using System.Globalization;

namespace Palermo.Analysis.Ais.Tracks;

/// <summary>What a table of positions held.</summary>
/// <param name="Rows">Rows read, the header not counted.</param>
/// <param name="NotVessels">Rows of base stations and aids to navigation, by a column type with the message types 4, 11 and 21.</param>
/// <param name="WithoutPosition">Rows whose position or time is empty: static reports in a table of all messages.</param>
/// <param name="Unreadable">Rows with a value that is no time, no number or no place.</param>
/// <param name="FirstUnreadable">Where and why the first of them could not be read; null when all could.</param>
public sealed record TrackCsvReport(int Rows, int NotVessels, int WithoutPosition, int Unreadable, string? FirstUnreadable);

/// <summary>Reads positions out of a table of comma-separated values.</summary>
/// <remarks>
/// Columns are found by name, in any order and either case. Needed: vessel (or mmsi, ssvid, vessel_id, seg_id, id), timestamp (or time,
/// basedatetime, datetime), lat (or latitude), lon (or longitude, lng). Used when there: speed (sog) in knots, course (cog) in degrees,
/// distance_from_shore_km (or _m, _nm), source (or receiver, station), type (of message: 4, 11 and 21 are no vessels). Times: ISO 8601 (without zone: UTC) or Unix seconds or milliseconds.
/// </remarks>
public static class TrackCsv
{
    private static readonly string[][] Names =
    [
        ["vessel", "mmsi", "ssvid", "vessel_id", "seg_id", "id"], ["timestamp", "time", "basedatetime", "base_date_time", "datetime"],
        ["lat", "latitude"], ["lon", "longitude", "lng", "long"], ["speed", "sog", "speed_knots"], ["course", "cog"],
        ["distance_from_shore_km", "distance_from_shore_m", "distance_from_shore_nm"], ["source", "receiver", "receiver_type", "station"],
    ];

    /// <summary>Reads the whole table.</summary>
    /// <param name="name">Of the file, for messages.</param>
    /// <exception cref="FormatException">There is no header, or a needed column is missing: the message says which names would do.</exception>
    public static (TrackTable Tracks, TrackCsvReport Report) Read(TextReader reader, string name)
    {
        var header = reader.ReadLine() ?? throw new FormatException($"{name}: is empty; a header line is needed, such as vessel,timestamp,lat,lon");
        var columns = Split(header.TrimStart('\uFEFF')).Select(c => c.Trim().ToLowerInvariant()).ToArray();
        var places = Names.Select(names => Array.FindIndex(columns, c => names.Contains(c))).ToArray();
        for (var i = 0; i < 4; i++)
            if (places[i] < 0)
                throw new FormatException($"{name}, line 1: no column named {string.Join(" or ", Names[i])}; the columns are {string.Join(", ", columns)}");
        var type = Array.IndexOf(columns, "type");
        var perKm = places[6] < 0 ? 1 : columns[places[6]] switch { "distance_from_shore_m" => 0.001, "distance_from_shore_nm" => 1.852, _ => 1.0 };
        List<TrackPoint> points = [];
        int rows = 0, notVessels = 0, empty = 0, unreadable = 0, line = 1;
        string? first = null;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (text.Length == 0) continue;
            rows++;
            var cells = Split(text);
            if (type >= 0 && type < cells.Count && cells[type] is "4" or "11" or "21")
            {
                notVessels++;
                continue;
            }
            string Cell(int column) => places[column] >= 0 && places[column] < cells.Count ? cells[places[column]].Trim() : "";
            if (Cell(2) == "" || Cell(3) == "" || Cell(1) == "")
            {
                empty++;
                continue;
            }
            string? problem = null;
            var vessel = Cell(0);
            if (vessel == "") problem = $"{columns[places[0]]} is empty";
            var time = Time(Cell(1));
            if (time is null) problem ??= $"{columns[places[1]]} \"{Cell(1)}\" is no time (2011-01-01T15:40:00Z, or Unix seconds)";
            var lat = Number(Cell(2));
            if (!(lat is >= -90 and <= 90)) problem ??= $"{columns[places[2]]} \"{Cell(2)}\" is no latitude (-90 to 90)";
            var lon = Number(Cell(3));
            if (!(lon is >= -360 and <= 360)) problem ??= $"{columns[places[3]]} \"{Cell(3)}\" is no longitude";
            if (problem is not null)
            {
                unreadable++;
                first ??= $"{name}, line {line}: {problem}";
                continue;
            }
            points.Add(new TrackPoint(vessel, time!.Value, lat, lon, Number(Cell(4)), Number(Cell(5)), Number(Cell(6)) * perKm,
                Cell(7) is { Length: > 0 } source ? source : null));
        }
        return (TrackTable.From(points), new TrackCsvReport(rows, notVessels, empty, unreadable, first));
    }

    /// <summary>Reads points of a coast or of anchorages: a table with the columns lat and lon.</summary>
    /// <exception cref="FormatException">A column is missing, or a row is no place.</exception>
    public static List<(double Latitude, double Longitude)> ReadPlaces(TextReader reader, string name)
    {
        var columns = Split((reader.ReadLine() ?? "").TrimStart('\uFEFF')).Select(c => c.Trim().ToLowerInvariant()).ToArray();
        var lat = Array.FindIndex(columns, c => Names[2].Contains(c));
        var lon = Array.FindIndex(columns, c => Names[3].Contains(c));
        if (lat < 0 || lon < 0) throw new FormatException($"{name}, line 1: the columns lat and lon are needed");
        List<(double, double)> places = [];
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0) continue;
            var cells = Split(text);
            var (y, x) = (Number(lat < cells.Count ? cells[lat] : ""), Number(lon < cells.Count ? cells[lon] : ""));
            if (!(y is >= -90 and <= 90) || !(x is >= -360 and <= 360)) throw new FormatException($"{name}, line {line}: lat and lon are no place");
            places.Add((y, x));
        }
        return places;
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : double.NaN;

    private static long? Time(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number < 95_617_584_000 ? number * 1000 : number; // later than the year 5000 as seconds: milliseconds
        if (text.EndsWith(" UTC", StringComparison.Ordinal)) text = text[..^4];
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUnixTimeMilliseconds() : null;
    }

    private static List<string> Split(string line)
    {
        List<string> cells = [];
        if (line.IndexOf('"') < 0)
        {
            cells.AddRange(line.Split(','));
            return cells;
        }
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(line[i]);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
