using System.Text;
using System.Text.Json;
using Json.Schema;

namespace Palermo.Formats;

/// <summary>The JSON schemas of STIX 2.1 (oasis-open/cti-stix2-json-schemas).</summary>
internal sealed class StixSchemas
{
    private readonly Dictionary<string, JsonSchema> _byType = new(StringComparer.Ordinal);
    private readonly JsonSchema _core, _observableCore;

    public StixSchemas(IReadOnlyDictionary<string, byte[]> files)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (var (path, content) in files)
        {
            var parts = path.Replace('\\', '/').Split('/');
            if (parts.Length >= 2 && parts[^1].EndsWith(".json", StringComparison.Ordinal) && parts[^2] is "common" or "sdos" or "sros" or "observables") texts[$"{parts[^2]}/{parts[^1]}"] = Encoding.UTF8.GetString(content);
        }
        if (!texts.ContainsKey("common/core.json")) throw PublicSchemas.NotThere("STIX JSON schema common/core.json");
        var registry = new SchemaRegistry();
        var options = new BuildOptions { SchemaRegistry = registry };
        Dictionary<string, JsonSchema> built = new(StringComparer.Ordinal);
        // Schemas name one another by address; each is looked up among the files, and nothing is fetched.
        registry.Fetch = (address, _) => address.AbsolutePath.Split('/') is [.., var folder, var name] && texts.ContainsKey($"{folder}/{name}") ? Build($"{folder}/{name}") : null;
        foreach (var name in texts.Keys) Build(name);
        (_core, _observableCore) = (built["common/core.json"], built["common/cyber-observable-core.json"]);
        foreach (var (name, schema) in built)
            if (!name.StartsWith("common/", StringComparison.Ordinal)) _byType[Path.GetFileNameWithoutExtension(name)] = schema;
        foreach (var name in (ReadOnlySpan<string>)["marking-definition", "extension-definition", "language-content"])
            if (built.TryGetValue($"common/{name}.json", out var schema)) _byType[name] = schema;

        JsonSchema Build(string name)
        {
            if (built.TryGetValue(name, out var done)) return done;
            return built[name] = JsonSchema.FromText(texts[name], options);
        }
    }

    public IReadOnlyList<SchemaFault> Check(ReadOnlyMemory<byte> content)
    {
        StixReader.Read(content); // its own checks first: a name that would make a pattern of the schema run for hours is refused there
        List<SchemaFault> faults = [];
        using var document = JsonDocument.Parse(content);
        var n = 0;
        foreach (var element in document.RootElement.GetProperty("objects").EnumerateArray())
        {
            var type = element.GetProperty("type").GetString()!;
            var schema = _byType.GetValueOrDefault(type) ?? (element.TryGetProperty("created", out _) ? _core : _observableCore);
            var results = schema.Evaluate(element, new() { OutputFormat = OutputFormat.List });
            if (!results.IsValid)
                foreach (var detail in Deepest(results)) faults.Add(new($"/objects/{n}{detail.Place}", detail.Reason));
            n++;
        }
        return faults;
    }

    /// <summary>The errors that say something: those at the end of the longest ways through the schema, one a place.</summary>
    private static IEnumerable<SchemaFault> Deepest(EvaluationResults results)
    {
        var errors = (results.Details ?? []).Append(results).Where(d => !d.IsValid && d.Errors is { Count: > 0 } && !d.EvaluationPath.ToString().Split('/').Any(s => s is "not" or "if"))
            .SelectMany(d => d.Errors!.Select(e => new SchemaFault(d.InstanceLocation.ToString(), e.Value))).Distinct().ToArray();
        return errors.Length > 0 ? errors : [new("", "It is not as the schema of its type says.")];
    }
}
