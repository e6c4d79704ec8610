using System.CommandLine;

namespace Palermo.Node.Cli.Graphs;

/// <summary><c>palermo graph …</c>: who holds a network together, by what evidence, and how sure that is.</summary>
internal static class GraphVerb
{
    public static Command Create() => new("graph",
        "Networks of people, services and money: groups, brokers, ways, and what would break them. See docs/guides/networks.md.")
    {
        CommunitiesVerb.Create(),
        RankVerbs.Betweenness(),
        RankVerbs.PageRank(),
        RankVerbs.Core(),
        PathsVerb.Create(),
        DismantleVerb.Create(),
        KeyPlayersVerb.Create(),
        ResilienceVerb.Create(),
        LinksVerb.Create(),
        StabilityVerb.Create(),
        ConvertVerb.Create(),
    };
}
