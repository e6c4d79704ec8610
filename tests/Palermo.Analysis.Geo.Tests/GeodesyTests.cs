using CsCheck;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Geo.Tests;

/// <summary>The sphere: worked values of the border-route rules, and the Aviation Formulary's example (Williams).</summary>
public class GeodesyTests
{
    private static readonly (double Lat, double Lon) Agadez = (16.97, 7.99), Dirkou = (19.00, 12.90), Seguedine = (20.20, 12.98),
        Madama = (21.95, 13.65), Sebha = (27.04, 14.43), Zuwara = (32.93, 12.08), Lampedusa = (35.50, 12.61),
        Khartoum = (15.50, 32.56), Kufra = (24.18, 23.29), Gao = (16.27, -0.04), Tamanrasset = (22.79, 5.52),
        Nouadhibou = (20.94, -17.04), ElHierro = (27.64, -17.98), Ayvalik = (39.32, 26.69), Mytilene = (39.11, 26.55);

    [Fact]
    public void Distances_between_hubs_are_those_of_the_rules()
    {
        Assert.Equal(566.2, Km(Agadez, Dirkou), 0.05);
        Assert.Equal(133.7, Km(Dirkou, Seguedine), 0.05);
        Assert.Equal(206.6, Km(Seguedine, Madama), 0.05);
        Assert.Equal(571.5, Km(Madama, Sebha), 0.05);
        Assert.Equal(1301.1, Km(Agadez, Sebha), 0.05);
        Assert.Equal(692.9, Km(Sebha, Zuwara), 0.05);
        Assert.Equal(289.9, Km(Zuwara, Lampedusa), 0.05);
        Assert.Equal(1367.1, Km(Khartoum, Kufra), 0.05);
        Assert.Equal(929.8, Km(Gao, Tamanrasset), 0.05);
        Assert.Equal(751.1, Km(Nouadhibou, ElHierro), 0.05);
        Assert.Equal(26.3, Km(Ayvalik, Mytilene), 0.05);
    }

    [Fact]
    public void Bearings_between_hubs_are_those_of_the_rules()
    {
        Assert.Equal(65.8, Geodesy.InitialBearing(Agadez.Lat, Agadez.Lon, Dirkou.Lat, Dirkou.Lon), 0.05);
        Assert.Equal(29.5, Geodesy.InitialBearing(Agadez.Lat, Agadez.Lon, Sebha.Lat, Sebha.Lon), 0.05);
        Assert.Equal(9.5, Geodesy.InitialBearing(Zuwara.Lat, Zuwara.Lon, Lampedusa.Lat, Lampedusa.Lon), 0.05);
    }

    [Fact]
    public void Cross_track_is_positive_to_the_right_as_in_the_rules()
    {
        Assert.Equal(14_520, Geodesy.CrossTrack(19.5, 11.0, Agadez.Lat, Agadez.Lon, Madama.Lat, Madama.Lon), 5.0);
        Assert.True(Geodesy.CrossTrack(19.5, 11.0, Madama.Lat, Madama.Lon, Agadez.Lat, Agadez.Lon) < 0);
    }

