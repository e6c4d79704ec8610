using System.Diagnostics;
using Palermo.Kernel;
using Palermo.Storage;

namespace Palermo.Bench;

/// <summary>How long 1,000 mixed requests take over a filled store, at rest and while an import runs.</summary>
internal static class StoreMixed
{
    private static readonly string[] Words = ["diallo", "traore desert", "boat night", "keita", "storm", "\"rescue\" camara", "amad", "village"];

    public static int Run(string[] args)
    {
        var records = args.SkipWhile(a => a != "--records").Skip(1).Select(int.Parse).FirstOrDefault(1_000_000);
        var folder = args.SkipWhile(a => a != "--folder").Skip(1).FirstOrDefault(Path.Combine(Path.GetTempPath(), "palermo-bench-store"));
        return RunAsync(records, folder, args.Contains("--postgres")).GetAwaiter().GetResult();
    }

    private static async Task<int> RunAsync(int records, string folder, bool postgres)
    {
        await using var store = await BenchStore.OpenAsync(folder, postgres);
        var held = (await store.Records.ListAsync(BenchStore.Session, new(), 1)).Rows.Count;
        if (held == 0)
        {
            Console.Error.WriteLine($"filling the store with {records:N0} records (store-import --keep leaves one that is filled) ...");
            await ImportAsync(store, 0, records, CancellationToken.None);
        }
        var ids = (await store.Records.ListAsync(BenchStore.Session, new(), 1000)).Rows.Select(r => r.Id).ToList();
        await RequestsAsync(store, ids, 200, 1); // warm
        Console.WriteLine($"{(await store.StatusAsync()).Database}: 1,000 mixed requests one after another, each logged durably before its answer");
        await PrintAsync("at rest", () => RequestsAsync(store, ids, 1000, 2));
        using var stop = new CancellationTokenSource();
        var import = Task.Run(() => ImportAsync(store, records, int.MaxValue / 2, stop.Token));
        await Task.Delay(1500);
        await PrintAsync("while an import runs", () => RequestsAsync(store, ids, 1000, 3));
        await stop.CancelAsync();
        Console.WriteLine($"  the import meanwhile: {await import:N0} records handed over");
        Console.WriteLine("  goals (p95): record page 50 ms, filtered list 100 ms, search 100 ms");
        return 0;
    }

    private static async Task PrintAsync(string when, Func<Task<Dictionary<string, List<double>>>> run)
    {
        var machine = MachineLoad.Begin();
        var times = await run();
        Console.WriteLine($"  {when}: {machine.End()}");
        foreach (var (what, list) in times.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var sorted = list.Order().ToArray();
            Console.WriteLine($"    {what,-24} p50 {sorted[sorted.Length / 2],7:N1}  p95 {sorted[(int)(sorted.Length * 0.95)],7:N1}  p99 {sorted[(int)(sorted.Length * 0.99)],7:N1}  max {sorted[^1],7:N1} ms  ({sorted.Length})");
        }
    }

    private static async Task<Dictionary<string, List<double>>> RequestsAsync(NodeStore store, List<RecordId> ids, int count, int seed)
    {
        var draw = new Random(seed);
        Dictionary<string, List<double>> times = new() { ["record page"] = [], ["filtered list"] = [], ["list with facets"] = [], ["search"] = [] };
        for (var i = 0; i < count; i++)
        {
            var (what, ask) = draw.Next(10) switch
            {
                < 4 => ("record page", (Func<Task>)(() => PageAsync(store, ids[draw.Next(ids.Count)]))),
                < 6 => ("filtered list", async () => await store.Records.ListAsync(BenchStore.Session, Filter(draw))),
                < 7 => ("list with facets", async () =>
                {
                    var filter = Filter(draw) with { From = null, To = null, Box = null };
                    await store.Records.ListAsync(BenchStore.Session, filter);
                    await store.Records.FacetsAsync(BenchStore.Session, new(Kind: BenchEvent.Kind.Name));
                }),
                _ => ("search", async () => await store.Records.ListAsync(BenchStore.Session, new(Text: Words[draw.Next(Words.Length)]))),
            };
            var began = Stopwatch.GetTimestamp();
            await ask();
            times[what].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return times;
    }

    /// <summary>What a record's page asks of the store.</summary>
    private static async Task PageAsync(NodeStore store, RecordId id)
    {
        await store.Records.ReadAsync(BenchStore.Session, id);
        await store.Records.HistoryAsync(BenchStore.Session, id);
        await store.Records.LinksAsync(BenchStore.Session, id);
    }

    private static RecordQuery Filter(Random draw)
    {
        var query = new RecordQuery(Kind: BenchEvent.Kind.Name, Facets: new Dictionary<string, ImmutableSet>
        {
            [draw.Next(2) == 0 ? "route" : "cause"] = draw.Next(2) == 0 ? ["central", "drowning"] : ["western", "violence"],
        });
        return draw.Next(4) switch
        {
            0 => query with { From = new(2020, 1, 1), To = new(2021, 12, 31) },
            1 => query with { Box = new(-10, 12, 15, 36) },
            2 => query with { Order = RecordOrder.LatestEvent },
            _ => query,
        };
    }

    private static async Task<int> ImportAsync(NodeStore store, int from, int records, CancellationToken stop)
    {
        await using var door = (await store.Records.OpenBulkAsync(BenchStore.Session, BenchStore.Import($"01890a5d-ac96-774b-bccf-{Environment.TickCount64 % 1_000_000_000_000:000000000000}", Environment.TickCount))).Value;
        var rows = new BulkRow[500];
        var at = 0;
        while (at < records && !stop.IsCancellationRequested)
        {
            for (var i = 0; i < rows.Length; i++) rows[i] = new($"MIX-{from + at + i:0000000}", BenchEvent.Of((from + at + i) & 0xffffff), at + i + 1);
            await door.WriteAsync(rows, CancellationToken.None);
            at += rows.Length;
        }
        await door.CompleteAsync();
        return at;
    }
}
