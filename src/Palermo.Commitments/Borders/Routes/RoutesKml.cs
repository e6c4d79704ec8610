using System.Globalization;
using System.Text;
using System.Xml;
using NodaTime.Text;

namespace Palermo.Commitments.Borders;

/// <summary>Routes as KML 2.2 (OGC 07-147r2), as coarse as the GeoJSON: lines by status, hubs, and the cells of clusters.</summary>
internal static class RoutesKml
{
    private const string Namespace = "http://www.opengis.net/kml/2.2";
    // aabbggrr: opaque, from dark to pale as the evidence thins.
    private static readonly (SegmentStatus Status, string Colour, string Width)[] Styles =
        [(SegmentStatus.Confirmed, "ff1a1aa0", "5"), (SegmentStatus.Probable, "ff2a7fe0", "4"), (SegmentStatus.Possible, "ff4cc3f0", "3"), (SegmentStatus.Historic, "ff9a9a9a", "2")];

    public static string Write(RouteMap map)
    {
        var text = new StringBuilder();
        using (var kml = XmlWriter.Create(text, new() { Indent = true, OmitXmlDeclaration = true }))
        {
            kml.WriteStartElement("kml", Namespace);
            kml.WriteStartElement("Document");
            kml.WriteElementString("name", $"Routes {LocalDatePattern.Iso.Format(map.From)} to {LocalDatePattern.Iso.Format(map.To)}");
            kml.WriteElementString("description", $"{map.Marking}. " + string.Join(" ", map.Notes.Concat(RoutesAnalysis.NotesOf(map)).Select(n => n.English)));
            foreach (var (status, colour, width) in Styles)
            {
                kml.WriteStartElement("Style");
                kml.WriteAttributeString("id", RoutesList.Code(status));
                kml.WriteStartElement("LineStyle");
                kml.WriteElementString("color", colour);
                kml.WriteElementString("width", width);
                kml.WriteEndElement();
                kml.WriteEndElement();
            }
            foreach (var segment in map.Segments)
            {
                var line = RoutesList.Of(segment);
                kml.WriteStartElement("Placemark");
                kml.WriteElementString("name", $"{line.From} – {line.To}");
                kml.WriteElementString("description", string.Create(CultureInfo.InvariantCulture,
                    $"{line.Status}: {line.Events} events, {line.RecentEvents} in the last 180 days from {line.Sources} sources; {line.EventsYearly} a year ({line.Low} to {line.High}). {string.Join("; ", line.Figures.Select(f => $"{f.Count} {f.Unit}"))}"));
                kml.WriteElementString("styleUrl", "#" + line.Status);
                kml.WriteStartElement("TimeSpan");
                kml.WriteElementString("begin", line.First);
                kml.WriteElementString("end", line.Last);
                kml.WriteEndElement();
                kml.WriteStartElement("LineString");
                kml.WriteElementString("tessellate", "1");
                kml.WriteElementString("coordinates", string.Join(' ', segment.Corridor.Path.Select(p => Point(p.Latitude, p.Longitude))));
                kml.WriteEndElement();
                kml.WriteEndElement();
            }
            foreach (var hub in map.Segments.SelectMany(s => new[] { s.Leg.From, s.Leg.To }).Distinct().OrderBy(h => h.Name, StringComparer.Ordinal))
                Placemark(kml, hub.Name, RoutesList.Code(hub.Role), hub.Latitude, hub.Longitude);
            var grid = RouteFinder.PublishedCells;
            foreach (var cluster in map.Clusters)
            {
                var (lat, lon) = grid.Centre(grid.At(cluster.Latitude, cluster.Longitude));
                Placemark(kml, $"{cluster.Events} events{(cluster.Hub is { } hub ? " near " + hub.Name : "")}", "Middle of a cell of 1,770 km² in which events lie densely.", lat, lon);
            }
            kml.WriteEndElement();
            kml.WriteEndElement();
        }
        return text.ToString();
    }

    private static void Placemark(XmlWriter kml, string name, string description, double latitude, double longitude)
    {
        kml.WriteStartElement("Placemark");
        kml.WriteElementString("name", name);
        kml.WriteElementString("description", description);
        kml.WriteStartElement("Point");
        kml.WriteElementString("coordinates", Point(latitude, longitude));
        kml.WriteEndElement();
        kml.WriteEndElement();
    }

    private static string Point(double latitude, double longitude) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(longitude, 4)},{Math.Round(latitude, 4)}");
}
