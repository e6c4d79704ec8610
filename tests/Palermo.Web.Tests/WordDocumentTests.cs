using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using NodaTime;
using Palermo.Web.Documents;

namespace Palermo.Web.Tests;

public class WordDocumentTests
{
    private static readonly Instant Made = Instant.FromUtc(2026, 11, 25, 0, 0);

    private static byte[] Sample(string language, string text = "A text") => new WordDocument(language, "A title", "TLP:AMBER H1", Made)
        .Heading("First").Text(text).Text("smaller", note: true).Items(["one", "two"]).Heading("Second", level: 2)
        .Table("Figures", [new("Route"), new("Count", Number: true)], [["Central", "1,234"], ["West", "1.20 (1.00 – 1.40)"]]).ToBytes();

    private static T Open<T>(byte[] file, Func<WordprocessingDocument, T> look)
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        return look(package);
    }

    [Theory]
    [InlineData("en"), InlineData("fr"), InlineData("ar")]
    public void A_document_is_valid_in_every_language(string language) =>
        Assert.Empty(Open(Sample(language), p => new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(p).Select(e => $"{e.Path?.XPath}: {e.Description}").ToArray()));

    [Fact]
    public void The_marking_stands_at_head_and_foot_of_every_page() => Open(Sample("en"), p =>
    {
        var main = p.MainDocumentPart!;
        Assert.Contains("TLP:AMBER H1", Assert.Single(main.HeaderParts).Header!.InnerText);
        Assert.Contains("TLP:AMBER H1", Assert.Single(main.FooterParts).Footer!.InnerText);
        var section = Assert.Single(main.Document!.Body!.Elements<SectionProperties>());
        Assert.Single(section.Elements<HeaderReference>());
        Assert.Single(section.Elements<FooterReference>());
        Assert.Equal("TLP:AMBER H1", p.PackageProperties.Description);
        return 0;
    });

    [Fact]
    public void Headings_lists_and_header_rows_are_real_ones() => Open(Sample("en"), p =>
    {
        var body = p.MainDocumentPart!.Document!.Body!;
        string[] StylesOf(string id) => [.. body.Elements<Paragraph>().Where(x => x.ParagraphProperties?.ParagraphStyleId?.Val == id).Select(x => x.InnerText)];
        Assert.Equal(["A title"], StylesOf("Title"));
        Assert.Equal(["First"], StylesOf("Heading1"));
        Assert.Equal(["Second"], StylesOf("Heading2"));
        Assert.Equal(2, body.Descendants<NumberingProperties>().Count());
        var table = Assert.Single(body.Elements<Table>());
        Assert.Equal([true, false, false], table.Elements<TableRow>().Select(r => r.TableRowProperties!.Elements<TableHeader>().Any()));
        Assert.Equal(["Central", "1,234"], table.Elements<TableRow>().ElementAt(1).Elements<TableCell>().Select(c => c.InnerText));
        return 0;
    });

    [Fact]
    public void Arabic_runs_from_right_to_left_and_its_figures_from_left_to_right() => Open(Sample("ar", "نص عربي"), p =>
    {
        var body = p.MainDocumentPart!.Document!.Body!;
        var text = body.Elements<Paragraph>().Single(x => x.InnerText == "نص عربي");
        Assert.NotNull(text.ParagraphProperties!.BiDi);
        Assert.NotNull(Assert.Single(text.Elements<Run>()).RunProperties!.RightToLeftText);
        Assert.NotNull(body.Elements<Table>().Single().GetFirstChild<TableProperties>()!.BiDiVisual);
        Assert.Single(body.Elements<SectionProperties>().Single().Elements<BiDi>());
        var figure = body.Descendants<Paragraph>().Single(x => x.InnerText.StartsWith("1.20", StringComparison.Ordinal));
        Assert.Null(figure.ParagraphProperties!.BiDi);
        Assert.Null(Assert.Single(figure.Elements<Run>()).RunProperties);
        Assert.DoesNotContain(Open(Sample("fr"), f => f.MainDocumentPart!.Document!.Body!.Descendants<BiDi>().ToArray()), _ => true);
        return 0;
    });

    [Fact]
    public void What_XML_cannot_hold_breaks_no_document()
    {
        var file = Sample("en", "a\u0000b\u0008c\u000bd <w:p> & \uFFFE \ud83d\ude00 =cmd|'/c calc'!A1");
        Assert.Empty(Open(file, p => new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(p).ToArray()));
        Assert.Contains(Open(file, p => p.MainDocumentPart!.Document!.Body!.InnerText), t => t == '<');
        Assert.Throws<ArgumentException>(() => new WordDocument("en", "t", "m", Made).Table("x", [new("a")], [["1", "2"]]));
        Assert.True(Encoding.ASCII.GetString(file.AsSpan(0, 2)) == "PK");
    }
}
