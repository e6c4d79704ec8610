using System.Globalization;
using Palermo.Analysis.Geo;

namespace Palermo.Node.Cli.Sar;

/// <summary>The places that a position may refer to: a short list of our own, and a list of the user's.</summary>
internal static class Places
{
    private static readonly Lazy<IReadOnlyList<NamedPlace>> Own = new(() =>
    {
        using var stream = typeof(Places).Assembly.GetManifestResourceStream("places.csv")!;
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd().Split('\n'), "places.csv");
    });

    public static Gazetteer Load(string? path)
    {
        if (path is null) return new Gazetteer(Own.Value);
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"--places {path}: cannot be read: {e.Message}");
        }

        // The user's names come first.
        return new Gazetteer([.. Read(lines, path), .. Own.Value]);
    }

    internal static List<NamedPlace> Read(IReadOnlyList<string> lines, string source)
    {
        var places = new List<NamedPlace>();
        int name = -1, lat = -1, lon = -1, country = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].TrimEnd('\r');
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = Cells(line);
            if (name < 0)
            {
                int Column(params string[] names) => cells.FindIndex(c => names.Contains(c.Trim().ToLowerInvariant()));
                (name, lat, lon, country) = (Column("name", "city", "place"), Column("lat", "latitude"), Column("lon", "lng", "long", "longitude"), Column("country"));
                if (name < 0 || lat < 0 || lon < 0) throw new CliProblem($"{source}, line {i + 1}: the first line must name the columns name, lat and lon");
                continue;
            }

            if (cells.Count <= Math.Max(name, Math.Max(lat, lon))) throw new CliProblem($"{source}, line {i + 1}: {cells.Count} cells; name, lat and lon are needed");
            if (!double.TryParse(cells[lat], CultureInfo.InvariantCulture, out var y) || !(Math.Abs(y) <= 90)
                || !double.TryParse(cells[lon], CultureInfo.InvariantCulture, out var x) || !(Math.Abs(x) <= 360))
                throw new CliProblem($"{source}, line {i + 1}: '{cells[lat]}', '{cells[lon]}' is not a latitude and a longitude in degrees");
            places.Add(new NamedPlace(cells[name], y, x, country >= 0 && country < cells.Count ? cells[country] : null));
        }

        return places;
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
