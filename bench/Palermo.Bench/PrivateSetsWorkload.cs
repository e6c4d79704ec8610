using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Palermo.Analysis.PrivateSets;

namespace Palermo.Bench;

/// <summary>Private matching of two sets (WORKLOADS b): N x N phone numbers, half of them common, both roles in this process.</summary>
internal static class PrivateSetsWorkload
{
    private const string Domain = "bench/phones";

    /// <summary><c>./palermo bench private-sets [N] [RUNS]</c></summary>
    public static int Run(string[] words)
    {
        var size = words.Length > 0 ? int.Parse(words[0], CultureInfo.InvariantCulture) : 100_000;
        var runs = words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 3;
        string[] Phones(int from) => [.. Enumerable.Range(from, size).Select(n => $"+39333{n:D7}")];
        var (asker, holder) = (Phones(0), Phones(size / 2));
        Console.WriteLine($"private sets: {size:N0} x {size:N0} phone numbers, half common, ristretto255, {GroupBatch.Backend}, {Environment.ProcessorCount} cores, {runs} runs after one that warms up");
        double[] prepare = new double[runs], online = new double[runs], whole = new double[runs];
        long asked = 0, answered = 0;
        for (var run = -1; run < runs; run++)
        {
            var clock = Stopwatch.StartNew();
            using var asking = AskerSet.Prepare(KeySet.OfKeys(asker), QueryTerms.Fresh(SetMode.Identify, Domain, "bench", "A", "B"), RunSecret.Fresh());
            using var holding = HolderSet.Prepare(holder, Domain, RunSecret.Fresh());
            var prepared = clock.Elapsed.TotalSeconds;
            var (query, answer) = (new MemoryStream(), new MemoryStream());
            asking.WriteQuery(query);
            query.Position = 0;
            holding.Answer(query, answer);
            answer.Position = 0;
            var matches = asking.ReadAnswer(answer);
            var done = clock.Elapsed.TotalSeconds;
            if (matches.KeysInCommon != size - size / 2) throw new InvalidOperationException($"Wrong result: {matches.KeysInCommon}.");
            if (run < 0) continue;
            (prepare[run], online[run], whole[run]) = (prepared, done - prepared, done);
            (asked, answered) = (query.Length, answer.Length);
        }
        Figures.Print("both sets prepared beforehand", online, "s");
        Figures.Print("preparing both sets", prepare, "s");
        Figures.Print("whole run, nothing prepared", whole, "s");
        var multiplications = 2.0 * Padding.SizeFor(size) + 2.0 * size;
        Console.WriteLine($"  {multiplications / Figures.Median(whole):N0} multiplications a second over the whole run, hashing to the group included");
        Console.WriteLine($"  bytes: {asked:N0} asked, {answered:N0} answered; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        Console.WriteLine("  peer (WORKLOADS b, another machine): OpenMined PSI 2.0.6 wasm, 10,000 x 10,000: 51.0 s in four steps, 780 group operations a second");
        return 0;
    }

    /// <summary><c>./palermo bench private-sets-group</c>: the group operations alone, one core and all, beside OpenSSL's on this machine.</summary>
    public static int Group(string[] words)
    {
        const int Count = 16_384;
        var scalar = new byte[32];
        Ristretto255.ReduceScalar(RandomNumberGenerator.GetBytes(64), scalar);
        var hash = new HashToGroup(Domain);
        var keys = Enumerable.Range(0, Count).Select(n => $"+39333{n:D7}").ToArray();
        byte[] elements = new byte[Count * 32], products = new byte[Count * 32];
        GroupBatch.HashAndMultiply(hash, scalar, keys, elements);
        Console.WriteLine($"group operations, {GroupBatch.Backend}");
        Rate("multiplications, all cores", Count, () => GroupBatch.Multiply(scalar, elements, products));
        Rate("hash to group and multiplication, all cores", Count, () => GroupBatch.HashAndMultiply(hash, scalar, keys, products));
        Rate("multiplications, libsodium, one core", Count / 8, () =>
        {
            for (var i = 0; i < Count / 8; i++)
                if (!Ristretto255.TryMultiply(scalar, elements.AsSpan(i * 32, 32), products.AsSpan(i * 32, 32))) throw new InvalidOperationException();
        });
        Rate("multiplications, one core", Count / 8, () => GroupBatch.MultiplyRun(scalar, elements.AsSpan(0, Count / 8 * 32), products.AsSpan(0, Count / 8 * 32)));
        using ECDiffieHellman mine = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Rate("OpenSSL P-256 agreements through .NET, one core", Count / 8, () =>
        {
            for (var i = 0; i < Count / 8; i++) mine.DeriveRawSecretAgreement(other.PublicKey);
        });
        Console.WriteLine("  peers (WORKLOADS b, another machine): OpenSSL one core P-256 14,300 a second, X25519 23,400 a second");
        return 0;
    }

    private static void Rate(string what, int operations, Action work)
    {
        work();
        var rates = new double[5];
        for (var run = 0; run < rates.Length; run++)
        {
            var clock = Stopwatch.StartNew();
            work();
            rates[run] = operations / clock.Elapsed.TotalSeconds;
        }
        Figures.Print(what, rates, "a second");
    }

    /// <summary>Minimum, median and maximum of some runs, in one line.</summary>
    private static class Figures
    {
        public static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

        public static void Print(string what, double[] values, string unit)
        {
            string Write(double v) => v >= 1000 ? v.ToString("N0", CultureInfo.InvariantCulture) : v.ToString("0.000", CultureInfo.InvariantCulture);
            Console.WriteLine($"  {what}: median {Write(Median(values))} {unit} [{Write(values.Min())} to {Write(values.Max())}]");
        }
    }
}
