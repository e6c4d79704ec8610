namespace Palermo.Node.Cli.Graphs;

/// <summary>Says what the library refuses, too large a network for a method above all, as something that the person can mend.</summary>
internal static class TooMuch
{
    public static T Caught<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException refused)
        {
            throw new CliProblem(refused.Message);
        }
    }

    /// <summary>Refuses a sweep from every node of a network that would take hours.</summary>
    public static void CheckSweeps(Palermo.Analysis.Graphs.Graph graph)
    {
        const double Most = 1e12; // about half an hour on two cores
        if ((double)graph.NodeCount * graph.ArcCount > Most)
            throw new CliProblem($"{graph.NodeCount} nodes and {graph.EdgeCount} edges are too many for an exact answer of this kind: use --samples 1000, which states its error");
    }
}
