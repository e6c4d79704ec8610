using System.IO.Compression;
using System.Text.Json;
using Palermo.Analysis.Geo;
using Palermo.Node.Cli.Sar;

namespace Palermo.Node.Tests;

/// <summary><c>palermo position</c>, driven as a person drives it.</summary>
public class PositionVerbTests
{
    [Theory]
    [InlineData("34°30.0'N 012°15.0'E", 34.5, 12.25, "degreesMinutes")]
    [InlineData("34 30 00 N 12 15 00 E", 34.5, 12.25, "degreesMinutesSeconds")]
    [InlineData("34.5, 12.25", 34.5, 12.25, "decimalDegrees")]
    [InlineData("34 nm north of Zuwara", 33.4969, 12.08, "fromPlace")]
    public async Task A_position_is_answered_in_one_document(string text, double lat, double lon, string form)
    {
        var (code, output, _) = await DriftVerbTests.Program("position", text, "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;
        Assert.Equal(lat, root.GetProperty("latitude").GetDouble(), .002);
        Assert.Equal(lon, root.GetProperty("longitude").GetDouble(), 1e-6);
        Assert.Equal(form, root.GetProperty("form").GetString());
        Assert.True(root.GetProperty("errorMetres").GetDouble() > 0);
        Assert.False(root.GetProperty("onLand").GetBoolean());
        Assert.StartsWith("33S", root.GetProperty("forms").GetProperty("mgrs").GetString());
    }

    [Fact]
    public async Task Forms_that_are_answered_are_understood()
    {
        var (_, output, _) = await DriftVerbTests.Program("position", "35.123456 N 14.654321 E", "--json");
        using var json = JsonDocument.Parse(output);
        foreach (var form in json.RootElement.GetProperty("forms").EnumerateObject())
        {
            var p = PositionText.Parse(form.Value.GetString()!);
            Assert.True(Geodesy.Distance(35.123456, 14.654321, p.Latitude, p.Longitude) < 3, form.Value.GetString());
        }
    }

    [Fact]
    public async Task Nonsense_is_refused_in_words()
    {
        var (code, output, errors) = await DriftVerbTests.Program("position", "near the big rock", "--json");
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("is not a position that is read", errors);
    }

    [Fact]
    public async Task A_list_of_places_may_be_given()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "city,lat,lng\nBouri oil field,33.90,12.65\n");
            var (code, output, _) = await DriftVerbTests.Program("position", "5 nm SW of Bouri oil field", "--places", path, "--json");
            Assert.Equal(0, code);
            Assert.Contains("fromPlace", output);
            File.WriteAllText(path, "city,lat,lng\nBouri oil field,133.90,12.65\n");
            var (bad, _, errors) = await DriftVerbTests.Program("position", "5 nm SW of Bouri oil field", "--places", path);
            Assert.Equal(2, bad);
            Assert.Contains("line 2", errors);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Our_places_lie_where_an_independent_list_has_them()
    {
        using var stream = typeof(Places).Assembly.GetManifestResourceStream("places.csv")!;
        using var text = new StreamReader(stream);
        var ours = Places.Read(text.ReadToEnd().Split('\n'), "places.csv");
        using var file = new StreamReader(new GZipStream(File.OpenRead(RealData.File("geo/places_sahel_mediterranean.csv.gz")), CompressionMode.Decompress));
        var theirs = Places.Read(file.ReadToEnd().Split('\n').Where(l => l.Split(',').Length > 4 && (l.StartsWith("name", StringComparison.Ordinal) || double.TryParse(l.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture, out _))).ToArray(), "list");
        var gazetteer = new Gazetteer(theirs);
        var compared = 0;
        foreach (var place in ours)
            foreach (var name in place.Name.Split('/', StringSplitOptions.TrimEntries))
            {
                var found = gazetteer.Find(name).Where(p => p.Country == place.Country).ToArray();
                if (found.Length == 0) continue;
                Assert.True(found.Min(p => Geodesy.Distance(place.Latitude, place.Longitude, p.Latitude, p.Longitude)) < 15_000, $"{place.Name}: {found[0].Latitude} {found[0].Longitude}");
                compared++;
            }

        Assert.True(compared > 20, $"{compared} compared");
        foreach (var place in ours)
            Assert.True(LandMask.World.DistanceToShore(place.Latitude, place.Longitude, 25_000) < 25_000, place.Name);
    }
}
