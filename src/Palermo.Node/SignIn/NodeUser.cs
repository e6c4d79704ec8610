using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>A person as ASP.NET Core Identity handles one: the person of the node with what sign-in needs opened.</summary>
internal sealed class NodeUser(Person person)
{
    /// <summary>The person as last read or saved.</summary>
    public Person Person { get; set; } = person;
    public Credentials Credentials { get; set; } = Credentials.Read(person.Credentials);

    /// <summary>The person as to be saved.</summary>
    public Person Changed() => Person with
    {
        Credentials = Credentials.Write(),
        PasskeyIds = ImmutableSet.Of(Credentials.Passkeys.Select(p => p.Id)),
    };
}

/// <summary>What sign-in needs of a person: never shown, never exported.</summary>
internal sealed record Credentials
{
    public string? PasswordHash { get; init; }
    /// <summary>Changes whenever a credential changes: every sign-in made before it ends.</summary>
    public string SecurityStamp { get; init; } = "";
    public int FailedCount { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }
    /// <summary>Hash of the code that a second officer gave for recovery, and when it ends.</summary>
    public string? RecoveryHash { get; init; }
    public DateTimeOffset? RecoveryUntil { get; init; }
    public IReadOnlyList<Passkey> Passkeys { get; init; } = [];

    public static Credentials Read(string json) => json.Length == 0 ? new() : JsonSerializer.Deserialize<Credentials>(json, Answer.Json) ?? new();
    public string Write() => JsonSerializer.Serialize(this, Answer.Json);
}

/// <summary>A passkey as stored.</summary>
/// <param name="Id">Credential id, base64url.</param>
internal sealed record Passkey(
    string Id, byte[] PublicKey, DateTimeOffset CreatedAt, uint SignCount, string[]? Transports, bool UserVerified, bool BackupEligible, bool BackedUp,
    byte[] AttestationObject, byte[] ClientDataJson, string? Name)
{
    public static Passkey Of(UserPasskeyInfo info) => new(
        IdOf(info.CredentialId), info.PublicKey, info.CreatedAt, info.SignCount, info.Transports, info.IsUserVerified, info.IsBackupEligible, info.IsBackedUp,
        info.AttestationObject, info.ClientDataJson, info.Name);

    public UserPasskeyInfo ToInfo() => new(
        System.Buffers.Text.Base64Url.DecodeFromChars(Id), PublicKey, CreatedAt, SignCount, Transports, UserVerified, BackupEligible, BackedUp, AttestationObject, ClientDataJson) { Name = Name };

    public static string IdOf(byte[] credentialId) => System.Buffers.Text.Base64Url.EncodeToString(credentialId);
}
