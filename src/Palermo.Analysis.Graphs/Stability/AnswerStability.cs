namespace Palermo.Analysis.Graphs;

/// <summary>How sure a ranking, a division or a set is, given that the data are incomplete.</summary>
/// <remarks>
/// Police data are incomplete and see most what was looked at (domain page, section 3.9). Here an answer is computed again on many networks as they
/// might be. Boundaries of the data (who was never listened to) cannot be simulated: say them in words.
/// </remarks>
public static class AnswerStability
{
    /// <summary>For each node, the share of perturbed networks in which it is among the first so many.</summary>
    /// <param name="measure">The ranking: a value for each node, higher first, ties by the smaller number.</param>
    /// <param name="first">How many count as first.</param>
    /// <param name="runs">How many networks are drawn.</param>
    public static double[] OfRanking(
        Graph graph, Func<Graph, double[]> measure, int first, Doubt doubt, double rate, int runs = 100, ulong seed = 1, int? threads = null) =>
        OfSet(graph, copy => First(measure(copy), first), doubt, rate, runs, seed, threads);

    /// <summary>For each node, the share of perturbed networks whose answer holds it.</summary>
    public static double[] OfSet(
        Graph graph, Func<Graph, int[]> answer, Doubt doubt, double rate, int runs = 100, ulong seed = 1, int? threads = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        var answers = new int[runs][];
        Work.InParallel(runs, Work.Threads(threads), () => 0, (run, _) =>
            answers[run] = answer(Perturbation.Of(graph, doubt, rate, seed + (ulong)run)));
        return Shares(graph.NodeCount, answers);
    }

    /// <summary>How like the division of the perturbed networks is to the one at hand: mean normalised mutual information, 0 to 1.</summary>
    public static double OfPartition(
        Graph graph, Func<Graph, Partition> divide, Doubt doubt, double rate, int runs = 100, ulong seed = 1, int? threads = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        var whole = divide(graph);
        var likeness = new double[runs];
        Work.InParallel(runs, Work.Threads(threads), () => 0, (run, _) =>
            likeness[run] = whole.NormalisedMutualInformation(divide(Perturbation.Of(graph, doubt, rate, seed + (ulong)run))));
        return likeness.Average();
    }

    /// <summary>
    /// Leaves out one source of evidence after the other: for each node, the share of sources without which it still is among the answer. Below 1, somebody's place
    /// hangs on a single source.
    /// </summary>
    /// <param name="edges">Edges with their sources of evidence.</param>
    /// <param name="directed">Whether edges lead one way.</param>
    /// <exception cref="InvalidOperationException">The edges have no sources.</exception>
    public static double[] Jackknife(EdgeTable edges, Func<Graph, int[]> answer, bool directed = false)
    {
        if (edges.Evidence is not { } evidence) throw new InvalidOperationException("the edges have no source of evidence: give a CSV with a column named evidence");
        var answers = new int[edges.EvidenceNames.Count][];
        for (var source = 0; source < answers.Length; source++)
            answers[source] = answer(edges.ToGraph(directed, keep: i => evidence[i] != source));
        return Shares(edges.NodeCount, answers);
    }

    /// <summary>The nodes of highest value; ties by the smaller number.</summary>
    public static int[] First(double[] values, int count)
    {
        var order = new int[values.Length];
        for (var v = 0; v < order.Length; v++) order[v] = v;
        Array.Sort(order, (a, b) => values[a] != values[b] ? values[b].CompareTo(values[a]) : a - b);
        return order[..Math.Min(count, order.Length)];
    }

    private static double[] Shares(int nodes, int[][] answers)
    {
        var shares = new double[nodes];
        foreach (var answer in answers)
            foreach (var v in answer) shares[v] += 1.0 / answers.Length;
        for (var v = 0; v < nodes; v++) shares[v] = Math.Min(1, shares[v]);
        return shares;
    }
}
