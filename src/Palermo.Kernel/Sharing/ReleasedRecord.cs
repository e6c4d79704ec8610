using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Palermo.Kernel;

/// <summary>A record as it leaves: the payload of the message <c>record/1</c>. What is not here did not leave.</summary>
/// <param name="Copy">The name of the record at the partner.</param>
/// <param name="Origin">The node that owns the record: the sender, or who it came from when it is passed on.</param>
/// <param name="Purposes">What the partner may use it for.</param>
/// <param name="Gateway">The instrument on which the exchange rests.</param>
public sealed record ReleasedRecord(
    RecordId Copy, string Kind, int BodyVersion, string Origin, Handling Handling, ImmutableSet Purposes, LocalDate ReviewDate, IReadOnlyList<SubjectCategory> Categories,
    string? LegalBasis, Grading? Grading, string Source, string Gateway, JsonObject Body)
{
    /// <summary>Name and version of the message.</summary>
    public const string Message = "record/1";

    /// <summary>Whether a message of this kind brought the copy of a record.</summary>
    public static bool IsCarriedBy(string kind) => kind == Message;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, BodyJson.Options);

    /// <summary>Reads a payload; what is wrong with it is a refusal, told to the sender by code.</summary>
    public static Outcome<ReleasedRecord> Read(ReadOnlyMemory<byte> payload) => Payloads.Read<ReleasedRecord>(payload);

    /// <summary>The conversation in which everything about a copy goes, so that a recall never overtakes the record.</summary>
    public static string Conversation(RecordId copy) => "record/" + copy;

    /// <summary>What two nodes compare to say that they have the same: body as the kind writes it, and marking.</summary>
    public static string ContentHash(Kind kind, object body, Handling handling) =>
        Convert.ToHexStringLower(SHA256.HashData([.. kind.Write(body), 0, .. System.Text.Encoding.UTF8.GetBytes(handling.ToString())]));

    /// <summary>The header of the copy at a node.</summary>
    /// <param name="from">The node that sent it, and owns the copy.</param>
    /// <param name="state">The first state of the kind for a new copy; the present one for a changed one.</param>
    public RecordHeader HeaderOf(string from, string state) => new(
        Copy, Kind, from, state, Handling, Purposes, default, new(Source, Origin == from ? null : $"passed on by {from}, from {Origin}"), ReviewDate, Categories, LegalBasis, Grading);
}

/// <summary>Reading the payloads of messages: a claim of another node, whatever its signature says.</summary>
public static class Payloads
{
    /// <summary>More than that no message of the platform is.</summary>
    public const int Largest = OutgoingMessage.MostBytes;

    public static Outcome<T> Read<T>(ReadOnlyMemory<byte> payload) where T : class
    {
        if (payload.Length > Largest) return new Refusal("message.size", "The message is larger than any of its kind.");
        try
        {
            return JsonSerializer.Deserialize<T>(payload.Span, BodyJson.Options) is { } read ? read : (Outcome<T>)new Refusal("message.empty", "The message is empty.");
        }
        // The place is told, and never the content: an error text goes back to the sender and into logs.
        catch (JsonException fault) { return new Refusal("message.malformed", $"The message cannot be read at {fault.Path ?? "its beginning"}."); }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or NotSupportedException or ArgumentException or NodaTime.Text.UnparsableValueException)
        {
            return new Refusal("message.malformed", "The message cannot be read.");
        }
    }

    public static byte[] Write<T>(T payload) where T : class => JsonSerializer.SerializeToUtf8Bytes(payload, BodyJson.Options);
}
