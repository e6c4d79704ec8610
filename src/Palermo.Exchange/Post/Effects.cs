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
        var ended = 0;
        foreach (var ready in await store.ReadyAsync(AtOnce, cancel))
            if (await EndAsync(ready, cancel)) ended++;
        return ended;
    }

    private async ValueTask<bool> EndAsync(ReadyMessage ready, CancellationToken cancel)
    {
        var message = ready.Message;
        var session = Accounts.Own(identity.Node, identity.About.Organisation);
        if (message.Kind == MessageKind.Void) return (await store.TakeEffectAsync(session, ready, MessageEffect.None, cancel)).Done;
        if (message.Files?.Any(f => f.Size == 0) == true)
            return await RefuseAsync(session, ready, [new("exchange.file-lost", "A file of the message is larger than this node takes, was erased by its sender, or did not arrive as it was sent.")], cancel);
        if (!_kinds.TryGetValue(message.Kind, out var kind))
        {
            await store.PostponeAsync(ready, _clock.GetCurrentInstant() + UntilUnderstood, "exchange.not-understood", cancel);
            return false;
        }
        Outcome<MessageEffect> wanted;
        Outcome<IReadOnlyList<RecordView>> done;
        try
        {
            wanted = await kind.Receive(message, new(records, session, identity.Node, ids, _clock.GetCurrentInstant(), identity), cancel);
            if (!wanted.TryGet(out var effect)) return await RefuseAsync(session, ready, wanted.Refusals, cancel);
            if (effect.Purpose == Purpose.Protection) throw new InvalidOperationException($"{message.Kind} asks for the purpose of protection, whose records no message reaches.");
            var by = effect.ByPartner ? Accounts.Of(message.From, effect.Purpose) : Accounts.Own(identity.Node, identity.About.Organisation, effect.Purpose);
            done = await store.TakeEffectAsync(by, ready, effect, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException and not System.Data.Common.DbException && ready.Attempts < FaultsBorne)
        {
            OnFault?.Invoke(message, fault);
            await store.PostponeAsync(ready, _clock.GetCurrentInstant() + Duration.FromSeconds(1 << ready.Attempts), "exchange.fault", cancel);
            return false;
        }
        catch (Exception fault) when (fault is not OperationCanceledException and not System.Data.Common.DbException)
        {
            OnFault?.Invoke(message, fault);
            return await RefuseAsync(session, ready, [new("exchange.fault", $"The program failed on it {FaultsBorne + 1} times: {fault.GetType().Name}.")], cancel);
        }
        if (done.Done) return true;
        // Somebody changed a record between the reading and the writing: the room is asked again, with what is there now.
        if (done.Refusals.All(r => r.Code == "record.changed") && ready.Attempts < RacesBorne)
        {
            await store.PostponeAsync(ready, _clock.GetCurrentInstant(), "record.changed", cancel);
            return false;
        }
        return await RefuseAsync(session, ready, done.Refusals, cancel);
    }

    private async ValueTask<bool> RefuseAsync(Session session, ReadyMessage ready, IReadOnlyList<Refusal> refusals, CancellationToken cancel)
    {
        await store.RefuseAsync(session, ready, refusals, cancel);
        return true;
    }
}
