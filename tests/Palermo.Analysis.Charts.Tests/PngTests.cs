using SkiaSharp;

namespace Palermo.Analysis.Charts.Tests;

public class PngTests
{
    private static readonly Chart Sample = new Chart("Bars and words") { X = Axis.Linear("x", 0, 10), Y = Axis.Linear("y", 0, 10) }
        .Bars("tall", [5], [8], width: 2);

    [Fact]
    public void A_bar_is_painted_in_its_colour_and_only_where_it_stands()
    {
        var bar = Svg.Paths(Svg.Of(Sample), "bars").Single();
        using var image = SKBitmap.Decode(Sample.ToPng(1440));     // twice the natural size
        Assert.Equal((1440, 880), (image.Width, image.Height));
        var (x, y) = ((bar[0].X + bar[1].X), (bar[0].Y + bar[2].Y));
        Assert.Equal(Palette.Series(0), At(image, x, y));
        Assert.Equal(Palette.Paper, At(image, bar[1].X * 2 + 8, y + 3));
    }

    [Theory]
    [InlineData(PngText.SystemFont)]
    [InlineData(PngText.Strokes)]
    public void The_title_leaves_ink_with_a_font_and_without(PngText text)
    {
        using var image = SKBitmap.Decode(Sample.ToPng(720, text));
        var dark = 0;
        for (var y = 8; y < 26; y++)
            for (var x = 16; x < 130; x++)
                if (image.GetPixel(x, y).Red < 128) dark++;
        Assert.InRange(dark, 150, 1200);
    }

    [Fact]
    public void With_strokes_the_image_is_the_same_every_time() =>
        Assert.Equal(Sample.ToPng(500, PngText.Strokes), Sample.ToPng(500, PngText.Strokes));

    [Fact]
    public void Every_printable_Latin_letter_and_digit_has_strokes()
    {
        var have = StrokeFont.Letters.ToHashSet();
        Assert.Superset(Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c).ToHashSet(), have);
        foreach (var letter in have)
        {
            var (strokes, width) = StrokeFont.Lay(letter.ToString(), 10);
            Assert.NotEmpty(strokes);
            Assert.All(strokes.SelectMany(s => s), spot => Assert.InRange(spot.X, 0, width));
        }
    }

    [Fact]
    public void Accents_are_left_off_and_strange_letters_are_boxes()
    {
        Assert.Equal(StrokeFont.Lay("e", 10).Width, StrokeFont.Lay("é", 10).Width);
        Assert.Single(StrokeFont.Lay("م", 10).Strokes);
    }

    [Fact]
    public void A_folder_without_a_font_is_no_error() => Assert.Null(SystemFont.Look(["/no/such/folder", ""]));

    [Fact]
    public void A_map_can_be_painted_with_all_its_layers()
    {
        LonLat[] ring = [new(10, 34), new(12, 34), new(12, 36), new(10, 36)];
        var map = new MapChart("Map", 8, 33, 14, 37).Land([ring]).Points("cloud", [new(13, 34)], size: 10, opacity: 1).Track("way", ring, waypoints: true);
        var land = Svg.Paths(Svg.Of(map), "land").Single();
        using var image = SKBitmap.Decode(map.ToPng(720));
        Assert.Equal(Palette.Land, At(image, land.Average(s => s.X) + 9, land.Average(s => s.Y) + 9));
        var point = Svg.Paths(Svg.Of(map), "points").Single()[0];
        Assert.Equal(Palette.Series(0), At(image, point.X, point.Y));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50_000)]
    public void A_size_that_makes_no_picture_is_refused(int width) => Assert.Throws<ArgumentOutOfRangeException>(() => Sample.ToPng(width));

    private static Rgb At(SKBitmap image, double x, double y)
    {
        var pixel = image.GetPixel((int)x, (int)y);
        return new Rgb(pixel.Red, pixel.Green, pixel.Blue);
    }
}
