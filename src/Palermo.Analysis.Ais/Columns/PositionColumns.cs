using System.Runtime.CompilerServices;
using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais.Columns;

/// <summary>Single bits of a position report, under one name for all types.</summary>
[Flags]
public enum PositionFlags : ushort
{
    /// <summary>None is set.</summary>
    None = 0,

    /// <summary>Position better than 10 m (differential).</summary>
    Accurate = 1,

    /// <summary>Receiver autonomous integrity monitoring in use.</summary>
    Raim = 2,

    /// <summary>Own ship (VDO).</summary>
    Own = 4,

    /// <summary>Assigned mode.</summary>
    Assigned = 8,

    /// <summary>Class B carrier-sense unit.</summary>
    CarrierSense = 16,

    /// <summary>Has a display.</summary>
    Display = 32,

    /// <summary>Has a DSC function.</summary>
    Dsc = 64,

    /// <summary>Can use the whole marine band.</summary>
    Band = 128,

    /// <summary>Obeys channel management by message 22.</summary>
    Message22 = 256,

    /// <summary>No special manoeuvre.</summary>
    ManoeuvreNormal = 512,

    /// <summary>Special manoeuvre.</summary>
    ManoeuvreSpecial = 1024,

    /// <summary>Aid to navigation: not at its place.</summary>
    OffPosition = 2048,

    /// <summary>Aid to navigation that does not exist but as a message.</summary>
    Virtual = 4096,
}

/// <summary>Position reports of all types, a column for each field, in the order of the lines.</summary>
/// <remarks>
/// Types 1, 2, 3, 4, 9, 11, 18, 19, 21 and 27. Numbers are as transmitted, so that "not available" stays visible; the
/// properties that convert say what it becomes. ITU-R M.1371-5, annex 8. 45 bytes a row. Arrays are longer than <see cref="Count"/>.
/// </remarks>
public sealed class PositionColumns
{
    /// <summary>Longitude that says "not available": 181 degrees.</summary>
    public const int NoLongitude = 181 * 600_000;

    /// <summary>Latitude that says "not available": 91 degrees.</summary>
    public const int NoLatitude = 91 * 600_000;

    /// <summary>Time that says "nobody wrote it".</summary>
    public const long NoTime = long.MinValue;

    private long[] _time = [];
    private int[] _line = [], _mmsi = [], _longitude = [], _latitude = [], _radio = [];
    private ushort[] _speed = [], _course = [], _heading = [];
    private PositionFlags[] _flags = [];
    private byte[] _type = [], _status = [], _second = [], _channel = [];
    private sbyte[] _turn = [];

    /// <summary>Rows.</summary>
    public int Count { get; private set; }

    /// <summary>Number of the line, counted from the batch's first line, 0 being that line.</summary>
    public ReadOnlySpan<int> Line => _line.AsSpan(0, Count);

    /// <summary>Time of reception, Unix milliseconds; <see cref="NoTime"/> when nobody wrote it.</summary>
    public ReadOnlySpan<long> UnixMilliseconds => _time.AsSpan(0, Count);

    /// <summary>Type of message.</summary>
    public ReadOnlySpan<byte> Type => _type.AsSpan(0, Count);

    /// <summary>Sender.</summary>
    public ReadOnlySpan<int> Mmsi => _mmsi.AsSpan(0, Count);

    /// <summary>Longitude in 1/600,000 degree; <see cref="NoLongitude"/> when not available. Type 27 is scaled to the same unit.</summary>
    public ReadOnlySpan<int> Longitude => _longitude.AsSpan(0, Count);

    /// <summary>Latitude in 1/600,000 degree; <see cref="NoLatitude"/> when not available.</summary>
    public ReadOnlySpan<int> Latitude => _latitude.AsSpan(0, Count);

    /// <summary>Speed over ground in tenths of a knot; 1023 not available, 1022 means 102.2 knots or more. Types 9 and 27 give whole knots and are scaled.</summary>
    public ReadOnlySpan<ushort> Speed => _speed.AsSpan(0, Count);

    /// <summary>Course over ground in tenths of a degree; 3600 not available.</summary>
    public ReadOnlySpan<ushort> Course => _course.AsSpan(0, Count);

    /// <summary>True heading in degrees; 511 not available.</summary>
    public ReadOnlySpan<ushort> Heading => _heading.AsSpan(0, Count);

    /// <summary>Rate of turn as transmitted; -128 not available. Degrees a minute are (value/4.733) squared, with its sign.</summary>
    public ReadOnlySpan<sbyte> Turn => _turn.AsSpan(0, Count);

    /// <summary>Navigational status, 0 to 15; 15 also where the type has none. For type 21: the kind of aid, 0 to 31.</summary>
    public ReadOnlySpan<byte> Status => _status.AsSpan(0, Count);

