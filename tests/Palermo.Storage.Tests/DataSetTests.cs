using System.IO.Compression;
using System.Text;
using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

public class DataSetTests
{
    private static readonly Kind[] WithDataSets = [.. Kinds, DataSet.Kind, DataSetRow.Kind];
    private const string Positions = "vessel,when,speed,name\n211,2026-01-02 10:00:00,12.5,Amadou Zwolimatu\n212,2026-01-02 10:05:00,3,Fatou\n211,2026-01-02 10:10:00,0.5,\"Keita, Moussa\"\n";

    private static Task<StoreUnderTest> OpenAsync(Backend backend) => StoreUnderTest.OpenAsync(backend, kinds: WithDataSets);

    private static ValueTask<Outcome<RecordView>> TryAsync(StoreUnderTest test, string content, string name = "positions.csv", Session? by = null, RecordHeader? header = null) =>
        test.Store.DataSets.ImportAsync(by ?? Analyst, header ?? test.Header(DataSet.Kind), new(name, new MemoryStream(Encoding.UTF8.GetBytes(content)), "Positions of January", "Coast Guard"));

    private static async Task<RecordId> ImportAsync(StoreUnderTest test) => (await TryAsync(test, Positions)).Value.Id;

    private static async Task<string[]> RowsAsync(StoreUnderTest test, RecordId id, DataSetQuery query, Session? by = null) =>
        [.. (await test.Store.DataSets.QueryAsync(by ?? Analyst, id, query)).Value.Rows.Select(r => string.Join('|', r.Select(v => Convert.ToString(v, System.Globalization.CultureInfo.InvariantCulture))))];

    [Theory, OnEachDatabase]
    public async Task A_table_becomes_one_record_whose_rows_are_asked_for_with_parameters(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var made = (await TryAsync(test, Positions)).Value;
        var body = made.As<DataSet>();
        Assert.Equal((3, "Coast Guard"), (body.Rows, body.Source));
        Assert.Equal(["_row BIGINT", "vessel BIGINT", "when TIMESTAMP", "speed DOUBLE", "name VARCHAR"], body.Columns);
        Assert.Equal(["1|211|2026-01-02T10:00:00|12.5|Amadou Zwolimatu", "3|211|2026-01-02T10:10:00|0.5|Keita, Moussa"], await RowsAsync(test, made.Id, new("vessel = ?", Parameters: [211L])));
        Assert.Equal(["211|2", "212|1"], await RowsAsync(test, made.Id, new(Sql: "SELECT vessel, count(*) FROM data GROUP BY vessel ORDER BY vessel -- done")));
        var two = (await test.Store.DataSets.QueryAsync(Analyst, made.Id, new(Limit: 2))).Value;
        Assert.Equal((2, true), (two.Rows.Count, two.More));
        // What somebody types is a value, whatever it looks like.
        Assert.Empty(await RowsAsync(test, made.Id, new("name = ?", Parameters: ["' OR 1=1 --"])));
        Assert.Contains(await test.Store.Audit.AboutAsync(Overseer, made.Id.ToString()), e => e.Action == "dataset-query" && e.Detail.Contains("hmac:", StringComparison.Ordinal));
        Assert.True((await test.Store.CheckAsync()).Sound);
        Assert.Equal("table.parquet", Assert.Single((await test.Store.Attachments.ListAsync(Analyst, made.Id)).Value).FileName);
    }

    [Theory, OnEachDatabase]
    public async Task Access_is_that_of_the_record_and_nothing_protected_enters(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var secret = (await TryAsync(test, Positions, header: test.Header(DataSet.Kind, needToKnow: ["team-7"]), by: As(Role.Analyst, Purpose.Investigation, teams: ["team-7"]))).Value.Id;
        Assert.True(Assert.Single((await test.Store.DataSets.QueryAsync(Analyst, secret, new())).Refusals).IsNotFound);
        Assert.Equal("dataset.protection", (await TryAsync(test, Positions, by: Protector)).Refusals[0].Code);
        Assert.Equal("dataset.protection", (await TryAsync(test, Positions, header: test.Header(DataSet.Kind) with { Purposes = [Purpose.Protection] })).Refusals[0].Code);
        Assert.Contains((await TryAsync(test, Positions, by: As(Role.Monitor, Purpose.Statistics))).Refusals, r => r.Code == "access.action");
        var sighting = await test.AddAsync(new Sighting(Notes: "no table"));
        Assert.Equal("dataset.kind", Assert.Single((await test.Store.DataSets.QueryAsync(Analyst, sighting.Id, new())).Refusals).Code);
        Assert.Empty(Directory.GetDirectories(Path.Combine(test.Options.DataFolder, "files"), "table-*"));
    }

