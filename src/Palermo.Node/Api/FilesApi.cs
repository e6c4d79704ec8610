using Microsoft.AspNetCore.Mvc;
using Palermo.Kernel;
using Palermo.Web.Exports;

namespace Palermo.Node;

/// <summary>Files over HTTP: those kept with records, and records as files.</summary>
internal static class FilesApi
{
    private const long SizeLimit = 300_000_000; // as on the page; the store's own limit comes first

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/records/{id}/files", ListAsync).WithSummary("The files of a record, with their hashes.");
        api.MapPost("/records/{id}/files", AddAsync).Accepts<byte[]>("application/octet-stream").WithMetadata(new RequestSizeLimitAttribute(SizeLimit)).WithSummary("Keeps the body as a file of the record; 'name' is its name.");
        api.MapGet("/files/{address}", OpenAsync).WithSummary("The content of a file, checked against its hash.");
        api.MapGet("/export", ExportAsync).WithSummary("All records of a query as a file. Words: kind, format (csv, xlsx, jsonl, geojson), and those of /records. The marking is in the file and in the header X-Marking.");
    }

    private static async Task<IResult> ListAsync(HttpContext http, OpenedNode node, string id)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (!RecordId.TryParse(id, null, out var record)) return Problems.Of([Refusal.NotFound]);
        var files = await node.Store.Attachments.ListAsync(who, record, http.RequestAborted);
        return files.TryGet(out var list) ? RecordsApi.Json(list) : Problems.Of(files.Refusals);
    }

    private static async Task<IResult> AddAsync(HttpContext http, OpenedNode node, string id, string? name)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Change);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        if (!RecordId.TryParse(id, null, out var record)) return Problems.Of([Refusal.NotFound]);
        if (string.IsNullOrWhiteSpace(name)) return Problems.Bad("files.name", "Give the file's name in 'name'.", "name");
        var added = await node.Store.Attachments.AddAsync(who, record, name, http.Request.Body, http.RequestAborted);
        if (!added.TryGet(out var file)) return Problems.Of(added.Refusals);
        http.Response.Headers.Location = $"/api/v1/files/{file.Address}";
        return Results.Json(file, BodyJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> OpenAsync(HttpContext http, OpenedNode node, string address)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        var opened = await node.Store.Attachments.OpenAsync(who, address, http.RequestAborted);
        if (!opened.TryGet(out var file)) return Problems.Of(opened.Refusals);
        http.Response.Headers.ETag = $"\"{file.About.Sha256}\"";
        return Results.File(file.Content, "application/octet-stream", file.About.FileName);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, OpenedNode node, string? format)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Export);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        var query = QueryText.Read(http.Request.Query, node.Rooms);
        if (!query.TryGet(out var which)) return Problems.Of(query.Refusals);
        if (format is null || !RecordExport.Formats.TryGetValue(format, out var media)) return Problems.Bad("export.format", $"'format' is one of {string.Join(", ", RecordExport.Formats.Keys)}.", "format");
        if (which.Kind is null) return Problems.Bad("export.kind", "Name the kind: an export holds records of one.", "kind");
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var written = await ExportRun.WriteAsync(node, who, node.Rooms.FindKind(which.Kind)!, which, format, "en", file, http.RequestAborted);
        if (!written.TryGet(out var summary)) return Problems.Of(written.Refusals);
        file.Position = 0;
        http.Response.ContentType = media;
        http.Response.ContentLength = file.Length;
        http.Response.Headers["X-Marking"] = Uri.EscapeDataString(summary.Marking.ToString());
        http.Response.Headers.CacheControl = "no-store";
        await file.CopyToAsync(http.Response.Body, http.RequestAborted);
        return Results.Empty;
    }
}
