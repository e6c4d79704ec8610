using System.Runtime.Intrinsics;
using static Palermo.Analysis.PrivateSets.Wide.Fe8Operations;

namespace Palermo.Analysis.PrivateSets.Wide;

/// <summary>Takes groups of eight products as they are made and writes their encodings when enough are together.</summary>
internal unsafe ref struct EncodedOutput(Span<byte> products)
{
    private const int Size = Ristretto255.ElementSize, Lanes = WideRistretto.Lanes;

    private readonly Span<byte> _products = products;
    private readonly DoubledEncoding _encoding = new();
    private readonly int[] _bad = new int[DoubledEncoding.Groups];
    private int _written;

    /// <summary>Elements to be written in all.</summary>
    public readonly int Count => _products.Length / Size;

    /// <summary>The place of the first that is no element, or the identity; -1 when all are good.</summary>
    public int FirstBad { get; private set; } = -1;

    /// <param name="bad">A bit for each lane that held no element.</param>
    public void Add(Points8* p, int bad)
    {
        var group = _encoding.Count;
        _bad[group] = bad | (int)_encoding.Collect(p).ExtractMostSignificantBits();
        if (_encoding.Count == DoubledEncoding.Groups) Flush();
    }

    /// <summary>Writes what is waiting.</summary>
    public void Flush()
    {
        var groups = _encoding.Count;
        if (groups == 0) return;
        _encoding.Invert();
        for (var group = groups - 1; group >= 0; group--)
        {
            var limbs = _encoding.EncodeLast();
            var first = _written + group * Lanes;
            var lanes = Math.Min(Lanes, Count - first);
            for (var lane = 0; lane < lanes; lane++)
            {
                var product = _products.Slice((first + lane) * Size, Size);
                if ((_bad[group] >> lane & 1) != 0) product.Clear();
                else GetLane(limbs, lane, product);
            }
        }
        for (var group = 0; group < groups && FirstBad < 0; group++)
        {
            var lanes = Math.Min(Lanes, Count - (_written + group * Lanes));
            var bad = _bad[group] & ((1 << lanes) - 1);
            if (bad != 0) FirstBad = _written + group * Lanes + int.TrailingZeroCount(bad);
        }
        _written += groups * Lanes;
    }

    public readonly void Dispose() => _encoding.Dispose();
}
