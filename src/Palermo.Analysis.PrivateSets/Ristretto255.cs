namespace Palermo.Analysis.PrivateSets;

/// <summary>
/// The group ristretto255: a set of 2^252 + 27742317777372353535851937790883648493 elements, each written as 32 bytes
/// in exactly one way, in which multiplying is fast and finding the factor is out of reach.
/// </summary>
/// <remarks>
/// RFC 9496. Scalars are 32 bytes, little-endian, below the order of the group. All arithmetic that touches secrets runs in
/// constant time: neither branches nor addresses depend on scalars or elements.
/// </remarks>
public static unsafe class Ristretto255
{
    /// <summary>Bytes of an encoded element.</summary>
    public const int ElementSize = 32;

    /// <summary>Bytes of a scalar.</summary>
    public const int ScalarSize = 32;

    /// <summary>Bytes of uniform input from which an element is derived.</summary>
    public const int UniformSize = 64;

    static Ristretto255() => Sodium.Start();

    /// <summary>True when 32 bytes are the encoding of an element other than the identity.</summary>
    public static bool IsUsable(ReadOnlySpan<byte> element)
    {
        Need(element.Length, ElementSize, nameof(element));
        if (element.IndexOfAnyExcept((byte)0) < 0) return false;
        fixed (byte* point = element) return Sodium.crypto_core_ristretto255_is_valid_point(point) == 1;
    }

    /// <summary>Derives an element from 64 uniform bytes (RFC 9496, 4.3.4). Nobody knows its factor to any other.</summary>
    public static void FromUniform(ReadOnlySpan<byte> uniform, Span<byte> element)
    {
        Need(uniform.Length, UniformSize, nameof(uniform));
        Need(element.Length, ElementSize, nameof(element));
        fixed (byte* from = uniform, to = element) _ = Sodium.crypto_core_ristretto255_from_hash(to, from);
    }

    /// <summary>Multiplies an element by a scalar.</summary>
    /// <returns>False, and zeros, when the bytes encode no element, or the product is the identity.</returns>
    public static bool TryMultiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> element, Span<byte> product)
    {
        Need(scalar.Length, ScalarSize, nameof(scalar));
        Need(element.Length, ElementSize, nameof(element));
        Need(product.Length, ElementSize, nameof(product));
        bool done;
        fixed (byte* s = scalar, from = element, to = product) done = Sodium.crypto_scalarmult_ristretto255(to, s, from) == 0;
        if (!done) product.Clear();
        return done;
    }

    /// <summary>Reduces 64 bytes to a scalar below the order of the group, without bias that could be seen.</summary>
    public static void ReduceScalar(ReadOnlySpan<byte> wide, Span<byte> scalar)
    {
        Need(wide.Length, UniformSize, nameof(wide));
        Need(scalar.Length, ScalarSize, nameof(scalar));
        fixed (byte* from = wide, to = scalar) Sodium.crypto_core_ristretto255_scalar_reduce(to, from);
    }

    /// <summary>The scalar that undoes multiplication by another.</summary>
    /// <exception cref="ArgumentException">The scalar is zero and cannot be undone.</exception>
    public static void InvertScalar(ReadOnlySpan<byte> scalar, Span<byte> inverse)
    {
        Need(scalar.Length, ScalarSize, nameof(scalar));
        Need(inverse.Length, ScalarSize, nameof(inverse));
        fixed (byte* from = scalar, to = inverse)
            if (Sodium.crypto_core_ristretto255_scalar_invert(to, from) != 0)
                throw new ArgumentException("Zero has no inverse.", nameof(scalar));
    }

    private static void Need(int length, int wanted, string name)
    {
        if (length != wanted) throw new ArgumentException($"{name} must be {wanted} bytes long; it has {length}.", name);
    }
}
