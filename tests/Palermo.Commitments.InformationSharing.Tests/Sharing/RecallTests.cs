using Palermo.Kernel;
using static Palermo.Commitments.InformationSharing.Tests.Sharing.Country;

namespace Palermo.Commitments.InformationSharing.Tests.Sharing;

public class RecallTests
{
    private const string Name = "Kolibri Ozymandias";

    [Fact]
    public async Task What_was_shared_and_passed_on_is_taken_back_with_proof_and_both_logs_say_so()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"), ("france", "FRA"));
        var (niger, italy, france) = (all[0], all[1], all[2]);
        var record = await niger.AddAsync(new Dossier(Name, Notes: "a driver"));
        await niger.ShareAsync(record.Id, italy);
        await SettleAsync(all);
        var copy = await italy.ReadAsync(record.Id);
        Assert.Equal(("niger", Name), (copy.Header.Owner, copy.As<Dossier>().Name));

        // Italy passes it on to France: its copy there is Italy's, under another name.
        await italy.ShareAsync(record.Id, france);
        await SettleAsync(all);
        var passed = Assert.Single(await france.AllAsync<Dossier>(Dossier.Kind));
        Assert.Equal(Name, passed.Name);

        var recall = Must(await niger.Recalls.StartAsync(niger.Officer, record.Id, RecallKind.Erase, RecallReason.PersonsRequest, "asked by the person", niger.Now));
        await SettleAsync(all);
        var ended = await niger.ReadAsync(recall.Id);
        Assert.Equal("ended", ended.Header.State);
        var outcomes = ended.As<Recall>().Outcomes;
        Assert.Equal([("france", RecallAnswer.Applied), ("italy", RecallAnswer.Applied)], outcomes.Select(o => (o.Partner, o.Answer)).Order());
        Assert.Equal(["france"], outcomes.Single(o => o.Partner == "italy").PassedOnTo);

        // The proof is a statement of the partner on its log, and both logs hold after the erasure.
        foreach (var (country, outcome) in new[] { (italy, outcomes.Single(o => o.Partner == "italy")), (france, outcomes.Single(o => o.Partner == "france")) })
        {
            var proof = Must(RecallProof.Check(niger.Identity, country.Name, outcome.Proof!));
            Assert.Equal(("erase", RecallAnswer.Applied), (proof.Action, proof.Answer));
            var entry = Must(await country.Store.Audit.ListAsync(country.Overseer, limit: 500)).Single(e => e.Sequence == proof.Sequence);
            Assert.Equal((proof.Hash, "erase", proof.Copy), (entry.Hash, entry.Action, entry.Subject));
            Assert.Null((await country.Store.Audit.VerifyAsync(Compartment.General)).Fault);
            Assert.Contains((await country.Records.ReadAsync(country.Officer, RecordId.Parse(proof.Copy))).Refusals, r => r.Code == "record.erased");
        }
        Assert.Null((await niger.Store.Audit.VerifyAsync(Compartment.General)).Fault);
        Assert.Contains(Must(await niger.Store.Audit.ListAsync(niger.Overseer, limit: 500)), e => e.Detail.Contains(recall.Id.ToString(), StringComparison.Ordinal) || e.Subject == recall.Id.ToString());
        await italy.Store.DisposeAsync();
        Assert.False(italy.FolderHolds(Name));
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task Who_is_silent_is_chased_and_who_refuses_says_why()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"), ("france", "FRA"));
        var (niger, italy, france) = (all[0], all[1], all[2]);
        var record = await niger.AddAsync(new Dossier(Name));
        await niger.ShareAsync(record.Id, italy);
        await niger.ShareAsync(record.Id, france);
        await SettleAsync(all);
        // Italy has a finding that rests on the copy: a person decides. France is not reached.
        await italy.AddAsync(italy.Officer, Finding.Kind, new Finding("seen at Lampedusa", record.Id));
        france.Wire.Cut = true;
        var recall = Must(await niger.Recalls.StartAsync(niger.Officer, record.Id, RecallKind.Erase, RecallReason.Court, "decision 12", niger.Now));
        await SettleAsync(all);
        RecordId duty = default;
        await foreach (var view in italy.Records.ScanAsync(italy.Officer, new(RecallDuty.Kind.Name, State: RecallDuty.Undecided))) duty = view.Id;
        Must(await italy.Duties.DecideAsync(italy.Officer, duty, "evidence in a trial at Palermo"));
        await SettleAsync(all);
        var running = (await niger.ReadAsync(recall.Id)).As<Recall>();
        var refused = running.Outcomes.Single(o => o.Partner == "italy");
        Assert.Equal((RecallAnswer.Refused, "evidence in a trial at Palermo"), (refused.Answer, refused.Reason));
        Assert.True(RecallProof.Check(niger.Identity, "italy", refused.Proof!).Done);
        Assert.Equal(Name, (await italy.ReadAsync(record.Id)).As<Dossier>().Name);
        Assert.Equal(0, await niger.Recalls.ChaseAsync(niger.Duties.Session, niger.Now));

