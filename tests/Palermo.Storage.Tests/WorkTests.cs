using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Keeping;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

public class WorkTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Theory, OnEachDatabase]
    public async Task A_job_whose_worker_died_goes_on_from_its_checkpoint_with_another(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var jobs = test.Store.Jobs;
        var job = await jobs.EnqueueAsync(Analyst, "import", new JsonObject { ["file"] = "a.csv" });
        Assert.Equal(job.Id, (await jobs.LeaseAsync("w1", Minute))!.Id);
        Assert.Null(await jobs.LeaseAsync("w2", Minute));
        Assert.True(await jobs.ReportAsync(job.Id, "w1", Minute, 0.4, "line 400", "400"));
        test.Clock.Pass(TimeSpan.FromMinutes(2));
        var again = (await jobs.LeaseAsync("w2", Minute))!;
        Assert.Equal(("400", 0.4, "a.csv"), (again.Checkpoint, again.Progress, (string?)again.Parameters["file"]));
        Assert.False(await jobs.ReportAsync(job.Id, "w1", Minute, 0.5, null, null)); // the first has lost it
        Assert.True(await jobs.ReportAsync(job.Id, "w2", Minute, 0.9, null, null));
        Assert.True(await jobs.CancelAsync(Analyst, job.Id));
        Assert.False(await jobs.ReportAsync(job.Id, "w2", Minute, 0.95, null, null));
        await jobs.EndAsync(job.Id, "w2", JobState.Cancelled, "stopped", new JsonObject { ["lines"] = 950 });
        var ended = (await jobs.FindAsync(Supervisor, job.Id))!;
        Assert.Equal((JobState.Cancelled, "400", 950), (ended.State, ended.Checkpoint, (int)ended.Result!["lines"]!));
        Assert.Null(await jobs.FindAsync(As(Role.Analyst, Purpose.Investigation, "other"), job.Id));
        Assert.Single(await jobs.ListAsync(Analyst));
        Assert.Null(await jobs.LeaseAsync("w3", Minute));
    }

    [Theory, OnEachDatabase]
    public async Task Of_many_workers_one_gets_each_job(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        for (var i = 0; i < 6; i++) await test.Store.Jobs.EnqueueAsync(Analyst, "j", []);
        var got = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i => (await test.Store.Jobs.LeaseAsync($"w{i}", Minute))?.Id));
        Assert.Equal(6, got.OfType<RecordId>().Distinct().Count());
        Assert.Equal(6, got.OfType<RecordId>().Count());
    }

    [Theory, OnEachDatabase]
    public async Task A_person_is_saved_once_by_each_stamp_and_a_name_is_taken_whatever_its_case(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var people = test.Store.People;
        var admin = As(Role.Administrator, Purpose.Administration, "adm");
        var ann = new Person("p1", "Ann", "Ann A.", "Police", [Role.Analyst.Name], default, new LocalDate(2027, 1, 1), Tlp.Amber, "fr", "{}", "", ["key-1"]);
        var saved = (await people.SaveAsync(admin, ann, null, "new")).Value;
        Assert.NotEqual("", saved.Stamp);
        Assert.Equal(saved, await people.FindByNameAsync("ANN"));
        Assert.Equal(saved, await people.FindByPasskeyAsync("key-1"));
        Assert.Equal(saved, await people.FindAsync("p1"));
        Assert.Null(await people.FindAsync("p2"));
        Assert.Equal("person.changed", Assert.Single((await people.SaveAsync(admin, saved with { Name = "B" }, "old", "r")).Refusals).Code);
        var changed = (await people.SaveAsync(admin, saved with { Name = "B", PasskeyIds = default }, saved.Stamp, "r")).Value;
        Assert.NotEqual(saved.Stamp, changed.Stamp);
        Assert.Null(await people.FindByPasskeyAsync("key-1"));
        Assert.Equal("person.name-taken", Assert.Single((await people.SaveAsync(admin, ann with { Id = "p2", SignInName = "aNN " }, null, "r")).Refusals).Code);
        Assert.Equal([changed], await people.ListAsync());
        Assert.Equal(["person-change", "person-add"], (await test.Store.Audit.AboutAsync(Overseer, "person:p1")).OrderByDescending(e => e.Sequence).Select(e => e.Action));
    }

    [Theory, OnEachDatabase]
    public async Task Kept_things_are_each_persons_own(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var kept = test.Store.Kept;
        await kept.SaveAsync("ann", "view", "mine", "{\"a\":1}");
        await kept.SaveAsync("ann", "view", "mine", "{\"a\":2}");
        await kept.SaveAsync("bob", "view", "his", "{}");
        Assert.Equal([("mine", "{\"a\":2}")], await kept.ListAsync("ann", "view"));
        await kept.RemoveAsync("ann", "view", "mine");
        Assert.Empty(await kept.ListAsync("ann", "view"));
        Assert.Single(await kept.ListAsync("bob", "view"));
    }

    [Theory, OnEachDatabase]
    public async Task Messages_leave_with_their_change_or_not_at_all_and_are_sent_once(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var liaison = As(Role.LiaisonOfficer, Purpose.Investigation);
        var made = await test.AddAsync(new Sighting(Notes: "a"), by: liaison);
        OutgoingMessage To(string partner, RecordId about) => new(partner, "c", "record/1", [1, 2, 3], about);
        // An analyst may not share: the change goes with the message.
        var refused = await test.Records.WriteAsync(Analyst, [new RecordChange.Edit(made.Id, new Sighting(Notes: "b")) { Reason = "r" }], [To("italy", made.Id)]);
        Assert.Equal("access.action", Assert.Single(refused.Refusals).Code);
        Assert.Equal(1, (await test.Records.ReadAsync(Analyst, made.Id)).Value.Version);
        Assert.True((await test.Records.WriteAsync(liaison, [new RecordChange.Edit(made.Id, new Sighting(Notes: "b")) { Reason = "r" }], [To("italy", made.Id), To("france", made.Id)])).Done);
        var waiting = await test.Store.Outbox.PendingAsync(10);
        Assert.Equal(["italy", "france"], waiting.Select(w => w.Message.To));
        Assert.Equal([1, 2, 3], waiting[0].Message.Payload);
        await test.Store.Outbox.MarkFailedAsync(waiting[0].Sequence, "no route");
        await test.Store.Outbox.MarkSentAsync(waiting[1].Sequence);
        var rest = Assert.Single(await test.Store.Outbox.PendingAsync(10));
        Assert.Equal(("italy", 1), (rest.Message.To, rest.Attempts));
        Assert.Equal(1, (await test.Store.StatusAsync()).WaitingMessages);
    }

    [Theory, OnEachDatabase]
    public async Task A_fault_between_any_two_steps_leaves_nothing_of_the_change(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var liaison = As(Role.LiaisonOfficer, Purpose.Investigation);
        var made = await test.AddAsync(new Sighting(Notes: "first", Route: "central"), by: liaison);
        var entries = (await test.Store.Audit.ListAsync(Overseer)).Value.Count;
        foreach (var place in (string[])["changes-made", "messages-queued", "logged"])
        {
            Fault.Plant(at => { if (at == place) throw new InvalidOperationException("planted at " + at); });
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await test.Records.WriteAsync(liaison,
                [new RecordChange.Edit(made.Id, new Sighting(Notes: "second", Route: "western")) { Reason = "r" }, new RecordChange.Create(test.Header(Sighting.Kind), new Sighting(Notes: "other"))],
                [new("italy", "c", "record/1", [1], made.Id)], "key-" + place));
            Fault.Plant(null);
            Assert.Equal(1, (await test.Records.ReadAsync(Analyst, made.Id)).Value.Version);
            Assert.Equal(["first"], await test.TitlesAsync(Analyst, new()));
            Assert.Empty(await test.TitlesAsync(Analyst, new(Text: "second")));
            Assert.Empty(await test.Store.Outbox.PendingAsync(10));
        }
        Assert.DoesNotContain((await test.Store.Audit.ListAsync(Overseer)).Value, e => e.Action is "edit" or "write");
        Assert.True((await test.Store.CheckAsync()).Sound);
        Assert.True(entries > 0);
    }

    [Theory, OnEachDatabase]
    public async Task A_fault_within_a_batch_of_an_import_leaves_nothing_of_the_batch(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        foreach (var place in (string[])["batch-rows", "batch-logged"])
        {
            Fault.Plant(at => { if (at == place) throw new InvalidOperationException("planted at " + at); });
            await using (var door = (await test.Records.OpenBulkAsync(Analyst, BulkTests.Import(test, "01"))).Value)
            {
                await door.WriteAsync(Enumerable.Range(1, 20).Select(i => new BulkRow($"P{i}", BulkTests.Body(i), i)).ToArray());
                await Assert.ThrowsAsync<InvalidOperationException>(async () => await door.CompleteAsync());
            }
            Fault.Plant(null);
            Assert.Empty((await test.Records.ListAsync(Analyst, new())).Rows);
        }
        Assert.Equal(20, (await BulkTests.RunAsync(test, BulkTests.Import(test, "01"), Enumerable.Range(1, 20).Select(i => (i, BulkTests.Body(i))), Analyst)).Stored);
        Assert.True((await test.Store.CheckAsync()).Sound);
    }

    [Theory, OnEachDatabase]
    public async Task A_file_is_given_back_as_it_came_and_what_it_is_is_seen_from_its_content(Backend backend)
    {
        await using var test = await OpenAsync(backend, o => o with { AttachmentLimit = 100_000 });
        var (one, two) = (await test.AddAsync(new Sighting(Notes: "a")), await test.AddAsync(new Sighting(Notes: "b")));
        var bytes = new byte[80_000];
        new Random(3).NextBytes(bytes);
        "%PDF-1.7"u8.CopyTo(bytes);
        var files = test.Store.Attachments;
        var about = (await files.AddAsync(Analyst, one.Id, "photo.jpg", new MemoryStream(bytes))).Value;
        Assert.Equal(("application/pdf", 80_000L), (about.MediaType, about.Size));
        Assert.NotEqual(about.Address, (await files.AddAsync(Analyst, two.Id, "photo.jpg", new MemoryStream(bytes))).Value.Address);
        await test.ReopenAsync();
        var opened = (await test.Store.Attachments.OpenAsync(Analyst, about.Address)).Value;
        using var copy = new MemoryStream();
        await using (opened.Content) await opened.Content.CopyToAsync(copy);
        Assert.Equal(bytes, copy.ToArray());
        Assert.Equal([about], (await test.Store.Attachments.ListAsync(Analyst, one.Id)).Value);
        foreach (var name in (string[])["../a.txt", "a/b", "a\\b", "..", "", "C:x", "a\0b", new string('x', 300)])
            Assert.Equal("attachment.name", Assert.Single((await test.Store.Attachments.AddAsync(Analyst, one.Id, name, new MemoryStream([1]))).Refusals).Code);
        Assert.Equal("attachment.empty", Assert.Single((await test.Store.Attachments.AddAsync(Analyst, one.Id, "a", new MemoryStream())).Refusals).Code);
        Assert.Equal("attachment.size", Assert.Single((await test.Store.Attachments.AddAsync(Analyst, one.Id, "a", new MemoryStream(new byte[100_001]))).Refusals).Code);
        Assert.True(Assert.Single((await test.Store.Attachments.OpenAsync(Analyst, "../../etc/passwd")).Refusals).IsNotFound);
        // Bytes that somebody altered on the disk are not given out as if they were the file.
        var path = Directory.EnumerateFiles(test.Options.DataFolder, about.Address, SearchOption.AllDirectories).Single();
        bytes[70_000] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        Assert.False((await test.Store.CheckAsync()).Sound);
        await using var altered = (await test.Store.Attachments.OpenAsync(Analyst, about.Address)).Value.Content;
        await Assert.ThrowsAsync<InvalidDataException>(() => altered.CopyToAsync(Stream.Null));
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><svg/>", "image/svg+xml")]
    [InlineData("<!DOCTYPE html><p>", "text/html")]
    [InlineData("{\"a\":1}", "application/json")]
    [InlineData("name;phone\nAwa;1", "text/plain")]
    [InlineData("GIF89a", "image/gif")]
    [InlineData("MZ\u0090", "application/x-msdownload")]
    public void The_media_type_is_read_from_the_first_bytes(string head, string type) => Assert.Equal(type, MediaTypes.Sniff(Encoding.UTF8.GetBytes(head)));
}
