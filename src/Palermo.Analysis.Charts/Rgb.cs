using System.Globalization;

namespace Palermo.Analysis.Charts;

/// <summary>A colour: red, green and blue, each 0 to 255.</summary>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>Reads <c>#rrggbb</c>.</summary>
    /// <exception cref="FormatException">The text is not a hash and six hexadecimal digits.</exception>
    public static Rgb Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        if (hex.Length != 7 || hex[0] != '#'
            || !uint.TryParse(hex.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            throw new FormatException($"'{hex}' is not a colour; write # and six hexadecimal digits, as in #0072b2.");
        return new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    /// <summary>The colour between this one (0) and another (1).</summary>
    /// <param name="share">0 to 1.</param>
    public Rgb Towards(Rgb other, double share)
    {
        return new Rgb(Mix(R, other.R), Mix(G, other.G), Mix(B, other.B));
        byte Mix(byte from, byte to) => (byte)Math.Round(from + (to - from) * share);
    }

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public override string ToString() => $"#{R:x2}{G:x2}{B:x2}";
}
