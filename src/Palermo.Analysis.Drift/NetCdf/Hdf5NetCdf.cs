using PureHDF;
using PureHDF.Selections;

namespace Palermo.Analysis.Drift;

/// <summary>Reads NetCDF-4, which is HDF5 with conventions, by way of PureHDF.</summary>
/// <remarks>
/// Dimensions are HDF5 dimension scales. Names are taken from the lists of references where they can be resolved; else from
/// scales of the same length, which is enough for files whose axes differ in length.
/// </remarks>
internal sealed class Hdf5NetCdf : NetCdfFile
{
    private readonly IDisposable file;

    private Hdf5NetCdf(IDisposable file) => this.file = file;

    public static new NetCdfFile Open(string path)
    {
        try
        {
            var file = H5File.OpenRead(path);
            var datasets = file.Children().OfType<IH5Dataset>().Where(d => IsNumeric(d.Type.Class)).ToArray();
            var scales = datasets.Where(d => d.AttributeExists("CLASS")).Where(d => d.Space.Dimensions.Length == 1).ToArray();
            return new Hdf5NetCdf(file)
            {
                Path = path,
                Attributes = ReadAttributes(file),
                Variables = [.. datasets.Select(d => Variable(d, scales, path))],
            };
        }
        catch (Exception e) when (e is not DriftProblem)
        {
            throw new DriftProblem($"{path}: not readable as NetCDF-4 (HDF5): {e.Message}", e);
        }
    }

    public override void Dispose() => file.Dispose();

    private static bool IsNumeric(H5DataTypeClass c) => c is H5DataTypeClass.FixedPoint or H5DataTypeClass.FloatingPoint or H5DataTypeClass.Enumerated;

    private static Hdf5Variable Variable(IH5Dataset dataset, IH5Dataset[] scales, string path)
    {
        var shape = dataset.Space.Dimensions.Select(d => (long)d).ToArray();
        return new Hdf5Variable(dataset, path)
        {
            Name = dataset.Name,
            Shape = shape,
            Dimensions = Names(dataset, shape, scales),
            Attributes = ReadAttributes(dataset),
        };
    }

    private static string[] Names(IH5Dataset dataset, long[] shape, IH5Dataset[] scales)
    {
        if (shape.Length == 1 && scales.Any(s => s.Name == dataset.Name)) return [dataset.Name];
        // The order of the scales in the file settles ties: CF lists time, height, y, x.
        var free = scales.OrderBy(s => Order(s)).ToList();
        var names = new string[shape.Length];
        for (var d = 0; d < shape.Length; d++)
        {
            var match = free.FirstOrDefault(s => (long)s.Space.Dimensions[0] == shape[d]);
            if (match is not null) free.Remove(match);
            names[d] = match?.Name ?? $"dimension{d}";
        }

        return names;
    }

    private static int Order(IH5Dataset scale)
    {
        var text = (Attribute(scale, "standard_name") as string ?? "") + " " + (Attribute(scale, "axis") as string ?? "") + " " + scale.Name.ToLowerInvariant();
        if (text.Contains("time", StringComparison.Ordinal) || text.Contains(" T ", StringComparison.Ordinal)) return 0;
        if (text.Contains("depth", StringComparison.Ordinal) || text.Contains("height", StringComparison.Ordinal) || text.Contains(" Z ", StringComparison.Ordinal)) return 1;
        if (text.Contains("latitude", StringComparison.Ordinal) || text.Contains("y_coord", StringComparison.Ordinal) || text.Contains(" Y ", StringComparison.Ordinal)) return 3;
        if (text.Contains("longitude", StringComparison.Ordinal) || text.Contains("x_coord", StringComparison.Ordinal) || text.Contains(" X ", StringComparison.Ordinal)) return 4;
        return 2;
    }

    private static object? Attribute(IH5Object o, string name) =>
        o.AttributeExists(name) ? Value(o.Attribute(name)) : null;

    private static Dictionary<string, object> ReadAttributes(IH5Object o)
    {
        var found = new Dictionary<string, object>();
        foreach (var attribute in o.Attributes())
            if (Value(attribute) is { } value) found[attribute.Name] = value;
        return found;
    }

