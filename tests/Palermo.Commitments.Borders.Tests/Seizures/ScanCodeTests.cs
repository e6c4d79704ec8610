using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Palermo.Commitments.Borders.Tests;

public class ScanCodeTests
{
    /// <summary>A program that we did not write reads the code back.</summary>
    [Theory]
    [InlineData("https://niger.example/borders/seizures/01890a5d-ac96-774b-bcce-b302099a8057")]
    [InlineData("http://niger.localhost:8080/borders/seizures/019ab2c0-0000-7000-8000-000000000001")]
    [InlineData("A")]
    public void A_reader_finds_the_address_in_the_code(string text)
    {
        const int scale = 4, quiet = 4;
        var modules = ScanCode.Modules(text);
        var side = (modules.Length + 2 * quiet) * scale;
        var grey = new byte[side * side];
        Array.Fill(grey, (byte)255);
        for (var y = 0; y < modules.Length * scale; y++)
            for (var x = 0; x < modules.Length * scale; x++)
                if (modules[y / scale][x / scale]) grey[(y + quiet * scale) * side + x + quiet * scale] = 0;
        var found = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new PlanarYUVLuminanceSource(grey, side, side, 0, 0, side, side, false))));
        Assert.NotNull(found);
        Assert.Equal(text, found.Text);
    }

    [Fact]
    public void The_drawing_has_every_dark_module_once()
    {
        var modules = ScanCode.Modules("AGZ 2026/17");
        var svg = ScanCode.Svg("AGZ 2026/17", "a <label>");
        var dark = 0;
        foreach (System.Text.RegularExpressions.Match run in System.Text.RegularExpressions.Regex.Matches(svg, "h([0-9]+)v1")) dark += int.Parse(run.Groups[1].Value, null);
        Assert.Equal(modules.Sum(r => r.Count(m => m)), dark);
        Assert.Contains("a &lt;label&gt;", svg, StringComparison.Ordinal);
    }
}
