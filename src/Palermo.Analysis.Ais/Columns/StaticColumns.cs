using System.Text;
using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais.Columns;

/// <summary>What a static report tells of a ship; a type 24 tells it in two parts.</summary>
[Flags]
public enum StaticParts : byte
{
    /// <summary>The name.</summary>
    Name = 1,

    /// <summary>Call sign, kind of ship and size.</summary>
    Ship = 2,

    /// <summary>IMO number, draught, arrival and destination.</summary>
    Voyage = 4,
}

/// <summary>Static and voyage reports, a column for each field: types 5, 19, 21 (name and size) and 24.</summary>
/// <remarks>ITU-R M.1371-5, annex 8. Fields that a part does not tell are 0. Arrays are longer than <see cref="Count"/>.</remarks>
public sealed class StaticColumns
{
    private const int NameAt = 0, NameLength = 20, CallSignAt = 20, CallSignLength = 7, DestinationAt = 27, DestinationLength = 20, TextLength = 48;

    private long[] _time = [];
    private int[] _line = [], _mmsi = [], _imo = [], _arrival = [], _mothership = [];
    private ushort[] _bow = [], _stern = [];
    private byte[] _type = [], _port = [], _starboard = [], _shipType = [], _draught = [], _epfd = [], _version = [], _dte = [], _channel = [];
    private StaticParts[] _parts = [];
    private byte[] _text = [];
    private long[] _vendor = [];

    /// <summary>Rows.</summary>
    public int Count { get; private set; }

    /// <summary>Number of the line, counted from the batch's first line, 0 being that line.</summary>
    public ReadOnlySpan<int> Line => _line.AsSpan(0, Count);

    /// <summary>Time of reception, Unix milliseconds; <see cref="PositionColumns.NoTime"/> when nobody wrote it.</summary>
    public ReadOnlySpan<long> UnixMilliseconds => _time.AsSpan(0, Count);

    /// <summary>Type of message.</summary>
    public ReadOnlySpan<byte> Type => _type.AsSpan(0, Count);

    /// <summary>What the row tells.</summary>
    public ReadOnlySpan<StaticParts> Parts => _parts.AsSpan(0, Count);

    /// <summary>Sender.</summary>
    public ReadOnlySpan<int> Mmsi => _mmsi.AsSpan(0, Count);

    /// <summary>IMO number; 0 not available.</summary>
    public ReadOnlySpan<int> Imo => _imo.AsSpan(0, Count);

    /// <summary>Kind of ship and cargo, 0 to 255 (for type 21: kind of aid).</summary>
    public ReadOnlySpan<byte> ShipType => _shipType.AsSpan(0, Count);

    /// <summary>Metres from the antenna to the bow; 511 means that or more.</summary>
    public ReadOnlySpan<ushort> ToBow => _bow.AsSpan(0, Count);

    /// <summary>Metres from the antenna to the stern.</summary>
    public ReadOnlySpan<ushort> ToStern => _stern.AsSpan(0, Count);

    /// <summary>Metres from the antenna to the port side; 63 means that or more.</summary>
    public ReadOnlySpan<byte> ToPort => _port.AsSpan(0, Count);

    /// <summary>Metres from the antenna to the starboard side.</summary>
    public ReadOnlySpan<byte> ToStarboard => _starboard.AsSpan(0, Count);

    /// <summary>Draught in tenths of a metre; 0 not available, 255 means 25.5 or more.</summary>
    public ReadOnlySpan<byte> Draught => _draught.AsSpan(0, Count);

    /// <summary>Kind of position-fixing device, 0 to 15.</summary>
    public ReadOnlySpan<byte> Epfd => _epfd.AsSpan(0, Count);

    /// <summary>AIS version, 0 to 3 (type 5).</summary>
    public ReadOnlySpan<byte> Version => _version.AsSpan(0, Count);

    /// <summary>1 when no data terminal is there (types 5 and 19).</summary>
    public ReadOnlySpan<byte> Dte => _dte.AsSpan(0, Count);

