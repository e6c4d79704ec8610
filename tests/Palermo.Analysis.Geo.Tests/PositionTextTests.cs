using System.IO.Compression;
using CsCheck;

namespace Palermo.Analysis.Geo.Tests;

public class PositionTextTests
{
    private static readonly Gazetteer Places = new(
    [
        new NamedPlace("Zuwara", 32.93, 12.08, "Libya"), new NamedPlace("Lampedusa", 35.50, 12.61, "Italy"), new NamedPlace("El Hierro / La Restinga", 27.64, -17.98, "Spain"),
        new NamedPlace("Tripoli", 32.90, 13.19, "Libya"), new NamedPlace("Tripoli", 34.44, 35.85, "Lebanon"), new NamedPlace("Kaş", 36.20, 29.64, "Türkiye"),
    ]);

    [Theory]
    [InlineData("34.5, 12.25", PositionForm.DecimalDegrees)]
    [InlineData("34.5 12.25", PositionForm.DecimalDegrees)]
    [InlineData("34,5 12,25", PositionForm.DecimalDegrees)]
    [InlineData("34,5; 12,25", PositionForm.DecimalDegrees)]
    [InlineData("+34.5 +012.25", PositionForm.DecimalDegrees)]
    [InlineData("N34.5 E12.25", PositionForm.DecimalDegrees)]
    [InlineData("N 34.5, E 12.25", PositionForm.DecimalDegrees)]
    [InlineData("34.5N 12.25E", PositionForm.DecimalDegrees)]
    [InlineData("34.5°N 12.25°E", PositionForm.DecimalDegrees)]
    [InlineData("12.25E 34.5N", PositionForm.DecimalDegrees)]
    [InlineData("lat 34.5 lon 12.25", PositionForm.DecimalDegrees)]
    [InlineData("Latitude: 34.5 N, Longitude: 12.25 E", PositionForm.DecimalDegrees)]
    [InlineData("34.5 north 12.25 east", PositionForm.DecimalDegrees)]
    [InlineData("geo:34.5,12.25;u=35", PositionForm.DecimalDegrees)]
    [InlineData("(34.5, 12.25)", PositionForm.DecimalDegrees)]
    [InlineData("34°30.0'N 012°15.0'E", PositionForm.DegreesMinutes)]
    [InlineData("34° 30.00′ N, 012° 15.00′ E", PositionForm.DegreesMinutes)]
    [InlineData("34 30.0 N 012 15.0 E", PositionForm.DegreesMinutes)]
    [InlineData("34-30.0N 012-15.0E", PositionForm.DegreesMinutes)]
    [InlineData("34-30N 012-15E", PositionForm.DegreesMinutes)]
    [InlineData("3430.00N 01215.00E", PositionForm.DegreesMinutes)]
    [InlineData("3430N 01215E", PositionForm.DegreesMinutes)]
    [InlineData("3430.00,N,01215.00,E", PositionForm.DegreesMinutes)]
    [InlineData("N34 30.000 E012 15.000", PositionForm.DegreesMinutes)]
    [InlineData("34 30 12 15", PositionForm.DegreesMinutes)]
    [InlineData("34°30'00\"N 012°15'00\"E", PositionForm.DegreesMinutesSeconds)]
    [InlineData("34º 30’ 00” N  12º 15’ 00” E", PositionForm.DegreesMinutesSeconds)]
    [InlineData("34 30 00 N 12 15 00 E", PositionForm.DegreesMinutesSeconds)]
    [InlineData("34-30-00N 012-15-00E", PositionForm.DegreesMinutesSeconds)]
    [InlineData("34:30:00N 12:15:00E", PositionForm.DegreesMinutesSeconds)]
    [InlineData("343000N 0121500E", PositionForm.DegreesMinutesSeconds)]
    [InlineData("34d30m00s N 12d15m00s E", PositionForm.DegreesMinutesSeconds)]
    [InlineData("34 deg 30 min 0 sec N 12 deg 15 min 0 sec E", PositionForm.DegreesMinutesSeconds)]
    [InlineData("٣٤٫٥ ١٢٫٢٥", PositionForm.DecimalDegrees)]
    public void One_position_is_read_in_every_form(string text, PositionForm form)
    {
        var p = PositionText.Parse(text);
        Assert.Equal(34.5, p.Latitude, 1e-9);
        Assert.Equal(12.25, p.Longitude, 1e-9);
        Assert.Equal(form, p.Form);
    }

