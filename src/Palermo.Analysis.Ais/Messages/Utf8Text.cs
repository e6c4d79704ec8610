using System.Buffers.Text;

namespace Palermo.Analysis.Ais.Messages;

/// <summary>Text under construction, in UTF-8, growing as it must.</summary>
internal sealed class Utf8Text
{
    private byte[] _bytes = new byte[1 << 16];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    public void Append(byte letter)
    {
        Room(1)[0] = letter;
        Length++;
    }

    public void Append(long number)
    {
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        Length += written;
    }

    /// <summary>A number with so many digits, zeros before it.</summary>
    public void AppendDigits(long number, int digits)
    {
        var room = Room(20);
        if (Math.Abs(number) >= Power(digits))
        {
            Append(number);
            return;
        }
        for (var i = digits - 1; i >= 0; i--, number /= 10) room[i] = (byte)('0' + number % 10);
        Length += digits;
    }

    /// <summary>The quotient of two whole numbers, rounded half away from zero to so many decimals.</summary>
    public void AppendQuotient(long number, long divisor, int decimals)
    {
        var power = Power(decimals);
        var negative = number < 0;
        // The largest number has 28 bits, the largest power ten million: the product is far from 64 bits.
        var scaled = (Math.Abs(number) * power * 2 + divisor) / (2 * divisor);
        if (negative && scaled != 0) Append((byte)'-');
        Append(scaled / power);
        if (decimals == 0) return;
        Append((byte)'.');
        AppendDigits(scaled % power, decimals);
    }

    public void AppendFixed(double value, int decimals)
    {
        Utf8Formatter.TryFormat(value, Room(40), out var written, new System.Buffers.StandardFormat('F', (byte)decimals));
        Length += written;
    }

    /// <summary>ASCII text between quotes, with quotes and backslashes escaped.</summary>
    public void AppendJsonString(ReadOnlySpan<byte> ascii)
    {
        Append((byte)'"');
        if (ascii.IndexOfAny((byte)'"', (byte)'\\') < 0 && ascii.IndexOfAnyInRange<byte>(0, 31) < 0 && ascii.IndexOfAnyInRange<byte>(127, 255) < 0)
        {
            Append(ascii);
        }
        else
        {
            foreach (var letter in ascii)
            {
                if (letter is (byte)'"' or (byte)'\\') Append((byte)'\\');
                Append(letter is < 32 or > 126 ? (byte)'?' : letter);
            }
        }
        Append((byte)'"');
    }

    public void AppendHex(int value)
    {
        const string digits = "0123456789abcdef";
        var room = Room(2);
        room[0] = (byte)digits[value >> 4];
        room[1] = (byte)digits[value & 15];
        Length += 2;
    }

    public void ReplaceAt(int place, byte letter) => _bytes[place] = letter;

    public void MoveTail(int tail, int to) => Columns.Tail.Move(_bytes, tail, Length, to);

    private Span<byte> Room(int count)
    {
        if (Length + count > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        return _bytes.AsSpan(Length);
    }

    private static long Power(int decimals) => decimals switch
    {
        0 => 1, 1 => 10, 2 => 100, 3 => 1000, 4 => 10_000, 5 => 100_000, 6 => 1_000_000, _ => 10_000_000,
    };
}
