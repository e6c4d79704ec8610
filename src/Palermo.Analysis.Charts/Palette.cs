namespace Palermo.Analysis.Charts;

/// <summary>Colours that people with the common kinds of colour blindness can tell apart.</summary>
/// <remarks>
/// Series: M. Okabe and K. Ito, "Color Universal Design" (2008), in an order that starts with the pair easiest to
/// tell apart. Values: anchors of the "viridis" map of Smith and van der Walt (matplotlib, CC0), whose lightness
/// rises evenly, so that it also reads in grey.
/// </remarks>
public static class Palette
{
    private static readonly Rgb[] SeriesColours =
    [
        Rgb.Parse("#0072b2"), Rgb.Parse("#d55e00"), Rgb.Parse("#009e73"), Rgb.Parse("#cc79a7"),
        Rgb.Parse("#e69f00"), Rgb.Parse("#56b4e9"), Rgb.Parse("#000000"), Rgb.Parse("#b8a800"),
    ];

    private static readonly Rgb[] ValueColours =
    [
        Rgb.Parse("#440154"), Rgb.Parse("#472d7b"), Rgb.Parse("#3b528b"), Rgb.Parse("#2c728e"), Rgb.Parse("#21918c"),
        Rgb.Parse("#28ae80"), Rgb.Parse("#5ec962"), Rgb.Parse("#addc30"), Rgb.Parse("#fde725"),
    ];

    /// <summary>The colour of the n-th series; after eight they begin again (the marker then tells them apart).</summary>
    public static Rgb Series(int index) => SeriesColours[((index % SeriesColours.Length) + SeriesColours.Length) % SeriesColours.Length];

    /// <summary>The colour of a value, dark for 0 and light for 1.</summary>
    /// <param name="share">0 to 1; what lies outside takes the nearest end.</param>
    public static Rgb Value(double share)
    {
        if (double.IsNaN(share)) throw new ArgumentOutOfRangeException(nameof(share), share, "A colour needs a number from 0 to 1.");
        var at = Math.Clamp(share, 0, 1) * (ValueColours.Length - 1);
        var low = Math.Min((int)at, ValueColours.Length - 2);
        return ValueColours[low].Towards(ValueColours[low + 1], at - low);
    }

    internal static readonly Rgb Ink = Rgb.Parse("#222222");
    internal static readonly Rgb Faint = Rgb.Parse("#dddddd");
    internal static readonly Rgb Axis = Rgb.Parse("#666666");
    internal static readonly Rgb Paper = Rgb.Parse("#ffffff");
    internal static readonly Rgb Land = Rgb.Parse("#eeeae0");
    internal static readonly Rgb Shore = Rgb.Parse("#8a8577");
}
