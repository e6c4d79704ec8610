using System.Diagnostics;
using System.Threading.Channels;
using Palermo.Kernel;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Bulk;

/// <summary>
/// The door for many records of one kind. The caller's thread prepares rows (rules, bytes, hashes, index); another writes the batch before. Each
/// batch is one durable transaction with its rows, its audit entry and the import's position.
/// </summary>
internal sealed class BulkDoor : IBulkDoor
{
    /// <summary>So long a batch may hold the write lock: pages write their audit entries in between.</summary>
    private static readonly TimeSpan LockWanted = TimeSpan.FromMilliseconds(250), LockWhenOthersWait = TimeSpan.FromMilliseconds(25);
    /// <summary>So long after somebody waited, batches stay short: one who reads a page opens another.</summary>
    private static readonly TimeSpan Politeness = TimeSpan.FromSeconds(3);
    // Each batch rewrites pages all over the trees: below some thousand rows a busy machine would do little else.
    private const int FewestRows = 200, FewestAlone = 4_000, MostRows = 10_000;

    private readonly Preparer _preparer;
    private readonly BatchWriter _writer;
    private readonly Channel<List<PreparedRow>> _batches = System.Threading.Channels.Channel.CreateBounded<List<PreparedRow>>(new BoundedChannelOptions(2) { SingleReader = true });
    private readonly Task _writing;
    private readonly HashSet<string> _references = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private List<PreparedRow> _batch = [];
    private volatile int _batchSize = FewestAlone;
    private bool _complete;

    private BulkDoor(Preparer preparer, BatchWriter writer, int committedLine, bool complete)
    {
        (_preparer, _writer, CommittedLine, _complete) = (preparer, writer, committedLine, complete);
        _writing = Task.Run(WriteAllAsync);
    }

    public int CommittedLine { get; }

    public static async ValueTask<Outcome<IBulkDoor>> OpenAsync(VaultPair vaults, Session session, BulkImport import, CancellationToken cancel)
    {
        var refusals = Problems(vaults, session, import);
        if (refusals.Count == 0)
        {
            var vault = vaults.Of(import.Kind.Compartment);
            var template = import.Template with { Provenance = import.Template.Provenance with { Import = import.Id, Reference = null, Line = null } };
            var (row, numbers, head) = await BatchWriter.BeginAsync(vault, session, import, template, refusals, cancel);
            if (refusals.Count == 0)
            {
                var access = template.ClassIn(vault.Compartment);
                var writer = new BatchWriter(vault, vault == vaults.Protection ? vaults.General : null, session, import, template, numbers, row!.Line, row.Counts);
                return new BulkDoor(new(vault, import.Kind, template, access, head.Json, vault.Db.ChainsInline), writer, row.Line, row.Complete);
            }
        }
        await vaults.LogAsync(session, "import", import.Kind.Name, new { Refused = refusals.Select(r => r.Code).Distinct() });
        return refusals.ToArray();
    }

    private static List<Refusal> Problems(VaultPair vaults, Session session, BulkImport import)
    {
        var vault = vaults.Of(import.Kind.Compartment);
        if (vault == vaults.Protection && session.Work.Purpose != Purpose.Protection) return [Refusal.NotFound];
        List<Refusal> refusals = [];
        var decision = Access.Decide(session, import.Template.ClassIn(vault.Compartment), AccessAction.Create, vault.Now);
        if (!decision.Allowed) refusals.AddRange(decision.ToTell);
        refusals.AddRange(import.Template.Problems(import.Kind, vault.Catalogue.Today));
        if (import.Template.Owner != vault.Catalogue.Options.NodeName)
            refusals.Add(new("write.owner", $"A record made here belongs to the node '{vault.Catalogue.Options.NodeName}', not to '{import.Template.Owner}'.", Field: "owner"));
        if (import.Template.State != import.Kind.Workflow.Initial.Name)
            refusals.Add(new("write.first-state", $"A {import.Kind.Title.English} begins in the state '{import.Kind.Workflow.Initial.Name}'.", Field: "state"));
        if (import.Template.Kind != import.Kind.Name || vault.Catalogue.Find(import.Kind.Name) is null)
            refusals.Add(new("write.kind", $"There is no kind '{import.Template.Kind}' here.", Field: "kind"));
        if (string.IsNullOrWhiteSpace(import.Source)) refusals.Add(new("import.source", "An import names its source: references are unique within it.", Field: "source"));
        return refusals;
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<BulkRow> rows, CancellationToken cancel = default)
    {
        ObjectDisposedException.ThrowIf(_complete, this);
        for (var i = 0; i < rows.Length; i++)
        {
            if (_writing.IsCompleted) await _writing; // it failed: say why
            var row = rows.Span[i];
            if (row.Line <= CommittedLine) continue;
            var prepared = _preparer.Prepare(row);
            // A reference that comes twice is the same record twice: the second waits for the next batch, where the first is known.
            if (!_references.Add(prepared.Key))
            {
                await FlushAsync(cancel);
                _references.Add(prepared.Key);
            }
            _batch.Add(prepared);
            if (_batch.Count >= _batchSize) await FlushAsync(cancel);
        }
    }

    public async ValueTask<BulkCounts> CompleteAsync(CancellationToken cancel = default)
    {
        if (!_complete)
        {
            await FlushAsync(cancel);
            _batches.Writer.TryComplete();
            await _writing;
            await _writer.EndAsync(cancel);
            _complete = true;
        }
        return _writer.Counts;
    }

    private async ValueTask FlushAsync(CancellationToken cancel)
    {
        if (_batch.Count == 0) return;
        var batch = _batch;
        _batch = new(_batchSize);
        _references.Clear();
        try { await _batches.Writer.WriteAsync(batch, cancel); }
        catch (ChannelClosedException) { await _writing; throw; }
    }

    private async Task WriteAllAsync()
    {
        var lastWaited = 0L;
        try
        {
            await foreach (var batch in _batches.Reader.ReadAllAsync(_end.Token))
            {
                // What was prepared when nobody waited is written in smaller parts when somebody does.
                for (var at = 0; at < batch.Count;)
                {
                    var part = batch.GetRange(at, Math.Min(_batchSize, batch.Count - at));
                    at += part.Count;
                    var (held, waited) = await _writer.WriteAsync(part, _end.Token);
                    if (waited) lastWaited = Stopwatch.GetTimestamp();
                    // The next part holds the lock as long as it may, judged by this one.
                    var polite = lastWaited != 0 && Stopwatch.GetElapsedTime(lastWaited) < Politeness;
                    var wanted = polite ? LockWhenOthersWait : LockWanted;
                    var size = (int)(part.Count * wanted.TotalSeconds / Math.Max(held.TotalSeconds, 0.001));
                    _batchSize = Math.Clamp(size, polite ? FewestRows : FewestAlone, MostRows);
                }
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _batches.Writer.TryComplete(fault);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        await _end.CancelAsync();
        try { await _writing; }
        catch (Exception) when (!_complete) { /* told to who wrote, or cancelled here */ }
        _writer.Dispose();
        _end.Dispose();
    }
}
