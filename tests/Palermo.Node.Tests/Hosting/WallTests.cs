using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Palermo.Kernel;

namespace Palermo.Node.Tests;

/// <summary>Law 3 at the doors of a whole node: for any other purpose protected records do not exist.</summary>
public class WallTests
{
    private const string Secret = "Zeynabou";

    private static async Task<RecordId> ProtectAsync(RunningNode node)
    {
        using var inside = await node.ApiAsync("hadiza", Purpose.Protection);
        return await node.CreateAsync(inside, new JsonObject { ["note"] = $"{Secret} of Maradi", ["phone"] = "+22790123456" }, WalledRoom.Kind.Name);
    }

    [Fact]
    public async Task Through_the_API_it_is_as_if_it_were_not_there()
    {
        await using var node = await RunningNode.StartAsync();
        var id = await ProtectAsync(node);
        foreach (var (person, purpose) in ((string, string)[])[("amina", Purpose.BorderManagement), ("amina", Purpose.Statistics), ("admin", Purpose.Administration), ("dpo", Purpose.Oversight), ("monitor", Purpose.Statistics)])
        {
            using var api = await node.ApiAsync(person, purpose);
            var there = await api.GetAsync($"/api/v1/records/{id}");
            var absent = await api.GetAsync($"/api/v1/records/{node.Node.Ids.Next()}");
            Assert.Equal(HttpStatusCode.NotFound, there.StatusCode);
            Assert.Equal(await absent.Content.ReadAsStringAsync(), await there.Content.ReadAsStringAsync());
            foreach (var path in (string[])
                [$"records?q={Secret}", "records?kind=shelter", "facets", "records", "changes?since=0", $"records?identifier=phone:%2B22790123456", $"records/{id}/history", $"records/{id}/links", $"records/{id}/access", "kinds", "kinds/shelter/schema"])
            {
                var answer = await (await api.GetAsync("/api/v1/" + path)).Content.ReadAsStringAsync();
                Assert.DoesNotContain(Secret, answer);
                Assert.DoesNotContain(id.ToString(), answer);
                if (!path.Contains("kind=", StringComparison.Ordinal)) Assert.DoesNotContain("shelter", answer, StringComparison.OrdinalIgnoreCase);
            }
            var made = await api.PostAsJsonAsync("/api/v1/records", new JsonObject { ["kind"] = "shelter", ["body"] = new JsonObject { ["note"] = "x" } });
            Assert.False(made.IsSuccessStatusCode);
            Assert.False((await api.DeleteAsync($"/api/v1/records/{id}?reason=x")).IsSuccessStatusCode);
        }
        using var inside = await node.ApiAsync("hadiza", Purpose.Protection);
        Assert.True((await inside.GetAsync($"/api/v1/records/{id}")).IsSuccessStatusCode);
        Assert.Equal(1, (int)(await inside.GetFromJsonAsync<JsonObject>($"/api/v1/records?q={Secret}"))!["total"]!);
    }

    [Fact]
    public async Task On_the_pages_it_is_as_if_it_were_not_there()
    {
        await using var node = await RunningNode.StartAsync();
        var id = await ProtectAsync(node);
        using var outside = await node.SignedInAsync();
        foreach (var path in (string[])["/", "/records", "/records/shelter", $"/records/shelter/{id}", $"/records/shelter/{id}/edit", $"/records/shelter/{id}/history", $"/search?q={Secret}", "/administration"])
        {
            var page = await (await outside.GetAsync(path)).Content.ReadAsStringAsync();
            Assert.DoesNotContain(" of Maradi", page);
            Assert.DoesNotContain("22790123456", page);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await outside.GetAsync($"/records/shelter/{id}")).StatusCode);
        using var inside = await node.SignedInAsync("hadiza", Purpose.Protection);
        Assert.Contains(Secret, await inside.GetStringAsync($"/records/shelter/{id}"));
    }

    [Fact]
    public async Task Words_searched_for_in_protection_work_are_kept_nowhere_outside_of_it()
    {
        await using var node = await RunningNode.StartAsync();
        using var inside = await node.SignedInAsync("hadiza", Purpose.Protection);
        Assert.Equal(HttpStatusCode.Redirect, (await RunningNode.PostAsync(inside, "/records", "/kept/save", ("sort", "view:search"), ("name", "case"), ("return", $"/search?q={Secret}"), ("alert", "true"))).StatusCode);
        Assert.Empty(await node.Node.Store.Kept.ListAsync("hadiza", "view:search"));
        using var outside = await node.SignedInAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await RunningNode.PostAsync(outside, "/records", "/kept/save", ("sort", "view:search"), ("name", "case"), ("return", "/search?q=Agadez"))).StatusCode);
        Assert.Single(await node.Node.Store.Kept.ListAsync("amina", "view:search"));
    }
}
