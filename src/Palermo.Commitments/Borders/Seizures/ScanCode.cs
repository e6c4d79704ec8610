using System.Text;
using QRCoder;

namespace Palermo.Commitments.Borders;

/// <summary>A code to scan, drawn on the server as SVG: a label on an exhibit leads to its record.</summary>
/// <remarks>QR code model 2 (ISO/IEC 18004) with a quarter of it spare (level Q), since labels get dirty; a quiet zone of four modules around.</remarks>
internal static class ScanCode
{
    private const int Quiet = 4;

    /// <summary>The modules, row by row, without the quiet zone; true is dark.</summary>
    public static bool[][] Modules(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var rows = code.ModuleMatrix.Skip(Quiet).Take(code.ModuleMatrix.Count - 2 * Quiet);
        return [.. rows.Select(row => row.Cast<bool>().Skip(Quiet).Take(row.Count - 2 * Quiet).ToArray())];
    }

    /// <summary>The drawing: one path, black on white whatever the page's colours, so that it scans.</summary>
    /// <param name="label">What it leads to, for those who do not see it.</param>
    public static string Svg(string text, string label)
    {
        var modules = Modules(text);
        var size = modules.Length + 2 * Quiet;
        var path = new StringBuilder();
        for (var y = 0; y < modules.Length; y++)
            for (var x = 0; x < modules.Length; x++)
            {
                if (!modules[y][x]) continue;
                var run = 1;
                while (x + run < modules.Length && modules[y][x + run]) run++;
                path.Append('M').Append(x + Quiet).Append(' ').Append(y + Quiet).Append('h').Append(run).Append("v1h-").Append(run).Append('z');
                x += run;
            }
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"160\" height=\"160\" role=\"img\" aria-label=\"{System.Net.WebUtility.HtmlEncode(label)}\" shape-rendering=\"crispEdges\">"
            + $"<rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>";
    }
}
