using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Palermo.Kernel;

namespace Palermo.Web.Frame;

/// <summary>
/// A page that only somebody at stated work may see: others are led to sign in, or to state their purpose, and come back.
/// A page reads in <see cref="LoadAsync"/> and shows nothing before.
/// </summary>
public abstract class SessionPage : Part
{
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] protected IRecords Records { get; set; } = null!;
    [Inject] protected Declarations Declared { get; set; } = null!;
    [CascadingParameter] protected HttpContext Http { get; set; } = null!;

    /// <summary>The person at work. Never null while the page loads or shows.</summary>
    protected Session Session => Current.Session!;

    /// <summary>True when the page may be shown.</summary>
    protected bool Ready { get; private set; }

    /// <summary>Why the page, or what was asked of it, cannot be; shown above it.</summary>
    protected IReadOnlyList<Refusal> Refused { get; set; } = [];

    protected CancellationToken Gone => Http.RequestAborted;

    protected sealed override async Task OnInitializedAsync()
    {
        if (Current.Session is null)
        {
            var asked = Http.Request.Path + Http.Request.QueryString;
            Navigation.NavigateTo(Addresses.With(Current.Person is null ? Addresses.SignIn : Addresses.Work, "return", asked));
            return;
        }
        await LoadAsync();
        Ready = true;
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Says that there is no such page or record, in the one wording for both.</summary>
    protected void NotThere(IReadOnlyList<Refusal>? refusals = null)
    {
        Refused = refusals is { Count: > 0 } ? refusals : [Refusal.NotFound];
        Http.Response.StatusCode = Refused.Any(r => r.IsNotFound) ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden;
    }

    /// <summary>A kind that somebody at this work may know of; null else. Protected kinds are known to protection only (law 3).</summary>
    protected Kind? KnownKind(string name) =>
        Declared.FindKind(name) is { } kind && (kind.Compartment == Compartment.General || Session.Work.Purpose == Purpose.Protection) ? kind : null;

    /// <summary>The value of a name in the address; null when it is absent or empty.</summary>
    protected string? Asked(string name) => Http.Request.Query[name].FirstOrDefault(v => !string.IsNullOrWhiteSpace(v))?.Trim();
}
