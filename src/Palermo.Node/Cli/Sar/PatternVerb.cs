using System.CommandLine;
using System.Globalization;
using Palermo.Analysis.Drift.Search;
using Palermo.Analysis.Geo;
using Palermo.Node.Cli.Drift;

namespace Palermo.Node.Cli.Sar;

/// <summary><c>palermo sar pattern</c>: waypoints of a search pattern.</summary>
internal static class PatternVerb
{
    private static readonly string[] Kinds = ["square", "sector", "parallel", "creeping", "track"];

    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = string.Join(", ", Kinds) };
        var datum = new Option<string[]>("--datum") { Description = "Middle of the search, in any form of text; for a track give two or more.", Required = true, AllowMultipleArgumentsPerToken = false };
        var spacing = Number("--spacing", "Track spacing (NM).");
        var course = Number("--course", "Course of the first leg, or of the search (degrees true).");
        var legs = new Option<int>("--legs") { Description = "Legs of an expanding square.", DefaultValueFactory = _ => 12 };
        var radius = Number("--radius", "Length of the legs of a sector search (NM).");
        var passes = new Option<int>("--passes") { Description = "Passes of a sector search: 1, or 2 (turned by 30 degrees).", DefaultValueFactory = _ => 1 };
        var length = Number("--length", "Long side of the area (NM).");
        var width = Number("--width", "Short side of the area (NM).");
        var oneWay = new Option<bool>("--one-way") { Description = "A track search that does not come back." };
        var speed = Number("--speed", "Search speed (knots); gives times, and is needed when the datum drifts.");
        var start = new Option<DateTimeOffset?>("--start") { Description = "When the first point is passed, such as 2026-09-01T06:00:00Z." };
        var drift = Number("--drift", "Speed at which the datum drifts (knots).");
        var toward = Number("--drift-toward", "Direction to which the datum drifts (degrees true).");
        var endurance = Number("--endurance", "Hours on scene: exit code 1 when the pattern takes longer.");
        var gpx = new Option<bool>("--gpx") { Description = "Answer as GPX, for chart plotters." };
        var geojson = new Option<bool>("--geojson") { Description = "Answer as GeoJSON." };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document." };
        var output = new Option<string?>("--out") { Description = "Write GPX or GeoJSON to this file instead (.gpx, .geojson)." };
        var picture = new Option<string?>("--picture") { Description = "Draw the pattern as .png or .svg." };
        var command = new Command("pattern",
            "Waypoints of a search pattern, moving with the datum when that drifts.\n\n"
            + "Examples:\n"
            + "  palermo sar pattern square --datum \"34°00.0'N 012°30.0'E\" --spacing 2 --legs 8 --gpx\n"
            + "  palermo sar pattern sector --datum \"34N 12.5E\" --radius 5 --speed 12 --drift 0.8 --drift-toward 120 --json\n"
            + "  palermo sar pattern parallel --datum \"34N 12.5E\" --length 20 --width 10 --spacing 2 --course 120 --gpx\n\n"
            + "Not for navigation.")
        {
            kind, datum, spacing, course, legs, radius, passes, length, width, oneWay, speed, start, drift, toward, endurance, gpx, geojson, json, output, picture,
        };
        command.SetAction(w =>
        {
            var places = Places.Load(null);
            var data = w.GetValue(datum)!.Select(text => PositionOf(text, places)).ToArray();
            double Need(Option<double?> option) => w.GetValue(option) ?? throw new CliProblem($"{option.Name} is missing: {option.Description}");
            var name = w.GetValue(kind)!;
            if (!Kinds.Contains(name)) throw new CliProblem($"KIND '{name}' is not one of {string.Join(", ", Kinds)}");
            if (name != "track" && data.Length > 1) throw new CliProblem("--datum: only a track has more than one");
            SearchRoute route;
            try
            {
                var corners = name switch
                {
                    "square" => SearchPattern.ExpandingSquare(Need(spacing), w.GetValue(legs), w.GetValue(course) ?? 0),
                    "sector" => SearchPattern.Sector(Need(radius), w.GetValue(course) ?? 0, w.GetValue(passes)),
                    "parallel" => SearchPattern.Parallel(Need(length), Need(width), Need(spacing), w.GetValue(course) ?? 0),
                    "creeping" => SearchPattern.CreepingLine(Need(length), Need(width), Need(spacing), w.GetValue(course) ?? 0),
                    _ => SearchPattern.TrackLine(Route(data), Need(spacing), !w.GetValue(oneWay)),
                };
                var (driftEast, driftNorth) = DriftOf(w.GetValue(drift) ?? 0, w.GetValue(toward) ?? 0);
                route = SearchRoute.Lay(name, corners, data[0].Latitude, data[0].Longitude, w.GetValue(start), w.GetValue(speed), driftEast, driftNorth);
            }
            catch (ArgumentException problem)
            {
                throw new CliProblem($"sar pattern {name}: {problem.Message.Split(" (Parameter")[0]}");
            }

            if (w.GetValue(picture) is { } drawing) DriftPicture.Save(SarPicture.Route(route), drawing);
            if (w.GetValue(output) is { } file) Write(file, [route]);
            if (w.GetValue(gpx)) Console.Write(SearchRoute.Gpx([route]));
            else if (w.GetValue(geojson))
            {
                using var stdout = Console.OpenStandardOutput();
                SearchRoute.GeoJson(stdout, [route]);
            }
            else if (w.GetValue(json)) Answer.WriteJson(RouteAnswer.Of(route));
            else Say(route);
            return w.GetValue(endurance) is not { } hours || route.Fits(hours) ? 0 : 1;
        });
        return command;
    }

    private static Option<double?> Number(string name, string what) => new(name) { Description = what };

    private static (double East, double North) DriftOf(double knots, double toward)
    {
        var (sin, cos) = Math.SinCos(toward * Math.PI / 180);
        return (knots * sin, knots * cos);
    }

    internal static (double Latitude, double Longitude) PositionOf(string text, Gazetteer places)
    {
        try
        {
            var p = PositionText.Parse(text, places);
            return (p.Latitude, p.Longitude);
        }
        catch (FormatException problem)
        {
            throw new CliProblem(problem.Message);
        }
    }

    private static List<(double East, double North)> Route((double Latitude, double Longitude)[] data)
    {
        if (data.Length < 2) throw new CliProblem("--datum: a track needs two or more, each with its own --datum");
        var (north, east) = Geodesy.MetresPerDegree(data[0].Latitude);
        return [.. data.Select(d => (Geodesy.LongitudeDifference(data[0].Longitude, d.Longitude) * east / 1852, (d.Latitude - data[0].Latitude) * north / 1852))];
    }

    internal static void Write(string path, IReadOnlyList<SearchRoute> routes)
    {
        using var file = DriftRunVerb.Create(path, "--out");
        if (path.EndsWith(".gpx", StringComparison.OrdinalIgnoreCase)) file.Write(System.Text.Encoding.UTF8.GetBytes(SearchRoute.Gpx(routes)));
        else SearchRoute.GeoJson(file, routes);
    }

    private static void Say(SearchRoute route)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{route.Name}: {route.Waypoints.Count} points, {route.LengthNm:0.0} NM{(route.Hours is { } h ? $", {h:0.00} h" : "")}"));
        foreach (var p in route.Waypoints)
            Console.WriteLine($"{p.Name,-5} {PositionForms.DegreesMinutes(p.Latitude, p.Longitude)}{(p.Time is { } t ? t.UtcDateTime.ToString("  yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) : "")}");
    }
}

/// <summary>A route in an answer.</summary>
internal sealed record RouteAnswer(string Name, double LengthNm, double? Hours, IReadOnlyList<WaypointAnswer> Waypoints)
{
    public static RouteAnswer Of(SearchRoute r) =>
        new(r.Name, r.LengthNm, r.Hours, [.. r.Waypoints.Select(p => new WaypointAnswer(p.Name, p.Latitude, p.Longitude, p.Time?.UtcDateTime))]);
}

internal sealed record WaypointAnswer(string Name, double Lat, double Lon, DateTime? Time);