    /// <summary>Second of the minute of the position, 0 to 59; 60 not available, 61 to 63 manual, estimated, inoperative.</summary>
    public ReadOnlySpan<byte> Second => _second.AsSpan(0, Count);

    /// <summary>Single bits.</summary>
    public ReadOnlySpan<PositionFlags> Flags => _flags.AsSpan(0, Count);

    /// <summary>Communication state as transmitted, 19 or 20 bits; 0 where the type has none.</summary>
    public ReadOnlySpan<int> Radio => _radio.AsSpan(0, Count);

    /// <summary>Radio channel as written; 0 when empty.</summary>
    public ReadOnlySpan<byte> Channel => _channel.AsSpan(0, Count);

    /// <summary>Longitude of a row in degrees; NaN when not available or outside -180 to 180.</summary>
    public double LongitudeDegrees(int row) => Math.Abs(_longitude[row]) <= 180 * 600_000 ? _longitude[row] / 600_000.0 : double.NaN;

    /// <summary>Latitude of a row in degrees; NaN when not available or outside -90 to 90.</summary>
    public double LatitudeDegrees(int row) => Math.Abs(_latitude[row]) <= 90 * 600_000 ? _latitude[row] / 600_000.0 : double.NaN;

    /// <summary>Speed of a row in knots; NaN when not available.</summary>
    public double SpeedKnots(int row) => _speed[row] == 1023 ? double.NaN : _speed[row] / 10.0;

    /// <summary>Course of a row in degrees; NaN when not available or 360 and above.</summary>
    public double CourseDegrees(int row) => _course[row] >= 3600 ? double.NaN : _course[row] / 10.0;

