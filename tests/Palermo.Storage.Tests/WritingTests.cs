using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

public class WritingTests
{
    [Theory, OnEachDatabase]
    public async Task What_was_written_is_read_back_as_it_was(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var body = new Sighting(Said(("Amadou Diallo", Handling.Open)), Said(("+227 90 12", Handling.Open)), "Seen at the bus station", "central", 3,
            EventTime.InMonth(2026, 3), new Place(16.97, 7.99, 500, "Agadez", "NER"));
        var written = await test.AddAsync(body);
        await test.ReopenAsync();
        var read = (await test.Records.ReadAsync(Analyst, written.Id)).Value;
        Assert.Equal(Sighting.Kind.Write(body), Sighting.Kind.Write(read.Body));
        Assert.Equal("Amadou Diallo", read.Title);
        Assert.Equal(1, read.Version);
        Assert.Equal("ann", read.CreatedBy);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal("Test", read.Header.Provenance.Source);
        var row = Assert.Single((await test.Records.ListAsync(Analyst, new(Kind: "sighting"))).Rows);
        Assert.Equal(body.When, row.Time);
        Assert.Equal(new IndexedPlace(16.97, 7.99, 500), row.Place);
        Assert.Equal(16.97, read.As<Sighting>().Where!.Latitude);
    }

    [Theory, OnEachDatabase]
    public async Task All_refusals_are_named_at_once_and_nothing_is_stored(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var header = test.Header(Sighting.Kind) with { Owner = "italy", ReviewDate = new(2020, 1, 1), Purposes = default };
        var outcome = await test.Records.WriteAsync(Analyst, [new RecordChange.Create(header, new Sighting(Persons: -1)), new RecordChange.Create(test.Header(Sighting.Kind), new Sighting(Notes: "good"))]);
        string[] codes = [.. outcome.Refusals.Select(r => r.Code)];
        Assert.Contains("write.owner", codes);
        Assert.Contains("header.review", codes);
        Assert.Contains("header.purpose", codes);
        Assert.Contains("body.range", codes);
        Assert.Empty((await test.Records.ListAsync(Analyst, new())).Rows);
    }

    [Theory, OnEachDatabase]
    public async Task An_edit_with_an_old_tag_is_refused_and_one_with_the_new_tag_stored(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var first = await test.AddAsync(new Sighting(Notes: "one"));
        var second = (await test.Records.WriteAsync(Analyst, [new RecordChange.Edit(first.Id, new Sighting(Notes: "two"), first.ETag) { Reason = "better" }])).Value[0];
        Assert.Equal(2, second.Version);
        Assert.NotEqual(first.ETag, second.ETag);
        var late = await test.Records.WriteAsync(Supervisor, [new RecordChange.Edit(first.Id, new Sighting(Notes: "three"), first.ETag) { Reason = "late" }]);
        Assert.Equal("record.changed", Assert.Single(late.Refusals).Code);
        Assert.Equal("two", (await test.Records.ReadAsync(Analyst, first.Id)).Value.As<Sighting>().Notes);
        Assert.Equal("one", (await test.Records.ReadAsync(Analyst, first.Id, 1)).Value.As<Sighting>().Notes);
        var history = (await test.Records.HistoryAsync(Analyst, first.Id)).Value;
        Assert.Equal([1, 2], history.Select(h => h.Version));
        Assert.Equal(["notes"], history[1].ChangedFields);
        Assert.Equal("better", history[1].Reason);
    }

    [Theory, OnEachDatabase]
    public async Task A_change_without_a_reason_is_refused(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var first = await test.AddAsync(new Sighting(Notes: "one"));
        foreach (var change in (RecordChange[])[new RecordChange.Edit(first.Id, first.Body), new RecordChange.Step(first.Id, "check"), new RecordChange.Withdraw(first.Id)])
            Assert.Contains((await test.Records.WriteAsync(Supervisor, [change])).Refusals, r => r.Code == "write.reason");
    }

    [Theory, OnEachDatabase]
    public async Task A_decision_is_for_those_who_may_decide(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var made = await test.AddAsync(new Sighting(Route: "central"));
        var decide = new RecordChange.Step(made.Id, "decide") { Reason = "order of the court" };
        var refused = await test.Records.WriteAsync(Analyst, [decide]);
        Assert.Equal("access.action", Assert.Single(refused.Refusals).Code);
        Assert.Equal("open", (await test.Records.ReadAsync(Analyst, made.Id)).Value.Header.State);
        Assert.Equal("forfeit", (await test.Records.WriteAsync(Supervisor, [decide])).Value[0].Header.State);
    }

    [Theory, OnEachDatabase]
    public async Task A_step_asks_its_guards_and_four_eyes_at_the_moment_it_is_taken(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var made = await test.AddAsync(new Sighting(Route: "central"));
        RecordChange Step(string name) => new RecordChange.Step(made.Id, name) { Reason = "work" };
        Assert.Contains((await test.Records.WriteAsync(Analyst, [Step("check")])).Refusals, r => r.Code == "workflow.four-eyes");
        Assert.Equal("checked", (await test.Records.WriteAsync(Supervisor, [Step("check")])).Value[0].Header.State);
        Assert.Contains((await test.Records.WriteAsync(Supervisor, [Step("close")])).Refusals, r => r.Code == "sighting.notes");
        Assert.Contains((await test.Records.WriteAsync(Supervisor, [Step("check")])).Refusals, r => r.Code == "workflow.state");
        Assert.Contains((await test.Records.WriteAsync(Supervisor, [Step("fly")])).Refusals, r => r.Code == "workflow.unknown");
        var closed = (await test.Records.WriteAsync(Supervisor,
            [new RecordChange.Edit(made.Id, new Sighting(Notes: "seen", Route: "central")) { Reason = "notes" }, Step("close")])).Value;
        Assert.Equal("closed", closed[1].Header.State);
        Assert.Single((await test.Records.ListAsync(Analyst, new(State: "closed"))).Rows);
        Assert.Empty((await test.Records.ListAsync(Analyst, new(State: "open"))).Rows);
    }

