using CsCheck;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Geo.Tests;

/// <summary>Against the published test values of GeographicLib (C. Karney; its test suite of the geodesic routines).</summary>
public class EllipsoidTests
{
    // latitude, longitude and azimuth of the first point; the same of the second; distance in metres
    private static readonly double[][] Published =
    [
        [35.60777, -139.44815, 111.098748429560326, -11.17491, -69.95921, 129.289270889708762, 8935244.5604818305],
        [55.52454, 106.05087, 22.020059880982801, 77.03196, 197.18234, 109.112041110671519, 4105086.1713924406],
        [-21.97856, 142.59065, -32.44456876433189, 41.84138, 98.56635, -41.84359951440466, 8394328.894657671],
        [-66.99028, 112.2363, 173.73491240878403, -12.70631, 285.90344, 2.512956620913668, 11150344.2312080241],
        [-17.42761, 173.34268, -159.033557661192928, -15.84784, 5.93557, -20.787484651536988, 16076603.1631180673],
        [32.84994, 48.28919, 150.492927788121982, -56.28556, 202.29132, 48.113449399816759, 16727068.9438164461],
        [6.96833, 52.74123, 92.581585386317712, -7.39675, 206.17291, 90.721692165923907, 17102477.2496958388],
        [-50.56724, -16.30485, -105.439679907590164, -33.56571, -94.97412, -47.348547835650331, 6455670.5118668696],
        [-58.93002, -8.90775, 140.965397902500679, -8.91104, 133.13503, 19.255429433416599, 11756066.0219864627],
        [-68.82867, -74.28391, 93.774347763114881, -50.63005, -8.36685, 34.65564085411343, 3956936.926063544],
        [-10.62672, -32.0898, -86.426713286747751, 5.883, -134.31681, -80.473780971034875, 11470869.3864563009],
        [-21.76221, 166.90563, 29.319421206936428, 48.72884, 213.97627, 43.508671946410168, 9098627.3986554915],
        [-19.79938, -174.47484, 71.167275780171533, -11.99349, -154.35109, 65.589099775199228, 2319004.8601169389],
        [-11.95887, -116.94513, 92.712619830452549, 4.57352, 7.16501, 78.64960934409585, 13834722.5801401374],
        [-87.85331, 85.66836, -65.120313040242748, 66.48646, 16.09921, -4.888658719272296, 17286615.3147144645],
        [1.74708, 128.32011, -101.584843631173858, -11.16617, 11.87109, -86.325793296437476, 12942901.1241347408],
        [-25.72959, -144.90758, -153.647468693117198, -57.70581, -269.17879, -48.343983158876487, 9413446.7452453107],
        [-41.22777, 122.32875, 14.285113402275739, -7.57291, 130.37946, 10.805303085187369, 3812686.035106021],
        [11.01307, 138.25278, 79.43682622782374, 6.62726, 247.05981, 103.708090215522657, 11911190.819018408],
        [-29.47124, 95.14681, -163.779130441688382, -27.46601, -69.15955, -15.909335945554969, 13487015.8381145492]
    ];

    [Fact]
    public void Distances_and_bearings_are_the_published_ones()
    {
        foreach (var r in Published)
        {
            var line = Ellipsoid.Inverse(r[0], r[1], r[3], r[4]);
            Assert.Equal(r[6], line.Metres, 1e-7);
            Same(r[2], line.InitialBearing, 1e-11);
            Same(r[5], line.FinalBearing, 1e-11);
        }
    }

    [Fact]
    public void Destinations_are_the_published_ones()
    {
        foreach (var r in Published)
        {
            var end = Ellipsoid.Destination(r[0], r[1], r[2], r[6]);
            Assert.Equal(r[3], end.Latitude, 1e-12);
            Same(r[4], end.Longitude, 1e-12);
            Same(r[5], end.FinalBearing, 1e-12);
        }
    }

    [Theory]
    [InlineData(40.6, -73.8, 49.01666667, 2.55, 5853226, 53.47022, 111.59367, 0.5, 1e-5)]
    [InlineData(0, 539, 0, 181, 222639, 90, 90, 0.5, 1e-5)]
    [InlineData(0, 0, 0, 179, 19926189, 90, 90, 0.5, 1e-5)]
    [InlineData(0, 0, 0, 179.5, 19980862, 55.96650, 124.03350, 0.5, 1e-5)]
    [InlineData(0, 0, 0, 180, 20003931, 0, 180, 0.5, 1e-5)]
    [InlineData(0, 0, 1, 180, 19893357, 0, 180, 0.5, 1e-5)]
    [InlineData(5, 0.00000000000001, 10, 180, 18345191.174332713, 0, 180, 1e-7, 1e-7)]
    [InlineData(54.1589, 15.3872, 54.1591, 15.3877, 39.527686385, 55.723110355, 55.723515675, 5e-9, 5e-9)]
    [InlineData(27.2, 0, -27.1, 179.5, 19974354.765767, 45.82468716758, 134.22776532670, 1e-6, 1e-10)]
    public void Named_cases_come_out_as_published(
        double lat1, double lon1, double lat2, double lon2, double metres, double first, double second, double within, double bearingWithin)
    {
        var line = Ellipsoid.Inverse(lat1, lon1, lat2, lon2);
        Assert.Equal(metres, line.Metres, within);
        Same(first, line.InitialBearing, bearingWithin);
        Same(second, line.FinalBearing, bearingWithin);
    }

