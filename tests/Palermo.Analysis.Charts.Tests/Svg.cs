using System.Globalization;
using System.Xml.Linq;

namespace Palermo.Analysis.Charts.Tests;

/// <summary>Reads back what a drawing wrote.</summary>
internal static class Svg
{
    public static readonly XNamespace Ns = "http://www.w3.org/2000/svg";

    public static XElement Of(Drawing drawing) => XDocument.Parse(drawing.ToSvg()).Root!;

    /// <summary>The places of every subpath of the paths of one role.</summary>
    public static List<Spot[]> Paths(XElement svg, string role) =>
        [.. svg.Descendants(Ns + "path").Where(p => (string?)p.Attribute("class") == role).SelectMany(p => Parse(p.Attribute("d")!.Value))];

    public static IEnumerable<XElement> Texts(XElement svg) => svg.Descendants(Ns + "text");

    private static IEnumerable<Spot[]> Parse(string d)
    {
        foreach (var part in d.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            var places = part.Replace("h0", "", StringComparison.Ordinal).TrimEnd('Z').Split('L');
            yield return [.. places.Select(p => p.Split(' ')).Select(p => new Spot(
                double.Parse(p[0], CultureInfo.InvariantCulture), double.Parse(p[1], CultureInfo.InvariantCulture)))];
        }
    }
}
