using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>Writes a MISP event. New events are for the own organisation only (distribution 0): whoever imports one widens it knowingly.</summary>
public static class MispWriter
{
    private sealed record Template(string Name, string Uuid, string Version, string MetaCategory, Dictionary<string, string> Types);

    private static readonly Dictionary<string, Template> Templates = Crosswalk.Table("templates.table", 5)
        .Select(c => new Template(c[0], c[1], c[2], c[3], c[4].Split(' ').Select(r => r.Split(':')).ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal)))
        .ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>Relations that a template requires; made of the best words there are where we have none.</summary>
    private static readonly Dictionary<string, (string[] AnyOf, string Made)> Required = new(StringComparer.Ordinal)
    {
        ["ftm-Vessel"] = (["name"], "name"), ["ftm-Airplane"] = (["name"], "name"), ["ftm-UserAccount"] = (["name"], "name"), ["ftm-Event"] = (["name"], "name"), ["ftm-Document"] = (["name"], "name"),
        ["phone-number"] = (["phone-number"], "phone-number"), ["person"] = (["first-name", "last-name", "full-name", "alias"], "full-name"), ["organization"] = (["name", "alias"], "name"),
        ["legal-entity"] = (["name"], "name"), ["annotation"] = (["text"], "text"), ["bank-account"] = (["account", "iban"], "account"),
        ["geolocation"] = (["latitude", "longitude", "city", "region", "country"], "region"),
        ["vehicle"] = (["description", "make", "model", "license-plate-number", "vin", "exterior-color", "type"], "description"),
    };

    /// <summary>Writes an event.</summary>
    /// <param name="now">The day of an event whose document tells none.</param>
    public static byte[] Write(ExchangeDocument document, DateTimeOffset now, out IReadOnlyList<DroppedField> dropped)
    {
        var state = new Event(document, now);
        var json = state.Write();
        dropped = state.Drops.All;
        return JsonInput.Write(json);
    }

    private static string CategoryOf(string type) => type switch
    {
        "phone-number" or "full-name" or "first-name" or "middle-name" or "last-name" or "gender" or "nationality" or "date-of-birth" or "place-of-birth" or "passport-number" or "identity-card-number" => "Person",
        "iban" or "bank-account-nr" or "bic" => "Financial fraud",
        "email-src" => "Payload delivery",
        "url" or "link" => "External analysis",
        _ => "Other",
    };

    private sealed class Event(ExchangeDocument document, DateTimeOffset now)
    {
        private readonly Dictionary<Guid, Item> _items = document.ById();
        private readonly Dictionary<Guid, JsonObject> _objects = [];
        public Drops Drops { get; } = new(document, "MISP");

        public JsonObject Write()
        {
            var attributes = new JsonArray();
            var objects = new JsonArray();
            foreach (var item in document.Items.Where(i => !i.IsReference && i.Type != Item.RelationType))
            {
                if (item.Origin is { Format: MispReader.Format } origin && origin.Type.StartsWith("attribute:", StringComparison.Ordinal)) attributes.Add(LooseAttribute(item, origin));
                else if (Object(item) is { } written)
                {
                    objects.Add(written);
                    _objects[item.Id] = written;
                }
            }
            foreach (var item in document.Items.Where(i => !i.IsReference))
            {
                if (item.Type == Item.RelationType) Relation(item);
                else Links(item);
                if (_objects.ContainsKey(item.Id) || item.Type == Item.RelationType) Drops.Bags(item, MispReader.Format);
            }
            return Header(attributes, objects);
        }

        private JsonObject Header(JsonArray attributes, JsonArray objects)
        {
            var bag = document.Extensions.GetValueOrDefault(MispReader.Format);
            var own = document.Origin is { Format: MispReader.Format };
            var json = new JsonObject { ["uuid"] = own ? document.Origin!.Id : document.Id.ToString(), ["info"] = document.Title ?? "Exchange from Palermo" };
            var day = document.Created is { Length: >= 10 } created && DateOnly.TryParseExact(created[..10], "yyyy-MM-dd", out _) ? created[..10] : now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (document.Created is not null || !own) json["date"] = day;
            if (document.Created is { } said && said != day) Drops.Document("created", "A MISP event has a day, not a moment.");
            foreach (var (name, value) in bag ?? []) json[name] = value?.DeepClone();
            if (!own)
            {
                (json["distribution"], json["analysis"], json["threat_level_id"], json["published"]) = ("0", "0", "4", false);
                if (document.Message is { } message)
                {
                    if (message.Sender is { } sender) json["Orgc"] = new JsonObject { ["name"] = sender, ["uuid"] = StableId.Made("org", sender).ToString() };
                    Drops.Document("message", "A MISP event names who made it (Orgc), and neither kind, recipients, urgency nor purpose of a message.");
                }
            }
            var tags = (bag?["Tag"] as JsonArray)?.Select(t => t!["name"]!.GetValue<string>()).ToArray() ?? [];
            if (!Equals(MispTags.Read(tags).Marking, document.Marking is { IsEmpty: false } marking ? marking : null))
                json["Tag"] = MispTags.AsList([.. tags.Where(t => !MispTags.IsOurs(t)), .. MispTags.Write(document.Marking, null)]);
            if (attributes.Count > 0) json["Attribute"] = attributes;
            if (objects.Count > 0) json["Object"] = objects;
            Drops.Bags(MispReader.Format);
            return new() { ["Event"] = json };
        }

        private static JsonObject LooseAttribute(Item item, Origin origin)
        {
            var json = new JsonObject { ["uuid"] = origin.Id, ["type"] = origin.Type["attribute:".Length..], ["value"] = item.Properties.Values.First(v => v.Count > 0)[0] };
            foreach (var (name, value) in item.Extensions.GetValueOrDefault(MispReader.Format) ?? []) json[name] = value?.DeepClone();
            Retag(json, item);
            return json;
        }

        private static void Retag(JsonObject attribute, Item item)
        {
            var tags = (attribute["Tag"] as JsonArray)?.Select(t => t!["name"]!.GetValue<string>()).ToArray() ?? [];
            var (marking, grade) = MispTags.Read(tags);
            if (Equals(marking, item.Marking) && Equals(grade, item.Grade)) return;
            var wanted = (string[])[.. tags.Where(t => !MispTags.IsOurs(t)), .. MispTags.Write(item.Marking, item.Grade)];
            if (wanted.Length > 0) attribute["Tag"] = MispTags.AsList(wanted);
            else attribute.Remove("Tag");
        }

        private JsonObject? Object(Item item)
        {
            var own = item.Origin is { Format: MispReader.Format };
            var name = own ? item.Origin!.Type : Crosswalk.Class(item.Type, ExchangeFormat.Misp);
            if (name is null)
            {
                Drops.Whole(item, $"MISP has no object for {item.Origin?.Type ?? item.Type}.");
                return null;
            }
            var template = Templates.GetValueOrDefault(name);
            var uuid = own ? item.Origin!.Id : item.Id.ToString();
            var json = new JsonObject { ["uuid"] = uuid, ["name"] = name };
            var bag = item.Extensions.GetValueOrDefault(MispReader.Format);
            foreach (var (field, value) in bag ?? [])
                if (field != "Attribute") json[field] = value?.DeepClone();
            var attributes = new JsonArray();
            HashSet<string> filled = new(StringComparer.Ordinal);
            foreach (var kept in bag?["Attribute"] as JsonArray ?? [])
            {
                var attribute = (JsonObject)kept!.DeepClone();
                if (attribute[MispReader.Hole]?.GetValue<string>() is { } hole)
                {
                    attribute.Remove(MispReader.Hole);
                    var cut = hole.LastIndexOf('/');
                    var (property, n) = (hole[..cut], int.Parse(hole[(cut + 1)..], CultureInfo.InvariantCulture));
                    if (item.Properties.GetValueOrDefault(property) is not { } values || values.Count <= n) continue; // taken out since
                    attribute["value"] = values[n];
                    filled.Add(hole);
                }
                attributes.Add(attribute);
            }
            var targets = MispReader.Targets(item.Type, name);
            foreach (var (property, values) in item.Properties)
                for (var n = 0; n < values.Count; n++)
                {
                    if (filled.Contains($"{property}/{n}")) continue;
                    if (values[n].Length == 0) Drops.Property(item, property, n, "MISP takes no empty values.");
                    else if (targets.FirstOrDefault(t => t.Property == property) is { } target && template?.Types.GetValueOrDefault(target.Target) is { } type) attributes.Add(Attribute(item, target.Target, type, values[n], n));
                    else Drops.Property(item, property, n);
                }
            string? made = null;
            if (!own && Required.TryGetValue(name, out var required) && !attributes.Any(a => required.AnyOf.Contains(a!["object_relation"]!.GetValue<string>())))
            {
                made = required.Made;
                attributes.Add(Attribute(item, made, template!.Types.GetValueOrDefault(made, "text"), item.Caption, 0));
            }
            if (attributes.Count == 0 && !own)
            {
                Drops.Whole(item, "Nothing of it has a place in MISP.");
                return null;
            }
            foreach (var attribute in attributes.Select(a => (JsonObject)a!).Where(_ => !own || Changed(item, attributes))) Retag(attribute, item);
            if (!own)
            {
                (json["meta-category"], json["template_uuid"], json["template_version"], json["distribution"]) = (template!.MetaCategory, template.Uuid, template.Version, "5");
                var about = new JsonObject { ["type"] = item.Type };
                if (item.Origin is { } origin) about["origin"] = new JsonObject { ["format"] = origin.Format, ["id"] = origin.Id, ["type"] = origin.Type };
                if (made is not null) about["made"] = made;
                json["comment"] = MispReader.Comment + Encoding.UTF8.GetString(JsonInput.Write(about, indented: false)).Trim();
            }
            json["Attribute"] = attributes;
            return json;
        }

        /// <summary>True when the tags on the attributes no longer say what the item says.</summary>
        private static bool Changed(Item item, JsonArray attributes)
        {
            var (marking, grade) = MispTags.Read(attributes.SelectMany(a => (a!["Tag"] as JsonArray)?.Select(t => t!["name"]!.GetValue<string>()) ?? []));
            return !Equals(marking, item.Marking is { IsEmpty: false } own ? own : null) || !Equals(grade, item.Grade);
        }

        private static JsonObject Attribute(Item item, string relation, string type, string value, int n) => new()
        {
            ["uuid"] = StableId.Made("misp", item.Id.ToString(), relation, n.ToString(CultureInfo.InvariantCulture)).ToString(),
            ["object_relation"] = relation, ["type"] = type, ["category"] = CategoryOf(type), ["to_ids"] = false, ["value"] = value,
        };

        private bool Reaches(Guid end) => _objects.ContainsKey(end) || (_items[end].Origin is { Format: MispReader.Format } && _items[end].Type != Item.RelationType);
        private string UuidOf(Guid id) => _items[id].Origin is { Format: MispReader.Format } origin ? origin.Id : id.ToString();

        private void Relation(Item item)
        {
            var (from, to) = (item.Links["from"][0], item.Links["to"][0]);
            if (!_objects.TryGetValue(from, out var holder) || !Reaches(to))
            {
                Drops.Whole(item, "One end of the relation has no place in MISP.");
                return;
            }
            var kind = item["kind"] ?? "related-to";
            var json = new JsonObject { ["uuid"] = item.Id.ToString(), ["object_uuid"] = UuidOf(from), ["referenced_uuid"] = UuidOf(to), ["relationship_type"] = kind };
            if (item.Origin is { Format: MispReader.Format })
            {
                json = new() { ["relationship_type"] = kind, ["referenced_uuid"] = UuidOf(to) };
                foreach (var (name, value) in item.Extensions.GetValueOrDefault(MispReader.Format) ?? []) json[name] = value?.DeepClone();
            }
            foreach (var (property, values) in item.Properties)
                for (var n = property == "kind" ? 1 : 0; n < values.Count; n++) Drops.Property(item, property, n);
            foreach (var (role, ends) in item.Links)
                if (role is not ("from" or "to"))
                    for (var n = 0; n < ends.Count; n++) Drops.Link(item, role, n, "A reference in MISP has two ends and no more.");
            if (item.Marking is { IsEmpty: false }) Drops.Part(item, "marking", "A reference in MISP bears no tags.");
            if (item.Grade is not null) Drops.Part(item, "grade", "A reference in MISP bears no tags.");
            if (item.Origin is { Format: not MispReader.Format }) Drops.Part(item, "origin", "A reference in MISP has no place for the name of the relation elsewhere.");
            References(holder).Add(json);
        }

        private void Links(Item item)
        {
            foreach (var (role, ends) in item.Links)
                for (var n = 0; n < ends.Count; n++)
                    if (!_objects.TryGetValue(item.Id, out var holder)) { if (item.Origin is { Format: MispReader.Format }) Drops.Link(item, role, n, "An attribute in MISP has no references."); }
                    else if (!Reaches(ends[n])) Drops.Link(item, role, n, $"The other end, {_items[ends[n]].Origin?.Id ?? ends[n].ToString()}, has no place in MISP.");
                    else References(holder).Add(new JsonObject
                    {
                        ["uuid"] = StableId.Made("link", item.Id.ToString(), role, ends[n].ToString(), n.ToString(CultureInfo.InvariantCulture)).ToString(),
                        ["object_uuid"] = UuidOf(item.Id), ["referenced_uuid"] = UuidOf(ends[n]), ["relationship_type"] = role, ["comment"] = MispReader.LinkComment,
                    });
        }

        private static JsonArray References(JsonObject holder)
        {
            if (holder["ObjectReference"] is JsonArray already) return already;
            var list = new JsonArray();
            holder["ObjectReference"] = list;
            return list;
        }
    }
}
