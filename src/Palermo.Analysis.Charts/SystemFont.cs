using SkiaSharp;

namespace Palermo.Analysis.Charts;

/// <summary>Looks for a sans-serif font on the machine.</summary>
/// <remarks>
/// The Skia build without dependencies knows no fontconfig, so we look in the usual folders ourselves. A bare machine
/// or container has none; the caller then draws strokes.
/// </remarks>
internal static class SystemFont
{
    private static readonly string[] Wanted =
        ["DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "FreeSans.ttf", "Arial.ttf", "arial.ttf", "segoeui.ttf", "Helvetica.ttc"];

    private static readonly string[] Folders =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts",
        Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
    ];

    private static readonly Lazy<string?> Found = new(() => Look(Folders));

    /// <summary>A new typeface, or null when the machine has no font we know.</summary>
    public static SKTypeface? Open() => Found.Value is { } path ? SKTypeface.FromFile(path) : null;

    internal static string? Look(IEnumerable<string> folders)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 6 };
        foreach (var folder in folders.Where(f => f.Length > 0 && Directory.Exists(f)))
            foreach (var file in Directory.EnumerateFiles(folder, "*.tt?", options))
                files.TryAdd(Path.GetFileName(file), file);
        foreach (var name in Wanted)
            if (files.TryGetValue(name, out var path)) return path;
        return null;
    }
}
