using NodaTime;

namespace Palermo.Node;

/// <summary>Does in the background what sharing asks of a node: carries out partners' recalls within a second, and chases silent partners.</summary>
internal sealed class SharingWork(OpenedNode node, ILogger<SharingWork> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Looking at records leaves entries in the log: without news from partners it is done so seldom.</summary>
    private static readonly Duration Unasked = Duration.FromMinutes(10), BetweenChases = Duration.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var desks = new SharingDesks(node);
        var news = new PartnerNews(node);
        var (looked, chased) = (Instant.MinValue, Instant.MinValue);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var now = node.Clock.GetCurrentInstant();
                if (await news.ThereIsAsync(stopping) || now - looked > Unasked)
                {
                    await desks.Duties.RunAsync(now, stopping);
                    looked = now;
                }
                if (now - chased > BetweenChases)
                {
                    await desks.Recalls.ChaseAsync(desks.Duties.Session, now, stopping);
                    chased = now;
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested) { return; }
            catch (Exception fault)
            {
                log.LogError(fault, "recalls of partners could not be carried out; they are tried again");
                news.Forget();
            }
            await Task.Delay(Look, node.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>Tells whether messages of partners came or took effect since the last question: from the counts of the exchange, which hold no records.</summary>
internal sealed class PartnerNews(OpenedNode node)
{
    private (long Received, long Waiting) _seen = (-1, -1);

    public async ValueTask<bool> ThereIsAsync(CancellationToken cancel)
    {
        var traffic = await node.Store.Exchange.TrafficAsync(cancel);
        var now = (traffic.Sum(t => t.Received), traffic.Sum(t => t.Waiting));
        if (now == _seen) return false;
        _seen = now;
        return true;
    }

    /// <summary>Looks again the next time, whatever came.</summary>
    public void Forget() => _seen = (-1, -1);
}
