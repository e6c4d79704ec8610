namespace Palermo.Analysis.PrivateSets;

/// <summary>How many keys a message seems to hold: sets are filled up with random elements that meet nothing.</summary>
/// <remarks>
/// The other side sees the padded size only. Sizes are 4, 5, 6 or 7 times a power of two: a message is at most a quarter
/// larger than needed, and the size seen leaves the true one open by up to a fifth.
/// </remarks>
public static class Padding
{
    /// <summary>The smallest padded size: a set of one looks like a set of 64.</summary>
    public const int Smallest = 64;

    /// <summary>The largest number of keys in one message.</summary>
    public const int Largest = 1 << 26;

    /// <summary>The padded size of a set.</summary>
    /// <param name="keys">Distinct keys, 0 to <see cref="Largest"/>.</param>
    public static int SizeFor(int keys)
    {
        if (keys is < 0 or > Largest) throw new ArgumentOutOfRangeException(nameof(keys), keys, $"A message holds 0 to {Largest} keys.");
        if (keys <= Smallest) return Smallest;
        var unit = 1 << (31 - int.LeadingZeroCount(keys) - 2);
        return (keys + unit - 1) / unit * unit;
    }

    /// <summary>Checks a size agreed by the parties: it hides the true size wholly if it is the same for every run.</summary>
    internal static int Agreed(int? size, int keys)
    {
        if (size is not { } agreed) return SizeFor(keys);
        if (agreed < keys)
            throw new ArgumentOutOfRangeException(nameof(size), agreed, $"The agreed size of {agreed} cannot hold {keys} distinct keys; agree on more, or split the set.");
        if (agreed is < 1 or > Largest) throw new ArgumentOutOfRangeException(nameof(size), agreed, $"A message holds 1 to {Largest} keys.");
        return agreed;
    }
}
