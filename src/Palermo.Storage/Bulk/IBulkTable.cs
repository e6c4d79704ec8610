using Palermo.Storage.Databases;
using Palermo.Storage.Records;

namespace Palermo.Storage.Bulk;

/// <summary>Numbers that are the same for every row of a batch.</summary>
internal sealed record BatchNumbers(long Kind, long Class, long Head, long State, long By, long Source, long Import, long At, long Review, int BodyVersion);

/// <summary>What the store knows of a reference of the source.</summary>
/// <param name="Row">Place of the row in its piece.</param>
internal readonly record struct KnownReference(int Row, long Rid, byte[]? Hash);

/// <summary>Writes the rows of a piece by the database's quickest way.</summary>
internal interface IBulkTable : IDisposable
{
    /// <summary>Gives the next numbers of records to the rows whose references are new, in their order.</summary>
    /// <returns>Of the others: what is known of them. Rows that are not to be stored are neither.</returns>
    ValueTask<List<KnownReference>> ClaimAsync(Connection connection, long source, PreparedPiece piece, Writing writing);

    /// <summary>Writes every row that has a number.</summary>
    ValueTask InsertAsync(Connection connection, PreparedPiece piece, PieceNames names, BatchNumbers numbers);
}
