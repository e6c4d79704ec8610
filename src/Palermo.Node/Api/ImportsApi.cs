using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Palermo.Kernel;
using Palermo.Web.Imports;
using Palermo.Web.Tables;

namespace Palermo.Node;

/// <summary>Imports of tables over HTTP, step by step as on the page: upload, look, try, run, take back.</summary>
internal static class ImportsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/imports", UploadAsync).Accepts<byte[]>("application/octet-stream").WithMetadata(new RequestSizeLimitAttribute(ImportUpload.SizeLimit))
            .WithSummary("Uploads a table (CSV, gzip or XLSX) as the body. Words: kind, source, name. Answers with the plan that the file suggests.");
        api.MapPost("/imports/{id}/try", TryAsync).WithSummary("A dry run with a plan: what would be stored, and every fault with line, field and mend. Stores nothing.");
        api.MapPost("/imports/{id}/run", RunAsync).WithSummary("Runs the import with a plan, in the background. Answers with the job.");
        api.MapPost("/imports/{id}/roll-back", RollBackAsync).WithSummary("Takes a whole import back by withdrawing what it brought; 'reason' says why.");
        api.MapGet("/jobs", JobsAsync).WithSummary("The caller's jobs, newest first.");
        api.MapGet("/jobs/{id}", JobAsync).WithSummary("How far a job is, and what came of it.");
        api.MapDelete("/jobs/{id}", CancelAsync).WithSummary("Asks a job to stop.");
    }

    private sealed record Uploaded(RecordId Id, IReadOnlyList<string> Headings, IReadOnlyList<ColumnTarget> Targets, bool DatesDecided, TablePlan Plan);

    private static async Task<IResult> UploadAsync(HttpContext http, OpenedNode node, string? kind, string? source, string? name)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Create);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (kind is null || node.Rooms.FindKind(kind) is not { } of || (of.Compartment == Compartment.Protection && who.Work.Purpose != Purpose.Protection)) return Problems.Bad("import.kind", $"'{kind}' is no kind.", "kind");
        if (string.IsNullOrWhiteSpace(source) || source.Length > 200) return Problems.Bad("import.source", "Name the publisher or sender in 'source', with at most 200 characters.", "source");
        await using var file = await ToDiskAsync(http);
        var kept = await ImportUpload.KeepAsync(node.Store.Records, node.Store.Attachments, who, node.Ids.Next(), of, source.Trim(), string.IsNullOrWhiteSpace(name) ? "table" : name, file, node.Today, http.RequestAborted);
        if (!kept.TryGet(out var id)) return Problems.Of(kept.Refusals);
        var (look, plan) = ImportUpload.Suggest(file, of, source.Trim(), who.Work.LegalBasis);
        http.Response.Headers.Location = $"/api/v1/records/{id}";
        return Results.Json(new Uploaded(id, look.Headings, ColumnMapping.Targets(of), look.DatesDecided, plan), BodyJson.Options, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>The body on disk, where it can be read twice; it goes when it is closed.</summary>
    private static async Task<FileStream> ToDiskAsync(HttpContext http)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await http.Request.Body.CopyToAsync(file, http.RequestAborted);
        file.Position = 0;
        return file;
    }

    private static Task<IResult> TryAsync(HttpContext http, OpenedNode node, string id) => PlannedAsync(http, node, id, async (_, _, kind, plan, address, who) =>
    {
        var opened = await node.Store.Attachments.OpenAsync(who, address, http.RequestAborted);
        if (!opened.TryGet(out var file)) return Problems.Of(opened.Refusals);
        await using var content = await TableImportJob.Seekable(file.Content, http.RequestAborted);
        return RecordsApi.Json(TableImport.Try(content, kind, plan, node.Rooms.Imports, "en", http.RequestAborted).ToJson());
    });

    private static Task<IResult> RunAsync(HttpContext http, OpenedNode node, string id) => PlannedAsync(http, node, id, async (import, state, _, plan, address, who) =>
    {
        if (state != "running") return Problems.Of([new("import.state", $"The import is {state}: upload the file again for another run.")]);
        if ((await node.Store.Jobs.ListAsync(who, 200, http.RequestAborted)).Any(j => j.Kind == TableImportJob.Kind && (string?)j.Parameters["import"] == import.ToString() && j.State is JobState.Waiting or JobState.Running))
            return Problems.Of([new("import.runs", "The import runs already: see its job.")]);
        var job = await node.Store.Jobs.EnqueueAsync(who, TableImportJob.Kind, TableImportJob.Parameters(import, address, plan, "en"), http.RequestAborted);
        http.Response.Headers.Location = $"/api/v1/jobs/{job.Id}";
        return Results.Json(Shown(job), BodyJson.Options, statusCode: StatusCodes.Status202Accepted);
    });

    /// <summary>Reads the import, its file and the plan in the body, and says everything that is wrong with the plan.</summary>
    private static async Task<IResult> PlannedAsync(HttpContext http, OpenedNode node, string id, Func<RecordId, string, Kind, TablePlan, string, Session, Task<IResult>> then)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Create);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (!RecordId.TryParse(id, null, out var import)) return Problems.Of([Refusal.NotFound]);
        var read = await node.Store.Records.ReadAsync(who, import, cancel: http.RequestAborted);
        if (!read.TryGet(out var view)) return Problems.Of(read.Refusals);
        if (view.Body is not ImportFile body || node.Rooms.FindKind(body.KindName) is not { } kind) return Problems.Of([Refusal.NotFound]);
        var files = await node.Store.Attachments.ListAsync(who, import, http.RequestAborted);
        if (!files.Done || files.Value.Count == 0) return Problems.Of(files.Done ? [Refusal.NotFound] : files.Refusals);
        TablePlan plan;
        try { plan = await JsonSerializer.DeserializeAsync<TablePlan>(http.Request.Body, BodyJson.Options, http.RequestAborted) ?? throw new JsonException("A plan is a JSON object."); }
        catch (JsonException fault) { return Problems.Bad("import.plan", $"The plan: line {fault.LineNumber + 1}: {fault.Message}", fault.Path?.TrimStart('$', '.')); }
        var opened = await node.Store.Attachments.OpenAsync(who, files.Value[0].Address, http.RequestAborted);
        if (!opened.TryGet(out var file)) return Problems.Of(opened.Refusals);
        await using (var content = await TableImportJob.Seekable(file.Content, http.RequestAborted))
        {
            try
            {
                var problems = ImportUpload.Problems(plan, kind, plan.Reader is null ? TableFile.Look(content, plan.Form).Headings : [], node.Rooms.Imports);
                if (problems.Count > 0) return Problems.Of(problems);
            }
            catch (TableFault fault) { return Problems.Of([new("import.file", fault.Message)]); }
        }
        return await then(import, view.Header.State, kind, plan, files.Value[0].Address, who);
    }

    private static async Task<IResult> RollBackAsync(HttpContext http, OpenedNode node, string id, string? reason)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Change);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (string.IsNullOrWhiteSpace(reason)) return Problems.Bad("change.reason", "Say in 'reason' why the import is taken back.", "reason");
        if (!RecordId.TryParse(id, null, out var import)) return Problems.Of([Refusal.NotFound]);
        var done = await ImportRun.TakeBackAsync(node, who, import, reason, http.RequestAborted);
        return done.TryGet(out var back) ? RecordsApi.Json(back) : Problems.Of(done.Refusals);
    }

    private sealed record JobShown(RecordId Id, string Kind, JobState State, double Progress, string? Message, JsonElement? Result);

    private static JobShown Shown(Job job) => new(job.Id, job.Kind, job.State, job.Progress, job.Message, job.Result is null ? null : JsonSerializer.SerializeToElement(job.Result));

    private static async Task<IResult> JobsAsync(HttpContext http, OpenedNode node)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        return session.TryGet(out var who) ? RecordsApi.Json((await node.Store.Jobs.ListAsync(who, cancel: http.RequestAborted)).Select(Shown)) : Problems.Of(session.Refusals);
    }

    private static async Task<IResult> JobAsync(HttpContext http, OpenedNode node, string id)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        return RecordId.TryParse(id, null, out var job) && await node.Store.Jobs.FindAsync(who, job, http.RequestAborted) is { } found ? RecordsApi.Json(Shown(found)) : Problems.Of([Refusal.NotFound]);
    }

    private static async Task<IResult> CancelAsync(HttpContext http, OpenedNode node, string id)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Create);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        return RecordId.TryParse(id, null, out var job) && await node.Store.Jobs.CancelAsync(who, job, http.RequestAborted) ? Results.Accepted() : Problems.Of([Refusal.NotFound]);
    }
}
