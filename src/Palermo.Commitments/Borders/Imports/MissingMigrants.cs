using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;
using Palermo.Web.Tables;

namespace Palermo.Commitments.Borders;

/// <summary>Reads the exports of IOM's Missing Migrants Project: the full one (21 columns) and the one cleaned by IOM's data institute (12 columns).</summary>
/// <remarks>
/// How published oddities are resolved:
/// thousands separators are read; a negative number of missing is persons counted missing before and found dead, so the published total
/// stands and nobody counts twice; a negative number of survivors is taken as not known; a blank date becomes the year of the id; an id that is
/// no id is replaced by a hash of the row; rows under one id (split incidents) are told apart by their order, and exact copies are kept, as the
/// publisher's own totals count them. Each of these is noted with its line.
/// </remarks>
internal static class MissingMigrants
{
    public static ImportReader Reader { get; } = new(
        "missing-migrants",
        new("IOM Missing Migrants Project, CSV", "OIM, Projet Migrants disparus, CSV", "مشروع المهاجرين المفقودين للمنظمة الدولية للهجرة، CSV"),
        DeathOrMissing.Kind, "IOM Missing Migrants Project", Read);

    private static readonly LocalDatePattern Iso = LocalDatePattern.Iso;

    /// <summary>Row by row; nothing that stands in the file throws.</summary>
    public static IEnumerable<ImportRow> Read(TextReader text)
    {
        Columns? columns = null;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        using var rows = CsvReader.Read(text, ',').GetEnumerator();
        while (true)
        {
            ImportRow? fault = null;
            try
            {
                if (!rows.MoveNext()) break;
            }
            catch (TableFault broken) { fault = new(broken.Line, "", null, [new(broken.Line, null, broken.Message)]); }
            catch (InvalidDataException broken) { fault = new(0, "", null, [new(0, null, "The file is damaged: " + broken.Message)]); }
            if (fault is { } last)
            {
                yield return last;
                yield break;
            }
            var row = rows.Current;
            if (columns is null)
            {
                columns = Columns.Of(row.Cells);
                if (columns is not null) continue;
                yield return new(row.Line, "", null, [new(row.Line, null,
                    "The first line names neither the columns of the full export (web_id, reported_date, total_dead_and_missing, ...) nor those of the cleaned one (date, route, dead_and_missing, ...). Is it another file, or is the heading missing?")]);
                yield break;
            }
            yield return columns.Full ? ReadFull(row, columns, seen) : ReadCleaned(row, columns, seen);
        }
        if (columns is null) yield return new(1, "", null, [new(1, null, "The file is empty.")]);
    }

    private static ImportRow ReadFull(TableRow row, Columns columns, Dictionary<string, int> seen)
    {
        var cell = new Cells(row, columns);
        var id = cell["web_id"];
        if (!IsId(id))
        {
            cell.Note("web_id", $"'{Short(id)}' is no id of an incident: a hash of the row stands for it.");
            id = "row-" + Hash(row.Cells);
        }
        var idYear = int.TryParse(id.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var y) ? y : (int?)null;
        var when = cell.Date("reported_date");
        if (when is null && cell["reported_date"].Length == 0 && idYear is { } year)
        {
            cell.Note("reported_date", $"No date: the year {year} of the id is taken.");
            when = EventTime.InYear(year);
        }
        else if (when is null && cell["reported_date"].Length == 0) cell.Fail("reported_date", "No date, and no year in the id. Write the date as 2016-03-31.");

        var dead = cell.Count("number_dead") ?? 0;
        var missing = cell.Count("number_missing", negative: true) ?? 0;
        var total = cell.Count("total_dead_and_missing", negative: true);
        var before = 0;
        if (missing < 0)
        {
            before = -missing;
            missing = 0;
            cell.Note("number_missing", $"{-before}: taken as {before} persons counted missing before and found dead.");
            if (before > dead) cell.Fail("number_missing", $"{before} persons are taken back, and only {dead} died. Correct one of the two.");
        }
        if (total is { } sum && sum != dead + missing - before)
            cell.Note("total_dead_and_missing", $"The total says {sum}, dead and missing add up to {dead + missing - before}: the parts are kept.");

        return Finish(cell, id, seen, () => new DeathOrMissing
        {
            When = when!,
            Where = new(cell.Latitude, cell.Longitude, Radius(cell["location_description"]), cell.Text("location_description", 400), cell.Text("country_of_incident", 100)),
            Edition = DeathOrMissing.FullExport,
            Route = cell.Route("migration_route"),
            Dead = dead, Missing = missing, CountedBefore = before,
            Survivors = cell.Survivors("number_of_survivors"),
            Women = cell.Count("number_of_female"), Men = cell.Count("number_of_male"), Children = cell.Count("number_of_children"),
            Cause = CausesOfDeath.Group(cell["cause_death"]), CauseText = cell.Text("cause_death", 1000),
            Region = cell.Text("region", 400),
            CountriesOfOrigin = cell["country_origin"] is { Length: > 0 } origin ? origin.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : null,
            InformationSource = cell.Text("information_source", 2000), Address = cell.Text("url", 4000),
            SourceQuality = cell.Count("source_quality"),
        }, c => c.Point("location_coodinates"));
    }

