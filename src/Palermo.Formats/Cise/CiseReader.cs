using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Palermo.Formats;

/// <summary>Reads messages of the EU Common Information Sharing Environment (service model 1, data model 1.5.3) with their entities.</summary>
public static class CiseReader
{
    public const string Format = "cise";
    internal static readonly XNamespace Messages = "http://www.cise.eu/servicemodel/v1/message/";
    internal static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["Push"] = "spontaneous", ["PullRequest"] = "request", ["PullResponse"] = "reply", ["Acknowledgement"] = "ack", ["Feedback"] = "feedback",
    };

    /// <summary>Elements of the data model that are entities: each becomes an item, wherever it stands.</summary>
    private static readonly HashSet<string> Entities = new(StringComparer.Ordinal)
    {
        "Action", "Agent", "Aircraft", "Anomaly", "Cargo", "CargoDocument", "Catch", "CertificateDocument", "ContainmentUnit", "CrisisIncident", "Document", "Event", "EventDocument",
        "FormalOrganization", "Incident", "IrregularMigrationIncident", "LandVehicle", "LawInfringementIncident", "Location", "LocationDocument", "MaritimeSafetyIncident",
        "MeteoOceanographicCondition", "Movement", "NamedLocation", "Object", "OperationalAsset", "Organization", "OrganizationalCollaboration", "OrganizationalUnit", "OrganizationDocument",
        "Person", "PersonDocument", "PollutionIncident", "PortFacilityLocation", "PortLocation", "PortOrganization", "Risk", "RiskDocument", "Stream", "Vehicle", "Vessel", "VesselDocument",
    };

    private static readonly Dictionary<string, string> Sensitivity = new(StringComparer.Ordinal) { ["White"] = "clear", ["Green"] = "green", ["Amber"] = "amber", ["Red"] = "red" };
    internal static readonly Dictionary<string, string> Security = new(StringComparer.Ordinal)
    {
        ["NonClassified"] = "unclassified", ["EURestricted"] = "restricted", ["EUConfidential"] = "confidential", ["EUSecret"] = "secret",
    };

    /// <summary>Reads a message.</summary>
    /// <exception cref="MalformedDocument">It is no such message, or beyond the limits.</exception>
    public static ExchangeDocument Read(ReadOnlyMemory<byte> xml, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Default;
        var root = XmlInput.Parse(xml, limits).Root!;
        if (root.Name.Namespace != Messages || !Kinds.TryGetValue(root.Name.LocalName, out var kind))
            throw new MalformedDocument(XmlInput.Place(root), $"'{root.Name}' is no CISE message: the element is one of {string.Join(", ", Kinds.Keys)} in the namespace {Messages}.");
        var id = Text(root, "MessageID") ?? throw Missing(root, "MessageID");
        if (id.Length is 0 or > 200) throw new MalformedDocument(XmlInput.Place(root.Element("MessageID")!), "A message id has 1 to 200 characters.");
        var created = Text(root, "CreationDateTime") ?? throw Missing(root, "CreationDateTime");
        if (!DateTimeOffset.TryParse(created, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _))
            throw new MalformedDocument(XmlInput.Place(root.Element("CreationDateTime")!), $"'{JsonPlace.Short(created)}' is no time such as 2018-01-18T13:45:29.590+01:00.");
        var priority = Text(root, "Priority") ?? throw Missing(root, "Priority");
        if (priority is not ("Low" or "Medium" or "High")) throw new MalformedDocument(XmlInput.Place(root.Element("Priority")!), $"'{JsonPlace.Short(priority)}' is no priority: Low, Medium or High.");
        if (kind == "ack" && root.Element("AckCode") is null) throw Missing(root, "AckCode");
        if (root.Name.LocalName == "PullRequest" && root.Element("PullType") is null) throw Missing(root, "PullType");
        if (kind == "reply" && root.Element("ResultCode") is null) throw Missing(root, "ResultCode");
        if (kind == "feedback" && (root.Element("FeedbackType") is null || root.Element("RefMessageID") is null)) throw Missing(root, "FeedbackType' and 'RefMessageID");
        var payload = root.Element("Payload");
        Marking? marking = null;
        bool? personal = null;
        string? purpose = null;
        if (payload is not null)
        {
            marking = new(Known(payload, "InformationSensitivity", Sensitivity), Classification: Known(payload, "InformationSecurityLevel", Security));
            purpose = Text(payload, "Purpose") ?? throw Missing(payload, "Purpose");
            personal = Text(payload, "IsPersonalData") is { } said ? said is "true" or "1" ? true : said is "false" or "0" ? false : throw new MalformedDocument(XmlInput.Place(payload.Element("IsPersonalData")!), "true or false is expected.") : null;
        }
        var document = new ExchangeDocument
        {
            Id = StableId.Of(Format, id), Created = created, Origin = new(Format, id, root.Name.LocalName), Marking = marking is { IsEmpty: false } ? marking : null,
            Message = new(kind, Text(root, "CorrelationID"), root.Element("Sender") is { } sender ? Text(sender, "ServiceID") : null,
                [.. root.Elements("Recipient").Concat(root.Elements("CcRecipients")).Select(r => Text(r, "ServiceID")).OfType<string>()],
                priority == "High" ? "urgent" : "normal", purpose, personal),
        };
        var state = new Walk(document, limits, id);
        document.Extensions[Format] = new() { ["message"] = XmlTree.Keep(root, e => e.Parent == payload && Entities.Contains(TypeName(e)) ? state.Add(e, null, null) : null) };
        return document;
    }

    private static string? Text(XElement parent, string name) => parent.Element(name)?.Value;
    private static MalformedDocument Missing(XElement parent, string name) => new(XmlInput.Place(parent), $"'{name}' is missing.");

    private static string? Known(XElement payload, string name, Dictionary<string, string> values)
    {
        var text = Text(payload, name) ?? throw Missing(payload, name);
        if (text == "NonSpecified" || (name == "InformationSecurityLevel" && text == "EUTopSecret")) return text == "EUTopSecret" ? "secret" : null;
        return values.GetValueOrDefault(text) ?? throw new MalformedDocument(XmlInput.Place(payload.Element(name)!), $"'{JsonPlace.Short(text)}' is none of {string.Join(", ", values.Keys)}, NonSpecified.");
    }

    /// <summary>The name of the entity: of its xsi:type where the element only names an abstract one.</summary>
    private static string TypeName(XElement element) =>
        element.Attribute(Instance + "type")?.Value is { } type && type[(type.IndexOf(':') + 1)..] is var name && Entities.Contains(name) ? name : element.Name.LocalName;

    private sealed class Walk(ExchangeDocument document, ReadLimits limits, string message)
    {
        private readonly HashSet<Guid> _used = [];
        private int _entities;

        /// <summary>Makes an item of an entity, and of those within it; gives what stands in the tree instead.</summary>
        public JsonObject Add(XElement element, Item? holder, string? role)
        {
            if (++_entities > limits.MaxItems) throw new MalformedDocument(XmlInput.Place(element), $"There are more than {limits.MaxItems:N0} entities; split the message.");
            var name = TypeName(element);
            var uuid = element.Element("Identifier")?.Element("UUID")?.Value;
            // Without an identifier its place in the message is its name: the same message read again gives the same id.
            var id = uuid is { Length: > 0 } ? StableId.Of(Format, uuid) : StableId.Made(Format, message, _entities.ToString(CultureInfo.InvariantCulture));
            if (!_used.Add(id)) _used.Add(id = StableId.Made(Format, message, uuid ?? "", _entities.ToString(CultureInfo.InvariantCulture)));
            var item = new Item { Id = id, Type = Crosswalk.TypeOf(name, ExchangeFormat.Cise) ?? Item.OtherType, Origin = new(Format, uuid is { Length: > 0 } ? uuid : $"{message}#{_entities}", name) };
            document.Items.Add(item);
            if (holder is not null) holder.Links[role!] = [.. holder.Links.GetValueOrDefault(role!) ?? [], id];
            var targets = Crosswalk.Properties(item.Type, ExchangeFormat.Cise);
            item.Extensions[Format] = new()
            {
                ["entity"] = XmlTree.Keep(element, child =>
                {
                    if (Entities.Contains(TypeName(child)) && !(child.HasElements is false && child.Value.Length > 0)) return Add(child, item, RoleOf(child, element));
                    if (child.HasElements || child.HasAttributes) return null;
                    var path = string.Join('/', child.AncestorsAndSelf().TakeWhile(e => e != element).Reverse().Select(e => e.Name.LocalName));
                    if (targets.FirstOrDefault(t => t.Target == path) is not { } target) return null;
                    var before = item.Properties.GetValueOrDefault(target.Property) ?? [];
                    item.Properties[target.Property] = [.. before, child.Value];
                    return new() { ["n"] = child.Name.ToString(), [XmlTree.Hole] = $"{target.Property}/{before.Count}" };
                }),
            };
            return new() { [XmlTree.ItemId] = id.ToString() };
        }

        /// <summary>The role of the link: the name of the relation element around the entity.</summary>
        private static string RoleOf(XElement child, XElement holder)
        {
            var around = child.Parent == holder ? child : child.Parent!;
            var name = around.Name.LocalName;
            if (name.EndsWith("Rel", StringComparison.Ordinal)) name = name[..^3];
            return string.Concat(name.Select((c, n) => char.IsUpper(c) ? (n > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
        }
    }
}
