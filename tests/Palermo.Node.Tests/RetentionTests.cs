using NodaTime;
using Palermo.Kernel;

namespace Palermo.Node.Tests;

/// <summary>Records that retention erases: two years are their whole time.</summary>
internal sealed record Slip(string Note);

/// <summary>Something about a slip that must be answered first.</summary>
internal sealed record Appeal(string Note, RecordId About);

internal sealed class AgingRoom : ICommitment
{
    public string Id => "C02";
    public string Path => "aging";
    public Words Title => Words.Same("Aging");
    public Words Summary => Words.Same("Aging");

    public static Kind<Slip> Slips { get; } = new KindBuilder<Slip>("slip", "aging", Words.Same("Slip"), Words.Same("Slips"))
        .Field(x => x.Note, Words.Same("Note"), f => f with { Searched = true, Listed = true, Required = true })
        .Title(x => x.Note).Purposes(Purpose.Investigation).Retention(1, 2, "Test Act, s. 7").Categories(SubjectCategory.OtherParty).Build();

    public static Kind<Appeal> Appeals { get; } = new KindBuilder<Appeal>("appeal", "aging", Words.Same("Appeal"), Words.Same("Appeals"))
        .Field(x => x.Note, Words.Same("Note")).Field(x => x.About, Words.Same("About"), f => f with { Required = true, LinkRole = "about" })
        .Title(x => x.Note).Purposes(Purpose.Investigation).Retention(1, null, "test")
        .StillNeeded((_, header) => header.State == "checked" ? null : new Refusal("appeal.open", "The appeal is not decided.")).Build();

    public void Declare(Declarations room) => room.Kind(Slips).Kind(Appeals);
}

