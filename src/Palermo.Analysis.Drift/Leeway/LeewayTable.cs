using System.Globalization;
using System.Text.RegularExpressions;

namespace Palermo.Analysis.Drift;

/// <summary>The classes of floating objects, by key.</summary>
public sealed partial class LeewayTable
{
    private readonly Dictionary<string, LeewayObject> byKey;

    private LeewayTable(IReadOnlyList<LeewayObject> objects, IReadOnlyList<string> warnings)
    {
        Objects = objects;
        Warnings = warnings;
        byKey = objects.ToDictionary(o => o.Key, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The 77 classes of the SAROPS list of 2010 (medical waste left out).</summary>
    public static LeewayTable Standard { get; } = ReadStandard();

    public IReadOnlyList<LeewayObject> Objects { get; }

    /// <summary>Rows that are usable but look odd: a deviation of more than three times the downwind slope.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The class of that key.</summary>
    /// <exception cref="DriftProblem">No such class; the message names the nearest keys.</exception>
    public LeewayObject this[string key]
    {
        get
        {
            if (byKey.TryGetValue(key, out var found)) return found;
            var stem = key.Split('-')[0];
            var near = Objects.Where(o => o.Key.Contains(stem, StringComparison.OrdinalIgnoreCase)
                                          || o.Name.Contains(stem, StringComparison.OrdinalIgnoreCase))
                .Select(o => o.Key).Take(8).DefaultIfEmpty("PIW-1").ToArray();
            throw new DriftProblem(
                $"object '{key}' is not in the leeway table; near it are {string.Join(", ", near)} (see: palermo drift objects)");
        }
    }

    /// <summary>
    /// Reads a table: either lines of comma-separated values (number, key, name, nine numbers) or the three-line form of
    /// OBJECTPROP.DAT (key and number, name, nine numbers).
    /// </summary>
    /// <param name="lines">The text of the table, line by line.</param>
    /// <param name="source">Name of the file, for messages.</param>
    /// <exception cref="DriftProblem">A row without nine numbers, a key that occurs twice, or no row at all.</exception>
    public static LeewayTable Parse(IReadOnlyList<string> lines, string source)
    {
        var objects = new List<LeewayObject>();
        var warnings = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            string key, name;
            string[] numbers;
            var at = i;
            if (KeyLine().Match(line) is { Success: true } head)
            {
                if (i + 2 >= lines.Count) throw new DriftProblem($"{source}, line {i + 1}: {head.Groups[1].Value} has no line of numbers");
                (key, name) = (head.Groups[1].Value, lines[i + 1].Trim(' ', '>'));
                at = i + 2;
                // Text may follow the nine numbers of a row: the published file numbers its rows again there.
                numbers = [.. lines[at].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(9)];
                i += 2;
            }
            else if (CommaLine().Match(line) is { Success: true } row)
            {
                (key, name) = (row.Groups[1].Value, row.Groups[2].Value.Trim('"'));
                numbers = row.Groups[3].Value.Split(',');
            }
            else
            {
                continue;
            }

            var found = Row(key, name, numbers, source, at + 1);
            if (!seen.Add(key)) throw new DriftProblem($"{source}, line {at + 1}: the key {key} occurs twice");
            objects.Add(found);
            if (found.DownwindDeviation > 3 * found.DownwindSlope * 10)
                warnings.Add($"{source}, line {at + 1}: {key} has a downwind deviation of {found.DownwindDeviation.ToString(CultureInfo.InvariantCulture)} cm/s, "
                    + "more than three times its speed at a wind of 10 m/s");
        }

        if (objects.Count == 0) throw new DriftProblem($"{source}: no leeway row found; a row is number,key,name and nine numbers");
        return new LeewayTable(objects, warnings);
    }

    private static LeewayObject Row(string key, string name, string[] numbers, string source, int line)
    {
        if (numbers.Length != 9)
            throw new DriftProblem($"{source}, line {line}: {key} has {numbers.Length} numbers; a leeway row has 9");
        var value = new double[9];
        for (var n = 0; n < 9; n++)
        {
            if (!double.TryParse(numbers[n], NumberStyles.Float, CultureInfo.InvariantCulture, out value[n]) || !double.IsFinite(value[n]))
                throw new DriftProblem($"{source}, line {line}: {key}, number {n + 1}: '{numbers[n]}' is not a number");
        }

        if (value[2] < 0 || value[5] < 0 || value[8] < 0)
            throw new DriftProblem($"{source}, line {line}: {key} has a negative standard deviation");
        return new LeewayObject(key, name, value[0], value[1], value[2], value[3], value[4], value[5], value[6], value[7], value[8]);
    }

    private static LeewayTable ReadStandard()
    {
        using var stream = typeof(LeewayTable).Assembly.GetManifestResourceStream("leeway-objects.csv")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd().Split('\n'), "leeway-objects.csv");
    }

    [GeneratedRegex(@"^\s*([A-Za-z][\w-]*)\s+\d+\s*$")]
    private static partial Regex KeyLine();

    [GeneratedRegex("""^\d+,([^,]+),("[^"]*"|[^,]*),([^A-Za-z]*)\s*$""")]
    private static partial Regex CommaLine();
}
