using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Storage.Audit;

/// <summary>An entry about to be written: the bytes that are hashed, and the things under which it is found again.</summary>
/// <param name="About">Records and other things that it names.</param>
/// <param name="Batch">First and last commit number of the versions that it vouches for as a whole.</param>
internal sealed record AuditRecord(string Actor, byte[] Entry, IReadOnlyCollection<string> About, (long From, long To)? Batch = null)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the canonical bytes: one JSON object, its members in this order, absent ones left out.</summary>
    public static AuditRecord Of(Session session, string action, string? subject, object? detail, Instant at, IEnumerable<string>? about = null, (long, long)? batch = null)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteString("at", InstantPattern.ExtendedIso.Format(at));
            json.WriteString("actor", session.Actor.Id);
            json.WriteString("action", action);
            json.WriteString("purpose", session.Work.Purpose);
            if (session.Work.LegalBasis is { } basis) json.WriteString("legalBasis", basis);
            if (session.Work.CaseReference is { } reference) json.WriteString("case", reference);
            json.WriteString("channel", JsonNamingPolicy.KebabCaseLower.ConvertName(session.Channel.ToString()));
            if (subject is not null) json.WriteString("subject", subject);
            if (session.Actor.BreakGlass is { } glass && glass.Until > at) json.WriteString("emergency", glass.Reason);
            json.WritePropertyName("detail");
            if (detail is null) json.WriteRawValue("{}");
            else JsonSerializer.Serialize(json, detail, detail.GetType(), BodyJson.Options);
            json.WriteEndObject();
        }
        HashSet<string> named = [.. about ?? []];
        if (subject is not null) named.Add(subject);
        return new(session.Actor.Id, bytes.ToArray(), named, batch);
    }

    /// <summary>The key under which a thing's entries are found: 16 bytes for a record, the words for anything else.</summary>
    public static byte[] Key(string subject) =>
        RecordId.TryParse(subject, null, out var id) ? id.ToBytes() : SHA256.HashData(Encoding.UTF8.GetBytes(subject));

    /// <summary>SHA-256 over the hash before and the entry.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(entry);
        return hash.GetHashAndReset();
    }

    /// <summary>Reads an entry back for people.</summary>
    public static AuditEntry Read(long sequence, byte[] entry, byte[]? hash)
    {
        using var json = JsonDocument.Parse(entry);
        var root = json.RootElement;
        string? Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
        var channel = Enum.Parse<Channel>((Text("channel") ?? "").Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        return new(sequence, InstantPattern.ExtendedIso.Parse(Text("at")!).Value, Text("actor")!, Text("action")!, Text("purpose")!, Text("legalBasis"), Text("case"),
            channel, Text("subject"), root.GetProperty("detail").GetRawText(), hash is null ? "" : Convert.ToHexStringLower(hash));
    }
}
