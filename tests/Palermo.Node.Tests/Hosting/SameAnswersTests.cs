using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node.Tests;

/// <summary>The one decision, asked by every door: what <see cref="Access.Decide"/> lets somebody read is what page, API, search, counts, export, graph and command line show, no more and no less.</summary>
public partial class SameAnswersTests
{
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    private static readonly Handling[] Handlings =
    [
        new(Tlp.Clear), new(Tlp.Green), new(Tlp.Amber), new(Tlp.Amber, SienaCodes.H1 | SienaCodes.H2), new(Tlp.AmberStrict, Recipients: ["police"]), new(Tlp.AmberStrict, Recipients: ["customs"]),
        new(Tlp.Red, Recipients: ["amina"]), new(Tlp.Red, Recipients: ["monitor"]), new(Tlp.Amber, SienaCodes.H3, "ask first"), new(Tlp.Green, OriginatorConsent: true),
    ];

    private static readonly ImmutableSet[] Purposes = [[Purpose.BorderManagement], [Purpose.Statistics], [Purpose.Statistics, Purpose.BorderManagement], [Purpose.Investigation]];

    private static readonly (string Person, string Purpose)[] People =
    [
        ("amina", Purpose.BorderManagement), ("amina", Purpose.Statistics), ("amina", Purpose.Investigation), ("monitor", Purpose.Statistics), ("dpo", Purpose.Oversight), ("admin", Purpose.Administration), ("hadiza", Purpose.Protection),
    ];

    private static async Task<Dictionary<RecordId, RecordHeader>> FillAsync(RunningNode node)
    {
        Dictionary<RecordId, RecordHeader> made = [];
        var kind = node.Node.Rooms.FindKind("flow-count")!;
        foreach (var handling in Handlings)
            foreach (var purposes in Purposes)
                foreach (var needToKnow in (ImmutableSet[])[default, ["operation-tenere"]])
                {
                    var body = kind.Parse(RunningNode.FlowCount()).Value;
                    var header = new RecordHeader(node.Node.Ids.Next(), kind.Name, node.Node.Settings.Name, kind.Workflow.Initial.Name, handling, purposes, needToKnow, new("test"), node.Node.Today.PlusYears(1), []);
                    // Made by somebody for whom every one of them may be made: the test is of reading.
                    var author = new Actor("author", "author", node.Node.Settings.Name, "police", [Role.Analyst.Name], ["operation-tenere"]);
                    var recipient = handling.Recipients.IsEmpty ? author : author with { Organisation = handling.Recipients.First() };
                    var purpose = purposes.First();
                    var written = await node.Node.Store.Records.WriteAsync(new(recipient, new(purpose), Channel.Api), [new RecordChange.Create(header, body)]);
                    Assert.True(written.Done, string.Join("; ", written.Refusals.Select(r => r.Message)));
                    made[header.Id] = header;
                }
        return made;
    }

    private static HashSet<RecordId> Named(string text) => [.. Ids().Matches(text).Select(m => RecordId.Parse(m.Value))];

    [Fact]
    public async Task Every_door_shows_what_the_decision_allows_and_nothing_else()
    {
        await using var node = await RunningNode.StartAsync();
        var all = await FillAsync(node);
        var ids = all.Keys.ToHashSet();
        var seen = 0;
        foreach (var (person, purpose) in People)
        {
            var actor = (await node.Node.Store.People.FindAsync(person))!.ToActor(node.Node.Settings.Name);
            HashSet<RecordId> May(AccessAction action) => [.. all.Where(r => Access.Decide(new(actor, new(purpose), Channel.Api), r.Value.ClassIn(Compartment.General), action, node.Node.Clock.GetCurrentInstant()).Allowed).Select(r => r.Key)];
            var (read, export) = (May(AccessAction.Read), May(AccessAction.Export));
            seen += read.Count;
            using var api = await node.ApiAsync(person, purpose);
            async Task ShowsAsync(string door, HashSet<RecordId> expected, Task<string> answer)
            {
                var shown = Named(await answer);
                shown.IntersectWith(ids);
                Assert.True(shown.SetEquals(expected), $"{door} for {person}, {purpose}: {shown.Except(expected).Count()} too many, {expected.Except(shown).Count()} missing");
            }
            await ShowsAsync("list", read, api.GetStringAsync("/api/v1/records?kind=flow-count&limit=1000"));
            await ShowsAsync("search", read, api.GetStringAsync("/api/v1/records?q=Jallow&limit=1000"));
            await ShowsAsync("changes", read, api.GetStringAsync("/api/v1/changes?since=0"));
            await ShowsAsync("box", read, api.GetStringAsync("/api/v1/records?box=7,16,9,18&limit=1000"));
            Assert.Equal(read.Count, (int)(await api.GetFromJsonAsync<JsonObject>("/api/v1/records?kind=flow-count"))!["total"]!);
            var counts = (await api.GetFromJsonAsync<JsonArray>("/api/v1/facets?kind=flow-count"))!;
            Assert.Equal(read.Count, counts.Where(c => (string)c!["field"]! == "route").Sum(c => (int)c!["count"]!));
            foreach (var one in all.Keys)
            {
                Assert.Equal(read.Contains(one), (await api.GetAsync($"/api/v1/records/{one}")).IsSuccessStatusCode);
            }
            var exported = await api.GetAsync("/api/v1/export?kind=flow-count&format=jsonl");
            if (exported.IsSuccessStatusCode) await ShowsAsync("export", export, exported.Content.ReadAsStringAsync());
            else Assert.Empty(export);

            using var browser = await node.SignedInAsync(person, purpose);
            await ShowsAsync("page", read, AllPagesAsync(browser, "/records/flow-count"));
            await ShowsAsync("search page", read, AllPagesAsync(browser, "/search?q=Diallo"));
            foreach (var one in (RecordId[])[.. read.Take(2), .. ids.Except(read).Take(2)])
            {
                var graph = await browser.GetAsync($"/graph/{one}/links.json");
                Assert.Equal(read.Contains(one), graph.IsSuccessStatusCode);
                Assert.Equal(read.Contains(one), (await browser.GetAsync($"/records/flow-count/{one}")).IsSuccessStatusCode);
            }
            var file = Path.Combine(node.Node.Folder, $"{person}-{purpose}.jsonl");
            if (await CommandLine.RunAsync(["export", "flow-count", "--out", file, "--as", person, "--purpose", purpose, "--data", node.Node.Folder]) == 0) await ShowsAsync("command line", export, File.ReadAllTextAsync(file));
            else Assert.Empty(export);
        }
        Assert.True(seen > 40, "the cases let hardly anything be read: the test would prove little");
    }

    /// <summary>A list by its pages, one after another.</summary>
    private static async Task<string> AllPagesAsync(HttpClient browser, string address)
    {
        var text = new System.Text.StringBuilder();
        for (string? next = address; next is not null;)
        {
            var page = await browser.GetStringAsync(next);
            text.Append(page);
            next = NextPage().Match(page) is { Success: true } link ? System.Net.WebUtility.HtmlDecode(link.Groups[1].Value) : null;
        }
        return text.ToString();
    }

    [GeneratedRegex("href=\"([^\"]+)\" rel=\"next\"")]
    private static partial Regex NextPage();
}
