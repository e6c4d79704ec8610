using NodaTime;
using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

public class BulkTests
{
    private static readonly Session Border = As(Role.Analyst, Purpose.BorderManagement, "ben", channel: Channel.CommandLine);

    internal static Sighting Body(int i, string more = "") => new(
        Said(($"Person {i} Diallo{more}", Handling.Open)), Said(($"+227 {i:0000000}", Handling.Open)), $"Seen by patrol {i % 7}", i % 3 == 0 ? "central" : "western", i % 5,
        EventTime.OnDay(new LocalDate(2026, 1, 1).PlusDays(i % 300)), new Place(10 + i % 20, 5 + i % 10, 1000));

    internal static BulkImport Import(StoreUnderTest test, string id, string hash = "aa") => new(
        RecordId.Parse($"01890a5d-ac96-774b-bcce-0000000000{id}"), Sighting.Kind, "patrols", "patrols.csv", hash, test.Header(Sighting.Kind) with { Provenance = new("Patrols") });

    internal static async Task<BulkCounts> RunAsync(StoreUnderTest test, BulkImport import, IEnumerable<(int Reference, Sighting Body)> rows, Session? session = null)
    {
        await using var door = (await test.Records.OpenBulkAsync(session ?? Border, import)).Value;
        var line = 0;
        foreach (var (reference, body) in rows) await door.WriteAsync(new[] { new BulkRow($"P{reference}", body, ++line) });
        return await door.CompleteAsync();
    }

    [Theory, OnEachDatabase]
    public async Task An_import_is_found_like_any_record_and_the_same_again_stores_nothing(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var rows = Enumerable.Range(1, 1200).Select(i => (i, Body(i))).ToArray();
        Assert.Equal(new(1200, 0, 0, 0), await RunAsync(test, Import(test, "01"), rows));
        Assert.Equal(new(0, 0, 1200, 0), await RunAsync(test, Import(test, "02"), rows));
        Assert.Equal(1200, (await test.Records.ListAsync(Border, new(Kind: "sighting"))).Total);
        Assert.Equal(1, (await test.Records.ListAsync(Border, new(Text: "person 77"))).Rows.Count(r => r.Title == "Person 77 Diallo"));
        Assert.Equal("Person 42 Diallo", Assert.Single((await test.Records.ListAsync(Border, new(Identifier: ("phone", "2270000042")))).Rows).Title);
        Assert.Equal(400, (await test.Records.FacetsAsync(Border, new(Kind: "sighting"))).Single(f => f.Value == "central").Count);
        Assert.Equal(1200, (await test.Records.ListAsync(Border, new(Import: Import(test, "01").Id))).Total);
        var view = (await test.Records.ReadAsync(Border, (await test.Records.ListAsync(Border, new(Text: "\"77\""))).Rows[0].Id)).Value;
        Assert.Equal(("Patrols", "P77", 77, Import(test, "01").Id), (view.Header.Provenance.Source, view.Header.Provenance.Reference, view.Header.Provenance.Line, view.Header.Provenance.Import));
        Assert.Contains(await test.Store.Audit.AboutAsync(Border, view.Id.ToString()), e => e.Action == "import-batch");
        Assert.Null((await test.Store.Audit.VerifyAsync(Compartment.General)).Fault);
    }

    [Theory, OnEachDatabase]
    public async Task A_row_that_changed_in_the_source_becomes_a_version_and_twice_the_same_reference_is_one_record(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        await RunAsync(test, Import(test, "01"), [(1, Body(1)), (2, Body(2))]);
        var counts = await RunAsync(test, Import(test, "02"), [(1, Body(1, " corrected")), (2, Body(2)), (3, Body(3)), (3, Body(3, " again"))]);
        Assert.Equal(new(1, 2, 1, 0), counts);
        var row = Assert.Single((await test.Records.ListAsync(Border, new(Text: "corrected"))).Rows);
        Assert.Equal([1, 2], (await test.Records.HistoryAsync(Border, row.Id)).Value.Select(v => v.Version));
        Assert.Equal(3, (await test.Records.ListAsync(Border, new())).Total);
        Assert.Equal("Person 3 Diallo again", Assert.Single((await test.Records.ListAsync(Border, new(Text: "again"))).Rows).Title);
    }

