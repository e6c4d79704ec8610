using NodaTime;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>Signs the heads of the log once a day, so that there are heads for partners to keep and for retention to prune to.</summary>
internal sealed class AuditHeads(OpenedNode node, ILogger<AuditHeads> log) : BackgroundService
{
    private static readonly TimeSpan Looks = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Looks, node.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                foreach (var compartment in Enum.GetValues<Compartment>()) await SignAsync(compartment, stopping);
        }
        catch (OperationCanceledException) { }
    }

    private async Task SignAsync(Compartment compartment, CancellationToken stopping)
    {
        try
        {
            var newest = (await node.Store.HeadsAsync(compartment, stopping)).Where(h => h.By == node.Settings.Name).Select(h => (Instant?)h.At).FirstOrDefault();
            if (newest is { } at && node.Clock.GetCurrentInstant() - at < Duration.FromDays(1)) return;
            await node.Store.SignHeadAsync(new(node.Operator, new(Purpose.Administration), Channel.Job), compartment, node.Exchange.Identity, stopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "the head of the log ({Compartment}) could not be signed", compartment);
        }
    }
}
