using Microsoft.AspNetCore.Components;
using Palermo.Kernel;
using Palermo.Web.Frame;
using Palermo.Web.Texts;

namespace Palermo.Web.Records;

/// <summary>A page about one record, beside the page of the record itself.</summary>
public abstract class RecordPartPage : SessionPage
{
    [Parameter] public required string KindName { get; set; }
    [Parameter] public required string Id { get; set; }

    /// <summary>The record; null when there is none for this session.</summary>
    protected RecordView? View { get; private set; }

    protected IReadOnlyList<(string Address, string Text)> Crumbs => View is null ? [] :
    [
        (Addresses.Records, T(ShellSay.Records)), (Addresses.Kind(View.Kind.Name), T(View.Kind.Plural)), (Addresses.Record(View.Kind.Name, View.Id), View.Title),
    ];

    protected sealed override async Task LoadAsync()
    {
        if (KnownKind(KindName) is not { } kind || !RecordId.TryParse(Id, null, out var id)) { NotThere(); return; }
        var read = await Records.ReadAsync(Session, id, cancel: Gone);
        if (!read.TryGet(out var view)) { NotThere(read.Refusals); return; }
        if (view.Kind.Name != kind.Name) { NotThere(); return; }
        View = view;
        await LoadPartAsync(view);
    }

    /// <summary>Reads what the page shows of the record.</summary>
    protected abstract Task LoadPartAsync(RecordView view);
}
