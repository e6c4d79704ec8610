using NodaTime;
using Palermo.Kernel;
using Palermo.Storage;

namespace Palermo.Node;

/// <summary>
/// Erases what the law no longer lets the node keep: records past the last day of their kind's rule, unless somebody prolonged them at a review, a
/// hold stands against it, or something about them is still to be done. Partners that have a copy are asked to erase theirs first.
/// </summary>
/// <param name="actor">Name in the log of who lets it run.</param>
/// <param name="channel">By which way.</param>
/// <remarks>
/// Each record is a transaction of its own, in the order of recording: a run that breaks off has done what it did, and the next goes on. Memory
/// holds <see cref="AtOnce"/> records. It acts under rights made for the one record at hand (its owner, its team, its purpose), which are decided
/// like any other's. In the protection compartment it is a protection officer and nothing else, and what it does there is told nowhere outside (law 3).
/// Sources: Directive (EU) 2016/680, Arts. 4(1)(e), 5 and 16(6).
/// </remarks>
internal sealed class RetentionRun(OpenedNode node, string actor, Channel channel)
{
    private const int AtOnce = 500;

    /// <summary>Partners read these words; the rule itself is in the log here.</summary>
    private const string RecallWords = "The time for which this record may be kept has ended: erase the copy.";

    private readonly SharingDesks _desks = new(node);
    private IRecords Records => node.Store.Records;

    /// <summary>Goes through a compartment.</summary>
    /// <param name="dry">Only says what would go.</param>
    /// <param name="listed">So many records are listed in the report.</param>
    public async Task<RetentionReport> RunAsync(Compartment compartment, bool dry, int listed, CancellationToken cancel)
    {
        List<RetentionOfKind> kinds = [];
        List<RetentionItem> items = [];
        foreach (var kind in node.Rooms.Kinds.Where(k => k.Compartment == compartment && k.Retention.DeleteYears is not null))
        {
            var count = new int[Enum.GetValues<RetentionVerdict>().Length];
            var recalled = 0;
            await foreach (var aged in PastAsync(kind, cancel))
            {
                var item = await LookAsync(aged, cancel);
                if (!dry && item.Verdict == RetentionVerdict.Erased) item = await EraseAsync(aged, item, cancel);
                count[(int)item.Verdict]++;
                if (item.Verdict == RetentionVerdict.Erased && item.Partners.Count > 0) recalled++;
                if (items.Count < listed) items.Add(item);
            }
            if (count.Sum() > 0)
                kinds.Add(new(kind.Name, kind.Retention.Rule, count[(int)RetentionVerdict.Erased], count[(int)RetentionVerdict.Prolonged], count[(int)RetentionVerdict.Held], count[(int)RetentionVerdict.Needed], recalled));
        }
        var report = new RetentionReport(node.Today, dry, kinds, items);
        await node.Store.Audit.AppendAsync(Overseeing(compartment), dry ? "retention-dry" : "retention", null, new { report.Kinds }, cancel);
        return report;
    }

    private async IAsyncEnumerable<AgedRecord> PastAsync(Kind kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        // One day more than whole years: of 29 February the anniversary is 28 February.
        var before = node.Today.PlusYears(-kind.Retention.DeleteYears!.Value).PlusDays(1);
        var place = 0L;
        while (await node.Store.RecordedBeforeAsync(kind, before, place, AtOnce, cancel) is { Count: > 0 } page)
        {
            foreach (var aged in page)
                if (kind.Retention.DeleteDate(aged.Recorded) < node.Today) yield return aged;
            place = page[^1].Place;
        }
    }

    private async Task<RetentionItem> LookAsync(AgedRecord aged, CancellationToken cancel)
    {
        var last = aged.Kind.Retention.LastDay(aged.Recorded, aged.FirstReview, aged.Review)!.Value;
        RetentionItem Item(RetentionVerdict verdict, IReadOnlyList<Refusal> reasons, IReadOnlyList<string>? partners = null) => new(aged.Id, aged.Kind.Name, aged.Recorded, last, verdict, reasons, partners ?? []);
        if (last >= node.Today) return Item(RetentionVerdict.Prolonged, [new("retention.prolonged", $"Looked at again, and to be kept until {last:uuuu-MM-dd}.")]);
        var read = await Records.ReadAsync(Reading(aged.Class), aged.Id, cancel: cancel);
        if (!read.TryGet(out var view)) return Item(RetentionVerdict.Needed, read.Refusals);
        if (aged.Kind.KeptFromRetention(view.Body, view.Header) is { } own) return Item(RetentionVerdict.Needed, [own]);
        List<Hold> holds = [];
        foreach (var reference in HoldReference.AllOf(view.Id, view.Kind, view.Body))
            await foreach (var hold in Records.ScanAsync(Overseeing(aged.Kind.Compartment), new(Hold.Kind.Name, Identifier: (HoldReference.IdentifierType, reference)), cancel: cancel)) holds.Add(hold.As<Hold>());
        if (Hold.Bars(holds, HeldStep.Disposal, node.Today) is { Count: > 0 } held) return Item(RetentionVerdict.Held, held);
        var keepers = await KeepersAsync(aged, cancel);
        if (keepers.Count > 0) return Item(RetentionVerdict.Needed, keepers);
        var partners = aged.Kind.Compartment == Compartment.Protection ? [] : (await _desks.Sharing.SharesOfAsync(Overseeing(Compartment.General), aged.Id, cancel))
            .Where(s => s.Header.State == Share.Sent).Select(s => s.As<Share>().Partner).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return Item(RetentionVerdict.Erased, [new("retention.ended", $"The time ended on {last:uuuu-MM-dd}.", aged.Kind.Retention.Rule)], partners);
    }

