using System.Text.Json;
using System.Text.Json.Serialization;

namespace Palermo.Kernel;

/// <summary>Handling as JSON: what is not said is the default, what is unknown is refused.</summary>
/// <remarks>By hand, since the schema exporter cannot state the default of a parameter that is a struct.</remarks>
internal sealed class HandlingJson : JsonConverter<Handling>
{
    public override Handling Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Handling is an object such as {\"tlp\":\"amber\"}.");
        var handling = new Handling();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            handling = name switch
            {
                "tlp" => handling with { Tlp = JsonSerializer.Deserialize<Tlp>(ref reader, options) },
                "codes" => handling with { Codes = JsonSerializer.Deserialize<SienaCodes>(ref reader, options) },
                "restriction" => handling with { Restriction = reader.GetString() },
                "recipients" => handling with { Recipients = JsonSerializer.Deserialize<ImmutableSet>(ref reader, options) },
                "originatorConsent" => handling with { OriginatorConsent = reader.GetBoolean() },
                _ => throw new JsonException($"Handling has no field '{name}': tlp, codes, restriction, recipients, originatorConsent."),
            };
        }
        return handling;
    }

    public override void Write(Utf8JsonWriter writer, Handling value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("tlp");
        JsonSerializer.Serialize(writer, value.Tlp, options);
        writer.WritePropertyName("codes");
        JsonSerializer.Serialize(writer, value.Codes, options);
        if (value.Restriction is { } restriction) writer.WriteString("restriction", restriction);
        writer.WritePropertyName("recipients");
        JsonSerializer.Serialize(writer, value.Recipients, options);
        writer.WriteBoolean("originatorConsent", value.OriginatorConsent);
        writer.WriteEndObject();
    }
}
