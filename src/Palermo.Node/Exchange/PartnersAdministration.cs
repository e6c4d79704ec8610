using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Palermo.Exchange.Trust;
using Palermo.Kernel;
using Palermo.Web.Frame;

namespace Palermo.Node;

/// <summary>Whom the node trusts, ruled by an administrator at a browser. Every change is logged.</summary>
internal static class PartnersAdministration
{
    public const string Page = "/administration/partners";

    public static void MapPartners(this WebApplication app)
    {
        var token = new RequireAntiforgeryTokenAttribute();
        app.MapGet("/administration/card", (OpenedNode node, ICurrentSession current) => current.Session is { } session && Administration.May(session)
            ? Results.Text(node.Exchange.Identity.SignedCard() + "\n", "application/jose")
            : Results.NotFound());
        app.MapPost(Page + "/trust", TrustAsync).WithMetadata(token);
        app.MapPost(Page + "/distrust", DistrustAsync).WithMetadata(token);
        app.MapPost(Page + "/rotate", RotateAsync).WithMetadata(token);
    }

    private static async Task<IResult> TrustAsync(HttpContext http, OpenedNode node, ICurrentSession current, [FromForm] string? card, [FromForm] string? code, [FromForm] string? alone)
    {
        if (current.Session is not { } session || !Administration.May(session)) return Results.NotFound();
        var identity = node.Exchange.Identity;
        var paired = identity.Trust.Change(book => TrustRules.Pair(book, identity.Node, card ?? "", code ?? "", alone == "true", node.Clock.GetCurrentInstant()));
        if (!paired.Done) return Results.LocalRedirect($"{Page}?fault={paired.Refusals[0].Code}");
        var partner = NodeCard.Read(card!).Value;
        await node.Store.Audit.AppendAsync(session, "trust", null, new { Node = partner.Node, By = "code", Sign = partner.Sign.Id, Seal = partner.Seal.Id }, http.RequestAborted);
        return Results.LocalRedirect(Page + "?done=trust");
    }

    private static async Task<IResult> DistrustAsync(HttpContext http, OpenedNode node, ICurrentSession current, [FromForm] string? name)
    {
        if (current.Session is not { } session || !Administration.May(session)) return Results.NotFound();
        var identity = node.Exchange.Identity;
        if (name is null || identity.Trust.Book.Find(name) is null) return Results.LocalRedirect(Page + "?fault=partner");
        identity.Trust.Change(book => book.WithoutPartner(name));
        await node.Store.Audit.AppendAsync(session, "distrust", null, new { Node = name }, http.RequestAborted);
        return Results.LocalRedirect(Page + "?done=distrust");
    }

    private static async Task<IResult> RotateAsync(HttpContext http, OpenedNode node, ICurrentSession current)
    {
        if (current.Session is not { } session || !Administration.May(session)) return Results.NotFound();
        node.Exchange.Identity.Rotate();
        var card = node.Exchange.Identity.Card();
        await node.Store.Audit.AppendAsync(session, "rotate-keys", null, new { Sign = card.Sign.Id, Seal = card.Seal.Id }, http.RequestAborted);
        return Results.LocalRedirect(Page + "?done=rotate");
    }
}
