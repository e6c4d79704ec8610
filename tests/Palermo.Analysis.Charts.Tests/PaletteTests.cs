namespace Palermo.Analysis.Charts.Tests;

public class PaletteTests
{
    [Fact]
    public void Series_colours_stay_apart_for_eyes_without_red_or_green_cones()
    {
        // Viénot, Brettel and Mollon (1999): projection of linear RGB for protanopia and deuteranopia.
        double[][] protan = [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]];
        double[][] deutan = [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]];
        foreach (var eye in (double[][][])[protan, deutan])
            for (var i = 0; i < 7; i++)
                for (var j = 0; j < i; j++)
                    Assert.True(Distance(Seen(Palette.Series(i), eye), Seen(Palette.Series(j), eye)) > 0.12, $"series {i} and {j}");
    }

    [Fact]
    public void The_value_colours_grow_lighter_all_the_way()
    {
        var light = Enumerable.Range(0, 101).Select(i => Linear(Palette.Value(i / 100.0))).Select(c => 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]).ToList();
        Assert.True(light.Zip(light.Skip(1)).All(p => p.Second > p.First - 1e-3));
        Assert.True(light[^1] > light[0] + 0.6);
    }

    [Fact]
    public void A_colour_is_read_and_written_alike()
    {
        Assert.Equal("#0072b2", Rgb.Parse("#0072b2").ToString());
        Assert.Throws<FormatException>(() => Rgb.Parse("blue"));
    }

    private static double[] Linear(Rgb c) => [.. new[] { c.R, c.G, c.B }.Select(v => v / 255.0).Select(v => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4))];

    private static double[] Seen(Rgb colour, double[][] eye)
    {
        var linear = Linear(colour);
        return [.. eye.Select(row => Math.Clamp(row[0] * linear[0] + row[1] * linear[1] + row[2] * linear[2], 0, 1)).Select(v => Math.Pow(v, 1 / 2.2))];
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b).Sum(p => (p.First - p.Second) * (p.First - p.Second)));
}
