using NodaTime;
using NodaTime.Extensions;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Links;
using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Exchange.Post;

/// <summary>Carries what waits to partners that have a link: one envelope at a time to each, again and again until the partner has it.</summary>
public sealed class Sender(NodeIdentity identity, IExchangeStore store, Receiver receiver, ILink link, Backoff backoff, TimeProvider time)
{
    /// <summary>After so long without word of a delivered message the partner is asked.</summary>
    public static readonly Duration Patience = Duration.FromSeconds(30);

    /// <summary>Bytes of messages in one envelope.</summary>
    private const int PayloadsAtOnce = 1 << 20, MessagesAtOnce = 200, FilesAtOnce = 20, MostDoublings = 7;

    private readonly EnvelopeWriter _writer = new(identity);
    private readonly IClock _clock = time.ToClock();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Partner, string Message, string Sha256), long> _have = [];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Partner, string Message, string Sha256), Instant> _told = [];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, (Instant Next, int Fruitless)> _asking = new(StringComparer.Ordinal);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, (string? Fault, Instant At)> _noted = new(StringComparer.Ordinal);

    /// <summary>True when an envelope of the last run was full: there is more, and it need not gather.</summary>
    public bool MoreWaits { get; private set; }

    /// <summary>Sends one envelope to each partner for whom something waits.</summary>
    /// <returns>How many partners took something new: while it is not 0 there may be more.</returns>
    public async ValueTask<int> RunAsync(CancellationToken cancel = default)
    {
        await store.NumberAsync(cancel);
        var book = identity.Trust.Book;
        var partners = (await store.PartnersWithWorkAsync(_clock.GetCurrentInstant() - Patience, cancel))
            .Select(book.Find).OfType<Partner>().Where(p => p.Address is not null && p.IsMember(_clock.GetCurrentInstant()) && backoff.MayTry(p.Name)).ToArray();
        var progress = 0;
        MoreWaits = false;
        await Parallel.ForEachAsync(partners, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancel }, async (partner, stop) =>
        {
            if (await SendAsync(partner, stop)) Interlocked.Increment(ref progress);
        });
        return progress;
    }

    private async ValueTask<bool> SendAsync(Partner partner, CancellationToken cancel)
    {
        var now = _clock.GetCurrentInstant();
        var messages = await store.QueuedAsync(partner.Name, 0, MessagesAtOnce, PayloadsAtOnce, cancel);
        var receipts = await store.UntoldAsync(partner.Name, EnvelopeLimits.Receipts, cancel);
        List<string> asks = MayAsk(partner.Name, now) ? [.. await store.OpenAsync(partner.Name, now - Patience, EnvelopeLimits.Asks - FilesAtOnce, cancel)] : [];
        var asked = asks.Count;
        var parts = messages.Sum(m => (long)m.Payload.Length) < PayloadsAtOnce / 2 ? await PartsAsync(partner, asks, now, cancel) : [];
        if (messages.Count + receipts.Count + asks.Count + parts.Count == 0) return false;

        var envelope = _writer.Seal(partner, new(await store.NextSequenceAsync(partner.Name, cancel), EnvelopeLimits.LinkLife) { Messages = messages, Receipts = receipts, Asks = asks, Parts = parts }, now);
        if (!envelope.TryGet(out var sealedEnvelope)) return await FailedAsync(partner, envelope.Refusals[0], cancel);
        var answer = await link.SendAsync(partner, sealedEnvelope, cancel);
        if (!answer.TryGet(out var reply)) return await FailedAsync(partner, answer.Refusals[0], cancel);
        // The answer is an envelope too: without the partner's own signature a gateway could say "delivered".
        var taken = await receiver.TakeAsync(reply, cancel);
        if (!taken.TryGet(out var received)) return await FailedAsync(partner, taken.Refusals[0], cancel);
        if (received.From.Name != partner.Name) return await FailedAsync(partner, new("exchange.answer", $"'{received.From.Name}' answered in place of '{partner.Name}'."), cancel);
        if (asked > 0) Asked(partner.Name, now, received.Envelope.Receipts.Any(r => r.State != MessageState.Delivered && asks.Contains(r.Id)));
        foreach (var progress in received.Envelope.Have) _have[(partner.Name, progress.Message, progress.Sha256)] = progress.Have;
        await store.ToldAsync(partner.Name, receipts, cancel);
        if (messages.Count > 0 && !received.Envelope.Receipts.Any(r => messages.Any(m => m.Id == r.Id)))
            return await FailedAsync(partner, new("exchange.answer", $"'{partner.Name}' took none of the messages."), cancel);
        backoff.Worked(partner.Name);
        // Written by several at once, and only ever to true.
        if (messages.Count == MessagesAtOnce || messages.Sum(m => (long)m.Payload.Length) > PayloadsAtOnce / 2) MoreWaits = true;
        await NoteAsync(partner, null, cancel);
        return true;
    }

    /// <summary>The next stretches of files that the partner waits for; where it is not known how much the partner has, it is asked.</summary>
    private async ValueTask<List<FilePart>> PartsAsync(Partner partner, List<string> asks, Instant now, CancellationToken cancel)
    {
        List<FilePart> parts = [];
        var files = await store.FilesToSendAsync(partner.Name, queuedToo: false, 1000, cancel);
        var waited = files.Select(f => f.Message).ToHashSet(StringComparer.Ordinal);
        foreach (var key in _have.Keys.Where(k => k.Partner == partner.Name && !waited.Contains(k.Message)).ToArray()) _have.TryRemove(key, out _);
        foreach (var key in _told.Keys.Where(k => k.Partner == partner.Name && !waited.Contains(k.Message)).ToArray()) _told.TryRemove(key, out _);
        var more = 0;
        foreach (var file in files)
        {
            var key = (partner.Name, file.Message, file.Sha256);
            var known = _have.TryGetValue(key, out var have);
            if (file.Address is not null && known)
            {
                if (have >= file.Size || parts.Count > 0) continue;
                var content = await store.ReadPartAsync(file.Address, have, EnvelopeLimits.Part, cancel);
                if (content.Length > 0)
                {
                    parts.Add(new(file.Message, file.Sha256, have, content));
                    continue;
                }
            }
            // Asked how much it has, or told that the file will not come: once in a while, not with each envelope.
            if (_told.TryGetValue(key, out var at) && now - at < Patience) continue;
            if (++more > FilesAtOnce) break;
            _told[key] = now;
            if (file.Address is not null && !known) asks.Add(file.Message);
            else parts.Add(new(file.Message, "", 0, default, Gone: true));
        }
        asks.Sort(StringComparer.Ordinal);
        for (var i = asks.Count - 1; i > 0; i--)
            if (asks[i] == asks[i - 1]) asks.RemoveAt(i);
        return parts;
    }

    /// <summary>Whether it is time to ask a partner again: after half a minute, then twice as long each time that nothing new was heard, up to an hour.</summary>
    private bool MayAsk(string partner, Instant now) => !_asking.TryGetValue(partner, out var state) || now >= state.Next;

    private void Asked(string partner, Instant now, bool heard)
    {
        var fruitless = heard ? 0 : _asking.TryGetValue(partner, out var state) ? Math.Min(state.Fruitless + 1, MostDoublings) : 0;
        _asking[partner] = (now + Patience * (1 << fruitless), fruitless);
    }

    private async ValueTask<bool> FailedAsync(Partner partner, Refusal why, CancellationToken cancel)
    {
        backoff.Failed(partner.Name);
        foreach (var key in _told.Keys.Where(k => k.Partner == partner.Name).ToArray()) _told.TryRemove(key, out _); // it was not heard
        await NoteAsync(partner, why.Message, cancel);
        return false;
    }

    /// <summary>Notes how the link is, when that changed or some time has passed: not with each envelope.</summary>
    private async ValueTask NoteAsync(Partner partner, string? fault, CancellationToken cancel)
    {
        var now = _clock.GetCurrentInstant();
        if (_noted.TryGetValue(partner.Name, out var noted) && noted.Fault == fault && now - noted.At < Duration.FromSeconds(10)) return;
        _noted[partner.Name] = (fault, now);
        await store.ReachedAsync(partner.Name, fault, cancel);
    }
}
