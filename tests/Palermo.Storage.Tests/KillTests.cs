using System.Diagnostics;
using System.Globalization;
using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

/// <summary>
/// kill -9 at random: a program of its own imports and edits, and is killed without warning. What it had been told was done must be there, nothing
/// half done, the chain intact, and the import goes on behind what was committed.
/// </summary>
public class KillTests
{
    private const int ImportLines = 60_000;
    private const string FolderVariable = "PALERMO_KILL_FOLDER", SchemaVariable = "PALERMO_KILL_SCHEMA";

    private static BulkImport Import(StoreOptions options) => new(RecordId.Parse("01890a5d-ac96-774b-bcce-00000000000f"), Sighting.Kind, "patrols", "patrols.csv", "aa",
        new(default, Sighting.Kind.Name, options.NodeName, "open", new(), Sighting.Kind.DefaultPurposes, default, new("Patrols"), new(2030, 1, 1), [SubjectCategory.OtherParty]));

    private static Task<NodeStore> OpenAsync(StoreOptions options) => NodeStore.OpenAsync(options, Kinds, new PlainKeys(), TimeProvider.System).AsTask();

    /// <summary>The victim: runs only when started by the test below, and never ends by itself.</summary>
    [Fact(Explicit = true)]
    public async Task Victim()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "runs only as the victim of the kill test");
        var schema = Environment.GetEnvironmentVariable(SchemaVariable);
        var options = new StoreOptions { DataFolder = folder, NodeName = Node, PostgresConnectionString = schema is null ? null : Postgres, PostgresSchema = schema ?? "palermo" };
        await using var store = await OpenAsync(options);
        // One write to the system a line: it is there however the program ends.
        await using var told = new FileStream(folder + ".told", FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
        await told.WriteAsync("started\n"u8.ToArray());
        await Task.WhenAll(Task.Run(async () =>
        {
            await using var door = (await store.Records.OpenBulkAsync(Analyst, Import(options))).Value;
            for (var line = door.CommittedLine + 1; line <= ImportLines; line++) await door.WriteAsync(new[] { new BulkRow($"P{line}", BulkTests.Body(line), line) });
        }), Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var header = new RecordHeader(default, Sighting.Kind.Name, Node, "open", new(), Sighting.Kind.DefaultPurposes, default, new("Hand"), new(2030, 1, 1), [SubjectCategory.OtherParty]);
                var made = (await store.Records.WriteAsync(Analyst, [new RecordChange.Create(header, new Sighting(Notes: $"hand {i}"))])).Value[0];
                await told.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"{made.Id} 1 hand {i}\n"));
                await store.Records.WriteAsync(Analyst, [new RecordChange.Edit(made.Id, new Sighting(Notes: $"hand {i} edited")) { Reason = "r" }]);
                await told.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"{made.Id} 2 hand {i} edited\n"));
            }
        }));
    }

    [Theory, OnEachDatabase]
    public async Task Killed_at_random_it_loses_nothing_that_was_acknowledged_and_keeps_nothing_half(Backend backend)
    {
        var options = NewOptions(backend);
        var folder = options.DataFolder;
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        var draw = new Random(11);
        try
        {
            for (var round = 0; round < LongForm.Rounds(6, 200); round++)
            {
                await KillOneAsync(options, draw.Next(40, 700));
                await using var store = await OpenAsync(options);
                foreach (var line in (await File.ReadAllLinesAsync(folder + ".told")).Where(l => l != "started"))
                {
                    var parts = line.Split(' ', 3);
                    var read = await store.Records.ReadAsync(Analyst, RecordId.Parse(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture));
                    Assert.Equal(parts[2], read.Value.As<Sighting>().Notes);
                }
                File.Delete(folder + ".told"); // these have been seen; the check below goes on watching their bodies
                var check = await store.CheckAsync();
                Assert.True(check.Sound, $"round {round}: " + string.Join('\n', check.Faults));
                await using var door = (await store.Records.OpenBulkAsync(Analyst, Import(options))).Value;
                var brought = 0;
                await foreach (var view in store.Records.ScanAsync(Analyst, new(Import: Import(options).Id)))
                {
                    brought++;
                    Assert.InRange(view.Header.Provenance.Line!.Value, 1, door.CommittedLine);
                }
                Assert.Equal(door.CommittedLine, brought);
            }
        }
        finally { await RemoveAsync(options); }
    }

    private static async Task KillOneAsync(StoreOptions options, int milliseconds)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])["-noLogo", "-noColor", "-explicit", "only", "-method", "Palermo.Storage.Tests.KillTests.Victim"]) start.ArgumentList.Add(word);
        start.Environment[FolderVariable] = options.DataFolder;
        if (options.PostgresConnectionString is not null) start.Environment[SchemaVariable] = options.PostgresSchema;
        using var victim = Process.Start(start)!;
        var said = victim.StandardOutput.ReadToEndAsync();
        var wrong = victim.StandardError.ReadToEndAsync();
        while (!File.Exists(options.DataFolder + ".told"))
        {
            Assert.False(victim.HasExited, "the victim ended by itself: " + (victim.HasExited ? await said + await wrong : ""));
            await Task.Delay(10);
        }
        await Task.Delay(milliseconds);
        victim.Kill();
        await victim.WaitForExitAsync();
    }

    private static async Task RemoveAsync(StoreOptions options)
    {
        File.Delete(options.DataFolder + ".told");
        if (options.PostgresConnectionString is { } connection)
        {
            await using var source = Npgsql.NpgsqlDataSource.Create(connection);
            await using var command = source.CreateCommand($"DROP SCHEMA IF EXISTS {options.PostgresSchema}_general CASCADE; DROP SCHEMA IF EXISTS {options.PostgresSchema}_protection CASCADE");
            await command.ExecuteNonQueryAsync();
        }
        if (Directory.Exists(options.DataFolder)) Directory.Delete(options.DataFolder, recursive: true);
    }
}
