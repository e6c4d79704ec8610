using System.CommandLine;
using System.Text;
using Palermo.Analysis.Charts;

namespace Palermo.Node.Cli.Graphs;

/// <summary>Plots that the verbs <c>graph …</c> draw when asked.</summary>
internal static class Plots
{
    private const int PngWidth = 1200;

    public static Option<string?> Option() => new("--plot") { Description = "draw a plot into this file: .svg or .png by its ending" };

    /// <summary>Writes a plot to the file named, if any.</summary>
    public static void Write(string? path, Drawing drawing)
    {
        if (path is null) return;
        var bytes = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" => Encoding.UTF8.GetBytes(drawing.ToSvg()),
            ".png" => drawing.ToPng(PngWidth),
            _ => throw new CliProblem($"--plot {path}: give a name that ends in .svg or .png"),
        };
        NodeTable.ToFile(path, output => output.Write(bytes));
        Answer.Progress($"wrote {path}");
    }
}
