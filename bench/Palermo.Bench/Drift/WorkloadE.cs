using Palermo.Analysis.Drift;

namespace Palermo.Bench;

/// <summary>The drift workload: a person in the water at 36 N 14 E, 24 hours, in constant or in gridded wind and current.</summary>
/// <remarks>
/// Fields: u = .25 sin(2.1 lon + .05 t) cos(2.7 lat), v = .25 cos(2.1 lon) sin(2.7 lat + .04 t); wind 8 cos(.06 t) + 1.5 sin lon,
/// 6 sin(.06 t) + 1.5 cos lat; degrees taken as radians, t in hours; 0.05 degree, 111 x 141 nodes, hourly, 31 times.
/// The peer seeds with a normal distribution whose deviation in each direction is its radius of 5 km; ours takes the radius as 95 %,
/// so 10 km here is the same cloud.
/// </remarks>
internal static class WorkloadE
{
    public static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string WriteFile(string path)
    {
        const int nx = 141, ny = 111, nt = 31;
        var lons = Enumerable.Range(0, nx).Select(i => 10.5 + 0.05 * i).ToArray();
        var lats = Enumerable.Range(0, ny).Select(j => 33.25 + 0.05 * j).ToArray();
        float[] Plane(Func<double, double, double> value) =>
            [.. from lat in lats from lon in lons select (float)value(lon, lat)];
        GridFile.Field Field(string name, string standard, Func<double, double, double, double> value) =>
            new(name, standard, "m s-1", [.. Enumerable.Range(0, nt).Select(t => Plane((lon, lat) => value(lon, lat, t)))]);
        GridFile.Write(path, lons, lats, [.. Enumerable.Range(0, nt).Select(t => (double)t)], "hours since 2020-01-01 00:00:00",
        [
            Field("uo", "x_sea_water_velocity", (lon, lat, t) => .25 * Math.Sin(2.1 * lon + .05 * t) * Math.Cos(2.7 * lat)),
            Field("vo", "y_sea_water_velocity", (lon, lat, t) => .25 * Math.Cos(2.1 * lon) * Math.Sin(2.7 * lat + .04 * t)),
            Field("u10", "x_wind", (lon, _, t) => 8 * Math.Cos(.06 * t) + 1.5 * Math.Sin(lon)),
            Field("v10", "y_wind", (_, lat, t) => 6 * Math.Sin(.06 * t) + 1.5 * Math.Cos(lat)),
        ]);
        return path;
    }

    public static DriftSetup Constant(int members, ulong seed = 1) => new()
    {
        Hypotheses = [new Hypothesis("person in the water", 1, LeewayTable.Standard["PIW-1"], Seeding.At(14, 36, Start, 10_000))],
        Wind = new ConstantFlow(8, -3),
        Current = new ConstantFlow(.2, .1),
        Duration = TimeSpan.FromHours(24),
        Members = members,
        Seed = seed,
    };

    public static DriftSetup Gridded(NetCdfFile file, int members, ulong seed = 1) =>
        Constant(members, seed) with { Wind = CfFlow.Wind(file), Current = CfFlow.Current(file) };
}
