using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Web.Tests.Sample;

internal sealed class MemoryFiles(IRecords records, IClock clock) : IAttachments
{
    private readonly ConcurrentDictionary<string, (Attachment About, byte[] Content)> _files = new();

    public async ValueTask<Outcome<Attachment>> AddAsync(Session session, RecordId record, string fileName, Stream content, CancellationToken cancel = default)
    {
        var read = await records.ReadAsync(session, record, cancel: cancel);
        if (!read.Done) return Outcome<Attachment>.Refused(read.Refusals);
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory, cancel);
        var about = new Attachment($"a{_files.Count + 1}", record, fileName, "application/octet-stream", memory.Length, Convert.ToHexStringLower(SHA256.HashData(memory.ToArray())), clock.GetCurrentInstant(), session.Actor.Id);
        _files[about.Address] = (about, memory.ToArray());
        return about;
    }

    public ValueTask<Outcome<IReadOnlyList<Attachment>>> ListAsync(Session session, RecordId record, CancellationToken cancel = default) =>
        new(_files.Values.Select(f => f.About).Where(f => f.Record == record).ToArray());

    public ValueTask<Outcome<(Attachment About, Stream Content)>> OpenAsync(Session session, string address, CancellationToken cancel = default) =>
        new(_files.TryGetValue(address, out var file) ? (file.About, (Stream)new MemoryStream(file.Content)) : (Outcome<(Attachment, Stream)>)Refusal.NotFound);
}

internal sealed class MemoryPeople : IPeople
{
    public ConcurrentDictionary<string, Person> All { get; } = new();
    public ValueTask<Person?> FindAsync(string id, CancellationToken cancel = default) => new(All.GetValueOrDefault(id));
    public ValueTask<Person?> FindByNameAsync(string signInName, CancellationToken cancel = default) => new(All.Values.FirstOrDefault(p => p.SignInName == signInName));
    public ValueTask<Person?> FindByPasskeyAsync(string credentialId, CancellationToken cancel = default) => new((Person?)null);
    public ValueTask<IReadOnlyList<Person>> ListAsync(CancellationToken cancel = default) => new([.. All.Values.OrderBy(p => p.Name, StringComparer.Ordinal)]);

    public ValueTask<Outcome<Person>> SaveAsync(Session by, Person person, string? expectedStamp, string reason, CancellationToken cancel = default)
    {
        All[person.Id] = person;
        return new(person);
    }
}

internal sealed class MemoryJobs(RecordIdSource ids, IClock clock) : IJobs
{
    private readonly ConcurrentDictionary<RecordId, Job> _jobs = new();

    public ValueTask<Job> EnqueueAsync(Session session, string kind, JsonObject parameters, CancellationToken cancel = default)
    {
        var job = new Job(ids.Next(), kind, parameters, session, JobState.Waiting, 0, null, null, null, clock.GetCurrentInstant(), null, false);
        return new(_jobs[job.Id] = job);
    }

    public ValueTask<Job?> FindAsync(Session session, RecordId id, CancellationToken cancel = default) => new(_jobs.GetValueOrDefault(id));
    public ValueTask<IReadOnlyList<Job>> ListAsync(Session session, int limit = 50, CancellationToken cancel = default) => new([.. _jobs.Values.OrderByDescending(j => j.Id).Take(limit)]);
    public ValueTask<bool> CancelAsync(Session session, RecordId id, CancellationToken cancel = default) => new(false);
    public ValueTask<Job?> LeaseAsync(string worker, Duration lease, CancellationToken cancel = default) => new((Job?)null);

    public ValueTask<bool> ReportAsync(RecordId id, string worker, Duration lease, double progress, string? message, string? checkpoint, CancellationToken cancel = default)
    {
        _jobs[id] = _jobs[id] with { State = JobState.Running, Progress = progress, Message = message, Checkpoint = checkpoint };
        return new(true);
    }

    public ValueTask EndAsync(RecordId id, string worker, JobState state, string? message, JsonObject? result, CancellationToken cancel = default)
    {
        _jobs[id] = _jobs[id] with { State = state, Message = message, Result = result, Progress = 1, EndedAt = clock.GetCurrentInstant() };
        return default;
    }
}
