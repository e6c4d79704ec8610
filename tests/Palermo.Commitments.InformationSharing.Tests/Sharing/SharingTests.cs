using System.Text;
using Palermo.Kernel;
using static Palermo.Commitments.InformationSharing.Tests.Sharing.Country;

namespace Palermo.Commitments.InformationSharing.Tests.Sharing;

public class SharingTests
{
    [Fact]
    public async Task A_copy_marked_H2_goes_further_only_with_the_originator_s_permission_asked_and_given_as_messages()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"), ("france", "FRA"));
        var (niger, italy, france) = (all[0], all[1], all[2]);
        var record = await italy.AddAsync(new Dossier("Diallo"), new(Tlp.Amber, SienaCodes.H2));
        await italy.ShareAsync(record.Id, france);
        await SettleAsync(all);
        var order = new ShareOrder(record.Id, "niger", Purpose.Investigation);
        Assert.Equal(["access.h2"], (await france.Desk.ShareAsync(france.Officer, order, france.Now)).Refusals.Select(r => r.Code));
        // Nobody writes his own permission: a record that is not the originator's lifts nothing, in the decision and in the store.
        await france.AddAsync(france.Officer, Permission.Kind, new Permission(record.Id, ["H2"], "france", "niger", Purpose.Investigation, "I say so", PermissionDecision.Granted, france.Today, france.Today.PlusDays(9)));
        Assert.Equal(["access.h2"], (await france.Desk.ShareAsync(france.Officer, order, france.Now)).Refusals.Select(r => r.Code));
        var forged = Assert.Single(await france.AllAsync<Permission>(Permission.Kind));
        Assert.NotNull(forged);
        RecordId forgedId = default;
        await foreach (var view in france.Records.ScanAsync(france.Officer, new(Permission.Kind.Name))) forgedId = view.Id;
        var bypass = await france.Records.WriteAsync(france.Officer, [new RecordChange.Edit(forgedId, forged) { Reason = "x" }], [new("niger", "record/" + record.Id, ReleasedRecord.Message, [1], record.Id) { Permission = forgedId }]);
        Assert.Contains(bypass.Refusals, r => r.Code == "access.h2");

