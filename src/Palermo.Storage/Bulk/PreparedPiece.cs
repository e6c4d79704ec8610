using System.Buffers.Binary;
using System.Text;
using Palermo.Kernel;

namespace Palermo.Storage.Bulk;

/// <summary>A stretch of a piece's bytes.</summary>
internal readonly record struct Stretch(int From, int Length);

/// <summary>A row with everything that can be made ready before the database is locked. Its texts and bytes lie in the piece.</summary>
internal struct PreparedRow
{
    public required RecordId Id;
    public required int Line;
    public required Stretch Reference, Key, Body, Title;
    /// <summary>Where id, salt, hash of the body and commitment lie, one behind the other.</summary>
    public required int Marks;
    public required bool Mixed;
    public required int Searches;
    /// <summary>Facets as four bytes each: numbers of the preparer until the row is written, then those of the store.</summary>
    public required Stretch Facets;
    public required long? EventFrom, EventTo, EventPrecision, EventAt;
    public required double? Latitude, Longitude, Radius;

    /// <summary>Given while the database is locked. The number of the record is 0 where the row is no new record, negative where it is not to be stored.</summary>
    public long Rid, Seq;
}

/// <summary>A value of a facet of a new record.</summary>
internal readonly record struct FacetRow(long Code, long Rid) : IComparable<FacetRow>
{
    public int CompareTo(FacetRow other) => Code != other.Code ? Code.CompareTo(other.Code) : Rid.CompareTo(other.Rid);
}

/// <summary>An identifier of a row of the piece.</summary>
/// <param name="Type">The preparer's number of its type.</param>
/// <param name="Class">Where the statement that it comes from has a marking of its own.</param>
internal readonly record struct PreparedIdentifier(int Row, int Type, Stretch Value, AccessClass? Class);

/// <summary>A search row: words, each followed by a space.</summary>
internal readonly record struct PreparedSearch(int Row, int Number, Stretch Words, int Count, AccessClass? Class);

/// <summary>A link of a row.</summary>
internal readonly record struct PreparedLink(int Row, string Role, RecordId Target, AccessClass? Class);

/// <summary>A place beside the first, or one with a marking of its own.</summary>
internal readonly record struct PreparedPlace(int Row, IndexedPlace Place, AccessClass? Class);

/// <summary>
/// Some hundred prepared rows in a few arrays that are used again: an import makes thousands of rows while others wait to be written, and as
/// objects they would outlive the collector's young generation (measured: a third of the processor time).
/// </summary>
internal sealed class PreparedPiece
{
    private const int KeptBytes = 4 << 20, FirstBytes = 1 << 19;
    public const int SaltAt = 16, HashAt = 32, HashLength = 16, CommitmentAt = 48, MarksLength = 80;
    // Never moved by the collector: SQLite reads the texts where they lie.
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(FirstBytes, pinned: true);
    private PreparedRow[] _rows = new PreparedRow[256];

    public int Count { get; private set; }
    public int Length { get; private set; }
    public List<PreparedIdentifier> Identifiers { get; } = [];
    public List<PreparedSearch> Searches { get; } = [];
    public List<PreparedLink> Links { get; } = [];
    public List<PreparedPlace> Places { get; } = [];
    /// <summary>Facets of new records, sorted; filled when the piece is written.</summary>
    public List<FacetRow> Facets { get; } = [];

    public Span<PreparedRow> Rows => _rows.AsSpan(0, Count);
    public ref PreparedRow Row(int at) => ref _rows[at];
    public Span<byte> Of(Stretch stretch) => _bytes.AsSpan(stretch.From, stretch.Length);
    public Span<byte> Of(int from, int length) => _bytes.AsSpan(from, length);
    public string Text(Stretch stretch) => Encoding.UTF8.GetString(Of(stretch));

    public void Add(in PreparedRow row)
    {
        if (Count == _rows.Length) Array.Resize(ref _rows, Count * 2);
        _rows[Count++] = row;
    }

    /// <summary>Room for bytes; what lay before may move, so spans are taken after it.</summary>
    public Stretch Take(int length)
    {
        if (_bytes.Length - Length < length)
        {
            var more = GC.AllocateUninitializedArray<byte>(Math.Max(_bytes.Length * 2, checked(Length + length)), pinned: true);
            _bytes.AsSpan(0, Length).CopyTo(more);
            _bytes = more;
        }
        Length += length;
        return new(Length - length, length);
    }

    public Stretch Add(ReadOnlySpan<byte> bytes)
    {
        var stretch = Take(bytes.Length);
        bytes.CopyTo(Of(stretch));
        return stretch;
    }

    public Stretch Add(string text)
    {
        var room = Take(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, Of(room));
        Length = room.From + length;
        return new(room.From, length);
    }

    /// <summary>Words behind one another, each with a space behind it.</summary>
    public Stretch Add(HashSet<string> words)
    {
        var from = Length;
        foreach (var word in words)
        {
            Add(word);
            Of(Take(1))[0] = (byte)' ';
        }
        return new(from, Length - from);
    }

    /// <summary>Facets by the preparer's numbers.</summary>
    public Stretch Add(ReadOnlySpan<int> numbers)
    {
        var stretch = Take(numbers.Length * 4);
        for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteInt32BigEndian(Of(stretch)[(i * 4)..], numbers[i]);
        return stretch;
    }

    /// <summary>Neighbours in the tree of identifiers are written together.</summary>
    public void Sort() => Identifiers.Sort((a, b) => Of(a.Value).SequenceCompareTo(Of(b.Value)));

    /// <summary>Empties the piece for its next use.</summary>
    /// <returns>False when it grew so large that it is better forgotten.</returns>
    public bool Clear()
    {
        (Count, Length) = (0, 0);
        Identifiers.Clear();
        Searches.Clear();
        Links.Clear();
        Places.Clear();
        Facets.Clear();
        return _bytes.Length <= KeptBytes;
    }
}