    private static object? Value(IH5Attribute a)
    {
        var single = a.Space.Dimensions.Length == 0;
        switch (a.Type.Class)
        {
            case H5DataTypeClass.String:
                return (single ? a.Read<string>() : string.Join(' ', a.Read<string[]>())).TrimEnd('\0', ' ');
            case H5DataTypeClass.FloatingPoint:
                return a.Type.Size == 4
                    ? single ? [a.Read<float>()] : a.Read<float[]>().Select(f => (double)f).ToArray()
                    : single ? [a.Read<double>()] : a.Read<double[]>();
            case H5DataTypeClass.FixedPoint:
                return (a.Type.Size, a.Type.FixedPoint.IsSigned) switch
                {
                    (1, true) => Numbers<sbyte>(a, single), (1, _) => Numbers<byte>(a, single),
                    (2, true) => Numbers<short>(a, single), (2, _) => Numbers<ushort>(a, single),
                    (4, true) => Numbers<int>(a, single), (4, _) => Numbers<uint>(a, single),
                    (8, true) => Numbers<long>(a, single), _ => Numbers<ulong>(a, single),
                };
            default:
                return null;
        }
    }

    private static double[] Numbers<T>(IH5Attribute a, bool single) where T : struct, System.Numerics.INumber<T> =>
        single ? [double.CreateChecked(a.Read<T>())] : [.. a.Read<T[]>().Select(double.CreateChecked)];
}

internal sealed class Hdf5Variable(IH5Dataset dataset, string path) : NetCdfVariable
{
    // Defaults of the NetCDF library (netcdf.h); HDF5 stores the fill value in use, but not whether it was chosen.
    internal override double? DefaultFill => (dataset.Type.Class, dataset.Type.Size) switch
    {
        (H5DataTypeClass.FloatingPoint, 4) => 9.9692099683868690e+36f,
        (H5DataTypeClass.FloatingPoint, _) => 9.9692099683868690e+36,
        (H5DataTypeClass.FixedPoint, 2) when dataset.Type.FixedPoint.IsSigned => -32767,
        (H5DataTypeClass.FixedPoint, 4) when dataset.Type.FixedPoint.IsSigned => -2147483647,
        _ => null,
    };

    protected override double[] ReadRaw(ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        try
        {
            Selection? selection = null;
            var total = 1UL;
            foreach (var c in count) total *= (ulong)c;
            if (count.Length > 0)
            {
                ulong[] starts = new ulong[start.Length], blocks = new ulong[start.Length];
                for (var d = 0; d < start.Length; d++) (starts[d], blocks[d]) = ((ulong)start[d], (ulong)count[d]);
                selection = new HyperslabSelection(start.Length, starts, blocks);
            }

            ulong[] flat = [total];
            return (dataset.Type.Class, dataset.Type.Size) switch
            {
                (H5DataTypeClass.FloatingPoint, 4) => Values<float>(selection, flat),
                (H5DataTypeClass.FloatingPoint, 8) => Values<double>(selection, flat),
                (H5DataTypeClass.FixedPoint or H5DataTypeClass.Enumerated, var size) => (size, dataset.Type.Class == H5DataTypeClass.FixedPoint && dataset.Type.FixedPoint.IsSigned) switch
                {
                    (1, true) => Values<sbyte>(selection, flat), (1, _) => Values<byte>(selection, flat),
                    (2, true) => Values<short>(selection, flat), (2, _) => Values<ushort>(selection, flat),
                    (4, true) => Values<int>(selection, flat), (4, _) => Values<uint>(selection, flat),
                    (8, true) => Values<long>(selection, flat), _ => Values<ulong>(selection, flat),
                },
                _ => throw new DriftProblem($"{path}: variable {Name} has numbers of a kind that is not read"),
            };
        }
        catch (Exception e) when (e is not DriftProblem)
        {
            throw new DriftProblem($"{path}: variable {Name} is not readable: {e.Message}", e);
        }
    }

    private double[] Values<T>(Selection? selection, ulong[] flat) where T : struct, System.Numerics.INumber<T> =>
        Array.ConvertAll(dataset.Read<T[]>(selection, null, flat), double.CreateChecked);
}
