using Palermo.Kernel;

namespace Palermo.Storage;

/// <summary>The store of one node: the kernel's ports over SQLite or PostgreSQL.</summary>
/// <remarks>Safe from several threads; several processes may have the same folder open at once, such as <c>serve</c> and a verb.</remarks>
public sealed class NodeStore : IAsyncDisposable
{
    private NodeStore(IRecords records, IAuditLog audit, IAttachments attachments, IOutbox outbox, IJobs jobs, IPeople people, IKeptThings kept) =>
        (Records, Audit, Attachments, Outbox, Jobs, People, Kept) = (records, audit, attachments, outbox, jobs, people, kept);

    public IRecords Records { get; }
    public IAuditLog Audit { get; }
    public IAttachments Attachments { get; }
    public IOutbox Outbox { get; }
    public IJobs Jobs { get; }
    public IPeople People { get; }
    public IKeptThings Kept { get; }

    /// <summary>Opens the store, making it when it is not there, and brings schema and indexes up to date.</summary>
    /// <param name="kinds">Every kind of record that the node knows.</param>
    /// <param name="keys">What search compares.</param>
    /// <param name="time">The node's clock.</param>
    /// <exception cref="StoreProblem">The folder or the database cannot be used: the message says which and how to mend it.</exception>
    public static ValueTask<NodeStore> OpenAsync(StoreOptions options, IReadOnlyList<Kind> kinds, ITextKeys keys, TimeProvider time, CancellationToken cancel = default) =>
        throw new StoreProblem("The store is being built.");

    /// <summary>Writes everything of the node into one file, while the node goes on working.</summary>
    public ValueTask BackupAsync(string file, CancellationToken cancel = default) => throw new StoreProblem("The store is being built.");

    /// <summary>Makes the folder's databases what the backup holds, then erases again whatever was erased since.</summary>
    public static ValueTask<RestoreReport> RestoreAsync(StoreOptions options, string file, IReadOnlyList<Kind> kinds, ITextKeys keys, TimeProvider time, CancellationToken cancel = default) =>
        throw new StoreProblem("The store is being built.");

    /// <summary>Examines everything: bodies against commitments, indexes against bodies, the audit chains, files against their hashes.</summary>
    public ValueTask<CheckReport> CheckAsync(CancellationToken cancel = default) => throw new StoreProblem("The store is being built.");

    /// <summary>How the store is, for health and monitoring.</summary>
    public ValueTask<StoreStatus> StatusAsync(CancellationToken cancel = default) => throw new StoreProblem("The store is being built.");

    public ValueTask DisposeAsync() => default;
}
