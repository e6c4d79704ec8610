using System.CommandLine;

namespace Palermo.Node.Cli.Estimate;

/// <summary><c>palermo estimate</c>: how many people no list has seen, and how counts of people are published safely.</summary>
internal static class EstimateVerb
{
    public static Command Create()
    {
        var estimate = new Command("estimate",
            "How many people no list has seen, with honest intervals; and how to publish counts of people without giving anyone away.");
        estimate.Subcommands.Add(ListsVerb.Create());
        estimate.Subcommands.Add(RateVerb.Create());
        estimate.Subcommands.Add(ProtectVerb.Create());
        estimate.Subcommands.Add(ReleasesVerb.Create());
        estimate.Subcommands.Add(AnonymityVerb.Create());
        estimate.Subcommands.Add(NoiseVerb.Create());
        return estimate;
    }
}
