using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Records;

/// <summary>Decides each change of a write, and makes those that may be made. All refusals are gathered, so that a person is told once.</summary>
internal sealed class RecordWriter(Vault vault, Vault? beyond, Writing writing)
{
    private static readonly Refusal WhyMissing = new("write.reason", "Say why: a change needs a reason.", "Palermo, law 1", "reason");
    private readonly Views _views = new(vault);
    private readonly List<(string Field, RecordId Target)> _newLinks = [];
    private readonly HashSet<RecordId> _failedCreates = [];

    public List<Refusal> Refusals { get; } = [];

    public ValueTask ApplyAsync(RecordChange change) => change switch
    {
        RecordChange.Create create => CreateAsync(create),
        RecordChange.Edit edit => EditAsync(edit),
        RecordChange.Step step => StepAsync(step),
        RecordChange.Withdraw withdraw => WithdrawAsync(withdraw),
        RecordChange.Erase erase => EraseAsync(erase),
        _ => throw new ArgumentException($"There is no change {change.GetType().Name}.", nameof(change)),
    };

    private async ValueTask CreateAsync(RecordChange.Create change)
    {
        var before = Refusals.Count;
        var kind = vault.Catalogue.Kind(change.Header.Kind);
        var header = change.Header;
        if (!kind.BodyType.IsInstanceOfType(change.Body)) throw new ArgumentException($"The body of a {kind.Name} is a {kind.BodyType.Name}, not a {change.Body.GetType().Name}.");
        var decision = Access.Decide(writing.Session, header.ClassIn(vault.Compartment), AccessAction.Create, writing.Now);
        if (!decision.Allowed) Refusals.AddRange(decision.ToTell);
        // What a partner sends stays the partner's: its own actor, and nobody else, makes it here.
        var partners = writing.Session is { Channel: Channel.Exchange, Actor: var actor } && actor.Roles.Contains(Role.Partner.Name) && actor.Node == header.Owner;
        if (header.Owner != vault.Catalogue.Options.NodeName && !partners)
            Refusals.Add(new("write.owner", $"A record made here belongs to the node '{vault.Catalogue.Options.NodeName}', not to '{header.Owner}'.", Field: "owner"));
        Refusals.AddRange(header.Problems(kind, vault.Catalogue.Today));
        if (header.State != kind.Workflow.Initial.Name)
            Refusals.Add(new("write.first-state", $"A {kind.Title.English} begins in the state '{kind.Workflow.Initial.Name}'.", Field: "state"));
        Refusals.AddRange(kind.Validate(change.Body));
        if (await _views.FindAsync(writing.Connection, header.Id) is not null)
            Refusals.Add(new("write.id", "This id cannot be used: leave it to the store to make one.", Field: "id"));
        if (Refusals.Count > before)
        {
            _failedCreates.Add(header.Id);
            return;
        }
        NoteLinks(kind, change.Body, null);
        await writing.CreateAsync(kind, header, change.Body, kind.Write(change.Body));
    }

    private async ValueTask EditAsync(RecordChange.Edit change)
    {
        var before = Refusals.Count;
        if (await OpenAsync(change.Id, AccessAction.Change, change.Reason, change.IfMatch) is not { } open) return;
        var (record, kind, header, body) = open;
        if (!kind.BodyType.IsInstanceOfType(change.Body)) throw new ArgumentException($"The body of a {kind.Name} is a {kind.BodyType.Name}, not a {change.Body.GetType().Name}.");
        var access = header.ClassIn(vault.Compartment);
        if (change.Header is { } wanted)
        {
            if (wanted.Id != header.Id || wanted.Kind != header.Kind || wanted.Owner != header.Owner || wanted.State != header.State)
                Refusals.Add(new("write.fixed", "Id, kind, owner and state do not change by an edit: the state changes by a step of the workflow."));
            Refusals.AddRange(wanted.Problems(kind, vault.Catalogue.Today));
            var target = wanted.ClassIn(vault.Compartment);
            if (target != access && Access.Decide(writing.Session, target, AccessAction.Change, writing.Now) is { Allowed: false } no) Refusals.AddRange(no.ToTell);
            header = wanted;
        }
        // Statements that the actor cannot see stay as they were (the redacted view was what he saved).
        var restored = kind.Restore(change.Body, body, vault.MaySee(writing.Session, access));
        Refusals.AddRange(kind.Validate(restored));
        if (Refusals.Count > before) return;
        NoteLinks(kind, restored, body);
        await writing.ChangeAsync("edit", kind, header, record, body, restored, kind.Write(restored), record.Flags & RecordFlags.Withdrawn, change.Reason, FieldChanges.Between(kind, body, restored));
    }

