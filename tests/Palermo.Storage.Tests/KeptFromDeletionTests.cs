using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

public class KeptFromDeletionTests
{
    private static readonly Kind[] WithComplaints = [.. Kinds, Complaint.Kind];

    private static async Task<string[]> RefusedAsync(StoreUnderTest test, Session session, RecordChange change) =>
        [.. (await test.Records.WriteAsync(session, [change])).Refusals.Select(r => r.Code)];

    [Theory, OnEachDatabase]
    public async Task What_is_kept_can_be_neither_withdrawn_nor_erased_by_anybody_and_goes_once_it_is_answered(Backend backend)
    {
        await using var test = await OpenAsync(backend, kinds: WithComplaints);
        var id = (await test.AddAsync(Analyst, Complaint.Kind, new Complaint("Post 4"))).Id;
        foreach (var anybody in new[] { Analyst, Supervisor })
            Assert.Equal(["complaint.kept"], await RefusedAsync(test, anybody, new RecordChange.Withdraw(id) { Reason = "tidying up" }));
        Assert.Equal(["complaint.kept"], await RefusedAsync(test, Overseer, new RecordChange.Erase(id) { Reason = "asked to" }));
        var still = (await test.Records.ReadAsync(Analyst, id)).Value;
        Assert.False(still.Withdrawn);
        Assert.Equal("Post 4", still.As<Complaint>().About);

        Assert.True((await test.Records.WriteAsync(Supervisor, [new RecordChange.Edit(id, new Complaint("Post 4", "Looked into: nothing found")) { Reason = "answered" }])).Done);
        Assert.True((await test.Records.WriteAsync(Supervisor, [new RecordChange.Withdraw(id) { Reason = "closed" }])).Done);
        Assert.True((await test.Records.WriteAsync(Overseer, [new RecordChange.Erase(id) { Reason = "retention" }])).Done);
    }

    [Theory, OnEachDatabase]
    public async Task An_import_that_brought_something_kept_is_not_rolled_back_at_all(Backend backend)
    {
        await using var test = await OpenAsync(backend, kinds: WithComplaints);
        var import = new BulkImport(RecordId.Parse("01890a5d-ac96-774b-bcce-000000000077"), Complaint.Kind, "letters", "letters.csv", "aa", test.Header(Complaint.Kind) with { Provenance = new("Letters") });
        await using (var door = (await test.Records.OpenBulkAsync(Analyst, import)).Value)
        {
            await door.WriteAsync(new[] { new BulkRow("1", new Complaint("Post 1", "answered"), 1), new BulkRow("2", new Complaint("Post 2"), 2) });
            await door.CompleteAsync();
        }
        Assert.Equal("complaint.kept", Assert.Single((await test.Records.RollBackAsync(Analyst, import.Id, "wrong file")).Refusals).Code);
        Assert.Equal(2, (await test.Records.ListAsync(Analyst, new(Kind: "complaint"))).Total);

        var open = (await test.Records.ListAsync(Analyst, new(Text: "post 2"))).Rows.Single(r => r.Title == "Post 2").Id;
        Assert.True((await test.Records.WriteAsync(Analyst, [new RecordChange.Edit(open, new Complaint("Post 2", "answered too")) { Reason = "answered" }])).Done);
        var back = (await test.Records.RollBackAsync(Analyst, import.Id, "wrong file")).Value;
        Assert.Equal((1, open), (back.Withdrawn, Assert.Single(back.Changed)));
    }

    [Theory, OnEachDatabase]
    public async Task Answering_and_withdrawing_in_one_write_is_judged_in_that_order(Backend backend)
    {
        await using var test = await OpenAsync(backend, kinds: WithComplaints);
        var id = (await test.AddAsync(Analyst, Complaint.Kind, new Complaint("Post 9"))).Id;
        RecordChange answer = new RecordChange.Edit(id, new Complaint("Post 9", "done")) { Reason = "answered" }, withdraw = new RecordChange.Withdraw(id) { Reason = "closed" };
        Assert.Equal("complaint.kept", Assert.Single((await test.Records.WriteAsync(Analyst, [withdraw, answer])).Refusals).Code);
        Assert.True((await test.Records.WriteAsync(Analyst, [answer, withdraw])).Done);
    }
}
