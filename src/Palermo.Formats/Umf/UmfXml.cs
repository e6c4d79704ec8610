using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Palermo.Formats;

/// <summary>Reads and writes our XML profile in the manner of UMF 3 (see <see cref="UmfSchema"/>). Only what other formats brought beside the crosswalk is dropped.</summary>
public static class UmfXml
{
    private static readonly XNamespace U = UmfSchema.Namespace;

    /// <summary>Writes a message.</summary>
    public static byte[] Write(ExchangeDocument document, out IReadOnlyList<DroppedField> dropped)
    {
        var drops = new Drops(document, "UMF");
        var header = new XElement(U + "Header",
            Text("Title", document.Title, r => drops.Document("title", r)), Text("Created", document.Created, r => drops.Document("created", r)), OriginOf(document.Origin),
            HandlingOf(document.Marking, r => drops.Document("marking", r)),
            document.Message is { } message
                ? new XElement(U + "Message", new XAttribute("kind", message.Kind), message.Urgency is { } urgency ? new XAttribute("urgency", urgency) : null, message.PersonalData is { } personal ? new XAttribute("personalData", personal) : null,
                    Text("Correlation", message.Correlation, r => drops.Document("message", r)), Text("Sender", message.Sender, r => drops.Document("message", r)),
                    (message.Recipients ?? []).Select(to => Text("Recipient", to, r => drops.Document("message", r))), Text("Purpose", message.Purpose, r => drops.Document("message", r)))
                : null);
        var root = new XElement(U + "UmfMessage", new XAttribute("version", "1"), new XAttribute("id", document.Id), header, document.Items.Select(item => Object(item, drops)));
        drops.Bags(null);
        dropped = drops.All;
        using var output = new MemoryStream();
        using (var writer = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize })) new XDocument(root).Save(writer);
        return output.ToArray();
    }

    private static XElement Object(Item item, Drops drops)
    {
        var element = new XElement(U + UmfSchema.ClassOf(item.Type), new XAttribute("id", item.Id), new XAttribute("type", item.Type));
        var relation = item.Type == Item.RelationType;
        if (relation) element.Add(new XAttribute("from", item.Links["from"][0]), new XAttribute("to", item.Links["to"][0]));
        var targets = Crosswalk.Properties(item.Type, ExchangeFormat.Umf);
        foreach (var (property, values) in item.Properties)
            for (var n = 0; n < values.Count; n++)
            {
                var target = targets.FirstOrDefault(t => t.Property == property)?.Target;
                var index = n;
                var written = Text(target ?? "Attribute", values[n], r => drops.Property(item, property, index, r));
                if (target is null) written?.Add(new XAttribute("name", property));
                element.Add(written);
            }
        foreach (var (role, ends) in item.Links)
            if (!(relation && role is "from" or "to"))
                element.Add(ends.Select(end => new XElement(U + "Link", new XAttribute("role", role), new XAttribute("ref", end))));
        element.Add(HandlingOf(item.Marking, r => drops.Part(item, "marking", r)), item.Grade is { } grade ? new XElement(U + "Evaluation", new XAttribute("scheme", grade.Scheme), new XAttribute("source", grade.Source), new XAttribute("information", grade.Information)) : null,
            OriginOf(item.Origin));
        drops.Bags(item, null);
        return element;
    }

    private static XElement? Text(string name, string? text, Action<string> drop)
    {
        if (text is null) return null;
        if (IsXml(text)) return new(U + name, text);
        drop("XML cannot hold control characters or broken surrogates.");
        return null;
    }

    private static bool IsXml(string text)
    {
        for (var n = 0; n < text.Length; n++)
            if (!XmlConvert.IsXmlChar(text[n]))
            {
                if (n + 1 == text.Length || !XmlConvert.IsXmlSurrogatePair(text[n + 1], text[n])) return false;
                n++;
            }
        return true;
    }

    private static XElement? OriginOf(Origin? origin) => origin is null ? null : new(U + "Origin", new XAttribute("format", origin.Format), new XAttribute("id", origin.Id), new XAttribute("type", origin.Type));

    private static XElement? HandlingOf(Marking? marking, Action<string> drop)
    {
        if (marking is null or { IsEmpty: true }) return null;
        var element = Text("Handling", marking.Restriction ?? "", drop);
        if (marking.Tlp is { } tlp) element?.Add(new XAttribute("tlp", tlp));
        if (marking.Pap is { } pap) element?.Add(new XAttribute("pap", pap));
        if (marking.Handling is { Count: > 0 } codes) element?.Add(new XAttribute("codes", string.Join(' ', codes)));
        if (marking.Classification is { } level) element?.Add(new XAttribute("classification", level));
        return element;
    }

    /// <summary>Reads a message, checked against the schema as it is read.</summary>
    /// <exception cref="MalformedDocument">It is no such message: line, column and reason.</exception>
    public static ExchangeDocument Read(ReadOnlyMemory<byte> xml, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Default;
        var root = XmlInput.Parse(xml, limits, UmfSchema.Compiled).Root!;
        if (root.Name != U + "UmfMessage") throw new MalformedDocument(XmlInput.Place(root), $"'{root.Name}' is no UmfMessage in the namespace {U}.");
        var header = root.Element(U + "Header");
        var message = header?.Element(U + "Message");
        var document = new ExchangeDocument
        {
            Id = Guid.Parse(root.Attribute("id")!.Value), Title = header?.Element(U + "Title")?.Value, Created = header?.Element(U + "Created")?.Value, Origin = ReadOrigin(header), Marking = ReadMarking(header),
            Message = message is null ? null : new(message.Attribute("kind")!.Value, message.Element(U + "Correlation")?.Value, message.Element(U + "Sender")?.Value,
                message.Elements(U + "Recipient").Any() ? [.. message.Elements(U + "Recipient").Select(r => r.Value)] : null,
                message.Attribute("urgency")?.Value, message.Element(U + "Purpose")?.Value, message.Attribute("personalData") is { } personal ? XmlConvert.ToBoolean(personal.Value) : null),
        };
        HashSet<Guid> seen = [];
        foreach (var element in root.Elements().Where(e => e != header))
        {
            if (document.Items.Count >= limits.MaxItems) throw new MalformedDocument(XmlInput.Place(element), $"There are more than {limits.MaxItems:N0} objects; split the message.");
            var item = ReadObject(element);
            if (!seen.Add(item.Id)) throw new MalformedDocument(XmlInput.Place(element), $"The id {item.Id} stands twice.");
            document.Items.Add(item);
        }
        foreach (var (item, element) in document.Items.Zip(root.Elements().Where(e => e != header)))
            foreach (var end in item.Links.Values.SelectMany(l => l).Where(end => !seen.Contains(end)))
                throw new MalformedDocument(XmlInput.Place(element), $"It names {end}, which is no object of the message.");
        return document;
    }

    private static Item ReadObject(XElement element)
    {
        var item = new Item { Id = Guid.Parse(element.Attribute("id")!.Value), Type = element.Attribute("type")!.Value, Origin = ReadOrigin(element) };
        var targets = Crosswalk.Properties(item.Type, ExchangeFormat.Umf);
        foreach (var child in element.Elements())
        {
            var name = child.Name.LocalName;
            if (name is "Origin" or "Handling") continue;
            if (name == "Evaluation")
            {
                item.Grade = new(child.Attribute("scheme")!.Value, child.Attribute("source")!.Value, child.Attribute("information")!.Value);
                if (item.Grade.Problem() is { } problem) throw new MalformedDocument(XmlInput.Place(child), problem);
            }
            else if (name == "Link") item.Links[child.Attribute("role")!.Value] = [.. item.Links.GetValueOrDefault(child.Attribute("role")!.Value) ?? [], Guid.Parse(child.Attribute("ref")!.Value)];
            else
            {
                var property = name == "Attribute" ? child.Attribute("name")!.Value : targets.FirstOrDefault(t => t.Target == name)?.Property
                    ?? throw new MalformedDocument(XmlInput.Place(child), $"A {item.Type} has no {name}; put it into an Attribute element.");
                item.Properties[property] = [.. item.Properties.GetValueOrDefault(property) ?? [], child.Value];
            }
        }
        if (element.Attribute("from") is { } from) (item.Links["from"], item.Links["to"]) = ([Guid.Parse(from.Value)], [Guid.Parse(element.Attribute("to")!.Value)]);
        item.Marking = ReadMarking(element);
        return item;
    }

    private static Origin? ReadOrigin(XElement? holder) => holder?.Element(U + "Origin") is { } o ? new(o.Attribute("format")!.Value, o.Attribute("id")!.Value, o.Attribute("type")!.Value) : null;

    private static Marking? ReadMarking(XElement? holder) => holder?.Element(U + "Handling") is not { } h ? null
        : new(h.Attribute("tlp")?.Value, h.Attribute("pap")?.Value, h.Attribute("codes")?.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries), h.Value.Length > 0 ? h.Value : null, h.Attribute("classification")?.Value);
}
