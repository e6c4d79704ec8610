namespace Palermo.Bench;

/// <summary>Every workload by name: a whole run that prints what it did, its figures and the peer's figure beside them.</summary>
internal static class Workloads
{
    private static readonly (string Name, string What, Func<string[], int> Run)[] All =
    [
        ("estimation-lists", "unseen people from the UK's lists: bootstrap, all models, graphs", EstimationBench.Lists),
        ("estimation-coverage", "how often each interval holds a known truth", EstimationCoverage.Run),
        ("estimation-protect", "66 tables of a million people protected together", EstimationBench.Protect),
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
