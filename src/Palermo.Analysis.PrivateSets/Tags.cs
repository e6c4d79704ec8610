using System.Security.Cryptography;

namespace Palermo.Analysis.PrivateSets;

/// <summary>Short marks of elements blinded by the holder's factor alone; equal keys give equal tags, nothing else does.</summary>
/// <remarks>
/// The first 16 bytes of SHA-512 over a label and the element. Among N comparisons two differ and yet agree with chance
/// N / 2^128: for 100,000 times 100,000 that is 3e-29.
/// </remarks>
internal static class Tags
{
    public const int Size = 16;

    private static ReadOnlySpan<byte> Label => "Palermo-PrivateSets-V1-tag"u8;

    public static void Of(ReadOnlySpan<byte> elements, Span<byte> tags)
    {
        Span<byte> input = stackalloc byte[Label.Length + Ristretto255.ElementSize];
        Label.CopyTo(input);
        Span<byte> hash = stackalloc byte[64];
        for (var i = 0; i < elements.Length / Ristretto255.ElementSize; i++)
        {
            elements.Slice(i * Ristretto255.ElementSize, Ristretto255.ElementSize).CopyTo(input[Label.Length..]);
            SHA512.HashData(input, hash);
            hash[..Size].CopyTo(tags[(i * Size)..]);
        }
    }
}
