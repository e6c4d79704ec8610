namespace Palermo.Bench;

/// <summary>Every workload by name: a whole run that prints what it did, its figures and the peer's figure beside them.</summary>
internal static class Workloads
{
    private static readonly (string Name, string What, Func<string[], int> Run)[] All =
    [
        ("store-mixed", "1,000 mixed requests over a filled store, at rest and while an import runs [--records N] [--postgres] [--folder DIR]", StoreMixed.Run),
        ("store-import", "records a second through the bulk door [--records N] [--postgres] [--folder DIR] [--keep]", StoreImport.Run),
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
