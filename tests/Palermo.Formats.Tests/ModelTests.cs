using System.Text;

namespace Palermo.Formats.Tests;

public class ModelTests
{
    [Fact]
    public void A_name_gives_the_uuid_of_version_5_that_the_standard_library_of_Python_gives() =>
        // uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), documentation of Python's module uuid.
        Assert.Equal(Guid.Parse("886313e1-3b8a-5372-9b90-0c9aee199e5d"), StableId.Version5(Guid.Parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "python.org"));

    [Theory]
    [InlineData("4x4", "B", "2", 77)] // domain page, worked example: S2 = 75, I2 = 80, root of 6000
    [InlineData("admiralty", "A", "1", 92)]
    [InlineData("4x4", "X", "4", 40)]
    [InlineData("5x5x5", "D", "5", 16)]
    public void Confidence_is_the_root_of_source_and_information(string scheme, string source, string information, int expected) =>
        Assert.Equal(expected, new Grade(scheme, source, information).Confidence);

    [Fact]
    public void Every_type_of_the_crosswalk_has_a_class_in_stix_and_umf_and_no_place_is_taken_twice()
    {
        Assert.True(Crosswalk.Types.Count >= 18);
        foreach (var type in Crosswalk.Types)
        {
            Assert.NotNull(Crosswalk.Class(type, ExchangeFormat.Stix));
            Assert.NotNull(Crosswalk.Class(type, ExchangeFormat.Umf));
            foreach (var format in Enum.GetValues<ExchangeFormat>())
                Assert.Equal(Crosswalk.Properties(type, format).Select(t => t.Target).Distinct().Count(), Crosswalk.Properties(type, format).Count);
        }
    }

    /// <summary>The crosswalk of the domain page, section 4.2, row by row.</summary>
    [Theory]
    [InlineData("person", "identity", "Person", "Person")]
    [InlineData("group", "threat-actor", "Organization", "Organisation")]
    [InlineData("company", "x-palermo-company", "Company", "Organisation")]
    [InlineData("vessel", "x-palermo-vessel", "Vessel", "MeansOfTransportation")]
    [InlineData("aircraft", "x-palermo-aircraft", "Airplane", "MeansOfTransportation")]
    [InlineData("account", "user-account", "UserAccount", "MeansOfCommunication")]
    [InlineData("email", "email-addr", "UserAccount", "MeansOfCommunication")]
    [InlineData("travel-document", "x-palermo-travel-document", "Passport", "Document")]
    [InlineData("place", "location", "Address", "Location")]
    [InlineData("event", "incident", "Event", "Event")]
    [InlineData("modus-operandi", "attack-pattern", "Note", "ModusOperandi")]
    [InlineData("money-transfer", "x-palermo-money-transfer", "Payment", "FinancialItem")]
    [InlineData("relation", "relationship", "UnknownLink", "Relation")]
    public void Types_have_the_classes_of_the_published_crosswalk(string type, string stix, string ftm, string umf) =>
        Assert.Equal((stix, ftm, umf), (Crosswalk.Class(type, ExchangeFormat.Stix), Crosswalk.Class(type, ExchangeFormat.Ftm), Crosswalk.Class(type, ExchangeFormat.Umf)));

    [Fact]
    public void The_printed_UMF_schema_is_the_one_the_reader_uses()
    {
        var path = Path.Combine(RealData.Root(), "docs/schemas/palermo-umf-1.xsd");
        if (Environment.GetEnvironmentVariable("PALERMO_ACCEPT") == "1") File.WriteAllText(path, UmfSchema.Text());
        Assert.Equal(UmfSchema.Text(), File.ReadAllText(path));
    }

