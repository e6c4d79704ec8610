using System.Runtime.CompilerServices;

namespace Palermo.Testing;

/// <summary>Real data that lies beside the project and is never part of it. A test that needs it skips visibly without it.</summary>
internal static class RealData
{
    /// <summary>The folder of real data: PALERMO_DATA, or <c>shared/data</c> beside the checkout; null when absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The full path of a file of the real data. Skips the test, saying which file, when it is not there.</summary>
    public static string File(string relativePath)
    {
        var path = Folder is null ? null : Path.Combine(Folder, relativePath);
        Assert.SkipUnless(path is not null && (System.IO.File.Exists(path) || Directory.Exists(path)),
            $"real data absent: shared/data/{relativePath}");
        return path!;
    }

    /// <summary>The root of the checkout, found from where this file was compiled.</summary>
    public static string Root() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    private static string Here([CallerFilePath] string here = "") => here;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PALERMO_DATA") is { Length: > 0 } named) return named;
        var beside = Path.GetFullPath(Path.Combine(Root(), "..", "shared", "data"));
        return Directory.Exists(beside) ? beside : null;
    }
}

/// <summary>Whether the long form of a check runs (./palermo test --long); else its short, seeded form.</summary>
internal static class LongForm
{
    public static bool Wanted { get; } = Environment.GetEnvironmentVariable("PALERMO_TEST_LONG") == "1";

    /// <summary>The number of rounds: many in the long form, few otherwise.</summary>
    public static int Rounds(int few, int many) => Wanted ? many : few;
}
