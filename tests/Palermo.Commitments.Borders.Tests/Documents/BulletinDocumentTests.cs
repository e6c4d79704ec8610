using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests.Documents;

public class BulletinDocumentTests
{
    private static readonly Bulletin March = new(new(2016, 3, 1),
        [new("central-mediterranean", 9_676, 3_827, 2_283, 4.2383, 4.0559, 4.4289), new("western-balkans", 3, null, null, null, null, null)],
        [new("central-mediterranean", 61, 4), new("western-mediterranean", null, 1)], [], [], [new("2016-03", 12, 340.5, 47, 138.0, 101.4, 183.5)], new(Tlp.Amber, SienaCodes.H1), [Words.Same("Frontex, monthly detections")]);

    private static string[] Lines(byte[] file)
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(package).Select(e => e.Description));
        Assert.Contains("TLP:AMBER H1", package.MainDocumentPart!.HeaderParts.Single().Header!.InnerText);
        return [.. package.MainDocumentPart!.Document!.Body!.Elements().SelectMany(e => e is Table table ? table.Elements<TableRow>().Select(r => string.Join(" | ", r.Elements<TableCell>().Select(c => c.InnerText))) : [e.InnerText])];
    }

    [Theory]
    [InlineData("en", "Route bulletin, Mar 2016", "Central Mediterranean | 9,676 | 3,827 | 2,283 | 4.24 (4.06 – 4.43)", "not shown")]
    [InlineData("fr", "Bulletin des routes, mars 2016", "9\u202f676 | 3\u202f827 | 2\u202f283 | 4,24 (4,06 – 4,43)", "non montré")]
    [InlineData("ar", "نشرة المسارات، مارس 2016", "9,676 | 3,827 | 2,283 | 4.24 (4.06 – 4.43)", "غير معروض")]
    public void The_document_says_the_figures_of_the_page_in_the_words_of_its_language(string language, string title, string detections, string suppressed)
    {
        var lines = Lines(BulletinDocument.Write(March, ["Central route, March"], new(2026, 11, 25), language));
        Assert.Equal(title, lines[0]);
        Assert.Contains(lines, l => l.Contains(detections, StringComparison.Ordinal));
        // A count that is not shown on the page is not in the document either.
        Assert.Contains(lines, l => l.EndsWith("| " + suppressed, StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("2016-03 | 12 | ", StringComparison.Ordinal));
        Assert.Contains("Central route, March", lines);
        Assert.Contains("Frontex, monthly detections", lines);
        // What is missing is a dash, and not a nought.
        Assert.Contains(lines, l => l.EndsWith("| 3 | – | – | –", StringComparison.Ordinal));
    }

    [Fact]
    public void A_month_is_a_month()
    {
        Assert.Equal(new LocalDate(2016, 3, 1), Bulletin.MonthOf("2016-03").Value);
        foreach (var wrong in (string[])["", "2016", "2016-13", "march", "0016-03", "2016-03-01"]) Assert.Equal("bulletin.month", Assert.Single(Bulletin.MonthOf(wrong).Refusals).Code);
    }
}
