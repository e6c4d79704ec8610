using Palermo.Kernel;
using Palermo.Web.Frame;

namespace Palermo.Node;

/// <summary>What waits for a person: tasks that are due, saved searches that found something new. Without content.</summary>
internal sealed class WaitingWork(OpenedNode node) : INotifications
{
    public async ValueTask<IReadOnlyList<Notification>> WaitingAsync(Session session, CancellationToken cancel = default)
    {
        List<Notification> waiting =
        [
            .. (await SearchAlerts.NewsAsync(node.Store.Kept, session, cancel)).Select(a => new Notification("alert:" + a.Key,
                new("A saved search has something new", "Une recherche enregistrée a du nouveau", "في بحث محفوظ شيء جديد"), Addresses.Alert(a.Key), a.Alert.NewsSince ?? a.Alert.Since)),
        ];
        var query = new RecordQuery(TaskItem.Kind.Name, State: "open", Facets: new Dictionary<string, ImmutableSet> { ["assignedTo"] = [session.Actor.Id] });
        if (!TaskItem.Kind.DefaultPurposes.Contains(session.Work.Purpose)) return waiting;
        await foreach (var task in node.Store.Records.ScanAsync(session, query, cancel: cancel))
        {
            var body = task.As<TaskItem>();
            if (body.SnoozedUntil > node.Today) continue;
            waiting.Add(new(task.Id.ToString(),
                body.Due is { } due && due < node.Today
                    ? new("A task is overdue", "Une tâche est en retard", "مهمة متأخرة")
                    : new("A task waits for you", "Une tâche vous attend", "مهمة بانتظارك"),
                Addresses.Record(TaskItem.Kind.Name, task.Id), task.ChangedAt));
            if (waiting.Count == 50) break;
        }
        return waiting;
    }
}
