namespace Palermo.Analysis.Graphs;

/// <summary>What is assumed of how a network mends itself. All of it is assumption: print it with the result.</summary>
/// <param name="Months">Steps of the simulation.</param>
/// <param name="Runs">How often it is run.</param>
/// <param name="Steps">How far, in ties of the network before the removal, somebody looks for a new contact.</param>
/// <param name="Chance">The chance in a month that somebody who lost a contact makes one new one for it.</param>
/// <param name="Stage">For each node its stage (origin, transit ... arrival, as rising numbers); new ties are sought within the stage of the lost contact. Null when not known.</param>
/// <param name="Role">For each node its role; only nodes of the lost contact's role can replace it. Null when not known.</param>
/// <param name="Availability">For each node, 0 or more, how ready it is to take part; null for all alike.</param>
public sealed record RecoveryOptions(
    int Months = 12, int Runs = 200, int Steps = 3, double Chance = 0.3,
    int[]? Stage = null, int[]? Role = null, double[]? Availability = null, ulong Seed = 1, int? Threads = null);

/// <summary>A month of the recovery: means over the runs.</summary>
/// <param name="Month">0 is right after the removal.</param>
/// <param name="Efficiency">Mean of 1 / distance over all pairs left.</param>
/// <param name="Low">The efficiency that 5 % of the runs do not reach.</param>
/// <param name="High">The efficiency that 5 % of the runs exceed.</param>
/// <param name="Largest">Size of the largest component.</param>
/// <param name="Flow">How many ways without a common tie lead from the first stage to the last; null without stages.</param>
public sealed record RecoveryMonth(int Month, double Efficiency, double Low, double High, double Largest, double? Flow);

/// <summary>How a network may mend itself after a removal, and who would fill the gap.</summary>
/// <param name="EfficiencyBefore">Efficiency of the whole network.</param>
/// <param name="FlowBefore">Flow from the first stage to the last before the removal; null without stages.</param>
/// <param name="Months">Month by month.</param>
/// <param name="NewTies">For each node, the mean number of contacts that come to it: who takes over.</param>
/// <remarks>
/// Domain page, section 3.10, after Duijn, Kashirin and Sloot (2014): each orphaned neighbour reconnects with a node that could
/// stand in for the one removed, with probability in proportion to (number of common neighbours + 1) * availability.
/// </remarks>
public sealed record RecoverySimulation(double EfficiencyBefore, double? FlowBefore, IReadOnlyList<RecoveryMonth> Months, double[] NewTies)
{
    private const int MostSources = 200;

    /// <summary>Runs the simulation.</summary>
    /// <param name="removed">The nodes taken out.</param>
    /// <remarks>O(runs * months * nodes * edges); efficiency is measured from 200 sources drawn with the seed when there are more nodes.</remarks>
    public static RecoverySimulation Run(Graph graph, IEnumerable<int> removed, RecoveryOptions? options = null)
    {
        options ??= new RecoveryOptions();
        graph = graph.Undirected();
        Check(graph, options);
        var gone = new bool[graph.NodeCount];
        foreach (var v in removed)
        {
            if ((uint)v >= (uint)gone.Length) throw new ArgumentOutOfRangeException(nameof(removed), v, $"nodes are numbered 0 to {gone.Length - 1}");
            gone[v] = true;
        }
        var sources = Sources(graph.NodeCount, options.Seed);
        var before = new GrowingNetwork(graph, new bool[graph.NodeCount]);
        var candidates = Candidates(graph, gone, options);
        var runs = new (double[] Efficiency, double[] Largest, double[] Flow, double[] NewTies)[options.Runs];
        Work.InParallel(options.Runs, Work.Threads(options.Threads), () => 0, (run, _) =>
            runs[run] = One(graph, gone, candidates, sources, options, new SeededRandom(options.Seed, (ulong)run + 1)));
        var months = new RecoveryMonth[options.Months + 1];
        for (var month = 0; month < months.Length; month++)
        {
            var efficiency = runs.Select(run => run.Efficiency[month]).Order().ToArray();
            months[month] = new RecoveryMonth(month, efficiency.Average(), Quantile(efficiency, 0.05), Quantile(efficiency, 0.95),
                runs.Average(run => run.Largest[month]), options.Stage is null ? null : runs.Average(run => run.Flow[month]));
        }
        var newTies = new double[graph.NodeCount];
        foreach (var run in runs)
            for (var v = 0; v < newTies.Length; v++) newTies[v] += run.NewTies[v] / options.Runs;
        return new RecoverySimulation(before.Efficiency(sources), options.Stage is null ? null : before.Flow(options.Stage), months, newTies);
    }

