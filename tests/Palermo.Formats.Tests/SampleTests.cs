using System.Text;
using System.Text.Json.Nodes;

namespace Palermo.Formats.Tests;

/// <summary>Every sample of every format: valid by its public schema, read, written back equal, and written in every other format, valid there and with nothing lost that is not listed.</summary>
public class SampleTests
{
    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string> { { "ftm", "donations" }, { "misp", "templates" } };
        foreach (var name in PublicFiles.Stix) all.Add("stix", name);
        foreach (var name in PublicFiles.Cise) all.Add("cise", name);
        return all;
    }

    private static byte[] Content(string format, string name) => format switch
    {
        "stix" => PublicFiles.StixSample(name), "cise" => PublicFiles.CiseSample(name), "misp" => PublicFiles.MispEventOfAllTemplates(), _ => PublicFiles.FtmSample(),
    };

    [Theory, MemberData(nameof(All))]
    public void A_sample_is_valid_by_its_public_schema(string format, string name) =>
        Assert.Empty(PublicSchemas.Check(format, Content(format, name), PublicFiles.Schema(format)));

    [Theory, MemberData(nameof(All))]
    public void A_sample_comes_back_equal_from_palermo_json(string format, string name)
    {
        var content = Content(format, name);
        var ours = PalermoJson.Write(Conversion.Read(content, format));
        var back = Conversion.Write(PalermoJson.Read(ours), format, PublicFiles.Now, out var dropped);
        Assert.Empty(dropped);
        if (format == "cise") PublicFiles.SameXml(content, back);
        else if (format == "ftm")
            foreach (var (before, after) in Encoding.UTF8.GetString(content).Trim().Split('\n').Zip(Encoding.UTF8.GetString(back).Trim().Split('\n'), (a, b) => (a, b))) Assert.True(JsonNode.DeepEquals(JsonNode.Parse(before), JsonNode.Parse(after)), after);
        else if (format == "stix") SameBundle(content, back);
        else PublicFiles.SameJson(content, back);
        Assert.Empty(PublicFiles.Check(format, back));
    }

    /// <summary>Equal object by object; marking definitions that the standard fixes may stand elsewhere in the bundle.</summary>
    private static void SameBundle(byte[] before, byte[] after)
    {
        static Dictionary<string, JsonNode> Objects(byte[] bundle) => JsonNode.Parse(bundle)!["objects"]!.AsArray().ToDictionary(o => o!["id"]!.GetValue<string>() + o["modified"], o => o!);
        var (a, b) = (Objects(before), Objects(after));
        Assert.Equal(a.Keys.Order(StringComparer.Ordinal), b.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, node) in a) Assert.True(JsonNode.DeepEquals(node, b[id]), $"{id} differs:\n{b[id]}");
    }

    public static TheoryData<string, string, string> AllPairs()
    {
        var pairs = new TheoryData<string, string, string>();
        foreach (var row in All())
            foreach (var to in Conversion.Formats) pairs.Add(row.Data.Item1, row.Data.Item2, to);
        return pairs;
    }

    [Theory, MemberData(nameof(AllPairs))]
    public void A_sample_in_another_format_is_valid_there_and_lacks_exactly_what_is_listed(string format, string name, string to)
    {
        var document = Conversion.Read(Content(format, name), format);
        var written = Conversion.Write(document, to, PublicFiles.Now, out var dropped);
        if (to is not ("umf" or "palermo") && written.Length > 0) Assert.Empty(PublicFiles.Check(to, written));
        LosesWhatIsListed(document, written, to, dropped);
        // Written again, byte for byte the same: a second import changes nothing.
        Assert.Equal(written, Conversion.Write(Conversion.Read(Content(format, name), format), to, PublicFiles.Now, out _));
        Assert.All(dropped, d => Assert.False(string.IsNullOrWhiteSpace(d.Reason)));
    }

    internal static void LosesWhatIsListed(ExchangeDocument document, byte[] written, string to, IReadOnlyList<DroppedField> dropped)
    {
        ExchangeDocument? back = null;
        try { back = Conversion.Read(written, to); }
        catch (MalformedDocument empty) when (empty.Reason.Contains("no entity", StringComparison.Ordinal)) { }
        var lost = ExchangeComparison.Lost(document, back).ToHashSet(StringComparer.Ordinal);
        var listed = dropped.Select(d => d.Path).ToHashSet(StringComparer.Ordinal);
        string[] unlisted = [.. lost.Where(path => !listed.Any(l => path == l || path.StartsWith(l + "/", StringComparison.Ordinal)))];
        string[] notLost = [.. listed.Where(path => !lost.Any(l => l == path || path.StartsWith(l + "/", StringComparison.Ordinal)))];
        Assert.Empty(unlisted);
        Assert.Empty(notLost);
    }

    [Fact]
    public void The_donations_are_474_entities_of_five_schemata()
    {
        var document = FtmReader.Read(PublicFiles.FtmSample());
        Assert.Equal(474, document.Items.Count);
        Assert.Equal(new Dictionary<string, int> { ["bank"] = 0, ["money-transfer"] = 290, ["place"] = 89, ["company"] = 56, ["person"] = 22, ["organisation"] = 17 }.Where(e => e.Value > 0).OrderBy(e => e.Key),
            document.Items.GroupBy(i => i.Type).Select(g => KeyValuePair.Create(g.Key, g.Count())).OrderBy(e => e.Key));
        Assert.Equal(290 * 2, document.Items.Sum(i => i.Links.Where(l => l.Key is "payer" or "beneficiary").Sum(l => l.Value.Count)));
    }

    [Fact]
    public void A_vessel_of_the_cise_sample_has_its_numbers_and_its_place()
    {
        var document = CiseReader.Read(PublicFiles.CiseSample("payload_Vessel.xml"));
        var vessel = document.Items.First(i => i.Type == "vessel");
        Assert.Equal(("ABEILLELANGUEDOC", "7710525", "228002000", "FishingVessel"), (vessel["name"], vessel["imoNumber"], vessel["mmsi"], vessel["type"]));
        var place = document.ById()[vessel.Links["location"][0]];
        Assert.Equal(("42.3242", "15.62"), (place["latitude"], place["longitude"]));
        Assert.Equal("green", document.Marking!.Tlp);
        Assert.Equal(3, document.Items.Count(i => i.Type == "vessel"));
    }
}