    [Theory]
    [InlineData("34.5S 12.25W", -34.5, -12.25)]
    [InlineData("-34.5, -12.25", -34.5, -12.25)]
    [InlineData("−34.5 −12.25", -34.5, -12.25)]
    [InlineData("27°38'24\"N 17°58'48\"O", 27.64, -17.98)]
    [InlineData("16 39.6 S 179 59.4 W", -16.66, -179.99)]
    [InlineData("179.5E 10S", -10, 179.5)]
    [InlineData("10 190", 10, -170)]
    [InlineData("0N 0E", 0, 0)]
    [InlineData("90N 0E", 90, 0)]
    public void Signs_and_letters_of_every_quarter_are_read(string text, double lat, double lon)
    {
        var p = PositionText.Parse(text);
        Assert.Equal(lat, p.Latitude, 1e-9);
        Assert.Equal(lon, p.Longitude, 1e-9);
    }

    [Theory]
    [InlineData("95N 12E", "latitude of 95")]
    [InlineData("34N 195E", "longitude of 195")]
    [InlineData("34N 12N", "two latitudes")]
    [InlineData("34°75'N 12°15'E", "not a position")]
    [InlineData("somewhere at sea", "not a position")]
    [InlineData("34.5", "not a position")]
    [InlineData("", "empty")]
    [InlineData("61S 356000 3763000", "no UTM zone 61")]
    [InlineData("33S 56000 3763000", "easting")]
    [InlineData("33XAA12345678", "square")]
    [InlineData("33SUV123", "half of them east")]
    [InlineData("34 nm north of Atlantis", "neither a known place")]
    [InlineData("34 nm north of Zuwarra", "near that name are Zuwara")]
    [InlineData("10 nm 400 from Zuwara", "bearing of 400")]
    public void What_is_no_position_is_refused_in_words(string text, string says) =>
        Assert.Contains(says, Assert.Throws<FormatException>(() => PositionText.Parse(text, Places)).Message);

    [Fact]
    public void Two_bare_numbers_are_latitude_first_and_the_other_reading_is_given()
    {
        var p = PositionText.Parse("34.5 12.25");
        Assert.Contains(p.Notes, n => n.Contains("latitude was taken to come first"));
        Assert.Equal((12.25, 34.5), (p.Alternatives[0].Latitude, p.Alternatives[0].Longitude));
        Assert.Contains(PositionText.Parse("120.5 34.5").Notes, n => n.Contains("beyond 90"));
    }

    [Theory]
    [InlineData("34 nm north of Zuwara", 34, 0)]
    [InlineData("34 NM N of zuwara", 34, 0)]
    [InlineData("34 miles to the north of Zuwara", 34, 0)]
    [InlineData("about 20 km NNE of Zuwara", 20 / 1.852, 22.5)]
    [InlineData("20km north-north-east from Zuwara", 20 / 1.852, 22.5)]
    [InlineData("12.5 nm 045 from Zuwara", 12.5, 45)]
    [InlineData("12.5 nm bearing 045° true from Zuwara", 12.5, 45)]
    [InlineData("045 12.5 nm from Zuwara", 12.5, 45)]
    [InlineData("5 nm sud-ovest di Zuwara", 5, 225)]
    [InlineData("5 nm sud-ouest de Zuwara", 5, 225)]
    [InlineData("40 nm due west of 32.93N 12.08E", 40, 270)]
    [InlineData("40 nautical miles WSW off Zuwara", 40, 247.5)]
    public void A_distance_and_a_direction_from_a_place_are_read(string text, double nm, double bearing)
    {
        var p = PositionText.Parse(text, Places);
        var (metres, initial, _) = Ellipsoid.Inverse(32.93, 12.08, p.Latitude, p.Longitude);
        Assert.Equal(nm * 1852, metres, .01);
        Assert.Equal(0, Geodesy.LongitudeDifference(bearing, initial), 1e-6);
        Assert.Equal(PositionForm.FromPlace, p.Form);
    }

