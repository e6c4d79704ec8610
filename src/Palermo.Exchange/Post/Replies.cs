using NodaTime;
using NodaTime.Extensions;
using Palermo.Exchange.Envelopes;
using Palermo.Kernel;

namespace Palermo.Exchange.Post;

/// <summary>Answers an envelope that came over a link with a sealed one: what became of each message in it, and what the partner was not told yet.</summary>
public sealed class Replies(NodeIdentity identity, IExchangeStore store, Receiver receiver, TimeProvider time)
{
    private readonly EnvelopeWriter _writer = new(identity);
    private readonly IClock _clock = time.ToClock();

    /// <summary>Takes an envelope in and gives the answer to be sent back; or why it was refused.</summary>
    public async ValueTask<Outcome<byte[]>> TakeAsync(ReadOnlyMemory<byte> sealedBytes, CancellationToken cancel = default)
    {
        var outcome = await receiver.TakeAsync(sealedBytes, cancel);
        if (!outcome.TryGet(out var received)) return outcome.Then<byte[]>(_ => []);
        var partner = received.From;
        var untold = await store.UntoldAsync(partner.Name, EnvelopeLimits.Receipts - received.Receipts.Count, cancel);
        var answer = _writer.Seal(partner, new(await store.NextSequenceAsync(partner.Name, cancel), EnvelopeLimits.LinkLife)
        {
            Receipts = [.. received.Receipts, .. untold.Where(u => received.Receipts.All(r => r.Id != u.Id))], Have = received.Have,
        }, _clock.GetCurrentInstant());
        if (!answer.TryGet(out var sealedAnswer)) return answer;
        // Should the answer be lost on its way: the partner asks again after a while.
        await store.ToldAsync(partner.Name, untold, cancel);
        return sealedAnswer;
    }
}
