using System.IO.Compression;
using System.Text;
using Palermo.Web.Entry;

namespace Palermo.Web.Tables;

/// <summary>How a table file is to be read.</summary>
/// <param name="Excel">True for a workbook; encoding and separator then mean nothing.</param>
/// <param name="Encoding">One of <see cref="TextEncoding.Names"/>.</param>
/// <param name="Sheet">The sheet of a workbook; null: the first.</param>
/// <param name="HeadingRow">The row, counted from 1 among rows with anything in them, that holds the headings.</param>
public sealed record TableForm(bool Excel, string Encoding, char Separator, DateOrder Dates, bool DecimalComma, string? Sheet = null, int HeadingRow = 1);

/// <summary>What a first look at a file shows.</summary>
/// <param name="DatesDecided">False when nothing in the sample tells day from month: the person is asked.</param>
/// <param name="Headings">Headings, each once: a second "Name" is "Name (2)", an empty one is "Column 3".</param>
/// <param name="Sample">The first rows below the headings.</param>
/// <param name="Sheets">Sheets of a workbook.</param>
public sealed record TableLook(TableForm Form, bool DatesDecided, IReadOnlyList<string> Headings, IReadOnlyList<TableRow> Sample, IReadOnlyList<string> Sheets);

/// <summary>Opens table files of either sort, by what is in them and not by their names. CSV may be packed with gzip.</summary>
public static class TableFile
{
    private const int SampleBytes = 1 << 18;
    private const int SampleRows = 400;

    /// <summary>Looks at a file and guesses its form.</summary>
    /// <param name="file">The file from its beginning; must be able to seek.</param>
    /// <exception cref="TableFault">It is empty or no table.</exception>
    public static TableLook Look(Stream file, TableLimits? limits = null)
    {
        Span<byte> magic = stackalloc byte[4];
        var got = file.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        file.Position = 0;
        if (got == 0) throw new TableFault(0, "The file is empty.");
        if (magic.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 3, 4])) // PK: a ZIP archive
        {
            using var workbook = new XlsxReader(file, limits);
            return Shown(new(true, "utf-8", ',', DateOrder.YearFirst, false), workbook.Read(), workbook.Sheets);
        }
        if (magic.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) throw new TableFault(0, "This is an old Excel file (.xls) or one with a password: save it as .xlsx or .csv without one.");
        if (magic.StartsWith("%PDF"u8)) throw new TableFault(0, "This is a PDF: ask for the table itself, as .xlsx or .csv.");
        var bytes = new byte[SampleBytes];
        var text = Unpacked(file);
        var read = text.ReadAtLeast(bytes, SampleBytes, throwOnEndOfStream: false);
        file.Position = 0;
        var encoding = TextEncoding.Guess(bytes.AsSpan(0, read));
        using var reader = new StreamReader(new MemoryStream(bytes, 0, read), encoding, detectEncodingFromByteOrderMarks: true);
        var sample = reader.ReadToEnd();
        if (read == SampleBytes && sample.LastIndexOf('\n') is > 0 and var end) sample = sample[..end];
        if (sample.Contains('\0', StringComparison.Ordinal)) throw new TableFault(0, "The file is no text and no workbook: save the table as .csv or .xlsx.");
        var form = new TableForm(false, encoding.WebName, TableGuess.Separator(sample), DateOrder.DayFirst, false);
        return Shown(form, Whole(CsvReader.Read(new StringReader(sample), form.Separator, limits)), []);
    }

    /// <summary>Looks again with a form that the person chose.</summary>
    public static TableLook Look(Stream file, TableForm form, TableLimits? limits = null)
    {
        file.Position = 0;
        IReadOnlyList<string> sheets = [];
        if (form.Excel)
        {
            using var workbook = new XlsxReader(file, limits);
            sheets = workbook.Sheets;
        }
        file.Position = 0;
        using var rows = Open(file, form, limits);
        var look = Shown(form, rows.Rows, sheets);
        file.Position = 0;
        return look with { Form = form, DatesDecided = true };
    }

    /// <summary>Rows of a file, with their line numbers; dispose it to let go of the workbook.</summary>
    public sealed class OpenTable(IEnumerable<TableRow> rows, IDisposable holds) : IDisposable
    {
        public IEnumerable<TableRow> Rows { get; } = rows;
        public void Dispose() => holds.Dispose();
    }

    /// <summary>Opens a file to be read through, headings first.</summary>
    public static OpenTable Open(Stream file, TableForm form, TableLimits? limits = null)
    {
        if (form.Excel)
        {
            var workbook = new XlsxReader(file, limits);
            return new(workbook.Read(form.Sheet).Where(r => !r.IsEmpty).Skip(form.HeadingRow - 1), workbook);
        }
        var text = new StreamReader(Unpacked(file), TextEncoding.Of(form.Encoding), detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        return new(CsvReader.Read(text, form.Separator, limits).Where(r => !r.IsEmpty).Skip(form.HeadingRow - 1), text);
    }

    /// <summary>Headings as names: each once, none empty.</summary>
    public static IReadOnlyList<string> Headings(TableRow row)
    {
        List<string> headings = [];
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var name = row.Cells[i].Trim().TrimStart('\uFEFF');
            if (name.Length == 0) name = $"Column {i + 1}";
            if (name.Length > 200) name = name[..200];
            var unique = name;
            for (var n = 2; headings.Contains(unique, StringComparer.OrdinalIgnoreCase); n++) unique = $"{name} ({n})";
            headings.Add(unique);
        }
        return headings;
    }

    private static TableLook Shown(TableForm form, IEnumerable<TableRow> rows, IReadOnlyList<string> sheets)
    {
        var first = rows.Where(r => !r.IsEmpty).Take(SampleRows).ToArray();
        if (first.Length == 0) throw new TableFault(0, "The file holds no rows.");
        var cells = first.Skip(1).SelectMany(r => r.Cells).ToArray();
        var dates = TableGuess.Dates(cells);
        var undecided = dates is null && cells.Any(c => c.Trim().Split('/', '-', '.') is { Length: 3 } p && p.All(x => x.Length is > 0 and <= 4 && x.All(char.IsAsciiDigit)));
        return new(form with { Dates = dates ?? DateOrder.DayFirst, DecimalComma = !form.Excel && TableGuess.DecimalComma(cells) }, !undecided, Headings(first[0]), [.. first.Skip(1).Take(20)], sheets);
    }

    // The end of a sample may cut a quoted field: the rows before it are whole.
    private static IEnumerable<TableRow> Whole(IEnumerable<TableRow> rows)
    {
        using var walk = rows.GetEnumerator();
        var any = false;
        while (true)
        {
            try { if (!walk.MoveNext()) yield break; }
            catch (TableFault) when (any) { yield break; }
            any = true;
            yield return walk.Current;
        }
    }

    internal static Stream Unpacked(Stream file)
    {
        Span<byte> magic = stackalloc byte[2];
        var start = file.Position;
        var got = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        file.Position = start;
        return got == 2 && magic[0] == 0x1F && magic[1] == 0x8B ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
    }
}
