using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Palermo.Exchange.Bundles;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Webhooks;
using Palermo.Kernel;
using static Palermo.Commitments.InformationSharing.Tests.Sharing.Country;

namespace Palermo.Commitments.InformationSharing.Tests.Sharing;

/// <summary>What is planted: a person of whom something must not leave.</summary>
public sealed record PersonFile(string Name, IReadOnlyList<string>? Nationalities = null, string? AsylumStatus = null, bool IsVictim = false, Sourced<string>? Phone = null, string? Notes = null)
{
    public static Kind<PersonFile> Kind { get; } = new KindBuilder<PersonFile>("person-file", "test", Words.Same("Person file"), Words.Same("Person files"))
        .Field(x => x.Name, Words.Same("Name"), f => f with { Required = true, Searched = true })
        .Field(x => x.Nationalities, Words.Same("Nationalities"))
        .Field(x => x.AsylumStatus, Words.Same("Asylum status"))
        .Field(x => x.IsVictim, Words.Same("Victim"))
        .Field(x => x.Phone, Words.Same("Phone"))
        .Field(x => x.Notes, Words.Same("Notes"))
        .Title(x => x.Name).Purposes(Purpose.Investigation).Retention(1, 5, "test").Categories(SubjectCategory.Victim, SubjectCategory.OtherParty).Build();
}

/// <summary>
/// Attacks on two paths out of a node that nobody looks at: the file on a stick, opened with the recipient's key, and what a webhook sends. Records
/// are generated over category, handling, recipient and what is tried with them; each bears a secret of its own, which is then looked for.
/// </summary>
public class NoPathLeaksTests
{
    private enum Plant { Harmless, SoughtAsylumFromRecipient, RefugeeOfUnknownOrigin, Victim, OfAnotherH2, NotesForNobody, BehindTheWall }

    private enum Try { Share, ShareTwice, RecallToCorrect, RecallToErase }

    /// <summary>A secret in forms that a text, a number field and a file name could carry.</summary>
    private static string Secret(int number) => $"XKSECRET{number:0000}Q";

    private sealed record Planted(int Number, Plant Plant, Country To, RecordId Record)
    {
        public string Secret => NoPathLeaksTests.Secret(Number);
    }

    private static Handling HandlingOf(Random draw) => draw.Next(4) switch
    {
        0 => new(Tlp.Green),
        1 => new(Tlp.Amber),
        2 => new(Tlp.Amber, SienaCodes.H1),
        _ => new(Tlp.Amber, SienaCodes.H2),
    };

    private static Session Protector(Country of) => new(new("pia", "pia", of.Name, of.Name + " shelter", [Role.ProtectionOfficer.Name], Ceiling: Tlp.Amber), new(Purpose.Protection, "law"), Channel.Page);

    private static PersonFile Body(Plant plant, string secret, Country to, Handling handling) => new("person " + secret,
        plant switch { Plant.SoughtAsylumFromRecipient => ["SDN", to.Iso], Plant.RefugeeOfUnknownOrigin => null, _ => ["SDN"] },
        plant switch { Plant.SoughtAsylumFromRecipient => "applied", Plant.RefugeeOfUnknownOrigin => "refugee", _ => null },
        plant == Plant.Victim,
        new([new(1, "+227 " + secret, "a patrol", plant == Plant.NotesForNobody ? new(Tlp.Red, Recipients: ImmutableSet.Of("nobody")) : handling)]),
        "notes " + secret);

    /// <summary>Plants one record in Niger.</summary>
    private static async Task<Planted> PlantAsync(int number, Plant plant, Country niger, Country other, Country to, Random draw)
    {
        var handling = HandlingOf(draw);
        switch (plant)
        {
            case Plant.BehindTheWall:
                return new(number, plant, to, (await niger.AddAsync(Protector(niger), Claim.Kind, new Claim("claim " + Secret(number)))).Id);
            case Plant.OfAnotherH2:
                var theirs = await other.AddAsync(other.Officer, PersonFile.Kind, Body(Plant.Harmless, Secret(number), to, handling), new(Tlp.Amber, SienaCodes.H2));
                Must(await other.Desk.ShareAsync(other.Officer, new(theirs.Id, niger.Name, Purpose.Investigation), other.Now));
                await SettleAsync(other, niger);
                Assert.True((await niger.Records.ReadAsync(niger.Officer, theirs.Id)).Done);
                return new(number, plant, to, theirs.Id);
            default:
                return new(number, plant, to, (await niger.AddAsync(niger.Officer, PersonFile.Kind, Body(plant, Secret(number), to, handling), handling)).Id);
        }
    }

