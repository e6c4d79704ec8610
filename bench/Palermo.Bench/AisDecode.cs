using System.Diagnostics;
using Palermo.Analysis.Ais;
using Palermo.Analysis.Ais.Columns;
using Palermo.Analysis.Ais.Messages;

namespace Palermo.Bench;

/// <summary>Section f: a million lines of AIS into columns and into JSON, every checksum tested.</summary>
internal static class AisDecode
{
    public static int Run(string[] args)
    {
        var lines = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
        var runs = args.Length > 1 ? int.Parse(args[1]) : 9;
        var path = Path.Combine(Path.GetTempPath(), $"palermo-ais-{lines}.nmea");
        if (!File.Exists(path)) File.WriteAllBytes(path, AisTraffic.Make(lines));
        var bytes = new FileInfo(path).Length;
        Console.WriteLine($"{lines:N0} lines, {bytes / 1e6:F1} MB, {AisTraffic.Vessels} vessels, seed 7; {Environment.ProcessorCount} processors; each run reads the file anew");
        int[] counts = [Environment.ProcessorCount, 1];
        foreach (var threads in counts)
            Time($"columns, kept in memory, {threads} threads", runs, lines, () =>
            {
                var batches = new List<AisBatch>();
                using var input = AisReader.Open(path);
                var counted = AisReader.ReadColumns(input, batches.Add, threads);
                return (counted, batches.Sum(b => (long)b.Positions.Count + b.Statics.Count));
            });
        Console.WriteLine($"peak memory of the process so far {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MiB");
        foreach (var threads in counts)
            Time($"JSON text, written to nowhere, {threads} threads", runs, lines, () =>
            {
                using var input = AisReader.Open(path);
                return (AisReader.WriteText(input, Stream.Null, TextForm.Json, threads), 0L);
            });
        Console.WriteLine($"peak memory of the process {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MiB");
        Console.WriteLine("peers (WORKLOADS f): libais from a Python loop 309,000 lines/s without checksum test; gpsdecode to JSON 245,000; pyais 33,000");
        File.Delete(path);
        return 0;
    }

    private static void Time(string what, int runs, int lines, Func<(DecodeCounts Counts, long Rows)> work)
    {
        var cold = Stopwatch.StartNew();
        work();
        cold.Stop();
        // Then until the just-in-time compiler has settled.
        for (var warm = Stopwatch.StartNew(); warm.Elapsed.TotalSeconds < 2; GC.Collect()) work();
        var seconds = new double[runs];
        var last = work();
        for (var i = 0; i < runs; i++)
        {
            GC.Collect(); // what the run before kept is not this one's to clear away
            var watch = Stopwatch.StartNew();
            last = work();
            seconds[i] = watch.Elapsed.TotalSeconds;
        }
        Array.Sort(seconds);
        Console.WriteLine($"{what}: median {seconds[runs / 2] * 1000:F1} ms [{seconds[0] * 1000:F1} to {seconds[^1] * 1000:F1}], "
            + $"{lines / seconds[runs / 2] / 1e6:F2} million lines/s (first call {cold.Elapsed.TotalMilliseconds:F0} ms); {last.Counts.Messages:N0} messages, wrong checksums {last.Counts.ChecksumWrong}, rows {last.Rows:N0}");
    }
}
