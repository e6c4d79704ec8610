using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Palermo.Exchange;
using Palermo.Exchange.Keys;
using Palermo.Exchange.Trust;
using Palermo.Kernel;
using Palermo.Node.Cli;
using Palermo.Storage;

namespace Palermo.Node;

/// <summary>Who a node is, as a backup holds it: its keys and whom it trusts, sealed under a passphrase (PBKDF2 with SHA-512, AES-256-GCM).</summary>
/// <remarks>A backup lies on other machines and for years: without a passphrase the keys are left out of it. The name of the node is bound into the seal, so that no node takes the keys of another.</remarks>
internal static class IdentityBackup
{
    /// <summary>Names of the parts in a backup.</summary>
    public const string IdentityPart = "node/identity.json", SettingsPart = "node/settings.json";

    /// <summary>Name of the environment variable that holds the passphrase.</summary>
    public const string PassphraseVariable = "PALERMO_BACKUP_PASSPHRASE";

    /// <summary>The shortest passphrase that seals a file which a thief may try for years. Source: NIST SP 800-63B-4, 3.1.1.2: 15 characters where a password stands alone.</summary>
    public const int ShortestPassphrase = 15;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512. Source: OWASP Password Storage Cheat Sheet, 2023: 210,000.</summary>
    private const int Rounds = 210_000;
    private const int SaltBytes = 16, NonceBytes = 12, TagBytes = 16, KeyBytes = 32;

    private sealed record Sealed(int Version, string Node, int Rounds, byte[] Salt, byte[] Nonce, byte[] Tag, byte[] Content);

    /// <summary>The keys of a node, with the replaced ones that still open what is on its way, and its trust book.</summary>
    internal sealed record Identity(NodeKeys Keys, TrustBook Trust);

    /// <summary>Seals a node's keys and trust book.</summary>
    public static byte[] Seal(NodeIdentity identity, string passphrase)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(new Identity(identity.Keys, identity.Trust.Book), BodyJson.Options);
        var (salt, nonce, tag, content) = (RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(NonceBytes), new byte[TagBytes], new byte[plain.Length]);
        var key = KeyOf(passphrase, salt, Rounds);
        using (var cipher = new AesGcm(key, TagBytes)) cipher.Encrypt(nonce, plain, content, tag, Bound(identity.Node));
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(plain);
        return JsonSerializer.SerializeToUtf8Bytes(new Sealed(1, identity.Node, Rounds, salt, nonce, tag, content), BodyJson.Options);
    }

    /// <summary>Opens the part of a backup.</summary>
    /// <exception cref="CliProblem">The passphrase is another one, or the part was altered or is damaged.</exception>
    public static Identity Open(byte[] part, string node, string passphrase)
    {
        Sealed? wrapped;
        try { wrapped = JsonSerializer.Deserialize<Sealed>(part, BodyJson.Options); }
        catch (JsonException) { wrapped = null; }
        if (wrapped is not { Version: 1, Rounds: > 0 and <= 10_000_000, Salt.Length: SaltBytes, Nonce.Length: NonceBytes, Tag.Length: TagBytes })
            throw new CliProblem("The keys in the backup are damaged or of a newer program. Nothing was changed; '--without-keys' restores the records alone.");
        if (wrapped.Node != node) throw new CliProblem($"The keys in the backup are those of the node '{wrapped.Node}', and this is '{node}'. Nothing was changed.");
        var plain = new byte[wrapped.Content.Length];
        var key = KeyOf(passphrase, wrapped.Salt, wrapped.Rounds);
        try
        {
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(wrapped.Nonce, wrapped.Content, wrapped.Tag, plain, Bound(wrapped.Node));
            return JsonSerializer.Deserialize<Identity>(plain, BodyJson.Options)!;
        }
        catch (AuthenticationTagMismatchException) { throw new CliProblem("The keys in the backup do not open with this passphrase: it is another one, or the file was altered. Nothing was changed."); }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Puts keys and trust into a node's folder, where it has none.</summary>
    /// <returns>False when the folder has keys already: these may be newer, and stay.</returns>
    public static bool Put(Identity identity, string folder)
    {
        var file = new KeyFile(folder, Environment.GetEnvironmentVariable(KeyFile.PassphraseVariable) is { Length: > 0 } passphrase ? passphrase : null);
        if (file.Exists) return false;
        file.Write(identity.Keys);
        var trust = new TrustFile(folder);
        if (trust.Book.Partners.Count + trust.Book.Directories.Count + trust.Book.Revoked.Count == 0) trust.Change(_ => identity.Trust);
        return true;
    }

    /// <summary>The passphrase that somebody gives: the first line of a file, or else the environment's; null when there is neither.</summary>
    /// <exception cref="CliProblem">The file is missing, or the passphrase is too short to seal anything.</exception>
    public static string? PassphraseOf(FileInfo? file)
    {
        string? passphrase;
        if (file is not null)
        {
            if (!file.Exists) throw new CliProblem($"{file}: there is no such file. Write the passphrase into it, on one line.");
            passphrase = File.ReadLines(file.FullName, Encoding.UTF8).FirstOrDefault() ?? "";
        }
        else passphrase = Environment.GetEnvironmentVariable(PassphraseVariable) is { Length: > 0 } given ? given : null;
        return passphrase is { Length: < ShortestPassphrase } ? throw new CliProblem($"The passphrase has {passphrase.Length} characters: take {ShortestPassphrase} or more, several words for example.") : passphrase;
    }

    /// <summary>What the node is called and how it is set up, as the backup has it; null when it has no such part.</summary>
    public static NodeSettings? SettingsOf(string file) =>
        NodeStore.PartOfBackup(file, SettingsPart) is { } part ? JsonSerializer.Deserialize<NodeSettings>(part, Answer.Json) : null;

    public static byte[] SettingsPartOf(NodeSettings settings) => JsonSerializer.SerializeToUtf8Bytes(settings, Answer.Json);

    private static byte[] KeyOf(string passphrase, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(passphrase.Normalize(NormalizationForm.FormKC), salt, rounds, HashAlgorithmName.SHA512, KeyBytes);

    private static byte[] Bound(string node) => Encoding.UTF8.GetBytes("palermo-identity/1/" + node);
}
