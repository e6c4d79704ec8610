using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Palermo.Kernel;
using Palermo.Web.Frame;
using Palermo.Web.Search;

namespace Palermo.Web.Records;

/// <summary>Small things that pages post to or fetch, and that have no page of their own.</summary>
internal static class RecordEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        PalermoWeb.Checked(app.MapPost("/kept/save", async (HttpContext http, ICurrentSession current, IKeptThings kept, NodaTime.IClock clock) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var (name, sort, back) = (form["name"].ToString().Trim(), form["sort"].ToString(), Addresses.Local(form["return"]));
            // What somebody searches for in protection work is protected too (law 3), and these things are kept outside of it.
            if (current.Session is { } session && session.Work.Purpose != Purpose.Protection && Sort(sort) && name.Length is > 0 and <= 100)
            {
                await kept.SaveAsync(session.Actor.Id, sort, name, System.Text.Json.JsonSerializer.Serialize(back), http.RequestAborted);
                // Saved again without the tick, it alerts no more.
                if (form["alert"] == "true") await new SearchAlert(sort, name, back, session.Work, clock.GetCurrentInstant()).SaveAsync(kept, session.Actor.Id, http.RequestAborted);
                else await SearchAlert.RemoveAsync(kept, session.Actor.Id, sort, name, http.RequestAborted);
            }
            return Results.LocalRedirect(back);
        }));

        PalermoWeb.Checked(app.MapPost("/kept/remove", async (HttpContext http, ICurrentSession current, IKeptThings kept) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (current.Session is { } session && Sort(form["sort"].ToString()))
            {
                await kept.RemoveAsync(session.Actor.Id, form["sort"].ToString(), form["name"].ToString(), http.RequestAborted);
                await SearchAlert.RemoveAsync(kept, session.Actor.Id, form["sort"].ToString(), form["name"].ToString(), http.RequestAborted);
            }
            return Results.LocalRedirect(Addresses.Local(form["return"]));
        }));

        // Leads to the search and notes that its news were seen. The work is stated in a strict cookie, so no other site can have it noted.
        app.MapGet("/alerts/{key}", async (string key, HttpContext http, ICurrentSession current, IKeptThings kept) =>
        {
            if (current.Session is not { } session) return Results.LocalRedirect(Addresses.With(Addresses.SignIn, "return", Addresses.Alert(key)));
            if ((await SearchAlert.ListAsync(kept, session.Actor.Id, http.RequestAborted)).FirstOrDefault(a => a.Key == key).Alert is not { } alert) return Results.LocalRedirect(Addresses.Search);
            await (alert with { News = 0, NewsSince = null }).SaveAsync(kept, session.Actor.Id, http.RequestAborted);
            return Results.LocalRedirect(Addresses.Local(alert.Address));
        });

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
