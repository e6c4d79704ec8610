using System.IO.Compression;
using Palermo.Analysis.Graphs;

namespace Palermo.Analysis.Graphs.Tests;

/// <summary>Networks whose answers are known.</summary>
internal static class Networks
{
    private const string KarateEdges =
        "1-2 1-3 1-4 1-5 1-6 1-7 1-8 1-9 1-11 1-12 1-13 1-14 1-18 1-20 1-22 1-32 2-3 2-4 2-8 2-14 2-18 2-20 2-22 2-31 3-4 3-8 3-9 3-10 "
        + "3-14 3-28 3-29 3-33 4-8 4-13 4-14 5-7 5-11 6-7 6-11 6-17 7-17 9-31 9-33 9-34 10-34 14-34 15-33 15-34 16-33 16-34 19-33 19-34 "
        + "20-34 21-33 21-34 23-33 23-34 24-26 24-28 24-30 24-33 24-34 25-26 25-28 25-32 26-32 27-30 27-34 28-34 29-32 29-34 30-33 30-34 "
        + "31-33 31-34 32-33 32-34 33-34";

    /// <summary>Zachary's karate club (1977), node i of the paper being i - 1 here.</summary>
    public static Graph Karate { get; } = Graph.FromEdges(34, KarateEdges.Split(' ').Select(edge => edge.Split('-')).Select(ends => (int.Parse(ends[0]) - 1, int.Parse(ends[1]) - 1)));

    /// <summary>The worked smuggling network of the domain page, section 3.6.</summary>
    public static class Smuggling
    {
        public const int R1 = 0, R2 = 1, R3 = 2, H1 = 3, B = 4, H2 = 5, D1 = 6, D2 = 7, D3 = 8, W = 9;

        public static Graph Graph { get; } = Graph.FromEdges(10,
            [(R1, H1), (R2, H1), (R3, H1), (H1, B), (B, H2), (H2, D1), (H2, D2), (H2, D3), (W, B)]);
    }

    /// <summary>Numbers as the paper has them (from 1) to numbers here.</summary>
    public static int[] FromOne(params int[] nodes) => [.. nodes.Select(v => v - 1)];

    /// <summary>Random edges: each pair with the same chance.</summary>
    public static Graph Random(int nodes, double chance, ulong seed, bool weighted = false, bool directed = false)
    {
        var random = new SeededRandom(seed);
        var builder = new GraphBuilder(nodes, directed);
        for (var a = 0; a < nodes; a++)
            for (var b = directed ? 0 : a + 1; b < nodes; b++)
                if (a != b && random.Unit() < chance)
                {
                    if (weighted) builder.Add(a, b, 1 + random.Below(3));
                    else builder.Add(a, b);
                }
        return builder.Build();
    }

    /// <summary>A network of the real data; skips the test when it is absent.</summary>
    public static Graph Real(string name)
    {
        using var file = File.OpenRead(RealData.File($"networks/{name}.txt.gz"));
        using var text = new GZipStream(file, CompressionMode.Decompress);
        return EdgeListReader.Read(text).ToGraph();
    }
}
