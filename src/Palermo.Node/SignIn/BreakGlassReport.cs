using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>Tells those who oversee the node of an emergency opening, at once: a task for each, and a mail that something waits.</summary>
internal static class BreakGlassReport
{
    public static async Task WriteAsync(OpenedNode node, Person person, StatedWork stated, MailNotices mail, CancellationToken cancel)
    {
        var reviewers = (await node.Store.People.ListAsync(cancel)).Where(p => !p.Disabled && p.Id != person.Id && (p.Roles.Contains(Role.Supervisor.Name) || p.Roles.Contains(Role.DataProtectionOfficer.Name))).ToArray();
        // The node itself reports: the person who opened must not be able to leave it out.
        var by = new Session(node.Operator with { Roles = [Role.Operator.Name] }, new(Purpose.BorderManagement, "report of an emergency opening"), Channel.Job);
        var changes = reviewers.Select(reviewer => (RecordChange)new RecordChange.Create(
            new(node.Ids.Next(), TaskItem.Kind.Name, node.Settings.Name, TaskItem.Kind.Workflow.Initial.Name, TaskItem.Kind.DefaultHandling, TaskItem.Kind.DefaultPurposes, default,
                new("emergency opening"), TaskItem.Kind.Retention.ReviewDate(node.Today), []),
            new TaskItem($"Review the emergency opening by {person.Name}: {stated.GlassReason}", reviewer.Id, node.Today.PlusDays(1), TaskPriority.Urgent))).ToArray();
        if (changes.Length > 0) await node.Store.Records.WriteAsync(by, changes, cancel: cancel);
        foreach (var reviewer in reviewers) mail.Enqueue(reviewer, new("An emergency opening waits for review.", "Une ouverture d'urgence attend votre examen.", "فتح طارئ بانتظار المراجعة."));
    }
}
