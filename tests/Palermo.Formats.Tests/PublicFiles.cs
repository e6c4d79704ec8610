using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Palermo.Formats.Tests;

/// <summary>Schemas and samples of others, from the real data beside the project.</summary>
internal static class PublicFiles
{
    public static readonly string[] Stix = ["poisonivy.json", "malicious-email-indicator-with-attachment.json", "infrastructure.json", "indicators-for-C2-with-COA.json"];
    public static readonly string[] Cise =
    [
        "message_AcknowledgementTemplate.xml", "message_Pull_requestTemplate.xml", "message_PushTemplate.xml", "message_FeedbackTemplate.xml", "message_Pull_responseTemplate.xml",
        "payload_VesselDocument.xml", "payload_Vessel.xml", "payload_Incident.xml",
    ];
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static byte[] StixSample(string name) => File.ReadAllBytes(RealData.File("schemas/stix_samples/" + name));
    public static byte[] CiseSample(string name) => File.ReadAllBytes(RealData.File("schemas/cise_samples/" + name));
    public static byte[] FtmSample() => File.ReadAllBytes(RealData.File("schemas/followthemoney_donations_sample.ijson"));

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<Dictionary<string, byte[]>>> Schemas = new();
    private static readonly Lazy<StixSchemas> Stix21 = new(() => new StixSchemas(Schema("stix")));
    private static readonly Lazy<CiseSchemas> Cise153 = new(() => new CiseSchemas(Schema("cise")));

    /// <summary>Checks by the public schema, built once.</summary>
    public static IReadOnlyList<SchemaFault> Check(string format, byte[] content) => format switch
    {
        "stix" => Stix21.Value.Check(content), "cise" => Cise153.Value.Check(content), _ => PublicSchemas.Check(format, content, Schema(format)),
    };

    public static Dictionary<string, byte[]> Schema(string format)
    {
        // Asked first: a test without the data skips, and a skip must not be kept as a value.
        RealData.File("schemas/followthemoney_model.json.gz");
        return Schemas.GetOrAdd(format, f => new(() => Load(f))).Value;
    }

    private static Dictionary<string, byte[]> Load(string format) => format switch
    {
        "stix" => Unpack("schemas/stix21_json_schemas.tar.gz"),
        "misp" => Unpack("schemas/misp_objects_taxonomies.tar.gz"),
        "cise" => Unpack("schemas/cise_data_model_1_5_3_xsd.tar.gz", "data/").Concat(Unpack("schemas/cise_service_model_xsd.tar.gz", "service/")).ToDictionary(),
        _ => new() { ["followthemoney_model.json"] = Gunzip(RealData.File("schemas/followthemoney_model.json.gz")) },
    };

    private static byte[] Gunzip(string path)
    {
        using var zipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        zipped.CopyTo(whole);
        return whole.ToArray();
    }

    private static Dictionary<string, byte[]> Unpack(string archive, string prefix = "")
    {
        using var tar = new TarReader(new MemoryStream(Gunzip(RealData.File(archive))));
        Dictionary<string, byte[]> files = [];
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            if (entry.DataStream is null) continue;
            using var content = new MemoryStream();
            entry.DataStream.CopyTo(content);
            files[prefix + entry.Name] = content.ToArray();
        }
        return files;
    }

    /// <summary>A MISP event with one object of every template, each with every attribute once.</summary>
    public static byte[] MispEventOfAllTemplates()
    {
        var objects = new JsonArray();
        foreach (var (path, content) in Schema("misp").Where(f => f.Key.Contains("objects/")).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var template = JsonNode.Parse(content)!;
            var n = 0;
            var attributes = new JsonArray();
            foreach (var (relation, rule) in template["attributes"]!.AsObject())
            {
                var type = rule!["misp-attribute"]!.GetValue<string>();
                var value = rule["values_list"] is JsonArray { Count: > 0 } list ? list[0]!.GetValue<string>() : type switch
                {
                    "float" => "12.5", "datetime" => "2026-11-24T10:00:00Z", "boolean" => "1", "date-of-birth" => "1990-03-12", "email-src" => "a@example.org", _ => $"v{++n}",
                };
                attributes.Add(new JsonObject
                {
                    ["uuid"] = StableId.Made(path, relation).ToString(), ["object_relation"] = relation, ["type"] = type, ["category"] = "Other", ["to_ids"] = false, ["value"] = value,
                    ["Tag"] = new JsonArray(new JsonObject { ["name"] = "tlp:amber" }),
                });
            }
            objects.Add(new JsonObject
            {
                ["uuid"] = StableId.Made(path).ToString(), ["name"] = template["name"]!.DeepClone(), ["meta-category"] = template["meta-category"]!.DeepClone(), ["template_uuid"] = template["uuid"]!.DeepClone(),
                ["template_version"] = template["version"]!.ToString(), ["Attribute"] = attributes,
                ["ObjectReference"] = new JsonArray(new JsonObject { ["uuid"] = StableId.Made(path, "reference").ToString(), ["object_uuid"] = StableId.Made(path).ToString(), ["referenced_uuid"] = objects.Count == 0 ? StableId.Made(path).ToString() : objects[0]!["uuid"]!.DeepClone(), ["relationship_type"] = "related-to" }),
            });
        }
        var root = new JsonObject
        {
            ["Event"] = new JsonObject
            {
                ["uuid"] = "7c0a3cf5-5f6f-4d1f-9d5c-6f4d0f5f2a10", ["info"] = "One object of every template", ["date"] = "2026-11-24", ["distribution"] = "0", ["Orgc"] = new JsonObject { ["name"] = "NCB Niamey", ["uuid"] = "0a0a0a0a-5f6f-4d1f-9d5c-6f4d0f5f2a10" },
                ["Tag"] = new JsonArray(new JsonObject { ["name"] = "tlp:green" }, new JsonObject { ["name"] = "PAP:AMBER" }),
                ["Attribute"] = new JsonArray(new JsonObject { ["uuid"] = "1c0a3cf5-5f6f-4d1f-9d5c-6f4d0f5f2a11", ["type"] = "phone-number", ["category"] = "Person", ["value"] = "+22790123456" }, new JsonObject { ["uuid"] = "1c0a3cf5-5f6f-4d1f-9d5c-6f4d0f5f2a12", ["type"] = "domain", ["category"] = "Network activity", ["value"] = "example.org" }),
                ["Object"] = objects,
            },
        };
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>Equal as JSON: names in any order, numbers as written.</summary>
    public static void SameJson(byte[] expected, byte[] actual)
    {
        var (a, b) = (JsonNode.Parse(expected), JsonNode.Parse(actual));
        Assert.True(JsonNode.DeepEquals(a, b), "the JSON differs:\n" + Encoding.UTF8.GetString(actual));
    }

    /// <summary>Equal as XML: comments and the white space between elements say nothing.</summary>
    public static void SameXml(byte[] expected, byte[] actual)
    {
        static XElement Bare(byte[] xml)
        {
            var root = XDocument.Load(new MemoryStream(xml)).Root!;
            root.DescendantNodesAndSelf().OfType<XComment>().Remove();
            return root;
        }
        Assert.True(XNode.DeepEquals(Bare(expected), Bare(actual)), "the XML differs:\n" + Encoding.UTF8.GetString(actual));
    }
}