    [Fact]
    public async Task A_query_reaches_its_own_table_and_nothing_else_of_the_machine()
    {
        await using var test = await OpenAsync(Backend.Sqlite);
        var id = await ImportAsync(test);
        var outside = Path.Combine(test.Options.DataFolder, "outside.csv");
        await File.WriteAllTextAsync(outside, "a\n1\n");
        var written = Path.Combine(test.Options.DataFolder, "written.csv");
        var database = Path.Combine(test.Options.DataFolder, "general.db");
        foreach (var sql in (string[])
        [
            $"SELECT * FROM read_csv('{outside}')", $"SELECT * FROM '{outside}'", $"SELECT * FROM read_text('{outside}')", $"SELECT * FROM read_blob('{database}')", $"SELECT * FROM glob('{test.Options.DataFolder}/*')",
            "SELECT * FROM read_csv('https://example.org/a.csv')", $"SELECT 1) TO '{written}'; --", $"SELECT 1); COPY (SELECT 1) TO '{written}'; SELECT (1", $"SELECT 1); ATTACH '{database}' AS d (TYPE sqlite); SELECT (1",
            "SELECT 1); INSTALL httpfs; SELECT (1", "SELECT 1); LOAD httpfs; SELECT (1", "SELECT 1); SET enable_external_access=true; SELECT (1", "SELECT 1); SET lock_configuration=false; SELECT (1",
            $"SELECT 1); SET allowed_paths=['{outside}']; SELECT (1", $"SELECT 1); EXPORT DATABASE '{written}'; SELECT (1", "COPY data TO '/tmp/x.csv'", "DROP VIEW data", "INSERT INTO data VALUES (1)", "CREATE TABLE t AS SELECT 1",
            "SELECT getenv('HOME')", "PRAGMA database_list", "SELECT nothing FROM data", "SELECT 1; SELECT 2", "", ")", "'",
        ])
        {
            var outcome = await test.Store.DataSets.QueryAsync(Analyst, id, new(Sql: sql));
            Assert.False(outcome.Done, sql);
            Assert.Equal("dataset.query", Assert.Single(outcome.Refusals).Code);
            Assert.DoesNotContain(Path.Combine(test.Options.DataFolder, "files"), outcome.Refusals[0].Message, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(written));
        Assert.False(Directory.Exists(written));
        Assert.Equal(3, (await RowsAsync(test, id, new())).Length); // and the table is as it was
        Assert.True((await test.Store.CheckAsync()).Sound);
    }

    [Fact]
    public async Task A_query_that_would_never_end_is_broken_off_when_nobody_waits_for_it()
    {
        await using var test = await OpenAsync(Backend.Sqlite);
        var id = await ImportAsync(test);
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<Exception>(async () =>
            await test.Store.DataSets.QueryAsync(Analyst, id, new(Sql: "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b"), gone.Token));
        Assert.True(gone.IsCancellationRequested);
        // Nor may it take all the memory of the machine.
        var large = await test.Store.DataSets.QueryAsync(Analyst, id, new(Sql: "SELECT list(range) FROM range(2000000000)"));
        Assert.Equal("dataset.query", Assert.Single(large.Refusals).Code);
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_says_where_and_nothing_is_stored()
    {
        await using var test = await OpenAsync(Backend.Sqlite);
        Assert.Contains("3", (await TryAsync(test, "a,b\n1,2\n3,4,5\n")).Refusals[0].Message, StringComparison.Ordinal);
        foreach (var (content, name, code) in ((string, string, string)[])
        [
            ("", "a.csv", "dataset.empty"), ("a,b\n", "a.csv", "dataset.empty"), ("a,b\n1,2\n3\n", "a.csv", "dataset.unreadable"), ("a note before\na,b\n1,2\n", "a.csv", "dataset.unreadable"), ("a", "a.exe", "dataset.format"), ("a", "../../etc/passwd", "dataset.format"), ("_row,a\n1,2\n", "a.csv", "dataset.row-column"),
            ("no parquet", "a.parquet", "dataset.unreadable"), ("not gzip", "a.csv.gz", "dataset.unreadable"), ("a,b\n\"unclosed,1\n2,3\n", "a.csv", "dataset.unreadable"),
        ])
        {
            var refused = await TryAsync(test, content, name);
            Assert.False(refused.Done, content);
            Assert.Equal(code, refused.Refusals[0].Code);
            Assert.DoesNotContain(test.Options.DataFolder, refused.Refusals[0].Message, StringComparison.Ordinal);
        }
        var draw = new Random(4);
        var whole = Encoding.Latin1.GetBytes(Positions);
        for (var i = 0; i < LongForm.Rounds(40, 2_000); i++)
        {
            var broken = whole[..draw.Next(1, whole.Length + 1)];
            for (var n = 0; n < draw.Next(1, 6); n++) broken[draw.Next(broken.Length)] = (byte)draw.Next(256);
            var outcome = await test.Store.DataSets.ImportAsync(Analyst, test.Header(DataSet.Kind), new(draw.Next(5) == 0 ? "p.parquet" : "p.csv", new MemoryStream(broken), "t", "s"));
            Assert.All(outcome.Refusals, r => Assert.Matches("^(dataset|body)[.]", r.Code)); // a heading of control characters is no column's name
        }
        Assert.Empty(Directory.GetDirectories(Path.Combine(test.Options.DataFolder, "files"), "table-*"));
        Assert.True((await test.Store.CheckAsync()).Sound);
    }

    [Theory, OnEachDatabase]
    public async Task Erased_rows_are_in_no_file_and_a_restore_erases_them_again(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var id = await ImportAsync(test);
        var backup = test.Options.DataFolder + ".backup.zip";
        try
        {
            await test.Store.BackupAsync(backup);
            var before = Assert.Single((await test.Store.Attachments.ListAsync(Analyst, id)).Value);
            Assert.Equal("access.action", Assert.Single((await test.Store.DataSets.EraseRowsAsync(Analyst, id, "true", [], "r")).Refusals).Code);
            foreach (var (where, code) in ((string, string)[])[("name = 'nobody'", "dataset.no-rows"), ("true", "dataset.all-rows"), ("nonsense(", "dataset.query")])
                Assert.Equal(code, Assert.Single((await test.Store.DataSets.EraseRowsAsync(Overseer, id, where, [], "r")).Refusals).Code);
            Assert.Equal(1, (await test.Store.DataSets.EraseRowsAsync(Overseer, id, "name LIKE ?", ["%Zwolimatu%"], "request 5")).Value);
            Assert.Equal(["2", "3"], await RowsAsync(test, id, new(Sql: "SELECT _row FROM data ORDER BY _row")));
            var after = Assert.Single((await test.Store.Attachments.ListAsync(Analyst, id)).Value);
            Assert.NotEqual(before.Address, after.Address);
            Assert.DoesNotContain(Directory.EnumerateFiles(test.Options.DataFolder, "*", SearchOption.AllDirectories), f => Path.GetFileName(f) == before.Address || Holds(f, "Zwolimatu") || Holds(f, before.Sha256));
            var read = (await test.Records.ReadAsync(Analyst, id)).Value;
            Assert.Equal((2, 2L, after.Sha256), (read.Version, read.As<DataSet>().Rows, read.As<DataSet>().Sha256));
            Assert.Equal("record.erased", Assert.Single((await test.Records.ReadAsync(Analyst, id, 1)).Refusals).Code);
            Assert.True((await test.Store.CheckAsync()).Sound);

            await test.Store.DisposeAsync();
            Assert.Equal(1, (await NodeStore.RestoreAsync(test.Options, backup, WithDataSets, new PlainKeys(), test.Clock)).ErasuresReplayed);
            await test.ReopenAsync(WithDataSets);
            Assert.Equal(["2", "3"], await RowsAsync(test, id, new(Sql: "SELECT _row FROM data ORDER BY _row")));
            Assert.DoesNotContain(Directory.EnumerateFiles(test.Options.DataFolder, "*", SearchOption.AllDirectories), f => Holds(f, "Zwolimatu"));
            Assert.True((await test.Store.CheckAsync()).Sound);
            // The whole record goes as any other does, its table with it.
            Assert.True((await test.Records.WriteAsync(Overseer, [new RecordChange.Erase(id) { Reason = "end" }])).Done);
            Assert.Equal("record.erased", Assert.Single((await test.Store.DataSets.QueryAsync(Overseer, id, new())).Refusals).Code);
            Assert.DoesNotContain(Directory.EnumerateFiles(test.Options.DataFolder, "*", SearchOption.AllDirectories), f => Holds(f, "Keita, Moussa"));
        }
        finally { File.Delete(backup); }
    }

    private static bool Holds(string path, string words)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;
    }

    [Theory, OnEachDatabase]
    public async Task A_crash_while_rows_are_erased_leaves_the_table_whole_or_without_them(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var id = await ImportAsync(test);
        Keeping.Fault.Plant(place => { if (place == "rows-erased") throw new IOException("the machine stops here"); });
        await Assert.ThrowsAsync<IOException>(async () => await test.Store.DataSets.EraseRowsAsync(Overseer, id, "vessel = 212", [], "request"));
        Keeping.Fault.Plant(null);
        await test.ReopenAsync(WithDataSets);
        Assert.Equal(3, (await RowsAsync(test, id, new())).Length);
        Assert.True((await test.Store.CheckAsync()).Sound);
        Assert.Equal(1, (await test.Store.DataSets.EraseRowsAsync(Overseer, id, "vessel = 212", [], "request")).Value);
    }

    [Fact]
    public async Task Compressed_text_and_parquet_give_the_same_rows()
    {
        await using var test = await OpenAsync(Backend.Sqlite);
        var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) await zip.WriteAsync(Encoding.UTF8.GetBytes(Positions));
        packed.Position = 0;
        var id = (await test.Store.DataSets.ImportAsync(Analyst, test.Header(DataSet.Kind), new("Positions.CSV.GZ", packed, "t", "s"))).Value.Id;
        Assert.Equal(await RowsAsync(test, await ImportAsync(test), new()), await RowsAsync(test, id, new()));
    }
}
