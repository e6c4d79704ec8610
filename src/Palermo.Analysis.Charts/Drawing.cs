namespace Palermo.Analysis.Charts;

/// <summary>A picture that can be written as SVG text or as a PNG image; both show the same.</summary>
/// <remarks>The same data gives the same SVG, byte for byte, on every machine.</remarks>
public abstract class Drawing
{
    private protected Drawing(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        Title = title;
    }

    /// <summary>What the picture shows, in one line above it.</summary>
    public string Title { get; }

    /// <summary>What a person who cannot see the picture should know; null writes a plain list of what is drawn.</summary>
    public string? Description { get; init; }

    /// <summary>Width in sheet units (pixels at natural size), 120 or more.</summary>
    public double Width
    {
        get;
        init => field = value is >= 120 and <= 10_000 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The width of a picture is 120 to 10,000 units.");
    } = 720;

    /// <summary>Height in sheet units, 100 or more.</summary>
    public double Height
    {
        get;
        init => field = value is >= 100 and <= 10_000 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The height of a picture is 100 to 10,000 units.");
    } = 440;

    /// <summary>The picture as SVG text: no script, no style attribute, no outside reference; title and description inside.</summary>
    public string ToSvg() => SvgWriter.Write(Compose());

    /// <summary>The picture as a PNG image.</summary>
    /// <param name="width">Width in pixels, 16 to 20,000; the height follows.</param>
    /// <param name="text">Letters of a font of the machine when there is one, or always our own strokes.</param>
    /// <remarks>Text is drawn letter by letter, without the joins of Arabic or Indic scripts: for these use SVG.</remarks>
    public byte[] ToPng(int width, PngText text = PngText.SystemFont)
    {
        if (width is < 16 or > 20_000)
            throw new ArgumentOutOfRangeException(nameof(width), width, "The width of a PNG is 16 to 20,000 pixels.");
        using var painter = new PngPainter(text);
        return painter.Paint(Compose(), width);
    }

    private protected abstract Scene Compose();
}

/// <summary>Where the letters of a PNG come from.</summary>
public enum PngText
{
    /// <summary>A sans-serif font found on the machine; our own strokes where there is none.</summary>
    SystemFont,

    /// <summary>Our own letters made of strokes: the same picture on every machine, Latin letters only.</summary>
    Strokes,
}
