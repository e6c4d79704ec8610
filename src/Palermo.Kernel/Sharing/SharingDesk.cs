using NodaTime;

namespace Palermo.Kernel;

/// <summary>What is asked when a record is to be shared.</summary>
/// <param name="Partner">Name of the partner's node.</param>
/// <param name="RuleSet">Name of a rule set; null: every field that may leave.</param>
/// <param name="Request">The request that it answers, by its number.</param>
public sealed record ShareOrder(RecordId Record, string Partner, string Purpose, string? RuleSet = null, string? Why = null, string? Request = null);

/// <summary>
/// Sharing of records with partners: shows what would leave, sends it, and knows what was shared with whom. The only maker of <c>record/1</c>:
/// every path asks <see cref="Release.Decide"/> here.
/// </summary>
/// <param name="node">Name of this node.</param>
/// <param name="audit">Keeps that a sharing was refused, and why; null: it is not kept.</param>
public sealed class SharingDesk(IRecords records, Declarations declared, string node, RecordIdSource ids, IAuditLog? audit = null)
{
    /// <summary>The profile of a partner, or why nothing can go there.</summary>
    public async ValueTask<Outcome<PartnerProfile>> PartnerAsync(Session session, string name, CancellationToken cancel = default)
    {
        var page = await records.ListAsync(session, new(PartnerProfile.Kind.Name, Identifier: ("node", name)), 2, cancel: cancel);
        if (page.Rows.Count == 0 || !(await records.ReadAsync(session, page.Rows[0].Id, cancel: cancel)).TryGet(out var view))
            return new Refusal("release.partner", $"There is no profile of a partner '{name}': record what it may receive first.", "Directive (EU) 2016/680, Art. 35", "partner");
        return view.As<PartnerProfile>();
    }

