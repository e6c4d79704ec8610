using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Work;

/// <summary>Jobs of both compartments: work asked for the purpose of protection is kept in the protection compartment.</summary>
internal sealed class JobTable(VaultPair vaults) : IJobs
{
    private const string Columns = "id, kind, session, parameters, state, progress, message, checkpoint, result, created_at, ended_at, cancel_wanted";

    private static Job Read(DbDataReader r) => new(
        RecordId.FromBytes((byte[])r[0]), r.GetString(1), JsonNode.Parse(r.GetString(3))!.AsObject(), JsonSerializer.Deserialize<Session>(r.GetString(2), BodyJson.Options)!,
        (JobState)r.GetInt64(4), r.GetDouble(5), r.IsDBNull(6) ? null : r.GetString(6), r.IsDBNull(7) ? null : r.GetString(7),
        r.IsDBNull(8) ? null : JsonNode.Parse(r.GetString(8))!.AsObject(), Days.Moment(r.GetInt64(9)), r.IsDBNull(10) ? null : Days.Moment(r.GetInt64(10)), r.GetInt64(11) != 0);

    private static bool Supervises(Session session) => Role.Serving(session.Actor.Roles, session.Work.Purpose).Contains(Role.Supervisor);

    public async ValueTask<Job> EnqueueAsync(Session session, string kind, JsonObject parameters, CancellationToken cancel = default)
    {
        var vault = vaults.LogOf(session);
        var job = new Job(vault.Catalogue.Ids.Next(), kind, parameters, session, JobState.Waiting, 0, null, null, null, vault.Now, null, false);
        await using var connection = await vault.Db.AppendAsync(cancel);
        await connection.ExecuteAsync("INSERT INTO job(id, kind, owner, session, parameters, state, progress, created_at, cancel_wanted) VALUES (@p0, @p1, @p2, @p3, @p4, 0, 0, @p5, 0)",
            job.Id.ToBytes(), kind, session.Actor.Id, JsonSerializer.Serialize(session, BodyJson.Options), parameters.ToJsonString(BodyJson.Options), Days.Ticks(job.CreatedAt));
        await vault.Chain.AddAsync(connection, [AuditRecord.Of(session, "job", "job:" + job.Id, new { Kind = kind, Parameters = parameters.Select(p => p.Key) }, vault.Now)]);
        await connection.CommitAsync();
        vault.Scribe.Nudge();
        return job;
    }

    public async ValueTask<Job?> FindAsync(Session session, RecordId id, CancellationToken cancel = default)
    {
        foreach (var vault in vaults.For(session))
        {
            await using var connection = await vault.Db.ReadAsync(cancel);
            if (await connection.FirstAsync($"SELECT {Columns} FROM job WHERE id = @p0", Read, id.ToBytes()) is { } job)
                return job.Session.Actor.Id == session.Actor.Id || Supervises(session) ? job : null;
        }
        return null;
    }

    public async ValueTask<IReadOnlyList<Job>> ListAsync(Session session, int limit = 50, CancellationToken cancel = default)
    {
        List<Job> jobs = [];
        var all = Supervises(session);
        foreach (var vault in vaults.For(session))
        {
            await using var connection = await vault.Db.ReadAsync(cancel);
            jobs.AddRange(await connection.QueryAsync($"SELECT {Columns} FROM job WHERE owner = @p0 OR 1 = @p1 ORDER BY created_at DESC LIMIT @p2", Read, session.Actor.Id, all ? 1L : 0L, (long)limit));
        }
        return [.. jobs.OrderByDescending(j => j.CreatedAt).Take(limit)];
    }

    public async ValueTask<bool> CancelAsync(Session session, RecordId id, CancellationToken cancel = default)
    {
        if (await FindAsync(session, id, cancel) is null) return false;
        foreach (var vault in vaults.For(session))
        {
            await using var connection = await vault.Db.AppendAsync(cancel);
            // One that waits ends here; one that runs is told at its next report.
            var changed = await connection.ExecuteAsync(
                "UPDATE job SET cancel_wanted = 1, ended_at = CASE WHEN state = 0 THEN @p1 ELSE ended_at END, state = CASE WHEN state = 0 THEN 4 ELSE state END WHERE id = @p0 AND state < 2",
                id.ToBytes(), Days.Ticks(vault.Now));
            await connection.CommitAsync();
            if (changed > 0) return true;
        }
        return false;
    }

    public async ValueTask<Job?> LeaseAsync(string worker, Duration lease, CancellationToken cancel = default)
    {
        foreach (var vault in vaults.All)
        {
            var now = Days.Ticks(vault.Now);
            List<byte[]> open;
            await using (var reading = await vault.Db.ReadAsync(cancel))
                open = await reading.QueryAsync("SELECT id FROM job WHERE state = 0 OR (state = 1 AND leased_until < @p0) ORDER BY created_at LIMIT 20", r => (byte[])r[0], now);
            foreach (var id in open)
            {
                await using var connection = await vault.Db.AppendAsync(cancel);
                await connection.ExecuteAsync("UPDATE job SET state = 4, ended_at = @p1 WHERE id = @p0 AND state = 1 AND leased_until < @p1 AND cancel_wanted = 1", id, now);
                // Of two workers that saw the same job, the row lock lets one change it and the other find nothing left to change.
                var taken = await connection.ExecuteAsync("UPDATE job SET state = 1, worker = @p1, leased_until = @p2 WHERE id = @p0 AND (state = 0 OR (state = 1 AND leased_until < @p3))",
                    id, worker, Days.Ticks(vault.Now + lease), now);
                var job = taken == 0 ? null : await connection.FirstAsync($"SELECT {Columns} FROM job WHERE id = @p0", Read, id);
                await connection.CommitAsync();
                if (job is not null) return job;
            }
        }
        return null;
    }

    public async ValueTask<bool> ReportAsync(RecordId id, string worker, Duration lease, double progress, string? message, string? checkpoint, CancellationToken cancel = default)
    {
        foreach (var vault in vaults.All)
        {
            await using var connection = await vault.Db.AppendAsync(cancel);
            var kept = await connection.ExecuteAsync(
                "UPDATE job SET leased_until = @p2, progress = @p3, message = @p4, checkpoint = coalesce(@p5, checkpoint) WHERE id = @p0 AND worker = @p1 AND state = 1",
                id.ToBytes(), worker, Days.Ticks(vault.Now + lease), Math.Clamp(progress, 0, 1), message, checkpoint);
            var wanted = kept == 0 ? 0 : await connection.NumberAsync("SELECT cancel_wanted FROM job WHERE id = @p0", id.ToBytes());
            await connection.CommitAsync();
            if (kept > 0) return wanted == 0;
        }
        return false;
    }

    public async ValueTask EndAsync(RecordId id, string worker, JobState state, string? message, JsonObject? result, CancellationToken cancel = default)
    {
        if (state is JobState.Waiting or JobState.Running) throw new ArgumentOutOfRangeException(nameof(state), state, "A job ends done, failed or cancelled.");
        foreach (var vault in vaults.All)
        {
            await using var connection = await vault.Db.AppendAsync(cancel);
            await connection.ExecuteAsync("UPDATE job SET state = @p2, message = @p3, result = @p4, ended_at = @p5, progress = CASE WHEN @p2 = 2 THEN 1 ELSE progress END, leased_until = NULL WHERE id = @p0 AND worker = @p1 AND state = 1",
                id.ToBytes(), worker, (long)state, message, result?.ToJsonString(BodyJson.Options), Days.Ticks(vault.Now));
            await connection.CommitAsync();
        }
    }
}