    /// <summary>Tries to get it out. Words of refusals are a path too.</summary>
    private static async Task<int> AttackAsync(Country niger, Planted planted, Try how)
    {
        var order = new ShareOrder(planted.Record, planted.To.Name, Purpose.Investigation, Why: "a case");
        var refused = 0;
        async Task<bool> Shared()
        {
            var outcome = await niger.Desk.ShareAsync(niger.Officer, order, niger.Now);
            Assert.All(outcome.Done ? [] : outcome.Refusals, r => Assert.DoesNotContain(planted.Secret, r.Message + r.Source + r.Field));
            if (!outcome.Done) refused++;
            return outcome.Done;
        }
        await Shared();
        if (how == Try.ShareTwice) await Shared();
        if (how is Try.RecallToCorrect or Try.RecallToErase)
        {
            var recall = await niger.Recalls.StartAsync(niger.Officer, planted.Record, how == Try.RecallToCorrect ? RecallKind.Correct : RecallKind.Erase, RecallReason.Corrected, "a mistake", niger.Now);
            Assert.All(recall.Done ? [] : recall.Refusals, r => Assert.DoesNotContain(planted.Secret, r.Message + r.Source + r.Field));
        }
        return refused;
    }

    private static Bundles BundlesOf(Country country) => new(country.Identity, country.Store.Exchange, country.Post.Receiver, country.Clock);

    /// <summary>All that a recipient can read of a bundle with its own key.</summary>
    private static async Task<string> OpenedAsync(string file, Country recipient)
    {
        var text = new StringBuilder();
        var reader = new EnvelopeReader(recipient.Identity);
        await foreach (var envelope in BundleFile.EnvelopesAsync(file))
        {
            var content = Must(reader.Open(Encoding.ASCII.GetBytes(envelope), recipient.Now).Envelope);
            text.AppendLine(content.ToString());
            foreach (var message in content.Messages)
                text.AppendLine(message.ToString()).AppendLine(Encoding.UTF8.GetString(message.Payload.Span)).AppendJoin(' ', message.Files ?? []).AppendLine();
            foreach (var part in content.Parts) text.AppendLine(Encoding.Latin1.GetString(part.Content.Span));
        }
        return text.ToString();
    }

    [Fact]
    public async Task A_stick_holds_nothing_that_must_not_leave_even_opened_with_the_recipient_s_key()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"), ("france", "FRA"));
        var (niger, italy, france) = (all[0], all[1], all[2]);
        var draw = new Random(20261125);
        var folder = Directory.CreateDirectory(Path.Combine(niger.Folder, "sticks")).FullName;
        var (number, left, kept, refusals) = (0, 0, 0, 0);
        for (var round = 0; round < LongForm.Rounds(3, 60); round++)
        {
            List<Planted> planted = [];
            foreach (var plant in Enum.GetValues<Plant>())
                foreach (var how in Enum.GetValues<Try>())
                {
                    var (to, other) = draw.Next(2) == 0 ? (italy, france) : (france, italy);
                    var one = await PlantAsync(++number, plant, niger, other, to, draw);
                    refusals += await AttackAsync(niger, one, how);
                    planted.Add(one);
                }
            foreach (var to in (Country[])[italy, france])
            {
                var file = Path.Combine(folder, $"{to.Name}-{round}");
                await BundlesOf(niger).ExportAsync(file, to.Name);
                var raw = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
                var opened = await OpenedAsync(file, to);
                foreach (var one in planted)
                {
                    // From outside nothing of any record shows.
                    Assert.DoesNotContain(one.Secret, raw);
                    Assert.DoesNotContain(one.Record.ToString(), raw);
                    Assert.DoesNotContain(one.Secret, file);
                    var there = opened.Contains(one.Secret, StringComparison.Ordinal);
                    if (one.Plant is not (Plant.Harmless or Plant.NotesForNobody) || one.To != to) Assert.False(there, $"{one.Plant} for {one.To.Name} lies in the bundle for {to.Name}");
                    // Of this one the name may leave, its number not.
                    if (one.Plant == Plant.NotesForNobody) Assert.DoesNotContain("+227 " + one.Secret, opened);
                    if (there) left++;
                    else kept++;
                }
                await BundlesOf(to).ImportAsync(file);
                while (await to.Post.Effects.RunAsync() > 0) { }
            }
            foreach (var one in planted.Where(p => p.Plant is Plant.SoughtAsylumFromRecipient or Plant.RefugeeOfUnknownOrigin or Plant.Victim or Plant.BehindTheWall))
            {
                Assert.False(italy.FolderHolds(one.Secret), $"{one.Plant} reached Italy's disk");
                Assert.False(france.FolderHolds(one.Secret), $"{one.Plant} reached France's disk");
            }
        }
        Assert.True(left >= 3 && kept > left && refusals > number / 4, $"{left} left, {kept} stayed, {refusals} refusals: the attack shows nothing");
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task A_correction_on_a_stick_does_not_carry_what_became_protected_meanwhile()
    {
        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"));
        var (niger, italy) = (all[0], all[1]);
        var folder = Directory.CreateDirectory(Path.Combine(niger.Folder, "sticks")).FullName;
        var number = 0;
        foreach (var plant in (Plant[])[Plant.SoughtAsylumFromRecipient, Plant.RefugeeOfUnknownOrigin, Plant.Victim])
        {
            var (before, after) = (Secret(++number), Secret(++number));
            var record = await niger.AddAsync(niger.Officer, PersonFile.Kind, Body(Plant.Harmless, before, italy, new(Tlp.Green)), new(Tlp.Green));
            await niger.ShareAsync(record.Id, italy);
            var first = Path.Combine(folder, "first-" + number);
            await BundlesOf(niger).ExportAsync(first, "italy");
            Assert.Contains(before, await OpenedAsync(first, italy));
            await BundlesOf(italy).ImportAsync(first);
            while (await italy.Post.Effects.RunAsync() > 0) { }
            Must(await niger.Records.WriteAsync(niger.Officer, [new RecordChange.Edit(record.Id, Body(plant, after, italy, new(Tlp.Green)), record.ETag) { Reason = "learnt since" }]));
            await niger.Recalls.StartAsync(niger.Officer, record.Id, RecallKind.Correct, RecallReason.Corrected, "a correction", niger.Now);
            var second = Path.Combine(folder, "second-" + number);
            await BundlesOf(niger).ExportAsync(second, "italy");
            Assert.DoesNotContain(after, await OpenedAsync(second, italy));
            await BundlesOf(italy).ImportAsync(second);
            while (await italy.Post.Effects.RunAsync() > 0) { }
            Assert.False(italy.FolderHolds(after));
        }
        foreach (var country in all) await country.DisposeAsync();
    }

