using NodaTime;

namespace Palermo.Kernel;

/// <summary>A file kept with a record.</summary>
/// <param name="Address">Salted address within the node: equal files of two records have two addresses.</param>
/// <param name="Sha256">Hash of the content at receipt, hex.</param>
/// <param name="MediaType">As seen from the content, not as claimed.</param>
public sealed record Attachment(string Address, RecordId Record, string FileName, string MediaType, long Size, string Sha256, Instant AddedAt, string AddedBy);

/// <summary>Files of records. Access is that of the record.</summary>
public interface IAttachments
{
    /// <summary>Stores a file; refuses names with paths, empty files, and more than the node's limit.</summary>
    ValueTask<Outcome<Attachment>> AddAsync(Session session, RecordId record, string fileName, Stream content, CancellationToken cancel = default);
    ValueTask<Outcome<IReadOnlyList<Attachment>>> ListAsync(Session session, RecordId record, CancellationToken cancel = default);
    /// <summary>Opens a file whose hash was checked while it was read.</summary>
    ValueTask<Outcome<(Attachment About, Stream Content)>> OpenAsync(Session session, string address, CancellationToken cancel = default);
}
