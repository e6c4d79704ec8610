namespace Palermo.Bench;

/// <summary>Every workload by name: a whole run that prints what it did, its figures and the peer's figure beside them.</summary>
internal static class Workloads
{
    private static readonly (string Name, string What, Func<string[], int> Run)[] All =
    [
        ("drift", "24 h of drift in gridded or constant wind and current (--members, --kind, --step, --keep, --runs)", DriftWorkloads.Run),
        ("drift-scaling", "the same for 5,000 to 5,000,000 members, with a plot (--picture)", DriftWorkloads.Scaling),
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
