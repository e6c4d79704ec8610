using System.Diagnostics;
using CsCheck;
using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

/// <summary>Law 3: for any purpose but protection, records of the protection compartment do not exist.</summary>
public class WallTests
{
    private static readonly Session[] Outsiders =
    [
        Analyst, Supervisor, Overseer, As(Role.Administrator, Purpose.Administration, "adm"), As(Role.ReturnOfficer, Purpose.Return, "ret"), As(Role.Operator, Purpose.Statistics, "op"),
        // A protection officer at other work, and other roles that say protection.
        new(new("pia", "pia", Node, "Shelter", [Role.ProtectionOfficer.Name, Role.Analyst.Name]), new(Purpose.Investigation), Channel.Page),
        new(new("ann", "ann", Node, "Police", [Role.Analyst.Name, Role.Administrator.Name]), new(Purpose.Protection), Channel.Page),
        // An emergency opening lifts need-to-know and no wall.
        new(new("ann", "ann", Node, "Police", [Role.Analyst.Name], BreakGlass: new("fire", NodaTime.Instant.FromUtc(2030, 1, 1, 0, 0))), new(Purpose.Investigation), Channel.Page),
    ];

    private static async Task<(RecordId General, RecordId Claim)> FillAsync(StoreUnderTest test)
    {
        // A record outside that serves protection too, so that the claim may lead to it.
        var header = test.Header(Sighting.Kind) with { Purposes = Sighting.Kind.DefaultPurposes.With(Purpose.Protection) };
        var general = (await test.Records.WriteAsync(Analyst, [new RecordChange.Create(header, new Sighting(Said(("Awa Ndiaye", Handling.Open)), Said(("555000", Handling.Open)), "Agadez", "central"))])).Value[0];
        var claim = await test.AddAsync(Protector, Claim.Kind, new Claim("Awa Ndiaye", "555000", general.Id, "shelter"));
        return (general.Id, claim.Id);
    }

    [Theory, OnEachDatabase]
    public async Task No_way_in_shows_a_protected_record_to_other_work(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var (general, claim) = await FillAsync(test);
        var absent = RecordId.Parse("01890a5d-ac96-774b-bcce-b302099a8057");
        foreach (var outsider in Outsiders)
        {
            // By its id, in every call: the same answer as for an id that nobody has.
            foreach (var ask in (Func<RecordId, Task<string>>[])
            [
                async id => string.Join(';', (await test.Records.ReadAsync(outsider, id)).Refusals),
                async id => string.Join(';', (await test.Records.ReadAsync(outsider, id, 1)).Refusals),
                async id => string.Join(';', (await test.Records.HistoryAsync(outsider, id)).Refusals),
                async id => string.Join(';', (await test.Records.LinksAsync(outsider, id)).Refusals),
                async id => string.Join(';', (await test.Store.Attachments.ListAsync(outsider, id)).Refusals),
                async id => string.Join(';', (await test.Store.Attachments.AddAsync(outsider, id, "a.txt", new MemoryStream([1]))).Refusals),
                async id => string.Join(';', (await test.Records.WriteAsync(outsider, [new RecordChange.Edit(id, new Sighting()) { Reason = "r" }])).Refusals),
                async id => string.Join(';', (await test.Records.WriteAsync(outsider, [new RecordChange.Withdraw(id) { Reason = "r" }])).Refusals),
                async id => string.Join(';', (await test.Records.WriteAsync(outsider, [new RecordChange.Erase(id) { Reason = "r" }])).Refusals),
                async id => (await test.Records.ReadManyAsync(outsider, [id])).Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ]) Assert.Equal(await ask(absent), await ask(claim));
            // By what it holds: in lists, counts, facets, scans and changes.
            foreach (var query in (RecordQuery[])[new(), new(Text: "awa"), new(Identifier: ("phone", "555000")), new(Kind: "claim"), new(IncludeWithdrawn: true), new(State: "recorded"),
                new(Kind: "claim", Facets: new Dictionary<string, ImmutableSet> { ["need"] = ["shelter"] })])
            {
                var page = await test.Records.ListAsync(outsider, query);
                Assert.DoesNotContain(page.Rows, r => r.Kind == "claim");
                Assert.InRange(page.Total, 0, 1);
                Assert.DoesNotContain(await test.Records.FacetsAsync(outsider, query), f => f.Value is "claim" or "shelter" || f.Count > 1);
                await foreach (var view in test.Records.ScanAsync(outsider, query)) Assert.NotEqual("claim", view.Header.Kind);
            }
            Assert.DoesNotContain(await test.Records.ChangedSinceAsync(outsider, 0), c => c.Id == claim);
            if ((await test.Records.LinksAsync(outsider, general)).TryGet(out var links)) Assert.Empty(links);
            // The log outside knows of attempts made outside, as for any id, and of nothing that was done within.
            Assert.DoesNotContain(await test.Store.Audit.AboutAsync(outsider, claim.ToString()), e => e.Purpose == Purpose.Protection || e.Action is "create" or "list");
            if ((await test.Store.Audit.ListAsync(outsider)).TryGet(out var entries)) Assert.DoesNotContain(entries, e => e.Actor == "pia" && e.Purpose == Purpose.Protection);
        }
        // And a protection officer at protection work sees it all.
        test.Clock.Pass(TimeSpan.FromSeconds(1));
        var later = await test.AddAsync(Protector, Claim.Kind, new Claim("Awa Sow"));
        Assert.Equal([later.Id, general, claim], (await test.Records.ListAsync(Protector, new(Text: "awa"))).Rows.Select(r => r.Id));
        var paged = await test.Records.ListAsync(Protector, new(Text: "awa"), 1);
        Assert.Equal([general], (await test.Records.ListAsync(Protector, new(Text: "awa"), 1, paged.Next)).Rows.Select(r => r.Id));
        Assert.Equal([claim], (await test.Records.LinksAsync(Protector, general)).Value.Select(l => l.Other.Id));
        Assert.True((await test.Records.ReadAsync(Protector, claim)).Done);
        Assert.NotEmpty(await test.Store.Audit.AboutAsync(Protector, claim.ToString()));
    }

