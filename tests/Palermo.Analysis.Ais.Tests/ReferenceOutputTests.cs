using System.Text.Json.Nodes;
using Palermo.Analysis.Ais.Messages;

namespace Palermo.Analysis.Ais.Tests;

/// <summary>Our decoding against the stored outputs of gpsd and libais, field by field.</summary>
public class ReferenceOutputTests
{
    // What says "not available" in the field of this name (ITU-R M.1371-5 annex 8, IMO SN.1/Circ.236 and 289), as transmitted:
    // scaled output of ours leaves it out, the reference prints it.
    private static readonly Dictionary<string, string[]> NotAvailable = new()
    {
        ["turn"] = ["-128"], ["speed"] = ["1023", "63"], ["course"] = ["3600", "511"], ["heading"] = ["511"], ["lon"] = ["108600000"], ["lat"] = ["54600000"],
        ["second"] = ["60"], ["status"] = ["15"], ["imo"] = ["0"], ["shiptype"] = ["0"], ["draught"] = ["0"], ["eta"] = ["00-00T24:60Z", "00-00T00:00Z"],
        ["destination"] = [""], ["callsign"] = [""], ["shipname"] = [""], ["portname"] = [""], ["text"] = [""], ["name"] = [""],
        ["mmsi2"] = ["0"], ["mmsi3"] = ["0"], ["mmsi4"] = ["0"], ["timestamp"] = ["0000-00-00T24:60:60Z"],
        ["type1_2"] = ["0"], ["offset1_2"] = ["0"], ["type2_1"] = ["0"], ["offset2_1"] = ["0"], ["offset2"] = ["0"], ["increment2"] = ["0"],
        ["number2"] = ["0"], ["timeout2"] = ["0"], ["offset3"] = ["0"], ["number3"] = ["0"], ["timeout3"] = ["0"], ["increment3"] = ["0"],
        ["offset4"] = ["0"], ["number4"] = ["0"], ["timeout4"] = ["0"], ["increment4"] = ["0"],
        ["wspeed"] = ["127"], ["wgust"] = ["127"], ["wdir"] = ["511", "360"], ["wgustdir"] = ["511", "360"], ["humidity"] = ["127", "101"],
        ["airtemp"] = ["2047", "-1024"], ["dewpoint"] = ["1023", "501"], ["pressure"] = ["511"], ["pressuretend"] = ["3"], ["visibility"] = ["255", "127"],
        ["waterlevel"] = ["511", "4001"], ["leveltrend"] = ["3"], ["cspeed"] = ["255"], ["cdir"] = ["511", "360"], ["cspeed2"] = ["255"], ["cdir2"] = ["511", "360"],
        ["cdepth2"] = ["31"], ["cspeed3"] = ["255"], ["cdir3"] = ["511", "360"], ["cdepth3"] = ["31"], ["waveheight"] = ["255"], ["waveperiod"] = ["63"],
        ["wavedir"] = ["511", "360"], ["swellheight"] = ["255"], ["swellperiod"] = ["63"], ["swelldir"] = ["511", "360"], ["seastate"] = ["15", "13"],
        ["watertemp"] = ["1023", "501"], ["preciptype"] = ["7"], ["salinity"] = ["511", "510"], ["ice"] = ["3"], ["radio"] = [],
    };

    private static readonly HashSet<string> NotContent = ["class", "device", "scaled"];

    [Fact]
    public void Raw_numbers_are_those_of_gpsd_but_for_the_listed_differences()
    {
        var theirs = Reference.Lines(Reference.Text(RealData.File("ais/gpsd_sample.aivdm.unscaled.jsonl")));
        var ours = Reference.Ours(RealData.File("ais/gpsd_sample.aivdm"), TextForm.RawJson);
        Assert.Equal(97, theirs.Count);
        Compare(theirs, ours, ReferenceDifferences.GpsdRaw, (_, _, a, b) => Reference.Same(a, b, 0));
    }

    [Fact]
    public void Scaled_values_are_those_of_gpsd_but_for_what_is_not_available_and_the_listed_differences()
    {
        var scaled = Reference.Lines(Reference.Text(RealData.File("ais/gpsd_sample.aivdm.scaled.jsonl")));
        var raw = Reference.Lines(Reference.Text(RealData.File("ais/gpsd_sample.aivdm.unscaled.jsonl")));
        var ours = Reference.Ours(RealData.File("ais/gpsd_sample.aivdm"), TextForm.Json);
        Compare(scaled, ours, ReferenceDifferences.GpsdScaled, (index, name, theirs, mine) =>
        {
            var transmitted = raw[index][name];
            if (mine is null) return NotAvailable.TryGetValue(name, out var none) && none.Contains(transmitted!.ToString());
            // "decreasing" and such words: the numbers are compared.
            if (Reference.Number(theirs) is null && Reference.Number(transmitted) is not null) return Reference.Same(transmitted, mine, 0);
            // The reference prints six decimals of a position in the binary messages and in areas, seven otherwise; ours four where the field has no more.
            var tolerance = name.EndsWith("lon") || name.EndsWith("lat") ? 5.1e-5 : 1e-9;
            return Reference.Same(theirs, mine, tolerance);
        });
    }

