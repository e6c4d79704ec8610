using NodaTime;
using NodaTime.Extensions;
using Palermo.Kernel;

namespace Palermo.Exchange.Post;

/// <summary>Lets messages do what they are to do: each once, in the order of its conversation, its changes and answers committed together.</summary>
public sealed class Effects(NodeIdentity identity, IExchangeStore store, IRecords records, Declarations rooms, RecordIdSource ids, TimeProvider time)
{
    private const int AtOnce = 256, FaultsBorne = 8, RacesBorne = 20;

    /// <summary>A message that nobody here understands is looked at again so often, and at every start.</summary>
    private static readonly Duration UntilUnderstood = Duration.FromHours(1);

    private readonly Dictionary<string, MessageKind> _kinds = rooms.Messages.Select(m => m.Message).ToDictionary(m => m.Name, StringComparer.Ordinal);
    private readonly IClock _clock = time.ToClock();

    /// <summary>Told when a room's own code failed on a message: a bug to be looked at.</summary>
    public Action<IncomingMessage, Exception>? OnFault { get; init; }

    /// <summary>Does what is ready now.</summary>
    /// <returns>How many messages came to their end.</returns>
    public async ValueTask<int> RunAsync(CancellationToken cancel = default)
    {
        var run = new EffectRun();
        var reading = new ReadingAfter(records, run.Touches, stop => SettleAsync(run, stop));
        foreach (var ready in await store.ReadyAsync(AtOnce, cancel))
        {
            // A conversation goes on as long as it can, within bounds: others wait as well.
            var message = ready;
            for (var i = 0; i < AtOnce && message is not null; i++)
            {
                if (!await TakeAsync(run, reading, message, cancel)) break;
                message = message.Followed ? await store.FollowingAsync(message, cancel) : null;
            }
        }
        await SettleAsync(run, cancel);
        return run.Ended;
    }

    /// <summary>Takes a message's turn: its effect joins those that wait, or what must be done alone is done.</summary>
    /// <returns>False when it stays where it is, and its conversation with it.</returns>
    private async ValueTask<bool> TakeAsync(EffectRun run, ReadingAfter reading, ReadyMessage ready, CancellationToken cancel)
    {
        var message = ready.Message;
        var session = Accounts.Own(identity.Node, identity.About.Organisation);
        if (message.Kind == MessageKind.Void) return await JoinAsync(run, new(session, ready, MessageEffect.None), cancel);
        if (message.Files?.Any(f => f.Size == 0) == true)
            return await RefuseAsync(run, session, ready, [new("exchange.file-lost", "A file of the message is larger than this node takes, was erased by its sender, or did not arrive as it was sent.")], cancel);
        if (!_kinds.TryGetValue(message.Kind, out var kind))
        {
            await store.PostponeAsync(ready, _clock.GetCurrentInstant() + UntilUnderstood, "exchange.not-understood", cancel);
            return false;
        }
        Outcome<MessageEffect> wanted;
        try
        {
            wanted = await kind.Receive(message, new(reading, session, identity.Node, ids, _clock.GetCurrentInstant(), identity), cancel);
            if (wanted.Done && wanted.Value.Purpose == Purpose.Protection) throw new InvalidOperationException($"{message.Kind} asks for the purpose of protection, whose records no message reaches.");
        }
        catch (Exception fault) when (IsOfRoom(fault))
        {
            await SettleAsync(run, cancel);
            return !run.IsStuck(message) && await FailedAsync(run, session, ready, fault, cancel);
        }
        if (!wanted.TryGet(out var effect)) return await RefuseAsync(run, session, ready, wanted.Refusals, cancel);
        var by = effect.ByPartner ? Accounts.Of(message.From, effect.Purpose) : Accounts.Own(identity.Node, identity.About.Organisation, effect.Purpose);
        return await JoinAsync(run, new(by, ready, effect), cancel);
    }

