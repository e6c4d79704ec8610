using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Palermo.Analysis.Drift;

/// <summary>The header of a classic NetCDF file.</summary>
internal sealed class ClassicHeader(string path, SafeFileHandle handle)
{
    private readonly long length = RandomAccess.GetLength(handle);
    private readonly byte[] small = new byte[8];
    private long at = 4;
    private int version;

    /// <param name="Begin">Where the values begin, in bytes from the start of the file.</param>
    public sealed record Entry(
        string Name, int[] Dimensions, Dictionary<string, object> Attributes, ClassicType Type, long Begin, bool IsRecord, long Bytes);

    public List<(string Name, long Length)> Dimensions { get; } = [];

    public Dictionary<string, object> Attributes { get; private set; } = [];

    public List<Entry> Variables { get; } = [];

    public long Records { get; private set; }

    /// <summary>Bytes from one record to the next.</summary>
    public long RecordSize { get; private set; }

    public void Read()
    {
        var magic = new byte[4];
        ReadAt(0, magic, "magic number");
        version = magic[3];
        if (version is not (1 or 2 or 5)) throw Broken($"version {version} of the classic format is not known (1, 2 and 5 are)");
        var records = Count();
        Records = records;
        for (var n = List(10, "dimensions"); n > 0; n--) Dimensions.Add((Name(), Count()));
        Attributes = ReadAttributes();
        for (var n = List(11, "variables"); n > 0; n--) Variables.Add(ReadVariable());
        var recordVariables = Variables.Where(v => v.IsRecord).ToArray();
        // A single record variable is packed without padding; several are each rounded up to 4 bytes.
        RecordSize = recordVariables.Length == 1 ? recordVariables[0].Bytes : recordVariables.Sum(v => (v.Bytes + 3) / 4 * 4);
        var unknown = version == 5 ? -1L : 0xFFFFFFFFL;
        if (Records == unknown) Records = RecordSize == 0 ? 0 : (length - recordVariables.Min(v => v.Begin)) / RecordSize;
        if (RecordSize > 0 && Records > length / RecordSize + 1) throw Broken($"it claims {Records} records, more than its {length} bytes hold");
    }

    private Entry ReadVariable()
    {
        var name = Name();
        var rank = Count();
        if (rank > 1024 || rank < 0) throw Broken($"variable {name} claims {rank} dimensions");
        var dimensions = new int[rank];
        for (var d = 0; d < rank; d++)
        {
            var id = Count();
            if (id < 0 || id >= Dimensions.Count) throw Broken($"variable {name} names dimension {id} of {Dimensions.Count}");
            dimensions[d] = (int)id;
        }

        var attributes = ReadAttributes();
        var type = Type();
        Count();
        var begin = version == 1 ? Int() : Long();
        if (begin < 0) throw Broken($"variable {name} begins at {begin}");
        var isRecord = rank > 0 && Dimensions[dimensions[0]].Length == 0;
        long bytes = Size(type);
        foreach (var d in isRecord ? dimensions.AsSpan(1) : dimensions)
        {
            if (Dimensions[d].Length == 0) throw Broken($"variable {name} has the record dimension in a place other than the first");
            try
            {
                bytes = checked(bytes * Dimensions[d].Length);
            }
            catch (OverflowException)
            {
                throw Broken($"variable {name} would be larger than any file");
            }
        }

        if (!isRecord && begin > length) throw Broken($"variable {name} begins beyond the end of the file");
        return new Entry(name, dimensions, attributes, type, begin, isRecord, bytes);
    }

    private Dictionary<string, object> ReadAttributes()
    {
        var found = new Dictionary<string, object>();
        for (var n = List(12, "attributes"); n > 0; n--)
        {
            var name = Name();
            var type = Type();
            var count = Count();
            if (count < 0 || count > length) throw Broken($"attribute {name} claims {count} values");
            var bytes = new byte[checked(count * Size(type))];
            ReadAt(at, bytes, $"attribute {name}");
            at += (bytes.Length + 3) / 4 * 4;
            found[name] = type == ClassicType.Char
                ? Encoding.UTF8.GetString(bytes).TrimEnd('\0', ' ')
                : Enumerable.Range(0, (int)count).Select(i => Number(bytes.AsSpan(i * Size(type), Size(type)), type)).ToArray();
        }

        return found;
    }

    // A list is a tag and a count; an absent one is two zeros.
    private long List(int expected, string what)
    {
        var tag = Int();
        var count = Count();
        if (tag == 0 && count == 0) return 0;
        // Each entry takes 12 bytes at the least.
        if (tag != expected || count < 0 || count > length / 12) throw Broken($"the list of {what} (tag {tag}, {count} entries) is broken at byte {at}");
        return count;
    }

    private string Name()
    {
        var count = Count();
        if (count < 0 || count > 65536) throw Broken($"a name of {count} letters at byte {at}");
        var bytes = new byte[count];
        ReadAt(at, bytes, "a name");
        at += (count + 3) / 4 * 4;
        return Encoding.UTF8.GetString(bytes);
    }

    private ClassicType Type()
    {
        var type = Int();
        if (type < 1 || type > (version == 5 ? 11 : 6)) throw Broken($"type {type} at byte {at} is not known");
        return (ClassicType)type;
    }

    private long Count() => version == 5 ? Long() : (uint)Int();

    private int Int()
    {
        ReadAt(at, small.AsSpan(0, 4), "the header");
        at += 4;
        return BinaryPrimitives.ReadInt32BigEndian(small);
    }

    private long Long()
    {
        ReadAt(at, small.AsSpan(0, 8), "the header");
        at += 8;
        return BinaryPrimitives.ReadInt64BigEndian(small);
    }

    public void ReadAt(long offset, Span<byte> into, string what)
    {
        if (offset < 0 || offset + into.Length > length) throw Broken($"it ends within {what} (byte {offset} and {into.Length} more, of {length})");
        while (into.Length > 0)
        {
            var read = RandomAccess.Read(handle, into, offset);
            if (read == 0) throw Broken($"it ends within {what}");
            offset += read;
            into = into[read..];
        }
    }

    private DriftProblem Broken(string how) => new($"{path}: broken NetCDF file: {how}; download or convert it again");

    public static int Size(ClassicType type) => type switch
    {
        ClassicType.Byte or ClassicType.Char or ClassicType.UByte => 1,
        ClassicType.Short or ClassicType.UShort => 2,
        ClassicType.Int or ClassicType.Float or ClassicType.UInt => 4,
        _ => 8,
    };

    public static double Number(ReadOnlySpan<byte> b, ClassicType type) => type switch
    {
        ClassicType.Byte => (sbyte)b[0],
        ClassicType.UByte or ClassicType.Char => b[0],
        ClassicType.Short => BinaryPrimitives.ReadInt16BigEndian(b),
        ClassicType.UShort => BinaryPrimitives.ReadUInt16BigEndian(b),
        ClassicType.Int => BinaryPrimitives.ReadInt32BigEndian(b),
        ClassicType.UInt => BinaryPrimitives.ReadUInt32BigEndian(b),
        ClassicType.Float => BinaryPrimitives.ReadSingleBigEndian(b),
        ClassicType.Double => BinaryPrimitives.ReadDoubleBigEndian(b),
        ClassicType.Int64 => BinaryPrimitives.ReadInt64BigEndian(b),
        _ => BinaryPrimitives.ReadUInt64BigEndian(b),
    };
}
