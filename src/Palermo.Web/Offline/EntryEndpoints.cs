using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Frame;
using Palermo.Web.Records;
using Palermo.Web.Texts;

namespace Palermo.Web.Offline;

/// <summary>
/// Where entries that waited on a device come in. They come under the session of the page, with a form token that is fetched anew just
/// before (the one in a kept form is stale by morning), so that no other site can send one; and each is stored once.
/// </summary>
internal static class EntryEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/entry/worker.js", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Stream(typeof(EntryEndpoints).Assembly.GetManifestResourceStream("entry-worker.js")!, "text/javascript; charset=utf-8");
        });
        app.MapGet("/entry/ready.json", ReadyAsync);
        PalermoWeb.Checked(app.MapPost("/entry/open", OpenAsync));
        PalermoWeb.Checked(app.MapPost("/entry/send", SendAsync));
    }

    /// <summary>Who could send now: the names of the person's keys, and a token good for this session. Making the token forbids every cache.</summary>
    private static async Task<IResult> ReadyAsync(HttpContext http, ICurrentSession current, EntryKeys keys, IAntiforgery forms)
    {
        if (current.Person is not { } person) return Results.Unauthorized();
        if (current.Session is null) return Results.StatusCode(StatusCodes.Status403Forbidden);
        return Results.Json(new { keys = (await keys.ListAsync(person.Id, http.RequestAborted)).Select(k => k.Id), token = forms.GetAndStoreTokens(http).RequestToken });
    }

    /// <summary>Opens an entry for the person who wrote it, to be mended: what stands in it, and what would be refused.</summary>
    private static async Task<IResult> OpenAsync(HttpContext http, SealedEntry entry, ICurrentSession current, EntryKeys keys, Declarations declared, IClock clock)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (opened, fault) = await OpenedAsync(http, entry, current, keys);
        if (opened is null) return fault!;
        if (Known(declared, current.Session!, opened.Kind) is not { } kind) return Results.Json(new { opened.Kind, opened.Language, opened.Fields, title = (string?)null, refusals = Said([Refusal.NotFound], current.Language, null) });
        var now = clock.GetCurrentInstant();
        var (header, _) = NewRecord.Begin(kind, entry.RecordOf(current.Session!.Actor.Id), current.Session!, now);
        var refusals = NewRecord.Read(kind, header, opened.Texts, opened.Language, now.InUtc().Date).Refusals;
        return Results.Json(new { opened.Kind, opened.Language, opened.Fields, title = kind.Title.In(current.Language), refusals = Said(refusals, current.Language, kind) });
    }

    /// <summary>Stores an entry, or says in words what is to be mended.</summary>
    private static async Task<IResult> SendAsync(HttpContext http, SealedEntry entry, ICurrentSession current, EntryKeys keys, Declarations declared, IRecords records, IClock clock)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (opened, fault) = await OpenedAsync(http, entry, current, keys);
        if (opened is null) return fault!;
        var (session, id, now) = (current.Session!, entry.RecordOf(current.Session!.Actor.Id), clock.GetCurrentInstant());
        if (Known(declared, session, opened.Kind) is not { } kind) return Refused([Refusal.NotFound], opened, null);
        var (header, _) = NewRecord.Begin(kind, id, session, now);
        var read = NewRecord.Read(kind, header, opened.Texts, opened.Language, now.InUtc().Date);
        if (!read.TryGet(out var change)) return Refused(read.Refusals, opened, kind);

        var written = await records.WriteAsync(session, [change], idempotencyKey: $"entry-{id}", cancel: http.RequestAborted);
        if (written.Done) return Stored(kind, id);
        if (!written.Refusals.Any(r => r.Code is "write.id" or "write.idempotency")) return Refused(written.Refusals, opened, kind);

        // The id is known already: the same entry once more (its first answer was lost, perhaps weeks ago), or another one under its name.
        var before = await records.ReadAsync(session, id, 1, http.RequestAborted);
        if (!before.TryGet(out var first)) return before.Refusals.Any(r => r.Code == "record.erased") ? Stored(kind, id) : Refused(written.Refusals, opened, kind);
        if (first.CreatedBy != session.Actor.Id) return Refused(written.Refusals, opened, kind);
        return first.Kind.Name == kind.Name && kind.Write(first.Body).AsSpan().SequenceEqual(kind.Write(((RecordChange.Create)change).Body))
            ? Stored(kind, id)
            : Results.Json(new { state = "twice", address = Addresses.Record(first.Kind.Name, id) }, statusCode: StatusCodes.Status409Conflict);
    }

    /// <summary>The entry in plain, when the person signed in is the one to whom it was sealed.</summary>
    private static async Task<(OpenedEntry? Opened, IResult? Fault)> OpenedAsync(HttpContext http, SealedEntry entry, ICurrentSession current, EntryKeys keys)
    {
        if (current.Person is not { } person) return (null, Results.Unauthorized());
        if (current.Session is null) return (null, Results.StatusCode(StatusCodes.Status403Forbidden));
        if (entry is not { Id: not null, Key: not null, Enc: not null, Data: not null } || !RecordId.TryParse(entry.Id, null, out var id) || id.Value.Version != 7 || id.ToString() != entry.Id) return (null, Results.Json(new { state = "damaged" }, statusCode: StatusCodes.Status400BadRequest));
        // A key of somebody else, and one that is gone, are answered alike.
        if ((await keys.ListAsync(person.Id, http.RequestAborted)).FirstOrDefault(k => k.Id == entry.Key) is not { } key) return (null, Results.Json(new { state = "foreign" }, statusCode: StatusCodes.Status404NotFound));
        return entry.Open(key) is { } opened ? (opened, null) : (null, Results.Json(new { state = "damaged" }, statusCode: StatusCodes.Status400BadRequest));
    }

    private static Kind? Known(Declarations declared, Session session, string name) =>
        declared.FindKind(name) is { FieldEntry: true } kind && (kind.Compartment == Compartment.General || session.Work.Purpose == Purpose.Protection) ? kind : null;

    private static IResult Stored(Kind kind, RecordId id) => Results.Json(new { state = "stored", address = Addresses.Record(kind.Name, id) });

    private static IResult Refused(IReadOnlyList<Refusal> refusals, OpenedEntry opened, Kind? kind) =>
        Results.Json(new { state = "refused", refusals = Said(refusals, opened.Language, kind) }, statusCode: StatusCodes.Status422UnprocessableEntity);

    /// <summary>The reasons in the language of the form, each with the field that it is about.</summary>
    private static object[] Said(IReadOnlyList<Refusal> refusals, string language, Kind? kind) =>
        [.. refusals.Select(r => new { text = RefusalSay.In(r, language, kind).Text, field = r.Field?.Split('.', '[')[0] })];
}
