using System.Diagnostics;
using System.Globalization;
using Palermo.Analysis.Charts;
using Palermo.Analysis.Drift;
using Palermo.Analysis.Geo;

namespace Palermo.Bench;

/// <summary>Runs the drift workload and puts the peer's figures beside ours.</summary>
internal static class DriftWorkloads
{
    // OpenDrift 1.14.10 on the same kind of machine: members, seconds of processor time.
    private static readonly Dictionary<(string, int), double> Peer = new()
    {
        [("constant", 5000)] = 3.08, [("constant", 50_000)] = 12.1, [("constant", 500_000)] = 113,
        [("gridded", 5000)] = 4.31, [("gridded", 50_000)] = 15.3, [("gridded", 500_000)] = 141,
    };

    /// <summary><c>bench drift [--members N] [--kind gridded|constant] [--step MINUTES] [--keep] [--runs N]</c>: one case in this process.</summary>
    public static int Run(string[] args)
    {
        var members = int.Parse(Option(args, "--members") ?? "500000", CultureInfo.InvariantCulture);
        var kind = Option(args, "--kind") ?? "gridded";
        var step = double.Parse(Option(args, "--step") ?? "10", CultureInfo.InvariantCulture);
        var runs = int.Parse(Option(args, "--runs") ?? "7", CultureInfo.InvariantCulture);
        var path = Path.Combine(Path.GetTempPath(), $"palermo-workload-e-{Environment.ProcessId}.nc");
        try
        {
            var file = kind == "gridded" ? WorkloadE.WriteFile(path) : null;
            var (times, cloud) = Measure(file, members, step, args.Contains("--keep"), runs);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{kind}, {members:N0} members, step {step} min{(args.Contains("--keep") ? ", hourly positions kept" : "")}: first run {times[0] * 1000:0} ms; then {runs - 1} runs: median {Median(times) * 1000:0} ms [{times[1..].Min() * 1000:0} to {times[1..].Max() * 1000:0}]; {Median(times) / members / (24 * 60 / step) * 1e9:0.0} ns of wall a particle-step"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"peak memory {PeakMiB()} MiB; cloud after 24 h: mean {cloud.Longitude:0.0000} E {cloud.Latitude:0.0000} N, deviation {cloud.LongitudeDeviation:0.0000} / {cloud.LatitudeDeviation:0.0000} degree"));
            if (step == 10 && Peer.TryGetValue((kind, members), out var peer))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peer: OpenDrift 1.14.10, {peer} s of processor time (another run on a like machine): {peer / Median(times):0} times ours in wall time"));
            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary><c>bench drift-scaling [--picture FILE]</c>: 5,000 to 5,000,000 members, gridded, as a table and a plot.</summary>
    public static int Scaling(string[] args)
    {
        var path = Path.Combine(Path.GetTempPath(), $"palermo-workload-e-{Environment.ProcessId}.nc");
        try
        {
            var file = WorkloadE.WriteFile(path);
            int[] sizes = [5000, 15_000, 50_000, 150_000, 500_000, 1_500_000, 5_000_000];
            var seconds = new double[sizes.Length];
            Measure(file, 50_000, 10, false, 3);
            for (var k = 0; k < sizes.Length; k++)
            {
                var (times, _) = Measure(file, sizes[k], 10, false, sizes[k] > 1_000_000 ? 3 : 5);
                seconds[k] = Median(times);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sizes[k],10:N0} members: median {seconds[k] * 1000,8:0.0} ms [{times[1..].Min() * 1000:0.0} to {times[1..].Max() * 1000:0.0}], peak memory so far {PeakMiB()} MiB"));
            }

            if (Option(args, "--picture") is { } picture)
            {
                var x = sizes.Select(s => (double)s).ToArray();
                var chart = new Chart("Drift for 24 hours in gridded wind and current, steps of 10 minutes, 2 cores")
                {
                    X = Axis.Log("members"), Y = Axis.Log("seconds"), Width = 760, Height = 460,
                };
                chart.LineWithPoints("Palermo (wall)", x, seconds);
                chart.LineWithPoints("OpenDrift 1.14.10 (processor time, another run)", [5000, 50_000, 500_000], [4.31, 15.3, 141]);
                File.WriteAllText(picture, chart.ToSvg());
            }

            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (double[] Times, CloudStatistics Cloud) Measure(string? path, int members, double step, bool keep, int runs)
    {
        var times = new double[runs];
        CloudStatistics? cloud = null;
        for (var r = 0; r < runs; r++)
        {
            // The peak of memory is to be that of one run, not of what earlier ones left behind.
            GC.Collect();
            // Opening and reading the file is part of the run.
            var clock = Stopwatch.StartNew();
            using var file = path is null ? null : NetCdfFile.Open(path);
            var setup = file is null ? WorkloadE.Constant(members, 1) : WorkloadE.Gridded(file, members, 1);
            var run = DriftRun.Run(setup with { Step = TimeSpan.FromMinutes(step), KeepTracks = keep });
            times[r] = clock.Elapsed.TotalSeconds;
            cloud = run.Last.Cloud;
        }

        return (times, cloud!);
    }

    private static double Median(double[] times)
    {
        var sorted = times[1..].Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    // VmHWM: the greatest resident size so far. The one of .NET counts what is reserved.
    private static long PeakMiB()
    {
        if (File.Exists("/proc/self/status"))
            foreach (var line in File.ReadLines("/proc/self/status"))
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        return Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