    [Theory, OnEachDatabase]
    public async Task A_resumed_import_goes_on_behind_what_was_committed_and_repeats_nothing(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var import = Import(test, "01");
        var rows = Enumerable.Range(1, 5500).Select(i => new BulkRow($"P{i}", Body(i), i)).ToArray();
        await using (var door = (await test.Records.OpenBulkAsync(Border, import)).Value)
        {
            await door.WriteAsync(rows.AsMemory(0, 5000));
            while ((await test.Records.ListAsync(Border, new())).Total < 1000) await Task.Delay(10);
        } // broken off
        await test.ReopenAsync();
        await using (var door = (await test.Records.OpenBulkAsync(Border, import)).Value)
        {
            Assert.InRange(door.CommittedLine, 1000, 5499);
            Assert.Equal(door.CommittedLine, (await test.Records.ListAsync(Border, new(), 1)).Total);
            await door.WriteAsync(rows);
            Assert.Equal(5500, (await door.CompleteAsync()).Stored);
        }
        Assert.Equal(5500, (await test.Records.ListAsync(Border, new())).Total);
        Assert.Equal("import.other", Assert.Single((await test.Records.OpenBulkAsync(Border, import with { FileHash = "bb" })).Refusals).Code);
    }

    [Theory, OnEachDatabase]
    public async Task Nobody_imports_what_he_may_not_create(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var reader = await test.Records.OpenBulkAsync(As(Role.Monitor, Purpose.Statistics), Import(test, "01"));
        Assert.Equal("access.action", Assert.Single(reader.Refusals).Code);
        var claims = new BulkImport(Import(test, "02").Id, Claim.Kind, "list", "list.csv", "aa", test.Header(Claim.Kind));
        Assert.True(Assert.Single((await test.Records.OpenBulkAsync(Border, claims)).Refusals).IsNotFound);
        await using var door = (await test.Records.OpenBulkAsync(Protector, claims)).Value;
        await door.WriteAsync(new[] { new BulkRow("C1", new Claim("Awa"), 1) });
        Assert.Equal(1, (await door.CompleteAsync()).Stored);
        Assert.Empty((await test.Records.ListAsync(Border, new())).Rows);
        Assert.Equal(["Awa"], await test.TitlesAsync(Protector, new()));
    }

    [Theory, OnEachDatabase]
    public async Task A_roll_back_withdraws_what_the_import_brought_and_lists_what_people_changed_and_partners_got(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        await RunAsync(test, Import(test, "01"), [(1, Body(1))]);
        await RunAsync(test, Import(test, "02"), [(1, Body(1, " worse")), (2, Body(2)), (3, Body(3)), (4, Body(4))]);
        RecordId Of(string title) => test.Records.ListAsync(Border, new(Text: title)).AsTask().GetAwaiter().GetResult().Rows[0].Id;
        var (edited, shared) = (Of("person 3"), Of("person 4"));
        Assert.True((await test.Records.WriteAsync(Border, [new RecordChange.Edit(edited, Body(3, " corrected")) { Reason = "by hand" }])).Done);
        var liaison = As(Role.LiaisonOfficer, Purpose.BorderManagement);
        Assert.True((await test.Records.WriteAsync(liaison, [new RecordChange.Edit(shared, Body(4)) { Reason = "sent" }], [new("italy", "c1", "record/1", [1], shared)])).Done);
        await RunAsync(test, Import(test, "02") with { Id = Import(test, "03").Id }, [(4, Body(4, " new"))]);

        var back = (await test.Records.RollBackAsync(Border, Import(test, "02").Id, "wrong file")).Value;
        Assert.Equal(2, back.Withdrawn); // 2, and 1 back to its version before
        Assert.Equal([edited, shared], back.Changed);
        Assert.Equal(["Person 1 Diallo"], await test.TitlesAsync(Border, new(Text: "person 1")));
        Assert.Empty(await test.TitlesAsync(Border, new(Text: "\"2\" person")));
        var third = (await test.Records.RollBackAsync(Border, Import(test, "03").Id, "wrong file")).Value;
        Assert.Equal([shared], third.Shared);
        // What a roll-back took away comes back with the next import; what a person withdrew does not.
        await test.Records.WriteAsync(Border, [new RecordChange.Withdraw(edited) { Reason = "mistaken" }]);
        await RunAsync(test, Import(test, "04"), [(1, Body(1)), (2, Body(2)), (3, Body(3)), (4, Body(4))]);
        Assert.Single(await test.TitlesAsync(Border, new(Text: "\"2\" person")));
        Assert.Empty(await test.TitlesAsync(Border, new(Text: "\"3\" person")));
    }
}
