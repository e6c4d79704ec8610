using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Palermo.Web.Documents;

/// <summary>A column of a table in a document.</summary>
/// <param name="Number">True for figures: set at the far edge, and read from left to right in every language.</param>
/// <param name="Weight">How wide it is beside the others.</param>
public sealed record WordColumn(string Title, bool Number = false, int Weight = 2);

/// <summary>
/// A document that a person goes on editing (Office Open XML, ISO/IEC 29500): headings, paragraphs, lists and tables, with the marking at the head and
/// foot of every page, and right to left where the language is.
/// </summary>
/// <remarks>Real headings, lists and header rows, so that a screen reader and a table of contents find them. Not safe from several threads.</remarks>
public sealed class WordDocument
{
    /// <summary>The width between the margins of an A4 page, in twentieths of a point.</summary>
    private const int TextWidth = 9_638;

    private readonly Body _body = new();
    private readonly string _language, _title, _marking;
    private readonly DateTime _made;

    /// <param name="language"><c>en</c>, <c>fr</c> or <c>ar</c>.</param>
    /// <param name="marking">As it stands on every page.</param>
    /// <param name="made">When the document was made, in UTC.</param>
    public WordDocument(string language, string title, string marking, NodaTime.Instant made)
    {
        (_language, _title, _marking, _made) = (language, title, marking, made.ToDateTimeUtc());
        _body.Append(Paragraph(title, "Title"));
    }

    private bool RightToLeft => _language == "ar";

    /// <summary>A heading of level 1 or 2.</summary>
    public WordDocument Heading(string text, int level = 1) => With(Paragraph(text, level == 1 ? "Heading1" : "Heading2"));

    /// <summary>A paragraph.</summary>
    /// <param name="note">True for what explains the figures: smaller.</param>
    public WordDocument Text(string text, bool note = false) => With(Paragraph(text, note ? "Note" : null));

    /// <summary>A list with bullets.</summary>
    public WordDocument Items(IEnumerable<string> items)
    {
        foreach (var item in items) _body.Append(Paragraph(item, "ListParagraph", properties => properties.NumberingProperties = new(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = 1 })));
        return this;
    }

    /// <summary>A table whose first row is repeated on each page.</summary>
    public WordDocument Table(string caption, IReadOnlyList<WordColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var total = columns.Sum(c => c.Weight);
        var widths = columns.Select(c => (TextWidth * c.Weight / total).ToString(CultureInfo.InvariantCulture)).ToArray();
        var table = new Table(
            new TableProperties
            {
                TableStyle = new() { Val = "Lines" }, BiDiVisual = RightToLeft ? new() : null, TableWidth = new() { Width = TextWidth.ToString(CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa },
                TableLayout = new() { Type = TableLayoutValues.Fixed }, TableLook = new() { FirstRow = true, NoVerticalBand = true }, TableCaption = new() { Val = caption },
            },
            new TableGrid(widths.Select(w => new GridColumn { Width = w })));
        table.Append(Row(columns, widths, [.. columns.Select(c => c.Title)], head: true));
        foreach (var row in rows)
        {
            if (row.Count != columns.Count) throw new ArgumentException($"A row has {row.Count} cells, and the table has {columns.Count} columns.", nameof(rows));
            table.Append(Row(columns, widths, row, head: false));
        }
        return With(table).With(new Paragraph(new ParagraphProperties { ParagraphStyleId = new() { Val = "Note" } }));
    }

    private TableRow Row(IReadOnlyList<WordColumn> columns, string[] widths, IReadOnlyList<string> cells, bool head)
    {
        var row = new TableRow(head ? new TableRowProperties(new CantSplit(), new TableHeader()) : new TableRowProperties(new CantSplit()));
        for (var i = 0; i < columns.Count; i++)
            row.Append(new TableCell(new TableCellProperties { TableCellWidth = new() { Width = widths[i], Type = TableWidthUnitValues.Dxa } },
                columns[i].Number && !head ? Figure(cells[i]) : Paragraph(cells[i], "Cell", columns[i].Number ? p => p.Justification = new() { Val = JustificationValues.End } : null)));
        return row;
    }

    /// <summary>A figure is written from left to right in every language, and stands at the end of its cell.</summary>
    private Paragraph Figure(string text) => new(
        new ParagraphProperties { ParagraphStyleId = new() { Val = "Cell" }, Justification = new() { Val = RightToLeft ? JustificationValues.Left : JustificationValues.Right } },
        new Run(new Text(Plain(text)) { Space = SpaceProcessingModeValues.Preserve }));

    private WordDocument With(OpenXmlElement element)
    {
        _body.Append(element);
        return this;
    }

    private Paragraph Paragraph(string text, string? style, Action<ParagraphProperties>? more = null)
    {
        var properties = new ParagraphProperties { ParagraphStyleId = style is null ? null : new() { Val = style }, BiDi = RightToLeft ? new() : null };
        more?.Invoke(properties);
        return new(properties, RunOf(text));
    }

    private Run RunOf(string text)
    {
        var run = new Run(new Text(Plain(text)) { Space = SpaceProcessingModeValues.Preserve });
        if (RightToLeft) run.RunProperties = new() { RightToLeftText = new() };
        return run;
    }

    /// <summary>Without what XML cannot hold.</summary>
    private static string Plain(string text) => string.Concat(text.Where(c => c >= ' ' ? System.Xml.XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) : c == '\t'));

    /// <summary>The whole file.</summary>
    public byte[] ToBytes()
    {
        using var file = new MemoryStream();
        using (var package = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>("styles").Styles = WordStyles.Of(_language);
            main.AddNewPart<NumberingDefinitionsPart>("lists").Numbering = WordStyles.Bullets();
            main.AddNewPart<HeaderPart>("head").Header = new(Paragraph(_marking, "Marking"));
            main.AddNewPart<FooterPart>("foot").Footer = new(Foot());
            var section = new SectionProperties(
                new HeaderReference { Type = HeaderFooterValues.Default, Id = "head" }, new FooterReference { Type = HeaderFooterValues.Default, Id = "foot" },
                new PageSize { Width = 11_906, Height = 16_838 }, new PageMargin { Top = 1_134, Right = 1_134, Bottom = 1_134, Left = 1_134, Header = 567, Footer = 567, Gutter = 0 });
            if (RightToLeft) section.Append(new BiDi());
            main.Document = new((Body)_body.CloneNode(true));
            main.Document.Body!.Append(section);
            (package.PackageProperties.Title, package.PackageProperties.Language, package.PackageProperties.Description) = (_title, _language, _marking);
            (package.PackageProperties.Created, package.PackageProperties.Modified) = (_made, _made);
        }
        return file.ToArray();
    }

    /// <summary>Marking, title, and the number of the page.</summary>
    private Paragraph Foot()
    {
        var foot = Paragraph($"{_marking} · {_title} · ", "Marking");
        foot.Append(new SimpleField(new Run(new Text("1"))) { Instruction = "PAGE" }, RunOf(" / "), new SimpleField(new Run(new Text("1"))) { Instruction = "NUMPAGES" });
        return foot;
    }
}