    [Theory, OnEachDatabase]
    public async Task Neither_unique_names_nor_sequences_nor_links_nor_imports_betray_it(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var before = await test.AddAsync(new Sighting(Notes: "before"));
        var claims = new BulkImport(RecordId.Parse("01890a5d-ac96-774b-bcce-000000000001"), Claim.Kind, "patrols", "c.csv", "aa", test.Header(Claim.Kind));
        await using (var door = (await test.Records.OpenBulkAsync(Protector, claims)).Value)
        {
            await door.WriteAsync(Enumerable.Range(1, 50).Select(i => new BulkRow($"P{i}", new Claim($"Name {i}"), i)).ToArray());
            await door.CompleteAsync();
        }
        var claim = (await test.Records.ListAsync(Protector, new(Kind: "claim"))).Rows[0].Id;
        // The same references of the same source are new outside.
        Assert.Equal(new(3, 0, 0, 0), await BulkTests.RunAsync(test, BulkTests.Import(test, "02"), [(1, BulkTests.Body(1)), (2, BulkTests.Body(2)), (3, BulkTests.Body(3))]));
        // No gap in the sequence.
        var after = await test.AddAsync(new Sighting(Notes: "after"));
        Assert.Equal(before.Sequence + 4, after.Sequence);
        // An import of the compartment cannot be rolled back, resumed or asked for from outside.
        Assert.Equal("import.not-found", Assert.Single((await test.Records.RollBackAsync(Analyst, claims.Id, "r")).Refusals).Code);
        Assert.Empty((await test.Records.ListAsync(Analyst, new(Import: claims.Id))).Rows);
        // A link into it is refused like one to nothing, and by a protection officer's hand as well.
        var into = await test.Records.WriteAsync(Analyst, [new RecordChange.Create(test.Header(Sighting.Kind), new Sighting(With: claim))]);
        var nowhere = await test.Records.WriteAsync(Analyst, [new RecordChange.Create(test.Header(Sighting.Kind), new Sighting(With: RecordId.Parse("01890a5d-ac96-774b-bcce-b302099a8057")))]);
        Assert.Equal(nowhere.Refusals, into.Refusals);
        // One write never spans both.
        var both = new Session(new("pia", "pia", Node, "Shelter", [Role.ProtectionOfficer.Name]), new(Purpose.Protection), Channel.Page);
        var mixed = await test.Records.WriteAsync(both, [new RecordChange.Create(test.Header(Claim.Kind), new Claim("x")), new RecordChange.Create(test.Header(Sighting.Kind), new Sighting(Notes: "y"))]);
        Assert.Contains(mixed.Refusals, r => r.Code == "write.two-compartments");
    }

