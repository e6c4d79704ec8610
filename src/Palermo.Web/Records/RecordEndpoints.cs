using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Palermo.Kernel;
using Palermo.Web.Frame;

namespace Palermo.Web.Records;

/// <summary>Small things that pages post to or fetch, and that have no page of their own.</summary>
internal static class RecordEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        PalermoWeb.Checked(app.MapPost("/kept/save", async (HttpContext http, ICurrentSession current, IKeptThings kept) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var (name, sort, back) = (form["name"].ToString().Trim(), form["sort"].ToString(), Addresses.Local(form["return"]));
            if (current.Session is { } session && Sort(sort) && name.Length is > 0 and <= 100)
                await kept.SaveAsync(session.Actor.Id, sort, name, System.Text.Json.JsonSerializer.Serialize(back), http.RequestAborted);
            return Results.LocalRedirect(back);
        }));

        PalermoWeb.Checked(app.MapPost("/kept/remove", async (HttpContext http, ICurrentSession current, IKeptThings kept) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (current.Session is { } session && Sort(form["sort"].ToString()))
                await kept.RemoveAsync(session.Actor.Id, form["sort"].ToString(), form["name"].ToString(), http.RequestAborted);
            return Results.LocalRedirect(Addresses.Local(form["return"]));
        }));

        app.MapGet("/files/{address}", async (string address, HttpContext http, ICurrentSession current, IAttachments attachments) =>
        {
            if (current.Session is not { } session) return Results.LocalRedirect(Addresses.With(Addresses.SignIn, "return", Addresses.File(address)));
            var opened = await attachments.OpenAsync(session, address, http.RequestAborted);
            // Always a download, never shown in the page: a file that came from outside is not to run under the node's own name.
            return opened.TryGet(out var file) ? Results.File(file.Content, "application/octet-stream", file.About.FileName) : Results.NotFound();
        });
    }

    /// <summary>Only sorts that pages keep: what the host keeps under other names is not reached from here.</summary>
    private static bool Sort(string sort) => sort.StartsWith("view:", StringComparison.Ordinal) && sort.Length <= 100;
}
