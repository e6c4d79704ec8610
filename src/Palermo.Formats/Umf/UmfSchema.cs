using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Palermo.Formats;

/// <summary>The XML schema of our profile in the manner of UMF 3, made from the crosswalk; printed as <c>docs/schemas/palermo-umf-1.xsd</c>.</summary>
/// <remarks>UMF's own schemata are not public: classes and element names follow what is published of it (Regulation (EU) 2019/818, Art. 38).</remarks>
public static class UmfSchema
{
    internal static readonly XNamespace Namespace = "urn:palermo:umf:1";
    private static readonly XNamespace Xs = "http://www.w3.org/2001/XMLSchema";

    /// <summary>The schema, compiled.</summary>
    internal static XmlSchemaSet Compiled { get; } = Compile();

    private static XmlSchemaSet Compile()
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(Text()));
        set.Add(Namespace.NamespaceName, reader);
        set.Compile();
        return set;
    }

    /// <summary>The class element of a type.</summary>
    internal static string ClassOf(string type) => type == Item.ReferenceType ? "OtherItem" : Crosswalk.Class(type, ExchangeFormat.Umf)!;

    /// <summary>The schema as text.</summary>
    public static string Text()
    {
        var types = Crosswalk.Types.Append(Item.ReferenceType).ToArray();
        var classes = types.GroupBy(ClassOf).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var schema = new XElement(Xs + "schema", new XAttribute(XNamespace.Xmlns + "xs", Xs), new XAttribute(XNamespace.Xmlns + "u", Namespace), new XAttribute("targetNamespace", Namespace), new XAttribute("elementFormDefault", "qualified"),
            new XElement(Xs + "annotation", new XElement(Xs + "documentation", "Palermo's profile in the manner of UMF 3: objects with their attributes, relations between them, and handling and evaluation at every object. Made from the crosswalk of Palermo.Formats.")),
            new XElement(Xs + "element", new XAttribute("name", "UmfMessage"),
                new XElement(Xs + "complexType",
                    new XElement(Xs + "sequence",
                        new XElement(Xs + "element", new XAttribute("name", "Header"), new XAttribute("type", "u:Header"), new XAttribute("minOccurs", 0)),
                        new XElement(Xs + "choice", new XAttribute("minOccurs", 0), new XAttribute("maxOccurs", "unbounded"),
                            classes.Select(c => new XElement(Xs + "element", new XAttribute("name", c.Key), new XAttribute("type", "u:" + c.Key))))),
                    Attribute("version", "xs:string", required: true, ("fixed", "1")), Attribute("id", "u:Uuid", required: true))),
            Header(), Simple("Uuid", new XElement(Xs + "pattern", new XAttribute("value", "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"))),
            Enumerated("Tlp", Marking.TlpCodes), Enumerated("Pap", Marking.PapCodes), Enumerated("HandlingCode", Marking.HandlingCodes), Enumerated("Classification", Marking.Classifications),
            Enumerated("MessageKind", MessageHeader.Kinds), Enumerated("Urgency", MessageHeader.Urgencies),
            new XElement(Xs + "simpleType", new XAttribute("name", "HandlingCodes"), new XElement(Xs + "list", new XAttribute("itemType", "u:HandlingCode"))),
            Texts("Handling", Attribute("tlp", "u:Tlp"), Attribute("pap", "u:Pap"), Attribute("codes", "u:HandlingCodes"), Attribute("classification", "u:Classification")),
            Empty("Evaluation", Attribute("scheme", "xs:string", true), Attribute("source", "xs:string", true), Attribute("information", "xs:string", true)),
            Empty("Origin", Attribute("format", "xs:string", true), Attribute("id", "xs:string", true), Attribute("type", "xs:string", true)),
            Empty("Link", Attribute("role", "xs:string", true), Attribute("ref", "u:Uuid", true)),
            Texts("Attribute", Attribute("name", "xs:string", true)),
            classes.Select(c => ObjectClass(c.Key, [.. c])));
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" })) schema.Save(writer);
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text + "\n";
    }

    private static XElement ObjectClass(string name, string[] types)
    {
        var elements = types.SelectMany(t => Crosswalk.Properties(t, ExchangeFormat.Umf)).Select(t => t.Target).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var type = new XElement(Xs + "complexType", new XAttribute("name", name),
            new XElement(Xs + "choice", new XAttribute("minOccurs", 0), new XAttribute("maxOccurs", "unbounded"),
                elements.Select(e => new XElement(Xs + "element", new XAttribute("name", e), new XAttribute("type", "xs:string"))),
                ((string[])["Attribute", "Link", "Handling", "Evaluation", "Origin"]).Select(e => new XElement(Xs + "element", new XAttribute("name", e), new XAttribute("type", "u:" + e)))),
            Attribute("id", "u:Uuid", true),
            new XElement(Xs + "attribute", new XAttribute("name", "type"), new XAttribute("use", "required"),
                new XElement(Xs + "simpleType", new XElement(Xs + "restriction", new XAttribute("base", "xs:string"), types.Select(t => new XElement(Xs + "enumeration", new XAttribute("value", t)))))));
        if (name == "Relation") type.Add(Attribute("from", "u:Uuid", true), Attribute("to", "u:Uuid", true));
        return type;
    }

    private static XElement Header() => new(Xs + "complexType", new XAttribute("name", "Header"),
        new XElement(Xs + "sequence",
            ((string[])["Title", "Created"]).Select(n => Optional(n, "xs:string")), Optional("Origin", "u:Origin"), Optional("Handling", "u:Handling"),
            new XElement(Xs + "element", new XAttribute("name", "Message"), new XAttribute("minOccurs", 0), new XElement(Xs + "complexType",
                new XElement(Xs + "sequence", Optional("Correlation", "xs:string"), Optional("Sender", "xs:string"),
                    new XElement(Xs + "element", new XAttribute("name", "Recipient"), new XAttribute("type", "xs:string"), new XAttribute("minOccurs", 0), new XAttribute("maxOccurs", "unbounded")),
                    Optional("Purpose", "xs:string")),
                Attribute("kind", "u:MessageKind", true), Attribute("urgency", "u:Urgency"), Attribute("personalData", "xs:boolean")))));

    private static XElement Optional(string name, string type) => new(Xs + "element", new XAttribute("name", name), new XAttribute("type", type), new XAttribute("minOccurs", 0));
    private static XElement Attribute(string name, string type, bool required = false, (string Name, string Value)? more = null) => new(Xs + "attribute", new XAttribute("name", name), new XAttribute("type", type),
        required ? new XAttribute("use", "required") : null, more is { } extra ? new XAttribute(extra.Name, extra.Value) : null);
    private static XElement Simple(string name, params object[] facets) => new(Xs + "simpleType", new XAttribute("name", name), new XElement(Xs + "restriction", new XAttribute("base", "xs:string"), facets));
    private static XElement Enumerated(string name, string[] values) => Simple(name, [.. values.Select(v => new XElement(Xs + "enumeration", new XAttribute("value", v)))]);
    private static XElement Texts(string name, params XElement[] attributes) => new(Xs + "complexType", new XAttribute("name", name), new XElement(Xs + "simpleContent", new XElement(Xs + "extension", new XAttribute("base", "xs:string"), attributes)));
    private static XElement Empty(string name, params XElement[] attributes) => new(Xs + "complexType", new XAttribute("name", name), attributes);
}