    [Fact]
    public void A_day_of_mixed_traffic_is_decoded_as_gpsd_does_and_nothing_is_missing_or_too_much()
    {
        var theirs = Reference.Lines(Reference.Text(RealData.File("ais/gpsd_ais-nmea.log.chk.gz")))
            .Where(m => (string?)m["class"] == "AIS").DistinctBy(m => m.ToJsonString()).ToList();
        var ours = Reference.Ours(RealData.File("ais/gpsd_ais-nmea.log"), TextForm.RawJson);
        Assert.True(theirs.Count > 130);
        foreach (var message in theirs)
        {
            var same = ours.Where(m => Reference.Key(m).Equals(Reference.Key(message))).ToList();
            if ((int)message["type"]! == 24)
            {
                // The reference joins a ship's two halves; each of ours must agree with it. The vendor: three letters, as above.
                Assert.All(same.SelectMany(m => m).Where(f => message.ContainsKey(f.Key) && f.Key != "vendorid"),
                    field => Assert.True(Reference.Same(message[field.Key], field.Value, 0), $"{field.Key} of {message["mmsi"]}"));
                continue;
            }
            Assert.True(same.Any(m => Content(message).All(field => Reference.Same(field.Value, m[field.Key], 0))), message.ToJsonString());
        }
        var keys = theirs.Select(Reference.Key).ToHashSet();
        Assert.All(ours.Where(m => (int)m["type"]! != 24), m => Assert.Contains(Reference.Key(m), keys));
    }

    [Fact]
    public void Tag_blocks_are_read_as_libais_reads_them()
    {
        var theirs = Reference.Lines(Reference.Text(RealData.File("ais/libais_tagblock.json")));
        var ours = Reference.Ours(RealData.File("ais/libais_tagblock.nmea"), TextForm.Json);
        var raw = Reference.Ours(RealData.File("ais/libais_tagblock.nmea"), TextForm.RawJson);
        Assert.Equal(4, ours.Count);
        string[] shared = ["type", "repeat", "mmsi", "status", "turn", "speed", "accuracy", "lon", "lat", "course", "heading", "second", "maneuver", "raim",
            "to_bow", "to_stern", "to_port", "to_starboard", "callsign", "shipname", "ais_version", "epfd", "dte"];
        var compared = 0;
        foreach (var (message, index) in ours.Select((m, i) => (m, i)))
        {
            var same = theirs.Single(t => (string?)t["tagblock_station"] == (string?)message["station"]
                && Utc(t["tagblock_timestamp"]) == Utc(message["time"]) && (int)t["mmsi"]! == (int)message["mmsi"]!);
            foreach (var name in shared.Where(same.ContainsKey))
            {
                // libais keeps single precision; the rest is exact.
                Assert.True(Reference.Same(same[name], message[name] ?? raw[index][name], name is "lon" or "lat" ? 2e-5 : 1e-5), $"{name} of {message["mmsi"]}");
                compared++;
            }
            if (!same.ContainsKey("slot_timeout")) continue;
            var radio = (int)raw[index]["radio"]!;
            Assert.Equal((int)same["sync_state"]!, radio >> 17 & 3);
            Assert.Equal((int)same["slot_timeout"]!, radio >> 14 & 7);
            if (same["received_stations"] is { } stations) Assert.Equal((int)stations, radio & 0x3FFF);
            if (same["utc_hour"] is { } hour) Assert.Equal(((int)hour, (int)same["utc_min"]!), (radio >> 9 & 31, radio >> 2 & 127));
        }
        Assert.True(compared > 50);
    }

    private static DateTimeOffset Utc(JsonNode? time) => DateTimeOffset.Parse(time!.ToString(), System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Content(JsonObject message) =>
        message.Where(field => !NotContent.Contains(field.Key) && !field.Key.EndsWith("_text"));

    private static void Compare(
        List<JsonObject> theirs, List<JsonObject> ours, ReferenceDifferences.Difference[] listed, Func<int, string, JsonNode?, JsonNode?, bool> same)
    {
        var met = new HashSet<(int, int, string)>();
        var allowed = listed.SelectMany(d => d.Fields.Select(field => (d.Type, d.Mmsi, field))).ToHashSet();
        List<string> wrong = [];
        var compared = 0;
        foreach (var ((message, mine), index) in Reference.Pairs(theirs, ours).Select((pair, i) => (pair, i)))
        {
            if (mine is null)
            {
                wrong.Add("missing: " + message.ToJsonString());
                continue;
            }
            foreach (var (name, value) in Content(message))
            {
                compared++;
                var (type, mmsi) = Reference.Key(message);
                if (allowed.Contains((type, mmsi, name)) && !Reference.Same(value, mine[name], 0)) met.Add((type, mmsi, name));
                else if (!same(index, name, value, mine[name])) wrong.Add($"type {type} of {mmsi}: {name} is {value?.ToJsonString()} there and {mine[name]?.ToJsonString()} here");
            }
        }
        Assert.Empty(wrong);
        Assert.Empty(allowed.Except(met));    // a difference that no longer occurs must leave the list
        Assert.True(compared > 1000);
    }
}
