using NodaTime;

namespace Palermo.Kernel;

/// <summary>A record as somebody may see it: redacted statement by statement.</summary>
/// <param name="Body">The body without what the reader may not see.</param>
/// <param name="Version">Number of the version shown, from 1.</param>
/// <param name="Marking">The strictest marking of anything shown: pages, prints and exports bear it.</param>
/// <param name="ETag">A hash of what the reader saw: equal views have equal tags, and a hidden change shows in none.</param>
/// <param name="Sequence">Commit order of the last change within the compartment.</param>
/// <param name="Withdrawn">True when the record was withdrawn: kept, shown as such, and in no count.</param>
public sealed record RecordView(
    RecordHeader Header,
    Kind Kind,
    object Body,
    string Title,
    int Version,
    Instant CreatedAt,
    string CreatedBy,
    Instant ChangedAt,
    string ChangedBy,
    string? Reason,
    Handling Marking,
    string ETag,
    long Sequence,
    bool Withdrawn)
{
    public RecordId Id => Header.Id;
    public TBody As<TBody>() => (TBody)Body;
}

/// <summary>Which records: everything given must hold.</summary>
/// <param name="Kind">Name of the kind; null: all kinds.</param>
/// <param name="Text">Words to search for, across scripts and spellings; in quotes exactly.</param>
/// <param name="Facets">Values by field; several values of one field are alternatives.</param>
/// <param name="From">Events that end on this day or later.</param>
/// <param name="To">Events that begin on this day or earlier.</param>
/// <param name="Import">Brought by this import.</param>
/// <param name="IncludeWithdrawn">Whether withdrawn records are among them.</param>
/// <param name="Shared">Of which a partner has a copy, by the partner's name; or <see cref="SharedCopy.Any"/>, or <see cref="SharedCopy.None"/>.</param>
public sealed record RecordQuery(
    string? Kind = null,
    string? Text = null,
    IReadOnlyDictionary<string, ImmutableSet>? Facets = null,
    string? State = null,
    LocalDate? From = null,
    LocalDate? To = null,
    BoundingBox? Box = null,
    (string Type, string Value)? Identifier = null,
    RecordId? Import = null,
    RecordOrder Order = RecordOrder.Newest,
    bool IncludeWithdrawn = false,
    string? Shared = null);

/// <summary>Degrees, WGS 84. West greater than east means across the date line.</summary>
public sealed record BoundingBox(double West, double South, double East, double North);

public enum RecordOrder { Newest, Oldest, LatestEvent, EarliestEvent }

/// <summary>A partner that got a copy of a record, as far as the reader may see the entry of it.</summary>
/// <param name="Recalled">True when the copy was taken back.</param>
public sealed record SharedCopy(string Partner, bool Recalled)
{
    /// <summary>In a query: shared with somebody, with nobody.</summary>
    public const string Any = "any", None = "none";
}

/// <summary>A row of a list: what is kept in the index, without opening the body.</summary>
/// <param name="Shared">Who got a copy; null for nobody that the reader may know of.</param>
public sealed record RecordRow(
    RecordId Id, string Kind, string Title, string State, string Owner, EventTime? Time, IndexedPlace? Place,
    LocalDate ReviewDate, Instant ChangedAt, string ChangedBy, Handling Handling, bool Withdrawn, IReadOnlyList<SharedCopy>? Shared = null);

/// <summary>One page of a list.</summary>
/// <param name="Next">Where the next page begins; null at the end. Opaque.</param>
/// <param name="Total">How many there are, counted to <see cref="CountCap"/>: one more than that means "more than".</param>
public sealed record RecordPage(IReadOnlyList<RecordRow> Rows, string? Next, int Total)
{
    /// <summary>Counting stops here: a page waits for no exact figure of millions.</summary>
    public const int CountCap = 10_000;
}

/// <summary>How many records have each value of a filtered field.</summary>
public sealed record FacetCount(string Field, string Value, int Count);

/// <summary>A change of one record.</summary>
public abstract record RecordChange
{
    /// <summary>Why: required for everything but a first version.</summary>
    public string? Reason { get; init; }

