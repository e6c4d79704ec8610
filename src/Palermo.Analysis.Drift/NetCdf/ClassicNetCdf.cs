using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Palermo.Analysis.Drift;

/// <summary>Reads classic NetCDF: CDF-1, CDF-2 (64-bit offsets) and CDF-5 (64-bit data).</summary>
/// <remarks>
/// Source: the format's grammar in the NetCDF documentation, "File Format Specifications". Values are read where they are asked for;
/// the file is never held in memory. Every count in the header is compared with the length of the file before it is believed.
/// </remarks>
internal sealed class ClassicNetCdf : NetCdfFile
{
    private readonly SafeFileHandle handle;

    private ClassicNetCdf(SafeFileHandle handle) => this.handle = handle;

    public static new NetCdfFile Open(string path)
    {
        var handle = File.OpenHandle(path);
        try
        {
            var header = new ClassicHeader(path, handle);
            header.Read();
            return new ClassicNetCdf(handle)
            {
                Path = path,
                Attributes = header.Attributes,
                Variables = [.. header.Variables.Select(v => Variable(v, header, path))],
            };
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public override void Dispose() => handle.Dispose();

    private static ClassicVariable Variable(ClassicHeader.Entry v, ClassicHeader header, string path) => new(v, header, path)
    {
        Name = v.Name,
        Dimensions = [.. v.Dimensions.Select(d => header.Dimensions[d].Name)],
        Shape = [.. v.Dimensions.Select(d => header.Dimensions[d].Length == 0 ? header.Records : header.Dimensions[d].Length)],
        Attributes = v.Attributes,
    };
}

/// <summary>Types of classic NetCDF, by their number in the file.</summary>
internal enum ClassicType
{
    Byte = 1, Char = 2, Short = 3, Int = 4, Float = 5, Double = 6, UByte = 7, UShort = 8, UInt = 9, Int64 = 10, UInt64 = 11,
}

internal sealed class ClassicVariable(ClassicHeader.Entry entry, ClassicHeader header, string path) : NetCdfVariable
{
    // Defaults of the NetCDF library (netcdf.h).
    internal override double? DefaultFill => entry.Type switch
    {
        ClassicType.Short => -32767,
        ClassicType.Int => -2147483647,
        ClassicType.Float or ClassicType.Double => entry.Type == ClassicType.Float ? 9.9692099683868690e+36f : 9.9692099683868690e+36,
        ClassicType.UShort => 65535,
        ClassicType.UInt => 4294967295,
        ClassicType.Int64 => -9223372036854775806,
        ClassicType.UInt64 => 18446744073709551614,
        _ => null,
    };

    protected override double[] ReadRaw(ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        if (entry.Type == ClassicType.Char) throw new DriftProblem($"{path}: variable {Name} holds text, not numbers");
        var total = 1L;
        foreach (var c in count) total = checked(total * c);
        if (total > Array.MaxLength / sizeof(double) || total > int.MaxValue) throw new DriftProblem($"{path}: {Name}: {total} values at once are too many");
        var values = new double[total];
        if (total == 0) return values;
        var size = ClassicHeader.Size(entry.Type);
        var rank = count.Length;
        // Values lie side by side along the last dimension, and on over whole inner dimensions; records of a variable lie apart.
        var outer = rank;
        long run = 1;
        while (outer > (entry.IsRecord ? 1 : 0))
        {
            outer--;
            run *= count[outer];
            if (count[outer] != Shape[outer]) break;
        }

        var buffer = new byte[checked((int)(run * size))];
        var index = start.ToArray();
        for (long done = 0; done < total; done += run)
        {
            header.ReadAt(Offset(index), buffer, Name);
            Decode(buffer, entry.Type, values.AsSpan((int)done, (int)run));
            // Next run: count up the slower dimensions.
            for (var d = outer - 1; d >= 0; d--)
            {
                if (++index[d] < start[d] + count[d]) break;
                index[d] = start[d];
            }
        }

        return values;
    }

    private long Offset(long[] index)
    {
        long element = 0;
        var first = entry.IsRecord ? 1 : 0;
        for (var d = first; d < index.Length; d++) element = element * Shape[d] + index[d];
        var offset = entry.Begin + element * ClassicHeader.Size(entry.Type);
        return entry.IsRecord ? offset + index[0] * header.RecordSize : offset;
    }

    private static void Decode(ReadOnlySpan<byte> bytes, ClassicType type, Span<double> values)
    {
        if (type == ClassicType.Float)
        {
            for (var i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadSingleBigEndian(bytes[(4 * i)..]);
            return;
        }

        var size = ClassicHeader.Size(type);
        for (var i = 0; i < values.Length; i++) values[i] = ClassicHeader.Number(bytes.Slice(i * size, size), type);
    }
}
