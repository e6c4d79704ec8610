using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Palermo.Kernel;
using Palermo.Node.Cli;
using Palermo.Web.Imports;

namespace Palermo.Node;

/// <summary>Does the work of the job table, one job at a time, with a lease: what a crash left half done goes on from its checkpoint.</summary>
internal sealed class NodeJobs(OpenedNode node, ILogger<NodeJobs> log) : BackgroundService
{
    private static readonly Duration Lease = Duration.FromSeconds(60);
    private readonly string _worker = $"{Environment.MachineName}-{Environment.ProcessId}";

    public const string Analyse = "analyse";

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Job? job;
            try { job = await node.Store.Jobs.LeaseAsync(_worker, Lease, stopping); }
            catch (OperationCanceledException) { return; }
            if (job is null)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), node.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            await RunAsync(job, stopping);
        }
    }

    private async Task RunAsync(Job job, CancellationToken stopping)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var heart = BeatAsync(job, cancel);
        try
        {
            var outcome = job.Kind switch
            {
                TableImportJob.Kind => await TableImportJob.RunAsync(job, node.Store.Records, node.Store.Attachments, node.Rooms, node.Clock, Report, cancel.Token),
                Analyse => await AnalyseAsync(job, cancel.Token),
                _ => new Refusal("job.kind", $"This node knows no job '{job.Kind}'."),
            };
            var (state, message) = outcome.Done ? (JobState.Done, (string?)null) : (JobState.Failed, string.Join(" ", outcome.Refusals.Select(r => r.Message)));
            await node.Store.Jobs.EndAsync(job.Id, _worker, state, message, outcome.Done ? outcome.Value : null, stopping);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            await node.Store.Jobs.EndAsync(job.Id, _worker, JobState.Cancelled, "cancelled; what was committed stays, and the same file again goes on from there", null, stopping);
        }
        catch (OperationCanceledException) { } // the node stops: the lease runs out and another start goes on
        catch (Exception fault)
        {
            log.LogError(fault, "job {Job} of kind {Kind} failed", job.Id, job.Kind);
            await node.Store.Jobs.EndAsync(job.Id, _worker, JobState.Failed, $"a fault in the program; quote the job {job.Id}", null, stopping);
        }
        finally
        {
            await cancel.CancelAsync();
            await heart;
        }
    }

    private double _progress;
    private string? _message;

    private ValueTask<bool> Report(double progress, string message)
    {
        (_progress, _message) = (progress, message);
        return ValueTask.FromResult(true);
    }

    /// <summary>Keeps the lease, and stops the work when somebody cancelled it.</summary>
    private async Task BeatAsync(Job job, CancellationTokenSource cancel)
    {
        (_progress, _message) = (job.Progress, null);
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), node.Time, cancel.Token);
                if (await node.Store.Jobs.ReportAsync(job.Id, _worker, Lease, _progress, _message, null, cancel.Token)) continue;
                await cancel.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException) { }
    }

    /// <summary>Runs an analysis and keeps what it said as an assessment, for a person to confirm or reject.</summary>
    private async Task<Outcome<JsonObject>> AnalyseAsync(Job job, CancellationToken cancel)
    {
        var (room, analysis) = node.Rooms.Analyses.FirstOrDefault(a => $"{a.Room}/{a.Analysis.Name}" == (string?)job.Parameters["analysis"]);
        if (analysis is null) return new Refusal("job.analysis", "There is no such analysis.");
        var parameters = job.Parameters["parameters"]?.Deserialize<Dictionary<string, string>>() ?? [];
        var outcome = await analysis.Run(new(node.Store.Records, job.Session, parameters, node.Today) { Logs = node.Logs }, cancel);
        if (!outcome.TryGet(out var answer)) return outcome.Then<JsonObject>(_ => []);
        var kind = Assessment.Kind;
        var body = new Assessment($"{room}/{analysis.Name}", "1", JsonSerializer.Serialize(parameters), string.Join(" ", answer.Notes.Select(n => n.English)),
            JsonSerializer.Serialize(answer.Document, Answer.Json), string.Join(" ", answer.Notes.Select(n => n.English)) is { Length: > 0 } notes ? notes : "none stated");
        var header = new RecordHeader(node.Ids.Next(), kind.Name, node.Settings.Name, kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, default,
            new($"{room}/{analysis.Name}"), kind.Retention.ReviewDate(node.Today), []);
        return (await node.Store.Records.WriteAsync(job.Session, [new RecordChange.Create(header, body)], cancel: cancel)).Then(w => new JsonObject { ["assessment"] = w[0].Id.ToString() });
    }
}