    /// <summary>A new record.</summary>
    /// <param name="Header">Complete but for what the store sets; the state is the workflow's first.</param>
    public sealed record Create(RecordHeader Header, object Body) : RecordChange;

    /// <summary>A new version. Statements that the actor cannot see stay as they were.</summary>
    /// <param name="IfMatch">The ETag that the actor saw: when it is no longer true the change is refused.</param>
    /// <param name="Header">The header as it shall be; null: unchanged. Kind, owner, state and compartment stay.</param>
    public sealed record Edit(RecordId Id, object Body, string? IfMatch = null, RecordHeader? Header = null) : RecordChange;

    /// <summary>A step of the workflow, with the guards asked again at this moment.</summary>
    public sealed record Step(RecordId Id, string Transition, string? IfMatch = null) : RecordChange;

    /// <summary>The record was wrong: it stays, marked, and counts nowhere.</summary>
    public sealed record Withdraw(RecordId Id) : RecordChange;

    /// <summary>Body and salt of every version go, with index rows and attachments; header and reason stay.</summary>
    public sealed record Erase(RecordId Id) : RecordChange;
}

/// <summary>A key by which a repeated call is known.</summary>
/// <param name="Asked">What the caller asked for, where the changes made of it differ from one call to the next; null: the changes themselves are compared.</param>
public sealed record IdempotencyKey(string Key, string? Asked = null)
{
    public static implicit operator IdempotencyKey?(string? key) => key is null ? null : new(key);
}

/// <summary>A version in the history of a record.</summary>
/// <param name="ChangedFields">Names of the fields that differ from the version before, as far as the reader may see them.</param>
public sealed record VersionInfo(int Version, Instant At, string By, string? Reason, string State, IReadOnlyList<string> ChangedFields, bool Erased);

/// <summary>A link to or from a record, with the other end as far as the reader may see it.</summary>
public sealed record LinkView(string Role, bool Outgoing, RecordRow Other);

/// <summary>An entry of <see cref="IRecords.ChangedSinceAsync"/>.</summary>
/// <param name="Gone">True when the record was withdrawn or erased since.</param>
public sealed record RecordChangeRow(long Sequence, RecordId Id, string Kind, int Version, bool Gone);

/// <summary>
/// Reading and writing records. Every call passes <see cref="Access.Decide"/> and leaves one entry in the audit log before its answer
/// leaves; a record's change, its audit entry and its outgoing messages commit together or not at all (law 2).
/// </summary>
public interface IRecords
{
    /// <summary>One record, or "no such record" where it must not be known.</summary>
    /// <param name="version">A version from 1; null: the newest.</param>
    ValueTask<Outcome<RecordView>> ReadAsync(Session session, RecordId id, int? version = null, CancellationToken cancel = default);

    /// <summary>Several records as a list shows them, in the order asked; those that the session may not see are left out.</summary>
    /// <remarks>A store answers in one go with one audit entry that names what it showed; this form, for the simplest stores, reads one by one.</remarks>
    async ValueTask<IReadOnlyList<RecordView>> ReadManyAsync(Session session, IReadOnlyList<RecordId> ids, CancellationToken cancel = default)
    {
        List<RecordView> views = new(ids.Count);
        foreach (var id in ids)
            if ((await ReadAsync(session, id, cancel: cancel)).TryGet(out var view)) views.Add(view);
        return views;
    }

    /// <summary>Changes, in order, in one transaction, with the messages that tell partners of them.</summary>
    /// <param name="idempotencyKey">A key of the caller's own: the same key with the same changes again gives the same answer and changes nothing; with others it is refused.</param>
    /// <returns>The records after the change (for an erased one, without body); or every refusal, and nothing was changed.</returns>
    ValueTask<Outcome<IReadOnlyList<RecordView>>> WriteAsync(Session session, IReadOnlyList<RecordChange> changes, IReadOnlyList<OutgoingMessage>? messages = null, IdempotencyKey? idempotencyKey = null, CancellationToken cancel = default);

    /// <summary>What an earlier write under the key gave, or that the key was used for something else; null when the key is new.</summary>
    /// <remarks>For callers who look at the present state before they write: to them a repeated call must not look like a second one. A store that keeps no keys knows none.</remarks>
    ValueTask<Outcome<IReadOnlyList<RecordView>>?> AnsweredAsync(Session session, IdempotencyKey key, CancellationToken cancel = default) => default;

