using System.Diagnostics;
using Palermo.Kernel;

namespace Palermo.Bench;

/// <summary>How many records a second come through the bulk door, every law kept: workload k.</summary>
internal static class StoreImport
{
    public static int Run(string[] args)
    {
        var records = args.SkipWhile(a => a != "--records").Skip(1).Select(int.Parse).FirstOrDefault(1_000_000);
        var folder = args.SkipWhile(a => a != "--folder").Skip(1).FirstOrDefault();
        return RunAsync(records, args.Contains("--postgres"), folder, args.Contains("--keep")).GetAwaiter().GetResult();
    }

    private static async Task<int> RunAsync(int records, bool postgres, string? folder, bool keep)
    {
        folder ??= Path.Combine(Path.GetTempPath(), "palermo-bench-store");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        await using var store = await BenchStore.OpenAsync(folder, postgres);
        // What the reader of a file would hand over is made beforehand in pieces, outside the clock only for its own cost: it is printed too.
        var making = TimeSpan.Zero;
        var stretches = new List<(int Records, double Seconds)>();
        var machine = MachineLoad.Begin();
        var whole = Stopwatch.StartNew();
        await using (var door = (await store.Records.OpenBulkAsync(BenchStore.Session, BenchStore.Import($"01890a5d-ac96-774b-bcce-{Environment.TickCount64 % 1_000_000_000_000:000000000000}", Environment.TickCount))).Value)
        {
            var rows = new BulkRow[2_000];
            var (at, stretch) = (0, Stopwatch.StartNew());
            var stretchRecords = 0;
            while (at < records)
            {
                var count = Math.Min(rows.Length, records - at);
                var began = Stopwatch.GetTimestamp();
                for (var i = 0; i < count; i++) rows[i] = new($"SYN-{at + i:0000000}", BenchEvent.Of(at + i), at + i + 1);
                making += Stopwatch.GetElapsedTime(began);
                await door.WriteAsync(rows.AsMemory(0, count));
                at += count;
                stretchRecords += count;
                if (stretchRecords < 100_000 && at < records) continue;
                stretches.Add((stretchRecords, stretch.Elapsed.TotalSeconds));
                stretchRecords = 0;
                stretch.Restart();
            }
            await door.CompleteAsync();
        }
        whole.Stop();
        var load = machine.End();
        var rates = stretches.Select(s => s.Records / s.Seconds).ToArray();
        var status = await store.StatusAsync();
        Console.WriteLine($"{status.Database}: {records:N0} records through the bulk door, {(status.Database.StartsWith("SQLite", StringComparison.Ordinal) ? "every commit durable" : "durable as far as the server's fsync and synchronous_commit say")}");
        Console.WriteLine($"  {records / whole.Elapsed.TotalSeconds:N0} records/s over {whole.Elapsed.TotalSeconds:N1} s (making the rows took {making.TotalSeconds:N1} s of it)");
        Console.WriteLine($"  stretches of 100,000: min {rates.Min():N0}, median {rates.Order().ElementAt(rates.Length / 2):N0}, max {rates.Max():N0} records/s");
        Console.WriteLine($"  {status.Bytes / (double)records:N0} bytes a record on disk; memory peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:N0} MiB");
        Console.WriteLine("  goal: 20,000/s on SQLite, 8,000/s on PostgreSQL, under 1 GB; peer (not durable, one table): SQLite FTS5 160,000 rows/s (WORKLOADS k)");
        Console.WriteLine($"  {load}");
        var began2 = Stopwatch.GetTimestamp();
        var verdict = await store.Audit.VerifyAsync(Compartment.General);
        Console.WriteLine($"  audit chain: {verdict.Entries:N0} entries, {(verdict.Fault is null ? "intact" : verdict.Fault.What)}, {Stopwatch.GetElapsedTime(began2).TotalMilliseconds:N0} ms");
        if (!keep && !postgres)
        {
            await store.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
        return verdict.Fault is null ? 0 : 1;
    }
}
