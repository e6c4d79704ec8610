using Palermo.Kernel;
using Palermo.Web.Entry;
using static Palermo.Commitments.InformationSharing.Tests.Sharing.Country;

namespace Palermo.Commitments.InformationSharing.Tests.Sharing;

/// <summary>Answers drafted from own records: what may go stands in them, what may not is in nothing that leaves.</summary>
public class AnswerTests
{
    private const string Secret = "+227 99 77 41 00";

    private static Sourced<string> Phones(params (string Number, Handling Handling)[] of) => new([.. of.Select((p, i) => new Statement<string>(i + 1, p.Number, "informant Kolibri", p.Handling))]);

    /// <summary>Italy asks Niger; the thread as Niger has it.</summary>
    private static async Task<(Country Niger, Country Italy, RecordId Thread)> AskedAsync(string question = "Who is Diallo?", string subject = "Diallo")
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"));
        Must(await all[1].Requests.AskAsync(all[1].Officer, new("niger", subject, question, Purpose.Investigation), all[1].Now));
        await SettleAsync(all);
        RecordId thread = default;
        await foreach (var view in all[0].Records.ScanAsync(all[0].Officer, new(RequestKind.Kind.Name))) thread = view.Id;
        return (all[0], all[1], thread);
    }

    private static async Task<AnswerDraft> DraftAsync(Country country, RecordId thread, params RecordId[] records) => Must(await country.Answers.DraftAsync(country.Officer, new(thread, records), country.Now));

    private static Dictionary<RecordId, string> Seen(AnswerDraft draft) => draft.Sources.Where(s => s.Leaves).ToDictionary(s => s.Record.Id, s => s.Preview.Sha256);

    private static ValueTask<Outcome<RecordView>> SendAsync(Country country, RecordId thread, AnswerDraft draft, string words, ThreadMove move = ThreadMove.FinalAnswer) =>
        country.Answers.SendAsync(country.Officer, new(thread, [.. draft.Sources.Select(s => s.Record.Id)]), move, words, Seen(draft), FieldText.Of, country.Now);

    private static async Task EndAsync(params Country[] all) { foreach (var country in all) await country.DisposeAsync(); }

    [Fact]
    public async Task A_draft_says_each_released_field_with_its_record_and_goes_with_the_copy()
    {
        var (niger, italy, thread) = await AskedAsync();
        var record = await niger.AddAsync(new Dossier("Diallo", Phones(("+227 90 00 00 01", new(Tlp.Amber)), (Secret, new(Tlp.Red, Recipients: ["niger police"]))), ["MLI"]));
        var draft = await DraftAsync(niger, thread, record.Id);
        var text = draft.Write("en", FieldText.Of);
        Assert.StartsWith("In answer to your request “Diallo”:", text);
        Assert.Contains("Name: Diallo. [1]", text);
        Assert.Contains("Phone: +227 90 00 00 01. [1]", text);
        Assert.Contains("Nationalities: MLI. [1]", text);
        Assert.Contains($"[1] Dossier, our number {record.Id}; TLP:AMBER; for: {Purpose.All[Purpose.Investigation].English}.", text);
        Assert.StartsWith("En réponse à votre demande « Diallo » :", draft.Write("fr", FieldText.Of));
        Assert.StartsWith("رداً على طلبكم «Diallo»:", draft.Write("ar", FieldText.Of));
        Assert.DoesNotContain(Secret, text);
        Must(await SendAsync(niger, thread, draft, text));
        await SettleAsync(niger, italy);
        Assert.Equal("Diallo", Assert.Single(await italy.AllAsync<Dossier>(Dossier.Kind)).Name);
        var answered = Assert.Single(await italy.AllAsync<RequestThread>(RequestKind.Kind));
        Assert.Equal(text, answered.Entries[^1].Words);
        Assert.False(italy.FolderHolds(Secret), "the statement that was kept back is nowhere at the partner");
        // It is known what the answer rested on, and a recall reaches it.
        var entry = Assert.Single(await niger.AllAsync<Share>(Share.Kind));
        Assert.Equal(("italy", answered.Theirs), (entry.Partner, entry.Request));
        Must(await niger.Recalls.StartAsync(niger.Officer, record.Id, RecallKind.Erase, RecallReason.Wrong, "another Diallo", niger.Now));
        await SettleAsync(niger, italy);
        Assert.Empty(await italy.AllAsync<Dossier>(Dossier.Kind));
        await EndAsync(niger, italy);
    }

    [Fact]
    public async Task What_is_kept_back_is_listed_for_the_sender_with_its_reason_and_refused_in_the_words()
    {
        var (niger, italy, thread) = await AskedAsync();
        var record = await niger.AddAsync(new Dossier("Diallo", Phones(("+227 90 00 00 01", new(Tlp.Amber)), (Secret, new(Tlp.Amber, OriginatorConsent: false, Recipients: ["niger police"]))), Notes: "He was granted refugee status in Mali last year."));
        var draft = await DraftAsync(niger, thread, record.Id);
        var kept = draft.Sources[0].Preview.Fields.Where(f => !f.Leaves).ToArray();
        Assert.Equal([("phone", "release.recipients"), ("notes", "release.words")], kept.Select(f => (f.Field.Name, f.Kept[0].Code)));
        var text = draft.Write("en", FieldText.Of);
        Assert.DoesNotContain("refugee", text);
        Assert.DoesNotContain("7741", text.Replace(" ", "", StringComparison.Ordinal));
        Assert.DoesNotContain("Notes", text);
        // By hand it does not go either, with other signs between the digits.
        foreach (var smuggled in new[] { Secret, "00-227.99.77.41.00".Replace("00-", "+", StringComparison.Ordinal), "22799774100" })
            Assert.Contains((await SendAsync(niger, thread, draft, $"{text}\nHis other number: {smuggled}")).Refusals, r => r.Code == "answer.withheld" && r.Field == "words");
        await SettleAsync(niger, italy);
        Assert.Empty(await italy.AllAsync<Dossier>(Dossier.Kind));
        Assert.Single(Assert.Single(await italy.AllAsync<RequestThread>(RequestKind.Kind)).Entries);
        await EndAsync(niger, italy);
    }

    [Fact]
    public async Task A_record_that_may_not_go_is_in_no_sentence_and_no_answer_goes_that_rests_on_it()
    {
        var (niger, italy, thread) = await AskedAsync();
        var open = await niger.AddAsync(new Dossier("Diallo"));
        var sheltered = await niger.AddAsync(new Dossier("Kovalenko", Phones((Secret, new(Tlp.Amber))), ["ITA"], AsylumStatus: "refugee"));
        var draft = await DraftAsync(niger, thread, open.Id, sheltered.Id);
        Assert.Equal([true, false], draft.Sources.Select(s => s.Leaves));
        foreach (var language in AnswerDraft.Languages)
        {
            var text = draft.Write(language, FieldText.Of);
            Assert.DoesNotContain("Kovalenko", text);
            Assert.DoesNotContain(sheltered.Id.ToString(), text);
        }
        Assert.Contains((await SendAsync(niger, thread, draft, draft.Write("en", FieldText.Of))).Refusals, r => r.Code == "release.life-safety");
        // Nor does its name go in words of the officer's own.
        var alone = await DraftAsync(niger, thread, open.Id);
        Assert.Contains(draft.Betrayals("Ask for Kovalenko.", FieldText.Of), r => r.Code == "answer.withheld");
        Assert.Contains((await SendAsync(niger, thread, alone, $"Her number is {Secret}.")).Refusals, r => r.Code == "release.life-safety");
        Must(await SendAsync(niger, thread, alone, alone.Write("en", FieldText.Of)));
        await SettleAsync(niger, italy);
        Assert.False(italy.FolderHolds("Kovalenko"));
        await EndAsync(niger, italy);
    }

    [Fact]
    public async Task What_changed_after_it_was_shown_is_shown_anew_before_it_goes()
    {
        var (niger, italy, thread) = await AskedAsync();
        var record = await niger.AddAsync(new Dossier("Diallo"));
        var draft = await DraftAsync(niger, thread, record.Id);
        Must(await niger.Records.WriteAsync(niger.Officer, [new RecordChange.Edit(record.Id, new Dossier("Diallo, and more")) { Reason = "x" }]));
        Assert.Equal(["answer.changed"], (await SendAsync(niger, thread, draft, "He is known.")).Refusals.Select(r => r.Code));
        Must(await niger.Holds.SetAsync(niger.Second, record.Id, [HeldStep.Sharing], "the duty desk", niger.Today.PlusDays(30), niger.Now));
        Assert.Contains((await SendAsync(niger, thread, await DraftAsync(niger, thread, record.Id), "He is known.")).Refusals, r => r.Code == "hold");
        await EndAsync(niger, italy);
    }

    [Fact]
    public async Task Four_eyes_see_each_record_before_an_answer_rests_on_it()
    {
        var (niger, italy, thread) = await AskedAsync();
        RecordView profile = null!;
        await foreach (var view in niger.Records.ScanAsync(niger.Officer, new(PartnerProfile.Kind.Name))) profile = view;
        Must(await niger.Records.WriteAsync(niger.Second, [new RecordChange.Edit(profile.Id, profile.As<PartnerProfile>() with { FourEyes = true }, profile.ETag) { Reason = "agreed" }]));
        var record = await niger.AddAsync(new Dossier("Diallo"));
        var draft = await DraftAsync(niger, thread, record.Id);
        Assert.Equal(["answer.second-person"], (await SendAsync(niger, thread, draft, "He is known.")).Refusals.Select(r => r.Code));
        var waiting = await niger.ShareAsync(record.Id, italy);
        Assert.Equal(["answer.second-person"], (await SendAsync(niger, thread, draft, "He is known.")).Refusals.Select(r => r.Code));
        // Who approves may serve in another authority of the same node: it leaves in the name of the one that prepared it.
        var elsewhere = new Session(niger.Second.Actor with { Organisation = "another authority" }, niger.Second.Work, Channel.Page);
        Must(await niger.Desk.ApproveAsync(elsewhere, waiting.Id, ApprovalAs.SecondPerson, niger.Now));
        draft = await DraftAsync(niger, thread, record.Id);
        Assert.True(draft.Sources[0].Already);
        Must(await SendAsync(niger, thread, draft, "He is known."));
        Assert.Single(await niger.AllAsync<Share>(Share.Kind));
        await EndAsync(niger, italy);
    }

    [Fact]
    public async Task Only_own_records_that_the_officer_may_see_and_only_an_open_request_make_an_answer()
    {
        var (niger, italy, thread) = await AskedAsync();
        var theirs = await italy.AddAsync(new Dossier("from Italy"));
        await italy.ShareAsync(theirs.Id, niger);
        await SettleAsync(niger, italy);
        Assert.Equal(["answer.own"], (await niger.Answers.DraftAsync(niger.Officer, new(thread, [theirs.Id]), niger.Now)).Refusals.Select(r => r.Code));
        Assert.Equal(["answer.records"], (await niger.Answers.DraftAsync(niger.Officer, new(thread, []), niger.Now)).Refusals.Select(r => r.Code));
        var protection = new Session(new("p", "p", "niger", "niger police", [Role.ProtectionOfficer.Name]), new(Purpose.Protection, "law"), Channel.Page);
        var claim = await niger.AddAsync(protection, Claim.Kind, new Claim("behind the wall"));
        Assert.Equal([Refusal.NotFound.Code], (await niger.Answers.DraftAsync(niger.Officer, new(thread, [claim.Id]), niger.Now)).Refusals.Select(r => r.Code));
        RecordId asked = default;
        await foreach (var view in italy.Records.ScanAsync(italy.Officer, new(RequestKind.Kind.Name))) asked = view.Id;
        Assert.Equal(["answer.thread"], (await italy.Answers.DraftAsync(italy.Officer, new(asked, [theirs.Id]), italy.Now)).Refusals.Select(r => r.Code));
        await EndAsync(niger, italy);
    }
}
