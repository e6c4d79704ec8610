using System.Globalization;
using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>Writes STIX 2.1 bundles. What STIX has no place for goes into an extension of ours (STIX 2.1, 7.3), which others may ignore.</summary>
public static class StixWriter
{
    private const string OurTime = "2026-11-24T00:00:00.000Z";

    /// <summary>Writes a bundle.</summary>
    /// <param name="now">The time for objects whose source tells none, where the document tells none either.</param>
    /// <param name="dropped">What was left out.</param>
    public static byte[] Write(ExchangeDocument document, DateTimeOffset now, out IReadOnlyList<DroppedField> dropped)
    {
        var state = new Bundle(document, now);
        foreach (var item in document.Items.Where(i => !i.IsReference)) state.Add(item);
        var json = state.Close();
        dropped = state.Drops.All;
        return JsonInput.Write(json);
    }

    private sealed class Bundle
    {
        private readonly ExchangeDocument _document;
        private readonly string _time;
        private readonly Dictionary<Guid, Item> _items;
        private readonly Dictionary<Guid, string> _ids = [];
        private readonly JsonArray _objects = [];
        private readonly List<JsonObject> _links = [];
        private readonly SortedSet<string> _markings = new(StringComparer.Ordinal);
        private bool _extended;

        public Drops Drops { get; }

        public Bundle(ExchangeDocument document, DateTimeOffset now)
        {
            _document = document;
            Drops = new(document, "STIX");
            _items = document.ById();
            var time = document.Created is { } said && DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created) ? created : now;
            _time = time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }

        /// <summary>The id in STIX. It must be decided before links are written, so it may depend on the item alone.</summary>
        private string IdOf(Guid id)
        {
            if (_ids.TryGetValue(id, out var known)) return known;
            var item = _items[id];
            if (item.Origin is { Format: StixReader.Format } origin) return _ids[id] = origin.Id;
            return _ids[id] = $"{TypeOf(item)}--{Uuid(item)}";
        }

        /// <summary>The public schema takes UUIDs of versions 1 to 5 only; ids of records of ours are of version 7.</summary>
        private static Guid Uuid(Item item) => item.Id.Version is >= 1 and <= 5 && item.Id.Variant is >= 8 and <= 11 ? item.Id : StableId.Made(StixReader.Format, item.Id.ToString());

        private static string TypeOf(Item item)
        {
            if (item.Type == Item.RelationType) return "relationship";
            var type = Crosswalk.Class(item.Type, ExchangeFormat.Stix) ?? "x-palermo-other";
            return type.StartsWith("x-", StringComparison.Ordinal) || NamedByCaption(type) || StixRules.Meets(type, Body(item, type, null)) ? type : "x-palermo-" + item.Type;
        }

        private static bool NamedByCaption(string type) => type is "identity" or "threat-actor" or "incident" or "attack-pattern";

        /// <summary>The properties that STIX has a place for; the others go into <paramref name="rest"/>.</summary>
        private static JsonObject Body(Item item, string type, JsonObject? rest)
        {
            var body = new JsonObject();
            var targets = Crosswalk.Properties(item.Type, ExchangeFormat.Stix);
            // A custom object of ours has name and description; the places of the standard object are not its own.
            var custom = type.StartsWith("x-palermo-", StringComparison.Ordinal);
            foreach (var (property, values) in item.Properties)
            {
                var target = targets.FirstOrDefault(t => t.Property == property);
                if (custom && target?.Target is not ("name" or "description" or "labels" or "confidence" or "lang")) target = null;
                var left = values;
                if (target is not null && values.Count > 0)
                {
                    if (target.IsList) { body[target.Target] = JsonInput.List(values); left = []; }
                    else if ((target.IsNumber ? InRange(target.Target, values[0]) : target.IsMoment ? StixRules.IsTime(values[0]) ? values[0] : null : target.Target == "relationship_type" ? Slug(values[0]) : (JsonNode)values[0]) is { } value)
                    {
                        body[target.Target] = value;
                        left = [.. values.Skip(1)];
                    }
                }
                if (left.Count > 0 && rest is not null) rest[property] = JsonInput.List(left);
            }
            if (body.ContainsKey("precision") && !(body.ContainsKey("latitude") && body.ContainsKey("longitude")) && item.Properties.TryGetValue("precision", out var precision))
            {
                body.Remove("precision");
                if (rest is not null) rest["precision"] = JsonInput.List(precision);
            }
            if (body.ContainsKey("latitude") != body.ContainsKey("longitude"))
                foreach (var half in (ReadOnlySpan<string>)["latitude", "longitude"])
                    if (body.Remove(half) && rest is not null) rest[half] = JsonInput.List(item.Properties[half]);
            return body;
        }

