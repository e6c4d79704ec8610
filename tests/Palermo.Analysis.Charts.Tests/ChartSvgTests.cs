using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;

namespace Palermo.Analysis.Charts.Tests;

public class ChartSvgTests
{
    [Fact]
    public void A_point_lies_where_the_labelled_ticks_say()
    {
        var svg = Svg.Of(new Chart("Two points") { X = Axis.Linear("x, m", 0, 100), Y = Axis.Linear("y, m", 0, 50) }
            .Scatter("seen", [20, 80], [10, 40]));
        var points = Svg.Paths(svg, "points").ConvertAll(p => p[0]);
        // The place of a value is read off the tick labels of the picture itself, as a person would.
        var x = AxisFromTicks(svg, horizontal: true);
        var y = AxisFromTicks(svg, horizontal: false);
        Assert.Equal(x(20), points[0].X, 0.02);
        Assert.Equal(y(10), points[0].Y, 0.02);
        Assert.Equal(x(80), points[1].X, 0.02);
        Assert.Equal(y(40), points[1].Y, 0.02);
        Assert.True(points[1].Y < points[0].Y, "larger values lie higher");
    }

    [Fact]
    public void Equal_ratios_are_equal_distances_on_a_logarithmic_axis()
    {
        var svg = Svg.Of(new Chart("Growth") { X = Axis.Log("records", 1, 10_000), Y = Axis.Log("time, s") }
            .Line("ours", [1, 10, 100, 1000], [0.01, 0.1, 1, 10]));
        var line = Svg.Paths(svg, "line").Single();
        for (var i = 2; i < line.Length; i++)
        {
            Assert.Equal(line[1].X - line[0].X, line[i].X - line[i - 1].X, 0.03);
            Assert.Equal(line[1].Y - line[0].Y, line[i].Y - line[i - 1].Y, 0.03);
        }
    }

    [Fact]
    public void A_step_keeps_each_value_until_the_next()
    {
        var svg = Svg.Of(new Chart("Steps").Step("count", [0, 1, 2], [0, 5, 3]));
        var step = Svg.Paths(svg, "step").Single();
        Assert.Equal(5, step.Length);
        Assert.Equal(step[0].Y, step[1].Y);
        Assert.Equal(step[1].X, step[2].X);
        Assert.Equal(step[2].Y, step[3].Y);
    }

