using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>
/// Lets go what has expired: every kind whose workflow has a step "expire" takes it when its guards allow, and the body is erased with the
/// rule as the reason. Header and reason stay, and both steps are in the log.
/// </summary>
internal sealed class Expiry(OpenedNode node, ILogger<Expiry> log) : BackgroundService
{
    private const string Step = "expire";
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await RunAsync(node, stopping) is var count and > 0) log.LogInformation("{Count} records have expired and were erased", count);
            }
            catch (Exception fault) when (fault is not OperationCanceledException) { log.LogError(fault, "expired records could not be looked through"); }
            await Task.Delay(Between, node.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Expires and erases what is due today.</summary>
    /// <returns>How many records.</returns>
    public static async Task<int> RunAsync(OpenedNode node, CancellationToken cancel)
    {
        var actor = node.Operator with { Id = "expiry", Name = "Expiry", Roles = [Role.Supervisor.Name, Role.DataProtectionOfficer.Name] };
        var work = new Session(actor, new(Purpose.BorderManagement, "expiry"), Kernel.Channel.Job);
        var oversight = new Session(actor, new(Purpose.Oversight, "expiry"), Kernel.Channel.Job);
        var count = 0;
        foreach (var kind in node.Rooms.Kinds.Where(k => k.Compartment == Compartment.General))
            foreach (var step in kind.Workflow.Transitions.Where(t => t.Name == Step))
            {
                List<RecordId> due = [];
                await foreach (var record in node.Store.Records.ScanAsync(work, new(kind.Name, State: step.From), AccessAction.Read, cancel))
                    if (record.Header.Owner == node.Settings.Name && kind.Workflow.Unmet(step, new(record.Body, record.Header, work, node.Today), record.ChangedBy).Count == 0) due.Add(record.Id);
                foreach (var id in due)
                {
                    var expired = await node.Store.Records.WriteAsync(work, [new RecordChange.Step(id, Step) { Reason = "expired" }], cancel: cancel);
                    if (!expired.Done) continue;
                    var erased = await node.Store.Records.WriteAsync(oversight, [new RecordChange.Erase(id) { Reason = $"expired: {kind.Workflow.Deadlines.FirstOrDefault(d => d.Name == "expiry")?.Source ?? kind.Retention.Source}" }], cancel: cancel);
                    if (erased.Done) count++;
                }
            }
        return count;
    }
}
