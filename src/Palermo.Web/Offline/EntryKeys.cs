using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Web.Offline;

/// <summary>A key pair to which the entries of one person are sealed on a device.</summary>
/// <param name="Id">Random name; it says nothing of the person.</param>
internal sealed record EntryKey(string Id, byte[] Private, Instant Made)
{
    /// <summary>The private key, opened. The caller disposes of it.</summary>
    public ECDiffieHellman Open()
    {
        var key = ECDiffieHellman.Create();
        key.ImportPkcs8PrivateKey(Private, out _);
        return key;
    }

    /// <summary>The public key as the browser takes it, base64url.</summary>
    public string Public
    {
        get
        {
            using var key = Open();
            return Base64Url.EncodeToString(Hpke.PublicKey(key));
        }
    }
}

/// <summary>
/// The keys of each person. Only the node can open what a device holds, and only for the person whose key it is: a phone that is found
/// or stolen gives up nothing. They lie in the store, and so in its backups: a node restored from one still opens what waits on a phone.
/// </summary>
internal sealed class EntryKeys(IKeptThings kept, IClock clock)
{
    private const string Sort = "entry-key";

    /// <summary>A new key is made after this time, so that one that leaks opens no more than a month.</summary>
    public static readonly Duration Used = Duration.FromDays(30);
    /// <summary>An entry that was never sent is wiped from the device after this time.</summary>
    public static readonly Duration EntriesWait = Duration.FromDays(30);
    /// <summary>A draft that nobody finished is wiped from the device after this time.</summary>
    public static readonly Duration DraftsWait = Duration.FromDays(7);
    /// <summary>Nothing on any device is older: the key can go.</summary>
    private static readonly Duration Kept = Used + EntriesWait + Duration.FromDays(30);

    private sealed record Stored(byte[] Private, Instant Made);

    /// <summary>All keys that the person has, newest first.</summary>
    public async Task<IReadOnlyList<EntryKey>> ListAsync(string person, CancellationToken cancel)
    {
        List<EntryKey> keys = [];
        foreach (var (name, json) in await kept.ListAsync(person, Sort, cancel))
            if (JsonSerializer.Deserialize<Stored>(json, BodyJson.Options) is { } stored) keys.Add(new(name, stored.Private, stored.Made));
        return [.. keys.OrderByDescending(k => k.Made)];
    }

    /// <summary>The keys of the person with one first that may be sealed to now; it is made when there is none.</summary>
    public async Task<IReadOnlyList<EntryKey>> ReadyAsync(string person, CancellationToken cancel)
    {
        var (keys, now) = (await ListAsync(person, cancel), clock.GetCurrentInstant());
        if (keys.Count > 0 && now - keys[0].Made < Used) return keys;
        foreach (var old in keys.Where(k => now - k.Made > Kept)) await kept.RemoveAsync(person, Sort, old.Id, cancel);
        using var made = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var key = new EntryKey(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9)), made.ExportPkcs8PrivateKey(), now);
        await kept.SaveAsync(person, Sort, key.Id, JsonSerializer.Serialize(new Stored(key.Private, key.Made), BodyJson.Options), cancel);
        return [key, .. keys.Where(k => now - k.Made <= Kept)];
    }
}
