namespace Palermo.Analysis.Drift;

/// <summary>A NetCDF file, classic or HDF5-based, seen alike: variables with dimensions and attributes.</summary>
public abstract class NetCdfFile : IDisposable
{
    public required string Path { get; init; }

    public required IReadOnlyList<NetCdfVariable> Variables { get; init; }

    public required IReadOnlyDictionary<string, object> Attributes { get; init; }

    /// <summary>Opens a file after a look at its first bytes.</summary>
    /// <exception cref="DriftProblem">There is no such file, or it is of another kind or broken.</exception>
    public static NetCdfFile Open(string path)
    {
        if (!File.Exists(path)) throw new DriftProblem($"{path}: there is no such file");
        Span<byte> head = stackalloc byte[8];
        using (var stream = File.OpenRead(path))
        {
            if (stream.ReadAtLeast(head, 8, throwOnEndOfStream: false) < 8)
                throw new DriftProblem($"{path}: too short to be a NetCDF file");
        }

        if (head[..3].SequenceEqual("CDF"u8)) return ClassicNetCdf.Open(path);
        if (head.SequenceEqual<byte>([0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A])) return Hdf5NetCdf.Open(path);
        throw new DriftProblem($"{path}: neither classic NetCDF (CDF) nor NetCDF-4 (HDF5); convert other formats such as GRIB first");
    }

    public NetCdfVariable? Find(string name) => Variables.FirstOrDefault(v => v.Name == name);

    public abstract void Dispose();
}

/// <summary>One variable of a NetCDF file.</summary>
public abstract class NetCdfVariable
{
    public required string Name { get; init; }

    /// <summary>Names of the dimensions, slowest first. A coordinate variable bears the name of its own dimension.</summary>
    public required IReadOnlyList<string> Dimensions { get; init; }

    public required IReadOnlyList<long> Shape { get; init; }

    /// <summary>Attributes: text as <see cref="string"/>, numbers as an array of double.</summary>
    public required IReadOnlyDictionary<string, object> Attributes { get; init; }

    public string? Text(string attribute) => Attributes.GetValueOrDefault(attribute) as string;

    public double? Number(string attribute) => Attributes.GetValueOrDefault(attribute) is double[] { Length: > 0 } n ? n[0] : null;

    /// <summary>Number that stands for "no value" when the file names none; null for types that have no default.</summary>
    internal abstract double? DefaultFill { get; }

    /// <summary>Raw numbers of a box of the variable, as stored.</summary>
    protected abstract double[] ReadRaw(ReadOnlySpan<long> start, ReadOnlySpan<long> count);

    /// <summary>Values of a box: fill and missing values become NaN, scale and offset are applied.</summary>
    /// <exception cref="DriftProblem">The box lies outside the variable, or the file ends too soon.</exception>
    public double[] Read(ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        if (start.Length != Shape.Count || count.Length != Shape.Count) throw new ArgumentException($"{Name} has {Shape.Count} dimensions");
        for (var d = 0; d < start.Length; d++)
            if (start[d] < 0 || count[d] < 0 || start[d] + count[d] > Shape[d])
                throw new DriftProblem($"{Name}: {start[d]} to {start[d] + count[d]} is outside dimension {Dimensions[d]} of {Shape[d]}");
        var values = ReadRaw(start, count);
        var fill = Number("_FillValue") ?? DefaultFill;
        var missing = Attributes.GetValueOrDefault("missing_value") as double[] ?? [];
        var (low, high) = ValidRange();
        var scale = Number("scale_factor") ?? 1;
        var offset = Number("add_offset") ?? 0;
        for (var i = 0; i < values.Length; i++)
        {
            var raw = values[i];
            // Fill values, missing values and the valid range are meant in packed units (NetCDF users' guide, best practices).
            if (raw == fill || Array.IndexOf(missing, raw) >= 0 || raw < low || raw > high) values[i] = double.NaN;
            else values[i] = raw * scale + offset;
        }

        return values;
    }

    /// <summary>All values of the variable.</summary>
    public double[] ReadAll() => Read(new long[Shape.Count], [.. Shape]);

    private (double Low, double High) ValidRange()
    {
        if (Attributes.GetValueOrDefault("valid_range") is double[] { Length: 2 } range) return (range[0], range[1]);
        return (Number("valid_min") ?? double.NegativeInfinity, Number("valid_max") ?? double.PositiveInfinity);
    }
}