public sealed class RetentionTests : IAsyncLifetime
{
    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;
        public override DateTimeOffset GetUtcNow() => Now;
    }

    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-retention-").FullName;
    private readonly Clock _clock = new(new(2024, 2, 29, 8, 0, 0, TimeSpan.Zero));
    private OpenedNode _node = null!;

    public async ValueTask InitializeAsync() => _node = await OpenedNode.OpenAsync(_folder, _clock, rooms: Declarations.Of(new AgingRoom(), new WalledRoom()));

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Session As(string id, string purpose, params Role[] roles) => new(new(id, id, _node.Settings.Name, "police", ImmutableSet.Of(roles.Select(r => r.Name)), ["team-7"]), new(purpose), Channel.Page);
    private Session Officer => As("amina", Purpose.Investigation, Role.Investigator, Role.Supervisor, Role.LiaisonOfficer);

    private static async Task<RecordView> Done(ValueTask<Outcome<IReadOnlyList<RecordView>>> write)
    {
        var written = await write;
        Assert.True(written.Done, string.Join(" ", written.Refusals.Select(r => r.Message)));
        return written.Value[^1];
    }

    private async Task<RecordId> Record(Session by, Kind kind, object body, ImmutableSet needToKnow = default)
    {
        var header = new RecordHeader(_node.Ids.Next(), kind.Name, _node.Settings.Name, kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, needToKnow, new("test"), kind.Retention.ReviewDate(_node.Today), [], "test");
        return (await Done(_node.Store.Records.WriteAsync(by, [new RecordChange.Create(header, body)]))).Id;
    }

    private Task<RetentionReport> Run(bool dry = false, Compartment compartment = Compartment.General) =>
        new RetentionRun(_node, "retention", Channel.Job).RunAsync(compartment, dry, 100, default);

    private void Today(int year, int month, int day) => _clock.Now = new(year, month, day, 12, 0, 0, TimeSpan.Zero);

    private async Task<bool> Gone(RecordId id, Session by) => (await _node.Store.Records.ReadAsync(by, id)).Refusals.Any(r => r.Code == "record.erased");

    [Fact]
    public async Task What_is_past_its_day_goes_by_itself_with_the_rule_in_the_log_and_a_dry_run_only_says_so()
    {
        var slip = await Record(Officer, AgingRoom.Slips, new Slip("old"));
        Today(2026, 2, 28); // 29 February + 2 years: the last day
        Assert.Empty((await Run()).Kinds);
        Today(2026, 3, 1);
        var later = await Record(Officer, AgingRoom.Slips, new Slip("new"));
        var said = await Run(dry: true);
        Assert.Equal((slip, RetentionVerdict.Erased, new LocalDate(2026, 2, 28)), (said.Items.Single().Id, said.Items.Single().Verdict, said.Items.Single().LastDay));
        Assert.False(await Gone(slip, Officer));

        Assert.Equal(1, (await Run()).Erased);
        Assert.True(await Gone(slip, Officer));
        Assert.False(await Gone(later, Officer));
        Assert.Empty((await Run()).Kinds);
        var history = await _node.Store.Records.HistoryAsync(Officer, slip);
        Assert.Equal("retention: 2 years from recording: Test Act, s. 7", history.Value[^1].Reason);
        var log = await _node.Store.Audit.AboutAsync(As("dpo", Purpose.Oversight, Role.DataProtectionOfficer), slip.ToString());
        Assert.Equal("retention: 2 years from recording: Test Act, s. 7", Assert.Single(log, e => e.Action == "erase").LegalBasis);
        Assert.Null((await _node.Store.Audit.VerifyAsync(Compartment.General)).Fault);
    }

    [Fact]
    public async Task A_review_prolongs_and_a_review_date_that_nobody_moved_does_not()
    {
        var moved = await Record(Officer, AgingRoom.Slips, new Slip("still needed"));
        var far = AgingRoom.Slips;
        var header = new RecordHeader(_node.Ids.Next(), far.Name, _node.Settings.Name, far.Workflow.Initial.Name, far.DefaultHandling, far.DefaultPurposes, default, new("test"), new(2090, 1, 1), []);
        var hopeful = (await Done(_node.Store.Records.WriteAsync(Officer, [new RecordChange.Create(header, new Slip("for ever"))]))).Id;
        Today(2025, 6, 1);
        foreach (var (id, review) in new[] { (moved, new LocalDate(2026, 9, 1)), (hopeful, new LocalDate(2089, 1, 1)) })
        {
            var view = (await _node.Store.Records.ReadAsync(Officer, id)).Value;
            await Done(_node.Store.Records.WriteAsync(Officer, [new RecordChange.Edit(id, view.Body, view.ETag, view.Header with { ReviewDate = review }) { Reason = "looked at again" }]));
        }
        Today(2026, 6, 1);
        var report = await Run();
        Assert.Equal((1, 1), (report.Kinds.Single().Erased, report.Kinds.Single().Prolonged));
        Assert.Equal(RetentionVerdict.Prolonged, report.Items.Single(i => i.Id == moved).Verdict);
        Today(2026, 9, 2);
        Assert.Equal(1, (await Run()).Erased);
        Assert.True(await Gone(moved, Officer));
    }

    [Fact]
    public async Task A_hold_on_disposal_an_open_appeal_and_a_running_recall_keep_a_record()
    {
        var held = await Record(Officer, AgingRoom.Slips, new Slip("held"));
        var appealed = await Record(Officer, AgingRoom.Slips, new Slip("appealed"));
        var recalled = await Record(Officer, AgingRoom.Slips, new Slip("recalled"));
        // The appeal is known to a team alone: it keeps the record all the same.
        var appeal = await Record(Officer, AgingRoom.Appeals, new Appeal("unfair", appealed), ["team-7"]);
        Today(2026, 6, 1);
        var hold = await new SharingDesks(_node).Holds.SetAsync(Officer, held, [HeldStep.Disposal], "the court", new(2026, 12, 1), _node.Clock.GetCurrentInstant());
        Assert.True(hold.Done);
        var recall = await Record(Officer, Recall.Kind, Recall.Start(recalled, RecallKind.Correct, RecallReason.Wrong, "wrong", ["italy"], _node.Today));
        var report = await Run();
        Assert.Equal((0, 1, 2), (report.Erased, report.Kinds.Single().Held, report.Kinds.Single().Needed));
        Assert.Contains("the court", report.Items.Single(i => i.Id == held).Reasons[0].Message);
        Assert.Equal("appeal.open", report.Items.Single(i => i.Id == appealed).Reasons[0].Code);
        Assert.Equal("retention.recall-runs", report.Items.Single(i => i.Id == recalled).Reasons[0].Code);

        await new SharingDesks(_node).Holds.LiftAsync(Officer, hold.Value.Id, [], _node.Clock.GetCurrentInstant());
        await Done(_node.Store.Records.WriteAsync(As("second", Purpose.Investigation, Role.Investigator), [new RecordChange.Step(appeal, "check") { Reason = "decided" }]));
        Assert.Equal(2, (await Run()).Erased);
        Assert.False(await Gone(recalled, Officer));
        // The hold itself outlived five years of its own while it stood; a recall that runs stays as well.
        Assert.Null(Hold.Kind.KeptFromRetention((await _node.Store.Records.ReadAsync(Officer, hold.Value.Id)).Value.Body, hold.Value.Header));
        Assert.NotNull(Recall.Kind.KeptFromRetention((await _node.Store.Records.ReadAsync(Officer, recall)).Value.Body, (await _node.Store.Records.ReadAsync(Officer, recall)).Value.Header));
    }

    [Fact]
    public async Task What_was_shared_is_recalled_from_each_partner_before_it_is_erased_and_once()
    {
        var slip = await Record(Officer, AgingRoom.Slips, new Slip("shared"), ["team-7"]);
        foreach (var partner in new[] { "italy", "france" })
        {
            var share = await Record(Officer, Share.Kind, new Share(slip, slip.ToString(), slip.ToString(), "slip", partner, Purpose.Investigation, "agreement", ["note"], [], new('a', 64), SentAt: _node.Clock.GetCurrentInstant()));
            await Done(_node.Store.Records.WriteAsync(Officer, [new RecordChange.Step(share, "send") { Reason = "sent" }]));
        }
        Today(2026, 6, 1);
        var report = await Run();
        Assert.Equal((1, 1), (report.Erased, report.Recalled));
        Assert.Equal(["france", "italy"], report.Items.Single().Partners);
        Assert.True(await Gone(slip, Officer));
        await Run();
        List<RecordView> recalls = [];
        await foreach (var view in _node.Store.Records.ScanAsync(Officer, new(Recall.Kind.Name))) recalls.Add(view);
        var one = Assert.Single(recalls).As<Recall>();
        Assert.Equal((RecallKind.Erase, RecallReason.ErasedByLaw, 2), (one.What, one.Why, one.Outcomes.Count));
        Assert.Equal(2, (await _node.Store.Outbox.PendingAsync(10)).Count(m => m.Message.Kind == RecallNotice.Message));
        // The entries of sharing stay: the recall goes by them.
        Assert.All(await new SharingDesks(_node).Sharing.SharesOfAsync(Officer, slip), s => Assert.Equal(Share.Recalled, s.Header.State));
    }

    [Fact]
    public async Task Protected_records_are_reached_by_protection_work_alone_and_nothing_of_them_is_told_outside()
    {
        var protection = As("hadiza", Purpose.Protection, Role.ProtectionOfficer);
        var shelter = await Record(protection, WalledRoom.Kind, new Shelter("here"));
        Today(2026, 6, 1);
        var general = await Run();
        Assert.Empty(general.Kinds);
        Assert.Empty(general.Items);
        Assert.False(await Gone(shelter, protection));
        Assert.Equal(1, (await Run(compartment: Compartment.Protection)).Erased);
        Assert.True(await Gone(shelter, protection));
        // The general log says nothing of it; its own compartment's does.
        var dpo = As("dpo", Purpose.Oversight, Role.DataProtectionOfficer);
        var entries = await _node.Store.Audit.ListAsync(dpo, limit: 1000);
        Assert.DoesNotContain(entries.Value, e => e.Detail.Contains("shelter", StringComparison.Ordinal) || e.Subject == shelter.ToString());
        Assert.Contains((await _node.Store.Audit.ListAsync(protection, limit: 1000)).Value, e => e.Action == "retention" && e.Detail.Contains("shelter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_recorded_it_is_warned_from_six_months_before()
    {
        await Record(Officer, AgingRoom.Slips, new Slip("mine"));
        await Record(As("hadiza", Purpose.Protection, Role.ProtectionOfficer), WalledRoom.Kind, new Shelter("here"));
        var ahead = new ErasuresAhead(_node);
        Today(2025, 8, 27);
        Assert.Empty(await ahead.OfAsync(Officer, default));
        Today(2025, 8, 28); // six months before 28 February 2026
        var told = Assert.Single(await ahead.OfAsync(Officer, default));
        Assert.Equal(("slip", 1L, new LocalDate(2026, 3, 1)), (told.Kind.Name, told.Count, told.First));
        Assert.Empty(await ahead.OfAsync(As("other", Purpose.Investigation, Role.Investigator), default));
        // Nobody of the node bears that name any more: the data protection officer is told, of the general compartment only.
        Assert.Equal("slip", Assert.Single(await ahead.OfAsync(As("dpo", Purpose.Oversight, Role.DataProtectionOfficer), default)).Kind.Name);
        Assert.Equal("shelter", Assert.Single(await ahead.OfAsync(As("hadiza", Purpose.Protection, Role.ProtectionOfficer), default)).Kind.Name);
    }

    [Fact]
    public async Task A_run_takes_page_after_page_and_goes_on_where_one_broke_off()
    {
        var kind = AgingRoom.Slips;
        RecordChange[] changes = [.. Enumerable.Range(0, 520).Select(i => new RecordChange.Create(
            new(_node.Ids.Next(), kind.Name, _node.Settings.Name, kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, default, new("test"), kind.Retention.ReviewDate(_node.Today), []), new Slip($"slip {i}")))];
        await Done(_node.Store.Records.WriteAsync(Officer, changes));
        Today(2026, 6, 1);
        var counted = await Run(dry: true);
        Assert.Equal((520, 100), (counted.Erased, counted.Items.Count));
        using var cut = new CancellationTokenSource();
        cut.CancelAfter(TimeSpan.FromSeconds(1));
        try { await new RetentionRun(_node, "retention", Channel.Job).RunAsync(Compartment.General, false, 0, cut.Token); }
        catch (OperationCanceledException) { }
        await Run();
        Assert.Equal(0, (await _node.Store.Records.ListAsync(Officer, new(kind.Name))).Total);
    }
}