        niger.Clock.Pass(TimeSpan.FromDays(8));
        Assert.Equal(1, await niger.Recalls.ChaseAsync(niger.Duties.Session, niger.Now));
        Assert.Equal(0, await niger.Recalls.ChaseAsync(niger.Duties.Session, niger.Now)); // once a week
        Assert.Equal(1, (await niger.ReadAsync(recall.Id)).As<Recall>().Outcomes.Single(o => o.Partner == "france").Chased);
        france.Wire.Cut = false;
        niger.Clock.Pass(TimeSpan.FromMinutes(10));
        await SettleAsync(all);
        Assert.Equal("ended", (await niger.ReadAsync(recall.Id)).Header.State);
        Assert.Single(await france.AllAsync<RecallDuty>(RecallDuty.Kind)); // asked twice, done once
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task A_correction_reaches_every_copy_and_where_nothing_may_leave_any_more_the_copy_goes()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"), ("france", "FRA"));
        var (niger, italy, france) = (all[0], all[1], all[2]);
        var record = await niger.AddAsync(new Dossier(Name, Nationalities: ["MLI"]));
        await niger.ShareAsync(record.Id, italy);
        await italy.ShareAsync((await ShareSettled(all, italy, record.Id)).Id, france);
        await SettleAsync(all);
        var now = await niger.ReadAsync(record.Id);
        Must(await niger.Records.WriteAsync(niger.Officer, [new RecordChange.Edit(record.Id, new Dossier("Kolibri, corrected", Nationalities: ["MLI"]), now.ETag) { Reason = "misspelt" }]));
        Must(await niger.Recalls.StartAsync(niger.Officer, record.Id, RecallKind.Correct, RecallReason.Corrected, "the name was misspelt", niger.Now));
        await SettleAsync(all);
        Assert.Equal("Kolibri, corrected", (await italy.ReadAsync(record.Id)).As<Dossier>().Name);
        Assert.Equal("Kolibri, corrected", Assert.Single(await france.AllAsync<Dossier>(Dossier.Kind)).Name);

        // It turns out that the person seeks asylum, from Italy: the next correction cannot reach Italy, so the copy goes.
        now = await niger.ReadAsync(record.Id);
        Must(await niger.Records.WriteAsync(niger.Officer, [new RecordChange.Edit(record.Id, new Dossier("Kolibri, corrected", Nationalities: ["ITA"], AsylumStatus: "applied"), now.ETag) { Reason = "applied" }]));
        var second = Must(await niger.Recalls.StartAsync(niger.Officer, record.Id, RecallKind.Correct, RecallReason.Corrected, "a correction", niger.Now));
        await SettleAsync(all);
        Assert.True((await italy.ReadAsync(record.Id)).Withdrawn);
        Assert.All((await niger.ReadAsync(second.Id)).As<Recall>().Outcomes, o => Assert.Equal(RecallAnswer.Applied, o.Answer));
        foreach (var country in all) await country.Store.DisposeAsync();
        Assert.False(italy.FolderHolds("\"asylumStatus\":"));
        foreach (var country in all) await country.DisposeAsync();
    }

    private static async Task<RecordView> ShareSettled(Country[] all, Country at, RecordId id)
    {
        await SettleAsync(all);
        return await at.ReadAsync(id);
    }

    [Fact]
    public async Task Nobody_recalls_what_it_did_not_send_nor_learns_that_it_is_here()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"));
        var (niger, italy) = (all[0], all[1]);
        var own = await italy.AddAsync(new Dossier("Italy's own"));
        var claim = await italy.AddAsync(new(new("pia", "pia", "italy", "shelter", [Role.ProtectionOfficer.Name]), new(Purpose.Protection, "law"), Channel.Page), Claim.Kind, new Claim("behind the wall"));
        foreach (var id in new[] { own.Id, claim.Id, niger.Ids.Next() })
            Must(await niger.Records.WriteAsync(niger.Officer, [new RecordChange.Create(new(default, "finding", "niger", "recorded", new(), [Purpose.Investigation], default, new("x"), niger.Today.PlusYears(1), []), new Finding("x", (await niger.AddAsync(new Dossier("y"))).Id))],
                [new("italy", "record/" + id, RecallNotice.Message, Payloads.Write(new RecallNotice("n" + id, id.ToString(), RecallKind.Erase, RecallReason.Wrong, "forged", niger.Today)), null)]));
        await SettleAsync(all);
        Assert.Equal("Italy's own", (await italy.ReadAsync(own.Id)).As<Dossier>().Name);
        // The three answers are alike but for the copy that was asked about.
        Assert.All(await italy.AllAsync<RecallDuty>(RecallDuty.Kind), d => Assert.Equal((RecallAnswer.NotFound, null), (d.Answer, d.Reason)));
        Assert.Equal(3, (await italy.AllAsync<RecallDuty>(RecallDuty.Kind)).Count);
        foreach (var country in all) await country.DisposeAsync();
    }
}