    private static ImportRow ReadCleaned(TableRow row, Columns columns, Dictionary<string, int> seen)
    {
        var cell = new Cells(row, columns);
        var when = cell.Date("date");
        if (when is null && cell["date"].Length == 0) cell.Fail("date", "No date. Write it as 2016-03-31.");
        var total = cell.Count("dead_and_missing");
        if (total is null && cell["dead_and_missing"].Length == 0) cell.Fail("dead_and_missing", "No number of dead and missing.");
        return Finish(cell, "gdi-" + Hash(row.Cells), seen, () => new DeathOrMissing
        {
            When = when!,
            Where = new(cell.Latitude, cell.Longitude, Radius(cell["location"]), cell.Text("location", 400), cell.Text("country_iso3", 100)),
            Edition = DeathOrMissing.Cleaned,
            Route = cell.Route("route"),
            // This layout gives dead and missing as one number: it stands as dead, and the description says so.
            Dead = total ?? 0,
            Description = "Dead and missing are one figure in this source.",
            Survivors = cell.Survivors("survivors"),
            Cause = CausesOfDeath.Group(cell["cause"]), CauseText = cell.Text("cause", 1000),
            CountriesOfOrigin = cell["nationality_iso3"] is { Length: > 0 } of ? of.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : null,
        }, c => c.Point("lat", "lon"));
    }

    private static ImportRow Finish(Cells cell, string id, Dictionary<string, int> seen, Func<DeathOrMissing> body, Action<Cells> point)
    {
        point(cell);
        var order = seen[id] = seen.GetValueOrDefault(id) + 1;
        var reference = order == 1 ? id : $"{id}#{order}";
        if (cell.Failed) return new(cell.Line, reference, null, cell.Problems);
        var made = body();
        foreach (var fault in DeathOrMissing.Kind.Validate(made)) cell.Fail(fault.Field, fault.Message);
        return new(cell.Line, reference, cell.Failed ? null : made, cell.Problems);
    }

    private static bool IsId(string id) => id.Length >= 9 && id.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && id.AsSpan(4).StartsWith(".MMP", StringComparison.Ordinal);

    private static string Hash(IReadOnlyList<string> fields) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', fields))))[..20];

    /// <summary>How well a point is known by its words: a jurisdiction or "unspecified" is no spot. Metres, 95 %.</summary>
    private static double Radius(string words) =>
        words.Contains("unspecified", StringComparison.OrdinalIgnoreCase) ? 100_000
        : words.Contains("exact location", StringComparison.OrdinalIgnoreCase) ? 1_000
        : words.StartsWith("off ", StringComparison.OrdinalIgnoreCase) || words.Contains(" off ", StringComparison.OrdinalIgnoreCase) || words.Contains("between", StringComparison.OrdinalIgnoreCase) ? 50_000
        : 10_000;

    private static string Short(string text) => text.Length <= 40 ? text : text[..37] + "...";

    /// <summary>Which column stands where.</summary>
    private sealed class Columns
    {
        private readonly Dictionary<string, int> _at;
        public bool Full { get; }

        private Columns(Dictionary<string, int> at, bool full) => (_at, Full) = (at, full);