        private static JsonNode? InRange(string target, string text)
        {
            if (JsonInput.Number(text) is not { } number) return null;
            var value = number.GetValue<double>();
            return target switch
            {
                "latitude" => value is >= -90 and <= 90, "longitude" => value is >= -180 and <= 180, "confidence" => value is >= 0 and <= 100 && Math.Floor(value) == value, _ => true,
            } ? number : null;
        }

        /// <summary>A relationship type is of lower-case letters, digits and hyphens; null when the words are something else.</summary>
        private static JsonNode? Slug(string kind) => kind.Length >= 2 && kind.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-') ? kind : null;

        public void Add(Item item)
        {
            var id = IdOf(item.Id);
            var type = id[..id.IndexOf("--", StringComparison.Ordinal)];
            var foreign = item.Origin is not { Format: StixReader.Format };
            var rest = new JsonObject();
            var written = new JsonObject { ["type"] = type };
            var bag = item.Extensions.GetValueOrDefault(StixReader.Format);
            var timed = foreign && !StixRules.IsObservable(type); // what came from STIX has version and times in its bag
            if (timed) written["spec_version"] = "2.1";
            written["id"] = id;
            if (timed) (written["created"], written["modified"]) = (_time, _time);
            foreach (var (name, value) in Body(item, type, rest)) written[name] = value?.DeepClone();
            if (bag is not null) foreach (var (name, value) in bag) written[name] = value?.DeepClone();
            foreach (var condition in Crosswalk.ClassCell(item.Type, ExchangeFormat.Stix).Where(c => c.Contains('=')))
                if (type == Crosswalk.Class(item.Type, ExchangeFormat.Stix)) written.TryAdd(condition[..condition.IndexOf('=')], condition[(condition.IndexOf('=') + 1)..]);

            var extension = new JsonObject();
            if (!written.ContainsKey("name") && (NamedByCaption(type) || (type.StartsWith("x-palermo-", StringComparison.Ordinal) && foreign)))
            {
                written["name"] = item.Caption;
                extension["caption"] = true;
            }
            if (type == "relationship" && !written.ContainsKey("relationship_type"))
            {
                written["relationship_type"] = "related-to";
                extension["caption"] = true;
            }
            var refs = (bag?["object_marking_refs"] as JsonArray)?.Select(r => r!.GetValue<string>()).ToList() ?? [];
            var granular = (bag?["granular_markings"] as JsonArray)?.Select(g => g?["marking_ref"]?.GetValue<string>()).OfType<string>() ?? [];
            foreach (var used in refs.Concat(granular).Where(StixTlp.Knows)) _markings.Add(used);
            var marking = item.Marking is { IsEmpty: false } own ? own : _document.Marking;
            if (marking?.Tlp is { } tlp && StixTlp.Strictest(refs.Concat(granular)) != tlp)
            {
                refs.RemoveAll(StixTlp.Knows);
                refs.Add(StixTlp.IdOf(tlp));
                _markings.Add(refs[^1]);
                written["object_marking_refs"] = JsonInput.List(refs);
            }
            if (marking is not null && (marking with { Tlp = null }) is { IsEmpty: false }) extension["marking"] = PalermoJson.MarkingJson(marking);
            if (item.Grade is { } grade)
            {
                extension["grade"] = PalermoJson.GradeJson(grade);
                if (!StixRules.IsObservable(type) && written.TryAdd("confidence", grade.Confidence)) extension["graded"] = true;
            }
            Links(item, written, extension, id);
            if (rest.Count > 0) extension["properties"] = rest;
            if (foreign || extension.Count > 0) Extend(item, type, id, written, extension, foreign);
            Drops.Bags(item, StixReader.Format);
            _objects.Add(written);
        }

        private void Extend(Item item, string type, string id, JsonObject written, JsonObject extension, bool foreign)
        {
            _extended = true;
            var whole = new JsonObject { ["extension_type"] = type.StartsWith("x-palermo-", StringComparison.Ordinal) ? "new-sdo" : "property-extension", ["item_type"] = item.Type };
            if (!id.EndsWith(item.Id.ToString(), StringComparison.OrdinalIgnoreCase)) whole["item_id"] = item.Id.ToString();
            if (item.Origin is { } origin) whole["origin"] = new JsonObject { ["format"] = origin.Format, ["id"] = origin.Id, ["type"] = origin.Type };
            foreach (var (name, value) in extension) whole[name] = value?.DeepClone();
            if (written["extensions"] is JsonObject extensions) extensions[StixReader.Extension] = whole;
            else written["extensions"] = new JsonObject { [StixReader.Extension] = whole };
        }

