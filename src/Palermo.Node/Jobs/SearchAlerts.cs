using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Search;

namespace Palermo.Node;

/// <summary>
/// Looks for each saved search that alerts, under its owner's own rights and stated work, whenever records have changed. What the owner
/// may not see is not found, so it alerts nobody. The notice says that there is something, and never what.
/// </summary>
/// <remarks>
/// Goes by commit order, so that a change that commits late is not passed over. One search examines at most <see cref="Examined"/> of its
/// newest records at a look: an edit of an older record than these, in a search that broad, is not told.
/// </remarks>
internal sealed class SearchAlerts(OpenedNode node, MailNotices mail, ILogger<SearchAlerts> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private const int Examined = 2_000, ChangesAtOnce = 20_000;
    private static readonly Words Notice = new("A saved search has something new.", "Une recherche enregistrée a du nouveau.", "في بحث محفوظ شيء جديد.");

    private readonly SemaphoreSlim _looking = new(1, 1);
    private (long General, long Protection) _seen = (-1, -1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try { await LookAsync(stopping); }
            catch (Exception fault) when (fault is not OperationCanceledException) { log.LogError(fault, "the saved searches could not be looked through"); }
            await Task.Delay(Pause, node.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One look through every alert whose compartment has changed. Nothing is read, and nothing logged, while nothing changed.</summary>
    internal async Task LookAsync(CancellationToken cancel)
    {
        await _looking.WaitAsync(cancel);
        try { await LookThroughAsync(cancel); }
        finally { _looking.Release(); }
    }

    private async Task LookThroughAsync(CancellationToken cancel)
    {
        var reached = await node.Store.ReachedAsync(cancel);
        var (general, protection) = (reached.General != _seen.General, reached.Protection != _seen.Protection);
        if (!general && !protection) return;
        foreach (var person in await node.Store.People.ListAsync(cancel))
        {
            if (person.Disabled || person.ActiveUntil < node.Today) continue;
            foreach (var work in (await SearchAlert.ListAsync(node.Store.Kept, person.Id, cancel)).GroupBy(a => a.Alert.Work))
            {
                var inside = work.Key.Purpose == Purpose.Protection;
                if (!(inside ? protection : general) || !Role.Serving(person.Roles, work.Key.Purpose).Any()) continue;
                await LookAsync(person, new(person.ToActor(node.Settings.Name), work.Key, Kernel.Channel.Job), [.. work], inside ? reached.Protection : reached.General, cancel);
            }
        }
        _seen = reached;
    }

    private async Task LookAsync(Person person, Session session, IReadOnlyList<(string Key, SearchAlert Alert)> alerts, long reached, CancellationToken cancel)
    {
        // What changed since the earliest place at which one of them stands, as far as this session may see it.
        var from = alerts.Where(a => a.Alert.Sequence is not null).Select(a => a.Alert.Sequence!.Value).DefaultIfEmpty(reached).Min();
        List<RecordChangeRow> changes = [];
        while (from < reached && changes.Count < ChangesAtOnce)
        {
            var rows = await node.Store.Records.ChangedSinceAsync(session, from, cancel: cancel);
            if (rows.Count == 0) break;
            changes.AddRange(rows);
            from = rows[^1].Sequence;
        }
        var upTo = changes.Count >= ChangesAtOnce ? from : reached;
        foreach (var (key, alert) in alerts)
        {
            var changed = changes.Where(c => !c.Gone && c.Sequence > alert.Sequence).Select(c => c.Id).ToHashSet();
            var found = alert.Sequence is not null && changed.Count == 0 ? 0 : await FoundAsync(session, person, alert, changed, cancel);
            if (found == 0 && alert.Sequence == upTo) continue;
            // Taken off, or looked at, while this look ran: what stands there now counts.
            if ((await SearchAlert.ListAsync(node.Store.Kept, person.Id, cancel)).FirstOrDefault(a => a.Key == key).Alert is not { } now) continue;
            await (now with { Sequence = upTo, News = now.News + found, NewsSince = found > 0 ? now.NewsSince ?? node.Clock.GetCurrentInstant() : now.NewsSince }).SaveAsync(node.Store.Kept, person.Id, cancel);
            if (found > 0 && now.News == 0) mail.Enqueue(person, Notice);
        }
    }

    /// <summary>How many of the changed records match now. What the owner changed is no news to the owner.</summary>
    private async Task<int> FoundAsync(Session session, Person person, SearchAlert alert, HashSet<RecordId> changed, CancellationToken cancel)
    {
        if (alert.Query(node.Rooms) is not { } query) return 0;
        var (found, examined) = (0, 0);
        string? after = null;
        do
        {
            var page = await node.Store.Records.ListAsync(session, query, 200, after, cancel);
            found += page.Rows.Count(r => r.ChangedBy != person.Id && (alert.Sequence is null ? r.ChangedAt >= alert.Since : changed.Contains(r.Id)));
            examined += page.Rows.Count;
            after = page.Next;
        }
        while (after is not null && examined < Examined && found < changed.Count);
        return found;
    }

    public override void Dispose()
    {
        _looking.Dispose();
        base.Dispose();
    }

    /// <summary>The alerts with news, for the purpose at hand: under another purpose not even their number is told.</summary>
    public static async Task<IReadOnlyList<(string Key, SearchAlert Alert)>> NewsAsync(IKeptThings kept, Session session, CancellationToken cancel) =>
        [.. (await SearchAlert.ListAsync(kept, session.Actor.Id, cancel)).Where(a => a.Alert.News > 0 && a.Alert.Work.Purpose == session.Work.Purpose)];
}
