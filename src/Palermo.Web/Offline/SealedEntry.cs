using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Palermo.Kernel;
using Palermo.Web.Entry;

namespace Palermo.Web.Offline;

/// <summary>An entry as it lies on a device and comes in: sealed, with a name of its own by which it is stored once.</summary>
/// <param name="Id">A UUID of version 7 that the device made; the id of the record follows from it, so that the same entry again makes no second record.</param>
/// <param name="Key">The key to which it was sealed.</param>
/// <param name="Enc">The sender's public key, base64url.</param>
/// <param name="Data">What was written, sealed, base64url.</param>
internal sealed record SealedEntry(string Id, string Key, string Enc, string Data)
{
    /// <summary>Characters of <see cref="Data"/>: a form full of long texts stays far below.</summary>
    public const int Longest = 1_400_000;

    /// <summary>The id of the record that the entry makes: the same entry always has the same, and nobody can choose it.</summary>
    public RecordId RecordOf(string person) => RecordId.Parse(Id).DrawnFor(person);

    /// <summary>The entry in plain; null when it was damaged or sealed to another key.</summary>
    public OpenedEntry? Open(EntryKey key)
    {
        if (Data.Length > Longest || Enc.Length > 100 || !Base64Url.IsValid(Enc) || !Base64Url.IsValid(Data)) return null;
        using var mine = key.Open();
        if (Hpke.Open(mine, Base64Url.DecodeFromChars(Enc), "palermo entry 1"u8, Encoding.UTF8.GetBytes($"{key.Id} {Id}"), Base64Url.DecodeFromChars(Data)) is not { } plain) return null;
        try { return JsonSerializer.Deserialize<OpenedEntry>(plain, Written); }
        catch (JsonException) { return null; }
    }

    private static readonly JsonSerializerOptions Written = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 8 };
}

/// <summary>What a person wrote into a form.</summary>
/// <param name="Language">The language of the form: numbers were written as it writes them.</param>
/// <param name="Fields">Names and values, in the order of the form.</param>
internal sealed record OpenedEntry(string Kind, string Language, IReadOnlyList<EntryPair> Fields)
{
    [JsonIgnore]
    public EntryTexts Texts => EntryTexts.Of(Fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}

/// <summary>A name of the form and one value.</summary>
internal sealed record EntryPair(string Name, string Value);