    private async ValueTask<bool> JoinAsync(EffectRun run, WantedEffect wanted, CancellationToken cancel)
    {
        // What the room read may have settled those before it, and one of them may stay.
        if (run.IsStuck(wanted.Ready.Message)) return false;
        if (EffectRun.MayShare(wanted.Effect))
        {
            run.Add(wanted);
            if (run.IsFull) await SettleAsync(run, cancel);
            return !run.IsStuck(wanted.Ready.Message);
        }
        await SettleAsync(run, cancel);
        await AloneAsync(run, wanted, cancel);
        return !run.IsStuck(wanted.Ready.Message);
    }

    /// <summary>Does what waits: together, or one by one where that is refused.</summary>
    private async ValueTask SettleAsync(EffectRun run, CancellationToken cancel)
    {
        var waiting = run.TakeAll();
        if (waiting.Count > 1 && await TogetherAsync(waiting, cancel)) run.Ended += waiting.Count;
        else foreach (var wanted in waiting) await AloneAsync(run, wanted, cancel);
    }

    private async ValueTask<bool> TogetherAsync(IReadOnlyList<WantedEffect> waiting, CancellationToken cancel)
    {
        try { return await store.TakeEffectsAsync(waiting, cancel); }
        catch (Exception fault) when (IsOfRoom(fault)) { return false; } // whose it is shows one by one
    }

    private async ValueTask AloneAsync(EffectRun run, WantedEffect wanted, CancellationToken cancel)
    {
        var (session, ready) = (Accounts.Own(identity.Node, identity.About.Organisation), wanted.Ready);
        if (run.IsStuck(ready.Message)) return;
        Outcome<IReadOnlyList<RecordView>> done;
        try { done = await store.TakeEffectAsync(wanted.Session, ready, wanted.Effect, cancel); }
        catch (Exception fault) when (IsOfRoom(fault))
        {
            await FailedAsync(run, session, ready, fault, cancel);
            return;
        }
        if (done.Done) run.Ended++;
        // Somebody changed a record between the reading and the writing: the room is asked again, with what is there now.
        else if (done.Refusals.All(r => r.Code == "record.changed") && ready.Attempts < RacesBorne) await LaterAsync(run, ready, _clock.GetCurrentInstant(), "record.changed", cancel);
        else await EndAsync(run, session, ready, done.Refusals, cancel);
    }

    /// <summary>True for a fault of a room's own code: not of the database, which is tried again as a whole.</summary>
    private static bool IsOfRoom(Exception fault) => fault is not OperationCanceledException and not System.Data.Common.DbException;

    /// <summary>A room's own code failed: it is tried again, and after some times the message ends.</summary>
    /// <returns>Whether it came to its end.</returns>
    private async ValueTask<bool> FailedAsync(EffectRun run, Session session, ReadyMessage ready, Exception fault, CancellationToken cancel)
    {
        OnFault?.Invoke(ready.Message, fault);
        if (ready.Attempts < FaultsBorne)
        {
            await LaterAsync(run, ready, _clock.GetCurrentInstant() + Duration.FromSeconds(1 << ready.Attempts), "exchange.fault", cancel);
            return false;
        }
        await EndAsync(run, session, ready, [new("exchange.fault", $"The program failed on it {FaultsBorne + 1} times: {fault.GetType().Name}.")], cancel);
        return true;
    }

    private async ValueTask LaterAsync(EffectRun run, ReadyMessage ready, Instant until, string code, CancellationToken cancel)
    {
        run.Stick(ready.Message);
        await store.PostponeAsync(ready, until, code, cancel);
    }

    /// <summary>Refuses a message in its turn: what came before it is done first.</summary>
    private async ValueTask<bool> RefuseAsync(EffectRun run, Session session, ReadyMessage ready, IReadOnlyList<Refusal> refusals, CancellationToken cancel)
    {
        await SettleAsync(run, cancel);
        if (run.IsStuck(ready.Message)) return false;
        await EndAsync(run, session, ready, refusals, cancel);
        return true;
    }

    private async ValueTask EndAsync(EffectRun run, Session session, ReadyMessage ready, IReadOnlyList<Refusal> refusals, CancellationToken cancel)
    {
        await store.RefuseAsync(session, ready, refusals, cancel);
        run.Ended++;
    }
}
