using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Palermo.Storage.Bulk;

/// <summary>Rows in PostgreSQL's binary COPY format, built in memory and sent whole.</summary>
/// <remarks>
/// Format: PostgreSQL documentation, COPY, "Binary Format"; a tsvector as its receive function reads it: number of lexemes, then each ended by
/// a zero byte and its number of positions. Npgsql's importer throws on a synchronous write of a tsvector, and awaits each field.
/// </remarks>
internal sealed class CopyRows
{
    private const int SentAt = 1 << 20;
    private byte[] _bytes = new byte[SentAt + (1 << 16)];
    private int _length;

    public bool IsFull => _length >= SentAt;

    public CopyRows()
    {
        "PGCOPY\n"u8.CopyTo(_bytes);
        ((ReadOnlySpan<byte>)[0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0]).CopyTo(_bytes.AsSpan(7));
        _length = 19;
    }

    /// <summary>Sends rows to a table.</summary>
    /// <param name="fields">Fields of each row.</param>
    public static async ValueTask SendAsync<T>(NpgsqlConnection connection, string table, short fields, IReadOnlyList<T> rows, Action<CopyRows, T> write, CancellationToken cancel = default)
    {
        if (rows.Count == 0) return;
        var buffer = new CopyRows();
        await using var to = await connection.BeginRawBinaryCopyAsync($"COPY {table} FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var row in rows)
        {
            BinaryPrimitives.WriteInt16BigEndian(buffer.Space(2), fields);
            write(buffer, row);
            if (buffer.IsFull) await buffer.SendAsync(to, cancel);
        }
        BinaryPrimitives.WriteInt16BigEndian(buffer.Space(2), -1);
        await buffer.SendAsync(to, cancel);
    }

    private async ValueTask SendAsync(Stream to, CancellationToken cancel)
    {
        await to.WriteAsync(_bytes.AsMemory(0, _length), cancel);
        _length = 0;
    }

    private Span<byte> Space(int length)
    {
        if (_length + length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }

    public void Null() => BinaryPrimitives.WriteInt32BigEndian(Space(4), -1);

    public void Number(long value)
    {
        var space = Space(12);
        BinaryPrimitives.WriteInt32BigEndian(space, 8);
        BinaryPrimitives.WriteInt64BigEndian(space[4..], value);
    }

    public void Number(long? value)
    {
        if (value is { } number) Number(number);
        else Null();
    }

    public void Real(double? value)
    {
        if (value is not { } number)
        {
            Null();
            return;
        }
        var space = Space(12);
        BinaryPrimitives.WriteInt32BigEndian(space, 8);
        BinaryPrimitives.WriteDoubleBigEndian(space[4..], number);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        var space = Space(4 + value.Length);
        BinaryPrimitives.WriteInt32BigEndian(space, value.Length);
        value.CopyTo(space[4..]);
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        var space = Space(4 + length);
        BinaryPrimitives.WriteInt32BigEndian(space, length);
        Encoding.UTF8.GetBytes(value, space[4..]);
    }

    /// <summary>Distinct words without positions; the server sorts them.</summary>
    public void Words(IReadOnlyCollection<string> words)
    {
        var length = 4;
        foreach (var word in words) length += Encoding.UTF8.GetByteCount(word) + 3;
        var space = Space(4 + length);
        BinaryPrimitives.WriteInt32BigEndian(space, length);
        BinaryPrimitives.WriteInt32BigEndian(space[4..], words.Count);
        var at = 8;
        foreach (var word in words)
        {
            at += Encoding.UTF8.GetBytes(word, space[at..]);
            space.Slice(at, 3).Clear();
            at += 3;
        }
    }
}