    [Fact]
    public void The_error_says_how_much_the_words_leave_open()
    {
        // A tenth of a minute of each: half of 185 m north, half of 153 m east.
        Assert.Equal(Math.Sqrt(92.7 * 92.7 + 76.4 * 76.4), PositionText.Parse("34°30.0'N 012°15.0'E").ErrorMetres, .5);
        // "North" of a place 34 miles away: 22.5 degrees to either side is 14 miles.
        Assert.InRange(PositionText.Parse("34 nm north of Zuwara", Places).ErrorMetres, 26_000, 28_000);
        Assert.InRange(PositionText.Parse("34 nm 001 of Zuwara", Places).ErrorMetres, 900, 6000);
    }

    [Fact]
    public void A_name_of_two_places_gives_both()
    {
        var p = PositionText.Parse("5 nm north of Tripoli", Places);
        Assert.Contains(p.Notes, n => n.Contains("2 places are called Tripoli"));
        Assert.Equal(35.85, p.Alternatives[0].Longitude, 1e-9);
    }

    [Theory]
    [InlineData("la restinga", 27.64)]
    [InlineData("El Hierro", 27.64)]
    [InlineData("KAS", 36.20)]
    public void Names_are_found_whatever_case_and_accents(string name, double lat) => Assert.Equal(lat, PositionText.Parse(name, Places).Latitude);

    // Worked value: Honolulu, from the manual of the grids (DMA TM 8358.1): 21 18 25 N 157 51 30 W is zone 4, 618 km east, 2356 km north.
    // CN Tower, Toronto: 43 38 33.24 N 79 23 13.7 W is 17 630084 4833438 (article "Universal Transverse Mercator" of the English Wikipedia).
    [Theory]
    [InlineData(43.642567, -79.387139, 17, 630084, 4833438)]
    public void Utm_is_as_published(double lat, double lon, int zone, double east, double north)
    {
        var utm = Utm.From(lat, lon);
        Assert.Equal(zone, utm.Zone);
        Assert.Equal(east, utm.Easting, 1.0);
        Assert.Equal(north, utm.Northing, 1.0);
    }

    // "4QFJ 12345 67890" is a point in Honolulu: 21.409796 N 157.916081 W (corner; article "Military Grid Reference System").
    [Fact]
    public void Mgrs_is_as_published()
    {
        var (lat, lon, side) = Mgrs.Parse("4QFJ1234567890");
        Assert.Equal(21.40980, lat, 2e-5);
        Assert.Equal(-157.91608, lon, 2e-5);
        Assert.Equal(1, side);
        Assert.Equal("4QFJ1234567890", Mgrs.From(lat, lon));
    }

    // Karney's test set for the transverse Mercator: the quarter meridian is 10,001,965.729 m.
    [Fact]
    public void The_quarter_meridian_has_its_known_length() => Assert.Equal(10_001_965.729, TransverseMercator.Forward(90, 0).North, .001);

    [Theory]
    [InlineData("33S 248000 3821000", 33, true)]
    [InlineData("UTM 33S 248000E 3821000N", 33, true)]
    [InlineData("zone 33 north 248000 3821000", 33, true)]
    [InlineData("33 248000 3821000", 33, true)]
    [InlineData("33N 248000 3821000", 33, true)]
    [InlineData("33 south 248000 3821000", 33, false)]
    [InlineData("33H 248000 6300000", 33, false)]
    public void Utm_text_is_read(string text, int zone, bool north)
    {
        var p = PositionText.Parse(text);
        Assert.Equal(PositionForm.Utm, p.Form);
        var numbers = text.Contains("6300000") ? 6300000.0 : 3821000;
        var (lat, lon) = new Utm(zone, north, 248000, numbers).ToPosition();
        Assert.Equal(lat, p.Latitude, 1e-9);
        Assert.Equal(lon, p.Longitude, 1e-9);
    }

