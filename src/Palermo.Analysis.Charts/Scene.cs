namespace Palermo.Analysis.Charts;

/// <summary>A place on the sheet, in sheet units (one unit is one pixel of the SVG), y downwards.</summary>
internal readonly record struct Spot(double X, double Y);

/// <summary>A rectangle of the sheet.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;
    public double Bottom => Y + Height;
}

/// <summary>How a line is drawn.</summary>
/// <param name="Dash">Lengths of dash and gap; null draws a full line.</param>
internal sealed record Pen(Rgb Colour, double Width, double Opacity = 1, double[]? Dash = null);

/// <summary>How an area is filled.</summary>
internal sealed record Fill(Rgb Colour, double Opacity = 1);

internal enum TextAnchor { Start, Middle, End }

/// <summary>One thing drawn on the sheet. SVG and PNG draw the same marks, in the same order.</summary>
internal abstract record Mark;

/// <summary>Open lines, each a list of places.</summary>
internal sealed record LinesMark(IReadOnlyList<Spot[]> Lines, Pen Pen, string Role) : Mark;

/// <summary>Closed areas by the even-odd rule, so that a ring within a ring is a hole.</summary>
/// <param name="Crisp">Edges without smoothing, so that neighbours of a grid show no seam.</param>
internal sealed record AreasMark(IReadOnlyList<Spot[]> Rings, Fill? Fill, Pen? Pen, string Role, bool Crisp = false) : Mark;

/// <summary>Many small markers of one shape and size.</summary>
internal sealed record DotsMark(IReadOnlyList<Spot> Spots, Marker Shape, double Size, Fill Fill, string Role) : Mark;

/// <summary>A line of text; y is its baseline. Turned text runs upwards.</summary>
internal sealed record TextMark(Spot At, string Text, double Size, TextAnchor Anchor, Rgb Colour, bool Bold = false, bool Turned = false) : Mark;

/// <summary>Marks cut off at the edge of a rectangle.</summary>
internal sealed record ClipMark(Box Box, IReadOnlyList<Mark> Marks) : Mark;

/// <summary>A finished sheet: what there is to draw, and the words for those who cannot see it.</summary>
internal sealed record Scene(double Width, double Height, string Title, string Description, IReadOnlyList<Mark> Marks);
