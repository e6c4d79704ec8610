using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Palermo.Formats;

/// <summary>Writes CISE messages: back as they came, or a Push of the maritime items of any document.</summary>
public static class CiseWriter
{
    /// <summary>Elements of each entity that we write, in the order that the data model asks for.</summary>
    private static readonly Dictionary<string, string[]> Order = new(StringComparer.Ordinal)
    {
        ["Vessel"] = ["Colour", "ExternalMarkings", "Identifier", "Name", "LocationRel", "InvolvedEventRel", "Nationality", "TotalPersonsOnBoard", "CallSign", "GrossTonnage", "IMONumber", "LOA", "MMSI", "RegistryNumber", "ShipType", "YearBuilt"],
        ["LandVehicle"] = ["Colour", "Identifier", "Name", "LocationRel"],
        ["Aircraft"] = ["Identifier", "Name", "LocationRel"],
        ["Person"] = ["ContactInformation", "Identifier", "Nationality", "LocationRel", "AlternativeName", "BirthDate", "DateOfDeath", "FamilyName", "FullName", "Gender", "GivenName"],
        ["Organization"] = ["ContactInformation", "Identifier", "AlternativeName", "IdentificationNumber", "LegalName"],
        ["FormalOrganization"] = ["Identifier", "AlternativeName", "IdentificationNumber", "LegalName"],
        ["NamedLocation"] = ["Geometry/Latitude", "Geometry/Longitude", "GeographicName"],
        ["IrregularMigrationIncident"] = ["Identifier", "OccurrencePeriod/EndDate", "OccurrencePeriod/StartDate", "DeathsOnBoard", "ResponseUrgency", "Severity", "IrregularMigrationIncidentType"],
    };

    /// <summary>The entity a type is written as when it did not come from CISE.</summary>
    private static string? EntityFor(Item item) => item.Type switch
    {
        "vessel" => "Vessel", "vehicle" => "LandVehicle", "aircraft" => "Aircraft", "person" => "Person", "organisation" => "Organization", "company" => "FormalOrganization",
        "place" => "NamedLocation", "event" => "IrregularMigrationIncident", _ => null,
    };

