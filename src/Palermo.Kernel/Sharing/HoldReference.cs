using System.Security.Cryptography;
using System.Text;

namespace Palermo.Kernel;

/// <summary>The reference under which holds on a record are found.</summary>
/// <remarks>
/// A hash of the record's id: two nodes that have the same record find the same holds, and the reference tells neither which record it is nor when
/// it was made. Ids have 74 random bits (RFC 9562): they are not found by trying. What lies behind the wall has a <see cref="RecordReference"/> of its own.
/// </remarks>
public static class HoldReference
{
    /// <summary>The type of identifier under which a record names further references by which holds concern it.</summary>
    public const string IdentifierType = "hold-subject";

    public static string Of(RecordId id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("palermo-hold/" + id)).AsSpan(0, 16));

    /// <summary>Every reference by which holds on a record are found.</summary>
    public static IReadOnlyList<string> AllOf(RecordId id, Kind kind, object body) =>
        [Of(id), .. kind.Index(body).Identifiers.Where(i => i.Type == IdentifierType).Select(i => i.Value).Distinct(StringComparer.Ordinal)];
}
