using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Exchange.Keys;

/// <summary>A key file that cannot be used; the message says which and how to mend it.</summary>
public sealed class KeyProblem(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The keys in the node's folder: a file that its owner alone may read, and, where a passphrase is given, sealed under it
/// (PBKDF2 with SHA-512, AES-256-GCM).
/// </summary>
public sealed class KeyFile(string folder, string? passphrase)
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512. Source: OWASP Password Storage Cheat Sheet, 2023: 210,000.</summary>
    private const int Rounds = 210_000;
    private const int SaltBytes = 16, NonceBytes = 12, TagBytes = 16;

    private sealed record Sealed(int Rounds, byte[] Salt, byte[] Nonce, byte[] Tag, byte[] Content);
    private sealed record Content(int Version, NodeKeys? Keys, Sealed? Sealed);

    /// <summary>Name of the environment variable that holds the passphrase.</summary>
    public const string PassphraseVariable = "PALERMO_KEY_PASSPHRASE";

    public string FilePath { get; } = Path.Combine(folder, "exchange", "keys.json");

    public bool Exists => File.Exists(FilePath);

    /// <summary>Reads the keys; makes them when the node has none.</summary>
    /// <exception cref="KeyProblem">The file is damaged, open to others, or sealed under another passphrase.</exception>
    public NodeKeys ReadOrCreate(Instant now)
    {
        if (!Exists) Write(NodeKeys.New(now));
        return Read();
    }

    /// <summary>Reads the keys of a node that has some.</summary>
    public NodeKeys Read()
    {
        try
        {
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(FilePath) is var mode && (mode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
                throw new KeyProblem($"{FilePath} may be read by others ({mode}): run 'chmod 600 {FilePath}', and think whether somebody did; if so, 'palermo node rotate'.");
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(FilePath), BodyJson.Options)!;
            if (content.Version != 1) throw new KeyProblem($"{FilePath} has version {content.Version}, and this program knows 1: run the newer program.");
            if (content.Sealed is { } wrapped) return Open(wrapped);
            return content.Keys ?? throw new KeyProblem($"{FilePath} holds no keys: restore it from a backup.");
        }
        catch (JsonException fault) { throw new KeyProblem($"{FilePath} is damaged (line {fault.LineNumber + 1}): restore it from a backup.", fault); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { throw new KeyProblem($"{FilePath} cannot be read: {fault.Message}", fault); }
    }

    private NodeKeys Open(Sealed wrapped)
    {
        if (passphrase is null) throw new KeyProblem($"{FilePath} is sealed: set {PassphraseVariable} to its passphrase.");
        if (wrapped is not { Rounds: > 0 and <= 10_000_000, Salt.Length: SaltBytes, Nonce.Length: NonceBytes, Tag.Length: TagBytes }) throw new KeyProblem($"{FilePath} is damaged: restore it from a backup.");
        var plain = new byte[wrapped.Content.Length];
        try
        {
            using var cipher = new AesGcm(Rfc2898DeriveBytes.Pbkdf2(passphrase, wrapped.Salt, wrapped.Rounds, HashAlgorithmName.SHA512, 32), TagBytes);
            cipher.Decrypt(wrapped.Nonce, wrapped.Content, wrapped.Tag, plain);
            return JsonSerializer.Deserialize<NodeKeys>(plain, BodyJson.Options)!;
        }
        catch (AuthenticationTagMismatchException fault) { throw new KeyProblem($"{FilePath} does not open with the passphrase in {PassphraseVariable}: it is another one, or the file was altered.", fault); }
        finally { CryptographicOperations.ZeroMemory(plain); }
    }

    /// <summary>Writes the keys so that at every moment either the old file is there whole or the new one.</summary>
    public void Write(NodeKeys keys)
    {
        Content content;
        if (passphrase is null) content = new(1, keys, null);
        else
        {
            var plain = JsonSerializer.SerializeToUtf8Bytes(keys, BodyJson.Options);
            var (salt, nonce, tag, bytes) = (RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(NonceBytes), new byte[TagBytes], new byte[plain.Length]);
            using var cipher = new AesGcm(Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Rounds, HashAlgorithmName.SHA512, 32), TagBytes);
            cipher.Encrypt(nonce, plain, bytes, tag);
            CryptographicOperations.ZeroMemory(plain);
            content = new(1, null, new(Rounds, salt, nonce, tag, bytes));
        }
        WholeFile.Write(FilePath, JsonSerializer.SerializeToUtf8Bytes(content, BodyJson.Options), secret: true);
    }
}

/// <summary>Files that are replaced whole: after a crash the old content is there or the new, never half of one.</summary>
internal static class WholeFile
{
    public static void Write(string path, ReadOnlySpan<byte> content, bool secret)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (secret && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
    }
}
