using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Palermo.Formats;

/// <summary>Reads XML from outside: no document type, no entities, no other file, no more depth or size than agreed.</summary>
internal static class XmlInput
{
    private static XmlReaderSettings Settings(ReadLimits limits, XmlSchemaSet? schemas = null, ValidationEventHandler? handler = null)
    {
        // Prohibited, not ignored: "billion laughs" and external entities need a DOCTYPE, and no format here has one.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = limits.MaxBytes, MaxCharactersFromEntities = 1024, IgnoreComments = true, IgnoreProcessingInstructions = true };
        if (schemas is null) return settings;
        settings.ValidationType = ValidationType.Schema;
        settings.Schemas = schemas;
        settings.ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings | XmlSchemaValidationFlags.ProcessIdentityConstraints;
        settings.ValidationEventHandler += handler;
        return settings;
    }

    /// <summary>Reads a document, checked against a schema when one is given.</summary>
    /// <exception cref="MalformedDocument">It is no XML, beyond the limits, or against the schema.</exception>
    public static XDocument Parse(ReadOnlyMemory<byte> xml, ReadLimits limits, XmlSchemaSet? schemas = null)
    {
        if (xml.Length > limits.MaxBytes) throw new MalformedDocument("document", $"It is larger than {limits.MaxBytes:N0} bytes; split it.");
        var bytes = xml.ToArray();
        try
        {
            // First the depth, by a reader that keeps nothing: what follows walks the tree by recursion.
            using (var probe = XmlReader.Create(new MemoryStream(bytes), Settings(limits)))
                while (probe.Read())
                    if (probe.Depth > limits.MaxDepth) throw new MalformedDocument(Place(probe), $"It is nested deeper than {limits.MaxDepth} levels.");
            XmlSchemaException? first = null;
            using var reader = XmlReader.Create(new MemoryStream(bytes), Settings(limits, schemas, (_, fault) => first ??= fault.Exception));
            var document = XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
            if (first is not null) throw new MalformedDocument($"line {first.LineNumber}, column {first.LinePosition}", first.Message);
            return document;
        }
        catch (XmlException wrong)
        {
            throw new MalformedDocument($"line {wrong.LineNumber}, column {wrong.LinePosition}", wrong.Message.Contains("DTD", StringComparison.Ordinal)
                ? "It has a document type (DOCTYPE): entities and outside files are not read."
                : $"It is no XML: {wrong.Message.Split(" Line ")[0]}");
        }
    }

    private static string Place(XmlReader reader) => reader is IXmlLineInfo info && info.HasLineInfo() ? $"line {info.LineNumber}, column {info.LinePosition}" : "document";

    /// <summary>Line, column and path of an element.</summary>
    public static string Place(XElement element)
    {
        var path = string.Concat(element.AncestorsAndSelf().Reverse().Select(e => "/" + e.Name.LocalName));
        return element is IXmlLineInfo info && info.HasLineInfo() ? $"line {info.LineNumber}, column {info.LinePosition}, {path}" : path;
    }
}
