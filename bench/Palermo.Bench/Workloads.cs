namespace Palermo.Bench;

/// <summary>Every workload by name: a whole run that prints what it did, its figures and the peer's figure beside them.</summary>
internal static class Workloads
{
    private static readonly (string Name, string What, Func<string[], int> Run)[] All =
    [
        ("mrz", "machine readable zones read and explained: lines a second [ZONES]", MrzWorkload.Run),
        ("store-mixed", "1,000 mixed requests over a filled store, at rest and while an import runs [--records N] [--postgres] [--folder DIR]", StoreMixed.Run),
        ("store-import", "records a second through the bulk door [--records N] [--postgres] [--folder DIR] [--keep]", StoreImport.Run),
        ("matching", "linkage of a million people (workload a); sizes may be given [--once] [--picture FILE.svg]", MatchingBench.Run),
        ("graphs-communities", "Leiden on com-dblp, ten seeds: [ITERATIONS]", GraphsWorkload.Communities),
        ("graphs-betweenness", "exact betweenness on internet-topology and powergrid", GraphsWorkload.Brokers),
        ("graphs-ranks", "PageRank and k-core on com-dblp", GraphsWorkload.Ranks),
        ("graphs-dismantling", "few removals, with proof on small networks: [NETWORK...] [--effort X]", GraphsWorkload.Dismantle),
        ("private-sets", "two sets matched without showing them: [N] [RUNS]", PrivateSetsWorkload.Run),
        ("private-sets-group", "the group operations alone, beside OpenSSL's", PrivateSetsWorkload.Group),
        ("private-sets-timing", "looks for the secret factor in the time taken: [RUNS]", PrivateSetsTiming.Run),
        ("private-sets-guessing", "what a dishonest asker finds: [PICTURE.svg]", PrivateSetsAttacks.Guess),
        ("private-sets-names", "how often spellings of a name meet: DATA/linkage", PrivateSetsAttacks.Names),
        ("changes", "change points of 2,000 to 10,000,000 points (workload d)", ChangesBench.Run),
        ("changes-findings", "shifts of routes in published counts, and alarms by chance: DATA [FOLDER for pictures]", ChangesFindings.Run),
        ("drift", "24 h of drift in gridded or constant wind and current (--members, --kind, --step, --keep, --runs)", DriftWorkloads.Run),
        ("drift-scaling", "the same for 5,000 to 5,000,000 members, with a plot (--picture)", DriftWorkloads.Scaling),
        ("ais-decode", "a million lines of AIS into columns and JSON", AisDecode.Run),
        ("ais-tracks", "encounters, loitering, gaps and faults in 2.9 million positions", AisTracks.Run),
        ("estimation-lists", "unseen people from the UK's lists: bootstrap, all models, graphs", EstimationBench.Lists),
        ("estimation-coverage", "how often each interval holds a known truth", EstimationCoverage.Run),
        ("estimation-protect", "66 tables of a million people protected together", EstimationBench.Protect),
        ("exchange", "messages of 10 kB between two nodes, from commit to receipt [--messages N] [--runs N]", ExchangeWorkload.Run),
        ("drift-spread", "spread of the cloud in a wind that swings to and fro, with a plot (--picture)", DriftWorkloads.Spread),
    ];

    public static int Run(string[] args)
    {
        foreach (var workload in All)
            if (args.Length > 0 && workload.Name == args[0])
                return workload.Run(args[1..]);
        Console.WriteLine("./palermo bench NAME [options], where NAME is one of:");
        foreach (var (name, what, _) in All) Console.WriteLine($"  {name,-24}{what}");
        return args.Length == 0 ? 0 : 2;
    }
}
