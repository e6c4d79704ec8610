using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Palermo.Analysis.PrivateSets;

/// <summary>
/// What one side keeps to itself in one run: 32 random bytes, from which its factor and its padding follow. A fresh one for
/// every run: two runs under one secret could be laid over one another.
/// </summary>
/// <remarks>
/// Everything follows from the seed, so a side that kept it under seal can later rebuild its message byte for byte before an
/// auditor (<see cref="AskerSet.Commitment"/>), and prove that it asked for what its case allows and nothing else.
/// </remarks>
public sealed class RunSecret : IDisposable
{
    /// <summary>Bytes of the seed.</summary>
    public const int SeedSize = 32;

    private readonly byte[] _seed;
    private readonly byte[] _scalar = new byte[Ristretto255.ScalarSize];
    private bool _disposed;

    private RunSecret(byte[] seed)
    {
        _seed = seed;
        Span<byte> wide = stackalloc byte[64];
        Derive("scalar", 0, wide);
        Ristretto255.ReduceScalar(wide, _scalar);
        CryptographicOperations.ZeroMemory(wide);
        if (_scalar.AsSpan().IndexOfAnyExcept((byte)0) < 0) throw new ArgumentException("This seed gives the factor zero; draw another.");
    }

    /// <summary>Draws a secret from the randomness of the machine.</summary>
    public static RunSecret Fresh() => new(RandomNumberGenerator.GetBytes(SeedSize));

    /// <summary>A secret from a kept seed, to open an answer later or to rebuild a message for an auditor.</summary>
    public static RunSecret FromSeed(ReadOnlySpan<byte> seed) => seed.Length == SeedSize
        ? new(seed.ToArray())
        : throw new ArgumentException($"A seed has {SeedSize} bytes; this has {seed.Length}.", nameof(seed));

    /// <summary>The seed, to be kept under seal or destroyed; who has it can undo the blinding of this run.</summary>
    public byte[] ExportSeed()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _seed.AsSpan().ToArray();
    }

    /// <summary>The factor of this side.</summary>
    internal ReadOnlySpan<byte> Scalar
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _scalar;
        }
    }

    /// <summary>Bytes that follow from the seed, a label and a number, and tell nothing about one another.</summary>
    internal void Derive(string label, long number, Span<byte> output)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Span<byte> info = stackalloc byte[64];
        var length = System.Text.Encoding.ASCII.GetBytes(label, info);
        BinaryPrimitives.WriteInt64LittleEndian(info[length..], number);
        Span<byte> mac = stackalloc byte[64];
        HMACSHA512.HashData(_seed, info[..(length + 8)], mac);
        mac[..output.Length].CopyTo(output);
    }

    /// <summary>Overwrites seed and factor.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_seed);
        CryptographicOperations.ZeroMemory(_scalar);
    }
}
