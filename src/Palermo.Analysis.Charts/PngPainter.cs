using SkiaSharp;

namespace Palermo.Analysis.Charts;

/// <summary>Paints a sheet into a PNG image with Skia.</summary>
internal sealed class PngPainter(PngText text) : IDisposable
{
    private readonly SKTypeface? _typeface = text is PngText.SystemFont ? SystemFont.Open() : null;

    public byte[] Paint(Scene scene, int width)
    {
        var scale = width / scene.Width;
        var info = new SKImageInfo(width, Math.Max(1, (int)Math.Round(scene.Height * scale)), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(info)
            ?? throw new InvalidOperationException($"No memory for an image of {info.Width} x {info.Height} pixels.");
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale((float)scale);
        foreach (var mark in scene.Marks) Paint(canvas, mark);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public void Dispose() => _typeface?.Dispose();

    private void Paint(SKCanvas canvas, Mark mark)
    {
        switch (mark)
        {
            case LinesMark m:
                Stroke(canvas, m.Lines, m.Pen, closed: false);
                break;
            case AreasMark m:
                if (m.Fill is not null) FillRings(canvas, m.Rings, m.Fill, m.Crisp);
                if (m.Pen is not null) Stroke(canvas, m.Rings, m.Pen, closed: true);
                break;
            case DotsMark m:
                Dots(canvas, m);
                break;
            case TextMark m:
                Text(canvas, m);
                break;
            case ClipMark m:
                canvas.Save();
                canvas.ClipRect(new SKRect((float)m.Box.X, (float)m.Box.Y, (float)m.Box.Right, (float)m.Box.Bottom));
                foreach (var inner in m.Marks) Paint(canvas, inner);
                canvas.Restore();
                break;
            default: throw new InvalidOperationException($"No painting for {mark.GetType().Name}.");
        }
    }

    private static void Dots(SKCanvas canvas, DotsMark m)
    {
        using var paint = new SKPaint { Color = Colour(m.Fill.Colour, m.Fill.Opacity), IsAntialias = true };
        foreach (var spot in m.Spots)
        {
            if (m.Shape is Marker.Circle)
            {
                canvas.DrawCircle((float)spot.X, (float)spot.Y, (float)(m.Size / 2), paint);
                continue;
            }
            using var path = PathOf([MarkerShapes.Outline(m.Shape, spot, m.Size)], closed: true);
            canvas.DrawPath(path, paint);
        }
    }

    private void Text(SKCanvas canvas, TextMark m)
    {
        canvas.Save();
        canvas.Translate((float)m.At.X, (float)m.At.Y);
        if (m.Turned) canvas.RotateDegrees(-90);
        if (_typeface is not null)
        {
            using var font = new SKFont(_typeface, (float)m.Size) { Embolden = m.Bold, Edging = SKFontEdging.Antialias };
            using var paint = new SKPaint { Color = Colour(m.Colour, 1), IsAntialias = true };
            var align = m.Anchor switch { TextAnchor.Start => SKTextAlign.Left, TextAnchor.Middle => SKTextAlign.Center, _ => SKTextAlign.Right };
            canvas.DrawText(m.Text, 0, 0, align, font, paint);
        }
        else
        {
            var (strokes, width) = StrokeFont.Lay(m.Text, m.Size);
            canvas.Translate((float)(m.Anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => -width / 2, _ => -width }), 0);
            Stroke(canvas, strokes, new Pen(m.Colour, m.Size * (m.Bold ? 0.13 : 0.09)), closed: false);
        }
        canvas.Restore();
    }

    private static void Stroke(SKCanvas canvas, IReadOnlyList<Spot[]> lines, Pen pen, bool closed)
    {
        using var paint = new SKPaint
        {
            Style = SKPaintStyle.Stroke,
            Color = Colour(pen.Colour, pen.Opacity),
            StrokeWidth = (float)pen.Width,
            StrokeJoin = SKStrokeJoin.Round,
            StrokeCap = pen.Dash is null ? SKStrokeCap.Round : SKStrokeCap.Butt,
            IsAntialias = true,
        };
        using var dash = pen.Dash is null ? null : SKPathEffect.CreateDash([.. pen.Dash.Select(d => (float)d)], 0);
        paint.PathEffect = dash;
        using var path = PathOf(lines, closed);
        canvas.DrawPath(path, paint);
    }

    private static void FillRings(SKCanvas canvas, IReadOnlyList<Spot[]> rings, Fill fill, bool crisp)
    {
        using var paint = new SKPaint { Color = Colour(fill.Colour, fill.Opacity), IsAntialias = !crisp };
        using var path = PathOf(rings, closed: true);
        canvas.DrawPath(path, paint);
    }

    private static SKPath PathOf(IReadOnlyList<Spot[]> lines, bool closed)
    {
        using var builder = new SKPathBuilder { FillType = SKPathFillType.EvenOdd };
        foreach (var line in lines)
        {
            for (var i = 0; i < line.Length; i++)
            {
                if (i == 0) builder.MoveTo((float)line[i].X, (float)line[i].Y);
                else builder.LineTo((float)line[i].X, (float)line[i].Y);
            }
            if (closed && line.Length > 0) builder.Close();
        }
        return builder.Detach();
    }

    private static SKColor Colour(Rgb colour, double opacity) => new(colour.R, colour.G, colour.B, (byte)Math.Round(255 * opacity));
}