    /// <summary>MMSI of the mother ship of a craft associated with it (type 24 B of an MMSI 98...); 0 otherwise.</summary>
    public ReadOnlySpan<int> Mothership => _mothership.AsSpan(0, Count);

    /// <summary>Vendor field of type 24 B, 42 bits as transmitted.</summary>
    public ReadOnlySpan<long> Vendor => _vendor.AsSpan(0, Count);

    /// <summary>Radio channel as written; 0 when empty.</summary>
    public ReadOnlySpan<byte> Channel => _channel.AsSpan(0, Count);

    /// <summary>Expected arrival as month (0 not available), day (0), hour (24), minute (60).</summary>
    public (int Month, int Day, int Hour, int Minute) Arrival(int row) =>
        (_arrival[row] >> 16 & 15, _arrival[row] >> 11 & 31, _arrival[row] >> 6 & 31, _arrival[row] & 63);

    /// <summary>Name of the ship or of the aid (its first 20 letters); empty when not told.</summary>
    public string Name(int row) => Read(row, NameAt, NameLength);

    /// <summary>Call sign; empty when not told.</summary>
    public string CallSign(int row) => Read(row, CallSignAt, CallSignLength);

    /// <summary>Destination; empty when not told.</summary>
    public string Destination(int row) => Read(row, DestinationAt, DestinationLength);

    internal void Add(int type, Span<byte> bits, int line, byte channel, long? time)
    {
        if (Count == _mmsi.Length) Grow();
        var row = Count++;
        ref var first = ref BitField.Start(bits);
        var text = _text.AsSpan(row * TextLength, TextLength);
        text.Fill((byte)'@');
        _line[row] = line;
        _time[row] = time ?? PositionColumns.NoTime;
        _channel[row] = channel;
        _type[row] = (byte)type;
        _mmsi[row] = (int)BitField.Fast(ref first, 8, 30);
        _imo[row] = _arrival[row] = _mothership[row] = 0;
        _draught[row] = _epfd[row] = _version[row] = _dte[row] = _shipType[row] = 0;
        _vendor[row] = 0;
        switch (type)
        {
            case 5:
                _parts[row] = StaticParts.Name | StaticParts.Ship | StaticParts.Voyage;
                _version[row] = (byte)BitField.Fast(ref first, 38, 2);
                _imo[row] = (int)BitField.Fast(ref first, 40, 30);
                SixBit.Letters(bits, 70, text.Slice(CallSignAt, CallSignLength));
                SixBit.Letters(bits, 112, text[..NameLength]);
                _shipType[row] = (byte)BitField.Fast(ref first, 232, 8);
                Size(row, ref first, 240);
                _epfd[row] = (byte)BitField.Fast(ref first, 270, 4);
                _arrival[row] = (int)BitField.Fast(ref first, 274, 20);
                _draught[row] = (byte)BitField.Fast(ref first, 294, 8);
                SixBit.Letters(bits, 302, text.Slice(DestinationAt, DestinationLength));
                _dte[row] = (byte)BitField.Fast(ref first, 422, 1);
                break;
            case 19:
                _parts[row] = StaticParts.Name | StaticParts.Ship;
                SixBit.Letters(bits, 143, text[..NameLength]);
                _shipType[row] = (byte)BitField.Fast(ref first, 263, 8);
                Size(row, ref first, 271);
                _epfd[row] = (byte)BitField.Fast(ref first, 301, 4);
                _dte[row] = (byte)BitField.Fast(ref first, 306, 1);
                break;
            case 21:
                _parts[row] = StaticParts.Name | StaticParts.Ship;
                _shipType[row] = (byte)BitField.Fast(ref first, 38, 5);
                SixBit.Letters(bits, 43, text[..NameLength]);
                Size(row, ref first, 219);
                _epfd[row] = (byte)BitField.Fast(ref first, 249, 4);
                break;
            default: // 24
                TwentyFour(row, bits, text);
                break;
        }
    }

