using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Frame;
using Palermo.Web.Records;
using Palermo.Web.Texts;

namespace Palermo.Web.Exports;

/// <summary>Sends what a list shows as a file.</summary>
internal static class ExportEndpoint
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/records/{kind}/export.{format}", async (string kind, string format, HttpContext http, ICurrentSession current, Declarations declared, IRecords records, IClock clock) =>
    {
        if (current.Session is not { } session) return Results.LocalRedirect(Addresses.With(Addresses.SignIn, "return", http.Request.Path));
        if (!RecordExport.Formats.TryGetValue(format, out var media) || declared.FindKind(kind) is not { } of
            || (of.Compartment == Compartment.Protection && session.Work.Purpose != Purpose.Protection)) return Results.NotFound();
        if (!Role.Serving(session.Actor.Roles, session.Work.Purpose).Any(r => r.Actions.Contains(AccessAction.Export)))
            return Results.Text(ListSay.NoExport.In(current.Language), "text/plain; charset=utf-8", statusCode: StatusCodes.Status403Forbidden);
        var query = ListRequest.Read(http.Request.Path, http.Request.Query, of).Query;
        // Written to disk first: a file that breaks off in the middle must not look whole, and its marking is known at its end.
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var summary = await RecordExport.WriteAsync(format, records.ScanAsync(session, query, AccessAction.Export, http.RequestAborted), of, file,
            new(session.Actor.Node, session.Actor.Name, session.Work.Purpose, clock.GetCurrentInstant(), current.Language), http.RequestAborted);
        file.Position = 0;
        var tlp = new Handling(summary.Marking.Tlp).ToString().Replace(':', '-').Replace('+', '-');
        http.Response.ContentType = media;
        http.Response.ContentLength = file.Length;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{of.Name} {tlp}.{format}\"";
        http.Response.Headers["X-Marking"] = Uri.EscapeDataString(summary.Marking.ToString());
        http.Response.Headers.CacheControl = "no-store";
        await file.CopyToAsync(http.Response.Body, http.RequestAborted);
        return Results.Empty;
    });
}