    /// <summary>A page of a list.</summary>
    /// <param name="after">The <see cref="RecordPage.Next"/> of the page before; null: the first.</param>
    /// <exception cref="FormatException">The cursor is not one of this store's.</exception>
    ValueTask<RecordPage> ListAsync(Session session, RecordQuery query, int limit = 50, string? after = null, CancellationToken cancel = default);

    /// <summary>Counts by value of the filtered fields of the query's kind, or by kind when the query names none (field <c>kind</c>).</summary>
    ValueTask<IReadOnlyList<FacetCount>> FacetsAsync(Session session, RecordQuery query, CancellationToken cancel = default);

    /// <summary>All records of a query with their bodies, for analyses and exports: one audit entry for the whole.</summary>
    IAsyncEnumerable<RecordView> ScanAsync(Session session, RecordQuery query, AccessAction action = AccessAction.Read, CancellationToken cancel = default);

    /// <summary>The versions of a record, oldest first.</summary>
    ValueTask<Outcome<IReadOnlyList<VersionInfo>>> HistoryAsync(Session session, RecordId id, CancellationToken cancel = default);

    /// <summary>Links from and to a record; ends that the reader may not see are left out.</summary>
    ValueTask<Outcome<IReadOnlyList<LinkView>>> LinksAsync(Session session, RecordId id, CancellationToken cancel = default);

    /// <summary>What changed after a place in commit order, deletions among it.</summary>
    ValueTask<IReadOnlyList<RecordChangeRow>> ChangedSinceAsync(Session session, long sequence, int limit = 1000, CancellationToken cancel = default);

    /// <summary>Opens the bulk door for one import.</summary>
    ValueTask<Outcome<IBulkDoor>> OpenBulkAsync(Session session, BulkImport import, CancellationToken cancel = default);

    /// <summary>Takes a whole import back by withdrawing what it brought. What people changed since stays and is listed.</summary>
    ValueTask<Outcome<RollBack>> RollBackAsync(Session session, RecordId import, string reason, CancellationToken cancel = default);
}

/// <summary>What a roll-back did.</summary>
/// <param name="Changed">Records that people changed after the import: left as they are.</param>
/// <param name="Shared">Records that partners received: withdrawn here, to be recalled there.</param>
public sealed record RollBack(int Withdrawn, IReadOnlyList<RecordId> Changed, IReadOnlyList<RecordId> Shared);

/// <summary>What an import is about to bring.</summary>
/// <param name="Id">The import's own id: the same again resumes it.</param>
/// <param name="Source">Name of the source within which references are unique.</param>
/// <param name="FileHash">SHA-256 of the file, hex.</param>
public sealed record BulkImport(RecordId Id, Kind Kind, string Source, string FileName, string FileHash, RecordHeader Template);

/// <summary>One record at the bulk door.</summary>
/// <param name="Reference">The record's name in the source: the same reference again is the same record.</param>
/// <param name="Line">Line in the file, from 1.</param>
public readonly record struct BulkRow(string Reference, object Body, int Line);

/// <summary>What the bulk door did with the rows so far.</summary>
/// <param name="Erased">Rows that were not stored since their record was erased: erased persons do not return.</param>
public sealed record BulkCounts(long Stored, long Changed, long Unchanged, long Erased);

/// <summary>
/// Writes many records of one kind: durable batch by batch, with every law kept (access, header, validation, index, audit).
/// Each batch commits rows, audit entry and the import's position together, so that a crash loses no acknowledged batch
/// and a resumed import repeats none.
/// </summary>
public interface IBulkDoor : IAsyncDisposable
{
    /// <summary>Line up to which an earlier run of this import had committed; 0 for a new one.</summary>
    int CommittedLine { get; }

    /// <summary>Takes rows that passed <see cref="Kind.Validate"/>; commits when a batch is full.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<BulkRow> rows, CancellationToken cancel = default);

    /// <summary>Commits what is left and ends the import.</summary>
    ValueTask<BulkCounts> CompleteAsync(CancellationToken cancel = default);
}
