using Palermo.Analysis.PrivateSets.Wide;

namespace Palermo.Analysis.PrivateSets;

/// <summary>The three heavy steps over many elements at once, on every core, with the same result whatever the number of cores.</summary>
internal static class GroupBatch
{
    /// <summary>Elements that one task takes at a time.</summary>
    public const int Chunk = 512;

    private const int Size = Ristretto255.ElementSize;

    /// <summary>What does the arithmetic on this machine, for those who measure.</summary>
    public static string Backend => WideRistretto.IsSupported ? "own arithmetic on AVX-512, eight at once" : "libsodium";

    /// <summary>Multiplies each element by the scalar.</summary>
    /// <returns>The place of the first element that is none (or the identity), or -1.</returns>
    public static int Multiply(byte[] scalar, ReadOnlyMemory<byte> elements, Memory<byte> products)
    {
        var count = elements.Length / Size;
        var firstBad = int.MaxValue;
        var gate = new Lock();
        Parallel.For(0, (count + Chunk - 1) / Chunk, chunk =>
        {
            var (start, end) = (chunk * Chunk, Math.Min(count, (chunk + 1) * Chunk));
            var bad = MultiplyRun(scalar, elements.Span[(start * Size)..(end * Size)], products.Span[(start * Size)..(end * Size)]);
            if (bad < 0) return;
            lock (gate) firstBad = Math.Min(firstBad, start + bad);
        });
        return firstBad == int.MaxValue ? -1 : firstBad;
    }

    /// <summary>Derives each key's element and multiplies it by the scalar.</summary>
    public static void HashAndMultiply(HashToGroup hash, byte[] scalar, IReadOnlyList<string> keys, Memory<byte> products)
    {
        var count = keys.Count;
        Parallel.For(0, (count + Chunk - 1) / Chunk, chunk =>
        {
            var (start, end) = (chunk * Chunk, Math.Min(count, (chunk + 1) * Chunk));
            var uniform = new byte[(end - start) * Ristretto255.UniformSize];
            for (var i = start; i < end; i++)
                hash.Uniform(keys[i], uniform.AsSpan((i - start) * Ristretto255.UniformSize, Ristretto255.UniformSize));
            if (DeriveAndMultiplyRun(scalar, uniform, products.Span[(start * Size)..(end * Size)]) >= 0)
                throw new InvalidOperationException("A key was mapped to the identity: the chance of this is 2^-252, so something is broken.");
        });
    }

    /// <summary>Elements that follow from the secret alone and cannot be told from blinded keys.</summary>
    public static void Random(RunSecret secret, string label, Memory<byte> elements)
    {
        var count = elements.Length / Size;
        Parallel.For(0, (count + Chunk - 1) / Chunk, chunk =>
        {
            var (start, end) = (chunk * Chunk, Math.Min(count, (chunk + 1) * Chunk));
            var uniform = new byte[(end - start) * Ristretto255.UniformSize];
            for (var i = start; i < end; i++)
                secret.Derive(label, i, uniform.AsSpan((i - start) * Ristretto255.UniformSize, Ristretto255.UniformSize));
            DeriveRun(uniform, elements.Span[(start * Size)..(end * Size)]);
        });
    }

    /// <summary>The tag of each element.</summary>
    public static void Tags(ReadOnlyMemory<byte> elements, Memory<byte> tags)
    {
        const int TagSize = PrivateSets.Tags.Size;
        var count = elements.Length / Size;
        Parallel.For(0, (count + Chunk - 1) / Chunk, chunk =>
        {
            var (start, end) = (chunk * Chunk, Math.Min(count, (chunk + 1) * Chunk));
            PrivateSets.Tags.Of(elements.Span[(start * Size)..(end * Size)], tags.Span[(start * TagSize)..(end * TagSize)]);
        });
    }

    /// <summary>Multiplies in this thread; see <see cref="Multiply"/>.</summary>
    public static int MultiplyRun(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> elements, Span<byte> products)
    {
        if (WideRistretto.IsSupported) return WideRistretto.Multiply(scalar, elements, products);
        var bad = -1;
        for (var i = 0; i < elements.Length / Size; i++)
            if (!Ristretto255.TryMultiply(scalar, elements.Slice(i * Size, Size), products.Slice(i * Size, Size)) && bad < 0) bad = i;
        return bad;
    }

    /// <summary>Always by libsodium: our own encoding halves a scalar first, and there is none here.</summary>
    private static void DeriveRun(ReadOnlySpan<byte> uniform, Span<byte> elements)
    {
        for (var i = 0; i < elements.Length / Size; i++)
            Ristretto255.FromUniform(uniform.Slice(i * Ristretto255.UniformSize, Ristretto255.UniformSize), elements.Slice(i * Size, Size));
    }

    private static int DeriveAndMultiplyRun(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> uniform, Span<byte> products)
    {
        if (WideRistretto.IsSupported) return WideRistretto.DeriveAndMultiply(scalar, uniform, products);
        var elements = new byte[products.Length];
        DeriveRun(uniform, elements);
        return MultiplyRun(scalar, elements, products);
    }
}
