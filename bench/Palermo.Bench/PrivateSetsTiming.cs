using System.Diagnostics;
using System.Globalization;
using Palermo.Analysis.PrivateSets;

namespace Palermo.Bench;

/// <summary>Looks for a trace of the secret factor in how long a multiplication takes.</summary>
/// <remarks>
/// O. Reparaz, J. Balasch and I. Verbauwhede, "Dude, is my code constant time?" (DATE 2017): one fixed scalar against random ones, in random
/// order, Welch's t on the times with the slowest cut off. Above 4.5 there is a trace; below, none was found with this many runs.
/// </remarks>
internal static class PrivateSetsTiming
{
    /// <summary><c>./palermo bench private-sets-timing [RUNS]</c></summary>
    public static int Run(string[] words)
    {
        var runs = words.Length > 0 ? int.Parse(words[0], CultureInfo.InvariantCulture) : 20_000;
        Console.WriteLine($"timing of 8 multiplications, {GroupBatch.Backend}: {runs:N0} runs, half of them with a special scalar");
        var hash = new HashToGroup("timing");
        var elements = Enumerable.Range(0, 8).SelectMany(i => hash.Element($"element {i}")).ToArray();
        byte[] one = new byte[32], ones = new byte[32];
        one[0] = 2;
        Array.Fill(ones, (byte)0xff);
        ones[31] = 0x0f;
        foreach (var (name, scalar) in ((string, byte[])[])[("the scalar 2", one), ("the scalar 2^252 - 1", ones)])
        {
            var t = WelchT(runs, scalar, elements);
            Console.WriteLine($"  {name} against random scalars: t = {t:0.00} ({(Math.Abs(t) < 4.5 ? "no trace found" : "A TRACE")})");
        }
        return 0;
    }

    private static double WelchT(int runs, byte[] special, byte[] elements)
    {
        var random = new Random(5);
        var products = new byte[elements.Length];
        var scalars = new byte[runs][];
        var isSpecial = new bool[runs];
        var wide = new byte[64];
        for (var i = 0; i < runs; i++)
        {
            isSpecial[i] = random.Next(2) == 0;
            random.NextBytes(wide);
            scalars[i] = new byte[32];
            Ristretto255.ReduceScalar(wide, scalars[i]);
            if (isSpecial[i]) special.CopyTo(scalars[i], 0);
        }
        var ticks = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = GroupBatch.MultiplyRun(scalars[i], elements, products);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }
        // The first tenth warms up; the slowest tenth of the rest are interruptions.
        var kept = Enumerable.Range(runs / 10, runs - runs / 10).OrderBy(i => ticks[i]).Take(runs * 8 / 10).ToList();
        var (a, b) = (Moments(kept.Where(i => isSpecial[i]).Select(i => ticks[i]).ToList()), Moments(kept.Where(i => !isSpecial[i]).Select(i => ticks[i]).ToList()));
        return (a.Mean - b.Mean) / Math.Sqrt(a.Variance / a.Count + b.Variance / b.Count);
    }

    private static (double Mean, double Variance, int Count) Moments(List<double> values)
    {
        var mean = values.Average();
        return (mean, values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1), values.Count);
    }
}
