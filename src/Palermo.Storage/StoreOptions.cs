namespace Palermo.Storage;

/// <summary>Where a node keeps its records.</summary>
public sealed record StoreOptions
{
    /// <summary>The node's own folder: databases (SQLite), attachments, the journal of erasures. Made when absent.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Name of the node: the owner of every record that is created here.</summary>
    public required string NodeName { get; init; }

    /// <summary>How to reach PostgreSQL; null: SQLite in <see cref="DataFolder"/>.</summary>
    public string? PostgresConnectionString { get; init; }

    /// <summary>Beginning of the names of the two PostgreSQL schemas, so that several nodes may share a database. Lower-case letters, digits and underscores.</summary>
    public string PostgresSchema { get; init; } = "palermo";

    /// <summary>The largest table taken as a data set, in bytes as it comes; as Parquet it must fit <see cref="AttachmentLimit"/>.</summary>
    public long DataSetLimit { get; init; } = 4L << 30;

    /// <summary>How many years entries of the audit log are kept at least; then they may be pruned up to a signed head.</summary>
    /// <remarks>Directive (EU) 2016/680, Art. 25, sets no period: national law does. Five is this program's own default.</remarks>
    public int LogYears { get; init; } = 5;

    /// <summary>The largest attachment taken, in bytes.</summary>
    public long AttachmentLimit { get; init; } = 256L << 20;
}
