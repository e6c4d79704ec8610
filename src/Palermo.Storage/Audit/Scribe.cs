using System.Threading.Channels;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Audit;

/// <summary>Writes entries that belong to no change, many to a commit: the answer of each waits until its entry is durable.</summary>
/// <remarks>One commit for all that arrived while the one before was running: PITFALLS of the design, 8, measured five times the rate of a commit each.</remarks>
internal sealed class Scribe : IAsyncDisposable
{
    private const int AtOnce = 512;
    private readonly Channel<(AuditRecord Entry, TaskCompletionSource Durable)> _waiting = System.Threading.Channels.Channel.CreateUnbounded<(AuditRecord, TaskCompletionSource)>(new() { SingleReader = true });
    private readonly SemaphoreSlim _unsealed = new(0);
    private readonly CancellationTokenSource _end = new();
    private readonly Vault _vault;
    private readonly Task _writing, _sealing;

    public Scribe(Vault vault)
    {
        _vault = vault;
        _writing = Task.Run(WriteAllAsync);
        _sealing = vault.Db.ChainsInline ? Task.CompletedTask : Task.Run(SealAllAsync);
    }

    /// <summary>Returns when the entry is durable.</summary>
    public Task WriteAsync(AuditRecord entry)
    {
        var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_waiting.Writer.TryWrite((entry, durable))) throw new ObjectDisposedException(nameof(NodeStore));
        return durable.Task;
    }

    /// <summary>Says that entries were committed that wait for the sealer.</summary>
    public void Nudge()
    {
        if (!_vault.Db.ChainsInline && _unsealed.CurrentCount == 0) _unsealed.Release();
    }

    private async Task WriteAllAsync()
    {
        List<(AuditRecord Entry, TaskCompletionSource Durable)> batch = [];
        while (await _waiting.Reader.WaitToReadAsync())
        {
            Exception? fault = null;
            try
            {
                await using var connection = await _vault.Db.AppendAsync(CancellationToken.None);
                // Those who came while we waited for the lock go with us.
                while (batch.Count < AtOnce && _waiting.Reader.TryRead(out var one)) batch.Add(one);
                await _vault.Chain.AddAsync(connection, [.. batch.Select(b => b.Entry)]);
                await connection.CommitAsync();
                Nudge();
            }
            catch (Exception problem) { fault = problem; }
            if (fault is not null) while (_waiting.Reader.TryRead(out var one)) batch.Add(one);
            foreach (var (_, durable) in batch)
                if (fault is null) durable.SetResult();
                else durable.SetException(fault);
            batch.Clear();
        }
    }

    private async Task SealAllAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                // Now and then without being asked: another process may have died before it sealed.
                await _unsealed.WaitAsync(TimeSpan.FromSeconds(2), _end.Token);
                while (await _vault.Chain.SealAsync(_end.Token) > 0) { }
            }
            catch (OperationCanceledException) { break; }
            catch (Exception fault) when (fault is System.Data.Common.DbException or StoreProblem)
            {
                // The server is away; entries stay where they are, committed, and are reported as not sealed until it is back.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested) return;
        _waiting.Writer.TryComplete();
        await _writing;
        await _end.CancelAsync();
        await _sealing;
        try { while (await _vault.Chain.SealAsync(CancellationToken.None, wait: true) > 0) { } }
        catch (Exception fault) when (fault is System.Data.Common.DbException or StoreProblem) { /* the next process seals them */ }
        _end.Dispose();
        _unsealed.Dispose();
    }
}
