using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Palermo.Node.Cli;

/// <summary>How verbs answer: one JSON document or plain lines on standard output, progress on standard error.</summary>
internal static class Answer
{
    /// <summary>camelCase, enums as words, days and moments as ISO 8601, nulls left out, and letters of every script written as they are.</summary>
    public static readonly JsonSerializerOptions Json = new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    }.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    /// <summary>Writes the one JSON document of a verb called with <c>--json</c>.</summary>
    public static void WriteJson<T>(T document)
    {
        using var output = Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, document, Json);
        output.WriteByte((byte)'\n');
    }

    /// <summary>Says how far the work is, on standard error, so that standard output stays one document.</summary>
    public static void Progress(string line) => Console.Error.WriteLine(line);
}
