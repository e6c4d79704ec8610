using Palermo.Kernel;
using Palermo.Storage.Keeping;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

/// <summary>Writes that wait for one another become durable together, and stay each its own: what fails undoes itself and nobody else.</summary>
public class SharedCommitTests
{
    [Theory, OnEachDatabase]
    public async Task Of_many_writes_at_once_each_is_done_whole_or_not_at_all(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        const int Writers = 8;
        var each = LongForm.Rounds(30, 1000);
        var stored = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var draw = new Random(writer);
            var session = As(Role.Analyst, Purpose.Investigation, "ann" + writer);
            for (var i = 0; i < each; i++)
            {
                var name = $"w{writer}n{i}";
                RecordChange[] changes = [new RecordChange.Create(test.Header(Sighting.Kind), new Sighting(Notes: name)), new RecordChange.Create(test.Header(Sighting.Kind), new Sighting(Notes: name + "b"))];
                var fate = draw.Next(4);
                // The first of the two is written when the second is refused.
                if (fate == 0) changes[1] = new RecordChange.Create(test.Header(Sighting.Kind), new Sighting(Notes: name, Persons: -1));
                if (fate == 1)
                {
                    // A program that fails between the changes and the commit.
                    Fault.Plant(at => { if (at == "logged") throw new InvalidOperationException("planted"); });
                    await Assert.ThrowsAsync<InvalidOperationException>(async () => await test.Records.WriteAsync(session, changes));
                    Fault.Plant(null);
                    continue;
                }
                var written = await test.Records.WriteAsync(session, changes);
                Assert.Equal(fate != 0, written.Done);
                if (written.Done) { stored.Add(name); stored.Add(name + "b"); }
            }
        })));
        Assert.InRange(stored.Count, Writers * each / 2, Writers * each * 3 / 2);
        await test.ReopenAsync();
        List<(long Sequence, string Notes)> found = [];
        await foreach (var view in test.Records.ScanAsync(Analyst, new("sighting"))) found.Add((view.Sequence, view.As<Sighting>().Notes!));
        Assert.Equal(stored.Order(StringComparer.Ordinal), found.Select(f => f.Notes).Order(StringComparer.Ordinal));
        // Numbers without a gap: a write that was undone gave back what it had taken.
        Assert.Equal(Enumerable.Range(1, found.Count).Select(n => (long)n), found.Select(f => f.Sequence).Order());
        Assert.Null((await test.Store.Audit.VerifyAsync(Compartment.General)).Fault);
        var check = await test.Store.CheckAsync();
        Assert.True(check.Sound, string.Join('\n', check.Faults));
    }

    [Theory, OnEachDatabase]
    public async Task Who_is_answered_finds_what_he_wrote_and_other_writers_go_between(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                var view = await test.AddAsync(new Sighting(Notes: $"{writer} {i}"));
                Assert.True((await test.Records.ReadAsync(Analyst, view.Id)).Done); // by another connection
                if (writer == 0) await test.Store.Audit.AppendAsync(Analyst, "test-entry", null); // a transaction of another sort
                if (writer == 1 && i % 5 == 0) await test.Records.WriteAsync(Supervisor, [new RecordChange.Erase(view.Id) { Reason = "test" }]);
            }
        })));
        Assert.Null((await test.Store.Audit.VerifyAsync(Compartment.General)).Fault);
        Assert.True((await test.Store.CheckAsync()).Sound);
    }
}
