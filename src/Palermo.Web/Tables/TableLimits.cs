namespace Palermo.Web.Tables;

/// <summary>What a table file may hold before it is refused: a file that is wrong in form must not fill the memory.</summary>
/// <param name="Columns">Most columns.</param>
/// <param name="CellCharacters">Most characters in a cell: a quote that is never closed swallows the file up to here.</param>
/// <param name="Rows">Most rows. An XLSX sheet has at most 1,048,576 (ECMA-376, 18.3.1.73); a CSV file may have more.</param>
/// <param name="UnpackedBytes">Most bytes that the parts of an XLSX file may unpack to.</param>
/// <param name="PackingRatio">Most bytes that one packed byte may become, in parts above 1 MB: text packs 20 to 1, bombs 1,000 to 1.</param>
/// <param name="SharedTextCharacters">Most characters in the shared strings of an XLSX file.</param>
public sealed record TableLimits(
    int Columns = 1_000, int CellCharacters = 1_000_000, int Rows = 20_000_000, long UnpackedBytes = 2L << 30, int PackingRatio = 200, long SharedTextCharacters = 200_000_000);

/// <summary>A file that cannot be read as a table; the message names the place and the mend.</summary>
/// <param name="line">Line or row, from 1; 0 for the file as a whole.</param>
public sealed class TableFault(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}

/// <summary>A row of a table file.</summary>
/// <param name="Line">Line in the file where the row begins, from 1; for a spreadsheet the row's number.</param>
/// <param name="Cells">The cells as text; missing ones at the end are not there.</param>
public readonly record struct TableRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>A cell, or the empty text where the row is too short.</summary>
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : "";

    /// <summary>True when nothing is in any cell.</summary>
    public bool IsEmpty => Cells.All(string.IsNullOrWhiteSpace);
}