    [Fact]
    public async Task A_webhook_tells_that_something_changed_and_nothing_of_anybody()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        List<(string Whole, string Body)> heard = [];
        app.Map("/{**any}", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync();
            var headers = string.Join('\n', http.Request.Headers.Select(h => $"{h.Key}: {h.Value}"));
            // The signature is base64: what is in it counts as said.
            var signed = string.Join('\n', http.Request.Headers[WebhookSender.Signature].ToString().Split('.')[..2].Select(p => Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(p))));
            heard.Add(($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n{headers}\n{signed}\n{body}", body));
        });
        await app.StartAsync();

        var all = await FederationAsync(("niger", "NER"), ("italy", "ITA"), ("france", "FRA"));
        var (niger, italy, france) = (all[0], all[1], all[2]);
        var kinds = niger.Rooms.Kinds.Where(k => k.Compartment == Compartment.General).Select(k => k.Name).ToArray();
        using var hook = new WebhookSender(niger.Identity, niger.Records, niger.Store.Kept, niger.Officer, [new(app.Urls.First() + "/hook", kinds, Private: true)], niger.Clock, 1);
        Assert.NotEmpty(new Webhook("http://127.0.0.1", [Claim.Kind.Name]).Problems(niger.Rooms.Kinds)); // a hook of a kind behind the wall is never set up
        var draw = new Random(4);
        List<Planted> planted = [];
        var number = 0;
        for (var round = 0; round < LongForm.Rounds(1, 20); round++)
            foreach (var plant in Enum.GetValues<Plant>())
                foreach (var how in Enum.GetValues<Try>())
                {
                    var one = await PlantAsync(++number, plant, niger, france, italy, draw);
                    planted.Add(one);
                    await AttackAsync(niger, one, how);
                    await SettleAsync(niger, italy);
                    niger.Clock.Pass(TimeSpan.FromMinutes(1));
                    while (await hook.RunAsync() > 0) { }
                }
        Assert.True(heard.Count > planted.Count, $"only {heard.Count} calls for {planted.Count} records");
        foreach (var (whole, body) in heard)
        {
            Assert.DoesNotContain("XKSECRET", whole);
            foreach (var word in (string[])["SDN", "+227", "applied", "refugee", "victim", "person ", "claim", "notes", "italy", "france", "officer police"]) Assert.DoesNotContain(word, body);
            var told = JsonNode.Parse(body)!.AsObject();
            Assert.Equal(["node", "id", "kind", "version", "gone", "sequence"], told.Select(m => m.Key));
            Assert.Equal("niger", (string)told["node"]!);
            Assert.Matches(new Regex("^[0-9a-f-]{32,36}$"), (string)told["id"]!);
            Assert.Contains((string)told["kind"]!, kinds);
        }
        // What is behind the wall was never spoken of, nor did its changes move the numbers of others.
        foreach (var one in planted.Where(p => p.Plant == Plant.BehindTheWall)) Assert.DoesNotContain(heard, h => h.Whole.Contains(one.Record.ToString(), StringComparison.Ordinal));
        Assert.Equal(heard.Count, heard.Select(h => h.Body).Distinct().Count()); // each change once
        foreach (var country in all) await country.DisposeAsync();
    }
}
