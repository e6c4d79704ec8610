using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Palermo.Analysis.PrivateSets;

/// <summary>Spreads a message of any length evenly over as many bytes as wanted, apart for each domain.</summary>
/// <remarks>RFC 9380, 5.3.1 (expand_message_xmd) and 5.3.3 (long domain tags).</remarks>
internal sealed class ExpandMessage
{
    private readonly HashAlgorithmName _hash;
    private readonly int _blockSize, _hashSize;
    private readonly byte[] _domainPrime;

    public ExpandMessage(HashAlgorithmName hash, ReadOnlySpan<byte> domain)
    {
        if (domain.IsEmpty) throw new ArgumentException("A domain separation tag must not be empty (RFC 9380, 3.1).", nameof(domain));
        _hash = hash;
        (_blockSize, _hashSize) = hash == HashAlgorithmName.SHA512 ? (128, 64)
            : hash == HashAlgorithmName.SHA256 ? (64, 32)
            : throw new ArgumentException($"No expansion with {hash}; use SHA-512 or SHA-256.", nameof(hash));
        byte[] tag = domain.Length <= 255 ? domain.ToArray()
            : CryptographicOperations.HashData(hash, [.. "H2C-OVERSIZE-DST-"u8, .. domain]);
        _domainPrime = [.. tag, (byte)tag.Length];
    }

    public ExpandMessage(HashAlgorithmName hash, string domain) : this(hash, Encoding.UTF8.GetBytes(domain))
    {
    }

    public void Expand(ReadOnlySpan<byte> message, Span<byte> uniform)
    {
        var blocks = (uniform.Length + _hashSize - 1) / _hashSize;
        if (blocks is 0 or > 255) throw new ArgumentException($"From 1 to {255 * _hashSize} bytes can be had, not {uniform.Length}.", nameof(uniform));

        // b_0 = H(zero block || message || length || 0 || domain'), in one buffer so that it is one call of the hash.
        var length = _blockSize + message.Length + 3 + _domainPrime.Length;
        var buffer = length <= 1024 ? stackalloc byte[length] : new byte[length];
        buffer[.._blockSize].Clear();
        message.CopyTo(buffer[_blockSize..]);
        var tail = buffer[(_blockSize + message.Length)..];
        BinaryPrimitives.WriteUInt16BigEndian(tail, (ushort)uniform.Length);
        tail[2] = 0;
        _domainPrime.CopyTo(tail[3..]);
        Span<byte> first = stackalloc byte[_hashSize];
        CryptographicOperations.HashData(_hash, buffer, first);

        // b_i = H((b_0 xor b_(i-1)) || i || domain'), where b_1 takes b_0 alone.
        Span<byte> next = stackalloc byte[_hashSize + 1 + _domainPrime.Length];
        Span<byte> block = stackalloc byte[_hashSize];
        block.Clear();
        _domainPrime.CopyTo(next[(_hashSize + 1)..]);
        for (var i = 1; i <= blocks; i++)
        {
            for (var j = 0; j < _hashSize; j++) next[j] = (byte)(first[j] ^ block[j]);
            next[_hashSize] = (byte)i;
            CryptographicOperations.HashData(_hash, next, block);
            var at = (i - 1) * _hashSize;
            block[..Math.Min(_hashSize, uniform.Length - at)].CopyTo(uniform[at..]);
        }
    }
}
