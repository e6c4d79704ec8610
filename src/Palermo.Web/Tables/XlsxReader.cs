using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Palermo.Web.Tables;

/// <summary>Reads a sheet of an Excel workbook (Office Open XML, ECMA-376) row by row. Nothing in the file is run, fetched or computed.</summary>
/// <remarks>
/// The file is taken as hostile: document types and entities are refused, parts that unpack too far end the reading, and only parts
/// inside the file are followed. A formula gives the value that was stored with it, else its own text; it is never computed.
/// Dates come as 2016-03-12, with their time as 2016-03-12T08:30:00.
/// </remarks>
public sealed class XlsxReader : IDisposable
{
    private const string OfficeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly ZipArchive _zip;
    private readonly TableLimits _limits;
    private readonly List<(string Name, string Part)> _sheets = [];
    private readonly List<string> _shared = [];
    private bool[] _dateStyles = [];
    private bool _from1904;
    private readonly StringBuilder _run = new(), _rich = new();
    private long _unpacked;

    /// <summary>Opens a workbook.</summary>
    /// <param name="file">The file; must be able to seek.</param>
    /// <exception cref="TableFault">It is no workbook, or one that must not be opened.</exception>
    public XlsxReader(Stream file, TableLimits? limits = null)
    {
        _limits = limits ?? new();
        try { _zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true); }
        catch (InvalidDataException) { throw new TableFault(0, "The file is no Excel workbook (XLSX): save it as .xlsx or .csv. Old .xls files are not read."); }
        try
        {
            if (_zip.Entries.Count > 10_000) throw new TableFault(0, $"The workbook has {_zip.Entries.Count:N0} parts: this is no spreadsheet that a person made.");
            ReadWorkbook();
        }
        catch (Exception fault) when (fault is XmlException or InvalidDataException or FormatException or OverflowException or NotSupportedException)
        {
            _zip.Dispose();
            throw new TableFault(0, $"The workbook is damaged or not to be trusted: {fault.Message} Save it again with a spreadsheet program.");
        }
        catch (TableFault)
        {
            _zip.Dispose();
            throw;
        }
    }

    /// <summary>Names of the sheets, in the order of the workbook.</summary>
    public IReadOnlyList<string> Sheets => [.. _sheets.Select(s => s.Name)];

    /// <summary>The rows of a sheet that have anything in them.</summary>
    /// <param name="sheet">Its name; null: the first.</param>
    /// <exception cref="TableFault">There is no such sheet, a limit was passed, or the part is damaged.</exception>
    public IEnumerable<TableRow> Read(string? sheet = null)
    {
        var part = sheet is null ? _sheets.Select(s => s.Part).FirstOrDefault() : _sheets.FirstOrDefault(s => s.Name == sheet).Part;
        if (part is null) throw new TableFault(0, sheet is null ? "The workbook has no sheet." : $"The workbook has no sheet '{sheet}': it has {string.Join(", ", Sheets)}.");
        using var xml = OpenSheet(part);
        var rows = 0;
        var previous = 0;
        while (Guard(xml, previous))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row") continue;
            var number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var r) && r > previous ? r : previous + 1;
            previous = number;
            if (++rows > _limits.Rows) throw new TableFault(number, $"Row {number}: more than {_limits.Rows:N0} rows. Divide the file.");
            var cells = ReadRow(xml, number);
            if (cells.Count > 0) yield return new(number, cells);
        }
    }

    private XmlReader OpenSheet(string part)
    {
        try { return Open(part) ?? throw new TableFault(0, $"The workbook names the sheet part '{part}' and does not hold it."); }
        catch (Exception fault) when (fault is XmlException or InvalidDataException) { throw new TableFault(0, $"The sheet is damaged: {fault.Message}"); }
    }

    private static bool Guard(XmlReader xml, int row)
    {
        try { return xml.Read(); }
        catch (Exception fault) when (fault is XmlException or InvalidDataException) { throw new TableFault(row, $"After row {row} the sheet is damaged: {fault.Message}"); }
    }

    private List<string> ReadRow(XmlReader xml, int row)
    {
        List<string> cells = [];
        if (xml.IsEmptyElement) return cells;
        var depth = xml.Depth;
        while (Guard(xml, row) && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c") continue;
            var column = Column(xml.GetAttribute("r")) ?? cells.Count;
            if (column >= _limits.Columns) throw new TableFault(row, $"Row {row}: more than {_limits.Columns:N0} columns.");
            if (column < cells.Count) throw new TableFault(row, $"Row {row}: the cells are out of order.");
            var text = ReadCell(xml, row);
            if (text.Length == 0) continue;
            while (cells.Count < column) cells.Add("");
            cells.Add(text);
        }
        return cells;
    }

    private string ReadCell(XmlReader xml, int row)
    {
        var type = xml.GetAttribute("t");
        var style = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0;
        if (xml.IsEmptyElement) return "";
        string? value = null, formula = null, inline = null;
        var depth = xml.Depth;
        while (Guard(xml, row) && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            switch (xml.LocalName)
            {
                case "v": value = Text(xml, row); break;
                case "f": formula = Text(xml, row); break;
                case "is": inline = RichText(xml, row); break;
            }
        }
        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < _shared.Count ? _shared[i]
                : throw new TableFault(row, $"Row {row}: a cell names the shared text {value}, which the workbook does not hold."),
            "inlineStr" => inline ?? "",
            "b" => value == "1" ? "true" : value == "0" ? "false" : value ?? "",
            "str" or "d" or "e" => value ?? Formula(),
            _ => value is null ? Formula() : Number(value, style),
        };

        string Formula() => formula is { Length: > 0 } ? "=" + formula : "";
    }

    private string Number(string value, int style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return value;
        if (style < _dateStyles.Length && _dateStyles[style] && Date(number) is { } date) return date;
        return number.ToString("R", CultureInfo.InvariantCulture);
    }

    private string? Date(double serial)
    {
        if (serial is < 0 or >= 2_958_466) return null; // up to 9999-12-31
        // Day 60 of the 1900 system is a 29 February 1900 that never was (ECMA-376, 18.17.4.1): days before it lie one later.
        var day = _from1904 ? new DateTime(1904, 1, 1) : serial < 60 ? new DateTime(1899, 12, 31) : new DateTime(1899, 12, 30);
        var at = day.AddDays(Math.Floor(serial)).AddSeconds(Math.Round((serial - Math.Floor(serial)) * 86_400));
        if (serial < 1 && !_from1904) return at.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return at.ToString(at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private void ReadWorkbook()
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var xml = Open("xl/_rels/workbook.xml.rels"))
            while (xml?.Read() == true)
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("TargetMode") != "External"
                    && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
                    targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
        using (var xml = Open("xl/workbook.xml") ?? throw new TableFault(0, "The file is a ZIP archive and no Excel workbook: it has no xl/workbook.xml."))
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "workbookPr") _from1904 = xml.GetAttribute("date1904") is "1" or "true";
                if (xml.LocalName == "sheet" && xml.GetAttribute("id", OfficeRelations) is { } id && targets.TryGetValue(id, out var part))
                    _sheets.Add((xml.GetAttribute("name") ?? "", part));
            }
        using (var xml = Open("xl/styles.xml")) ReadStyles(xml);
        using (var xml = Open("xl/sharedStrings.xml"))
        {
            long characters = 0;
            while (xml?.Read() == true)
            {
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si") continue;
                var text = RichText(xml, 0);
                if ((characters += text.Length) > _limits.SharedTextCharacters) throw new TableFault(0, "The texts of the workbook are too large: divide the file, or save it as .csv.");
                _shared.Add(text);
            }
        }
    }

    private void ReadStyles(XmlReader? xml)
    {
        Dictionary<int, bool> formats = [];
        List<bool> styles = [];
        var inCells = false;
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && int.TryParse(xml.GetAttribute("numFmtId"), out var id)) formats[id] = IsDateFormat(xml.GetAttribute("formatCode") ?? "");
            if (xml.LocalName == "xf" && inCells)
            {
                var format = int.TryParse(xml.GetAttribute("numFmtId"), out var n) ? n : 0;
                // Built-in formats of dates and times: ECMA-376, 18.8.30.
                styles.Add(formats.TryGetValue(format, out var own) ? own : format is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58);
            }
        }
        _dateStyles = [.. styles];
    }

    private static bool IsDateFormat(string code)
    {
        bool quoted = false, bracket = false;
        for (var i = 0; i < code.Length; i++)
        {
            var c = code[i];
            if (c == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (c == '[') bracket = true;
            else if (c == ']') bracket = false;
            else if (c == '\\') i++;
            else if (!bracket && char.ToLowerInvariant(c) is 'd' or 'm' or 'y' or 'h' or 's') return !code.Contains("General", StringComparison.OrdinalIgnoreCase);
        }
        return false;
    }

    /// <summary>The text of runs; readings above characters (rPh) are left out.</summary>
    private string RichText(XmlReader xml, int row)
    {
        if (xml.IsEmptyElement) return "";
        var text = _rich.Clear();
        var depth = xml.Depth;
        var reading = -1;
        while (Guard(xml, row) && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.LocalName == "rPh") reading = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement ? xml.Depth : -1;
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t" && reading < 0)
            {
                text.Append(Text(xml, row));
                if (text.Length > _limits.CellCharacters) throw new TableFault(row, $"Row {row}: a cell has more than {_limits.CellCharacters:N0} characters.");
            }
        }
        return text.ToString();
    }

    private string Text(XmlReader xml, int row)
    {
        if (xml.IsEmptyElement) return "";
        var text = _run.Clear();
        var depth = xml.Depth;
        while (Guard(xml, row) && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)) continue;
            text.Append(xml.Value);
            if (text.Length > _limits.CellCharacters) throw new TableFault(row, $"Row {row}: a cell has more than {_limits.CellCharacters:N0} characters.");
        }
        // Excel writes control characters as _x0009_ (ECMA-376, 22.9.2.19).
        var whole = text.ToString();
        return whole.Contains("_x", StringComparison.Ordinal)
            ? System.Text.RegularExpressions.Regex.Replace(whole, "_x([0-9A-Fa-f]{4})_", m => ((char)Convert.ToUInt16(m.Groups[1].Value, 16)).ToString(), System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5))
            : whole;
    }

    private static int? Column(string? reference)
    {
        if (reference is null) return null;
        var column = 0;
        foreach (var c in reference)
        {
            if (c is >= 'A' and <= 'Z') column = column * 26 + (c - 'A' + 1);
            else break;
            if (column > 20_000) break;
        }
        return column == 0 ? null : column - 1;
    }

    private XmlReader? Open(string part)
    {
        if (_zip.GetEntry(part) is not { } entry) return null;
        return XmlReader.Create(new LimitedStream(entry.Open(), entry, this), new()
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, IgnoreComments = true, IgnoreProcessingInstructions = true,
            MaxCharactersFromEntities = 1_000, CheckCharacters = true,
        });
    }

    public void Dispose() => _zip.Dispose();

    /// <summary>Counts what a part unpacks to, whatever its header claims.</summary>
    private sealed class LimitedStream(Stream inner, ZipArchiveEntry entry, XlsxReader owner) : Stream
    {
        private long _read;

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));
        public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

        private int Count(int read)
        {
            _read += read;
            owner._unpacked += read;
            if (owner._unpacked > owner._limits.UnpackedBytes || (_read > 1_000_000 && _read > entry.CompressedLength * owner._limits.PackingRatio))
                throw new TableFault(0, $"The workbook unpacks to far more than its size (part {entry.FullName}): it is not read. Save it as .csv if it is honest.");
            return read;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
