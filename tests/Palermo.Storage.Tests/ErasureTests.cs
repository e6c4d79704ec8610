using System.Text;
using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

public class ErasureTests
{
    private const string Name = "Zwolimatu", Source = "REF-QUORVEX-77";

    /// <summary>Every file of the folder that holds the words, in any of the encodings in which a store might keep them.</summary>
    private static IEnumerable<string> FilesWith(string folder, string words)
    {
        byte[][] forms = [Encoding.UTF8.GetBytes(words), Encoding.UTF8.GetBytes(words.ToLowerInvariant()), Encoding.Unicode.GetBytes(words)];
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            if (forms.Any(form => bytes.AsSpan().IndexOf(form) >= 0)) yield return Path.GetFileName(path);
        }
    }

    private static async Task<RecordId> FillAsync(StoreUnderTest test)
    {
        await BulkTests.RunAsync(test, BulkTests.Import(test, "01"), Enumerable.Range(1, 300).Select(i => (i, BulkTests.Body(i))));
        var import = BulkTests.Import(test, "02");
        await using (var door = (await test.Records.OpenBulkAsync(Analyst, import)).Value)
        {
            await door.WriteAsync(new[] { new BulkRow(Source, new Sighting(Said((Name, Handling.Open)), Said(("889977665", Handling.Open)), $"{Name} was seen"), 1) });
            await door.CompleteAsync();
        }
        var id = (await test.Records.ListAsync(Analyst, new(Text: Name))).Rows[0].Id;
        var liaison = As(Role.LiaisonOfficer, Purpose.Investigation);
        var edited = await test.Records.WriteAsync(liaison, [new RecordChange.Edit(id, new Sighting(Said((Name + " Issa", Handling.Open)), Notes: "more")) { Reason = $"his name is {Name} Issa" }],
            [new("italy", "c1", "record/1", Encoding.UTF8.GetBytes($"about {Name}"), id)], idempotencyKey: "k");
        Assert.True(edited.Done, string.Join(';', edited.Refusals));
        Assert.True((await test.Store.Attachments.AddAsync(Analyst, id, $"{Name}.txt", new MemoryStream(Encoding.UTF8.GetBytes($"photo of {Name}")))).Done);
        await test.Store.Jobs.EnqueueAsync(Analyst, "match", new() { ["record"] = id.ToString(), ["name"] = Name });
        return id;
    }

    [Theory, OnEachDatabase]
    public async Task What_was_erased_is_in_no_file_and_found_by_nothing_and_the_chain_still_holds(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var id = await FillAsync(test);
        if (backend == Backend.Sqlite) Assert.NotEmpty(FilesWith(test.Options.DataFolder, Name)); // the test looks where it should
        var erased = (await test.Records.WriteAsync(Overseer, [new RecordChange.Erase(id) { Reason = "court order 12" }])).Value[0];
        Assert.Null(erased.Body);
        Assert.Equal("court order 12", erased.Reason);
        Assert.Empty(FilesWith(test.Options.DataFolder, Name));
        Assert.Empty(FilesWith(test.Options.DataFolder, Source));
        Assert.Empty(FilesWith(test.Options.DataFolder, "889977665"));
        Assert.Empty((await test.Records.ListAsync(Analyst, new(Text: Name, IncludeWithdrawn: true))).Rows);
        Assert.Empty((await test.Records.ListAsync(Analyst, new(Identifier: ("phone", "889977665")))).Rows);
        Assert.Equal("record.erased", Assert.Single((await test.Records.ReadAsync(Analyst, id)).Refusals).Code);
        Assert.Equal("record.erased", Assert.Single((await test.Records.ReadAsync(Analyst, id, 1)).Refusals).Code);
        var history = (await test.Records.HistoryAsync(Analyst, id)).Value;
        Assert.All(history, v => Assert.True(v.Erased));
        Assert.Equal([null, null, "court order 12"], history.Select(v => v.Reason));
        Assert.Contains(await test.Records.ChangedSinceAsync(Analyst, 0), c => c.Id == id && c.Gone);
        Assert.All(await test.Store.Outbox.PendingAsync(10), m => Assert.True(m.Message is { Kind: MessageKind.Void, Payload.Length: 0, About: null }));
        Assert.Null((await test.Store.Audit.VerifyAsync(Compartment.General)).Fault);
        var check = await test.Store.CheckAsync();
        Assert.True(check.Sound, string.Join('\n', check.Faults));
        await test.ReopenAsync();
        Assert.Empty(FilesWith(test.Options.DataFolder, Name));
    }

    [Theory, OnEachDatabase]
    public async Task An_erased_person_does_not_return_with_the_next_import(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        await BulkTests.RunAsync(test, BulkTests.Import(test, "01"), [(1, BulkTests.Body(1)), (2, BulkTests.Body(2))]);
        var id = (await test.Records.ListAsync(Analyst, new(Text: "\"person 1\""))).Rows[0].Id;
        Assert.True((await test.Records.WriteAsync(Overseer, [new RecordChange.Erase(id) { Reason = "request" }])).Done);
        Assert.Equal(new(1, 0, 1, 1), await BulkTests.RunAsync(test, BulkTests.Import(test, "02"), [(1, BulkTests.Body(1)), (2, BulkTests.Body(2)), (3, BulkTests.Body(3))]));
        Assert.Equal(2, (await test.Records.ListAsync(Analyst, new())).Total);
        // Behind the wall the same, by a protection officer's hand.
        var claim = await test.AddAsync(Protector, Claim.Kind, new Claim(Name));
        Assert.True((await test.Records.WriteAsync(Protector, [new RecordChange.Erase(claim.Id) { Reason = "request" }])).Done);
        Assert.Empty(FilesWith(test.Options.DataFolder, Name));
    }

    [Theory, OnEachDatabase]
    public async Task A_restore_erases_again_what_was_erased_since_the_backup(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var id = await FillAsync(test);
        var backup = test.Options.DataFolder + ".backup.zip";
        try
        {
            await test.Store.BackupAsync(backup);
            await test.Records.WriteAsync(Overseer, [new RecordChange.Erase(id) { Reason = "court order 12" }]);
            var later = await test.AddAsync(new Sighting(Notes: "after the backup"));
            await test.Store.DisposeAsync();
            var report = await NodeStore.RestoreAsync(test.Options, backup, Kinds, new PlainKeys(), test.Clock);
            Assert.Equal(new(300, 1), report);
            await test.ReopenAsync();
            Assert.Equal("record.erased", Assert.Single((await test.Records.ReadAsync(Analyst, id)).Refusals).Code);
            Assert.True(Assert.Single((await test.Records.ReadAsync(Analyst, later.Id)).Refusals).IsNotFound);
            Assert.Equal("court order 12", (await test.Records.HistoryAsync(Analyst, id)).Value[^1].Reason);
            Assert.Empty(FilesWith(test.Options.DataFolder, Name));
            var check = await test.Store.CheckAsync();
            Assert.True(check.Sound, string.Join('\n', check.Faults));
            // And the store goes on.
            await test.AddAsync(new Sighting(Notes: "life goes on"));
            Assert.Null((await test.Store.Audit.VerifyAsync(Compartment.General)).Fault);
        }
        finally { File.Delete(backup); }
    }

    [Theory, OnEachDatabase]
    public async Task A_damaged_or_foreign_backup_changes_nothing(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        await test.AddAsync(new Sighting(Notes: "kept"));
        var backup = test.Options.DataFolder + ".backup.zip";
        try
        {
            await test.Store.BackupAsync(backup);
            await Assert.ThrowsAsync<StoreProblem>(async () => await test.Store.BackupAsync(backup));
            await test.Store.DisposeAsync();
            var whole = await File.ReadAllBytesAsync(backup);
            var draw = new Random(5);
            for (var i = 0; i < LongForm.Rounds(8, 200); i++)
            {
                var broken = whole[..];
                if (i == 0) broken = whole[..(whole.Length / 2)];
                else for (var n = 0; n < 40; n++) broken[draw.Next(broken.Length)] ^= (byte)(1 + draw.Next(255));
                await File.WriteAllBytesAsync(backup, broken);
                await Assert.ThrowsAsync<StoreProblem>(async () => await NodeStore.RestoreAsync(test.Options, backup, Kinds, new PlainKeys(), test.Clock));
            }
            await File.WriteAllBytesAsync(backup, whole);
            await Assert.ThrowsAsync<StoreProblem>(async () => await NodeStore.RestoreAsync(test.Options with { NodeName = "italy" }, backup, Kinds, new PlainKeys(), test.Clock));
            await test.ReopenAsync();
            Assert.Equal(["kept"], await test.TitlesAsync(Analyst, new()));
        }
        finally { File.Delete(backup); }
    }
}
