using Microsoft.Data.Sqlite;
using Npgsql;
using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

public class AuditTests
{
    /// <summary>What somebody with the database in his hands does.</summary>
    internal static async Task TamperAsync(StoreUnderTest test, string sql)
    {
        if (test.Options.PostgresConnectionString is { } connection)
        {
            await using var source = NpgsqlDataSource.Create(connection + $";Search Path={test.Options.PostgresSchema}_general");
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
            return;
        }
        await using var file = new SqliteConnection($"Data Source={Path.Combine(test.Options.DataFolder, "general.db")};Pooling=False");
        await file.OpenAsync();
        await using var change = file.CreateCommand();
        change.CommandText = sql;
        await change.ExecuteNonQueryAsync();
    }

    private static async Task<StoreUnderTest> FilledAsync(Backend backend)
    {
        var test = await OpenAsync(backend);
        for (var i = 0; i < 10; i++) await test.AddAsync(new Sighting(Notes: $"n{i}"));
        await test.ReopenAsync(); // closing seals what waits
        return test;
    }

    [Theory, OnEachDatabase]
    public async Task Every_call_leaves_one_entry_before_its_answer(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var made = await test.AddAsync(new Sighting(Notes: "a"));
        async Task<string[]> Actions() => [.. (await test.Store.Audit.ListAsync(Overseer)).Value.Where(e => e.Actor == "ann").Select(e => e.Action).Reverse()];
        await test.Records.ReadAsync(Analyst, made.Id);
        await test.Records.ListAsync(Analyst, new(Text: "a"));
        await test.Records.FacetsAsync(Analyst, new());
        await foreach (var _ in test.Records.ScanAsync(Analyst, new())) { }
        await test.Records.HistoryAsync(Analyst, made.Id);
        await test.Records.LinksAsync(Analyst, made.Id);
        await test.Records.ChangedSinceAsync(Analyst, 0);
        await test.Records.ReadManyAsync(Analyst, [made.Id]);
        await test.Records.WriteAsync(Analyst, [new RecordChange.Edit(made.Id, new Sighting(Notes: "b"))]);
        await test.Records.WriteAsync(Analyst, [new RecordChange.Edit(made.Id, new Sighting(Notes: "b")) { Reason = "r" }]);
        await test.Store.Audit.AppendAsync(Analyst, "sign-in", null);
        Assert.Equal(["create", "read", "list", "facets", "scan", "history", "links", "changed-since", "read", "write-refused", "edit", "sign-in"], await Actions());
        var about = await test.Store.Audit.AboutAsync(Overseer, made.Id.ToString());
        Assert.Equal(["edit", "write-refused", "read", "changed-since", "links", "history", "scan", "list", "read", "create"], about.OrderByDescending(e => e.Sequence).Select(e => e.Action));
        Assert.Contains("\"fields\":[\"notes\"]", about.First(e => e.Action == "edit").Detail, StringComparison.Ordinal);
        Assert.All(await test.Store.Audit.AboutAsync(Analyst, made.Id.ToString()), e => Assert.Equal("{}", e.Detail));
        Assert.Equal("audit.oversight", Assert.Single((await test.Store.Audit.ListAsync(Analyst)).Refusals).Code);
    }

    [Theory, OnEachDatabase]
    public async Task The_log_keeps_no_words_that_were_searched_for(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        await test.Records.ListAsync(Analyst, new(Text: "Zwolimatu", Identifier: ("phone", "889977"), Facets: new Dictionary<string, ImmutableSet> { ["route"] = ["Zwolimatu"] }));
        var entries = (await test.Store.Audit.ListAsync(Overseer)).Value;
        Assert.DoesNotContain(entries, e => e.Detail.Contains("zwolimatu", StringComparison.OrdinalIgnoreCase) || e.Detail.Contains("889977", StringComparison.Ordinal));
        Assert.Contains(entries, e => e.Detail.Contains("hmac:", StringComparison.Ordinal));
    }