    // Aviation Formulary: LAX (33 57 N, 118 24 W) to JFK (40 38 N, 73 47 W): 2144 nm (0.623585 radian), course 66 degrees.
    [Fact]
    public void Los_Angeles_to_New_York_as_worked_in_the_Aviation_Formulary()
    {
        double lat1 = 33 + 57 / 60.0, lon1 = -(118 + 24 / 60.0), lat2 = 40 + 38 / 60.0, lon2 = -(73 + 47 / 60.0);
        Assert.Equal(0.623585, Geodesy.Distance(lat1, lon1, lat2, lon2, 1), 1e-6);
        Assert.Equal(1.150035 * 180 / Math.PI, Geodesy.InitialBearing(lat1, lon1, lat2, lon2), 1e-4);
        // the same place: point D (34:30 N, 116:30 W) lies 7.4512 nm right of the course, 99.588 nm along it
        Assert.Equal(7.4512, Geodesy.CrossTrack(34.5, -116.5, lat1, lon1, lat2, lon2, 180 * 60 / Math.PI), 2e-3); // worked there from rounded angles
        Assert.Equal(99.588, Geodesy.AlongTrack(34.5, -116.5, lat1, lon1, lat2, lon2, 180 * 60 / Math.PI), 1e-2);
        // 40 % of the way: 38 deg 40.167' N, 101 deg 37.570' W
        var (lat, lon) = Geodesy.Interpolate(lat1, lon1, lat2, lon2, 0.4);
        Assert.Equal(38 + 40.167 / 60, lat, 1e-4);
        Assert.Equal(-(101 + 37.570 / 60), lon, 1e-4);
        // rhumb line: course 79.3 degrees, 2164.6 nm (1.384464 and 0.629650 radian)
        var rhumb = Geodesy.Rhumb(lat1, lon1, lat2, lon2, 1);
        Assert.Equal(1.384464 * 180 / Math.PI, rhumb.Bearing, 1e-3);
        Assert.Equal(0.629650, rhumb.Metres, 1e-5);
    }

    [Theory]
    [InlineData(0, 0), InlineData(180, -180), InlineData(-180, -180), InlineData(190, -170), InlineData(-190, 170)]
    [InlineData(540, -180), InlineData(720.5, 0.5), InlineData(-720.5, -0.5)]
    public void Longitudes_are_brought_into_one_turn(double given, double wrapped) =>
        Assert.Equal(wrapped, Geodesy.WrapLongitude(given), 1e-12);

    [Fact]
    public void The_date_line_is_no_wall()
    {
        Assert.Equal(2 * 111_195.08, Geodesy.Distance(0, 179, 0, -179), 1);
        Assert.Equal(90, Geodesy.InitialBearing(0, 179, 0, -179), 1e-9);
        Assert.Equal(-2, Geodesy.LongitudeDifference(-179, 179), 1e-12);
        Assert.Equal(180, Math.Abs(Geodesy.Interpolate(10, 179, 10, -179, 0.5).Longitude), 1e-9);
        Assert.Equal(90, Geodesy.Rhumb(10, 179, 10, -179).Bearing, 1e-9);
    }

    [Fact]
    public void The_destination_of_a_bearing_and_distance_lies_there() =>
        Gen.Select(Gen.Double[-89.9, 89.9], Gen.Double[-180, 180], Gen.Double[0, 360], Gen.Double[1, 19_000_000])
            .Sample((lat, lon, bearing, metres) =>
            {
                var end = Geodesy.Destination(lat, lon, bearing, metres);
                Assert.Equal(metres, Geodesy.Distance(lat, lon, end.Latitude, end.Longitude), 1e-3);
                var back = Geodesy.Destination(lat, lon, bearing + 180, -metres);
                Assert.InRange(Geodesy.Distance(end.Latitude, end.Longitude, back.Latitude, back.Longitude), 0, 1e-3);
            });

    [Fact]
    public void A_rhumb_line_leads_where_its_destination_says() =>
        Gen.Select(Gen.Double[-70, 70], Gen.Double[-180, 180], Gen.Double[0, 360], Gen.Double[100, 1_500_000])
            .Sample((lat, lon, bearing, metres) =>
            {
                var end = Geodesy.RhumbDestination(lat, lon, bearing, metres);
                var line = Geodesy.Rhumb(lat, lon, end.Latitude, end.Longitude);
                Assert.Equal(metres, line.Metres, metres * 1e-6);
                Assert.InRange(Math.Abs(Math.IEEERemainder(line.Bearing - bearing, 360)), 0, 1e-4);
                Assert.True(line.Metres >= Geodesy.Distance(lat, lon, end.Latitude, end.Longitude) - 1e-3);
            });

    [Fact]
    public void A_rhumb_line_over_the_pole_stops_there() =>
        Assert.Equal(90, Geodesy.RhumbDestination(89, 10, 0, 500_000).Latitude);

    private static double Km((double Lat, double Lon) a, (double Lat, double Lon) b) =>
        Geodesy.Distance(a.Lat, a.Lon, b.Lat, b.Lon) / 1000;
}