    /// <summary>Writes a message.</summary>
    /// <param name="now">The time of a message whose document tells none.</param>
    public static byte[] Write(ExchangeDocument document, DateTimeOffset now, out IReadOnlyList<DroppedField> dropped)
    {
        var drops = new Drops(document, "CISE");
        var items = document.ById();
        HashSet<Guid> written = [];
        XElement? Entity(Guid id)
        {
            if (!items.TryGetValue(id, out var item) || !written.Add(id)) return null;
            return item.Origin is { Format: CiseReader.Format } && item.Extensions.GetValueOrDefault(CiseReader.Format)?["entity"] is JsonObject tree
                ? XmlTree.Restore(tree, hole => Value(item, hole), Entity) : Made(item);
        }
        XElement? Made(Item item)
        {
            if (New(item, drops) is { HasElements: true } made) return made;
            // A place of which CISE has no element: an empty one would say nothing, and break the schema.
            written.Remove(item.Id);
            drops.Whole(item, "CISE has a place for nothing that is said of it.");
            return null;
        }
        XElement root;
        if (document.Extensions.GetValueOrDefault(CiseReader.Format)?["message"] is JsonObject message)
        {
            root = XmlTree.Restore(message, _ => null, Entity)!;
            Mark(root, document.Marking, drops);
            foreach (var item in items.Values.Where(i => !i.IsReference && !written.Contains(i.Id))) drops.Whole(item, "The message it came in has no place for it.");
        }
        else root = Push(document, now, drops, Entity);
        foreach (var item in items.Values.Where(i => written.Contains(i.Id))) Left(item, items, drops);
        drops.Bags(CiseReader.Format);
        dropped = drops.All;
        using var output = new MemoryStream();
        using (var writer = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize })) new XDocument(root).Save(writer);
        return output.ToArray();
    }

    private static string Sensitivity(Marking? marking) =>
        marking?.Tlp switch { "clear" => "White", "green" => "Green", "amber" => "Amber", "amber+strict" or "red" => "Red", _ => "NonSpecified" };

    /// <summary>The marking may have been made stricter since the message came: what is written says what the document says.</summary>
    private static void Mark(XElement root, Marking? marking, Drops drops)
    {
        if (root.Element("Payload") is not { } payload) return;
        if (payload.Element("InformationSensitivity") is { } degree) degree.Value = Sensitivity(marking);
        if (payload.Element("InformationSecurityLevel") is { } level && CiseReader.Security.GetValueOrDefault(level.Value) != marking?.Classification && level.Value != "EUTopSecret")
            level.Value = CiseReader.Security.FirstOrDefault(s => s.Value == marking?.Classification).Key ?? "NonSpecified";
        Unmarked(marking, drops);
    }

    private static void Unmarked(Marking? marking, Drops drops)
    {
        // TLP:AMBER+STRICT has no value in CISE: the next stricter one stands for it, never a wider one.
        if (marking?.Tlp == "amber+strict") drops.Document("marking", "CISE has no AMBER+STRICT: written as Red, which is stricter.");
        if (marking is { } more && (more with { Tlp = null, Classification = null }) is { IsEmpty: false }) drops.Document("marking", "CISE has no PAP and no handling codes.");
    }

    private static string? Value(Item item, string hole)
    {
        var cut = hole.LastIndexOf('/');
        var n = int.Parse(hole[(cut + 1)..], CultureInfo.InvariantCulture);
        return item.Properties.GetValueOrDefault(hole[..cut]) is { } values && values.Count > n && XmlInput.IsText(values[n]) ? values[n] : null;
    }

    private static XElement Push(ExchangeDocument document, DateTimeOffset now, Drops drops, Func<Guid, XElement?> entity)
    {
        XNamespace m = CiseReader.Messages;
        var marking = document.Marking;
        Unmarked(marking, drops);
        var payload = new XElement("Payload", new XAttribute(XNamespace.Xmlns + "xsi", CiseReader.Instance), new XAttribute(CiseReader.Instance + "type", "m:XmlEntityPayload"),
            new XElement("InformationSecurityLevel", CiseReader.Security.FirstOrDefault(s => s.Value == marking?.Classification).Key ?? "NonSpecified"),
            new XElement("InformationSensitivity", Sensitivity(marking)),
            new XElement("IsPersonalData", document.Message?.PersonalData ?? document.Items.Any(i => i.Type == "person")),
            new XElement("Purpose", "NonSpecified"), new XElement("EnsureEncryption", true));
        foreach (var item in document.Items.Where(i => !i.IsReference))
        {
            if (EntityFor(item) is null) drops.Whole(item, $"CISE has no entity for {item.Origin?.Type ?? item.Type}.");
            else if (entity(item.Id) is { } written) payload.Add(written);
        }
        if (document.Created is { } said && !HasTime(said)) drops.Document("created", "A CISE message bears a time, not a day.");
        if (document.Title is not null) drops.Document("title", "A CISE message has no title.");
        if (document.Message is { } message && (message.Purpose is not null || message.Kind != "spontaneous" || message.Recipients is { Count: > 1 } || message.Urgency == "very-urgent"))
            drops.Document("message", "CISE has one recipient, two urgencies and a closed list of purposes, and only a Push is made here; the rest is kept.");
        return new(m + "Push", new XAttribute(XNamespace.Xmlns + "m", m),
            document.Message?.Correlation is { } correlation && XmlInput.IsText(correlation) ? new XElement("CorrelationID", correlation) : null,
            new XElement("CreationDateTime", document.Created is { } created && HasTime(created) ? created : now.ToString("yyyy-MM-dd'T'HH:mm:ss.fffK", CultureInfo.InvariantCulture)),
            new XElement("MessageID", document.Id), new XElement("Priority", document.Message?.Urgency is "urgent" or "very-urgent" ? "High" : "Low"), new XElement("RequiresAck", false),
            document.Message?.Sender is { } sender && XmlInput.IsText(sender) ? Service("Sender", sender) : null,
            document.Message?.Recipients is [var first, ..] && XmlInput.IsText(first) ? Service("Recipient", first) : null, payload);
    }

    private static bool HasTime(string text) => text.Contains('T') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static XElement Service(string name, string id) => new(name, new XElement("ServiceID", id), new XElement("ServiceOperation", "Push"));

    private static XElement? New(Item item, Drops drops)
    {
        if (EntityFor(item) is not { } name) return null;
        var element = new XElement(name);
        var targets = Crosswalk.Properties(item.Type, ExchangeFormat.Cise);
        foreach (var path in Order[name])
        {
            if (path == "Identifier") { element.Add(new XElement("Identifier", new XElement("UUID", item.Id))); continue; }
            if (targets.FirstOrDefault(t => t.Target == path) is not { } target) continue;
            var values = item.Properties.GetValueOrDefault(target.Property) ?? [];
            for (var n = 0; n < values.Count; n++)
            {
                if (!Fits(name, path, values[n]) || (n > 0 && path is not ("Colour" or "ExternalMarkings" or "Name" or "Nationality" or "GeographicName")))
                {
                    drops.Property(item, target.Property, n, $"'{JsonPlace.Short(values[n])}' is no value of {path} in CISE, or one too many.");
                    continue;
                }
                var parent = element;
                if (path.Split('/') is [var group, _])
                {
                    parent = element.Element(group) ?? new XElement(group);
                    if (parent.Parent is null) element.Add(parent);
                }
                parent.Add(new XElement(path[(path.IndexOf('/') + 1)..], values[n]));
            }
        }
        foreach (var (property, values) in item.Properties)
            if (targets.FirstOrDefault(t => t.Property == property) is not { } target || !Order[name].Contains(target.Target))
                for (var n = 0; n < values.Count; n++) drops.Property(item, property, n);
        return element;
    }

    /// <summary>True when a value is of the type that the data model gives the element; code lists are taken only from CISE itself.</summary>
    private static bool Fits(string entity, string path, string value) => path switch
    {
        "IMONumber" or "MMSI" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "TotalPersonsOnBoard" or "YearBuilt" or "DeathsOnBoard" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "GrossTonnage" or "LOA" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number),
        "BirthDate" or "OccurrencePeriod/StartDate" or "OccurrencePeriod/EndDate" => DateOnly.TryParseExact(value, "yyyy-MM-dd", out _),
        "DateOfDeath" => value.Contains('T') && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        "Gender" => value is "Female" or "Male" or "Other" or "Unknown",
        "Colour" or "ShipType" or "ResponseUrgency" or "Severity" or "IrregularMigrationIncidentType" => false,
        _ => XmlInput.IsText(value),
    };

    private static void Left(Item item, Dictionary<Guid, Item> items, Drops drops)
    {
        var own = item.Origin is { Format: CiseReader.Format };
        if (!own)
        {
            foreach (var (role, ends) in item.Links)
                for (var n = 0; n < ends.Count; n++) drops.Link(item, role, n, $"The link '{role}' to {items[ends[n]].Caption} is not written in CISE.");
            if (item.Type == "place") drops.Whole(item, "It is written, but places bear no identifier in CISE: it comes back as another place.");
            else if (item.Origin is not null) drops.Part(item, "origin", "CISE has no place for the name of an entity elsewhere.");
        }
        if (item.Marking is { IsEmpty: false }) drops.Part(item, "marking", "CISE marks the payload as a whole.");
        if (item.Grade is not null) drops.Part(item, "grade", "CISE has no grades of source and information.");
        drops.Bags(item, CiseReader.Format);
    }
}
