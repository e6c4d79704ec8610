using System.Runtime.InteropServices;

namespace Palermo.Analysis.PrivateSets;

/// <summary>The few functions of libsodium (1.0.18 or later, ISC licence) that we call. All run in constant time.</summary>
/// <remarks>Source: doc.libsodium.org, "Ristretto". A function that can refuse returns 0 when it did not.</remarks>
internal static unsafe partial class Sodium
{
    private const string Library = "libsodium";

    static Sodium()
    {
        if (sodium_init() < 0) throw new InvalidOperationException("libsodium could not be started: it found no source of randomness.");
    }

    /// <summary>Makes sure that the library is loaded and chose its code for this processor.</summary>
    public static void Start()
    {
    }

    [LibraryImport(Library)]
    private static partial int sodium_init();

    [LibraryImport(Library)]
    public static partial int crypto_core_ristretto255_is_valid_point(byte* point);

    [LibraryImport(Library)]
    public static partial int crypto_core_ristretto255_from_hash(byte* point, byte* uniform64);

    [LibraryImport(Library)]
    public static partial int crypto_core_ristretto255_add(byte* sum, byte* p, byte* q);

    [LibraryImport(Library)]
    public static partial void crypto_core_ristretto255_scalar_reduce(byte* scalar, byte* wide64);

    [LibraryImport(Library)]
    public static partial int crypto_core_ristretto255_scalar_invert(byte* inverse, byte* scalar);

    [LibraryImport(Library)]
    public static partial int crypto_scalarmult_ristretto255(byte* product, byte* scalar, byte* point);

    [LibraryImport(Library)]
    public static partial int crypto_scalarmult_ristretto255_base(byte* product, byte* scalar);
}