        public static Columns? Of(IReadOnlyList<string> names)
        {
            var at = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < names.Count; i++) at.TryAdd(names[i].Trim().TrimStart('\uFEFF'), i);
            // The publisher writes location_coodinates; a corrected spelling is understood too.
            if (at.TryGetValue("location_coordinates", out var right)) at.TryAdd("location_coodinates", right);
            bool Has(params ReadOnlySpan<string> all) { foreach (var name in all) if (!at.ContainsKey(name)) return false; return true; }
            return Has("web_id", "reported_date", "number_dead", "number_missing", "total_dead_and_missing") ? new(at, true)
                : Has("date", "route", "dead_and_missing", "cause", "lon", "lat") ? new(at, false)
                : null;
        }

        public string Cell(TableRow row, string name) => _at.TryGetValue(name, out var i) ? row[i].Trim() : "";
    }

    /// <summary>The cells of one row, with what was noticed in them.</summary>
    private sealed class Cells(TableRow row, Columns columns)
    {
        private readonly List<ImportProblem> _problems = [];
        public int Line => row.Line;
        public bool Failed { get; private set; }
        public IReadOnlyList<ImportProblem> Problems => _problems;
        public double? Latitude { get; private set; }
        public double? Longitude { get; private set; }

        public string this[string name] => columns.Cell(row, name);

        public void Note(string? field, string message) => _problems.Add(new(Line, field, message, Rejected: false));
        public void Fail(string? field, string message) { Failed = true; _problems.Add(new(Line, field, message)); }

        public string? Text(string name, int longest)
        {
            var text = this[name];
            if (text.Length == 0) return null;
            if (text.Length <= longest) return text;
            Note(name, $"Cut to {longest} of {text.Length} characters.");
            return text[..longest];
        }

        public EventTime? Date(string name)
        {
            var text = this[name];
            if (text.Length == 0) return null;
            if (Iso.Parse(text) is { Success: true } day) return EventTime.OnDay(day.Value);
            Fail(name, $"'{Short(text)}' is not a date. Write it as 2016-03-31.");
            return null;
        }

        /// <summary>A count; null when blank. Thousands separators are read.</summary>
        public int? Count(string name, bool negative = false)
        {
            var text = this[name];
            if (text.Length == 0) return null;
            if (!int.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
            {
                Fail(name, $"'{Short(text)}' is not a whole number.");
                return null;
            }
            if (count < 0 && !negative) { Fail(name, $"{count} is negative."); return null; }
            return count;
        }

        public int? Survivors(string name)
        {
            var count = Count(name, negative: true);
            if (count is not < 0) return count;
            Note(name, $"{count} survivors: taken as not known.");
            return null;
        }

        public string Route(string name)
        {
            var words = this[name];
            if (Routes.Find(words) is { } code) return code;
            Note(name, $"'{Short(words)}' is no route known here: counted under 'not stated'.");
            return Routes.NotStated;
        }

        public void Point(string name)
        {
            var text = this[name];
            if (text.Length == 0) { Note(name, "No coordinates: the words of the place are kept."); return; }
            var comma = text.IndexOf(',');
            if (comma < 0) { Fail(name, $"'{Short(text)}' is not 'latitude, longitude'."); return; }
            Set(name, text.AsSpan(0, comma), name, text.AsSpan(comma + 1));
        }

        public void Point(string latitude, string longitude)
        {
            if (this[latitude].Length == 0 && this[longitude].Length == 0) { Note(latitude, "No coordinates: the words of the place are kept."); return; }
            Set(latitude, this[latitude], longitude, this[longitude]);
        }

        private void Set(string latitudeName, ReadOnlySpan<char> latitude, string longitudeName, ReadOnlySpan<char> longitude)
        {
            if (Degrees(latitudeName, latitude, 90) is { } lat && Degrees(longitudeName, longitude, 180) is { } lon) (Latitude, Longitude) = (lat, lon);
        }

        private double? Degrees(string name, ReadOnlySpan<char> text, int limit)
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= limit) return degrees;
            Fail(name, $"'{Short(text.ToString().Trim())}' is not a number of degrees between -{limit} and {limit}.");
            return null;
        }
    }
}
