namespace Palermo.Analysis.PrivateSets;

/// <summary>How a side prepares its set.</summary>
public sealed record SetOptions
{
    /// <summary>The padded size agreed by the parties; null takes <see cref="Padding.SizeFor"/>.</summary>
    public int? PaddedSize { get; init; }

    /// <summary>Keys hashed and blinded in one batch: bounds the memory of a set that streams in.</summary>
    public int Batch
    {
        get;
        init => field = value is >= 1 and <= 1 << 20 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A batch has 1 to 1,048,576 keys.");
    } = 16_384;

    /// <summary>Called after each batch with the number of keys done.</summary>
    public Action<int>? Progress { get; init; }
}
