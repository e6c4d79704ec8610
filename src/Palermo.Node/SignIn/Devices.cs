using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>A browser in which a person is signed in.</summary>
/// <param name="Program">Browser and system as far as they are told, such as "Chrome, Android".</param>
internal sealed record Device(string Program, Instant SignedIn, Instant Seen);

/// <summary>
/// Where people are signed in. Each sign-in bears the name of one entry here and ends with it, so that a person, or an administrator, can
/// sign a lost telephone out from afar: with its next click it is nobody's.
/// </summary>
internal sealed class Devices(OpenedNode node)
{
    /// <summary>The claim that names the device of a sign-in.</summary>
    public const string Claim = "palermo-device";
    private const string Sort = "device";

    /// <summary>A sign-in ends after a shift without a click; its entry goes soon after.</summary>
    public static readonly TimeSpan Shift = TimeSpan.FromHours(10);
    private static readonly Duration Kept = Duration.FromHours(11), Noted = Duration.FromMinutes(5);

    /// <summary>Enters a new sign-in.</summary>
    /// <returns>The name of the device, for the claim.</returns>
    public async Task<string> AddAsync(string person, string userAgent, CancellationToken cancel)
    {
        var (id, now) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12)), node.Clock.GetCurrentInstant());
        await SaveAsync(person, id, new(ProgramOf(userAgent), now, now), cancel);
        return id;
    }

    /// <summary>Those that are signed in, last seen first.</summary>
    public async Task<IReadOnlyList<(string Id, Device Device)>> ListAsync(string person, CancellationToken cancel)
    {
        List<(string Id, Device Device)> devices = [];
        foreach (var (id, json) in await node.Store.Kept.ListAsync(person, Sort, cancel))
        {
            var device = JsonSerializer.Deserialize<Device>(json, BodyJson.Options)!;
            if (node.Clock.GetCurrentInstant() - device.Seen > Kept) await node.Store.Kept.RemoveAsync(person, Sort, id, cancel);
            else devices.Add((id, device));
        }
        return [.. devices.OrderByDescending(d => d.Device.Seen)];
    }

    /// <summary>Whether the device is signed in still; notes that it was seen.</summary>
    public async Task<bool> SeenAsync(string person, string? id, CancellationToken cancel)
    {
        if ((await ListAsync(person, cancel)).FirstOrDefault(d => d.Id == id).Device is not { } device) return false;
        var now = node.Clock.GetCurrentInstant();
        if (now - device.Seen > Noted) await SaveAsync(person, id!, device with { Seen = now }, cancel);
        return true;
    }

    /// <summary>Signs one device out.</summary>
    public ValueTask RemoveAsync(string person, string id, CancellationToken cancel) => node.Store.Kept.RemoveAsync(person, Sort, id, cancel);

    /// <summary>Signs every device of a person out.</summary>
    public async Task RemoveAllAsync(string person, CancellationToken cancel)
    {
        foreach (var (id, _) in await ListAsync(person, cancel)) await RemoveAsync(person, id, cancel);
    }

    private ValueTask SaveAsync(string person, string id, Device device, CancellationToken cancel) =>
        node.Store.Kept.SaveAsync(person, Sort, id, JsonSerializer.Serialize(device, BodyJson.Options), cancel);

    /// <summary>Ends a sign-in whose device was signed out. Asked with each request, as the person's own rights are.</summary>
    public static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { } person) return;
        var devices = context.HttpContext.RequestServices.GetRequiredService<Devices>();
        if (!await devices.SeenAsync(person, context.Principal.FindFirstValue(Claim), context.HttpContext.RequestAborted)) context.RejectPrincipal();
    }

    /// <summary>Browser and system in words that a person knows; nothing finer is kept.</summary>
    internal static string ProgramOf(string userAgent)
    {
        (string Mark, string Name)[] browsers = [("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];
        (string Mark, string Name)[] systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];
        string Named((string Mark, string Name)[] names) => names.FirstOrDefault(n => userAgent.Contains(n.Mark, StringComparison.Ordinal)).Name ?? "?";
        return $"{Named(browsers)}, {Named(systems)}";
    }
}
