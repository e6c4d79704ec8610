using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Palermo.Kernel;

/// <summary>The name of a record for ever: a UUID of version 7, made by the node that owns it.</summary>
/// <remarks>It tells when it was made (RFC 9562, 5.7): what leaves the protection compartment bears a <see cref="RecordReference"/> instead.</remarks>
[JsonConverter(typeof(RecordIdJson))]
public readonly record struct RecordId(Guid Value) : IComparable<RecordId>, ISpanParsable<RecordId>
{
    public int CompareTo(RecordId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("D");

    /// <summary>The 16 bytes in the order in which they sort by time, as every store keeps them.</summary>
    public byte[] ToBytes() => Value.ToByteArray(bigEndian: true);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static RecordId FromBytes(ReadOnlySpan<byte> bytes) => new(new Guid(bytes, bigEndian: true));

    /// <summary>
    /// The id that a form or entry bearing this one makes when this person sends it: the time stays, the rest is drawn from person and wish.
    /// The same form always makes the same record, and nobody can choose an id, so that none lands on that of another record.
    /// </summary>
    public RecordId DrawnFor(string person)
    {
        var bytes = ToBytes();
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"entry\n{person}\n{this}")).AsSpan(0, 10).CopyTo(bytes.AsSpan(6));
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return FromBytes(bytes);
    }

    public static RecordId Parse(string s, IFormatProvider? provider = null) => new(Guid.ParseExact(s, "D"));
    public static RecordId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => new(Guid.ParseExact(s, "D"));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RecordId result) => TryParse(s.AsSpan(), provider, out result);
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out RecordId result)
    {
        var ok = Guid.TryParseExact(s, "D", out var value);
        result = new(value);
        return ok;
    }

    private sealed class RecordIdJson : JsonConverter<RecordId>
    {
        public override RecordId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), null, out var id) ? id : throw new JsonException("A record id is a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057.");

        public override void Write(Utf8JsonWriter writer, RecordId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}

/// <summary>A random name that says nothing of when or where it was made: for what leaves a protected room (a hold, for example).</summary>
public readonly record struct RecordReference(Guid Value)
{
    public override string ToString() => Value.ToString("N");

    /// <summary>128 bits from the system's generator.</summary>
    public static RecordReference New()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new(new Guid(bytes));
    }
}

/// <summary>Makes record ids from the node's own clock: never twice the same, and never smaller than the one before.</summary>
/// <remarks>RFC 9562, 6.2, method 2: within a millisecond the random part counts up. Safe from several threads.</remarks>
public sealed class RecordIdSource(TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _millisecond;
    private ulong _high, _low; // 12 and 62 random bits

    public RecordId Next()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            if (now > _millisecond) (_millisecond, _high, _low) = (now, Random(12), Random(62));
            else
            {
                // A step that cannot be guessed keeps ids apart without telling how many were made.
                _low += 1 + Random(16);
                if (_low >> 62 != 0) { _low &= (1UL << 62) - 1; if (++_high >> 12 != 0) { _high = 0; _millisecond++; } }
            }
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)_millisecond << 16) | 0x7000 | _high);
            BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000 | _low);
            return RecordId.FromBytes(bytes);
        }
    }

    private static ulong Random(int bits)
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes) >> (64 - bits);
    }
}
