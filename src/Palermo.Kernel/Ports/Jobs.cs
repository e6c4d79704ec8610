using System.Text.Json.Nodes;
using NodaTime;

namespace Palermo.Kernel;

public enum JobState { Waiting, Running, Done, Failed, Cancelled }

/// <summary>Work in the background: what, for whom, how far.</summary>
/// <param name="Parameters">The parameters, kept with the result.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Checkpoint">Where to go on after a crash, in the job's own words.</param>
public sealed record Job(
    RecordId Id, string Kind, JsonObject Parameters, Session Session, JobState State, double Progress, string? Message,
    string? Checkpoint, JsonObject? Result, Instant CreatedAt, Instant? EndedAt, bool CancelWanted);

/// <summary>The job table with leases: a worker that dies loses its lease, and another goes on from the checkpoint.</summary>
public interface IJobs
{
    ValueTask<Job> EnqueueAsync(Session session, string kind, JsonObject parameters, CancellationToken cancel = default);
    /// <summary>A job as its owner or a supervisor may see it.</summary>
    ValueTask<Job?> FindAsync(Session session, RecordId id, CancellationToken cancel = default);
    ValueTask<IReadOnlyList<Job>> ListAsync(Session session, int limit = 50, CancellationToken cancel = default);
    ValueTask<bool> CancelAsync(Session session, RecordId id, CancellationToken cancel = default);
    /// <summary>Takes the next job whose lease is free or has run out; null when there is none.</summary>
    ValueTask<Job?> LeaseAsync(string worker, Duration lease, CancellationToken cancel = default);
    /// <summary>Keeps the lease and notes progress.</summary>
    /// <returns>False when the job is to stop: cancelled, or the lease was lost.</returns>
    ValueTask<bool> ReportAsync(RecordId id, string worker, Duration lease, double progress, string? message, string? checkpoint, CancellationToken cancel = default);
    ValueTask EndAsync(RecordId id, string worker, JobState state, string? message, JsonObject? result, CancellationToken cancel = default);
}
