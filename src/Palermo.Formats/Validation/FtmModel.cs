using System.Text.Json;

namespace Palermo.Formats;

/// <summary>The compiled model of FollowTheMoney (<c>followthemoney_model.json</c>): schemata, what they extend, their properties.</summary>
internal sealed class FtmModel
{
    private sealed record Schema(string Name, bool Abstract, string[] Required, Dictionary<string, (string Type, int MaxLength)> Properties);

    private readonly Dictionary<string, Schema> _schemata = new(StringComparer.Ordinal);

    public FtmModel(IReadOnlyDictionary<string, byte[]> files)
    {
        foreach (var (path, content) in files)
        {
            if (!path.EndsWith(".json", StringComparison.Ordinal)) continue;
            using var document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("schemata", out var schemata)) continue;
            foreach (var schema in schemata.EnumerateObject()) Load(schemata, schema.Name);
            return;
        }
        throw PublicSchemas.NotThere("compiled FollowTheMoney model (a JSON file with 'schemata')");
    }

    private Schema Load(JsonElement all, string name)
    {
        if (_schemata.TryGetValue(name, out var done)) return done;
        var json = all.GetProperty(name);
        Dictionary<string, (string, int)> properties = new(StringComparer.Ordinal);
        foreach (var parent in json.GetProperty("extends").EnumerateArray())
        {
            var above = Load(all, parent.GetString()!);
            foreach (var (property, type) in above.Properties) properties[property] = type;
        }
        foreach (var property in json.GetProperty("properties").EnumerateObject())
            properties[property.Name] = (property.Value.GetProperty("type").GetString()!, property.Value.TryGetProperty("maxLength", out var length) ? length.GetInt32() : int.MaxValue);
        // What a schema requires is written out with each schema of the compiled model; it is not taken from above.
        string[] required = json.TryGetProperty("required", out var own) ? [.. own.EnumerateArray().Select(r => r.GetString()!)] : [];
        var isAbstract = json.TryGetProperty("abstract", out var flag) && flag.ValueKind == JsonValueKind.True;
        return _schemata[name] = new(name, isAbstract, required, properties);
    }

    public IReadOnlyList<SchemaFault> Check(ReadOnlyMemory<byte> content)
    {
        List<SchemaFault> faults = [];
        var number = 0;
        foreach (var line in content.ToArray().Split((byte)'\n'))
        {
            number++;
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            var place = JsonInput.Parse(line, ReadLimits.Default, $"line {number}").AsObject();
            if (number == 1 && !place.Has("schema") && place.Has(FtmReader.Ours)) continue;
            var name = place.Required("schema").AsText();
            if (!_schemata.TryGetValue(name, out var schema)) { faults.Add(new(place.At("schema").Pointer, $"The model has no schema '{JsonPlace.Short(name)}'.")); continue; }
            if (schema.Abstract) faults.Add(new(place.At("schema").Pointer, $"'{name}' is abstract: name what it is."));
            HashSet<string> given = new(StringComparer.Ordinal);
            if (place.Has("properties"))
                foreach (var (property, values) in place.At("properties").Members())
                {
                    given.Add(property);
                    if (!schema.Properties.TryGetValue(property, out var type)) { faults.Add(new(values.Pointer, $"{name} has no property '{property}'.")); continue; }
                    if (values.Value.ValueKind != JsonValueKind.Array) continue;
                    foreach (var value in values.Elements())
                        if (value.Value.ValueKind == JsonValueKind.String && value.AsText().Length > type.MaxLength) faults.Add(new(value.Pointer, $"It has {value.AsText().Length} characters; {type.MaxLength} is the most."));
                }
            foreach (var required in schema.Required.Where(r => !given.Contains(r))) faults.Add(new(place.Pointer, $"A {name} needs '{required}'."));
        }
        return faults;
    }
}

/// <summary>Cuts bytes at a byte.</summary>
internal static class ByteLines
{
    public static IEnumerable<ReadOnlyMemory<byte>> Split(this byte[] content, byte at)
    {
        for (var start = 0; start <= content.Length;)
        {
            var end = Array.IndexOf(content, at, start);
            yield return end < 0 ? content.AsMemory(start) : content.AsMemory(start..end);
            if (end < 0) yield break;
            start = end + 1;
        }
    }
}
