namespace Palermo.Kernel;

/// <summary>A table that is about to become a data set.</summary>
/// <param name="FileName">Its name tells how it is read: <c>.csv</c>, <c>.tsv</c>, <c>.txt</c> (each also with <c>.gz</c>), or <c>.parquet</c>.</param>
/// <param name="Source">Publisher or sender of the table.</param>
public sealed record DataSetFile(string FileName, Stream Content, string Title, string Source, string? Description = null);

/// <summary>Which rows of a data set.</summary>
/// <param name="Where">A condition over its columns, such as <c>speed &gt; ? AND flag = ?</c>; null: every row.</param>
/// <param name="Sql">A whole SELECT over the table <c>data</c>, in place of a condition.</param>
/// <param name="Parameters">Values for the question marks, in their order. What a person typed belongs here, never into the text.</param>
/// <param name="Limit">Rows at most; 1 to <see cref="MostRows"/>.</param>
public sealed record DataSetQuery(string? Where = null, string? Sql = null, IReadOnlyList<object?>? Parameters = null, int Limit = 100)
{
    /// <summary>An answer is something to look at; whoever needs the whole table takes its file.</summary>
    public const int MostRows = 10_000;
}

/// <summary>A column as the file declares it.</summary>
/// <param name="Type">Its SQL type, such as <c>BIGINT</c> or <c>TIMESTAMP</c>.</param>
public sealed record DataSetColumn(string Name, string Type);

/// <summary>Rows of an answer.</summary>
/// <param name="Rows">A value for each column: null, text, number, yes or no; anything else as its text.</param>
/// <param name="More">True when there are further rows.</param>
public sealed record DataSetRows(IReadOnlyList<DataSetColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, bool More);

/// <summary>
/// What comes by the million (positions, transactions, call records): one record of the kind <c>dataset</c>, its table a Parquet file beside it. Access is
/// decided on the record, and every query is logged. Nothing of the protection compartment enters (law 3).
/// </summary>
public interface IDataSets
{
    /// <summary>Reads a table, and stores it with the record that stands for it. Each row gets its number in the column <c>_row</c>, from 1.</summary>
    /// <param name="header">Header of the record, complete but for what the store sets.</param>
    /// <returns>The record; or why the table is refused, by line and column where they are known, and nothing is stored.</returns>
    ValueTask<Outcome<RecordView>> ImportAsync(Session session, RecordHeader header, DataSetFile file, CancellationToken cancel = default);

    /// <summary>Rows of a data set. The query reaches that one table and nothing else, and changes nothing.</summary>
    ValueTask<Outcome<DataSetRows>> QueryAsync(Session session, RecordId id, DataSetQuery query, CancellationToken cancel = default);

    /// <summary>Erases the rows of a condition: the file is written again without them, the old one is destroyed, and a later restore erases them again.</summary>
    /// <returns>How many rows went; refused where none matches, or where every row does (then the record itself is to be erased).</returns>
    ValueTask<Outcome<long>> EraseRowsAsync(Session session, RecordId id, string where, IReadOnlyList<object?> parameters, string reason, CancellationToken cancel = default);
}
