using System.Text;
using System.Text.Json;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Storage.Vaults;

/// <summary>The part of a header that many records share, as the text that is hashed: all but id, state, review date, reference and line.</summary>
internal static class HeadJson
{
    private static readonly LocalDate NoDate = new(1, 1, 1);

    public static (string Json, RecordHeader Bare) Write(RecordHeader header)
    {
        var bare = header with
        {
            Id = default, State = "", ReviewDate = NoDate,
            Provenance = header.Provenance with { Reference = null, Line = null },
        };
        return (JsonSerializer.Serialize(bare, BodyJson.Options), bare);
    }

    public static Head Read(string json, long cid) =>
        new(JsonSerializer.Deserialize<RecordHeader>(json, BodyJson.Options)!, Encoding.UTF8.GetBytes(json), cid);
}
