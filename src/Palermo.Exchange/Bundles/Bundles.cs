using System.Runtime.CompilerServices;
using System.Text;
using NodaTime;
using NodaTime.Extensions;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Post;
using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Exchange.Bundles;

/// <summary>What a bundle brought.</summary>
/// <param name="Fresh">Messages that were not here before.</param>
/// <param name="Known">Messages that an earlier bundle, or a link, had brought.</param>
/// <param name="Repeated">Envelopes that were taken in before: the same stick again.</param>
/// <param name="Receipts">What the sender said of messages of this node.</param>
/// <param name="Refused">Envelopes that were refused, with the reason.</param>
public sealed record Imported(BundleLabel Label, int Fresh, int Known, int Repeated, int Receipts, IReadOnlyList<Refusal> Refused);

/// <summary>What a bundle holds.</summary>
public sealed record Exported(BundleLabel Label, int Messages, int Receipts, int Asks);

/// <summary>
/// Exchange by files. Whatever the partner has not acknowledged is in the next bundle again, so that a lost stick loses nothing;
/// what comes twice is known by its name and answered again, so that a doubled one does nothing twice.
/// </summary>
public sealed class Bundles(NodeIdentity identity, IExchangeStore store, Receiver receiver, TimeProvider time)
{
    private const int MessagesAtOnce = 100;
    private const long PayloadsAtOnce = 512 << 10;

    private readonly EnvelopeWriter _writer = new(identity);
    private readonly IClock _clock = time.ToClock();

    /// <summary>Writes everything that a partner has not acknowledged, and the receipts for what it sent.</summary>
    /// <exception cref="BundleProblem">There is no such partner, or the file cannot be written.</exception>
    public async Task<Exported> ExportAsync(string path, string to, CancellationToken cancel = default)
    {
        var now = _clock.GetCurrentInstant();
        var partner = identity.Trust.Book.Find(to) is { } known && known.IsMember(now) ? known : throw new BundleProblem($"'{to}' is no partner of this node: 'palermo node show' lists them, 'palermo node trust' adds one.");
        await store.NumberAsync(cancel);
        var counts = new int[3];
        var first = await store.NextSequenceAsync(to, cancel);
        List<Receipt> told = [];
        var label = await BundleFile.WriteAsync(path, identity.Node, to, first, EnvelopesAsync(partner, first, counts, told, cancel), cancel);
        // Should the stick be lost: the partner sends the same messages again, or asks about them, and the receipts go with the next.
        await store.ToldAsync(to, told, cancel);
        return new(label, counts[0], counts[1], counts[2]);
    }

    private async IAsyncEnumerable<byte[]> EnvelopesAsync(Partner partner, long sequence, int[] counts, List<Receipt> told, [EnumeratorCancellation] CancellationToken cancel)
    {
        var now = _clock.GetCurrentInstant();
        var receipts = new Queue<Receipt>(await store.UntoldAsync(partner.Name, 1_000_000, cancel));
        var asks = new Queue<string>(await store.OpenAsync(partner.Name, now, 1_000_000, cancel));
        var (position, begun) = (0L, false);
        while (true)
        {
            var messages = await store.QueuedAsync(partner.Name, position, MessagesAtOnce, PayloadsAtOnce, cancel);
            var someReceipts = Take(receipts, EnvelopeLimits.Receipts);
            var someAsks = Take(asks, EnvelopeLimits.Asks);
            if (begun && messages.Count + someReceipts.Count + someAsks.Count == 0) break;
            if (messages.Count > 0) position = messages[^1].Position;
            var envelope = _writer.Seal(partner, new(begun ? await store.NextSequenceAsync(partner.Name, cancel) : sequence, EnvelopeLimits.BundleLife) { Messages = messages, Receipts = someReceipts, Asks = someAsks }, now);
            if (!envelope.TryGet(out var text)) throw new BundleProblem(envelope.Refusals[0].Message);
            begun = true;
            counts[0] += messages.Count;
            counts[1] += someReceipts.Count;
            counts[2] += someAsks.Count;
            told.AddRange(someReceipts);
            yield return text;
        }
        // Files behind the messages, whole each time: how much of one the partner has is not known here, and what it has it passes over.
        foreach (var file in await store.FilesToSendAsync(partner.Name, queuedToo: true, 10_000, cancel))
            for (var offset = 0L; offset < file.Size || file.Address is null; offset += EnvelopeLimits.Part)
            {
                FilePart part = file.Address is null ? new(file.Message, "", 0, default, Gone: true) : new(file.Message, file.Sha256, offset, await store.ReadPartAsync(file.Address, offset, EnvelopeLimits.Part, cancel));
                var envelope = _writer.Seal(partner, new(await store.NextSequenceAsync(partner.Name, cancel), EnvelopeLimits.BundleLife) { Parts = [part] }, now);
                if (!envelope.TryGet(out var text)) throw new BundleProblem(envelope.Refusals[0].Message);
                yield return text;
                if (part.Gone) break;
            }
    }

    private static List<T> Take<T>(Queue<T> from, int most)
    {
        List<T> taken = [];
        while (taken.Count < most && from.TryDequeue(out var one)) taken.Add(one);
        return taken;
    }

    /// <summary>Takes a bundle in, after checking that it is whole.</summary>
    /// <exception cref="BundleProblem">It is not whole, or is for another node: nothing of it was used.</exception>
    public async Task<Imported> ImportAsync(string path, CancellationToken cancel = default)
    {
        var label = await BundleFile.CheckAsync(path, cancel);
        if (label.To != identity.Node) throw new BundleProblem($"{path} is for '{label.To}', and this node is '{identity.Node}'.");
        var (fresh, known, repeated, receipts) = (0, 0, 0, 0);
        List<Refusal> refused = [];
        await foreach (var envelope in BundleFile.EnvelopesAsync(path, cancel))
        {
            var taken = await receiver.TakeAsync(Encoding.Latin1.GetBytes(envelope), cancel);
            if (!taken.TryGet(out var received))
            {
                if (taken.Refusals.All(r => r.Code == "exchange.replayed")) repeated++;
                else refused.AddRange(taken.Refusals);
                continue;
            }
            fresh += received.Fresh;
            known += received.Envelope.Messages.Count - received.Fresh;
            receipts += received.Envelope.Receipts.Count;
            // There is no answer to write the receipts into: they go with the next bundle.
            await store.UntellAsync(received.Envelope.From, received.Receipts, cancel);
        }
        return new(label, fresh, known, repeated, receipts, refused);
    }
}
