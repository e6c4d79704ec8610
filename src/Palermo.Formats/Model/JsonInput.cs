using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>A JSON value with the place where it stands: every complaint names it.</summary>
internal readonly record struct JsonPlace(JsonElement Value, string Pointer)
{
    public MalformedDocument Wrong(string reason) => new(Pointer.Length == 0 ? "document" : Pointer, reason);

    public JsonPlace AsObject() => Value.ValueKind == JsonValueKind.Object ? this : throw Wrong($"An object is expected, not {Named(Value.ValueKind)}.");

    public bool Has(string name) => Value.TryGetProperty(name, out _);

    public JsonPlace At(string name) => new(Value.GetProperty(name), $"{Pointer}/{name.Replace("~", "~0").Replace("/", "~1")}");

    public JsonPlace Required(string name) => Has(name) ? At(name) : throw Wrong($"'{name}' is missing.");

    /// <summary>The text of a property, or null when it is not there.</summary>
    public string? Text(string name) => Has(name) ? At(name).AsText() : null;

    public string AsText() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Wrong($"Text is expected, not {Named(Value.ValueKind)}.");

    public Guid AsUuid() => Guid.TryParseExact(AsText(), "D", out var id) ? id : throw Wrong($"'{Short(AsText())}' is no UUID.");

    public IEnumerable<JsonPlace> Elements()
    {
        if (Value.ValueKind != JsonValueKind.Array) throw Wrong($"A list is expected, not {Named(Value.ValueKind)}.");
        var n = 0;
        foreach (var element in Value.EnumerateArray()) yield return new(element, $"{Pointer}/{n++}");
    }

    public IEnumerable<(string Name, JsonPlace Value)> Members()
    {
        foreach (var member in AsObject().Value.EnumerateObject()) yield return (member.Name, At(member.Name));
    }

    public static string Short(string text) => text.Length <= 60 ? text : text[..57] + "...";

    private static string Named(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list", JsonValueKind.Object => "an object", JsonValueKind.String => "text", JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null", _ => "true or false",
    };
}

/// <summary>Reads and writes JSON for all formats: names said twice are refused, letters of every script are written as they are.</summary>
internal static class JsonInput
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="MalformedDocument">It is no JSON, or beyond the limits.</exception>
    public static JsonPlace Parse(ReadOnlyMemory<byte> utf8, ReadLimits limits, string where = "")
    {
        if (utf8.Length > limits.MaxBytes) throw new MalformedDocument(where.Length == 0 ? "document" : where, $"It is larger than {limits.MaxBytes:N0} bytes; split it.");
        if (utf8.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) utf8 = utf8[3..];
        CheckText(utf8.Span, where, limits);
        try
        {
            var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = limits.MaxDepth, AllowDuplicateProperties = false });
            return new(document.RootElement, where);
        }
        catch (JsonException wrong)
        {
            var place = where.Length > 0 ? where : wrong.LineNumber is { } line ? $"line {line + 1}, byte {wrong.BytePositionInLine + 1}" : "document";
            throw new MalformedDocument(place, $"It is no JSON: {wrong.Message.Split(" LineNumber")[0].Split(" Path:")[0]}");
        }
    }

    /// <summary>Texts that no program can hold are refused at the door: bytes that are no UTF-8, halves of surrogate pairs.</summary>
    private static void CheckText(ReadOnlySpan<byte> utf8, string where, ReadLimits limits)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8)) throw new MalformedDocument(where.Length > 0 ? where : "document", "It holds bytes that are no UTF-8.");
        if (utf8.IndexOf("\\u"u8) < 0) return;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.MaxDepth });
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
        }
        catch (InvalidOperationException)
        {
            throw new MalformedDocument(where.Length > 0 ? where : $"byte {reader.TokenStartIndex + 1}", "It holds half of a surrogate pair, which is no text.");
        }
        catch (JsonException)
        {
            // The parser that follows says what is wrong and where.
        }
    }

    public static JsonNode Node(JsonElement element) => JsonNode.Parse(element.GetRawText())!;

    public static byte[] Write(JsonNode node, bool indented = true)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : OneLine)) node.WriteTo(writer);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The text of a number or word as a value of ours: numbers as they are written.</summary>
    public static string Raw(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>A JSON number with exactly these digits, or null when the text is no number.</summary>
    public static JsonNode? Number(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
            return document.RootElement.ValueKind == JsonValueKind.Number ? JsonValue.Create(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