    /// <summary>Makes room, so that the columns need not grow while they are filled.</summary>
    internal void Reserve(int rows)
    {
        if (rows > _mmsi.Length) Grow(rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // compiled well at once: a short run has no time to warm up
    internal void Add(int type, ref byte bits, int line, byte channel, bool own, long? time)
    {
        if (Count == _mmsi.Length) Grow(Math.Max(1024, Count * 2));
        var row = Count++;
        _line[row] = line;
        _time[row] = time ?? NoTime;
        _channel[row] = channel;
        _type[row] = (byte)type;
        _mmsi[row] = (int)BitField.Fast(ref bits, 8, 30);
        var flags = own ? PositionFlags.Own : 0;
        switch (type)
        {
            case <= 3:
                _status[row] = (byte)BitField.Fast(ref bits, 38, 4);
                _turn[row] = (sbyte)BitField.FastSigned(ref bits, 42, 8);
                _speed[row] = (ushort)BitField.Fast(ref bits, 50, 10);
                Place(row, ref bits, 61);
                _course[row] = (ushort)BitField.Fast(ref bits, 116, 12);
                _heading[row] = (ushort)BitField.Fast(ref bits, 128, 9);
                _second[row] = (byte)BitField.Fast(ref bits, 137, 6);
                flags |= (PositionFlags)((BitField.Fast(ref bits, 143, 2) & 3) << 9)
                    | Bit(ref bits, 60, PositionFlags.Accurate) | Bit(ref bits, 148, PositionFlags.Raim);
                _radio[row] = (int)BitField.Fast(ref bits, 149, 19);
                break;
            case 18 or 19:
                _status[row] = 15;
                _turn[row] = -128;
                _speed[row] = (ushort)BitField.Fast(ref bits, 46, 10);
                Place(row, ref bits, 57);
                _course[row] = (ushort)BitField.Fast(ref bits, 112, 12);
                _heading[row] = (ushort)BitField.Fast(ref bits, 124, 9);
                _second[row] = (byte)BitField.Fast(ref bits, 133, 6);
                flags |= Bit(ref bits, 56, PositionFlags.Accurate);
                if (type == 18)
                {
                    flags |= Bit(ref bits, 141, PositionFlags.CarrierSense) | Bit(ref bits, 142, PositionFlags.Display)
                        | Bit(ref bits, 143, PositionFlags.Dsc) | Bit(ref bits, 144, PositionFlags.Band)
                        | Bit(ref bits, 145, PositionFlags.Message22) | Bit(ref bits, 146, PositionFlags.Assigned)
                        | Bit(ref bits, 147, PositionFlags.Raim);
                    _radio[row] = (int)BitField.Fast(ref bits, 148, 20);
                }
                else
                {
                    flags |= Bit(ref bits, 305, PositionFlags.Raim) | Bit(ref bits, 307, PositionFlags.Assigned);
                    _radio[row] = 0;
                }
                break;
            default:
                flags |= Rare(row, type, ref bits);
                break;
        }
        _flags[row] = flags;
    }

    private PositionFlags Rare(int row, int type, ref byte bits)
    {
        _status[row] = 15;
        _turn[row] = -128;
        _speed[row] = 1023;
        _course[row] = 3600;
        _heading[row] = 511;
        _second[row] = 60;
        _radio[row] = 0;
        switch (type)
        {
            case 4 or 11:
                Place(row, ref bits, 79);
                _second[row] = (byte)BitField.Fast(ref bits, 72, 6);
                _radio[row] = (int)BitField.Fast(ref bits, 149, 19);
                return Bit(ref bits, 78, PositionFlags.Accurate) | Bit(ref bits, 148, PositionFlags.Raim);
            case 9:
                // Aircraft give whole knots: 1023 not available, 1022 that or more, which becomes 10220.
                var knots = BitField.Fast(ref bits, 50, 10);
                _speed[row] = (ushort)(knots == 1023 ? 1023 : knots * 10);
                Place(row, ref bits, 61);
                _course[row] = (ushort)BitField.Fast(ref bits, 116, 12);
                _second[row] = (byte)BitField.Fast(ref bits, 128, 6);
                _radio[row] = (int)BitField.Fast(ref bits, 148, 20);
                return Bit(ref bits, 60, PositionFlags.Accurate) | Bit(ref bits, 146, PositionFlags.Assigned)
                    | Bit(ref bits, 147, PositionFlags.Raim);
            case 21:
                _status[row] = (byte)BitField.Fast(ref bits, 38, 5);
                Place(row, ref bits, 164);
                _second[row] = (byte)BitField.Fast(ref bits, 253, 6);
                return Bit(ref bits, 163, PositionFlags.Accurate) | Bit(ref bits, 259, PositionFlags.OffPosition)
                    | Bit(ref bits, 268, PositionFlags.Raim) | Bit(ref bits, 269, PositionFlags.Virtual)
                    | Bit(ref bits, 270, PositionFlags.Assigned);
            default: // 27
                _status[row] = (byte)BitField.Fast(ref bits, 40, 4);
                _longitude[row] = BitField.FastSigned(ref bits, 44, 18) * 1000;
                _latitude[row] = BitField.FastSigned(ref bits, 62, 17) * 1000;
                var whole = BitField.Fast(ref bits, 79, 6);
                _speed[row] = (ushort)(whole == 63 ? 1023 : whole * 10);
                var course = BitField.Fast(ref bits, 85, 9);
                _course[row] = (ushort)(course == 511 ? 3600 : course * 10);
                return Bit(ref bits, 38, PositionFlags.Accurate) | Bit(ref bits, 39, PositionFlags.Raim);
        }
    }

    private void Place(int row, ref byte bits, int start)
    {
        _longitude[row] = BitField.FastSigned(ref bits, start, 28);
        _latitude[row] = BitField.FastSigned(ref bits, start + 28, 27);
    }

    private static PositionFlags Bit(ref byte bits, int at, PositionFlags flag) =>
        (PositionFlags)((int)flag & -(int)BitField.Fast(ref bits, at, 1));

    internal void MoveTail(int tail, int to)
    {
        Tail.Move(_line, tail, Count, to);
        Tail.Move(_time, tail, Count, to);
        Tail.Move(_channel, tail, Count, to);
        Tail.Move(_type, tail, Count, to);
        Tail.Move(_mmsi, tail, Count, to);
        Tail.Move(_longitude, tail, Count, to);
        Tail.Move(_latitude, tail, Count, to);
        Tail.Move(_speed, tail, Count, to);
        Tail.Move(_course, tail, Count, to);
        Tail.Move(_heading, tail, Count, to);
        Tail.Move(_turn, tail, Count, to);
        Tail.Move(_status, tail, Count, to);
        Tail.Move(_second, tail, Count, to);
        Tail.Move(_flags, tail, Count, to);
        Tail.Move(_radio, tail, Count, to);
    }

    private void Grow(int size)
    {
        Tail.Resize(ref _line, size, Count);
        Tail.Resize(ref _time, size, Count);
        Tail.Resize(ref _channel, size, Count);
        Tail.Resize(ref _type, size, Count);
        Tail.Resize(ref _mmsi, size, Count);
        Tail.Resize(ref _longitude, size, Count);
        Tail.Resize(ref _latitude, size, Count);
        Tail.Resize(ref _speed, size, Count);
        Tail.Resize(ref _course, size, Count);
        Tail.Resize(ref _heading, size, Count);
        Tail.Resize(ref _turn, size, Count);
        Tail.Resize(ref _status, size, Count);
        Tail.Resize(ref _second, size, Count);
        Tail.Resize(ref _flags, size, Count);
        Tail.Resize(ref _radio, size, Count);
    }
}
