using System.Text;
using System.Text.Json.Nodes;

namespace Palermo.Formats.Tests;

/// <summary>What is malformed, hostile or too large is refused with its place and the reason, and nothing else ever happens.</summary>
public class HostileInputTests
{
    private static MalformedDocument Refused(string format, string content, ReadLimits? limits = null) =>
        Assert.Throws<MalformedDocument>(() => Conversion.Read(Encoding.UTF8.GetBytes(content), format, limits));

    private const string Identity = """{"type":"identity","spec_version":"2.1","id":"identity--f690c992-8e7d-4b9a-9303-3312616c0220","created":"2016-08-08T15:50:10.983Z","modified":"2016-08-08T15:50:10.983Z","name":"A"}""";

    private static string Bundle(string objects) => $$"""{"type":"bundle","id":"bundle--5330e3e3-8f58-4d21-9f4b-793a054c0d33","objects":[{{objects}}]}""";

    [Theory]
    [InlineData("\"name\":\"A\"", "\"label\":\"A\"", "/objects/0", "'name' is missing")]
    [InlineData("identity--f690c992-8e7d-4b9a-9303-3312616c0220", "identity--f690c992", "/objects/0/id", "no identifier")]
    [InlineData("\"id\":\"identity--", "\"id\":\"malware--", "/objects/0/id", "the object is a identity")]
    [InlineData("2016-08-08T15:50:10.983Z\",\"modified", "08/08/2016\",\"modified", "/objects/0/created", "no timestamp")]
    [InlineData("\"modified\":\"2016", "\"modified\":\"2015", "/objects/0/modified", "before it was created")]
    [InlineData("\"spec_version\":\"2.1\",", "", "/objects/0", "'spec_version' is missing")]
    [InlineData("\"spec_version\":\"2.1\"", "\"spec_version\":\"2.0\"", "/objects/0/spec_version", "STIX 2.1")]
    [InlineData("\"name\":\"A\"", "\"name\":7", "/objects/0/name", "Text is expected")]
    [InlineData("\"name\":\"A\"", "\"name\":\"A\",\"name\":\"B\"", "document", "name")]
    [InlineData("\"type\":\"identity\"", "\"type\":\"Identity!\"", "/objects/0/type", "no name of an object type")]
    public void A_malformed_STIX_object_is_refused_with_its_place(string good, string bad, string place, string reason)
    {
        Conversion.Read(Encoding.UTF8.GetBytes(Bundle(Identity)), "stix");
        Assert.Contains(good, Identity, StringComparison.Ordinal);
        var refused = Refused("stix", Bundle(Identity.Replace(good, bad)));
        Assert.StartsWith(place, refused.Place, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_STIX_object_twice_is_refused() => Assert.Equal("/objects/1", Refused("stix", Bundle(Identity + "," + Identity)).Place);

    [Fact]
    public void A_type_that_would_run_the_pattern_of_the_public_schema_for_hours_is_refused_at_once()
    {
        var hostile = new string('a', 240) + "!";
        Assert.Contains("/type", Refused("stix", Bundle(Identity.Replace("\"type\":\"identity\"", $"\"type\":\"{hostile}\""))).Place, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"a","properties":{}}""", "line 2", "'schema' is missing")]
    [InlineData("""{"schema":"Person","properties":{}}""", "line 2", "'id' is missing")]
    [InlineData("""{"id":"b","schema":"person!"}""", "line 2/schema", "no name of a schema")]
    [InlineData("""{"id":"b","schema":"Person","properties":{"name":[["x"]]}}""", "line 2/properties/name/0", "text or a number")]
    [InlineData("""{"id":"first","schema":"Person"}""", "line 2/id", "earlier line")]
    [InlineData("""{"id":"b" """, "line 2", "no JSON")]
    [InlineData("""[1]""", "line 2", "An object is expected")]
    public void A_malformed_entity_is_refused_with_its_line(string line, string place, string reason)
    {
        var refused = Refused("ftm", """{"id":"first","schema":"Person","properties":{"name":["A"]}}""" + "\n" + line);
        Assert.Equal(place, refused.Place);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Event":{"info":"x"}}""", "/Event", "'uuid' is missing")]
    [InlineData("""{"Event":{"uuid":"7c0a3cf5-5f6f-4d1f-9d5c-6f4d0f5f2a10"}}""", "/Event", "'info' is missing")]
    [InlineData("""{"Event":{"uuid":"nine","info":"x"}}""", "/Event/uuid", "no UUID")]
    [InlineData("""{"Event":{"uuid":"7c0a3cf5-5f6f-4d1f-9d5c-6f4d0f5f2a10","info":"x","date":"24.11.2026"}}""", "/Event/date", "A date such as")]
    [InlineData("""{"Event":{"uuid":"7c0a3cf5-5f6f-4d1f-9d5c-6f4d0f5f2a10","info":"x","Object":[{"uuid":"7c0a3cf5-5f6f-4d1f-9d5c-6f4d0f5f2a11","name":"person","Attribute":[{"type":"text","value":"v"}]}]}}""", "/Event/Object/0/Attribute/0", "'object_relation' is missing")]
    [InlineData("""{"response":[]}""", "/response", "0 events")]
    [InlineData("""{"Evento":{}}""", "document", "'Event' is missing")]
    public void A_malformed_MISP_event_is_refused_with_its_place(string json, string place, string reason)
    {
        var refused = Refused("misp", json);
        Assert.Equal(place, refused.Place);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<MessageID>", "<MessageNo>", "no XML")]
    [InlineData("ns4:Push", "ns4:Pish", "no CISE message")]
    [InlineData("<Priority>Low</Priority>", "<Priority>Soon</Priority>", "no priority")]
    [InlineData("<Purpose>NonSpecified</Purpose>", "", "'Purpose' is missing")]
    [InlineData("<InformationSensitivity>Green</InformationSensitivity>", "<InformationSensitivity>Purple</InformationSensitivity>", "none of White")]
    [InlineData("2018-01-18T13:45:29.590+01:00", "yesterday", "no time")]
    public void A_malformed_CISE_message_is_refused_with_its_line(string good, string bad, string reason)
    {
        var sample = Encoding.UTF8.GetString(PublicFiles.CiseSample("message_PushTemplate.xml"));
        Assert.Contains(good, sample, StringComparison.Ordinal);
        var refused = Refused("cise", sample.Replace(good, bad));
        Assert.StartsWith("line ", refused.Place, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    private const string Laughs = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;"><!ENTITY n "&m;&m;&m;&m;&m;&m;&m;&m;">]>""";
    private const string Outside = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>""";

    [Theory]
    [InlineData("cise", Laughs + "<a>&n;</a>"), InlineData("umf", Laughs + "<a>&n;</a>"), InlineData("cise", Outside + "<a>&x;</a>"), InlineData("umf", Outside + "<a>&x;</a>")]
    [InlineData("umf", """<!DOCTYPE u SYSTEM "http://192.0.2.1/evil.dtd"><u/>""")]
    public void Entities_and_outside_files_of_XML_are_refused_unread(string format, string xml) => Assert.Contains("DOCTYPE", Refused(format, xml).Reason, StringComparison.Ordinal);

    [Fact]
    public void Depth_size_and_number_have_limits()
    {
        var deepXml = string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000));
        Assert.Contains("deeper", Refused("cise", deepXml).Reason, StringComparison.Ordinal);
        var deepJson = string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000);
        foreach (var format in (string[])["stix", "misp", "ftm", "palermo"]) Refused(format, deepJson);
        Assert.Contains("larger", Refused("stix", Bundle(Identity), new(MaxBytes: 100)).Reason, StringComparison.Ordinal);
        Assert.Contains("more than 1", Refused("ftm", "{\"id\":\"a\",\"schema\":\"Person\"}\n{\"id\":\"b\",\"schema\":\"Person\"}", new(MaxItems: 1)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relation_to_nothing_in_palermo_json_is_refused_with_its_place()
    {
        var json = Encoding.UTF8.GetString(PalermoJson.Write(RandomDocuments.Make(3)));
        var refused = Refused("palermo", json.Replace("\"items\": [", "\"items\": [{\"id\":\"7c0a3cf5-5f6f-4d1f-9d5c-6f4d0f5f2a10\",\"type\":\"person\",\"links\":{\"knows\":[\"7c0a3cf5-5f6f-4d1f-9d5c-6f4d0f5f2a99\"]}},"));
        Assert.Equal("/items/0/links/knows", refused.Place);
    }

    /// <summary>Every sample, cut, doubled and with bytes changed: each is read or refused as malformed, and no other exception leaves the reader.</summary>
    [Fact]
    public void Damaged_documents_are_read_or_refused_and_nothing_else()
    {
        var chance = new Random(20261124);
        List<(string Format, byte[] Content)> seeds = [.. Conversion.Formats.Select(f => (f, Conversion.Write(RandomDocuments.Make(5), f, PublicFiles.Now, out _)))];
        var (read, refused) = (0, 0);
        for (var round = 0; round < LongForm.Rounds(4000, 200_000); round++)
        {
            var (format, content) = seeds[chance.Next(seeds.Count)];
            var damaged = Damage(content, chance);
            try { Conversion.Read(damaged, format); read++; }
            catch (MalformedDocument) { refused++; }
            catch (Exception wrong) when (wrong is not OutOfMemoryException) { throw new InvalidOperationException($"round {round}, {format}: {wrong.GetType().Name} {wrong.Message}\n{Encoding.UTF8.GetString(damaged)}", wrong); }
        }
        Assert.True(read > 100 && refused > 1000, $"{read} read, {refused} refused");
    }

    private static byte[] Damage(byte[] content, Random chance)
    {
        var bytes = content.ToList();
        for (var times = chance.Next(1, 4); times > 0 && bytes.Count > 2; times--)
            switch (chance.Next(5))
            {
                case 0: bytes.RemoveRange(chance.Next(bytes.Count), 1); break;
                case 1: bytes[chance.Next(bytes.Count)] = (byte)chance.Next(256); break;
                case 2: bytes.Insert(chance.Next(bytes.Count), (byte)"{}[]\",:<>/&0a-"[chance.Next(14)]); break;
                case 3: var from = chance.Next(bytes.Count); var length = Math.Min(chance.Next(1, 200), bytes.Count - from); bytes.InsertRange(chance.Next(bytes.Count), bytes.GetRange(from, length)); break;
                default: var cut = chance.Next(bytes.Count); bytes.RemoveRange(cut, Math.Min(chance.Next(1, 400), bytes.Count - cut)); break;
            }
        return [.. bytes];
    }

    /// <summary>Whole values of JSON exchanged for values of another sort: the place is always named.</summary>
    [Theory, InlineData("stix"), InlineData("misp"), InlineData("palermo")]
    public void A_value_of_the_wrong_sort_is_refused_or_kept_and_never_breaks_the_reader(string format)
    {
        var content = Conversion.Write(RandomDocuments.Make(11), format, PublicFiles.Now, out _);
        var chance = new Random(4);
        for (var round = 0; round < LongForm.Rounds(300, 20_000); round++)
        {
            var root = JsonNode.Parse(content)!;
            var node = root;
            while (true)
            {
                JsonNode?[] children = node switch { JsonObject o => [.. o.Select(p => p.Value)], JsonArray a => [.. a], _ => [] };
                children = [.. children.Where(c => c is not null)];
                if (children.Length == 0 || (node != root && chance.Next(6) == 0)) break;
                node = children[chance.Next(children.Length)]!;
            }
            if (node.Parent is null) continue;
            node.ReplaceWith<JsonNode?>(chance.Next(6) switch { 0 => JsonValue.Create(7), 1 => new JsonArray(), 2 => new JsonObject(), 3 => JsonValue.Create(true), 4 => JsonValue.Create("x"), _ => new JsonArray(new JsonObject()) });
            try { Conversion.Read(Encoding.UTF8.GetBytes(root.ToJsonString()), format); }
            catch (MalformedDocument refused) { Assert.NotEmpty(refused.Place); }
        }
    }
}
