using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using Palermo.Commitments.InformationSharing.Tests.Sharing;
using Palermo.Kernel;
using static Palermo.Commitments.InformationSharing.Tests.Sharing.Country;

namespace Palermo.Commitments.InformationSharing.Tests.CourtLogs;

public class CourtLogTests
{
    private static LogPorts LogsOf(Country country) => new(country.Store.Audit, country.Store.ExchangeLog, country.Identity, country.Store.People);
    private static CourtLogMaker Maker(Country country, Session? session = null) => new(country.Records, LogsOf(country), session ?? country.Officer, default);

    [Fact]
    public async Task The_log_of_a_thread_tells_each_message_both_ways_what_left_and_how_it_was_received()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"));
        var (niger, italy) = (all[0], all[1]);
        var asked = Must(await italy.Requests.AskAsync(italy.Officer, new("niger", "a driver", "Who is this driver?", Purpose.Investigation), italy.Now));
        await SettleAsync(all);
        var here = Assert.Single((await niger.Records.ListAsync(niger.Officer, new(RequestKind.Kind.Name))).Rows).Id;
        Must(await niger.Requests.MoveAsync(niger.Officer, here, ThreadMove.Acknowledge, "", niger.Now));
        await SettleAsync(all);
        var dossier = await niger.AddAsync(new Dossier("Kolibri", Notes: "a driver"));
        var thread = (await niger.ReadAsync(here)).As<RequestThread>();
        var share = Must(await niger.Desk.ShareAsync(niger.Officer, new(dossier.Id, "italy", Purpose.Investigation, null, "answer", thread.Theirs), niger.Now));
        niger.Clock.Pass(TimeSpan.FromSeconds(1));
        Must(await niger.Requests.MoveAsync(niger.Second, here, ThreadMove.FinalAnswer, "The file is shared.", niger.Now));
        await SettleAsync(all);

        var log = Must(await Maker(niger).OfThreadAsync(here));
        Assert.Equal(["Message request italy", "Message acknowledge niger", "Shared sent niger", "Message final-answer niger"], log.Lines.Select(l => $"{l.Event} {l.Detail} {l.From}"));
        Assert.Equal([1, 2, 3, 4], log.Lines.Select(l => l.Number));
        Assert.Equal(["exchange", "officer", "officer", "second"], log.Lines.Select(l => l.By));
        Assert.Equal("Who is this driver?", log.Lines[0].Words);
        Assert.Null(log.Lines[0].Receipt);
        Assert.All(log.Lines.Skip(1), l => Assert.Equal(MessageState.InEffect, l.Receipt!.State));
        var left = log.Lines[2];
        Assert.Equal(share.As<Share>().Sha256, left.Sha256);
        Assert.Equal((share.As<Share>().Left.Count, dossier.Id.ToString(), "Agreement"), (left.FieldsLeft!.Count, left.Record, left.LegalBasis));

        // The other side tells the same story, each from its own log.
        var theirs = Must(await Maker(italy).OfThreadAsync(asked.Id));
        Assert.Equal(["request italy", "acknowledge niger", "final-answer niger"], theirs.Lines.Select(l => $"{l.Detail} {l.From}"));
        Assert.Equal(log.Lines.Where(l => l.Event == CourtLogEvent.Message).Select(l => l.Words), theirs.Lines.Select(l => l.Words));
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task What_the_document_says_is_proved_by_the_chain_and_by_the_nodes_signature_and_a_changed_line_is_not()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"));
        var (niger, italy) = (all[0], all[1]);
        var record = await niger.AddAsync(new Dossier("Kolibri"));
        await niger.ShareAsync(record.Id, italy);
        await SettleAsync(all);
        Must(await niger.Recalls.StartAsync(niger.Officer, record.Id, RecallKind.Erase, RecallReason.Court, "decision 12", niger.Now));
        await SettleAsync(all);
        Must(await niger.Records.WriteAsync(niger.Overseer, [new RecordChange.Erase(record.Id) { Reason = "court" }]));

        // The record is gone; its log is not.
        var log = Must(await Maker(niger).OfRecordAsync(record.Id));
        Assert.Equal([CourtLogEvent.Shared, CourtLogEvent.Recall, CourtLogEvent.RecallAnswer], log.Lines.Select(l => l.Event));
        var proof = log.Lines[2].Proof!;
        Assert.Equal((true, "italy", "erase"), (proof.Holds, proof.Node, proof.Action));
        Assert.DoesNotContain("Kolibri", JsonSerializer.Serialize(log, BodyJson.Options), StringComparison.Ordinal);

        Assert.Null((await niger.Store.Audit.VerifyAsync(Compartment.General)).Fault);
        var entries = Must(await niger.Store.Audit.ListAsync(niger.Overseer, limit: 1000)).ToDictionary(e => e.Sequence, e => e.Hash);
        Assert.Equal(log.Head!.Hash, entries[log.Head.Sequence]);
        Assert.NotEmpty(log.Entries);
        Assert.All(log.Entries, e => Assert.Equal(entries[e.Sequence], e.Hash));
        Assert.All(log.Entries, e => Assert.True(e.Sequence <= log.Head.Sequence));
        var signed = Must(italy.Identity.Verify("niger", CourtLog.Statement, log.Signature!));
        var seal = JsonSerializer.Deserialize<CourtLogSeal>(signed.Statement, BodyJson.Options)!;
        string Hash(IReadOnlyList<CourtLogLine> lines) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(lines.ToArray(), BodyJson.Options)));
        Assert.Equal((Hash(log.Lines), log.Head.Hash), (seal.LinesSha256, seal.Hash));
        Assert.NotEqual(Hash([log.Lines[0] with { To = "france" }, .. log.Lines.Skip(1)]), seal.LinesSha256);

        // Italy's side: the copy came, was recalled, and the answer was signed here.
        var copy = Must(await Maker(italy).OfRecordAsync(record.Id));
        Assert.Equal([CourtLogEvent.RecallByPartner, CourtLogEvent.RecallAnswer], copy.Lines.Select(l => l.Event));
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task Who_may_not_read_it_gets_no_log_and_what_a_provider_keeps_from_courts_is_kept_back()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"), ("france", "FRA"));
        var (niger, italy, france) = (all[0], all[1], all[2]);
        var record = await niger.AddAsync(new Dossier("Kolibri"), new(Tlp.Amber, SienaCodes.H1));
        await niger.ShareAsync(record.Id, italy);
        await SettleAsync(all);
        await italy.ShareAsync(record.Id, france);
        var log = Must(await Maker(italy).OfRecordAsync(record.Id));
        var shared = log.Lines.Single(l => l.Event == CourtLogEvent.Shared);
        Assert.Null(shared.FieldsLeft);
        Assert.NotNull(shared.Sha256);
        Assert.Equal("court-log.h1", Assert.Single(log.Warnings).Code);
        // To the provider itself its own restriction is none.
        Assert.NotNull(Must(await Maker(niger).OfRecordAsync(record.Id)).Lines.Single(l => l.Event == CourtLogEvent.Shared).FieldsLeft);

        var outside = new Session(new("rescuer", "rescuer", "italy", "coastguard", [Role.RescueCoordinator.Name]), new(Purpose.Rescue), Channel.Page);
        Assert.True(Assert.Single((await Maker(italy, outside).OfRecordAsync(record.Id)).Refusals).IsNotFound);
        Assert.True(Assert.Single((await Maker(italy).OfThreadAsync(record.Id)).Refusals).IsNotFound);
        foreach (var country in all) await country.DisposeAsync();
    }
}
