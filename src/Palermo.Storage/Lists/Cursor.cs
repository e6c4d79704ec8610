using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Palermo.Storage.Lists;

/// <summary>A place in the order of one compartment's list: behind the last row shown.</summary>
/// <param name="Phase">0 at the beginning; in an order by event, 1 among the records without a time; 2 at the end.</param>
/// <param name="Event">Day of the last row's event, in an order by event.</param>
/// <param name="Rid">The last row's number; 0 before the first.</param>
internal readonly record struct Place(int Phase, long Event, long Rid)
{
    public static readonly Place Start = new(0, 0, 0);
    public const int End = 2;
    public bool AtStart => this is { Phase: 0, Rid: 0 };
}

/// <summary>Writes places as one opaque text. Sealed with the store's key: it tells nothing, and nobody else can make one.</summary>
internal sealed class Cursor(byte[] key)
{
    private const int NonceLength = 12, TagLength = 16, PlaceLength = 17;

    public string Write(IReadOnlyList<Place> places)
    {
        var plain = new byte[places.Count * PlaceLength];
        for (var i = 0; i < places.Count; i++)
        {
            var part = plain.AsSpan(i * PlaceLength);
            part[0] = (byte)places[i].Phase;
            BinaryPrimitives.WriteInt64BigEndian(part[1..], places[i].Event);
            BinaryPrimitives.WriteInt64BigEndian(part[9..], places[i].Rid);
        }
        var bytes = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceLength));
        using var seal = new AesGcm(key, TagLength);
        seal.Encrypt(bytes.AsSpan(0, NonceLength), plain, bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length));
        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="FormatException">The text is no cursor of this store, or one of a list over other compartments.</exception>
    public Place[] Read(string text, int count)
    {
        var plain = new byte[count * PlaceLength];
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            if (bytes.Length != NonceLength + plain.Length + TagLength) throw new FormatException("The cursor has another length.");
            using var seal = new AesGcm(key, TagLength);
            seal.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length), plain);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            throw new FormatException("This is no cursor of this list: begin at the first page.", fault);
        }
        var places = new Place[count];
        for (var i = 0; i < count; i++)
        {
            var part = plain.AsSpan(i * PlaceLength);
            places[i] = new(part[0], BinaryPrimitives.ReadInt64BigEndian(part[1..]), BinaryPrimitives.ReadInt64BigEndian(part[9..]));
        }
        return places;
    }
}
