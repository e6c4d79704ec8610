using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Palermo.Kernel;
using Palermo.Web.Search;

namespace Palermo.Node.Tests;

/// <summary>"Tell me when this phone appears": told under the owner's own rights, on the page and by mail, and without content.</summary>
public class SearchAlertTests
{
    private const string Mail = "zara@police.example";

    private static async Task<(RunningNode Node, HttpClient Zara, MailSink Sink)> StartAsync()
    {
        var sink = new MailSink();
        var node = await RunningNode.StartAsync(settled: s => s with { Smtp = sink.Settings });
        var person = new Person("zara", Mail, "Zara", "police", [Role.Analyst.Name], ["night-team"], null, Tlp.Amber, "fr", "", "");
        var credentials = new Credentials { SecurityStamp = "zara", PasswordHash = new PasswordHasher<NodeUser>().HashPassword(new(person), RunningNode.Password) };
        Assert.True((await node.Node.Store.People.SaveAsync(RunningNode.Operator(node.Node), person with { Credentials = credentials.Write() }, null, "test")).Done);
        return (node, await node.SignedInAsync(Mail), sink);
    }

    private static Task<HttpResponseMessage> SaveAsync(HttpClient browser, string name, string address, string sort = "view:search", bool alert = true) =>
        RunningNode.PostAsync(browser, "/search", "/kept/save", ("sort", sort), ("name", name), ("return", address), ("alert", alert ? "true" : ""));

    private static async Task<int> NewsAsync(RunningNode node, string person = "zara")
    {
        await node.Service<SearchAlerts>().LookAsync(default);
        return (await SearchAlert.ListAsync(node.Node.Store.Kept, person)).Sum(a => a.Alert.News);
    }

    [Fact]
    public async Task A_saved_search_tells_of_what_comes_after_it_once_and_by_mail_without_a_word_of_it()
    {
        var (node, zara, sink) = await StartAsync();
        await using var _ = node;
        await using var __ = sink;
        using var amina = await node.ApiAsync();
        await node.CreateAsync(amina, RunningNode.FlowCount(words: "garage of Diallo, before"));
        await SaveAsync(zara, "Diallo's garage", "/search?q=Diallo");
        Assert.Equal(0, await NewsAsync(node)); // what was there is no news
        await node.CreateAsync(amina, RunningNode.FlowCount(words: "a yard in Arlit"));
        Assert.Equal(0, await NewsAsync(node));
        var id = await node.CreateAsync(amina, RunningNode.FlowCount(words: "garage of Jallow")); // the same name in another spelling
        Assert.Equal(1, await NewsAsync(node));
        Assert.Equal(1, await NewsAsync(node));

        var (to, text) = await sink.NextAsync();
        Assert.Equal(Mail, to);
        Assert.Contains("Une recherche enregistr", text, StringComparison.Ordinal); // in the person's language
        foreach (var secret in (string[])["Diallo", "Jallow", "garage", id.ToString(), "flow-count", "/search"]) Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);