    // For each lost tie (orphan, removed): who could stand in.
    private static List<(int Orphan, int Lost, int[] StandIns)> Candidates(Graph graph, bool[] gone, RecoveryOptions options)
    {
        var lost = new List<(int, int, int[])>();
        for (var removed = 0; removed < gone.Length; removed++)
        {
            if (!gone[removed]) continue;
            foreach (var orphan in graph.Neighbours(removed))
            {
                if (gone[orphan]) continue;
                var steps = ShortestPath.Steps(graph, orphan);
                var standIns = new List<int>();
                for (var v = 0; v < steps.Length; v++)
                    if (!gone[v] && steps[v] >= 2 && steps[v] <= options.Steps
                        && (options.Stage is null || options.Stage[v] == options.Stage[removed])
                        && (options.Role is null || options.Role[v] == options.Role[removed])
                        && (options.Availability is null || options.Availability[v] > 0)) standIns.Add(v);
                lost.Add((orphan, removed, [.. standIns]));
            }
        }
        return lost;
    }

    private static (double[], double[], double[], double[]) One(
        Graph graph, bool[] gone, List<(int Orphan, int Lost, int[] StandIns)> lost, int[] sources, RecoveryOptions options, SeededRandom random)
    {
        var network = new GrowingNetwork(graph, gone);
        var replaced = new bool[lost.Count];
        var (efficiency, largest, flow) = (new double[options.Months + 1], new double[options.Months + 1], new double[options.Months + 1]);
        var newTies = new double[graph.NodeCount];
        for (var month = 0; month <= options.Months; month++)
        {
            for (var i = 0; month > 0 && i < lost.Count; i++)
            {
                if (replaced[i] || random.Unit() >= options.Chance) continue;
                var chosen = Draw(network, lost[i].Orphan, lost[i].StandIns, options.Availability, ref random);
                if (chosen < 0) continue;
                replaced[i] = true;
                network.Tie(lost[i].Orphan, chosen);
                newTies[chosen]++;
            }
            efficiency[month] = network.Efficiency(sources);
            largest[month] = network.Largest();
            if (options.Stage is not null) flow[month] = network.Flow(options.Stage);
        }
        return (efficiency, largest, flow, newTies);
    }

    private static int Draw(GrowingNetwork network, int orphan, int[] standIns, double[]? availability, ref SeededRandom random)
    {
        var chosen = -1;
        double sum = 0;
        foreach (var v in standIns)
        {
            if (network.Tied(orphan, v)) continue;
            var weight = (network.Common(orphan, v) + 1) * (availability?[v] ?? 1);
            sum += weight;
            if (random.Unit() * sum < weight) chosen = v;
        }
        return chosen;
    }

    private static int[] Sources(int n, ulong seed)
    {
        var all = Enumerable.Range(0, n).ToArray();
        if (n <= MostSources) return all;
        var random = new SeededRandom(seed);
        random.Shuffle<int>(all);
        return all[..MostSources];
    }

    private static double Quantile(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];

    private static void Check(Graph graph, RecoveryOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Months);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Runs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Steps, 2);
        if (!(options.Chance is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(options), options.Chance, "a chance is between 0 and 1");
        foreach (var length in (ReadOnlySpan<int?>)[options.Stage?.Length, options.Role?.Length, options.Availability?.Length])
            if (length is { } given && given != graph.NodeCount)
                throw new ArgumentException($"{given} values for {graph.NodeCount} nodes", nameof(options));
    }
}
