using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>Does the work of the job table, one job at a time, with a lease: what a crash left half done goes on from its checkpoint.</summary>
internal sealed class NodeJobs(OpenedNode node, ILogger<NodeJobs> log) : BackgroundService
{
    private static readonly Duration Lease = Duration.FromSeconds(60);
    private readonly string _worker = $"{Environment.MachineName}-{Environment.ProcessId}";

    public const string Import = "import", Analyse = "analyse";

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
                Import => await ImportAsync(job, cancel.Token),
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

    private async Task<Outcome<JsonObject>> ImportAsync(Job job, CancellationToken cancel)
    {
        var reader = node.Rooms.Imports.FirstOrDefault(i => i.Name == (string?)job.Parameters["reader"]);
        var file = Path.Combine(node.Folder, "uploads", Path.GetFileName((string?)job.Parameters["file"] ?? ""));
        if (reader is null || !File.Exists(file)) return new Refusal("job.import", "The uploaded file or its reader is no longer there: upload it again.");
        await using var content = File.OpenRead(file);
        var outcome = await ImportRun.RunAsync(node, job.Session, reader, content, (string?)job.Parameters["name"] ?? Path.GetFileName(file), dryRun: false,
            read =>
            {
                // Compressed text is about six times its file; the figure only has to move.
                _progress = Math.Min(0.99, content.Length == 0 ? 0 : (double)content.Position / content.Length);
                _message = $"{read} rows read";
            }, cancel);
        if (outcome.Done) File.Delete(file);
        return outcome.Then(report => (JsonObject)JsonSerializer.SerializeToNode(report, Answer.Json)!);
    }

    /// <summary>Runs an analysis and keeps what it said as an assessment, for a person to confirm or reject.</summary>
    private async Task<Outcome<JsonObject>> AnalyseAsync(Job job, CancellationToken cancel)
    {
        var (room, analysis) = node.Rooms.Analyses.FirstOrDefault(a => $"{a.Room}/{a.Analysis.Name}" == (string?)job.Parameters["analysis"]);
        if (analysis is null) return new Refusal("job.analysis", "There is no such analysis.");
        var parameters = job.Parameters["parameters"]?.Deserialize<Dictionary<string, string>>() ?? [];
        var outcome = await analysis.Run(new(node.Store.Records, job.Session, parameters, node.Today), cancel);
        if (!outcome.TryGet(out var answer)) return outcome.Then<JsonObject>(_ => []);
        var kind = Assessment.Kind;
        var body = new Assessment($"{room}/{analysis.Name}", "1", JsonSerializer.Serialize(parameters), string.Join(" ", answer.Notes.Select(n => n.English)),
            JsonSerializer.Serialize(answer.Document, Answer.Json), string.Join(" ", answer.Notes.Select(n => n.English)) is { Length: > 0 } notes ? notes : "none stated");
        var header = new RecordHeader(node.Ids.Next(), kind.Name, node.Settings.Name, kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, default,
            new($"{room}/{analysis.Name}"), kind.Retention.ReviewDate(node.Today), []);
        return (await node.Store.Records.WriteAsync(job.Session, [new RecordChange.Create(header, body)], cancel: cancel)).Then(w => new JsonObject { ["assessment"] = w[0].Id.ToString() });
    }
}
