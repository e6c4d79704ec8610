using System.Globalization;
using System.Security.Cryptography;
using DuckDB.NET.Data;
using Palermo.Kernel;

namespace Palermo.Storage.DataSets;

/// <summary>A table on its way into the store: as it came, and as Parquet, in a folder of its own that goes with it.</summary>
internal sealed class TableFile : IDisposable
{
    /// <summary>The column that numbers the rows: it stays theirs when others are erased.</summary>
    public const string RowColumn = "_row";
    private const int RowGroup = 100_000;
    private const string ParquetEnding = ".parquet";
    private static readonly string[] Endings = [".csv.gz", ".tsv.gz", ".txt.gz", ".csv", ".tsv", ".txt", ParquetEnding];

    private readonly string _folder;

    private TableFile(string folder) => _folder = folder;

    public string Parquet => Path.Combine(_folder, "table.parquet");

    /// <summary>What a name says of how a file is read; null: it is none of the known ones.</summary>
    private static string? EndingOf(string name) => Endings.FirstOrDefault(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    /// <summary>A new folder for one table, which only this account may enter.</summary>
    public static TableFile In(string parent)
    {
        var folder = Path.Combine(parent, "table-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)));
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new(folder);
    }

    /// <summary>Takes a table in and writes it as Parquet.</summary>
    /// <param name="limit">The largest file taken, bytes.</param>
    /// <returns>Its columns and number of rows.</returns>
    public async ValueTask<Outcome<(DataSetColumn[] Columns, long Rows)>> ReadAsync(DataSetFile file, long limit, CancellationToken cancel)
    {
        if (EndingOf(file.FileName) is not { } ending)
            return new Refusal("dataset.format", $"'{Path.GetFileName(file.FileName)}' is no table that is known here: use {string.Join(", ", Endings)}.", Field: "fileName");
        var path = Path.Combine(_folder, "given" + ending.ToLowerInvariant());
        await using (var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            var buffer = new byte[1 << 16];
            for (var size = 0L; await file.Content.ReadAsync(buffer, cancel) is > 0 and var read;)
            {
                if ((size += read) > limit) return new Refusal("dataset.size", $"The file is larger than {limit >> 20} MiB.", Field: "content");
                await to.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
        }
        if (new FileInfo(path).Length == 0) return new Refusal("dataset.empty", "The file is empty.", Field: "content");
        var separator = ',';
        try
        {
            if (ending != ParquetEnding) separator = TextForm.SeparatorOf(path);
            using var box = Sandbox.Between(path, _folder);
            // DuckDB would guess the form of a text, and leave out lines that do not fit its guess: only the separator is looked for, and every line must
            // fit. The whole file tells the types, so that no later line contradicts them.
            var from = ending == ParquetEnding ? $"read_parquet({Sandbox.Quoted(path)})"
                : $"read_csv({Sandbox.Quoted(path)}, delim = {Sandbox.Quoted(separator.ToString())}, quote = '\"', escape = '\"', header = true, skip = 0, comment = '', sample_size = -1, strict_mode = true, null_padding = false, ignore_errors = false)";
            var heads = box.Rows($"SELECT * FROM {from} LIMIT 0", null, 1, cancel).Columns;
            if (heads.Any(c => c.Name.Equals(RowColumn, StringComparison.OrdinalIgnoreCase)))
                return new Refusal("dataset.row-column", $"The table has a column '{RowColumn}', which here numbers the rows: give it another name.", Field: "content");
            box.Run($"COPY (SELECT row_number() OVER () AS {RowColumn}, * FROM {from}) TO {Sandbox.Quoted(Parquet)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {RowGroup})", cancel: cancel);
            var rows = box.Number($"SELECT count(*) FROM read_parquet({Sandbox.Quoted(Parquet)})", cancel: cancel);
            if (rows == 0) return new Refusal("dataset.empty", "The table has headings and no row.", Field: "content");
            return ([new(RowColumn, "BIGINT"), .. heads], rows);
        }
        catch (Exception fault) when (fault is DuckDBException or InvalidDataException && !cancel.IsCancellationRequested)
        {
            var misfit = ending == ParquetEnding || fault is InvalidDataException ? null : TextForm.Misfit(path, separator);
            return new Refusal("dataset.unreadable", $"The table cannot be read: {misfit ?? Shortened(fault.Message.Split("LINE 1:")[0], path)}", Field: "content");
        }
    }

    /// <summary>Writes a table again without some rows.</summary>
    public void WriteWithout(string table, IReadOnlyCollection<long> rows, CancellationToken cancel)
    {
        using var box = Sandbox.Between(table, _folder);
        var gone = string.Join(',', rows.Select(r => r.ToString(CultureInfo.InvariantCulture)));
        box.Run($"COPY (SELECT * FROM read_parquet({Sandbox.Quoted(table)}) WHERE {RowColumn} NOT IN ({gone})) TO {Sandbox.Quoted(Parquet)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {RowGroup})", cancel: cancel);
    }

    /// <summary>What a person can use of DuckDB's words: what is wrong and in which line, without the path or its advice on settings.</summary>
    public static string Shortened(string message, string path)
    {
        var lines = message.Replace(path, "the file", StringComparison.Ordinal).Split('\n').Select(l => l.Trim())
            .TakeWhile(l => !l.StartsWith("Possible", StringComparison.Ordinal) && !l.StartsWith("file =", StringComparison.Ordinal)).Where(l => l.Length > 0);
        var text = string.Join(" ", lines);
        return text.Length <= 500 ? text : text[..497] + "...";
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
