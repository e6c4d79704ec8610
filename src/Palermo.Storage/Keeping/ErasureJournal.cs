using System.Text;
using System.Text.Json;
using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Keeping;

/// <summary>One erasure, as a restore must repeat it.</summary>
internal sealed record JournalLine(RecordId Id, Instant At, string Actor, string Reason);

/// <summary>
/// The list of what was erased, in a file beside the databases, one per compartment: a backup made before an erasure brings the record back, and
/// the restore then reads here what must go again. The database has the same list; after a crash between commit and file it is caught up.
/// </summary>
internal sealed class ErasureJournal(string folder)
{
    private readonly Lock _gate = new();

    public static string FileName(Compartment compartment) => compartment == Compartment.Protection ? "erasures-protection.jsonl" : "erasures.jsonl";

    private string PathOf(Compartment compartment) => Path.Combine(folder, FileName(compartment));

    public async ValueTask NoteAsync(Connection connection, RecordId id, Instant at, string actor, string reason) =>
        await connection.ExecuteAsync("INSERT INTO erasure(uuid, at, actor, reason) VALUES (@p0, @p1, @p2, @p3) ON CONFLICT(uuid) DO NOTHING", id.ToBytes(), Days.Ticks(at), actor, reason);

    /// <summary>Writes to the file what the database has and the file lacks; returns when it is on disk.</summary>
    public async ValueTask CatchUpAsync(Vault vault, Connection connection)
    {
        var erased = await connection.QueryAsync("SELECT uuid, at, actor, reason FROM erasure ORDER BY at",
            r => new JournalLine(RecordId.FromBytes((byte[])r[0]), Days.Moment(r.GetInt64(1)), r.GetString(2), r.GetString(3)));
        if (erased.Count == 0) return;
        lock (_gate)
        {
            var known = Read(vault.Compartment).Select(l => l.Id).ToHashSet();
            var lines = erased.Where(e => !known.Contains(e.Id)).Select(e => JsonSerializer.Serialize(e, BodyJson.Options) + "\n").ToArray();
            if (lines.Length == 0) return;
            using var file = new FileStream(PathOf(vault.Compartment), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            // One write: lines of two processes do not mix. A line cut short by a crash is ended first.
            file.Write(Encoding.UTF8.GetBytes((EndsInLine(vault.Compartment) ? "" : "\n") + string.Concat(lines)));
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Everything on the list; a line that a crash cut short is left out, since the database then still has it.</summary>
    public IReadOnlyList<JournalLine> Read(Compartment compartment)
    {
        var path = PathOf(compartment);
        if (!File.Exists(path)) return [];
        List<JournalLine> lines = [];
        foreach (var line in File.ReadLines(path))
        {
            try { if (line.Length > 0) lines.Add(JsonSerializer.Deserialize<JournalLine>(line, BodyJson.Options)!); }
            catch (JsonException) { /* cut short */ }
        }
        return lines;
    }

    private bool EndsInLine(Compartment compartment)
    {
        using var file = new FileStream(PathOf(compartment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length == 0) return true;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
