using System.Globalization;
using System.Numerics;
using SkiaSharp;

namespace Palermo.Commitments.Borders;

/// <summary>A hash of what an image looks like: the same picture in another size, quality or brightness has nearly the same bits.</summary>
/// <remarks>
/// Difference hash: the image as 9 by 8 greys, one bit for each neighbour to the right that is darker. Two unrelated images differ in 32 of 64 bits on
/// average; up to 10 is taken for alike. It finds the same scan again, and proves nothing: an examiner looks.
/// </remarks>
internal static class ImageHash
{
    /// <summary>Most bits in which two hashes may differ and still be alike.</summary>
    public const int Alike = 10;

    /// <summary>Most pixels that are unpacked: a small file may unpack to a wall of memory.</summary>
    private const long MostPixels = 60_000_000;
    private const int Width = 9, Height = 8;

    /// <summary>The hash of an image file; null where it is no image that can be read, or too large.</summary>
    public static ulong? Of(Stream file)
    {
        using var data = SKData.Create(file);
        using var codec = data is null ? null : SKCodec.Create(data);
        if (codec is null || codec.Info.Width < Width || codec.Info.Height < Height || (long)codec.Info.Width * codec.Info.Height > MostPixels) return null;
        using var image = SKBitmap.Decode(codec);
        return image is null ? null : Of(Greys(image));
    }

    /// <summary>Means of 72 fields of the picture, row by row: every pixel counts, so that noise averages out.</summary>
    private static double[] Greys(SKBitmap image)
    {
        var sums = new double[Width * Height];
        var counts = new long[Width * Height];
        using var plain = image.ColorType == SKColorType.Bgra8888 ? null : image.Copy(SKColorType.Bgra8888);
        var source = plain ?? image;
        var pixels = source.GetPixelSpan();
        for (var y = 0; y < source.Height; y++)
        {
            var row = pixels.Slice(y * source.RowBytes, source.Width * 4);
            var fieldRow = (int)((long)y * Height / source.Height) * Width;
            for (var x = 0; x < source.Width; x++)
            {
                var field = fieldRow + (int)((long)x * Width / source.Width);
                // Luma of ITU-R BT.601, in thousandths.
                sums[field] += 114 * row[x * 4] + 587 * row[x * 4 + 1] + 299 * row[x * 4 + 2];
                counts[field]++;
            }
        }
        for (var i = 0; i < sums.Length; i++) sums[i] /= Math.Max(1, counts[i]);
        return sums;
    }

    /// <summary>One bit for each pair of neighbours.</summary>
    internal static ulong Of(ReadOnlySpan<double> greys)
    {
        ulong hash = 0;
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width - 1; x++)
                hash = (hash << 1) | (greys[y * Width + x] > greys[y * Width + x + 1] ? 1UL : 0);
        return hash;
    }

    /// <summary>Bits in which two hashes differ, 0 to 64.</summary>
    public static int Distance(ulong a, ulong b) => BitOperations.PopCount(a ^ b);

    public static string Text(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out ulong hash)
    {
        hash = 0;
        return text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out hash);
    }
}
