namespace Palermo.Analysis.Graphs;

/// <summary>How to look for a set of removals.</summary>
public enum DismantlingMethod
{
    /// <summary>The best of CoreHD and explosive immunization, improved by swap search; below 1,000 nodes with a proof where one is reached.</summary>
    Search,

    /// <summary>CoreHD, tree breaking, reinsertion (Zdeborova et al. 2016).</summary>
    CoreHighDegree,

    /// <summary>Collective influence with l = 2, tree breaking, reinsertion (Morone and Makse 2015).</summary>
    CollectiveInfluence,

    /// <summary>Explosive immunization, score 1 (Clusella et al. 2016).</summary>
    ExplosiveImmunization,

    /// <summary>Generalised network dismantling by spectral cuts, for unequal costs, with reinsertion (Ren et al. 2019).</summary>
    Generalised,

    /// <summary>Highest degree of the whole network first.</summary>
    Degree,

    /// <summary>Highest degree of what is left first.</summary>
    DegreeAdaptive,

    /// <summary>Highest betweenness of the whole network first.</summary>
    Betweenness,

    /// <summary>Highest betweenness of what is left first; slow.</summary>
    BetweennessAdaptive,
}

/// <summary>What to reach and how.</summary>
/// <param name="Target">No component may have more nodes than this, 1 or more.</param>
/// <param name="Seed">Fixes every random choice.</param>
/// <param name="Effort">How long the search goes on, 1 being usual; its time is about in proportion. Any amount gives a repeatable answer.</param>
/// <param name="Untouchable">For each node, whether it must not be suggested: victims, witnesses, sources, protected actors. Null for none.</param>
/// <param name="Cost">For each node, what its removal costs, above 0; null when all cost 1.</param>
/// <param name="Proof">
/// How much work may go into proving that no cheaper set exists, for networks below 1,000 nodes: 1 is a minute or so at most, 0 none.
/// </param>
/// <param name="Threads">Threads to use; never changes the answer.</param>
public sealed record DismantlingOptions(
    int Target, DismantlingMethod Method = DismantlingMethod.Search, ulong Seed = 1, double Effort = 1,
    bool[]? Untouchable = null, double[]? Cost = null, double Proof = 1, int? Threads = null);

/// <summary>A set of removals after which no component is larger than the target.</summary>
/// <param name="Order">The nodes in order of removal.</param>
/// <param name="Curve">The largest component after each removal.</param>
/// <param name="Target">The size asked for.</param>
/// <param name="Reached">Whether it was reached; it cannot be when too many nodes are untouchable.</param>
/// <param name="Cost">The summed cost of the removals; their number, when all cost 1.</param>
/// <param name="Optimal">Whether it is proved that no cheaper set exists.</param>
/// <param name="LowerBound">A proved lower bound on the cost of any set that reaches the target.</param>
/// <remarks>
/// A position in a network is not guilt. Removing people lets rivals take their place (Campana 2018): look at the recovery simulation
/// (<see cref="RecoverySimulation"/>) before acting on this.
/// </remarks>
public sealed record Dismantling(
    int[] Order, RobustnessCurve Curve, int Target, bool Reached, double Cost, bool Optimal, double LowerBound);
