using System.Security.Cryptography;
using Palermo.Kernel;
using Palermo.Web.Entry;
using Palermo.Web.Imports;
using Palermo.Web.Tables;

namespace Palermo.Node;

/// <summary>Brings a file of a known publisher in: the import's own record around what the pages do with an uploaded file.</summary>
internal static class ImportRun
{
    /// <summary>Runs one import; the same file again after a crash goes on where it stopped.</summary>
    /// <param name="content">The file; must allow seeking, since it is hashed before it is read. Gzip is read as it is.</param>
    /// <param name="dryRun">True to read and check everything and store nothing.</param>
    /// <param name="progress">Told how many rows are read.</param>
    public static async Task<Outcome<ImportReport>> RunAsync(
        OpenedNode node, Session session, ImportReader reader, Stream content, string fileName, bool dryRun, Action<long>? progress, CancellationToken cancel)
    {
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
        content.Position = 0;
        var plan = new TablePlan(reader.Kind.Name, reader.Source, new(false, "utf-8", ',', DateOrder.YearFirst, false), new Dictionary<string, string>(), reader.Name, session.Work.LegalBasis, reader.Handling);
        if (dryRun) return TableImport.Try(content, reader.Kind, plan, node.Rooms.Imports, "en", cancel);

        var begun = await BeginAsync(node, session, reader, fileName, hash, content.Length, cancel);
        if (!begun.TryGet(out var import)) return Outcome<ImportReport>.Refused(begun.Refusals);
        var outcome = await TableImport.RunAsync(node.Store.Records, session, import, content, fileName, hash, reader.Kind, plan, node.Rooms.Imports, node.Today, "en",
            (_, rows) => { progress?.Invoke(rows); return ValueTask.FromResult(true); }, cancel);
        await TableImportJob.NoteAsync(node.Store.Records, session, import, outcome, plan, cancel);
        return outcome;
    }

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
}
