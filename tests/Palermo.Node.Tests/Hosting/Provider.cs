using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Palermo.Node.Tests;

/// <summary>An OpenID Connect provider on the loopback: discovery, keys, authorisation code with PKCE (RFC 7636), tokens signed by RS256.</summary>
internal sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RSA _key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string Client)> _codes = new();

    public string Authority => _app.Urls.First();
    public string Subject { get; set; } = "17";
    public string[] Groups { get; set; } = [];
    /// <summary>True to sign with a key that the provider does not publish.</summary>
    public bool Forges { get; set; }

    private Provider(WebApplication app) => _app = app;

    public static async Task<Provider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new Provider(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = provider.Authority, ["authorization_endpoint"] = provider.Authority + "/authorize", ["token_endpoint"] = provider.Authority + "/token", ["jwks_uri"] = provider.Authority + "/keys",
            ["response_types_supported"] = new[] { "code" }, ["subject_types_supported"] = new[] { "public" }, ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        app.MapGet("/keys", () =>
        {
            var open = provider._key.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "1", n = WebEncoders.Base64UrlEncode(open.Modulus!), e = WebEncoders.Base64UrlEncode(open.Exponent!) } } });
        });
        app.MapGet("/authorize", (HttpContext http) =>
        {
            var query = http.Request.Query;
            Assert.Equal("code", query["response_type"]);
            Assert.Equal("S256", query["code_challenge_method"]);
            var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            provider._codes[code] = (query["code_challenge"]!, query["nonce"]!, query["client_id"]!);
            return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
        });
        app.MapPost("/token", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync();
            if (!provider._codes.TryRemove(form["code"]!, out var asked)
                || WebEncoders.Base64UrlEncode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"]!))) != asked.Challenge) return Results.BadRequest(new { error = "invalid_grant" });
            using var other = RSA.Create(2048);
            var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = provider.Authority, Audience = asked.Client, Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
                Subject = new ClaimsIdentity([new("sub", provider.Subject), new("preferred_username", "amina@police.example"), new("name", "Amina Oumarou"), new("nonce", asked.Nonce), .. provider.Groups.Select(g => new Claim("groups", g))]),
                SigningCredentials = new(new RsaSecurityKey(provider.Forges ? other : provider._key) { KeyId = "1", CryptoProviderFactory = new() { CacheSignatureProviders = false } }, SecurityAlgorithms.RsaSha256),
            });
            return Results.Json(new { access_token = "none", token_type = "Bearer", id_token = token });
        });
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _key.Dispose();
    }
}
