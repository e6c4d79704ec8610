using System.Security.Cryptography;
using System.Text;
using Palermo.Kernel;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Bulk;

/// <summary>A row with everything that can be made ready before the database is locked.</summary>
internal sealed class PreparedRow
{
    public required string Reference { get; init; }
    public required string Key { get; init; }
    public required int Line { get; init; }
    public required object Body { get; init; }
    public required byte[] Bytes { get; init; }
    /// <summary>The first 16 bytes of the body's SHA-256: an unchanged row is known by it.</summary>
    public required byte[] Hash { get; init; }
    public required RecordId Id { get; init; }
    public required IndexPlan Plan { get; init; }
    public required byte[] Uuid { get; init; }
    public required byte[] Salt { get; init; }
    /// <summary>The commitment of a first version.</summary>
    public required byte[] Commitment { get; init; }
    /// <summary>The words of each search row, as SQLite takes them.</summary>
    public required byte[][] Words { get; init; }

    // Given while the database is locked.
    public long Rid { get; set; }
    public long Seq { get; set; }
    public byte[]? Facets { get; set; }
}

/// <summary>Prepares rows, on the caller's thread, while another writes the batch before.</summary>
internal sealed class Preparer(Vault vault, Kind kind, RecordHeader template, AccessClass access, byte[] headJson, bool wordsAsBytes)
{
    private readonly byte[] _random = new byte[Commitment.SaltLength * 256];
    private int _used = int.MaxValue;

    /// <exception cref="ArgumentException">The row did not pass the kind's rules.</exception>
    public PreparedRow Prepare(in BulkRow row)
    {
        foreach (var problem in kind.Validate(row.Body))
            throw new ArgumentException($"Line {row.Line}, {problem.Field}: {problem.Message} Rows are validated before they come to the bulk door.");
        var bytes = kind.Write(row.Body);
        var reference = ShortKey.WellFormed(row.Reference);
        var id = vault.Catalogue.Ids.Next();
        var salt = Salt();
        var plan = IndexPlan.Of(kind, row.Body, access, vault.Catalogue.Keys);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return new()
        {
            Reference = reference, Key = ShortKey.Of(reference), Line = row.Line, Body = row.Body, Bytes = bytes, Hash = hash[..16].ToArray(), Id = id, Uuid = id.ToBytes(), Plan = plan, Salt = salt,
            Commitment = Commitment.Of(salt, headJson, id, 1, template.State, RecordFlags.None, Days.Number(template.ReviewDate), reference, row.Line, kind.BodyVersion, bytes),
            Words = wordsAsBytes ? [.. plan.Searches.Select(s => Joined(s.Words))] : [],
        };
    }

    private static byte[] Joined(HashSet<string> words)
    {
        var length = words.Count;
        foreach (var word in words) length += Encoding.UTF8.GetByteCount(word);
        var bytes = new byte[length];
        var at = 0;
        foreach (var word in words)
        {
            at += Encoding.UTF8.GetBytes(word, bytes.AsSpan(at));
            bytes[at++] = (byte)' ';
        }
        return bytes;
    }

    private byte[] Salt()
    {
        if (_used >= _random.Length)
        {
            RandomNumberGenerator.Fill(_random);
            _used = 0;
        }
        _used += Commitment.SaltLength;
        return _random.AsSpan(_used - Commitment.SaltLength, Commitment.SaltLength).ToArray();
    }
}
