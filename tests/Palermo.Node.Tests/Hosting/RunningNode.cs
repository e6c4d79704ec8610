using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Palermo.Commitments.Borders;
using Palermo.Kernel;

namespace Palermo.Node.Tests;

/// <summary>A body of the protection compartment, to knock at the wall with.</summary>
internal sealed record Shelter(string Note, string? Phone = null);

/// <summary>A room that tests add: one protected kind.</summary>
internal sealed class WalledRoom : ICommitment
{
    public string Id => "C12";
    public string Path => "walled";
    public Words Title => Words.Same("Walled");
    public Words Summary => Words.Same("Walled");

    public static Kind<Shelter> Kind { get; } = new KindBuilder<Shelter>("shelter", "walled", Words.Same("Shelter"), Words.Same("Shelters"))
        .Field(x => x.Note, Words.Same("Note"), f => f with { Searched = true, Listed = true, Required = true })
        .Field(x => x.Phone, Words.Same("Phone"), f => f with { Type = FieldType.Identifier, IdentifierType = "phone", Searched = true })
        .Title(x => x.Note).Protected().Retention(1, 2, "test").Categories(SubjectCategory.Victim).Build();

    public void Declare(Declarations room) => room.Kind(Kind);
}

/// <summary>A node that listens on the loopback, with people and a folder of its own.</summary>
internal sealed partial class RunningNode : IAsyncDisposable
{
    private readonly WebApplication _app;
    public OpenedNode Node { get; }
    public Uri Address { get; }

    private RunningNode(OpenedNode node, WebApplication app)
    {
        (Node, _app) = (node, app);
        Address = new(app.Urls.First());
    }

    public const string Password = "correct horse battery";

    public static async Task<RunningNode> StartAsync(string name = "niger", Func<NodeSettings, NodeSettings>? settled = null, TimeProvider? time = null)
    {
        var folder = Directory.CreateTempSubdirectory("palermo-node-").FullName;
        var settings = new NodeSettings { Name = name, Title = Words.Same(name), Organisation = "police" };
        (settled?.Invoke(settings) ?? settings).Write(folder);
        var node = await OpenedNode.OpenAsync(folder, time ?? TimeProvider.System, rooms: Declarations.Of(new BordersModule(), new WalledRoom()));
        foreach (var (id, role) in ((string, Role)[])[("amina", Role.Analyst), ("hadiza", Role.ProtectionOfficer), ("admin", Role.Administrator), ("second", Role.Administrator), ("dpo", Role.DataProtectionOfficer), ("monitor", Role.Monitor)])
        {
            var person = new Person(id, id, id, "police", [role.Name], default, null, Tlp.Amber, "en", "", "");
            var credentials = new Credentials { SecurityStamp = id, PasswordHash = new PasswordHasher<NodeUser>().HashPassword(new(person), Password) };
            var saved = await node.Store.People.SaveAsync(Operator(node), person with { Credentials = credentials.Write() }, null, "test");
            Assert.True(saved.Done);
        }
        var app = NodeHost.Build(node, "http://127.0.0.1:0");
        await app.StartAsync();
        return new(node, app);
    }

    /// <summary>A part of the host.</summary>
    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static Session Operator(OpenedNode node, string purpose = Purpose.BorderManagement) => new(node.Operator, new(purpose), Channel.CommandLine);

    /// <summary>A client of the API with a token of a person.</summary>
    public async Task<HttpClient> ApiAsync(string person = "amina", string purpose = Purpose.BorderManagement, params AccessAction[] actions)
    {
        if (actions.Length == 0) actions = Enum.GetValues<AccessAction>();
        var who = (await Node.Store.People.FindAsync(person))!;
        var token = await ApiTokenScope.IssueAsync(Node, Operator(Node, Purpose.Administration), who, "test", purpose, null, actions, Node.Today.PlusDays(1), default);
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>A browser without script: keeps cookies, follows nothing by itself.</summary>
    public HttpClient Browser(out CookieContainer cookies)
    {
        cookies = new();
        return new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    /// <summary>Signs a browser in and states its work.</summary>
    public async Task<HttpClient> SignedInAsync(string person = "amina", string purpose = Purpose.BorderManagement)
    {
        var browser = Browser(out _);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(browser, "/sign-in", "/sign-in", ("name", person), ("password", Password))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(browser, "/work", "/work", ("purpose", purpose), ("basis", "a law"))).StatusCode);
        return browser;
    }

    /// <summary>Posts a form with the token of the page that it stands on.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string address, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await browser.GetStringAsync(page)).Groups[1].Value;
        return await browser.PostAsync(address, new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    public async Task<RecordId> CreateAsync(HttpClient api, JsonObject? body = null, string kind = "flow-count")
    {
        var answer = await api.PostAsJsonAsync("/api/v1/records", new JsonObject { ["kind"] = kind, ["body"] = body ?? FlowCount() });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return RecordId.Parse((string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!);
    }

    public static JsonObject FlowCount(int counted = 12, string words = "Agadez, Diallo's yard") => new()
    {
        ["when"] = new JsonObject { ["from"] = "2026-05-01", ["to"] = "2026-05-01", ["precision"] = "day" },
        ["where"] = new JsonObject { ["latitude"] = 16.97, ["longitude"] = 7.99, ["radiusMetres"] = 500, ["text"] = words },
        ["counted"] = counted, ["methodology"] = "hub survey", ["route"] = "sahara-desert",
    };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Node.DisposeAsync();
        Directory.Delete(Node.Folder, recursive: true);
    }
}
