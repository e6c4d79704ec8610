using System.Buffers.Binary;
using System.Text;

namespace Palermo.Bench;

/// <summary>Writes a small classic NetCDF file (CDF-2) of fields on a grid of longitude and latitude, for workloads and tests.</summary>
internal static class GridFile
{
    /// <param name="Values">One plane for each time, rows from the first latitude; float.</param>
    public sealed record Field(string Name, string StandardName, string Units, IReadOnlyList<float[]> Values);

    public static void Write(string path, double[] longitudes, double[] latitudes, double[] hours, string timeUnits, IReadOnlyList<Field> fields)
    {
        var header = Header(longitudes.Length, latitudes.Length, hours.Length, timeUnits, fields, new long[fields.Count + 3]);
        var begin = new long[fields.Count + 3];
        long at = header.Length, plane = (long)longitudes.Length * latitudes.Length;
        long[] lengths = [longitudes.Length * 8L, latitudes.Length * 8L, hours.Length * 8L, .. fields.Select(_ => hours.Length * plane * 4)];
        for (var v = 0; v < begin.Length; v++) (begin[v], at) = (at, at + lengths[v]);
        using var file = new BufferedStream(File.Create(path), 1 << 16);
        file.Write(Header(longitudes.Length, latitudes.Length, hours.Length, timeUnits, fields, begin));
        Span<byte> eight = stackalloc byte[8];
        foreach (var axis in new[] { longitudes, latitudes, hours })
            foreach (var value in axis)
            {
                BinaryPrimitives.WriteDoubleBigEndian(eight, value);
                file.Write(eight);
            }

        var four = eight[..4];
        foreach (var field in fields)
            foreach (var values in field.Values)
                foreach (var value in values)
                {
                    BinaryPrimitives.WriteSingleBigEndian(four, value);
                    file.Write(four);
                }
    }

    private static byte[] Header(int nx, int ny, int nt, string timeUnits, IReadOnlyList<Field> fields, long[] begin)
    {
        var b = new MemoryStream();
        b.Write("CDF\x02"u8);
        Int(0);
        Int(10);
        Int(3);
        foreach (var (name, length) in new[] { ("lon", nx), ("lat", ny), ("time", nt) })
        {
            Name(name);
            Int(length);
        }

        Int(0);
        Int(0);
        Int(11);
        Int(fields.Count + 3);
        Variable("lon", [0], 6, nx * 8, begin[0], ("units", "degrees_east"), ("standard_name", "longitude"));
        Variable("lat", [1], 6, ny * 8, begin[1], ("units", "degrees_north"), ("standard_name", "latitude"));
        Variable("time", [2], 6, nt * 8, begin[2], ("units", timeUnits), ("standard_name", "time"));
        for (var f = 0; f < fields.Count; f++)
            Variable(fields[f].Name, [2, 1, 0], 5, nx * ny * nt * 4, begin[f + 3], ("units", fields[f].Units), ("standard_name", fields[f].StandardName));
        return b.ToArray();

        void Int(int value)
        {
            Span<byte> four = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(four, value);
            b.Write(four);
        }

        void Name(string name)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            Int(bytes.Length);
            b.Write(bytes);
            b.Write(new byte[(4 - bytes.Length % 4) % 4]);
        }

        void Variable(string name, int[] dimensions, int type, int size, long at, params (string Key, string Value)[] attributes)
        {
            Name(name);
            Int(dimensions.Length);
            foreach (var d in dimensions) Int(d);
            Int(12);
            Int(attributes.Length);
            foreach (var (key, value) in attributes)
            {
                Name(key);
                Int(2);
                Name(value);
            }

            Int(type);
            Int(size);
            Span<byte> eight = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(eight, at);
            b.Write(eight);
        }
    }
}
