using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>What a person at a browser has stated: purpose, legal basis, case, and an emergency opening while it runs.</summary>
internal sealed record StatedWork(string PersonId, Work Work, string? GlassReason = null, DateTimeOffset? GlassUntil = null)
{
    public BreakGlass? BreakGlass(IClock clock) =>
        GlassReason is { } reason && GlassUntil is { } until && Instant.FromDateTimeOffset(until) > clock.GetCurrentInstant() ? new(reason, Instant.FromDateTimeOffset(until)) : null;
}

/// <summary>Keeps the stated work in a cookie that only this node can read and that ends with the browser.</summary>
internal sealed class StatedWorkCookie(IDataProtectionProvider protection, OpenedNode node)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Palermo.StatedWork");

    public string Name => $"palermo-{node.Settings.Name}-work";

    public StatedWork? Read(HttpRequest request)
    {
        if (request.Cookies[Name] is not { Length: > 0 and < 4096 } sealedText) return null;
        try { return JsonSerializer.Deserialize<StatedWork>(_protector.Unprotect(sealedText), Answer.Json); }
        catch (Exception fault) when (fault is System.Security.Cryptography.CryptographicException or JsonException) { return null; }
    }

    public void Write(HttpResponse response, StatedWork work) =>
        response.Cookies.Append(Name, _protector.Protect(JsonSerializer.Serialize(work, Answer.Json)), Options(response));

    public void Clear(HttpResponse response) => response.Cookies.Delete(Name, Options(response));

    private static CookieOptions Options(HttpResponse response) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = response.HttpContext.Request.IsHttps, IsEssential = true, Path = "/" };
}
