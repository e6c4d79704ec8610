using System.Diagnostics;
using System.Text;
using Palermo.Commitments.Borders;
using Palermo.Kernel;

namespace Palermo.Bench;

/// <summary>Machine readable zones: lines a second, read and explained, through the same door as the verb.</summary>
internal static class MrzWorkload
{
    /// <summary>Specimens of ICAO Doc 9303, parts 4 to 7: one of each form.</summary>
    private static readonly string[][] Specimens =
    [
        ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"],
        ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"],
        ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"],
        ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"],
        ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"],
    ];

    public static int Run(string[] args)
    {
        var zones = args.Length > 0 ? int.Parse(args[0], null) : 100_000;
        foreach (var (what, share) in new[] { ("as issued", 0.0), ("one zone in ten with a misread sign", 0.1) })
        {
            var (text, lines) = File(zones, share);
            var analysis = Declarations.Of(new BordersModule()).FileAnalyses.Single(a => a.Analysis.Name == "mrz").Analysis;
            List<double> seconds = [];
            var machine = MachineLoad.Begin();
            for (var run = 0; run < 8; run++)
            {
                GC.Collect();
                var clock = Stopwatch.StartNew();
                var outcome = analysis.Run(new(new MemoryStream(text), "zones.txt", new Dictionary<string, string>(), new(2026, 11, 24)), default).AsTask().GetAwaiter().GetResult();
                if (!outcome.Done || ((System.Collections.ICollection)outcome.Value.Document).Count != zones) throw new InvalidOperationException("The answer is not whole.");
                if (run > 0) seconds.Add(clock.Elapsed.TotalSeconds); // the first run compiles
            }
            seconds.Sort();
            Console.WriteLine($"{what}: {zones:N0} zones, {lines:N0} lines, one thread: median {seconds[seconds.Count / 2]:F3} s [{seconds[0]:F3} to {seconds[^1]:F3}], "
                + $"{lines / seconds[seconds.Count / 2]:N0} lines/s, {seconds.Count} runs, peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB; {machine.End()}");
        }
        Console.WriteLine("no peer was measured: the workload page names none for this");
        return 0;
    }

    /// <summary>A file of zones; in a share of them one sign of the line with the digits is another (seed 9).</summary>
    private static (byte[] Text, int Lines) File(int zones, double share)
    {
        var random = new Random(9);
        var text = new StringBuilder();
        var lines = 0;
        for (var i = 0; i < zones; i++)
        {
            var zone = Specimens[i % Specimens.Length].ToArray();
            if (random.NextDouble() < share)
            {
                var signs = zone[1].ToCharArray();
                signs[random.Next(signs.Length)] = "OIZSB018"[random.Next(8)];
                zone[1] = new(signs);
            }
            foreach (var line in zone) text.Append(line).Append('\n');
            text.Append('\n');
            lines += zone.Length;
        }
        return (Encoding.ASCII.GetBytes(text.ToString()), lines);
    }
}
