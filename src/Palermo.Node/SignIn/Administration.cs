using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;
using Palermo.Web.Frame;

namespace Palermo.Node;

/// <summary>People, their roles and their way back in. An administrator rules accounts and sees no records by it; nobody rules his own.</summary>
internal static class Administration
{
    public static bool May(Session session) =>
        session.Work.Purpose == Purpose.Administration && Role.Serving(session.Actor.Roles, Purpose.Administration).Contains(Role.Administrator);

    public static void MapAdministration(this WebApplication app)
    {
        var token = new RequireAntiforgeryTokenAttribute();
        app.MapPost("/administration/person", SavePersonAsync).WithMetadata(token);
        app.MapPost("/administration/code", GiveCodeAsync).WithMetadata(token);
        app.MapPost("/administration/sign-out", SignOutAsync).WithMetadata(token);
        app.MapPost("/jobs/cancel", async (HttpContext http, IJobs jobs, ICurrentSession current, [FromForm] string? id) =>
        {
            if (current.Session is not { } session || !RecordId.TryParse(id, null, out var job)) return Results.LocalRedirect(Addresses.Jobs);
            return Results.LocalRedirect(await jobs.CancelAsync(session, job, http.RequestAborted) ? "/jobs?done=cancel" : "/jobs?fault=cancel");
        }).WithMetadata(token);
    }

    private static async Task<IResult> SavePersonAsync(
        HttpContext http, OpenedNode node, GivenCodes codes, ICurrentSession current, [FromForm] string? id, [FromForm] string? stamp, [FromForm] string? name, [FromForm] string? full,
        [FromForm] string? organisation, [FromForm] string? until, [FromForm] string? teams, [FromForm] string? disabled)
    {
        if (current.Session is not { } session || !May(session)) return Results.NotFound();
        var given = ImmutableSet.Of(http.Request.Form["roles"].OfType<string>().Where(r => Role.All.GetValueOrDefault(r) is { IsForPeople: true }));
        var last = string.IsNullOrEmpty(until) ? (LocalDate?)null : LocalDatePattern.Iso.Parse(until) is { Success: true } day ? day.Value : null;
        var members = ImmutableSet.Of((teams ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(50));
        if (string.IsNullOrWhiteSpace(full) || string.IsNullOrWhiteSpace(organisation)) return Results.LocalRedirect("/administration?fault=person");

        if (string.IsNullOrEmpty(id))
        {
            if (string.IsNullOrWhiteSpace(name)) return Results.LocalRedirect("/administration?fault=person");
            var key = name.Trim().ToLowerInvariant();
            // A new person comes in by a code that is told in person: nobody else ever knows the password.
            var (code, hash) = RecoveryCode.New();
            var ends = node.Time.GetUtcNow().AddHours(1);
            var made = await node.Store.People.SaveAsync(session,
                new(key, name.Trim(), full.Trim(), organisation.Trim(), given, members, last, Tlp.Amber, "en", new Credentials { SecurityStamp = RecordReference.New().ToString(), RecoveryHash = hash, RecoveryUntil = ends }.Write(), ""),
                null, "person added", http.RequestAborted);
            if (!made.Done) return Results.LocalRedirect("/administration?fault=person");
            codes.Give(session.Actor.Id, new(full.Trim(), code, Instant.FromDateTimeOffset(ends)));
            return Results.LocalRedirect("/administration");
        }
        if (await node.Store.People.FindAsync(id, http.RequestAborted) is not { } person) return Results.LocalRedirect("/administration?fault=person");
        if (person.Id == session.Actor.Id && given != person.Roles) return Results.LocalRedirect("/administration?fault=own");
        var saved = await node.Store.People.SaveAsync(session,
            person with { Name = full.Trim(), Organisation = organisation.Trim(), Roles = given, Teams = members, ActiveUntil = last, Disabled = disabled == "true" && person.Id != session.Actor.Id },
            stamp, "changed by an administrator", http.RequestAborted);
        return Results.LocalRedirect(saved.Done ? "/administration?done=saved" : "/administration?fault=stale");
    }

    /// <summary>Signs a person out everywhere, as when a telephone is lost or an assignment ends before its day.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext http, OpenedNode node, Devices devices, ICurrentSession current, [FromForm] string? id)
    {
        if (current.Session is not { } session || !May(session)) return Results.NotFound();
        if (id is null || await node.Store.People.FindAsync(id, http.RequestAborted) is not { } person) return Results.LocalRedirect("/administration?fault=person");
        await devices.RemoveAllAsync(person.Id, http.RequestAborted);
        await node.Store.Audit.AppendAsync(session, "devices-signed-out", "person:" + person.Id, cancel: http.RequestAborted);
        return Results.LocalRedirect("/administration?done=device");
    }

    private static async Task<IResult> GiveCodeAsync(HttpContext http, OpenedNode node, GivenCodes codes, ICurrentSession current, [FromForm] string? id)
    {
        if (current.Session is not { } session || !May(session)) return Results.NotFound();
        if (id is null || id == session.Actor.Id) return Results.LocalRedirect("/administration?fault=own");
        if (await node.Store.People.FindAsync(id, http.RequestAborted) is not { } person) return Results.LocalRedirect("/administration?fault=person");
        var (code, hash) = RecoveryCode.New();
        var ends = node.Time.GetUtcNow().AddHours(1);
        var saved = await node.Store.People.SaveAsync(session,
            person with { Credentials = (Credentials.Read(person.Credentials) with { RecoveryHash = hash, RecoveryUntil = ends }).Write() }, person.Stamp, "recovery code given", http.RequestAborted);
        if (!saved.Done) return Results.LocalRedirect("/administration?fault=stale");
        codes.Give(session.Actor.Id, new(person.Name, code, Instant.FromDateTimeOffset(ends)));
        return Results.LocalRedirect("/administration");
    }
}

/// <summary>A code to be shown once to the administrator who made it.</summary>
internal sealed record GivenCode(string Person, string Code, Instant Until);

/// <summary>Holds codes in memory between the post that made one and the page that shows it.</summary>
internal sealed class GivenCodes
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, GivenCode> _codes = new(StringComparer.Ordinal);

    public void Give(string administrator, GivenCode code) => _codes[administrator] = code;

    public GivenCode? Take(HttpContext http) =>
        http.RequestServices.GetRequiredService<ICurrentSession>().Session is { } session && _codes.TryRemove(session.Actor.Id, out var code) ? code : null;
}