    [Theory]
    [InlineData(88.202499451857, -88.202499451857, 179.981022032992859592, 20003898.214)]
    [InlineData(89.262080389218, -89.262080389218, 179.992207982775375662, 20003925.854)]
    [InlineData(89.333123580033, -89.333123580032997687, 179.99295812360148422, 20003926.881)]
    [InlineData(56.320923501171, -56.320923501171, 179.664747671772880215, 19993558.287)]
    [InlineData(52.784459512564, -52.784459512563990912, 179.634407464943777557, 19991596.095)]
    [InlineData(48.522876735459, -48.52287673545898293, 179.599720456223079643, 19989144.774)]
    [InlineData(36.493349428792, 36.49334942879201, 0.0000008, 0.072)]
    public void Nearly_antipodal_and_tiny_lines_come_out_as_published(double lat1, double lat2, double east, double metres) =>
        Assert.Equal(metres, Ellipsoid.Distance(lat1, 0, lat2, east), 0.5e-3);

    [Fact]
    public void Wellington_to_Salamanca_where_Vincenty_fails()
    {
        var line = Ellipsoid.Inverse(-(41 + 19 / 60.0), 174 + 49 / 60.0, 40 + 58 / 60.0, -(5 + 30 / 60.0));
        Assert.Equal(19960543.857179, line.Metres, 1e-6);
        Assert.Equal(160.39137649664, line.InitialBearing, 1e-10);
        Assert.Equal(19.50042925176, line.FinalBearing, 1e-10);
    }

    [Fact]
    public void Destinations_over_a_pole_and_backwards_from_it()
    {
        var over = Ellipsoid.Destination(0.01777745589997, 30, 0, 10e6);
        Assert.Equal(90, over.Latitude, 0.5e-5);
        var back = Ellipsoid.Destination(90, 10, 180, -1e6);
        Assert.Equal(81.04623, back.Latitude, 0.5e-5);
        Assert.Equal(-170, back.Longitude, 0.5e-5);
        var far = Ellipsoid.Destination(40, -75, -10, 2e7);
        Assert.InRange(far.Latitude, -40, -38);
        Assert.InRange(far.Longitude, 104, 106);
    }

    [Fact]
    public void There_and_back_closes_for_any_two_points() =>
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], Gen.Double[-90, 90], Gen.Double[-180, 180])
            .Sample((lat1, lon1, lat2, lon2) =>
            {
                var line = Ellipsoid.Inverse(lat1, lon1, lat2, lon2);
                var end = Ellipsoid.Destination(lat1, lon1, line.InitialBearing, line.Metres);
                Assert.InRange(Ellipsoid.Distance(lat2, lon2, end.Latitude, end.Longitude), 0, 1e-6);
                Assert.Equal(line.Metres, Ellipsoid.Distance(lat2, lon2, lat1, lon1), 1e-7);
                var sphere = Geodesy.Distance(lat1, lon1, lat2, lon2);
                Assert.InRange(line.Metres, sphere * 0.9943 - 1e-6, sphere * 1.0057 + 1e-6);
            }, iter: LongForm.Rounds(20_000, 1_000_000));

    [Fact]
    public void The_neighbourhood_of_the_antipode_always_answers() =>
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-0.7, 0.7], Gen.Double[179.3, 180])
            .Sample((lat, off, east) =>
            {
                var other = Math.Clamp(-lat + off, -90, 90);
                var line = Ellipsoid.Inverse(lat, 0, other, east);
                var end = Ellipsoid.Destination(lat, 0, line.InitialBearing, line.Metres);
                Assert.InRange(Ellipsoid.Distance(other, east, end.Latitude, end.Longitude), 0, 1e-4);
                Assert.InRange(line.Metres, 19_800_000, 20_003_931.5);
            }, iter: LongForm.Rounds(5_000, 200_000));

    [Fact]
    public void A_latitude_beyond_the_pole_is_refused_by_name() =>
        Assert.Equal("lat2", Assert.Throws<ArgumentOutOfRangeException>(() => Ellipsoid.Inverse(0, 0, 90.1, 0)).ParamName);

    private static void Same(double expected, double got, double within) =>
        Assert.InRange(Math.Abs(Math.IEEERemainder(got - expected, 360)), 0, within);
}