    [Fact]
    public void A_value_that_is_missing_leaves_a_gap()
    {
        var svg = Svg.Of(new Chart("Gap").Line("a", [0, 1, 2, 3, 4], [1, 2, double.NaN, 2, 1]));
        Assert.Equal([2, 2], Svg.Paths(svg, "line").Select(run => run.Length));
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_stand_on_zero_and_beside_one_another()
    {
        var svg = Svg.Of(new Chart("Bars") { X = Axis.Categories("", ["A", "B"]), Y = Axis.Linear("n") }
            .Bars("first", [4, -2]).Bars("second", [2, 1]));
        var bars = Svg.Paths(svg, "bars");
        Assert.Equal(4, bars.Count);
        Assert.Equal(bars[0][2].Y, bars[1][2].Y);                     // one ground for all
        Assert.True(bars[1][0].Y > bars[1][2].Y, "a negative bar hangs down");
        Assert.Equal(2.0, (bars[0][2].Y - bars[0][0].Y) / (bars[2][2].Y - bars[2][0].Y), 0.01);
        Assert.Equal(bars[0][1].X, bars[2][0].X, 0.02);               // second begins where first ends
        Assert.Contains(Svg.Texts(svg), t => t.Value == "B");
    }

    [Fact]
    public void A_band_encloses_its_line()
    {
        double[] x = [0, 1, 2];
        var svg = Svg.Of(new Chart("Band").Band("95 %", x, [0, 1, 2], [2, 3, 4]).Line("estimate", x, [1, 2, 3]));
        var band = Svg.Paths(svg, "band").Single();
        var line = Svg.Paths(svg, "line").Single();
        Assert.Equal(6, band.Length);
        for (var i = 0; i < 3; i++)
        {
            Assert.InRange(line[i].Y, band[5 - i].Y, band[i].Y);
            Assert.Equal(line[i].X, band[i].X);
        }
        Assert.Equal(Colour(svg, "band", "fill"), Colour(svg, "line", "stroke"));
    }

    [Fact]
    public void Cells_take_their_colour_from_their_value_and_NaN_is_a_hole()
    {
        var svg = Svg.Of(new Chart("Heat").Cells("density, 1/km2", [0, 1, 2], [0, 1, 2], [0, 1, double.NaN, 1]));
        Assert.Equal(3, Svg.Paths(svg, "cells").Count);
        var colours = svg.Descendants(Svg.Ns + "path").Where(p => (string?)p.Attribute("class") == "cells").Select(p => (string)p.Attribute("fill")!).ToList();
        Assert.Equal([Palette.Value(0).ToString(), Palette.Value(1).ToString()], colours);
    }

    [Fact]
    public void The_picture_tells_its_title_and_description_and_has_no_inline_style()
    {
        var svg = Svg.Of(new Chart("A <b> & \"c\"\u0007") { Description = "Rises, then falls." }.Line("l", [0, 1], [0, 1]));
        Assert.Equal("img", (string?)svg.Attribute("role"));
        Assert.Equal("A <b> & \"c\"\uFFFD", svg.Element(Svg.Ns + "title")!.Value);
        Assert.Equal("Rises, then falls.", svg.Element(Svg.Ns + "desc")!.Value);
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name.LocalName is "style" or "id" or "href");
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName is "style" or "script");
    }

    [Fact]
    public void The_same_data_gives_the_same_bytes()
    {
        static string Draw() => new Chart("Same").Line("l", [0, 1, 2], [3, 1, 2]).ToSvg();
        Assert.Equal(Draw(), Draw());
        var before = CultureInfo.CurrentCulture;
        try
        {
            var here = Draw();
            CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
            Assert.Equal(here, Draw());
        }
        finally { CultureInfo.CurrentCulture = before; }
    }

    [Fact]
    public void What_a_logarithmic_axis_cannot_show_is_named()
    {
        var chart = new Chart("Log") { Y = Axis.Log("y") };
        var error = Assert.Throws<ArgumentException>(() => chart.Line("loss", [1, 2], [5, 0]));
        Assert.Contains("'loss' has y[1] = 0", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => chart.RuleY(-1, "below"));
    }

    [Fact]
    public void Arrays_of_different_length_are_refused() =>
        Assert.Contains("2 values of x and 1 of y", Assert.Throws<ArgumentException>(() => new Chart("c").Line("l", [1, 2], [1])).Message, StringComparison.Ordinal);

    [Fact]
    public void Whatever_the_data_every_number_written_is_finite() =>
        Gen.Select(Gen.Double, Gen.Double).Array[0, 12].Sample(pairs =>
        {
            var text = new Chart("Any").Line("l", [.. pairs.Select(p => p.Item1)], [.. pairs.Select(p => p.Item2)]).ToSvg();
            return !Regex.IsMatch(text, "NaN|∞|Infinity");
        }, iter: LongForm.Rounds(200, 5000));

    [Fact]
    public void Ticks_rise_lie_within_and_do_not_repeat_a_label() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[1e-6, 1e6], Gen.Bool).Sample((low, span, log) =>
        {
            if (log) low = Math.Abs(low) + 1e-3;
            var scale = Scale.Fit(log ? Axis.Log("") : Axis.Linear(""), low, low + span, 0, 600);
            var ticks = scale.Ticks(80);
            var near = 1e-8 * (scale.Maximum - scale.Minimum);
            return ticks.Count is >= 1 and <= 31
                && ticks.All(t => t.Value >= scale.Minimum - near && t.Value <= scale.Maximum + near)
                && ticks.Zip(ticks.Skip(1)).All(p => p.First.Value < p.Second.Value && p.First.Label != p.Second.Label)
                && scale.Minimum <= low + near && scale.Maximum >= low + span - near;
        }, iter: LongForm.Rounds(500, 20_000));

    private static Func<double, double> AxisFromTicks(XElement svg, bool horizontal)
    {
        var ticks = Svg.Texts(svg)
            .Where(t => double.TryParse(t.Value, CultureInfo.InvariantCulture, out _) && (string?)t.Attribute("text-anchor") == (horizontal ? "middle" : "end"))
            .Select(t => (Value: double.Parse(t.Value, CultureInfo.InvariantCulture),
                At: (double)t.Attribute(horizontal ? "x" : "y")! - (horizontal ? 0 : 4))).OrderBy(t => t.Value).ToList();
        var (first, last) = (ticks[0], ticks[^1]);
        return value => first.At + (value - first.Value) / (last.Value - first.Value) * (last.At - first.At);
    }

    private static string? Colour(XElement svg, string role, string attribute) =>
        (string?)svg.Descendants(Svg.Ns + "path").First(p => (string?)p.Attribute("class") == role).Attribute(attribute);
}
