using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Palermo.Web.Tables;

/// <summary>A cell to be written: a number, or text. Text is written as text, so that no spreadsheet takes it for a formula.</summary>
public readonly record struct XlsxCell(string? Text, double? Number)
{
    public static implicit operator XlsxCell(string? text) => new(text, null);
    public static implicit operator XlsxCell(double number) => new(null, number);
}

/// <summary>Writes an Excel workbook row by row: texts in the cells themselves, so that memory stays that of one row.</summary>
public sealed class XlsxWriter : IDisposable
{
    /// <summary>Rows that a sheet can hold (ECMA-376, 18.3.1.73).</summary>
    public const int RowLimit = 1_048_576;
    /// <summary>Characters that a cell can hold in Excel.</summary>
    private const int CellLimit = 32_767;

    private readonly ZipArchive _zip;
    private readonly List<string> _names = [];
    private StreamWriter? _sheet;
    private int _row;

    /// <param name="output">Where the workbook goes; need not seek, and stays open.</param>
    public XlsxWriter(Stream output) => _zip = new(output, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Printed at the head and foot of each page of a sheet: what it is when the sheet ends.</summary>
    public string Marking { get; set; } = "";

    /// <summary>Begins a sheet; the one before is ended.</summary>
    /// <param name="name">At most 31 characters, unique.</param>
    /// <param name="headings">The first row, which stays in sight.</param>
    public void Begin(string name, IReadOnlyList<string> headings, bool rightToLeft = false)
    {
        End();
        _names.Add(Safe(name));
        _row = 0;
        _sheet = new(_zip.CreateEntry($"xl/worksheets/sheet{_names.Count}.xml", CompressionLevel.Fastest).Open(), new UTF8Encoding(false), 1 << 16);
        _sheet.Write($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"{(rightToLeft ? " rightToLeft=\"1\"" : "")}>{(headings.Count > 0 ? """<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>""" : "")}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>""");
        if (headings.Count > 0) Write([.. headings.Select(h => (XlsxCell)h)], bold: true);
    }

    /// <summary>Writes a row.</summary>
    /// <exception cref="InvalidOperationException">No sheet was begun, or it is full.</exception>
    public void Write(IReadOnlyList<XlsxCell> cells, bool bold = false)
    {
        var sheet = _sheet ?? throw new InvalidOperationException("Begin a sheet first.");
        if (++_row > RowLimit) throw new InvalidOperationException($"A sheet holds at most {RowLimit} rows.");
        var style = bold ? " s=\"1\"" : "";
        sheet.Write("<row r=\"");
        sheet.Write(_row);
        sheet.Write("\">");
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Number is { } number && double.IsFinite(number))
                sheet.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{Reference(i)}{_row}\"{style}><v>{number:R}</v></c>"));
            else if (cells[i].Text is { Length: > 0 } text)
                sheet.Write($"<c r=\"{Reference(i)}{_row}\" t=\"inlineStr\"{style}><is><t xml:space=\"preserve\">{Escaped(text)}</t></is></c>");
        }
        sheet.Write("</row>");
    }

    private void End()
    {
        if (_sheet is null) return;
        _sheet.Write($"</sheetData><headerFooter><oddHeader>&amp;C{Escaped(Marking.Replace("&", "&&", StringComparison.Ordinal))}</oddHeader><oddFooter>&amp;C{Escaped(Marking.Replace("&", "&&", StringComparison.Ordinal))}  &amp;P/&amp;N</oddFooter></headerFooter></worksheet>");
        _sheet.Dispose();
        _sheet = null;
    }

    /// <summary>Ends the last sheet and writes the parts that name the sheets.</summary>
    public void Dispose()
    {
        End();
        Part("xl/styles.xml", """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>""");
        Part("xl/workbook.xml", $"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{string.Concat(_names.Select((n, i) => $"<sheet name=\"{Escaped(n)}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>""");
        Part("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(_names.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id="rId{_names.Count + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""");
        Part("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Part("[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{string.Concat(_names.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"))}</Types>""");
        _zip.Dispose();
    }

    private void Part(string name, string xml)
    {
        using var part = new StreamWriter(_zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        part.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + xml);
    }

    private static string Safe(string name)
    {
        var safe = string.Concat(name.Where(c => c is not ('\\' or '/' or '?' or '*' or '[' or ']' or ':') && !char.IsControl(c))).Trim('\'', ' ');
        return safe.Length == 0 ? "Sheet" : safe.Length > 31 ? safe[..31] : safe;
    }

    private static string Reference(int column)
    {
        Span<char> letters = stackalloc char[4];
        var at = letters.Length;
        for (column++; column > 0; column = (column - 1) / 26) letters[--at] = (char)('A' + (column - 1) % 26);
        return new(letters[at..]);
    }

    // XML cannot hold control characters: Excel's own _x0001_ form stands for them. A text of that form is itself escaped.
    private static string Escaped(string text)
    {
        if (text.Length > CellLimit) text = text[..(CellLimit - 1)] + "…";
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '_' when i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_': escaped.Append("_x005F_"); break;
                case '\t' or '\n': escaped.Append(c); break;
                case < ' ' or '\uFFFE' or '\uFFFF': escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_"); break;
                default:
                    if (char.IsSurrogate(c))
                    {
                        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) escaped.Append(c).Append(text[++i]);
                        else escaped.Append('\uFFFD');
                    }
                    else escaped.Append(c);
                    break;
            }
        }
        return escaped.ToString();
    }
}
