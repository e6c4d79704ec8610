using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Frame;

namespace Palermo.Commitments.InformationSharing;

/// <summary>A page of the room: the desks of sharing at hand, and what forms need.</summary>
public abstract class DeskPage : SessionPage
{
    [Inject] protected IClock Clock { get; set; } = null!;
    [Inject] protected RecordIdSource Ids { get; set; } = null!;
    [Inject] protected IAuditLog Log { get; set; } = null!;
    [Inject] protected INodeIdentity Identity { get; set; } = null!;

    protected string Node => Current.Node.Name;
    protected Instant Now => Clock.GetCurrentInstant();
    protected SharingDesk Desk => new(Records, Declared, Node, Ids, Log);
    protected RequestDesk Requests => new(Records, Desk, Node, Ids);
    protected AnswerDesk Answers => new(Records, Desk, Requests, Node);
    protected RecallDesk Recalls => new(Records, Desk, Node, Ids);
    protected PermissionDesk Permissions => new(Records, Node, Ids);

    /// <summary>A value of the posted form, trimmed; null when it is empty.</summary>
    protected string? Posted(string name) => HttpMethods.IsPost(Http.Request.Method) ? Http.Request.Form[name].FirstOrDefault(v => !string.IsNullOrWhiteSpace(v))?.Trim() : null;

    /// <summary>What was posted, or else what the address names.</summary>
    protected string? Given(string name) => Posted(name) ?? Asked(name);

    /// <summary>Shows why something was not done.</summary>
    protected void Refuse(IReadOnlyList<Refusal> refusals)
    {
        Refused = refusals;
        Http.Response.StatusCode = refusals.Any(r => r.IsNotFound) ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity;
    }

    /// <summary>Goes on when it was done; else says why not.</summary>
    protected void Then<T>(Outcome<T> outcome, Func<T, string> address)
    {
        if (outcome.TryGet(out var done)) Navigation.NavigateTo(Addresses.With(address(done), "done", "1"));
        else Refuse(outcome.Refusals);
    }

    /// <summary>The words of a code of a field.</summary>
    protected string CodeOf(Kind kind, string field, Enum value) =>
        kind.Field(field)?.Codes?.Find(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString())) is { } code ? T(code.Title) : value.ToString();

    /// <summary>The words of a state.</summary>
    protected string StateOf(Kind kind, string state) => kind.Workflow.States.FirstOrDefault(s => s.Name == state) is { } known ? T(known.Title) : state;

    /// <summary>How long until a moment, or since it, in words.</summary>
    protected string Left(Instant due)
    {
        var left = due - Now;
        var late = left < Duration.Zero;
        var span = late ? -left : left;
        var text = span.TotalHours < 48 ? T(SharingSay.Hours, Math.Max(1, (int)Math.Ceiling(span.TotalHours))) : T(SharingSay.Days, (int)Math.Round(span.TotalDays));
        return late ? T(SharingSay.Overdue, text) : T(SharingSay.InTime, text);
    }

    /// <summary>Every record of a query, with its body.</summary>
    protected async Task<List<RecordView>> AllAsync(RecordQuery query, int most = 500)
    {
        List<RecordView> all = [];
        await foreach (var view in Records.ScanAsync(Session, query, cancel: Gone))
        {
            all.Add(view);
            if (all.Count == most) break;
        }
        return all;
    }

    /// <summary>The way back to the room's inbox.</summary>
    protected IReadOnlyList<(string Address, string Text)> ToRoom => [("/sharing", T(InformationSharingModule.Name))];

    /// <summary>Purposes for which something may go to a partner.</summary>
    protected IEnumerable<string> PurposesOf(PartnerProfile? partner) => Purpose.All.Keys.Where(p => p is not (Purpose.Protection or Purpose.Oversight or Purpose.Administration) && partner?.Purposes.Contains(p) != false);
}
