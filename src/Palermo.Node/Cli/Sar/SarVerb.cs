using System.CommandLine;

namespace Palermo.Node.Cli.Sar;

/// <summary><c>palermo sar</c>: where to look first.</summary>
internal static class SarVerb
{
    public static Command Create() => new("sar",
        "Where to look first: search plans and search patterns.\n\n"
        + "Read docs/guides/search-planning.md first.")
    {
        SarPlanVerb.Create(),
        PatternVerb.Create(),
    };
}
