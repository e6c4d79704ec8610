using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Palermo.Formats;

/// <summary>The XML schemas of CISE: the service model for the message, the data model for the entities in it.</summary>
/// <remarks>
/// The two are checked apart. The service model lets in "any" element of another namespace (<c>##other</c>), which in XSD 1.0 leaves out
/// elements of none, and the data model declares its entities in none: every real message, the published samples among them, breaks that
/// one rule. So the message is checked without its entities, and each entity by its own declaration.
/// </remarks>
internal sealed class CiseSchemas
{
    private readonly XmlSchemaSet _service, _data;

    public CiseSchemas(IReadOnlyDictionary<string, byte[]> files)
    {
        var byPath = files.Where(f => f.Key.EndsWith(".xsd", StringComparison.OrdinalIgnoreCase)).ToDictionary(f => Normal(f.Key), f => f.Value, StringComparer.OrdinalIgnoreCase);
        var service = byPath.Keys.FirstOrDefault(p => p.EndsWith("/message.xsd", StringComparison.OrdinalIgnoreCase)) ?? throw PublicSchemas.NotThere("CISE service model (message.xsd)");
        var data = byPath.Keys.FirstOrDefault(p => p.EndsWith("/EntitySchema.xsd", StringComparison.OrdinalIgnoreCase)) ?? throw PublicSchemas.NotThere("CISE data model (EntitySchema.xsd)");
        (_service, _data) = (Load(byPath, service), Load(byPath, data));
    }

    private static string Normal(string path) => "/" + path.Replace('\\', '/').TrimStart('/');

    private static XmlSchemaSet Load(Dictionary<string, byte[]> files, string main)
    {
        // Files that include themselves are in the set; this engine takes each file once.
        var set = new XmlSchemaSet { XmlResolver = new Files(files) };
        using var reader = XmlReader.Create(new MemoryStream(files[main]), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }, "schema://set" + main);
        set.Add(null, reader);
        set.Compile();
        return set;
    }

    public IReadOnlyList<SchemaFault> Check(ReadOnlyMemory<byte> content)
    {
        CiseReader.Read(content);
        var document = XmlInput.Parse(content, ReadLimits.Default);
        List<SchemaFault> faults = [];
        var entities = document.Root!.Element("Payload")?.Elements().Where(e => e.Name.Namespace == XNamespace.None && e.HasElements).ToList() ?? [];
        foreach (var entity in entities)
        {
            if (!_data.GlobalElements.Contains(new(entity.Name.LocalName))) { faults.Add(new(XmlInput.Place(entity), $"The data model has no entity '{entity.Name.LocalName}'.")); continue; }
            Validate(new XDocument(entity), _data, XmlInput.Place(entity), faults);
        }
        foreach (var entity in entities) entity.Remove();
        Validate(document, _service, null, faults);
        return faults;
    }

    private static void Validate(XDocument document, XmlSchemaSet schemas, string? within, List<SchemaFault> faults)
    {
        document.Validate(schemas, (sender, fault) =>
        {
            var place = sender is XElement element ? XmlInput.Place(element) : sender is XAttribute { Parent: { } parent } ? XmlInput.Place(parent) : "document";
            faults.Add(new(within is null ? place : $"{within}: {place}", fault.Message));
        });
    }

    /// <summary>Finds the files that schemas name, among those handed in and nowhere else.</summary>
    private sealed class Files(Dictionary<string, byte[]> files) : XmlResolver
    {
        public override Uri ResolveUri(Uri? baseUri, string? relativeUri) => new(new Uri(baseUri?.OriginalString is { Length: > 0 } known ? known : "schema://set/"), relativeUri ?? "");

        public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
            files.TryGetValue(absoluteUri.AbsolutePath, out var content) ? new MemoryStream(content) : throw new XmlException($"The schema names {absoluteUri.AbsolutePath}, which is not there.");
    }
}
