namespace Palermo.Node;

/// <summary>Does in the background what sharing asks of a node: carries out partners' recalls within a second, and chases silent partners.</summary>
internal sealed class SharingWork(OpenedNode node, ILogger<SharingWork> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private const int LooksBetweenChases = 120;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var desks = new SharingDesks(node);
        for (var look = 0; !stopping.IsCancellationRequested; look++)
        {
            try
            {
                await desks.Duties.RunAsync(node.Clock.GetCurrentInstant(), stopping);
                if (look % LooksBetweenChases == 0) await desks.Recalls.ChaseAsync(desks.Duties.Session, node.Clock.GetCurrentInstant(), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested) { return; }
            catch (Exception fault) { log.LogError(fault, "recalls of partners could not be carried out; they are tried again"); }
            await Task.Delay(Look, node.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