    private async ValueTask StepAsync(RecordChange.Step change)
    {
        var before = Refusals.Count;
        if (await OpenAsync(change.Id, AccessAction.Change, change.Reason, change.IfMatch) is not { } open) return;
        var (record, kind, header, body) = open;
        var steps = kind.Workflow.Transitions.Where(t => t.Name == change.Transition).ToArray();
        if (steps.Length == 0)
        {
            Refusals.Add(new("workflow.unknown", $"A {kind.Title.English} has no step '{change.Transition}': it has {string.Join(", ", kind.Workflow.Transitions.Select(t => t.Name).Distinct())}."));
            return;
        }
        var step = steps.FirstOrDefault(t => t.From == header.State) ?? steps[0];
        if (step.Decides && Access.Decide(writing.Session, header.ClassIn(vault.Compartment), step.Action, writing.Now) is { Allowed: false } no) Refusals.AddRange(no.ToTell);
        if (record.Withdrawn) Refusals.Add(new("record.withdrawn", "The record was withdrawn: it takes no further step."));
        var lastBy = await vault.Names.Terms.GetAsync(writing.Connection, record.ChangedBy);
        Refusals.AddRange(kind.Workflow.Unmet(step, new(body, header, writing.Session, vault.Catalogue.Today), lastBy));
        if (Refusals.Count > before) return;
        await writing.ChangeAsync("step:" + step.Name, kind, header with { State = step.To }, record, body, body, kind.Write(body), record.Flags & RecordFlags.Withdrawn, change.Reason, []);
    }

    private async ValueTask WithdrawAsync(RecordChange.Withdraw change)
    {
        if (await OpenAsync(change.Id, AccessAction.Change, change.Reason, null) is not { } open) return;
        var (record, kind, header, body) = open;
        if (record.Withdrawn)
        {
            Refusals.Add(new("record.withdrawn", "The record was withdrawn before."));
            return;
        }
        if (kind.KeptFromDeletion?.Invoke(body, header) is { } bar)
        {
            Refusals.Add(bar);
            return;
        }
        await writing.ChangeAsync("withdraw", kind, header, record, body, body, kind.Write(body), RecordFlags.Withdrawn, change.Reason, []);
    }

    private async ValueTask EraseAsync(RecordChange.Erase change)
    {
        if (await OpenAsync(change.Id, AccessAction.Erase, change.Reason, null) is not { } open) return;
        if (open.Kind.KeptFromDeletion?.Invoke(open.Body, open.Header) is { } bar)
        {
            Refusals.Add(bar);
            return;
        }
        await Erasure.EraseAsync(vault, writing, open.Record, open.Kind, open.Header, change.Reason!);
    }

    /// <summary>A record that may be changed so, or null with the reasons noted.</summary>
    private async ValueTask<(StoredRecord Record, Kind Kind, RecordHeader Header, object Body)?> OpenAsync(RecordId id, AccessAction action, string? reason, string? ifMatch)
    {
        if (_failedCreates.Contains(id)) return null; // said already
        var count = Refusals.Count;
        if (string.IsNullOrWhiteSpace(reason)) Refusals.Add(WhyMissing);
        if (await _views.FindAsync(writing.Connection, id) is not { } record)
        {
            Refusals.Add(Refusal.NotFound);
            return null;
        }
        var access = await vault.Names.Classes.GetAsync(writing.Connection, record.Class);
        var decision = Access.Decide(writing.Session, access, action, writing.Now);
        if (!decision.Allowed)
        {
            Refusals.AddRange(decision.ToTell);
            return null;
        }
        if (record.Erased)
        {
            Refusals.Add(RecordReader.Erased);
            return null;
        }
        var version = await _views.NewestAsync(writing.Connection, record);
        var header = await _views.HeaderAsync(writing.Connection, id, version);
        var kind = vault.Catalogue.Kind(header.Kind);
        var body = _views.Body(kind, version)!;
        if (ifMatch is not null && ifMatch != Views.ETag(kind, header, _views.Redacted(writing.Session, kind, header, body), record.Withdrawn))
            Refusals.Add(new("record.changed", "Somebody changed the record since you opened it: open it again and make your change there.", Field: "ifMatch"));
        return Refusals.Count > count ? null : (record, kind, header, body);
    }

    private void NoteLinks(Kind kind, object body, object? before)
    {
        var known = before is null ? [] : kind.Index(before).Links.Select(l => l.Target).ToHashSet();
        foreach (var link in kind.Index(body).Links.Where(l => !known.Contains(l.Target))) _newLinks.Add((link.Role, link.Target));
    }

    /// <summary>
    /// New links lead to records that the actor may see: an absent one, a hidden one and one behind the wall have the same answer, and no link
    /// leads into the protection compartment from outside (law 3). Asked when all changes are made, since they may link to each other.
    /// </summary>
    public async ValueTask CheckLinksAsync(CancellationToken cancel)
    {
        foreach (var (field, target) in _newLinks.Distinct())
        {
            if (await SeesAsync(vault, writing.Connection, target)) continue;
            if (beyond is not null)
            {
                await using var other = await beyond.Db.ReadAsync(cancel);
                if (await SeesAsync(beyond, other, target)) continue;
            }
            Refusals.Add(new("link.target", $"The link '{field}' leads to no record that is available here.", Field: field));
        }
    }

    private async ValueTask<bool> SeesAsync(Vault place, Databases.Connection connection, RecordId target)
    {
        if (await connection.NumberAsync("SELECT cid FROM record WHERE uuid = @p0", target.ToBytes()) is not { } cid) return false;
        return Access.Decide(writing.Session, await place.Names.Classes.GetAsync(connection, cid), AccessAction.Read, writing.Now).Allowed;
    }
}