        Must(await france.Permissions.AskAsync(france.Officer, record.Id, ["H2"], "niger", Purpose.Investigation, "a joint case", france.Now));
        await SettleAsync(all);
        RecordId question = default;
        await foreach (var view in italy.Records.ScanAsync(italy.Officer, new(Permission.Kind.Name))) question = view.Id;
        Must(await italy.Permissions.DecideAsync(italy.Officer, question, granted: true, italy.Today.PlusDays(30), null, italy.Now));
        await SettleAsync(all);
        Must(await france.Desk.ShareAsync(france.Officer, order, france.Now));
        await SettleAsync(all);
        Assert.Equal("Diallo", Assert.Single(await niger.AllAsync<Dossier>(Dossier.Kind)).Name);
        var entry = (await france.AllAsync<Share>(Share.Kind)).Single();
        Assert.Equal(("niger", "italy"), (entry.Partner, entry.Origin));
        // The permission ends.
        france.Clock.Pass(TimeSpan.FromDays(31));
        Assert.Equal(["access.h2"], (await france.Desk.ShareAsync(france.Officer, order, france.Now)).Refusals.Select(r => r.Code));
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task A_question_for_a_permission_finds_out_nothing()
    {
        var all = await FederationAsync(("italy", "ITA"), ("france", "FRA"));
        var (italy, france) = (all[0], all[1]);
        var kept = await italy.AddAsync(new Dossier("not shared"));
        var some = await france.AddAsync(new Dossier("carrier"));
        foreach (var id in new[] { kept.Id, france.Ids.Next() })
            Must(await france.Records.WriteAsync(france.Officer, [new RecordChange.Edit(some.Id, new Dossier("carrier")) { Reason = "x" }],
                [new("italy", "permission/" + id, PermissionAsked.Message, Payloads.Write(new PermissionAsked("n", id.ToString(), ["H2"], "niger", Purpose.Investigation, "x")), null)]));
        await SettleAsync(all);
        Assert.Equal([Refusal.NotFound.Code, Refusal.NotFound.Code], await italy.QuarantineAsync());
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task Four_eyes_see_what_leaves_and_a_change_in_between_voids_the_approval()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"));
        var (niger, italy) = (all[0], all[1]);
        RecordView profile = null!;
        await foreach (var view in niger.Records.ScanAsync(niger.Officer, new(PartnerProfile.Kind.Name))) profile = view;
        Must(await niger.Records.WriteAsync(niger.Second, [new RecordChange.Edit(profile.Id, profile.As<PartnerProfile>() with { FourEyes = true }, profile.ETag) { Reason = "agreed" }]));
        var record = await niger.AddAsync(new Dossier("Diallo"));
        var waiting = await niger.ShareAsync(record.Id, italy);
        Assert.Equal(Share.Waiting, waiting.Header.State);
        await SettleAsync(all);
        Assert.Empty(await italy.AllAsync<Dossier>(Dossier.Kind));
        Assert.Contains((await niger.Desk.ApproveAsync(niger.Officer, waiting.Id, ApprovalAs.SecondPerson, niger.Now)).Refusals, r => r.Code == "workflow.four-eyes");
        Must(await niger.Records.WriteAsync(niger.Officer, [new RecordChange.Edit(record.Id, new Dossier("Diallo, and more")) { Reason = "x" }]));
        Assert.Equal(["share.changed"], (await niger.Desk.ApproveAsync(niger.Second, waiting.Id, ApprovalAs.SecondPerson, niger.Now)).Refusals.Select(r => r.Code));
        var anew = await niger.ShareAsync(record.Id, italy);
        Assert.Equal(Share.Sent, Must(await niger.Desk.ApproveAsync(niger.Second, anew.Id, ApprovalAs.SecondPerson, niger.Now)).Header.State);
        await SettleAsync(all);
        Assert.Equal("Diallo, and more", Assert.Single(await italy.AllAsync<Dossier>(Dossier.Kind)).Name);
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task What_was_shared_with_whom_is_found_by_partner_by_record_and_by_words()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"), ("france", "FRA"));
        var (niger, italy, france) = (all[0], all[1], all[2]);
        var record = await niger.AddAsync(new Dossier("Diallo", Notes: "n"));
        await niger.ShareAsync(record.Id, italy);
        await niger.ShareAsync(record.Id, france);
        Assert.Equal(["france", "italy"], (await niger.Desk.SharesOfAsync(niger.Officer, record.Id)).Select(s => s.As<Share>().Partner).Order());
        Assert.Contains((await niger.Records.LinksAsync(niger.Officer, record.Id)).Value, l => l is { Role: "shared", Outgoing: false });
        var facets = await niger.Records.FacetsAsync(niger.Officer, new(Share.Kind.Name));
        Assert.Contains(facets, f => f is { Field: "partner", Value: "italy", Count: 1 });
        Assert.Single((await niger.Records.ListAsync(niger.Officer, new(Share.Kind.Name, Text: "italy"))).Rows);
        // It names fields, never values, and stays when the record is erased.
        var entry = (await niger.AllAsync<Share>(Share.Kind))[0];
        Assert.Equal(["name", "notes"], entry.Left);
        Assert.DoesNotContain("Diallo", Encoding.UTF8.GetString(Share.Kind.Write(entry)));
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task A_partner_s_record_of_protection_of_an_unknown_kind_or_broken_is_refused_with_the_reason()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"));
        var (niger, italy) = (all[0], all[1]);
        var carrier = await niger.AddAsync(new Dossier("carrier"));
        ReleasedRecord Made(string kind, string body, string purpose = Purpose.Investigation) => new(niger.Ids.Next(), kind, 1, "niger", new(), [purpose], niger.Today.PlusYears(1), [], null, null, "niger", "Agreement", (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(body)!);
        byte[][] payloads =
        [
            Made("claim", """{"name":"x"}""").ToBytes(), Made("unheard-of", """{"name":"x"}""").ToBytes(), Made("partner", """{"node":"x"}""").ToBytes(), Made("dossier", "{}").ToBytes(),
            Made("dossier", """{"name":"x","secret":1}""").ToBytes(), Made("dossier", """{"name":"x"}""", Purpose.Protection).ToBytes(), "not json"u8.ToArray(), "[]"u8.ToArray(),
        ];
        foreach (var payload in payloads)
            Must(await niger.Records.WriteAsync(niger.Officer, [new RecordChange.Edit(carrier.Id, new Dossier("carrier")) { Reason = "x" }], [new("italy", "c", ReleasedRecord.Message, payload, null)]));
        await SettleAsync(all);
        Assert.Equal(new[] { "record.kind", "record.kind", "record.kind", "body.required", "body.unknown-field", "record.purpose", "message.malformed", "message.malformed" }.Order(), (await italy.QuarantineAsync()).Order());
        Assert.Empty(await italy.AllAsync<Dossier>(Dossier.Kind));
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task A_hold_blocks_here_at_once_and_there_with_its_message_and_no_byte_of_its_reason_leaves()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"), ("france", "FRA"));
        var (niger, italy, france) = (all[0], all[1], all[2]);
        var record = await niger.AddAsync(new Dossier("Diallo"));
        await niger.ShareAsync(record.Id, italy);
        await SettleAsync(all);
        var asylum = niger.As("hadiza", Role.Supervisor) with { Actor = niger.As("hadiza", Role.Supervisor).Actor with { Organisation = "Asylum Office of Niamey" } };
        var hold = Must(await niger.Holds.SetAsync(asylum, record.Id, [HeldStep.Sharing, HeldStep.Disposal], "the duty desk", niger.Today.PlusDays(30), niger.Now));
        Assert.Equal(["hold"], (await niger.Desk.ShareAsync(niger.Officer, new(record.Id, "france", Purpose.Investigation), niger.Now)).Refusals.Select(r => r.Code));
        await SettleAsync(all);
        var there = (await italy.Desk.ShareAsync(italy.Officer, new(record.Id, "france", Purpose.Investigation), italy.Now)).Refusals;
        Assert.Equal(["Not available for this step. Ask the duty desk."], there.Select(r => r.Message));
        Assert.False(italy.FolderHolds("Asylum Office"));
        Assert.False(italy.FolderHolds("hadiza"));
        // A recall for erasure meets the hold, and the refusal says nothing else either.
        var recall = Must(await niger.Recalls.StartAsync(niger.Officer, record.Id, RecallKind.Erase, RecallReason.Wrong, "wrong person", niger.Now));
        await SettleAsync(all);
        var refused = Assert.Single((await niger.ReadAsync(recall.Id)).As<Recall>().Outcomes);
        Assert.Equal((RecallAnswer.Refused, "Not available for this step. Ask the duty desk."), (refused.Answer, refused.Reason));
        // Only who set it lifts it, here and there.
        Assert.Equal(["hold.only-who-set-it"], (await niger.Holds.LiftAsync(niger.Officer, hold.Id, ["italy"], niger.Now)).Refusals.Select(r => r.Code));
        Assert.Equal(["hold.only-who-set-it"], (await italy.Holds.LiftAsync(italy.Second, hold.Id, ["niger"], italy.Now)).Refusals.Select(r => r.Code));
        Must(await niger.Holds.LiftAsync(asylum, hold.Id, ["italy"], niger.Now));
        await SettleAsync(all);
        Must(await italy.Desk.ShareAsync(italy.Officer, new(record.Id, "france", Purpose.Investigation), italy.Now));
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task A_request_runs_its_course_on_both_sides()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"));
        var (niger, italy) = (all[0], all[1]);
        var asked = Must(await italy.Requests.AskAsync(italy.Officer, new("niger", "White Hilux", "Who owns the white Hilux?", Purpose.Investigation, Urgency.Urgent), italy.Now));
        await SettleAsync(all);
        RecordView theirs = null!;
        async Task LookAsync() { await foreach (var view in niger.Records.ScanAsync(niger.Officer, new(RequestKind.Kind.Name))) theirs = view; }
        await LookAsync();
        Assert.Equal((RequestKind.Sent, "italy", "Who owns the white Hilux?"), (theirs.Header.State, theirs.As<RequestThread>().Asker, theirs.As<RequestThread>().Question));
        foreach (var (country, move, words, state) in new[]
        {
            (niger, ThreadMove.Acknowledge, "", RequestKind.Acknowledged), (niger, ThreadMove.Ask, "Which plate?", RequestKind.Clarification), (italy, ThreadMove.Reply, "8A 2231", RequestKind.Acknowledged),
            (niger, ThreadMove.PartialAnswer, "Registered at Agadez.", RequestKind.PartlyAnswered), (niger, ThreadMove.FinalAnswer, "To a company of Agadez.", RequestKind.Answered), (italy, ThreadMove.Feedback, "It led to the driver.", RequestKind.Ended),
        })
        {
            Must(await country.Requests.MoveAsync(country.Officer, country == niger ? theirs.Id : asked.Id, move, words, country.Now, move == ThreadMove.Feedback ? Usefulness.Used : null));
            await SettleAsync(all);
            await LookAsync();
            Assert.Equal(state, theirs.Header.State);
            Assert.Equal(state, (await italy.ReadAsync(asked.Id)).Header.State);
        }
        Assert.Equal(Usefulness.Used, theirs.As<RequestThread>().Entries[^1].Usefulness);
        Assert.Contains((await niger.Requests.MoveAsync(niger.Officer, theirs.Id, ThreadMove.Ask, "one more", niger.Now)).Refusals, r => r.Code == "thread.closed");
        Assert.Empty(await italy.QuarantineAsync());
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task No_words_take_an_asylum_seeker_s_number_to_the_country_of_origin()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"));
        var (niger, italy) = (all[0], all[1]);
        await italy.AddAsync(new Dossier("X", new([new(1, "+227 96 12 34 56", "file", Handling.Open)]), ["NER"], AsylumStatus: "applied"), Handling.Open);
        RequestOrder Order(string question, params string[] about) => new("niger", "A phone", question, Purpose.Investigation, About: about);
        async Task<string[]> CodesAsync(RequestOrder order) => [.. (await italy.Requests.AskAsync(italy.Officer, order, italy.Now)).Refusals.Select(r => r.Code)];
        Assert.Equal(["release.life-safety"], await CodesAsync(Order("Whose is 0022796123456? We mean +227-96-12-34-56.")));
        Assert.Equal(["release.life-safety"], await CodesAsync(Order("Whose is it?", "+22796123456")));
        Assert.Equal(["release.words"], await CodesAsync(Order("He asked for asylum at Rome: is he known?")));
        Assert.Empty(await italy.Store.Outbox.PendingAsync(10));
        // Neither by the words of a recall, of a hold, or of a question for permission.
        var shared = await italy.AddAsync(new Dossier("Diallo"));
        await italy.ShareAsync(shared.Id, niger);
        await SettleAsync(all);
        var waiting = (await italy.Store.Outbox.PendingAsync(10)).Count;
        Assert.Equal(["release.life-safety"], (await italy.Recalls.StartAsync(italy.Officer, shared.Id, RecallKind.Erase, RecallReason.Wrong, "taken for the owner of +22796123456", italy.Now)).Refusals.Select(r => r.Code));
        Assert.Equal(["release.words"], (await italy.Recalls.StartAsync(italy.Officer, shared.Id, RecallKind.Erase, RecallReason.Wrong, "il est réfugié", italy.Now)).Refusals.Select(r => r.Code).Distinct());
        Assert.Equal(["release.words"], (await italy.Holds.SetAsync(italy.Officer, shared.Id, [HeldStep.Sharing], "the asylum office", italy.Today.PlusDays(9), italy.Now)).Refusals.Select(r => r.Code));
        var copy = Assert.Single(await niger.AllAsync<Dossier>(Dossier.Kind));
        Assert.Equal("Diallo", copy.Name);
        Assert.Equal(["release.words"], (await niger.Permissions.AskAsync(niger.Officer, shared.Id, ["H2"], "france", Purpose.Investigation, "she seeks asylum", niger.Now)).Refusals.Select(r => r.Code));
        Assert.Equal(waiting, (await italy.Store.Outbox.PendingAsync(10)).Count);
        Assert.Empty(await CodesAsync(Order("Whose is +227 90 00 00 00?")));
        foreach (var country in all) await country.DisposeAsync();
    }
}
