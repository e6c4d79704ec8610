using System.Text.Json.Nodes;
using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Tables;

namespace Palermo.Web.Imports;

/// <summary>The import of an uploaded file as work in the background: the host's worker runs it when it takes a job of this kind.</summary>
public static class TableImportJob
{
    /// <summary>The kind of job.</summary>
    public const string Kind = "table-import";

    /// <summary>The parameters of a job.</summary>
    /// <param name="import">The import's record, to which the file is attached.</param>
    /// <param name="file">Address of the attached file.</param>
    public static JsonObject Parameters(RecordId import, string file, TablePlan plan, string language) =>
        new() { ["import"] = import.ToString(), ["file"] = file, ["plan"] = JsonNode.Parse(plan.ToJson()), ["language"] = language };

    /// <summary>Runs it, and writes down in the import's record what came of it.</summary>
    /// <param name="report">Keeps the lease and notes progress (0 to 1); says whether to go on.</param>
    /// <returns>The report as JSON; or why there is none.</returns>
    public static async Task<Outcome<JsonObject>> RunAsync(Job job, IRecords records, IAttachments attachments, Declarations declared, IClock clock, Func<double, string, ValueTask<bool>> report, CancellationToken cancel = default)
    {
        var session = job.Session with { Channel = Channel.Job };
        var import = RecordId.Parse((string)job.Parameters["import"]!);
        var plan = TablePlan.Parse(job.Parameters["plan"]!.ToJsonString());
        if (declared.FindKind(plan.Kind) is not { } kind) return new Refusal("import.kind", $"There is no kind '{plan.Kind}'.");
        var opened = await attachments.OpenAsync(session, (string)job.Parameters["file"]!, cancel);
        if (!opened.TryGet(out var file)) return Outcome<JsonObject>.Refused(opened.Refusals);
        await using var content = await Seekable(file.Content, cancel);
        var ran = await TableImport.RunAsync(records, session, import, content, file.About.FileName, file.About.Sha256, kind, plan, declared.Imports, clock.GetCurrentInstant().InUtc().Date,
            (string?)job.Parameters["language"] ?? "en", (part, rows) => report(part, rows.ToString(System.Globalization.CultureInfo.InvariantCulture)), cancel);
        await NoteAsync(records, session, import, ran, plan, cancel);
        return ran.Then(r => r.ToJson());
    }

    /// <summary>Writes down in the import's record what came of it.</summary>
    public static async Task NoteAsync(IRecords records, Session session, RecordId import, Outcome<ImportReport> ran, TablePlan plan, CancellationToken cancel)
    {
        if (!(await records.ReadAsync(session, import, cancel: cancel)).TryGet(out var view)) return;
        var body = view.As<ImportFile>();
        body = ran.TryGet(out var report)
            ? body with
            {
                KindName = plan.Kind, Source = plan.Source, Reader = plan.Reader ?? "table",
                Read = report.Read, Stored = report.Stored, Changed = report.Changed, Unchanged = report.Unchanged, Rejected = report.Rejected,
                Problems = [.. (report.Fault is null ? [] : new[] { Cut(report.Fault) }), .. report.Problems.Take(100).Select(p => Cut($"{p.Line}: {p.Field}: {p.Message}"))],
            }
            : body with { Problems = [.. ran.Refusals.Select(r => Cut(r.Message))] };
        await records.WriteAsync(session,
        [
            new RecordChange.Edit(import, body) { Reason = "Result of the import" },
            new RecordChange.Step(import, ran.Done ? "finish" : "fail") { Reason = "Result of the import" },
        ], cancel: cancel);
    }

    private static string Cut(string text) => text.Length <= 500 ? text : text[..499] + "…";

    /// <summary>A file that can be read twice and told its length: the stream itself, or a copy on disk that goes when it is closed.</summary>
    public static async Task<Stream> Seekable(Stream content, CancellationToken cancel)
    {
        if (content.CanSeek) return content;
        var copy = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (content) await content.CopyToAsync(copy, cancel);
        copy.Position = 0;
        return copy;
    }
}
