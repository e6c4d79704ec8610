using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

public class SharedCopiesTests
{
    private static readonly Session Liaison = new(new("lia", "lia", Node, "Police", [Role.LiaisonOfficer.Name], ["team-7"]), new(Purpose.Investigation), Channel.Page);

    private static async Task<RecordId> ShareAsync(StoreUnderTest test, RecordId record, string partner, string state, ImmutableSet needToKnow = default)
    {
        var share = new Share(record, record.ToString(), record.ToString(), "sighting", partner, Purpose.Investigation, "agreement", ["name"], [], new('a', 64), SentAt: NodaTime.Instant.FromUnixTimeSeconds(1));
        var id = new RecordIdSource(test.Clock).Next();
        List<RecordChange> changes =
        [
            new RecordChange.Create(new(id, Share.Kind.Name, Node, Share.Waiting, Share.Kind.DefaultHandling, Share.Kind.DefaultPurposes, needToKnow, new("test"), new(2029, 1, 1), []), share),
        ];
        if (state != Share.Waiting) changes.Add(new RecordChange.Step(id, "send") { Reason = "sent" });
        if (state == Share.Recalled) changes.Add(new RecordChange.Step(id, "recall") { Reason = "recalled" });
        var written = await test.Records.WriteAsync(Liaison, changes);
        Assert.True(written.Done, string.Join(" ", written.Refusals.Select(r => r.Message)));
        return id;
    }

    [Theory, OnEachDatabase]
    public async Task A_list_names_the_partners_that_hold_a_copy_and_is_filtered_by_them_as_far_as_the_reader_may_know(Backend backend)
    {
        await using var test = await OpenAsync(backend, kinds: [Sighting.Kind, Claim.Kind, Share.Kind]);
        var both = (await test.AddAsync(new Sighting(Notes: "both", Route: "central"))).Id;
        var back = (await test.AddAsync(new Sighting(Notes: "taken back", Route: "central"))).Id;
        var again = (await test.AddAsync(new Sighting(Notes: "sent again", Route: "western"))).Id;
        var secret = (await test.AddAsync(new Sighting(Notes: "known to a team", Route: "western"))).Id;
        await test.AddAsync(new Sighting(Notes: "waits", Route: "central"));
        await ShareAsync(test, both, "italy", Share.Sent);
        await ShareAsync(test, both, "france", Share.Sent);
        await ShareAsync(test, back, "italy", Share.Recalled);
        await ShareAsync(test, again, "italy", Share.Recalled);
        await ShareAsync(test, again, "italy", Share.Sent);
        await ShareAsync(test, secret, "spain", Share.Sent, ["team-7"]);
        await ShareAsync(test, (await test.Records.ListAsync(Liaison, new("sighting", "waits"))).Rows[0].Id, "italy", Share.Waiting);

        var rows = (await test.Records.ListAsync(Liaison, new("sighting"))).Rows.ToDictionary(r => r.Title, r => string.Join(' ', (r.Shared ?? []).Select(c => c.Partner + (c.Recalled ? "-" : "+"))));
        Assert.Equal(("france+ italy+", "italy-", "italy+", "spain+", ""), (rows["both"], rows["taken back"], rows["sent again"], rows["known to a team"], rows["waits"]));
        async Task<string> Titles(Session session, string with, string? text = null, string? route = null) => string.Join(", ", (await test.Records.ListAsync(session, new("sighting", text,
            route is null ? null : new Dictionary<string, ImmutableSet> { ["route"] = [route] }, Shared: with))).Rows.Select(r => r.Title).Order());
        Assert.Equal("both, sent again", await Titles(Liaison, "italy"));
        Assert.Equal("both", await Titles(Liaison, "france"));
        Assert.Equal("", await Titles(Liaison, "nowhere"));
        Assert.Equal("both, known to a team, sent again", await Titles(Liaison, SharedCopy.Any));
        Assert.Equal("taken back, waits", await Titles(Liaison, SharedCopy.None));
        Assert.Equal("sent again", await Titles(Liaison, "italy", text: "sent"));
        Assert.Equal("both", await Titles(Liaison, SharedCopy.Any, route: "central"));
        Assert.Equal(1, (await test.Records.FacetsAsync(Liaison, new("sighting", Shared: "italy"))).Single(f => f.Value == "central").Count);

        // Who may not know of the share sees none, in row and filter alike.
        var other = As(Role.Investigator, Purpose.Investigation);
        Assert.Null((await test.Records.ListAsync(other, new("sighting", "known"))).Rows.Single().Shared);
        Assert.Equal("both, sent again", await Titles(other, SharedCopy.Any));
        Assert.Equal("known to a team, taken back, waits", await Titles(other, SharedCopy.None));
        Assert.Equal("", await Titles(other, "spain"));
    }

    [Theory, OnEachDatabase]
    public async Task Pages_of_what_is_shared_follow_each_other_without_loss_or_doubling(Backend backend)
    {
        await using var test = await OpenAsync(backend, kinds: [Sighting.Kind, Claim.Kind, Share.Kind]);
        foreach (var i in Enumerable.Range(0, 23))
        {
            var id = (await test.AddAsync(new Sighting(Notes: $"n{i}"))).Id;
            if (i % 2 == 0) await ShareAsync(test, id, "italy", Share.Sent);
            if (i % 4 == 0) await ShareAsync(test, id, "italy", Share.Sent); // sent twice: one row
        }
        foreach (var (with, count) in new[] { ("italy", 12), (SharedCopy.Any, 12), (SharedCopy.None, 11) })
        {
            List<string> seen = [];
            string? after = null;
            do
            {
                var page = await test.Records.ListAsync(Liaison, new("sighting", Shared: with), 5, after);
                Assert.Equal(count, page.Total);
                seen.AddRange(page.Rows.Select(r => r.Title));
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(count, seen.Distinct().Count());
            Assert.Equal(count, seen.Count);
        }
    }
}