    [Fact]
    public void The_letter_S_is_a_band_or_a_hemisphere_and_both_readings_are_given()
    {
        var band = PositionText.Parse("33S 248000 3821000");
        Assert.Contains(band.Notes, n => n.Contains("latitude band 32 to 40 N"));
        Assert.Single(band.Alternatives);
        var hemisphere = PositionText.Parse("33S 248000 6300000");
        Assert.True(hemisphere.Latitude < 0);
        Assert.Contains(hemisphere.Notes, n => n.Contains("hemisphere"));
    }

    private static readonly Gen<(double Lat, double Lon)> Anywhere = Gen.Select(Gen.Double[-79.9, 83.9], Gen.Double[-180, 179.999999]);

    [Fact]
    public void Every_form_that_is_written_is_read_back() => Anywhere.Sample(
        (lat, lon) =>
        {
            void Same(string text, double metres)
            {
                var p = PositionText.Parse(text);
                var off = Geodesy.Distance(lat, lon, p.Latitude, p.Longitude);
                Assert.True(off <= metres, $"{text}: {off} m from {lat} {lon}");
            }

            Same(PositionForms.Decimal(lat, lon), 1);
            Same(PositionForms.DegreesMinutes(lat, lon), 1.5);
            Same(PositionForms.DegreesMinutesSeconds(lat, lon), 2.5);
            Same(Mgrs.From(lat, lon), 1);
            var (la, lo) = Utm.From(lat, lon).ToPosition();
            Assert.True(Geodesy.Distance(lat, lon, la, lo) < 1e-4);
            Same(Utm.From(lat, lon).ToString(), 2);
            return true;
        }, iter: LongForm.Rounds(3000, 100_000), threads: 1, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void A_hair_south_of_the_equator_is_not_the_pole()
    {
        Assert.Equal("31N 166021 0", Utm.From(-1e-24, 0).ToString());
        Assert.Equal(0, PositionText.Parse(Mgrs.From(-1e-24, 0)).Latitude, 1e-5);
    }

    [Fact]
    public void No_text_crashes_the_reader()
    {
        var random = new Random(12);
        const string letters = "0123456789 .,-°'\"NSEWnsewmkf ofrMGRSutUV:/;+٣";
        string[] seeds = ["34°30.0'N 012°15.0'E", "34 nm north of Zuwara", "33SUV4800021000", "UTM 33S 248000E 3821000N"];
        var read = 0;
        for (var round = 0; round < LongForm.Rounds(20_000, 1_000_000); round++)
        {
            var text = seeds[random.Next(seeds.Length)].ToCharArray();
            for (var k = random.Next(6); k >= 0; k--) text[random.Next(text.Length)] = letters[random.Next(letters.Length)];
            try
            {
                var p = PositionText.Parse(new string(text), Places);
                Assert.InRange(p.Latitude, -90, 90);
                Assert.InRange(p.Longitude, -180, 180);
                Assert.True(p.ErrorMetres >= 0);
                read++;
            }
            catch (FormatException)
            {
            }
        }

        Assert.InRange(read, 1, LongForm.Rounds(20_000, 1_000_000) - 1);
    }

    [Fact]
    public void Towns_of_a_real_list_are_found_by_name()
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(RealData.File("geo/places_sahel_mediterranean.csv.gz")), CompressionMode.Decompress));
        file.ReadLine();
        var places = new List<NamedPlace>();
        while (file.ReadLine() is { } line)
        {
            var c = line.Split(',');
            if (c.Length > 4 && double.TryParse(c[2], System.Globalization.CultureInfo.InvariantCulture, out var lat) && double.TryParse(c[3], System.Globalization.CultureInfo.InvariantCulture, out var lon))
                places.Add(new NamedPlace(c[0], lat, lon, c[4]));
        }

        var gazetteer = new Gazetteer(places);
        Assert.True(gazetteer.Count > 2000);
        Assert.Equal(30.05, PositionText.Parse("Cairo", gazetteer).Latitude, .1);
        Assert.Equal(PositionForm.FromPlace, PositionText.Parse("12 nm east of sfax", gazetteer).Form);
    }
}
