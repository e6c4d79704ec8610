using System.Security.Cryptography;
using Palermo.Kernel;
using Palermo.Web.Entry;
using Palermo.Web.Imports;
using Palermo.Web.Tables;

namespace Palermo.Node;

/// <summary>Brings a file in: the import's own record around what the pages do with an uploaded file.</summary>
internal static class ImportRun
{
    /// <summary>The plan by which a publisher's reader is run.</summary>
    public static TablePlan PlanOf(ImportReader reader, Session session) =>
        new(reader.Kind.Name, reader.Source, new(false, "utf-8", ',', DateOrder.YearFirst, false), new Dictionary<string, string>(), reader.Name, session.Work.LegalBasis, reader.Handling);

    /// <summary>Runs one import; the same file again after a crash goes on where it stopped.</summary>
    /// <param name="content">The file; must allow seeking, since it is hashed before it is read. Gzip is read as it is.</param>
    /// <param name="dryRun">True to read and check everything and store nothing.</param>
    /// <param name="progress">Told how many rows are read.</param>
    public static async Task<Outcome<ImportReport>> RunAsync(
        OpenedNode node, Session session, Kind kind, TablePlan plan, Stream content, string fileName, bool dryRun, Action<long>? progress, CancellationToken cancel)
    {
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
        content.Position = 0;
        if (dryRun) return TableImport.Try(content, kind, plan, node.Rooms.Imports, "en", cancel);

        var begun = await BeginAsync(node, session, plan, fileName, hash, content.Length, cancel);
        if (!begun.TryGet(out var import)) return Outcome<ImportReport>.Refused(begun.Refusals);
        var outcome = await TableImport.RunAsync(node.Store.Records, session, import, content, fileName, hash, kind, plan, node.Rooms.Imports, node.Today, "en",
            (_, rows) => { progress?.Invoke(rows); return ValueTask.FromResult(true); }, cancel);
        await TableImportJob.NoteAsync(node.Store.Records, session, import, outcome, plan, cancel);
        return outcome;
    }

    /// <summary>Takes a whole import back, and says so in its own record.</summary>
    public static async Task<Outcome<RollBack>> TakeBackAsync(OpenedNode node, Session session, RecordId import, string reason, CancellationToken cancel)
    {
        var done = await node.Store.Records.RollBackAsync(session, import, reason, cancel);
        if (done.Done && (await node.Store.Records.ReadAsync(session, import, cancel: cancel)) is { Done: true, Value.Header.State: "done" })
            await node.Store.Records.WriteAsync(session, [new RecordChange.Step(import, "roll-back") { Reason = reason }], cancel: cancel);
        return done;
    }

    /// <summary>The import's own record: the one that a crash left running for the same file, else a new one.</summary>
    private static async Task<Outcome<RecordId>> BeginAsync(OpenedNode node, Session session, TablePlan plan, string fileName, string hash, long bytes, CancellationToken cancel)
    {
        var body = new ImportFile(fileName, plan.Reader ?? "table", plan.Kind, plan.Source, hash, bytes);
        await foreach (var earlier in node.Store.Records.ScanAsync(session, new(ImportFile.Kind.Name, State: "running"), AccessAction.Read, cancel))
            if (earlier.As<ImportFile>() is var left && left.FileSha256 == hash && left.Reader == body.Reader && left.KindName == plan.Kind) return earlier.Id;
        var header = HeaderEntry.Default(ImportFile.Kind, node.Ids.Next(), session, plan.Source, node.Today);
        return (await node.Store.Records.WriteAsync(session, [new RecordChange.Create(header, body)], cancel: cancel)).Then(w => w[0].Id);
    }
}
