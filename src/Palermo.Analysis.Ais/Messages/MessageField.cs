using System.Text;

namespace Palermo.Analysis.Ais.Messages;

/// <summary>How the bits of a field are read.</summary>
public enum FieldKind : byte
{
    /// <summary>A number without sign.</summary>
    Unsigned,

    /// <summary>A number in two's complement.</summary>
    Signed,

    /// <summary>One bit: true or false.</summary>
    Flag,

    /// <summary>Six-bit text; <see cref="MessageField.Length"/> is in bits, 0 means to the end of the message.</summary>
    Text,

    /// <summary>Name of an aid to navigation: 20 letters, and more behind bit 272 when all 20 are used.</summary>
    AidName,

    /// <summary>Bits that are not understood, to the end of the message: their number and their bytes in hexadecimal.</summary>
    Data,

    /// <summary>Rate of turn: degrees a minute, (value/4.733) squared with its sign.</summary>
    Turn,

    /// <summary>Year 14, month 4, day 5, hour 5, minute 6, second 6 bits.</summary>
    DateTime,

    /// <summary>Month 4, day 5, hour 5, minute 6 bits.</summary>
    MonthDayTime,

    /// <summary>Day 5, hour 5, minute 6 bits.</summary>
    DayTime,

    /// <summary>Identity of a target of a traffic service: two bits say which kind of identity follows.</summary>
    TargetId,
}

/// <summary>One field of a message: its name, its place and how its number becomes a value.</summary>
/// <remarks>Value = (number + <see cref="Shift"/>) / <see cref="Divisor"/>. Names are those of gpsd's JSON, which most tools know.</remarks>
public sealed record MessageField(string Name, FieldKind Kind, int Start, int Length)
{
    /// <summary>Added to the number before division.</summary>
    public long Shift { get; init; }

    /// <summary>What the number is divided by.</summary>
    public long Divisor { get; init; } = 1;

    /// <summary>Decimals written.</summary>
    public int Decimals { get; init; }

    /// <summary>The number that says "not available"; the field is then left out of scaled output.</summary>
    public long? NotAvailable { get; init; }

    /// <summary>Counted from the end of the message instead of its beginning (<see cref="Start"/> bits before it).</summary>
    public bool FromEnd { get; init; }

    /// <summary>Words for the numbers, where there are; looked up by number.</summary>
    public Func<int, string?>? Words { get; init; }

    /// <summary>Length of the array of six-bit letters of a text.</summary>
    internal int Letters => Length / 6;

    internal byte[] JsonPrefix { get; } = Encoding.ASCII.GetBytes($",\"{Name}\":");

    internal byte[] JsonWordPrefix { get; } = Encoding.ASCII.GetBytes($",\"{Name}_text\":\"");
}

/// <summary>Fields that come several times in a row.</summary>
/// <param name="Name">Name of the array.</param>
/// <param name="Start">First bit of the first element.</param>
/// <param name="ElementBits">Bits of one element.</param>
/// <param name="Most">Elements at most.</param>
/// <param name="CountStart">Where the number of elements stands; -1: as many as are wholly there.</param>
/// <param name="CountLength">Bits of that number.</param>
/// <param name="Fields">Fields of an element, their starts counted from the element's first bit.</param>
public sealed record RepeatedFields(
    string Name, int Start, int ElementBits, int Most, int CountStart, int CountLength, MessageField[] Fields)
{
    /// <summary>Elements in a message.</summary>
    public int Count(in Sentences.BitField bits)
    {
        var whole = Math.Clamp((bits.BitCount - Start) / ElementBits, 0, Most);
        return CountStart < 0 ? whole : Math.Min(whole, (int)bits.Unsigned(CountStart, CountLength));
    }
}
