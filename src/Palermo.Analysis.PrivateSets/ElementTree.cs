using System.Security.Cryptography;

namespace Palermo.Analysis.PrivateSets;

/// <summary>A hash tree over the elements of a message, so that 32 bytes bind a side to every one of them.</summary>
/// <remarks>
/// RFC 6962, 2.1, with SHA-256: leaves and inner nodes are hashed apart, the left part of a tree is the largest power of
/// two below its size. Cost: two hashes an element.
/// </remarks>
public static class ElementTree
{
    /// <summary>Bytes of a root.</summary>
    public const int RootSize = 32;

    /// <summary>The root over elements of 32 bytes each.</summary>
    public static byte[] Root(ReadOnlyMemory<byte> elements)
    {
        if (elements.Length % Ristretto255.ElementSize != 0)
            throw new ArgumentException($"Elements are {Ristretto255.ElementSize} bytes each; {elements.Length} bytes are no whole number of them.", nameof(elements));
        if (elements.IsEmpty) return SHA256.HashData([]);

        // Level by level from the leaves; a node without a neighbour moves up as it is, which gives the tree of the RFC.
        var count = elements.Length / Ristretto255.ElementSize;
        var level = new byte[count * RootSize];
        const int Chunk = 2048;
        Parallel.For(0, (count + Chunk - 1) / Chunk, chunk =>
        {
            Span<byte> leaf = stackalloc byte[1 + Ristretto255.ElementSize];
            leaf[0] = 0;
            for (var i = chunk * Chunk; i < Math.Min(count, (chunk + 1) * Chunk); i++)
            {
                elements.Span.Slice(i * Ristretto255.ElementSize, Ristretto255.ElementSize).CopyTo(leaf[1..]);
                SHA256.HashData(leaf, level.AsSpan(i * RootSize, RootSize));
            }
        });
        Span<byte> node = stackalloc byte[1 + 2 * RootSize];
        node[0] = 1;
        while (count > 1)
        {
            for (var i = 0; i < count / 2; i++)
            {
                level.AsSpan(2 * i * RootSize, 2 * RootSize).CopyTo(node[1..]);
                SHA256.HashData(node, level.AsSpan(i * RootSize, RootSize));
            }
            if (count % 2 == 1) level.AsSpan((count - 1) * RootSize, RootSize).CopyTo(level.AsSpan(count / 2 * RootSize));
            count = (count + 1) / 2;
        }
        return level[..RootSize];
    }
}
