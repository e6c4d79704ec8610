using System.IO.Compression;
using Palermo.Analysis.Changes;
using Palermo.Analysis.Charts;
using Palermo.Commitments.Borders;

namespace Palermo.Bench;

/// <summary>The figures of docs/findings: shifts of routes in the published counts, the alarms that chance raises, and the pictures.</summary>
internal static class ChangesFindings
{
    /// <summary>Reads the published tables of DATA, prints every shift and the alarms by chance, and draws the pictures into a folder.</summary>
    public static int Run(string[] words)
    {
        if (words.Length == 0)
        {
            Console.Error.WriteLine("changes-findings DATA [FOLDER]: DATA holds flows/ and missing-migrants/; FOLDER receives the pictures.");
            return 2;
        }
        var found = Detections(words[0]).Select(s => RouteShifts.Find(s, new())).OfType<SeriesShifts>().ToArray();
        foreach (var s in found)
        {
            Console.WriteLine($"{s.Series.Route}: {s.Series.Counts.Sum():N0} detections in {s.Series.Counts.Length} months, size {s.Split.Size:F1}");
            foreach (var shift in s.Shifts)
                Console.WriteLine($"  {s.Series.Month(shift.Index):uuuu-MM} ({s.Series.Month(shift.Earliest):uuuu-MM} to {s.Series.Month(shift.Latest):uuuu-MM}) {(shift.Rise ? "rise" : "fall")} {shift.Before:F0} -> {shift.After:F0}, x {shift.Ratio:F2}, gain {shift.Gain:F1}");
        }
        Console.WriteLine($"{found.Sum(s => s.Shifts.Count)} shifts on {found.Length} routes");
        FalseAlarms(found);
        if (words.Length > 1) Draw(found, words[1]);
        return 0;
    }

    private static IReadOnlyList<CountSeries> Detections(string data)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(data, "flows/frontex_ibc_2009_2022.csv.gz")), CompressionMode.Decompress));
        return SeriesReader.Of([.. FrontexDetections.Read(text).Select(r => r.Body).OfType<BorderEvent>().Where(e => e.When.From.Year >= 2014)], null);
    }

    /// <summary>
    /// For each route, series of the same length, wave and spread, around one level without any change: once with months that do not hang
    /// together, once with months that do (the level wanders around its mean, correlation 0.5 from month to month, half of the variance).
    /// </summary>
    private static void FalseAlarms(IReadOnlyList<SeriesShifts> found)
    {
        const int rounds = 500;
        foreach (var hanging in (bool[])[false, true])
        {
            int alarms = 0, series = 0, shifts = 0;
            for (var j = 0; j < found.Count; j++)
                for (var round = 0; round < rounds; round++)
                {
                    var s = found[j];
                    var random = new SeededRandom((ulong)round + 1, (ulong)j);
                    double level = s.Series.Counts.Average(), spread = 1 / s.Split.Size!.Value, wander = 0;
                    // The variance of the negative binomial, divided between months of their own and a wandering level.
                    double share = hanging ? 0.5 : 0, sigma = Math.Sqrt(Math.Log(1 + share * spread)), size = 1 / Math.Max((1 - share) * spread, 1e-9);
                    wander = sigma * random.Normal();
                    var counts = new double[s.Series.Counts.Length];
                    for (var t = 0; t < counts.Length; t++)
                    {
                        counts[t] = random.NegativeBinomial(level * s.Wave[t % 12] * Math.Exp(wander - sigma * sigma / 2), size);
                        wander = 0.5 * wander + Math.Sqrt(0.75) * sigma * random.Normal();
                    }
                    if (RouteShifts.Find(s.Series with { Counts = counts }, new()) is not { } none) continue;
                    series++;
                    shifts += none.Shifts.Count;
                    if (none.Shifts.Count > 0) alarms++;
                }
            Console.WriteLine($"no change, months {(hanging ? "that hang together" : "on their own")}: {alarms} of {series} series raise an alarm ({100.0 * alarms / series:F1} %), {(double)shifts / series * found.Count:F2} shifts expected on {found.Count} routes");
        }
    }

    private static void Draw(IReadOnlyList<SeriesShifts> found, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var route in (string[])["eastern-mediterranean", "central-mediterranean", "western-mediterranean", "western-african-atlantic"])
        {
            var s = found.First(f => f.Series.Route == route);
            double[] months = [.. s.Series.Counts.Select((_, i) => s.Series.First.Year + (s.Series.First.Month - 1 + i) / 12.0)];
            var chart = new Chart($"{s.Series.Title.English}: detections by month and the levels found")
            {
                X = Axis.Linear("year"),
                Y = Axis.Linear("detections a month", 0),
                Width = 860,
                Height = 320,
            };
            chart.Bars("detections", months, s.Series.Counts, 0.06).Line("level found, with the wave of the year", months, [.. months.Select((_, i) => s.Expected(i))]);
            foreach (var shift in s.Shifts) chart.RuleX(months[shift.Index] - 1.0 / 24, $"{s.Series.Month(shift.Index):uuuu-MM}");
            File.WriteAllText(Path.Combine(folder, $"shifts-{route}.svg"), chart.ToSvg());
        }
    }
}