    [Theory, OnEachDatabase]
    public async Task The_first_altered_removed_or_inserted_entry_is_found(Backend backend)
    {
        foreach (var (sql, at) in ((string, long)[])
        [
            ($"UPDATE audit SET entry = {(backend == Backend.Sqlite ? "CAST(replace(CAST(entry AS TEXT), 'ann', 'bob') AS BLOB)" : "convert_to(replace(convert_from(entry, 'UTF8'), 'ann', 'bob'), 'UTF8')")} WHERE aseq = 4", 4),
            ("DELETE FROM audit WHERE aseq = 6", 6),
            ("UPDATE audit SET hash = (SELECT hash FROM audit WHERE aseq = 2) WHERE aseq = 3", 3),
            // One pushed in: the later ones move up by one, which their hashes do not follow.
            ("UPDATE audit SET aseq = -aseq WHERE aseq > 5; UPDATE audit SET aseq = 1 - aseq WHERE aseq < 0; INSERT INTO audit(pos, aseq, actor, entry, hash) SELECT 1000, 6, actor, entry, hash FROM audit WHERE aseq = 5", 6),
        ])
        {
            await using var test = await FilledAsync(backend);
            Assert.Null((await test.Store.Audit.VerifyAsync(Compartment.General)).Fault);
            await TamperAsync(test, sql);
            Assert.Equal(at, (await test.Store.Audit.VerifyAsync(Compartment.General)).Fault?.Sequence);
            Assert.Null((await test.Store.Audit.VerifyAsync(Compartment.Protection)).Fault);
        }
    }

    [Theory, OnEachDatabase]
    public async Task A_lost_tail_shows_against_a_head_that_a_partner_keeps(Backend backend)
    {
        await using var test = await FilledAsync(backend);
        var verdict = await test.Store.Audit.VerifyAsync(Compartment.General);
        await test.Store.DepositHeadAsync(Compartment.General, verdict.Entries, verdict.HeadHash, "italy", [1]);
        await TamperAsync(test, $"DELETE FROM audit WHERE aseq > {verdict.Entries - 2}");
        var fault = (await test.Store.Audit.VerifyAsync(Compartment.General)).Fault;
        Assert.Equal(verdict.Entries - 1, fault?.Sequence);
        Assert.Contains("italy", fault!.What, StringComparison.Ordinal);
    }

    [Theory, OnEachDatabase]
    public async Task A_body_an_index_row_or_a_version_that_somebody_altered_is_found_by_the_check(Backend backend)
    {
        var body = backend == Backend.Sqlite ? "CAST('{}' AS BLOB)" : "convert_to('{}', 'UTF8')";
        foreach (var sql in (string[])
        [
            $"UPDATE version SET body = {body} WHERE seq = 3",
            "UPDATE version SET state = (SELECT min(id) FROM term WHERE text = 'ann') WHERE seq = 2",
            "UPDATE record SET title = 'other' WHERE rid = 4",
            "DELETE FROM facet WHERE rid = 1",
            "DELETE FROM version WHERE seq = 5",
            "UPDATE version SET commitment = salt WHERE seq = 6",
            "DELETE FROM record WHERE rid = 7",
        ])
        {
            await using var test = await OpenAsync(backend);
            for (var i = 0; i < 8; i++) await test.AddAsync(BulkTests.Body(i));
            Assert.True((await test.Store.CheckAsync()).Sound);
            await TamperAsync(test, sql);
            Assert.False((await test.Store.CheckAsync()).Sound, sql);
        }
    }

    [Theory, OnEachDatabase]
    public async Task Many_writers_and_readers_at_once_leave_one_unbroken_chain(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        // A second store on the same folder stands for another process.
        await using var other = await NodeStore.OpenAsync(test.Options, Kinds, new PlainKeys(), test.Clock);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async n =>
        {
            var records = n % 2 == 0 ? test.Store.Records : other.Records;
            for (var i = 0; i < LongForm.Rounds(5, 100); i++)
            {
                var made = (await records.WriteAsync(Analyst, [new RecordChange.Create(test.Header(Sighting.Kind), BulkTests.Body(n * 1000 + i))])).Value[0];
                Assert.True((await records.ReadAsync(Analyst, made.Id)).Done);
                Assert.NotEmpty((await records.ListAsync(Analyst, new(), 5)).Rows);
            }
        }));
        await other.DisposeAsync();
        await test.ReopenAsync();
        var verdict = await test.Store.Audit.VerifyAsync(Compartment.General);
        Assert.Null(verdict.Fault);
        Assert.Equal(0, verdict.Unsealed);
        Assert.Equal(8 * 3 * LongForm.Rounds(5, 100), verdict.Entries);
        var changes = await test.Records.ChangedSinceAsync(Analyst, 0, 10_000);
        Assert.Equal(8 * LongForm.Rounds(5, 100), changes.Select(c => c.Sequence).Distinct().Count());
        Assert.True((await test.Store.CheckAsync()).Sound);
    }
}
