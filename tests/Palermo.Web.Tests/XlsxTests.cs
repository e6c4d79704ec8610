using System.IO.Compression;
using System.Text;
using CsCheck;
using Palermo.Web.Tables;

namespace Palermo.Web.Tests;

public class XlsxTests
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    /// <summary>A workbook as another program writes it: shared strings, styles, several sheets.</summary>
    private static MemoryStream Workbook(string sheet, string shared = "", string styles = "", string workbook = "", string head = "")
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part("xl/workbook.xml", $"<workbook {Main} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{workbook}<sheets><sheet name=\"Données\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"t\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Part("xl/worksheets/sheet1.xml", $"{head}<worksheet {Main}><sheetData>{sheet}</sheetData></worksheet>");
            if (shared.Length > 0) Part("xl/sharedStrings.xml", $"<sst {Main}>{shared}</sst>");
            if (styles.Length > 0) Part("xl/styles.xml", $"<styleSheet {Main}>{styles}</styleSheet>");

            void Part(string name, string xml)
            {
                using var part = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                part.Write(xml);
            }
        }
        file.Position = 0;
        return file;
    }

    private static string[][] Read(Stream file, TableLimits? limits = null)
    {
        using var book = new XlsxReader(file, limits);
        return [.. book.Read().Select(r => r.Cells.ToArray())];
    }

    [Fact]
    public void Shared_inline_and_rich_texts_numbers_and_truths_are_read()
    {
        var file = Workbook(
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>3.1000000000000001</v></c><c r=\"B3\" t=\"b\"><v>1</v></c><c r=\"C3\" t=\"inlineStr\"><is><t>قارب</t></is></c></row>",
            "<si><t>a&amp;b</t></si><si><r><t>one </t></r><r><t>two</t></r><rPh><t>no</t></rPh></si>");
        Assert.Equal([["a&b", "", "one two"], ["3.1", "true", "قارب"]], Read(file));
        using var book = new XlsxReader(file);
        Assert.Equal(["Données"], book.Sheets);
        Assert.Equal([1, 3], book.Read("Données").Select(r => r.Line));
    }

    [Fact]
    public void Dates_are_known_by_their_format_and_read_in_both_systems()
    {
        const string Styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"0.0 &quot;m/s&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs>";
        const string Row = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>42441</v></c><c r=\"B1\" s=\"2\"><v>42441.354166666664</v></c><c r=\"C1\" s=\"3\"><v>42441</v></c><c r=\"D1\"><v>42441</v></c></row>";
        // 42441 is 12 March 2016 in the 1900 system (ECMA-376, 18.17.4.1), and 1,462 days later in the 1904 system.
        Assert.Equal([["2016-03-12", "2016-03-12T08:30:00", "42441", "42441"]], Read(Workbook(Row, styles: Styles)));
        Assert.Equal("2020-03-13", Read(Workbook(Row, styles: Styles, workbook: "<workbookPr date1904=\"1\"/>"))[0][0]);
        Assert.Equal([["1900-01-01", "1900-02-28", "1900-03-01"]], Read(Workbook("<row><c s=\"1\"><v>1</v></c><c s=\"1\"><v>59</v></c><c s=\"1\"><v>61</v></c></row>", styles: Styles)));
    }

    [Fact]
    public void A_formula_is_never_computed()
    {
        var file = Workbook("<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\"><f>WEBSERVICE(\"http://x\")</f></c><c r=\"C1\" t=\"str\"><f>A1</f><v>kept</v></c></row>");
        Assert.Equal([["2", "=WEBSERVICE(\"http://x\")", "kept"]], Read(file));
    }

    [Fact]
    public void External_entities_and_document_types_are_refused()
    {
        var file = Workbook("<row><c t=\"inlineStr\"><is><t>&x;</t></is></c></row>", head: "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>");
        var fault = Assert.Throws<TableFault>(() => Read(file));
        Assert.DoesNotContain("root:", fault.Message, StringComparison.Ordinal);
        var laughs = Workbook("<row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row>", head: "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>");
        Assert.Throws<TableFault>(() => Read(laughs));
    }

    [Fact]
    public void A_zip_bomb_is_left_off_long_before_it_is_unpacked()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var part = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open())) part.Write($"<workbook {Main}><sheets/></workbook>");
            using var bomb = zip.CreateEntry("xl/sharedStrings.xml", CompressionLevel.SmallestSize).Open();
            bomb.Write(Encoding.UTF8.GetBytes($"<sst {Main}>"));
            var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<si><t>0</t></si>", 10_000)));
            for (var i = 0; i < 400; i++) bomb.Write(block); // 68 MB of hardly anything
            bomb.Write("</sst>"u8);
        }
        file.Position = 0;
        Assert.Contains("unpacks to far more", Assert.Throws<TableFault>(() => new XlsxReader(file)).Message, StringComparison.Ordinal);
        // An honest ratio is no way round the limit of the whole.
        Assert.Contains("unpacks to far more", Assert.Throws<TableFault>(() => new XlsxReader(file, new(PackingRatio: 100_000, UnpackedBytes: 2_000_000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_workbook_is_told_as_such()
    {
        Assert.Contains("no Excel workbook", Assert.Throws<TableFault>(() => new XlsxReader(new MemoryStream("a,b\n"u8.ToArray()))).Message, StringComparison.Ordinal);
        Assert.Contains("old Excel", Assert.Throws<TableFault>(() => TableFile.Look(new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 0, 0]))).Message, StringComparison.Ordinal);
        Assert.Contains("empty", Assert.Throws<TableFault>(() => TableFile.Look(new MemoryStream())).Message, StringComparison.Ordinal);
        Assert.Contains("PDF", Assert.Throws<TableFault>(() => TableFile.Look(new MemoryStream("%PDF-1.7"u8.ToArray()))).Message, StringComparison.Ordinal);
    }

    private static readonly Gen<string> Texts = Gen.String[Gen.Char["ab <>&\"'=\u0001\u001F_x0041_\tمé"], 0, 20];

    [Fact]
    public void What_is_written_is_read_again() => Texts.Array[1, 5].Array[1, 5].Sample(rows =>
    {
        using var file = new MemoryStream();
        using (var book = new XlsxWriter(file))
        {
            book.Begin("Sheet: one/two?", ["first", "second"]);
            foreach (var row in rows) book.Write([.. row.Select(t => (XlsxCell)t)]);
        }
        file.Position = 0;
        using var read = new XlsxReader(file);
        Assert.Equal(["Sheet onetwo"], read.Sheets);
        string[] Trimmed(IEnumerable<string> cells) => [.. cells.Reverse().SkipWhile(c => c.Length == 0).Reverse()];
        var expected = rows.Select(r => Trimmed(r)).Where(r => r.Length > 0).ToArray();
        Assert.Equal(expected, read.Read().Skip(1).Select(r => r.Cells.ToArray()));
    }, iter: 400);

    [Fact]
    public void Truncated_and_mutated_workbooks_give_a_fault_or_rows_and_nothing_else()
    {
        using var good = new MemoryStream();
        using (var book = new XlsxWriter(good))
        {
            book.Begin("A", ["x", "y"]);
            for (var i = 0; i < 50; i++) book.Write([$"row {i}", i]);
        }
        var random = new Random(20261124);
        for (var round = 0; round < LongForm.Rounds(1_000, 50_000); round++)
        {
            var bytes = good.ToArray();
            if (round % 3 == 0) bytes = bytes[..random.Next(bytes.Length)];
            for (var n = random.Next(1, 6); n > 0 && bytes.Length > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try { Read(new MemoryStream(bytes), new(Rows: 10_000, Columns: 100)); }
            catch (TableFault) { /* told in words */ }
        }
    }

    [Fact]
    public void Cells_far_to_the_right_are_refused_and_not_allocated() =>
        Assert.Contains("columns", Assert.Throws<TableFault>(() => Read(Workbook("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"))).Message, StringComparison.Ordinal);
}
