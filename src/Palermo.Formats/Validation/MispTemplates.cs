using System.Text.Json;

namespace Palermo.Formats;

/// <summary>Object templates (MISP/misp-objects) and taxonomies (MISP/misp-taxonomies).</summary>
internal sealed class MispTemplates
{
    private sealed record Template(Dictionary<string, (string Type, bool Multiple, string[] Values)> Relations, string[] Required, string[] OneOf);

    private readonly Dictionary<string, Template> _templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _tags = new(StringComparer.OrdinalIgnoreCase);

    public MispTemplates(IReadOnlyDictionary<string, byte[]> files)
    {
        foreach (var (path, content) in files)
        {
            if (!path.EndsWith(".json", StringComparison.Ordinal)) continue;
            using var document = JsonDocument.Parse(content);
            var json = document.RootElement;
            if (json.ValueKind != JsonValueKind.Object) continue;
            if (json.TryGetProperty("attributes", out var attributes) && json.TryGetProperty("name", out var name) && attributes.ValueKind == JsonValueKind.Object)
                _templates[name.GetString()!] = new(
                    attributes.EnumerateObject().ToDictionary(a => a.Name, a => (a.Value.GetProperty("misp-attribute").GetString()!, a.Value.TryGetProperty("multiple", out var m) && m.ValueKind == JsonValueKind.True, Texts(a.Value, "values_list"))),
                    Texts(json, "required"), Texts(json, "requiredOneOf"));
            else if (json.TryGetProperty("namespace", out var space) && json.TryGetProperty("predicates", out _)) _tags[space.GetString()!] = Tags(json, space.GetString()!);
        }
        if (_templates.Count == 0) throw PublicSchemas.NotThere("MISP object templates");
    }

    private static string[] Texts(JsonElement json, string name) => json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(t => t.GetString()!)] : [];

    private static HashSet<string> Tags(JsonElement taxonomy, string space)
    {
        HashSet<string> tags = new(StringComparer.OrdinalIgnoreCase);
        foreach (var predicate in taxonomy.GetProperty("predicates").EnumerateArray()) tags.Add($"{space}:{predicate.GetProperty("value").GetString()}");
        if (!taxonomy.TryGetProperty("values", out var values)) return tags;
        foreach (var group in values.EnumerateArray())
            foreach (var entry in group.GetProperty("entry").EnumerateArray()) tags.Add($"{space}:{group.GetProperty("predicate").GetString()}=\"{entry.GetProperty("value").GetString()}\"");
        return tags;
    }

    public IReadOnlyList<SchemaFault> Check(ReadOnlyMemory<byte> content)
    {
        MispReader.Read(content);
        var root = JsonInput.Parse(content, ReadLimits.Default);
        var place = root.Has("response") ? root.At("response").Elements().First().At("Event") : root.At("Event");
        List<SchemaFault> faults = [];
        TagsOf(place, faults);
        if (place.Has("Attribute")) foreach (var attribute in place.At("Attribute").Elements()) TagsOf(attribute, faults);
        if (!place.Has("Object")) return faults;
        foreach (var part in place.At("Object").Elements())
        {
            var name = part.At("name").AsText();
            if (!_templates.TryGetValue(name, out var template)) { faults.Add(new(part.At("name").Pointer, $"There is no template '{JsonPlace.Short(name)}'.")); continue; }
            Dictionary<string, int> given = new(StringComparer.Ordinal);
            foreach (var attribute in part.Has("Attribute") ? part.At("Attribute").Elements() : [])
            {
                TagsOf(attribute, faults);
                var relation = attribute.At("object_relation").AsText();
                given[relation] = given.GetValueOrDefault(relation) + 1;
                if (!template.Relations.TryGetValue(relation, out var rule)) { faults.Add(new(attribute.At("object_relation").Pointer, $"The template {name} has no '{JsonPlace.Short(relation)}'.")); continue; }
                if (attribute.At("type").AsText() != rule.Type) faults.Add(new(attribute.At("type").Pointer, $"'{relation}' is of type {rule.Type}."));
                if (rule.Values.Length > 0 && attribute.At("value").Value.ValueKind == JsonValueKind.String && !rule.Values.Contains(attribute.At("value").AsText()))
                    faults.Add(new(attribute.At("value").Pointer, $"'{relation}' is one of {string.Join(", ", rule.Values)}."));
                if (given[relation] == 2 && !rule.Multiple) faults.Add(new(attribute.Pointer, $"'{relation}' stands once in {name}."));
            }
            foreach (var required in template.Required.Where(r => !given.ContainsKey(r))) faults.Add(new(part.Pointer, $"{name} needs '{required}'."));
            if (template.OneOf.Length > 0 && !template.OneOf.Any(given.ContainsKey)) faults.Add(new(part.Pointer, $"{name} needs one of {string.Join(", ", template.OneOf)}."));
        }
        return faults;
    }

    private void TagsOf(JsonPlace place, List<SchemaFault> faults)
    {
        if (!place.Has("Tag")) return;
        foreach (var tag in place.At("Tag").Elements())
        {
            var name = tag.Required("name").AsText();
            var cut = name.IndexOf(':');
            if (cut > 0 && _tags.TryGetValue(name[..cut], out var known) && !known.Contains(name)) faults.Add(new(tag.At("name").Pointer, $"The taxonomy '{name[..cut]}' has no '{JsonPlace.Short(name)}'."));
        }
    }
}