        var home = WebUtility.HtmlDecode(await zara.GetStringAsync("/"));
        Assert.Contains("Diallo's garage", home, StringComparison.Ordinal);
        var key = SearchAlert.KeyOf("view:search", "Diallo's garage");
        var there = await zara.GetAsync("/alerts/" + key);
        Assert.Equal("/search?q=Diallo", there.Headers.Location!.OriginalString);
        Assert.DoesNotContain("/alerts/", await zara.GetStringAsync("/"), StringComparison.Ordinal); // seen
        // Until it is looked at, further hits send no further mail; afterwards they do.
        await node.CreateAsync(amina, RunningNode.FlowCount(words: "Diallo again"));
        Assert.Equal(1, await NewsAsync(node));
        await sink.NextAsync();
        await node.CreateAsync(amina, RunningNode.FlowCount(words: "Diallo once more"));
        Assert.Equal(2, await NewsAsync(node));
        Assert.True(sink.Empty);
    }

    [Fact]
    public async Task A_hit_that_the_owner_may_not_see_alerts_nobody()
    {
        var (node, zara, sink) = await StartAsync();
        await using var _ = node;
        await using var __ = sink;
        await SaveAsync(zara, "all of Maradi", "/search?q=Maradi");
        await SaveAsync(zara, "counts", "/records/flow-count", "view:flow-count");
        Assert.Equal(0, await NewsAsync(node));
        using var inside = await node.ApiAsync("hadiza", Purpose.Protection);
        await node.CreateAsync(inside, new JsonObject { ["note"] = "a child of Maradi" }, WalledRoom.Kind.Name);
        // For named recipients of another authority, for another case's team, and for a purpose that she did not state.
        var kind = node.Node.Rooms.FindKind("flow-count")!;
        async Task WriteAsync(Handling handling, ImmutableSet purposes, ImmutableSet needToKnow, ImmutableSet teams, string organisation = "police")
        {
            var by = new Session(new("writer", "writer", "niger", organisation, [Role.LiaisonOfficer.Name], teams), new(Purpose.Investigation), Channel.Api);
            var header = new RecordHeader(node.Node.Ids.Next(), kind.Name, "niger", kind.Workflow.Initial.Name, handling, purposes, needToKnow, new("test"), kind.Retention.ReviewDate(node.Node.Today), []);
            var made = await node.Node.Store.Records.WriteAsync(by, [new RecordChange.Create(header, kind.Parse(RunningNode.FlowCount(words: "Maradi, secret")).Value)]);
            Assert.True(made.Done, string.Join("; ", made.Refusals.Select(r => r.Message)));
        }
        await WriteAsync(new(Tlp.Red, Recipients: ["customs"]), [Purpose.BorderManagement, Purpose.Investigation], default, default, "customs");
        await WriteAsync(new(Tlp.Amber), [Purpose.BorderManagement, Purpose.Investigation], ["day-team"], ["day-team"]);
        await WriteAsync(new(Tlp.Amber), [Purpose.Investigation], default, default);
        Assert.Equal(0, await NewsAsync(node));
        Assert.True(sink.Empty);
        // The same for her own team is told: the search does look.
        await WriteAsync(new(Tlp.Amber), [Purpose.BorderManagement, Purpose.Investigation], ["night-team"], ["night-team"]);
        Assert.Equal(2, await NewsAsync(node));
        // Under another purpose not even that there is news.
        await RunningNode.PostAsync(zara, "/work", "/work", ("purpose", Purpose.Statistics));
        Assert.DoesNotContain("/alerts/", await zara.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_changes_are_no_news_and_an_alert_taken_off_is_silent()
    {
        var (node, zara, sink) = await StartAsync();
        await using var _ = node;
        await using var __ = sink;
        await SaveAsync(zara, "mine", "/search?q=Diallo");
        await SaveAsync(zara, "plain", "/search?q=Diallo", alert: false);
        Assert.Equal(0, await NewsAsync(node));
        using var own = await node.ApiAsync("zara");
        await node.CreateAsync(own, RunningNode.FlowCount(words: "Diallo's yard, by Zara"));
        Assert.Equal(0, await NewsAsync(node));
        await RunningNode.PostAsync(zara, "/search", "/kept/remove", ("sort", "view:search"), ("name", "mine"), ("return", "/search"));
        using var amina = await node.ApiAsync();
        await node.CreateAsync(amina, RunningNode.FlowCount(words: "Diallo's yard"));
        Assert.Equal(0, await NewsAsync(node));
        Assert.Empty(await SearchAlert.ListAsync(node.Node.Store.Kept, "zara"));
    }

    [Fact]
    public async Task A_person_who_left_is_told_nothing()
    {
        var (node, zara, sink) = await StartAsync();
        await using var _ = node;
        await using var __ = sink;
        await SaveAsync(zara, "yards", "/search?q=Diallo");
        Assert.Equal(0, await NewsAsync(node));
        var person = (await node.Node.Store.People.FindAsync("zara"))!;
        Assert.True((await node.Node.Store.People.SaveAsync(RunningNode.Operator(node.Node), person with { ActiveUntil = node.Node.Today.PlusDays(-1) }, person.Stamp, "left")).Done);
        using var amina = await node.ApiAsync();
        await node.CreateAsync(amina, RunningNode.FlowCount(words: "Diallo's yard"));
        Assert.Equal(0, await NewsAsync(node));
        Assert.True(sink.Empty);
    }

    [Theory]
    [InlineData("/records/shelter")]
    [InlineData("/administration")]
    [InlineData("/records/no-such-kind?q=x")]
    [InlineData("//evil.example")]
    public void An_address_that_is_no_list_for_this_purpose_asks_nothing(string address) =>
        Assert.Null(new SearchAlert("view:search", "x", address, new(Purpose.BorderManagement), default).Query(Declarations.Of(new WalledRoom())));
}
