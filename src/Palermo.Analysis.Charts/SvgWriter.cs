using System.Globalization;
using System.Security;
using System.Text;

namespace Palermo.Analysis.Charts;

/// <summary>Writes a sheet as SVG 1.1 text, with presentation attributes only (a page's CSP may forbid inline style).</summary>
internal static class SvgWriter
{
    public static string Write(Scene scene)
    {
        var svg = new StringBuilder(16 * 1024);
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ")
            .Append(Number(scene.Width)).Append(' ').Append(Number(scene.Height))
            .Append("\" width=\"").Append(Number(scene.Width)).Append("\" height=\"").Append(Number(scene.Height))
            .Append("\" font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', 'Noto Sans', sans-serif\" aria-label=\"")
            .Append(Escape(scene.Title)).Append("\">\n");
        svg.Append("<title>").Append(Escape(scene.Title)).Append("</title>\n");
        svg.Append("<desc>").Append(Escape(scene.Description)).Append("</desc>\n");
        foreach (var mark in scene.Marks) Write(svg, mark);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Write(StringBuilder svg, Mark mark)
    {
        switch (mark)
        {
            case LinesMark m:
                svg.Append("<path class=\"").Append(m.Role).Append("\" fill=\"none\"").Append(Stroke(m.Pen)).Append(" d=\"");
                foreach (var line in m.Lines) Points(svg, line);
                svg.Append("\"/>\n");
                break;
            case AreasMark m:
                svg.Append("<path class=\"").Append(m.Role).Append("\" fill-rule=\"evenodd\"").Append(Filling(m.Fill))
                    .Append(m.Pen is null ? "" : Stroke(m.Pen)).Append(m.Crisp ? " shape-rendering=\"crispEdges\"" : "").Append(" d=\"");
                foreach (var ring in m.Rings)
                {
                    Points(svg, ring);
                    svg.Append('Z');
                }
                svg.Append("\"/>\n");
                break;
            case DotsMark m: Dots(svg, m); break;
            case TextMark m: Text(svg, m); break;
            case ClipMark m:
                // A nested svg cuts off at its edge; unlike clipPath it needs no id, which two pictures on a page might share.
                var (x, y, w, h) = (Number(m.Box.X), Number(m.Box.Y), Number(m.Box.Width), Number(m.Box.Height));
                svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" viewBox=\"{x} {y} {w} {h}\" overflow=\"hidden\">\n");
                foreach (var inner in m.Marks) Write(svg, inner);
                svg.Append("</svg>\n");
                break;
            default: throw new InvalidOperationException($"No drawing for {mark.GetType().Name}.");
        }
    }

    private static void Dots(StringBuilder svg, DotsMark m)
    {
        // A stroke of no length with round or square ends is a dot: 12 bytes a point instead of 60.
        if (m.Shape is Marker.Circle or Marker.Square)
        {
            svg.Append("<path class=\"").Append(m.Role).Append("\" fill=\"none\" stroke-linecap=\"")
                .Append(m.Shape is Marker.Circle ? "round" : "square").Append('"')
                .Append(Stroke(new Pen(m.Fill.Colour, m.Size, m.Fill.Opacity))).Append(" d=\"");
            foreach (var spot in m.Spots)
                svg.Append('M').Append(Number(spot.X)).Append(' ').Append(Number(spot.Y)).Append("h0");
            svg.Append("\"/>\n");
            return;
        }
        svg.Append("<path class=\"").Append(m.Role).Append('"').Append(Filling(m.Fill)).Append(" d=\"");
        foreach (var spot in m.Spots)
        {
            Points(svg, MarkerShapes.Outline(m.Shape, spot, m.Size));
            svg.Append('Z');
        }
        svg.Append("\"/>\n");
    }

    private static void Text(StringBuilder svg, TextMark m)
    {
        var (x, y) = (Number(m.At.X), Number(m.At.Y));
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" font-size=\"{Number(m.Size)}\" fill=\"{m.Colour}\"");
        if (m.Anchor is not TextAnchor.Start) svg.Append(" text-anchor=\"").Append(m.Anchor is TextAnchor.Middle ? "middle" : "end").Append('"');
        if (m.Bold) svg.Append(" font-weight=\"600\"");
        if (m.Turned) svg.Append(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 {x} {y})\"");
        svg.Append('>').Append(Escape(m.Text)).Append("</text>\n");
    }

    private static void Points(StringBuilder svg, Spot[] line)
    {
        for (var i = 0; i < line.Length; i++)
            svg.Append(i == 0 ? 'M' : 'L').Append(Number(line[i].X)).Append(' ').Append(Number(line[i].Y));
    }

    private static string Stroke(Pen pen)
    {
        var text = $" stroke=\"{pen.Colour}\" stroke-width=\"{Number(pen.Width)}\" stroke-linejoin=\"round\"";
        if (pen.Opacity < 1) text += $" stroke-opacity=\"{Number(pen.Opacity)}\"";
        if (pen.Dash is not null) text += $" stroke-dasharray=\"{string.Join(' ', pen.Dash.Select(Number))}\"";
        return text;
    }

    private static string Filling(Fill? fill) => fill switch
    {
        null => " fill=\"none\"",
        { Opacity: < 1 } => $" fill=\"{fill.Colour}\" fill-opacity=\"{Number(fill.Opacity)}\"",
        _ => $" fill=\"{fill.Colour}\"",
    };

    /// <summary>Two decimals: a hundredth of a pixel is finer than any screen, and keeps files small.</summary>
    private static string Number(double value)
    {
        var text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>XML text: what the format has no way to write (control characters, half pairs) becomes U+FFFD.</summary>
    private static string Escape(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) clean.Append(text[i]).Append(text[++i]);
            else clean.Append(System.Xml.XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }
        return SecurityElement.Escape(clean.ToString());
    }
}