    private void TwentyFour(int row, Span<byte> bits, Span<byte> text)
    {
        ref var first = ref BitField.Start(bits);
        if ((bits[4] & 3) == 0)
        {
            _parts[row] = StaticParts.Name;
            SixBit.Letters(bits, 40, text[..NameLength]);
            _bow[row] = _stern[row] = 0;
            _port[row] = _starboard[row] = 0;
            return;
        }
        _parts[row] = StaticParts.Ship;
        _shipType[row] = (byte)BitField.Fast(ref first, 40, 8);
        _vendor[row] = (long)BitField.Fast(ref first, 48, 21) << 21 | BitField.Fast(ref first, 69, 21);
        SixBit.Letters(bits, 90, text.Slice(CallSignAt, CallSignLength));
        if (_mmsi[row] / 10_000_000 == 98)
        {
            // A craft associated with a mother ship gives that ship's MMSI where others give their size.
            _mothership[row] = (int)BitField.Fast(ref first, 132, 30);
            _bow[row] = _stern[row] = 0;
            _port[row] = _starboard[row] = 0;
        }
        else
        {
            Size(row, ref first, 132);
        }
    }

    private void Size(int row, ref byte bits, int start)
    {
        _bow[row] = (ushort)BitField.Fast(ref bits, start, 9);
        _stern[row] = (ushort)BitField.Fast(ref bits, start + 9, 9);
        _port[row] = (byte)BitField.Fast(ref bits, start + 18, 6);
        _starboard[row] = (byte)BitField.Fast(ref bits, start + 24, 6);
    }

    private string Read(int row, int at, int length) =>
        Encoding.ASCII.GetString(SixBit.Trim(_text.AsSpan(row * TextLength + at, length)));

    internal void MoveTail(int tail, int to)
    {
        Tail.Move(_line, tail, Count, to);
        Tail.Move(_time, tail, Count, to);
        Tail.Move(_channel, tail, Count, to);
        Tail.Move(_type, tail, Count, to);
        Tail.Move(_parts, tail, Count, to);
        Tail.Move(_mmsi, tail, Count, to);
        Tail.Move(_imo, tail, Count, to);
        Tail.Move(_arrival, tail, Count, to);
        Tail.Move(_mothership, tail, Count, to);
        Tail.Move(_vendor, tail, Count, to);
        Tail.Move(_bow, tail, Count, to);
        Tail.Move(_stern, tail, Count, to);
        Tail.Move(_port, tail, Count, to);
        Tail.Move(_starboard, tail, Count, to);
        Tail.Move(_shipType, tail, Count, to);
        Tail.Move(_draught, tail, Count, to);
        Tail.Move(_epfd, tail, Count, to);
        Tail.Move(_version, tail, Count, to);
        Tail.Move(_dte, tail, Count, to);
        Tail.Move(_text, tail * TextLength, Count * TextLength, to * TextLength);
    }

    private void Grow()
    {
        var size = Math.Max(256, Count * 2);
        Tail.Resize(ref _line, size, Count);
        Tail.Resize(ref _time, size, Count);
        Tail.Resize(ref _channel, size, Count);
        Tail.Resize(ref _type, size, Count);
        Tail.Resize(ref _parts, size, Count);
        Tail.Resize(ref _mmsi, size, Count);
        Tail.Resize(ref _imo, size, Count);
        Tail.Resize(ref _arrival, size, Count);
        Tail.Resize(ref _mothership, size, Count);
        Tail.Resize(ref _vendor, size, Count);
        Tail.Resize(ref _bow, size, Count);
        Tail.Resize(ref _stern, size, Count);
        Tail.Resize(ref _port, size, Count);
        Tail.Resize(ref _starboard, size, Count);
        Tail.Resize(ref _shipType, size, Count);
        Tail.Resize(ref _draught, size, Count);
        Tail.Resize(ref _epfd, size, Count);
        Tail.Resize(ref _version, size, Count);
        Tail.Resize(ref _dte, size, Count);
        Tail.Resize(ref _text, size * TextLength, Count * TextLength);
    }
}
