using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Keeping;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Exchange;

/// <summary>The port of the exchange: each call to the part that answers it.</summary>
internal sealed class ExchangeStore : IExchangeStore
{
    private readonly ExchangeSending _sending;
    private readonly ExchangeFiles _files;
    private readonly ExchangeReceiving _receiving;
    private readonly Quarantine _quarantine;
    private readonly ExchangeLog _log;

    public ExchangeStore(VaultPair vaults, RecordWrites writes, Files files)
    {
        (_sending, _files, _quarantine, _log) = (new(vaults), new(vaults, files), new(vaults), new(vaults));
        _receiving = new(vaults, writes, _sending, _files);
    }

    public ValueTask<int> NumberAsync(CancellationToken cancel = default) => _sending.NumberAsync(cancel);
    public ValueTask<IReadOnlyList<string>> PartnersWithWorkAsync(Instant deliveredBefore, CancellationToken cancel = default) => _sending.PartnersWithWorkAsync(deliveredBefore, cancel);
    public ValueTask<IReadOnlyList<NumberedMessage>> QueuedAsync(string partner, long after, int limit, long bytes, CancellationToken cancel = default) => _sending.QueuedAsync(partner, after, limit, bytes, cancel);
    public ValueTask<IReadOnlyList<string>> OpenAsync(string partner, Instant deliveredBefore, int limit, CancellationToken cancel = default) => _sending.OpenAsync(partner, deliveredBefore, limit, cancel);
    public ValueTask<IReadOnlyList<Receipt>> UntoldAsync(string partner, int limit, CancellationToken cancel = default) => _receiving.UntoldAsync(partner, limit, cancel);
    public ValueTask ToldAsync(string partner, IReadOnlyList<Receipt> receipts, CancellationToken cancel = default) => _receiving.ToldAsync(partner, receipts, cancel);
    public ValueTask UntellAsync(string partner, IReadOnlyList<Receipt> receipts, CancellationToken cancel = default) => _receiving.UntellAsync(partner, receipts, cancel);
    public ValueTask<long> NextSequenceAsync(string partner, CancellationToken cancel = default) => _sending.NextSequenceAsync(partner, cancel);
    public ValueTask ReachedAsync(string partner, string? fault, CancellationToken cancel = default) => _sending.ReachedAsync(partner, fault, cancel);
    public ValueTask<Outcome<TakenIn>> TakeInAsync(Session session, ArrivedEnvelope envelope, CancellationToken cancel = default) => _receiving.TakeInAsync(session, envelope, cancel);
    public ValueTask<IReadOnlyList<FileToSend>> FilesToSendAsync(string partner, bool queuedToo, int limit, CancellationToken cancel = default) => _sending.FilesToSendAsync(partner, queuedToo, limit, cancel);
    public ValueTask<byte[]> ReadPartAsync(string address, long offset, int length, CancellationToken cancel = default) => _files.ReadPartAsync(address, offset, length, cancel);
    public ValueTask TakePartAsync(string from, FilePart part, CancellationToken cancel = default) => _files.TakePartAsync(from, part, cancel);
    public ValueTask<IReadOnlyList<FileProgress>> ProgressAsync(string from, IReadOnlyList<string> messages, CancellationToken cancel = default) => _files.ProgressAsync(from, messages, cancel);
    public ValueTask<IReadOnlyList<ReadyMessage>> ReadyAsync(int limit, CancellationToken cancel = default) => _receiving.ReadyAsync(limit, cancel);
    public ValueTask<ReadyMessage?> FollowingAsync(ReadyMessage before, CancellationToken cancel = default) => _receiving.FollowingAsync(before, cancel);
    public ValueTask<Outcome<IReadOnlyList<RecordView>>> TakeEffectAsync(Session session, ReadyMessage message, MessageEffect effect, CancellationToken cancel = default) => _receiving.TakeEffectAsync(session, message, effect, cancel);
    public ValueTask<bool> TakeEffectsAsync(IReadOnlyList<WantedEffect> run, CancellationToken cancel = default) => _receiving.TakeEffectsAsync(run, cancel);
    public ValueTask RefuseAsync(Session session, ReadyMessage message, IReadOnlyList<Refusal> refusals, CancellationToken cancel = default) => _receiving.RefuseAsync(session, message, refusals, cancel);
    public ValueTask PostponeAsync(ReadyMessage message, Instant until, string code, CancellationToken cancel = default) => _receiving.PostponeAsync(message, until, code, cancel);
    public ValueTask HurryAsync(CancellationToken cancel = default) => _receiving.HurryAsync(cancel);
    public ValueTask KeepApartAsync(Session session, string? from, string code, string reason, ReadOnlyMemory<byte> content, CancellationToken cancel = default) => _quarantine.AddAsync(session, from, code, reason, content, cancel);
    public ValueTask<IReadOnlyList<Quarantined>> QuarantineAsync(int limit, CancellationToken cancel = default) => _quarantine.ListAsync(limit, cancel);
    public ValueTask<IReadOnlyList<PartnerTraffic>> TrafficAsync(CancellationToken cancel = default) => _log.TrafficAsync(cancel);
}