        private void Links(Item item, JsonObject written, JsonObject extension, string id)
        {
            var aside = new JsonObject();
            foreach (var (role, ends) in item.Links)
            {
                if (item.Type == Item.RelationType && role is "from" or "to")
                {
                    written[role == "from" ? "source_ref" : "target_ref"] = IdOf(ends[0]);
                    continue;
                }
                var reference = StixRules.References.FirstOrDefault(r => r.Role == role);
                if (reference.Property is not null && item.Origin is { Format: StixReader.Format })
                    written[reference.Property] = reference.IsList ? JsonInput.List(ends.Select(IdOf)) : IdOf(ends[0]);
                // Relationships may not hang on relationships.
                else if (item.Type == Item.RelationType || ends.Any(e => _items[e].Type == Item.RelationType)) aside[role] = JsonInput.List(ends.Select(e => e.ToString()));
                else
                    foreach (var (end, n) in ends.Select((e, n) => (e, n)))
                    {
                        _extended = true;
                        _links.Add(new()
                        {
                            ["type"] = "relationship", ["spec_version"] = "2.1", ["id"] = $"relationship--{StableId.Made("link", item.Id.ToString(), role, end.ToString(), n.ToString(CultureInfo.InvariantCulture))}",
                            ["created"] = _time, ["modified"] = _time, ["relationship_type"] = role, ["source_ref"] = id, ["target_ref"] = IdOf(end),
                            ["extensions"] = new JsonObject { [StixReader.Extension] = new JsonObject { ["extension_type"] = "property-extension", ["item_type"] = Item.RelationType, ["link"] = role } },
                        });
                    }
            }
            if (aside.Count > 0) extension["links"] = aside;
        }

        public JsonObject Close()
        {
            foreach (var link in _links) _objects.Add(link);
            if (_extended)
            {
                _objects.Add(new JsonObject
                {
                    ["type"] = "identity", ["spec_version"] = "2.1", ["id"] = StixReader.ExtensionAuthor, ["created"] = OurTime, ["modified"] = OurTime,
                    ["name"] = "Palermo", ["identity_class"] = "system",
                });
                _objects.Add(new JsonObject
                {
                    ["type"] = "extension-definition", ["spec_version"] = "2.1", ["id"] = StixReader.Extension, ["created_by_ref"] = StixReader.ExtensionAuthor, ["created"] = OurTime, ["modified"] = OurTime,
                    ["name"] = "Palermo exchange", ["description"] = "Carries the type, origin, grading, handling and further values of an item, and things that STIX has no object for.",
                    ["schema"] = "The properties of an item in docs/schemas/palermo-exchange-1.schema.json of Palermo.", ["version"] = "1.0.0",
                    ["extension_types"] = new JsonArray("new-sdo", "property-extension"),
                });
            }
            foreach (var known in (_document.Extensions.GetValueOrDefault(StixReader.Format)?["markings"] as JsonArray) ?? []) _markings.Add(known!.GetValue<string>());
            foreach (var marking in _markings) _objects.Add(StixTlp.Definition(marking));
            if (_document.Title is not null) Drops.Document("title", "A STIX bundle has no title.");
            if (_document.Created is not null) Drops.Document("created", "A STIX bundle has no time; it became the time of its objects.");
            if (_document.Message is not null) Drops.Document("message", "A STIX bundle has no sender, recipients or purpose.");
            if (_document.Marking is { IsEmpty: false }) Drops.Document("marking", "A STIX bundle has no marking of its own; it was put on every object that had none.");
            Drops.Bags(StixReader.Format);
            var id = _document.Origin is { Format: StixReader.Format } origin ? origin.Id : $"bundle--{(_document.Id.Version is >= 1 and <= 5 ? _document.Id : StableId.Made(StixReader.Format, _document.Id.ToString()))}";
            var json = new JsonObject { ["type"] = "bundle", ["id"] = id };
            foreach (var (name, value) in _document.Extensions.GetValueOrDefault(StixReader.Format) ?? [])
                if (name != "markings") json[name] = value?.DeepClone();
            json["objects"] = _objects;
            return json;
        }
    }
}
