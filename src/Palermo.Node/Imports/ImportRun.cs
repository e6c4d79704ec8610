using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>What an import did.</summary>
/// <param name="Changed">Records that the source has changed since: each has a new version.</param>
/// <param name="Erased">Rows not stored since their record was erased here.</param>
/// <param name="Problems">The first thousand; <paramref name="MoreProblems"/> says how many were not listed.</param>
internal sealed record ImportReport(
    RecordId? Import, long Read, long Stored, long Changed, long Unchanged, long Erased, long Rejected,
    IReadOnlyList<ImportProblem> Problems, long MoreProblems, bool DryRun);

/// <summary>Brings a file in through the bulk door: read, checked row by row, stored batch by batch, resumed after a crash.</summary>
internal static class ImportRun
{
    private const int BatchRows = 2_000, MostProblems = 1_000;

    /// <summary>Runs one import.</summary>
    /// <param name="content">The file; must allow seeking, since it is hashed before it is read. Gzip is read as it is.</param>
    /// <param name="dryRun">True to read and check everything and store nothing.</param>
    /// <param name="progress">Told how many rows are read.</param>
    public static async Task<Outcome<ImportReport>> RunAsync(
        OpenedNode node, Session session, ImportReader reader, Stream content, string fileName, bool dryRun, Action<long>? progress, CancellationToken cancel)
    {
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
        content.Position = 0;
        var bytes = content.Length;
        using var text = OpenText(content);
        var sink = new Problems();
        long read = 0, rejected = 0;

        if (dryRun)
        {
            foreach (var row in reader.Read(text))
            {
                cancel.ThrowIfCancellationRequested();
                Note(row);
            }
            return new ImportReport(null, read, 0, 0, 0, 0, rejected, sink.Listed, sink.More, true);
        }

        var begun = await BeginAsync(node, session, reader, fileName, hash, bytes, cancel);
        if (!begun.TryGet(out var import)) return begun.Then<ImportReport>(_ => null!);
        var opened = await node.Store.Records.OpenBulkAsync(session, new(import, reader.Kind, reader.Source, fileName, hash, Template(node, reader, import)), cancel);
        if (!opened.TryGet(out var door)) return opened.Then<ImportReport>(_ => null!);

        BulkCounts counts;
        await using (door)
        {
            var batch = new List<BulkRow>(BatchRows);
            foreach (var row in reader.Read(text))
            {
                cancel.ThrowIfCancellationRequested();
                Note(row);
                if (row.Body is null || row.Line <= door.CommittedLine) continue;
                batch.Add(new(row.Reference, row.Body, row.Line));
                if (batch.Count == BatchRows) await FlushAsync(door, batch);
            }
            await FlushAsync(door, batch);
            counts = await door.CompleteAsync(cancel);
        }
        var report = new ImportReport(import, read, counts.Stored, counts.Changed, counts.Unchanged, counts.Erased, rejected, sink.Listed, sink.More, false);
        return (await EndAsync(node, session, import, report, cancel)).Then(_ => report);

        void Note(ImportRow row)
        {
            read++;
            if (row.Body is null) rejected++;
            foreach (var problem in row.Problems) sink.Add(problem);
            if (read % 10_000 == 0) progress?.Invoke(read);
        }

        async Task FlushAsync(IBulkDoor to, List<BulkRow> rows)
        {
            if (rows.Count == 0) return;
            await to.WriteAsync(rows.ToArray(), cancel);
            rows.Clear();
        }
    }

    /// <summary>The text of a file: gzip opened, the encoding by its mark, else UTF-8, else Windows-1252 where it is not valid UTF-8.</summary>
    private static StreamReader OpenText(Stream content)
    {
        var (first, second) = (content.ReadByte(), content.ReadByte());
        content.Position = 0;
        var plain = first == 0x1f && second == 0x8b ? new GZipStream(content, CompressionMode.Decompress) : content;
        return new(plain, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
    }

    private static RecordHeader Template(OpenedNode node, ImportReader reader, RecordId import) => new(
        node.Ids.Next(), reader.Kind.Name, node.Settings.Name, reader.Kind.Workflow.Initial.Name,
        reader.Handling ?? reader.Kind.DefaultHandling, reader.Kind.DefaultPurposes, default,
        new(reader.Source, Import: import), reader.Kind.Retention.ReviewDate(node.Today), reader.Kind.Categories);

    /// <summary>The import's own record: the one that a crash left running for the same file, else a new one.</summary>
    private static async Task<Outcome<RecordId>> BeginAsync(OpenedNode node, Session session, ImportReader reader, string fileName, string hash, long bytes, CancellationToken cancel)
    {
        var body = new ImportFile(fileName, reader.Name, reader.Kind.Name, reader.Source, hash, bytes);
        await foreach (var earlier in node.Store.Records.ScanAsync(session, new(ImportFile.Kind.Name, State: "running"), AccessAction.Read, cancel))
            if (earlier.As<ImportFile>() is var left && left.FileSha256 == hash && left.Reader == reader.Name) return earlier.Id;
        var header = new RecordHeader(
            node.Ids.Next(), ImportFile.Kind.Name, node.Settings.Name, ImportFile.Kind.Workflow.Initial.Name, ImportFile.Kind.DefaultHandling,
            ImportFile.Kind.DefaultPurposes, default, new(reader.Source), ImportFile.Kind.Retention.ReviewDate(node.Today), []);
        return (await node.Store.Records.WriteAsync(session, [new RecordChange.Create(header, body)], cancel: cancel)).Then(w => w[0].Id);
    }

    private static async Task<Outcome<RecordId>> EndAsync(OpenedNode node, Session session, RecordId import, ImportReport report, CancellationToken cancel)
    {
        var seen = await node.Store.Records.ReadAsync(session, import, cancel: cancel);
        if (!seen.TryGet(out var record)) return seen.Then(r => r.Id);
        var body = record.As<ImportFile>() with
        {
            Read = report.Read, Stored = report.Stored, Changed = report.Changed, Unchanged = report.Unchanged, Rejected = report.Rejected,
            Problems = [.. report.Problems.Take(200).Select(p => string.Create(CultureInfo.InvariantCulture, $"line {p.Line}{(p.Field is null ? "" : ", " + p.Field)}: {p.Message}"))],
        };
        return (await node.Store.Records.WriteAsync(session,
            [new RecordChange.Edit(import, body) { Reason = "counts at the end of the import" }, new RecordChange.Step(import, "finish") { Reason = "end of the import" }],
            cancel: cancel)).Then(w => w[^1].Id);
    }

    private sealed class Problems
    {
        private readonly List<ImportProblem> _listed = [];
        public IReadOnlyList<ImportProblem> Listed => _listed;
        public long More { get; private set; }

        public void Add(ImportProblem problem)
        {
            if (_listed.Count < MostProblems) _listed.Add(problem);
            else More++;
        }
    }
}