    [Theory, OnEachDatabase]
    public async Task Jobs_and_messages_of_protection_work_are_kept_behind_the_wall(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var (_, claim) = await FillAsync(test);
        var job = await test.Store.Jobs.EnqueueAsync(Protector, "match", new() { ["record"] = claim.ToString() });
        foreach (var outsider in Outsiders.Where(o => o.Work.Purpose != Purpose.Protection))
        {
            Assert.Null(await test.Store.Jobs.FindAsync(outsider, job.Id));
            Assert.Empty(await test.Store.Jobs.ListAsync(outsider));
            Assert.False(await test.Store.Jobs.CancelAsync(outsider, job.Id));
        }
        Assert.NotNull(await test.Store.Jobs.FindAsync(Protector, job.Id));
        if (backend == Backend.Sqlite)
            Assert.DoesNotContain(claim.ToString(), System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(test.Options.DataFolder, "general.db"))), StringComparison.Ordinal);
    }

    /// <summary>
    /// Bound: over interleaved pairs of reads, the medians for a protected id, a hidden id and an id that nobody has lie within half of each other
    /// (the entry in the log, which each of them writes and waits for, is by far the longest part).
    /// </summary>
    [Fact]
    public async Task An_absent_a_hidden_and_a_protected_id_take_the_same_time()
    {
        await using var test = await OpenAsync(Backend.Sqlite);
        var (_, claim) = await FillAsync(test);
        var hidden = (await test.AddAsync(new Sighting(Notes: "secret"), needToKnow: ["team"], by: As(Role.Analyst, Purpose.Investigation, teams: ["team"]))).Id;
        RecordId[] ids = [claim, hidden, RecordId.Parse("01890a5d-ac96-774b-bcce-b302099a8057")];
        var times = ids.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < LongForm.Rounds(150, 3000); round++)
            for (var i = 0; i < ids.Length; i++)
            {
                var which = (i + round) % ids.Length; // none is always first
                var began = Stopwatch.GetTimestamp();
                Assert.False((await test.Records.ReadAsync(Analyst, ids[which])).Done);
                times[which].Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
            }
        var medians = times.Select(t => t.Order().ElementAt(t.Count / 2)).ToArray();
        Assert.True(medians.Max() < 1.5 * medians.Min(), $"medians in microseconds: protected {medians[0]:N0}, hidden {medians[1]:N0}, absent {medians[2]:N0}");
    }

    [Theory, OnEachDatabase]
    public async Task The_filter_of_lists_and_the_access_decision_never_differ(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var handlings = new[] { Handling.Open, new Handling(Tlp.Amber), new Handling(Tlp.Red, Recipients: ["Police"]), new Handling(Tlp.Red, Recipients: ["Customs"]), new Handling(Tlp.Green, SienaCodes.H1 | SienaCodes.H2), new Handling(Tlp.Amber, OriginatorConsent: true) };
        string[] purposes = [Purpose.Investigation, Purpose.BorderManagement, Purpose.Statistics, Purpose.Prosecution];
        var writer = new Session(new("w", "w", Node, "Police", [Role.Supervisor.Name, Role.Analyst.Name], ["a", "b", "c"]), new(Purpose.Investigation), Channel.Page);
        var draw = new Random(7);
        for (var i = 0; i < 40; i++)
        {
            var header = test.Header(Sighting.Kind, handlings[draw.Next(3)], draw.Next(3) == 0 ? [new[] { "a", "b", "c" }[draw.Next(3)]] : null) with
            {
                Purposes = ImmutableSet.Of([Purpose.Investigation, .. purposes.Where(_ => draw.Next(2) == 0)]),
            };
            var written = await test.Records.WriteAsync(writer, [new RecordChange.Create(header, new Sighting(Said(("Moussa", handlings[draw.Next(handlings.Length)]))))]);
            Assert.True(written.Done, string.Join(';', written.Refusals));
        }
        var all = new List<RecordView>();
        await foreach (var view in test.Records.ScanAsync(writer, new())) all.Add(view);
        Assert.Equal(40, all.Count);
        Gen.Select(Gen.Int[0, Role.All.Count - 1], Gen.Int[0, Purpose.All.Count - 1], Gen.Int[0, 7], Gen.Bool, Gen.Bool).Sample((role, purpose, teams, police, broken) =>
        {
            var actor = new Actor("x", "x", Node, police ? "Police" : "Other", [Role.All.Values.ElementAt(role).Name],
                ImmutableSet.Of(new[] { "a", "b", "c" }.Where((_, i) => (teams >> i & 1) == 1)), BreakGlass: broken ? new("r", NodaTime.Instant.FromUtc(2026, 11, 24, 10, 0)) : null);
            var session = new Session(actor, new(Purpose.All.Keys.ElementAt(purpose)), Channel.Api);
            var now = NodaTime.Instant.FromDateTimeOffset(test.Clock.Now);
            var expected = all.Where(v => Access.Decide(session, v.Header.ClassIn(Compartment.General), AccessAction.Read, now).Allowed).Select(v => v.Id).Order();
            var listed = test.Records.ListAsync(session, new(), 100).AsTask().GetAwaiter().GetResult();
            Assert.Equal(expected, listed.Rows.Select(r => r.Id).Order());
            Assert.Equal(listed.Rows.Count, listed.Total);
            var found = test.Records.ListAsync(session, new(Text: "moussa"), 100).AsTask().GetAwaiter().GetResult();
            // The writer's own view is redacted too: what everybody would find is asked of the whole bodies that the reader may open.
            foreach (var row in listed.Rows)
            {
                var read = test.Records.ReadAsync(session, row.Id).AsTask().GetAwaiter().GetResult().Value;
                Assert.Equal(read.As<Sighting>().Name!.Statements.Count > 0, found.Rows.Any(r => r.Id == row.Id));
            }
            return true;
        }, iter: LongForm.Rounds(12, 300), seed: "0000KOmd8Vo0", threads: 1);
    }
}
