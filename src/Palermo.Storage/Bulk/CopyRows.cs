using System.Buffers.Binary;
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

    private void Header()
    {
        "PGCOPY\n"u8.CopyTo(_bytes);
        ((ReadOnlySpan<byte>)[0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0]).CopyTo(_bytes.AsSpan(7));
        _length = 19;
    }

    /// <summary>Sends rows to a table.</summary>
    /// <param name="count">How many rows to ask for.</param>
    /// <param name="write">Writes the fields of a row, after <see cref="Begin"/>; or nothing, where the row is not to be sent.</param>
    public async ValueTask SendAsync(NpgsqlConnection connection, string table, int count, Action<CopyRows, int> write, CancellationToken cancel = default)
    {
        if (count == 0) return;
        Header();
        await using var to = await connection.BeginRawBinaryCopyAsync($"COPY {table} FROM STDIN (FORMAT BINARY)", cancel);
        for (var i = 0; i < count; i++)
        {
            write(this, i);
            if (IsFull) await SendAsync(to, cancel);
        }
        Begin(-1);
        await SendAsync(to, cancel);
    }

    private async ValueTask SendAsync(Stream to, CancellationToken cancel)
    {
        await to.WriteAsync(_bytes.AsMemory(0, _length), cancel);
        _length = 0;
    }

    /// <summary>Begins a row of so many fields.</summary>
    public void Begin(short fields) => BinaryPrimitives.WriteInt16BigEndian(Space(2), fields);

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

    /// <summary>Distinct words without positions, from words each followed by a space; the server sorts them.</summary>
    public void Words(ReadOnlySpan<byte> words, int count)
    {
        // Each space becomes a zero byte and a number of positions of two bytes.
        var length = 4 + words.Length + count * 2;
        var space = Space(4 + length);
        BinaryPrimitives.WriteInt32BigEndian(space, length);
        BinaryPrimitives.WriteInt32BigEndian(space[4..], count);
        var at = 8;
        while (words.Length > 0)
        {
            var end = words.IndexOf((byte)' ');
            words[..end].CopyTo(space[at..]);
            space.Slice(at + end, 3).Clear();
            at += end + 3;
            words = words[(end + 1)..];
        }
    }
}
