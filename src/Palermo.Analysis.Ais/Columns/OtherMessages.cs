using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais.Columns;

/// <summary>Messages that are neither position nor static reports, kept as their bits, in the order of the lines.</summary>
/// <remarks>Types 6, 7, 8, 10, 12 to 17, 20, 22, 23, 25 and 26. Any field of them by <see cref="Messages.MessageLayout"/>.</remarks>
public sealed class OtherMessages
{
    private int[] _line = [], _mmsi = [], _start = [], _bits = [];
    private long[] _time = [];
    private byte[] _type = [], _channel = [], _bytes = [];
    private int _used;

    /// <summary>Rows.</summary>
    public int Count { get; private set; }

    /// <summary>Number of the line, counted from the batch's first line, 0 being that line.</summary>
    public ReadOnlySpan<int> Line => _line.AsSpan(0, Count);

    /// <summary>Time of reception, Unix milliseconds; <see cref="PositionColumns.NoTime"/> when nobody wrote it.</summary>
    public ReadOnlySpan<long> UnixMilliseconds => _time.AsSpan(0, Count);

    /// <summary>Type of message.</summary>
    public ReadOnlySpan<byte> Type => _type.AsSpan(0, Count);

    /// <summary>Sender.</summary>
    public ReadOnlySpan<int> Mmsi => _mmsi.AsSpan(0, Count);

    /// <summary>The message of a row.</summary>
    public AisMessage Message(int row, long firstLine = 1)
    {
        var time = _time[row] == PositionColumns.NoTime ? (long?)null : _time[row];
        var bits = new BitField(_bytes.AsSpan(_start[row], (_bits[row] + 7) / 8), _bits[row]);
        return new AisMessage(bits, firstLine + _line[row], _channel[row], false, time, default);
    }

    internal void Add(in AisMessage message, int line)
    {
        if (Count == _mmsi.Length) Grow();
        var bytes = (message.Bits.BitCount + 7) / 8;
        if (_used + bytes > _bytes.Length) Tail.Resize(ref _bytes, Math.Max(4096, (_used + bytes) * 2), _used);
        message.Bits.Bytes[..bytes].CopyTo(_bytes.AsSpan(_used));
        var row = Count++;
        _line[row] = line;
        _time[row] = message.UnixMilliseconds ?? PositionColumns.NoTime;
        _type[row] = (byte)message.Type;
        _mmsi[row] = message.Mmsi;
        _channel[row] = message.Channel;
        _start[row] = _used;
        _bits[row] = message.Bits.BitCount;
        _used += bytes;
    }

    internal void MoveTail(int tail, int to)
    {
        Tail.Move(_line, tail, Count, to);
        Tail.Move(_time, tail, Count, to);
        Tail.Move(_type, tail, Count, to);
        Tail.Move(_mmsi, tail, Count, to);
        Tail.Move(_channel, tail, Count, to);
        Tail.Move(_start, tail, Count, to);
        Tail.Move(_bits, tail, Count, to);
    }

    private void Grow()
    {
        var size = Math.Max(64, Count * 2);
        Tail.Resize(ref _line, size, Count);
        Tail.Resize(ref _time, size, Count);
        Tail.Resize(ref _type, size, Count);
        Tail.Resize(ref _mmsi, size, Count);
        Tail.Resize(ref _channel, size, Count);
        Tail.Resize(ref _start, size, Count);
        Tail.Resize(ref _bits, size, Count);
    }
}