    /// <summary>Every partner with a profile, by name.</summary>
    public async ValueTask<IReadOnlyList<PartnerProfile>> PartnersAsync(Session session, CancellationToken cancel = default)
    {
        List<PartnerProfile> partners = [];
        await foreach (var view in records.ScanAsync(session, new(PartnerProfile.Kind.Name), cancel: cancel)) partners.Add(view.As<PartnerProfile>());
        return [.. partners.OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    private async ValueTask<Outcome<RuleSet?>> RulesAsync(Session session, string? name, CancellationToken cancel)
    {
        if (name is null) return (RuleSet?)null;
        var page = await records.ListAsync(session, new(RuleSet.Kind.Name, Identifier: ("rule-set", name)), 2, cancel: cancel);
        // A rule set that is not found keeps everything back: it must not widen what leaves.
        if (page.Rows.Count == 0 || !(await records.ReadAsync(session, page.Rows[0].Id, cancel: cancel)).TryGet(out var view))
            return new Refusal("release.rule-set-unknown", $"There is no rule set '{name}'.", Field: "ruleSet");
        return view.As<RuleSet>();
    }

    /// <summary>Shared copies of a record, newest first.</summary>
    public async ValueTask<IReadOnlyList<RecordView>> SharesOfAsync(Session session, RecordId record, CancellationToken cancel = default)
    {
        List<RecordView> shares = [];
        await foreach (var view in records.ScanAsync(session, new(Share.Kind.Name, Identifier: (Share.ItemIdentifier, record.ToString())), cancel: cancel)) shares.Add(view);
        return shares;
    }

    /// <summary>Shows exactly what would leave, and why what stays stays. Nothing is written but the log of reading.</summary>
    /// <param name="sender">The authority in whose name it leaves; null: the session's own.</param>
    public async ValueTask<Outcome<Preview>> PreviewAsync(Session session, ShareOrder order, Instant now, IReadOnlyList<Approval>? approvals = null, RecordId? copy = null, string? sender = null, CancellationToken cancel = default)
    {
        List<Refusal> refusals = [];
        var partner = await PartnerAsync(session, order.Partner, cancel);
        var rules = await RulesAsync(session, order.RuleSet, cancel);
        var record = await records.ReadAsync(session, order.Record, cancel: cancel);
        refusals.AddRange([.. partner.Refusals, .. rules.Refusals, .. record.Refusals]);
        if (!partner.TryGet(out var profile) || !rules.TryGet(out var ruleSet) || !record.TryGet(out var view)) return refusals.ToArray();
        var item = new ReleaseItem(view, await HoldsAsync(session, view, cancel), await PermissionsAsync(session, view.Id, cancel), approvals ?? [], await PartnerHasAsync(session, view, order.Partner, cancel));
        var name = copy ?? (view.Header.Owner == node ? view.Id : ids.Next());
        return Preview.Of(new(session, profile, order.Purpose, item, ruleSet, node, now, order.Why), name, sender ?? session.Actor.Organisation);
    }

    private async ValueTask<IReadOnlyList<Hold>> HoldsAsync(Session session, RecordView view, CancellationToken cancel)
    {
        List<Hold> holds = [];
        foreach (var reference in HoldReference.AllOf(view.Id, view.Kind, view.Body))
            await foreach (var hold in records.ScanAsync(session, new(Hold.Kind.Name, Identifier: (HoldReference.IdentifierType, reference)), cancel: cancel)) holds.Add(hold.As<Hold>());
        return holds;
    }

    private async ValueTask<IReadOnlyList<GivenPermission>> PermissionsAsync(Session session, RecordId record, CancellationToken cancel)
    {
        if (!(await records.LinksAsync(session, record, cancel)).TryGet(out var links)) return [];
        var ids = links.Where(l => !l.Outgoing && l.Other.Kind == Permission.Kind.Name && !l.Other.Withdrawn).Select(l => l.Other.Id).Distinct().ToArray();
        return [.. (await records.ReadManyAsync(session, ids, cancel)).Select(v => new GivenPermission(v.Id, v.Header.Owner, v.As<Permission>()))];
    }

    /// <summary>Of the records that this one names, those that the partner has: it sent them, or got them.</summary>
    private async ValueTask<IReadOnlySet<RecordId>> PartnerHasAsync(Session session, RecordView view, string partner, CancellationToken cancel)
    {
        HashSet<RecordId> has = [];
        foreach (var target in view.Kind.Index(view.Body).Links.Select(l => l.Target).Distinct())
            if ((await SharesOfAsync(session, target, cancel)).Any(s => s.Header.State == Share.Sent && s.As<Share>() is var share && share.Partner == partner && share.Copy == target.ToString())) has.Add(target);
        return has;
    }

    /// <summary>
    /// Shares a record: sends it at once, or leaves it for a second person where the partner's profile asks for four eyes. Entry and message
    /// commit together.
    /// </summary>
    /// <returns>The entry of what was shared with whom.</returns>
    public async ValueTask<Outcome<RecordView>> ShareAsync(Session session, ShareOrder order, Instant now, CancellationToken cancel = default)
    {
        var outcome = await TryAsync(session, order, now, cancel);
        // What was not disclosed belongs into the account of disclosures too: by codes, without a word of the record.
        if (!outcome.Done && audit is not null)
            await audit.AppendAsync(session, RefusedAction, order.Record.ToString(), new { order.Partner, order.Purpose, Refused = outcome.Refusals.Select(r => r.Code).Distinct() }, cancel);
        return outcome;
    }

    /// <summary>The entry of the log that says that a sharing was refused.</summary>
    public const string RefusedAction = "share-refused";

    private async ValueTask<Outcome<RecordView>> TryAsync(Session session, ShareOrder order, Instant now, CancellationToken cancel)
    {
        // A partner has one copy of a record, whatever the number of times that it is sent.
        var before = (await SharesOfAsync(session, order.Record, cancel)).Select(s => s.As<Share>()).FirstOrDefault(s => s.Partner == order.Partner);
        var outcome = await PreviewAsync(session, order, now, copy: before is null ? null : RecordId.Parse(before.Copy), cancel: cancel);
        if (!outcome.TryGet(out var preview)) return Outcome<RecordView>.Refused(outcome.Refusals);
        // What only an approval is missing for is left for those who may give it.
        var forOthers = preview.Refusals.Count > 0 && preview.Refusals.All(r => ForApproval.Contains(r.Code));
        if (preview.Refusals.Count > 0 && !forOthers) return Outcome<RecordView>.Refused(preview.Refusals);
        var waits = forOthers || preview.Question.Partner.FourEyes;
        var written = await records.WriteAsync(session, EntryChanges(session, preview, order, waits ? null : now), waits ? null : [MessageOf(preview)], cancel: cancel);
        return written.Then(w => w[^1]);
    }

    /// <summary>The entry of a sharing: sent at a moment, or waiting where none is given.</summary>
    internal List<RecordChange> EntryChanges(Session session, Preview preview, ShareOrder order, Instant? sentAt)
    {
        var entry = EntryOf(preview, order, sentAt);
        var header = HeaderOf(entry, session, preview.Question.Today);
        List<RecordChange> changes = [new RecordChange.Create(header, entry)];
        if (sentAt is not null) changes.Add(new RecordChange.Step(header.Id, "send") { Reason = "sent" });
        return changes;
    }

    private static readonly HashSet<string> ForApproval = ["release.victim", "release.victim-origin", "release.second-person"];

    private Share EntryOf(Preview preview, ShareOrder order, Instant? sentAt)
    {
        var view = preview.Question.Item.Record;
        var names = preview.Fields.GroupBy(f => f.Field.Name);
        return new(view.Id, view.Id.ToString(), (preview.Released?.Copy ?? (view.Header.Owner == node ? view.Id : ids.Next())).ToString(), view.Kind.Name, order.Partner, order.Purpose,
            preview.Question.Partner.GatewayFor(order.Purpose, preview.Question.Today)?.Instrument ?? "",
            [.. names.Where(g => g.Any(f => f.Leaves)).Select(g => g.Key)], [.. names.Where(g => g.Any(f => !f.Leaves)).Select(g => g.Key)],
            preview.Leaves ? preview.Sha256 : new('0', 64), order.RuleSet, order.Why, view.Header.Owner == node ? null : view.Header.Owner, sentAt, preview.Question.Item.Approvals, order.Request, preview.Released?.Handling.ToString());
    }

    private RecordHeader HeaderOf(Share entry, Session session, LocalDate today) => new(
        ids.Next(), Share.Kind.Name, node, Share.Kind.Workflow.Initial.Name, Share.Kind.DefaultHandling, Share.Kind.DefaultPurposes.With(entry.Purpose), default,
        new(session.Actor.Organisation), Share.Kind.Retention.ReviewDate(today), []);

    internal static OutgoingMessage MessageOf(Preview preview)
    {
        var q = preview.Question;
        var permission = q.Own ? null : q.Item.Permissions.FirstOrDefault(p => p.Permission is { Decision: PermissionDecision.Granted } given && given.Recipient == q.Partner.Node && given.Purpose == q.Purpose && q.Today <= given.ValidUntil);
        return new(q.Partner.Node, ReleasedRecord.Conversation(preview.Released!.Copy), ReleasedRecord.Message, preview.Bytes.ToArray(), q.Header.Id) { Permission = permission?.Id };
    }

    /// <summary>
    /// Approves what waits, and sends it when nothing is missing any more. What leaves is decided again now; where it differs from what was
    /// approved before, the approvals are void and asked anew.
    /// </summary>
    public async ValueTask<Outcome<RecordView>> ApproveAsync(Session session, RecordId share, ApprovalAs role, Instant now, CancellationToken cancel = default)
    {
        var read = await records.ReadAsync(session, share, cancel: cancel);
        if (!read.TryGet(out var view)) return Outcome<RecordView>.Refused(read.Refusals);
        if (view.Kind.Name != Share.Kind.Name || view.Header.State != Share.Waiting) return new Refusal("share.state", "It does not wait for approval.");
        var entry = view.As<Share>();
        List<Refusal> refusals = [];
        if (view.CreatedBy == session.Actor.Id) refusals.Add(new("workflow.four-eyes", "A second person must approve: you prepared it."));
        if (Holder(role) is { } holders && !holders.Any(h => session.Actor.Roles.Contains(h.Name))) refusals.Add(new("share.approval", $"Only {string.Join(" or ", holders.Select(h => h.Title.English.ToLowerInvariant()))} approves as that."));
        if ((entry.Approvals ?? []).Any(a => a.By == session.Actor.Id)) refusals.Add(new("share.approved", "You have approved it before: each approval is of another person."));
        if (refusals.Count > 0) return refusals.ToArray();
        Approval[] approvals = [.. entry.Approvals ?? [], new(session.Actor.Id, role, now)];
        var order = new ShareOrder(entry.Record, entry.Partner, entry.Purpose, entry.RuleSet, entry.Why, entry.Request);
        // In the name of the authority that prepared it: who approves may serve in another.
        var outcome = await PreviewAsync(session, order, now, approvals, RecordId.Parse(entry.Copy), view.Header.Provenance.Source, cancel);
        if (!outcome.TryGet(out var preview)) return Outcome<RecordView>.Refused(outcome.Refusals);
        if (entry.Sha256 != new string('0', 64) && preview.Leaves && preview.Sha256 != entry.Sha256)
            return new Refusal("share.changed", "The record, the rules or the partner's profile changed since this was prepared: what would leave is not what was seen. Prepare it anew.");
        var still = preview.Refusals;
        if (still.Any(r => !ForApproval.Contains(r.Code))) return Outcome<RecordView>.Refused(still);
        var sends = still.Count == 0;
        var next = sends ? EntryOf(preview, order, now) : entry with { Approvals = approvals };
        List<RecordChange> changes = [new RecordChange.Edit(share, next, view.ETag) { Reason = $"approved as {role}" }];
        if (sends) changes.Add(new RecordChange.Step(share, "send") { Reason = "approved" });
        return (await records.WriteAsync(session, changes, sends ? [MessageOf(preview)] : null, cancel: cancel)).Then(w => w[^1]);
    }

    /// <summary>Refuses what waits for approval: it is not sent, and the entry says why.</summary>
    public async ValueTask<Outcome<RecordView>> DropAsync(Session session, RecordId share, string reason, CancellationToken cancel = default)
    {
        var read = await records.ReadAsync(session, share, cancel: cancel);
        if (!read.TryGet(out var view)) return Outcome<RecordView>.Refused(read.Refusals);
        if (view.Kind.Name != Share.Kind.Name || view.Header.State != Share.Waiting) return new Refusal("share.state", "It does not wait for approval.");
        if (string.IsNullOrWhiteSpace(reason)) return new Refusal("share.reason", "Say why it is not sent.", Field: "reason");
        return (await records.WriteAsync(session, [new RecordChange.Step(share, "drop", view.ETag) { Reason = reason.Trim() }], cancel: cancel)).Then(w => w[^1]);
    }

    /// <summary>Who approves as what; null: anybody who may share.</summary>
    private static Role[]? Holder(ApprovalAs role) => role switch
    {
        ApprovalAs.ProtectionOfficer => [Role.ProtectionOfficer],
        ApprovalAs.DataController => [Role.DataProtectionOfficer, Role.Supervisor],
        _ => null,
    };

    /// <summary>What stands in the way of free words to a partner: words of asylum, and numbers that belong to somebody who needs protection from it.</summary>
    public async ValueTask<IReadOnlyList<Refusal>> WordsAsync(Session session, PartnerProfile partner, string words, string field, LocalDate today, CancellationToken cancel = default)
    {
        List<Refusal> refusals = [.. FreeText.Problems(words, field)];
        foreach (var number in FreeText.Numbers(words)) refusals.AddRange(await OfNumberAsync(session, partner, number, field, today, cancel));
        return refusals;
    }

    /// <summary>What records that the sender may see say against naming a number to a partner: a protected person's phone is that person's data.</summary>
    private async ValueTask<IReadOnlyList<Refusal>> OfNumberAsync(Session session, PartnerProfile partner, string number, string field, LocalDate today, CancellationToken cancel)
    {
        List<Refusal> refusals = [];
        var forms = declared.Kinds.Where(k => k.Compartment == Compartment.General).SelectMany(k => k.Fields).Where(f => f.Type == FieldType.Identifier)
            .Select(f => (Type: f.IdentifierType!, Value: f.Normalise is null ? number : f.Normalise(number))).Where(f => f.Value is not null).Distinct();
        foreach (var (type, value) in forms)
            await foreach (var view in records.ScanAsync(session, new(Identifier: (type, value!)), cancel: cancel))
            {
                var people = PeopleInRecord.Of(view.Header, view.Kind, view.Body);
                const ProtectionStatus Sheltered = ProtectionStatus.AsylumSeeker | ProtectionStatus.Refugee | ProtectionStatus.Protected;
                if ((people.Status & Sheltered) != 0 && (people.Countries.IsEmpty || partner.Country is null || people.Countries.Contains(partner.Country)))
                    refusals.Add(new("release.life-safety", $"A number in the text belongs to a person whose data may not go to {partner.Name}. There is no exception.", "1951 Convention, Art. 33; Palermo, law 10", field));
                foreach (var reference in HoldReference.AllOf(view.Id, view.Kind, view.Body))
                    await foreach (var hold in records.ScanAsync(session, new(Hold.Kind.Name, Identifier: (HoldReference.IdentifierType, reference)), cancel: cancel))
                        refusals.AddRange(Hold.Bars([hold.As<Hold>()], HeldStep.Sharing, today).Select(b => b with { Field = field }));
            }
        return refusals;
    }
}
