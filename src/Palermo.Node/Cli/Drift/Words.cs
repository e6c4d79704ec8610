using System.Text.Json;
using System.Text.Json.Serialization;

namespace Palermo.Node.Cli.Drift;

/// <summary>Reads the JSON that a person wrote, and says where it is wrong: file, line, field, and what would be right.</summary>
internal static class Words
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static T Read<T>(string path)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"{path}: cannot be read: {e.Message}");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(text, Strict) ?? throw new CliProblem($"{path}: empty; an object {{ }} is needed");
        }
        catch (JsonException e)
        {
            var where = e.LineNumber is { } line ? $", line {line + 1}" : "";
            var field = string.IsNullOrEmpty(e.Path) || e.Path == "$" ? "" : $", field {e.Path[2..]}";
            throw new CliProblem($"{path}{where}{field}: {Plain(e)}");
        }
    }

    /// <summary>Fills an object of words by its properties, past the converter that is on its type.</summary>
    public static T Fill<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) where T : class
    {
        var made = Activator.CreateInstance<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var property = typeof(T).GetProperties().FirstOrDefault(p => p.CanWrite && p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new JsonException($"the field '{name}' is not known here; known are {string.Join(", ", typeof(T).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)))}");
            reader.Read();
            property.SetValue(made, JsonSerializer.Deserialize(ref reader, property.PropertyType, options));
        }

        return made;
    }

    // What the serialiser says, without its types.
    private static string Plain(JsonException e)
    {
        var message = e.Message.Split(" Path: ")[0];
        if (message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            var name = message.Split('\'')[1];
            return $"the field '{name}' is not known here; see the schema for the fields there are";
        }

        return message.Contains("could not be converted", StringComparison.Ordinal) ? "the value is of the wrong kind (number, text, list or object)" : message;
    }
}
