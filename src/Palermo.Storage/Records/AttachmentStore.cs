using System.Data.Common;
using System.Security.Cryptography;
using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Keeping;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Records;

/// <summary>Files kept with records.</summary>
internal sealed class AttachmentStore(VaultPair vaults, RecordReader reader, Files files) : IAttachments
{
    private const string Columns = "a.address, r.uuid, a.file_name, a.media_type, a.size, a.sha256, a.added_at, a.added_by";

    private static Attachment Read(DbDataReader r) => new(
        r.GetString(0), RecordId.FromBytes((byte[])r[1]), r.GetString(2), r.GetString(3), r.GetInt64(4), r.GetString(5), Days.Moment(r.GetInt64(6)), r.GetString(7));

    public async ValueTask<Outcome<Attachment>> AddAsync(Session session, RecordId record, string fileName, Stream content, CancellationToken cancel = default)
    {
        List<Refusal> refusals = [.. NameProblems(fileName)];
        Vault? home = null;
        if (await reader.FindAsync(session, record, AccessAction.Change, refusals, cancel) is var (vault, found, row))
        {
            await found.DisposeAsync();
            if (row.Erased) refusals.Add(RecordReader.Erased);
            home = vault;
        }
        var limit = vaults.General.Catalogue.Options.AttachmentLimit;
        if (refusals.Count == 0 && await files.ReceiveAsync(content, limit, cancel) is var received)
        {
            if (received is null) refusals.Add(new("attachment.size", $"The file is larger than {limit >> 20} MiB.", Field: "content"));
            else if (received.Value.Size == 0) refusals.Add(new("attachment.empty", "The file is empty.", Field: "content"));
            else return await KeepAsync(session, home!, record, fileName, received.Value, cancel);
            if (received is { } rest) File.Delete(rest.Path);
        }
        await vaults.LogAsync(session, "attach", record.ToString(), new { Refused = refusals.Select(r => r.Code) });
        return refusals.ToArray();
    }

    private async ValueTask<Outcome<Attachment>> KeepAsync(Session session, Vault vault, RecordId record, string fileName, (string Path, byte[] Hash, long Size, byte[] Head) file, CancellationToken cancel)
    {
        var about = new Attachment(Files.NewAddress(file.Hash), record, fileName, MediaTypes.Sniff(file.Head), file.Size, Convert.ToHexStringLower(file.Hash), vault.Now, session.Actor.Id);
        await using (var connection = await vault.Db.WriteAsync(cancel))
        {
            // Asked again under the lock: it may have been erased while the file was coming in.
            var rid = await connection.NumberAsync("SELECT rid FROM record WHERE uuid = @p0 AND (flags & 2) = 0", record.ToBytes());
            if (rid is null)
            {
                File.Delete(file.Path);
                return RecordReader.Erased;
            }
            await connection.ExecuteAsync("INSERT INTO attachment(address, rid, file_name, media_type, size, sha256, added_at, added_by) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
                about.Address, rid, about.FileName, about.MediaType, about.Size, about.Sha256, Days.Ticks(about.AddedAt), about.AddedBy);
            // The log keeps no hash of the content: it would outlive the erasure and confirm a guess.
            await vault.Chain.AddAsync(connection, [AuditRecord.Of(session, "attach", record.ToString(), new { about.Address, about.Size, about.MediaType }, vault.Now)]);
            files.Prepare(file.Path, about.Address);
            await connection.CommitAsync();
        }
        files.Finish(about.Address);
        vault.Scribe.Nudge();
        return about;
    }

    private static IEnumerable<Refusal> NameProblems(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 255)
            yield return new("attachment.name", "A file name has 1 to 255 characters.", Field: "fileName");
        else if (name is "." or ".." || name.AsSpan().IndexOfAny("/\\:*?\"<>|") >= 0 || name.Any(char.IsControl))
            yield return new("attachment.name", $"'{name.Replace('\0', ' ')}' is no plain file name: leave out folders, and the characters / \\ : * ? \" < > |.", Field: "fileName");
    }

    public async ValueTask<Outcome<IReadOnlyList<Attachment>>> ListAsync(Session session, RecordId record, CancellationToken cancel = default)
    {
        List<Refusal> refusals = [];
        IReadOnlyList<Attachment> list = [];
        if (await reader.FindAsync(session, record, AccessAction.Read, refusals, cancel) is var (_, connection, row))
            await using (connection)
                list = await connection.QueryAsync($"SELECT {Columns} FROM attachment a JOIN record r ON r.rid = a.rid WHERE a.rid = @p0 ORDER BY a.added_at, a.address", Read, row.Rid);
        await vaults.LogAsync(session, "files", record.ToString(), refusals.Count > 0 ? new { Refused = refusals.Select(r => r.Code) } : (object)new { Files = list.Count });
        return refusals.Count > 0 ? refusals.ToArray() : (Attachment[])[.. list];
    }

    public async ValueTask<Outcome<(Attachment About, Stream Content)>> OpenAsync(Session session, string address, CancellationToken cancel = default)
    {
        List<Refusal> refusals = [];
        Attachment? about = null;
        foreach (var vault in vaults.For(session))
        {
            await using var connection = await vault.Db.ReadAsync(cancel);
            about ??= await connection.FirstAsync($"SELECT {Columns} FROM attachment a JOIN record r ON r.rid = a.rid WHERE a.address = @p0", Read, address);
        }
        if (about is null) refusals.Add(Refusal.NotFound);
        else if (await reader.FindAsync(session, about.Record, AccessAction.Read, refusals, cancel) is var (_, connection, _)) await connection.DisposeAsync();
        var ok = refusals.Count == 0;
        await vaults.LogAsync(session, "open-file", about?.Record.ToString(), ok ? new { about!.Address } : (object)new { Refused = refusals.Select(r => r.Code) });
        if (!ok) return refusals.ToArray();
        var file = new FileStream(files.PathOf(about!.Address), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return (about, new CheckedStream(file, about));
    }

    /// <summary>Hashes what is read, and refuses the end of a file that is not what was received.</summary>
    private sealed class CheckedStream(FileStream inner, Attachment about) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private bool _ended;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => inner.Length;
        public override long Position { get => inner.Position; set => throw new NotSupportedException("The file is read once, from its beginning."); }

        public override int Read(byte[] buffer, int offset, int count) => Seen(buffer.AsSpan(offset), inner.Read(buffer, offset, count), count);
        public override int Read(Span<byte> buffer) => Seen(buffer, inner.Read(buffer), buffer.Length);
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            return Seen(buffer.Span, read, buffer.Length);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        private int Seen(ReadOnlySpan<byte> buffer, int read, int wanted)
        {
            if (read > 0) _hash.AppendData(buffer[..read]);
            else if (!_ended && wanted > 0)
            {
                _ended = true;
                if (Convert.ToHexStringLower(_hash.GetHashAndReset()) != about.Sha256)
                    throw new InvalidDataException($"The attachment {about.Address} is not the file that was received: run 'palermo check', and restore it from a backup.");
            }
            return read;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("The file is read once, from its beginning.");
        public override void SetLength(long value) => throw new NotSupportedException("Attachments do not change.");
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Attachments do not change.");

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
                _hash.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
