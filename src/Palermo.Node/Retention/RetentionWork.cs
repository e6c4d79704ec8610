using NodaTime;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>Lets retention run once a day, in both compartments.</summary>
internal sealed class RetentionWork(OpenedNode node, ILogger<RetentionWork> log) : BackgroundService
{
    private static readonly TimeSpan Looks = TimeSpan.FromMinutes(10);
    private LocalDate? _done;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            // By the day, not by the hours since the last time: a node that was off runs it when it is back.
            if (_done != node.Today) await RunAsync(stopping);
            await Task.Delay(Looks, node.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        var today = node.Today;
        try
        {
            var run = new RetentionRun(node, "retention", Kernel.Channel.Job);
            var report = await run.RunAsync(Compartment.General, dry: false, 0, stopping);
            // Of protection not even a number is told here: its own log has it.
            await run.RunAsync(Compartment.Protection, dry: false, 0, stopping);
            if (report.Erased > 0) log.LogInformation("{Count} records were erased by retention", report.Erased);
            _done = today;
        }
        catch (Exception fault) when (fault is not OperationCanceledException) { log.LogError(fault, "retention broke off; it goes on at the next look"); }
    }
}
