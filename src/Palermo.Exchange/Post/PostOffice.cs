using Palermo.Kernel;
using Palermo.Exchange.Links;

namespace Palermo.Exchange.Post;

/// <summary>The exchange of one node at work: takes in, lets take effect, sends; wakes when there is something to do.</summary>
public sealed class PostOffice
{
    /// <summary>So often the tables are looked at when nobody calls: another program may have written there.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Receipts alone wait a moment for others to go with them.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    private readonly IExchangeStore _store;
    private readonly Replies _replies;
    private readonly Sender _sender;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _toDo = new(0), _toSend = new(0);

    public PostOffice(NodeIdentity identity, IExchangeStore store, IRecords records, IAuditLog audit, Declarations rooms, RecordIdSource ids, ILink link, TimeProvider time, int seed)
    {
        (Identity, _store, _time) = (identity, store, time);
        Receiver = new(identity, store, audit, time);
        _replies = new(identity, store, Receiver, time);
        Effects = new(identity, store, records, rooms, ids, time) { OnFault = (message, fault) => OnFault?.Invoke($"message {message.Id} of kind {message.Kind}", fault) };
        _sender = new(identity, store, Receiver, link, new(time, seed), time);
    }

    public NodeIdentity Identity { get; }
    public Receiver Receiver { get; }
    public Effects Effects { get; }

    /// <summary>Told of what failed: what, and how.</summary>
    public Action<string, Exception>? OnFault { get; set; }

    /// <summary>Takes an envelope that came over a link.</summary>
    /// <returns>The sealed answer; or why it was refused.</returns>
    public async ValueTask<Outcome<byte[]>> TakeAsync(ReadOnlyMemory<byte> sealedBytes, CancellationToken cancel = default)
    {
        var answer = await _replies.TakeAsync(sealedBytes, cancel);
        if (answer.Done) Wake(_toDo);
        return answer;
    }

    /// <summary>Says that something was queued: it goes now, and not at the next look.</summary>
    public void Nudge() => Wake(_toSend);

    /// <summary>Works until it is stopped. A fault is told and survived: the tables know how far everything is.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(LoopAsync("effects", _toDo, DoAsync, stop), LoopAsync("sending", _toSend, SendAsync, stop));

    private async Task LoopAsync(string what, SemaphoreSlim called, Func<CancellationToken, ValueTask<bool>> work, CancellationToken stop)
    {
        await Task.Yield();
        var started = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!started)
                {
                    // This program may understand what the one before it did not.
                    if (what == "effects") await _store.HurryAsync(stop);
                    started = true;
                }
                while (await work(stop)) { }
                await called.WaitAsync(Look, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
            catch (Exception fault)
            {
                OnFault?.Invoke(what, fault);
                await Task.Delay(TimeSpan.FromSeconds(1), _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async ValueTask<bool> DoAsync(CancellationToken stop)
    {
        if (await Effects.RunAsync(stop) == 0) return false;
        Wake(_toSend); // answers and receipts
        return true;
    }

    private async ValueTask<bool> SendAsync(CancellationToken stop)
    {
        if (await _sender.RunAsync(stop) == 0) return false;
        Wake(_toDo);
        if (!_sender.MoreWaits) await Task.Delay(Gather, _time, stop);
        return true;
    }

    private static void Wake(SemaphoreSlim called)
    {
        if (called.CurrentCount == 0) called.Release();
    }
}