    [Theory, OnEachDatabase]
    public async Task A_withdrawn_record_stays_readable_and_counts_nowhere(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var made = await test.AddAsync(new Sighting(Notes: "wrong man", Route: "central"));
        await test.AddAsync(new Sighting(Notes: "right man", Route: "central"));
        Assert.True((await test.Records.WriteAsync(Analyst, [new RecordChange.Withdraw(made.Id) { Reason = "mistaken" }])).Done);
        Assert.True((await test.Records.ReadAsync(Analyst, made.Id)).Value.Withdrawn);
        Assert.Equal(1, (await test.Records.ListAsync(Analyst, new(Text: "man"))).Total);
        Assert.Equal(1, (await test.Records.FacetsAsync(Analyst, new(Kind: "sighting"))).Single(f => f.Field == "route").Count);
        Assert.Equal(2, (await test.Records.ListAsync(Analyst, new(Text: "man", IncludeWithdrawn: true))).Total);
        Assert.Equal(2, (await test.Records.ListAsync(Analyst, new(Kind: "sighting", IncludeWithdrawn: true, Facets: new Dictionary<string, ImmutableSet> { ["route"] = ["central"] }))).Total);
    }

    [Theory, OnEachDatabase]
    public async Task The_same_key_with_the_same_changes_gives_the_same_answer_and_changes_nothing(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        RecordChange[] changes = [new RecordChange.Create(test.Header(Sighting.Kind), new Sighting(Notes: "once"))];
        var first = (await test.Records.WriteAsync(Analyst, changes, idempotencyKey: "k1")).Value;
        var again = (await test.Records.WriteAsync(Analyst, changes, idempotencyKey: "k1")).Value;
        Assert.Equal(first[0].Id, again[0].Id);
        Assert.Equal(1, (await test.Records.ListAsync(Analyst, new())).Total);
        var other = await test.Records.WriteAsync(Analyst, [new RecordChange.Create(test.Header(Sighting.Kind), new Sighting(Notes: "twice"))], idempotencyKey: "k1");
        Assert.Equal("write.idempotency", Assert.Single(other.Refusals).Code);
        // The key of one person says nothing to another.
        Assert.True((await test.Records.WriteAsync(Supervisor, changes, idempotencyKey: "k1")).Done);
    }

    [Theory, OnEachDatabase]
    public async Task Links_lead_to_records_that_the_writer_may_see_and_are_seen_from_both_ends(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var one = await test.AddAsync(new Sighting(Notes: "one"));
        var two = await test.AddAsync(new Sighting(Notes: "two", With: one.Id));
        var hidden = await test.AddAsync(new Sighting(Notes: "secret"), needToKnow: ["team"], by: As(Role.Analyst, Purpose.Investigation, teams: ["team"]));
        var absent = RecordId.Parse("01890a5d-ac96-774b-bcce-b302099a8057");
        foreach (var target in (RecordId[])[hidden.Id, absent])
        {
            var refused = await test.Records.WriteAsync(Analyst, [new RecordChange.Create(test.Header(Sighting.Kind), new Sighting(With: target))]);
            Assert.Equal("link.target", Assert.Single(refused.Refusals).Code);
        }
        var outgoing = Assert.Single((await test.Records.LinksAsync(Analyst, two.Id)).Value);
        Assert.Equal((true, "with", one.Id), (outgoing.Outgoing, outgoing.Role, outgoing.Other.Id));
        var incoming = Assert.Single((await test.Records.LinksAsync(Analyst, one.Id)).Value);
        Assert.Equal((false, "with", two.Id), (incoming.Outgoing, incoming.Role, incoming.Other.Id));
    }

    [Theory, OnEachDatabase]
    public async Task ChangedSince_gives_each_changed_record_once_in_commit_order_with_what_is_gone(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var a = await test.AddAsync(new Sighting(Notes: "a"));
        var b = await test.AddAsync(new Sighting(Notes: "b"));
        var c = await test.AddAsync(new Sighting(Notes: "c"));
        await test.Records.WriteAsync(Analyst, [new RecordChange.Edit(a.Id, new Sighting(Notes: "a2")) { Reason = "r" }]);
        await test.Records.WriteAsync(Analyst, [new RecordChange.Withdraw(b.Id) { Reason = "r" }]);
        var all = await test.Records.ChangedSinceAsync(Analyst, 0);
        Assert.Equal([(c.Id, false), (a.Id, false), (b.Id, true)], all.Select(r => (r.Id, r.Gone)));
        var rest = await test.Records.ChangedSinceAsync(Analyst, all[1].Sequence);
        Assert.Equal([b.Id], rest.Select(r => r.Id));
        // A record that moves out of a reader's sight is gone for him, and one that he never saw never was.
        await test.Records.WriteAsync(As(Role.Analyst, Purpose.Investigation, teams: ["team"]),
            [new RecordChange.Edit(c.Id, new Sighting(Notes: "c"), Header: c.Header with { NeedToKnow = ["team"] }) { Reason = "narrowed" }]);
        await test.AddAsync(new Sighting(Notes: "d"), needToKnow: ["team"], by: As(Role.Analyst, Purpose.Investigation, teams: ["team"]));
        Assert.Equal([(c.Id, true)], (await test.Records.ChangedSinceAsync(Analyst, all[^1].Sequence)).Select(r => (r.Id, r.Gone)));
    }
}
