using NodaTime;
using NodaTime.Extensions;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Exchange.Post;

/// <summary>What came of an envelope.</summary>
/// <param name="From">The partner that signed it.</param>
/// <param name="Receipts">What to tell it.</param>
/// <param name="Fresh">Messages that were not here before.</param>
/// <param name="Have">What is here of the files that the envelope was about: the sender goes on there.</param>
public sealed record Received(Partner From, ArrivedEnvelope Envelope, IReadOnlyList<Receipt> Receipts, int Fresh, IReadOnlyList<FileProgress> Have);

/// <summary>Takes envelopes in: opened, checked, stored whole or not at all. What is refused is kept apart, and its sender told by code.</summary>
public sealed class Receiver(NodeIdentity identity, IExchangeStore store, IAuditLog audit, TimeProvider time)
{
    private readonly EnvelopeReader _reader = new(identity);
    private readonly IClock _clock = time.ToClock();

    /// <summary>Takes in one envelope.</summary>
    /// <returns>What to tell the sender; or why it was refused. A replay is refused and changes nothing.</returns>
    public async ValueTask<Outcome<Received>> TakeAsync(ReadOnlyMemory<byte> sealedBytes, CancellationToken cancel = default)
    {
        var session = Accounts.Own(identity.Node, identity.About.Organisation);
        List<string> trusted = [];
        var opened = sealedBytes.Length > EnvelopeLimits.Sealed
            ? new Opened(null, new Refusal("exchange.too-large", $"An envelope has at most {EnvelopeLimits.Sealed:N0} letters."))
            : _reader.Open(sealedBytes.Span.TrimEnd("\r\n"u8), _clock.GetCurrentInstant(), trusted.Add);
        foreach (var statement in trusted) await audit.AppendAsync(session, "trust-statement", null, new { Statement = statement }, cancel);
        if (!opened.Envelope.TryGet(out var envelope))
        {
            await ApartAsync(session, opened.From?.Name, opened.Envelope.Refusals[0], sealedBytes, cancel);
            return Outcome<Received>.Refused(opened.Envelope.Refusals);
        }
        var taken = await store.TakeInAsync(session, envelope, cancel);
        if (!taken.TryGet(out var result))
        {
            await ApartAsync(session, envelope.From, taken.Refusals[0], default, cancel);
            return Outcome<Received>.Refused(taken.Refusals);
        }
        foreach (var part in envelope.Parts) await store.TakePartAsync(envelope.From, part, cancel);
        var about = envelope.Parts.Select(p => p.Message).Concat(envelope.Messages.Where(m => m.Files is not null).Select(m => m.Id)).Concat(envelope.Asks).ToArray();
        var have = await store.ProgressAsync(envelope.From, about, cancel);
        return new Received(opened.From!, envelope, result.Receipts, result.Fresh, have.Count > EnvelopeLimits.Progress ? [.. have.Take(EnvelopeLimits.Progress)] : have);
    }

    private ValueTask ApartAsync(Session session, string? from, Refusal refusal, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        store.KeepApartAsync(session, from, refusal.Code, refusal.Message, content, cancel);
}
