using System.Security.Cryptography;

namespace Palermo.Storage.Audit;

/// <summary>The numbers of the records that an export or analysis opened, small: runs of neighbours as start and length.</summary>
internal static class ShownSet
{
    public static (byte[] Bytes, string Digest, long First, long Last) Pack(IEnumerable<long> rids)
    {
        var sorted = rids.Distinct().Order().ToArray();
        using var bytes = new MemoryStream();
        var end = 0L;
        for (var i = 0; i < sorted.Length;)
        {
            var run = 1;
            while (i + run < sorted.Length && sorted[i + run] == sorted[i] + run) run++;
            Write(bytes, (ulong)(sorted[i] - end));
            Write(bytes, (ulong)run);
            end = sorted[i] + run;
            i += run;
        }
        var packed = bytes.ToArray();
        return (packed, Convert.ToHexStringLower(SHA256.HashData(packed)), sorted.Length == 0 ? 0 : sorted[0], sorted.Length == 0 ? 0 : sorted[^1]);
    }

    public static bool Contains(ReadOnlySpan<byte> packed, long rid)
    {
        var end = 0L;
        while (packed.Length > 0)
        {
            var start = end + (long)Read(ref packed);
            end = start + (long)Read(ref packed);
            if (rid < start) return false;
            if (rid < end) return true;
        }
        return false;
    }

    private static void Write(Stream to, ulong number)
    {
        for (; number >= 0x80; number >>= 7) to.WriteByte((byte)(number | 0x80));
        to.WriteByte((byte)number);
    }

    private static ulong Read(ref ReadOnlySpan<byte> from)
    {
        var (number, shift) = (0UL, 0);
        while (true)
        {
            var part = from[0];
            from = from[1..];
            number |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return number;
            shift += 7;
        }
    }
}
