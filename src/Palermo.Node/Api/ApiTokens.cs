using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using NodaTime;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>What a token of the API may do: for one purpose, with some actions, until a day.</summary>
/// <param name="Hash">SHA-256 of the secret; the secret itself is shown once and kept nowhere.</param>
internal sealed record ApiTokenScope(string Name, string Purpose, string? LegalBasis, IReadOnlyList<AccessAction> Actions, LocalDate Until, string Hash)
{
    private const string Sort = "api-token";

    /// <summary>Makes a token for a person: the text to hand over, kept as a hash.</summary>
    public static async Task<string> IssueAsync(OpenedNode node, Session by, Person person, string name, string purpose, string? legalBasis, IReadOnlyList<AccessAction> actions, LocalDate until, CancellationToken cancel)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9));
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var scope = new ApiTokenScope(name, purpose, legalBasis, actions, until, HashOf(secret));
        await node.Store.Kept.SaveAsync(person.Id, Sort, id, JsonSerializer.Serialize(scope, BodyJson.Options), cancel);
        await node.Store.Audit.AppendAsync(by, "issue-token", person.Id, new { name, purpose, until = until.ToString("uuuu-MM-dd", null) }, cancel);
        return $"palermo.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(person.Id))}.{id}.{secret}";
    }

    /// <summary>The person and scope of a token, or null when it is none, has ended or was taken back.</summary>
    public static async Task<(Person Person, ApiTokenScope Scope)?> FindAsync(OpenedNode node, string token, CancellationToken cancel)
    {
        if (token.Length > 400 || token.Split('.') is not ["palermo", var personText, var id, var secret] || !Base64Url.IsValid(personText)) return null;
        var personId = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(personText));
        var kept = (await node.Store.Kept.ListAsync(personId, Sort, cancel)).FirstOrDefault(k => k.Name == id);
        if (kept.Json is null || JsonSerializer.Deserialize<ApiTokenScope>(kept.Json, BodyJson.Options) is not { } scope) return null;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(scope.Hash), Encoding.ASCII.GetBytes(HashOf(secret)))) return null;
        if (node.Today > scope.Until) return null;
        return await node.Store.People.FindAsync(personId, cancel) is { Disabled: false } person ? (person, scope) : null;
    }

    public static ValueTask<IReadOnlyList<(string Name, string Json)>> ListAsync(OpenedNode node, string personId, CancellationToken cancel) => node.Store.Kept.ListAsync(personId, Sort, cancel);
    public static ValueTask RevokeAsync(OpenedNode node, string personId, string id, CancellationToken cancel) => node.Store.Kept.RemoveAsync(personId, Sort, id, cancel);

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}

/// <summary>Signs in callers of the API by their bearer token. Cookies open no door here, so no other site can act through a browser.</summary>
internal sealed class ApiTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, OpenedNode node)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "api-token";
    private static readonly object Key = new();

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal)) return AuthenticateResult.NoResult();
        if (await ApiTokenScope.FindAsync(node, header["Bearer ".Length..].Trim(), Context.RequestAborted) is not { } found)
            return AuthenticateResult.Fail("The token is unknown, has ended or was taken back.");
        Context.Items[Key] = (Session: new Session(found.Person.ToActor(node.Settings.Name), new(found.Scope.Purpose, found.Scope.LegalBasis), Channel.Api), found.Scope);
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, found.Person.Id)], SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Write(Context, StatusCodes.Status401Unauthorized, [new("api.token", "Send a token of this node: 'Authorization: Bearer palermo....'. 'palermo people token' makes one.")]);
    }

    /// <summary>The session of a request that was signed in here, if the token allows the action.</summary>
    public static Outcome<Session> SessionFor(HttpContext http, AccessAction action)
    {
        if (http.Items[Key] is not (Session session, ApiTokenScope scope)) return new Refusal("api.token", "Send a token of this node.");
        return scope.Actions.Contains(action) ? session : new Refusal("api.scope", $"The token '{scope.Name}' does not allow {action.ToString().ToLowerInvariant()}.");
    }
}
