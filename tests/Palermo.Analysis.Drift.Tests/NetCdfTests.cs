namespace Palermo.Analysis.Drift.Tests;

public class NetCdfTests
{
    private const string Wind = "drift/arome_wind_2016-01-14.nc";
    private const string Current = "drift/arctic20_surface_current_2016-02-01.nc";

    [Theory]
    [InlineData(Wind)]
    [InlineData(Wind + "4")]
    public void Mean_wind_over_the_file_is_as_published(string path)
    {
        using var file = NetCdfFile.Open(RealData.File(path));
        Assert.Equal(-3.32619, file.Find("x_wind_10m")!.ReadAll().Average(), 1e-5);
        Assert.Equal(4.45010, file.Find("y_wind_10m")!.ReadAll().Average(), 1e-5);
    }

    [Fact]
    public void Packed_currents_are_unpacked_and_filled_ones_are_gaps()
    {
        using var file = NetCdfFile.Open(RealData.File(Current));
        var (u, v) = (file.Find("u")!, file.Find("v")!);
        Assert.Equal(new[] { "time", "Y", "X" }, u.Dimensions);
        long[] start = [0, 0, 0], count = [1, u.Shape[1], u.Shape[2]];
        Assert.Equal(-0.00494, u.Read(start, count).Where(double.IsFinite).Average(), 1e-5);
        Assert.Equal(0.05854, v.Read(start, count).Where(double.IsFinite).Average(), 1e-5);
        var (us, vs) = (u.ReadAll(), v.ReadAll());
        Assert.Equal(1.01528, us.Zip(vs, (a, b) => Math.Sqrt(a * a + b * b)).Where(double.IsFinite).Max(), 1e-5);
        Assert.Contains(us, double.IsNaN);
    }

    [Fact]
    public void The_two_kinds_of_file_hold_the_same()
    {
        using var classic = NetCdfFile.Open(RealData.File(Wind));
        using var hdf = NetCdfFile.Open(RealData.File(Wind + "4"));
        var compared = 0;
        foreach (var a in classic.Variables)
        {
            var b = hdf.Find(a.Name)!;
            Assert.Equal(a.Shape, b.Shape);
            Assert.Equal(a.Dimensions, b.Dimensions);
            if (a.Shape.Count > 0) Assert.Equal(a.ReadAll(), b.ReadAll());
            Assert.Equal(a.Text("units"), b.Text("units"));
            Assert.Equal(a.Attributes.GetValueOrDefault("standard_parallel"), b.Attributes.GetValueOrDefault("standard_parallel"));
            compared++;
        }

        Assert.Equal(8, compared);
    }

    // The file carries longitude and latitude of every node beside the axes of its projection: a check we did not make.
    [Fact]
    public void The_projection_of_the_file_lands_on_its_own_nodes()
    {
        using var file = NetCdfFile.Open(RealData.File(Wind));
        var grid = CfGrid.Of(file, file.Find("x_wind_10m")!);
        var (lon, lat) = (file.Find("longitude")!.ReadAll(), file.Find("latitude")!.ReadAll());
        var (x, y) = (file.Find("x")!.ReadAll(), file.Find("y")!.ReadAll());
        var worst = 0.0;
        for (var r = 0; r < y.Length; r++)
            for (var c = 0; c < x.Length; c++)
            {
                var (px, py) = grid.Geometry.Projection!.Forward(lon[r * x.Length + c], lat[r * x.Length + c]);
                worst = Math.Max(worst, Math.Max(Math.Abs(px - x[c]), Math.Abs(py - y[r])));
            }

        Assert.True(worst < 2, $"{worst} m");
        Assert.True(grid.OffBy < 2);
    }

    // This file names a sphere, but its latitudes are those of an ellipsoid: up to 17 km apart.
    [Fact]
    public void A_file_that_contradicts_itself_says_so_in_the_answer()
    {
        using var file = NetCdfFile.Open(RealData.File(Current));
        var grid = CfGrid.Of(file, file.Find("u")!);
        Assert.InRange(grid.OffBy, 17_000, 18_000);
        Assert.Contains("WARNING: its positions and its map projection differ by up to 17", CfFlow.Current(file).Description);
    }

    [Theory]
    [InlineData(Wind, "x_wind_10m")]
    [InlineData(Current, "u")]
    public void Grid_north_is_where_the_y_axis_of_the_grid_points(string path, string variable)
    {
        using var file = NetCdfFile.Open(RealData.File(path));
        ConvergencePointsAlongY(CfGrid.Of(file, file.Find(variable)!).Geometry.Projection!, 12, 64);
    }

    internal static void ConvergencePointsAlongY(IMapProjection projection, double lon, double lat)
    {
        // A small step in the direction of grid north must change y and leave x.
        var angle = projection.Convergence(lon, lat);
        const double step = 1e-4;
        var (x0, y0) = projection.Forward(lon, lat);
        var (x1, y1) = projection.Forward(lon + step * Math.Sin(angle) / Math.Cos(lat * Math.PI / 180), lat + step * Math.Cos(angle));
        Assert.True(y1 > y0);
        Assert.True(Math.Abs(x1 - x0) < 1e-4 * (y1 - y0), $"{x1 - x0} against {y1 - y0}");
    }

    [Fact]
    public void A_file_that_ends_too_soon_or_is_of_another_kind_is_refused_by_name()
    {
        void Refused(byte[] bytes, string says)
        {
            var path = Path.GetTempFileName();
            try
            {
                File.WriteAllBytes(path, bytes);
                var problem = Assert.Throws<DriftProblem>(() => { using var file = NetCdfFile.Open(path); CfFlow.Wind(file).Prepare(0, 0); });
                Assert.Contains(path, problem.Message);
                Assert.Contains(says, problem.Message);
            }
            finally
            {
                File.Delete(path);
            }
        }

        Refused([], "too short");
        Refused("GRIB....7777"u8.ToArray(), "GRIB");
        Refused([.. "CDF\x01"u8, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 9], "broken");
        Refused([.. "CDF\x07"u8, 0, 0, 0, 0], "version 7");
        Refused([0x89, .. "HDF\r\n"u8, 0x1A, 0x0A, 1, 2, 3], "not readable");
        Assert.Contains("no such file", Assert.Throws<DriftProblem>(() => NetCdfFile.Open("/nowhere/at-all.nc")).Message);
    }

    [Fact]
    public void Broken_bytes_end_in_a_sentence_never_in_a_crash()
    {
        var good = File.ReadAllBytes(RealData.File(Current));
        var random = new Random(566);
        var (read, refused) = (0, 0);
        var path = Path.GetTempFileName();
        try
        {
            for (var round = 0; round < LongForm.Rounds(400, 20_000); round++)
            {
                // Mostly in the header, where a wrong byte does harm; sometimes cut short.
                var bytes = good.AsSpan(0, random.Next(4) == 0 ? random.Next(good.Length) : good.Length).ToArray();
                for (var k = random.Next(1, 6); k > 0; k--)
                    if (bytes.Length > 0) bytes[random.Next(Math.Min(bytes.Length, 3000))] = (byte)random.Next(256);
                File.WriteAllBytes(path, bytes);
                try
                {
                    using var file = NetCdfFile.Open(path);
                    var flow = CfFlow.Current(file);
                    flow.Prepare(flow.Frames.Times[0], flow.Frames.Times[0]);
                    read++;
                }
                catch (DriftProblem)
                {
                    refused++;
                }
            }
        }
        finally
        {
            File.Delete(path);
        }

        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
    }
}