    /// <summary>What is still to be done about a record: an allegation or a person's request without an answer, a recall that is running.</summary>
    private async Task<IReadOnlyList<Refusal>> KeepersAsync(AgedRecord aged, CancellationToken cancel)
    {
        List<Refusal> reasons = [];
        foreach (var linked in await node.Store.LinkingToAsync(aged.Kind.Compartment, aged.Id, cancel))
        {
            // The entry of a shared copy keeps itself, so that the copy can be recalled, and not the record.
            if (linked.Kind == Share.Kind.Name || node.Rooms.FindKind(linked.Kind) is not { MayKeep: true } kind) continue;
            if (!(await Records.ReadAsync(Reading(linked.Class), linked.Id, cancel: cancel)).TryGet(out var view)) continue;
            // A recall that has the copies erased, such as retention's own, is no reason to keep the record.
            if (view.Body is Recall { What: RecallKind.Erase }) continue;
            if (kind.KeptFromRetention(view.Body, view.Header) is { } reason) reasons.Add(reason);
        }
        return [.. reasons.Distinct()];
    }

    /// <summary>The recall commits first: an erasure that is cut off leaves a record that the next run erases, never a copy that nobody is asked for.</summary>
    private async Task<RetentionItem> EraseAsync(AgedRecord aged, RetentionItem item, CancellationToken cancel)
    {
        if (item.Partners.Count > 0)
        {
            var recall = await _desks.Recalls.StartAsync(Exchanging(aged), aged.Id, RecallKind.Erase, RecallReason.ErasedByLaw, RecallWords, node.Clock.GetCurrentInstant(), cancel);
            if (!recall.Done) return item with { Verdict = RetentionVerdict.Needed, Reasons = recall.Refusals };
        }
        var rule = aged.Kind.Retention.Rule;
        var erased = await Records.WriteAsync(Erasing(aged), [new RecordChange.Erase(aged.Id) { Reason = $"retention: {rule}" }], cancel: cancel);
        return erased.Done ? item : item with { Verdict = RetentionVerdict.Needed, Reasons = erased.Refusals };
    }

    /// <summary>Whoever looks at a record of a class: of its team, and of those for whom it is.</summary>
    private Actor For(AccessClass of, params string[] roles) => new(actor, "Retention", node.Settings.Name,
        of.Handling.Recipients.IsEmpty ? node.Settings.Organisation : of.Handling.Recipients.First(), ImmutableSet.Of(roles), of.NeedToKnow);

    private Session Reading(AccessClass of) => of.Compartment == Compartment.Protection
        ? new(For(of, Role.ProtectionOfficer.Name), new(Purpose.Protection, "retention"), channel)
        : new(For(of, Role.DataProtectionOfficer.Name), new(Purpose.Oversight, "retention"), channel);

    private Session Overseeing(Compartment compartment) => Reading(new(Handling.Open, default, node.Settings.Name, compartment, default));

    /// <summary>The rule stands in the log as the basis of the erasure. A partner's copy is erased by the partner's account, which owns it.</summary>
    private Session Erasing(AgedRecord aged)
    {
        var reading = Reading(aged.Class);
        var work = new Work(reading.Work.Purpose, $"retention: {aged.Kind.Retention.Rule}");
        return aged.Class.Owner == node.Settings.Name
            ? reading with { Work = work }
            : new(For(aged.Class, Role.Partner.Name) with { Node = aged.Class.Owner }, work with { Purpose = aged.Class.Purposes.First() }, channel);
    }

    private Session Exchanging(AgedRecord aged) => new(For(aged.Class, Role.Exchange.Name),
        new(aged.Class.Purposes.FirstOrDefault(Role.Exchange.Purposes.Contains) ?? Purpose.Cooperation, $"retention: {aged.Kind.Retention.Rule}"), channel);
}
