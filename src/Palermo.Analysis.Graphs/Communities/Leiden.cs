namespace Palermo.Analysis.Graphs;

/// <summary>What a division into communities is measured by.</summary>
public enum LeidenQuality
{
    /// <summary>Modularity: more weight inside than chance would give those degrees. Blind to communities that are small against the whole.</summary>
    Modularity,

    /// <summary>Constant Potts model: inner density above the resolution, mutual density below. No limit of resolution.</summary>
    ConstantPotts,
}

/// <summary>How to look for communities.</summary>
/// <param name="Resolution">Gamma: 1 is usual for modularity; for CPM it is a density between 0 and 1. Higher gives more, smaller communities.</param>
/// <param name="Iterations">How many times the whole method runs, each from the result of the last; it ends sooner when nothing changes.</param>
/// <param name="Theta">Randomness of the refinement, above 0 (Traag et al. 2019 use 0.01).</param>
/// <param name="Seed">Fixes every random choice.</param>
/// <param name="Threads">Threads to use; null for one a processor. Never changes the answer.</param>
public sealed record LeidenOptions(
    LeidenQuality Quality = LeidenQuality.Modularity, double Resolution = 1, int Iterations = 3, double Theta = 0.01, ulong Seed = 1, int? Threads = null);

/// <summary>Finds communities by the Leiden method.</summary>
/// <remarks>
/// V. Traag, L. Waltman, N. J. van Eck, "From Louvain to Leiden", Sci. Rep. 9:5233 (2019). Every community is connected.
/// About O(iterations * edges). The graph is read as undirected. A community is a hint of who works with whom, by the data at hand; look at
/// <see cref="CommunityStability"/> before telling anybody.
/// </remarks>
public static class Leiden
{
    /// <summary>Finds communities.</summary>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option out of range.</exception>
    public static Partition Find(Graph graph, LeidenOptions? options = null)
    {
        options ??= new LeidenOptions();
        if (graph.Directed) throw new ArgumentException("communities are found in undirected graphs: use Undirected()", nameof(graph));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Resolution);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Iterations, 1);
        if (!(options.Theta > 0)) throw new ArgumentOutOfRangeException(nameof(options), options.Theta, "theta is above 0");
        return Partition.Of(new LeidenRun(graph, options).Labels());
    }
}