    [Fact]
    public void The_printed_schema_of_palermo_json_holds_for_what_is_written_and_not_for_what_is_wrong()
    {
        var schema = Json.Schema.JsonSchema.FromText(File.ReadAllText(Path.Combine(RealData.Root(), "docs/schemas/palermo-exchange-1.schema.json")), new() { SchemaRegistry = new() });
        bool Holds(byte[] json) => schema.Evaluate(System.Text.Json.JsonDocument.Parse(json).RootElement).IsValid;
        var document = RandomDocuments.Make(7);
        var json = Encoding.UTF8.GetString(PalermoJson.Write(document));
        Assert.True(Holds(Encoding.UTF8.GetBytes(json)));
        Assert.False(Holds(Encoding.UTF8.GetBytes(json.Replace("\"version\": 1", "\"version\": 2"))));
        Assert.False(Holds(Encoding.UTF8.GetBytes(json.Replace("\"type\": \"person\"", "\"type\": \"persona\""))));
        Assert.False(Holds(Encoding.UTF8.GetBytes(json.Replace("\"items\":", "\"item\":"))));
        foreach (var type in Crosswalk.Types) Assert.Contains($"\"{type}\"", File.ReadAllText(Path.Combine(RealData.Root(), "docs/schemas/palermo-exchange-1.schema.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stricter_marking_wins_when_an_object_of_STIX_bears_several()
    {
        var bundle = StixReader.Read(Encoding.UTF8.GetBytes("""
            {"type":"bundle","id":"bundle--5330e3e3-8f58-4d21-9f4b-793a054c0d33","objects":[{"type":"identity","spec_version":"2.1","id":"identity--f690c992-8e7d-4b9a-9303-3312616c0220",
            "created":"2016-08-08T15:50:10.983Z","modified":"2016-08-08T15:50:10.983Z","name":"A","identity_class":"individual",
            "object_marking_refs":["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"],
            "granular_markings":[{"marking_ref":"marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed","selectors":["name"]}]}]}
            """));
        Assert.Equal("red", bundle.Items[0].Marking!.Tlp);
        Assert.Equal("person", bundle.Items[0].Type);
    }

    [Fact]
    public void A_document_made_stricter_after_it_came_is_written_stricter()
    {
        var document = CiseReader.Read(PublicFiles.CiseSample("message_PushTemplate.xml"));
        document.Marking = document.Marking! with { Tlp = "amber+strict" };
        var back = Encoding.UTF8.GetString(CiseWriter.Write(document, PublicFiles.Now, out var dropped));
        Assert.Contains("<InformationSensitivity>Red</InformationSensitivity>", back, StringComparison.Ordinal);
        Assert.Contains(dropped, d => d.Path == "/marking");
    }

    [Fact]
    public void A_value_taken_out_of_palermo_json_does_not_come_back_from_the_kept_source()
    {
        var document = CiseReader.Read(PublicFiles.CiseSample("payload_Vessel.xml"));
        foreach (var vessel in document.Items.Where(i => i.Type == "vessel")) vessel.Properties.Remove("mmsi");
        Assert.DoesNotContain("228002000", Encoding.UTF8.GetString(PalermoJson.Write(document)), StringComparison.Ordinal);
        Assert.DoesNotContain("228002000", Encoding.UTF8.GetString(CiseWriter.Write(document, PublicFiles.Now, out _)), StringComparison.Ordinal);
    }
}

public class PrintedSchemaTests
{
    [Fact]
    public void Every_example_of_an_application_meets_the_printed_schema()
    {
        var schema = Json.Schema.JsonSchema.FromText(File.ReadAllText(Path.Combine(RealData.Root(), "docs/schemas/notice-application-1.schema.json")), new() { SchemaRegistry = new() });
        var examples = Directory.GetFiles(Path.Combine(RealData.Root(), "docs/guides/examples/notices"), "*.json");
        Assert.True(examples.Length >= 15);
        foreach (var example in examples)
        {
            var results = schema.Evaluate(System.Text.Json.JsonDocument.Parse(File.ReadAllText(example)).RootElement, new() { OutputFormat = Json.Schema.OutputFormat.List });
            Assert.True(results.IsValid, $"{Path.GetFileName(example)}: {string.Join("; ", (results.Details ?? []).SelectMany(d => d.Errors ?? new Dictionary<string, string>()).Select(e => e.Value))}");
        }
    }

    [Fact]
    public void The_bundle_of_the_guide_loses_what_is_listed_in_every_format_and_comes_back_whole()
    {
        var content = File.ReadAllBytes(Path.Combine(RealData.Root(), "docs/guides/examples/formats/boats.stix.json"));
        foreach (var format in Conversion.Formats) Assert.Equal(7, Conversion.Run(content, "stix", format, PublicFiles.Now).Items);
        PublicFiles.SameJson(content, Conversion.Write(PalermoJson.Read(PalermoJson.Write(StixReader.Read(content))), "stix", PublicFiles.Now, out _));
    }
}
