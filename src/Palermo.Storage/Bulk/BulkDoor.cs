using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Palermo.Kernel;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Bulk;

/// <summary>
/// The door for many records of one kind. The caller's thread prepares rows (rules, bytes, hashes, index); another writes those before. Each
/// batch is one durable transaction with its rows, its audit entry and the import's position.
/// </summary>
internal sealed class BulkDoor : IBulkDoor
{
    /// <summary>So long a batch may hold the write lock. It ends sooner when somebody waits: pages write their audit entries in between.</summary>
    private static readonly TimeSpan LockWanted = TimeSpan.FromSeconds(1), LockWhenOthersWait = TimeSpan.FromMilliseconds(10);
    /// <summary>So long after somebody waited, batches stay short: one who reads a page opens another.</summary>
    private static readonly TimeSpan Politeness = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan GatheredFor = TimeSpan.FromMilliseconds(250);
    /// <summary>A batch rewrites pages all over the trees, and the more rows it has the more of them share a page.</summary>
    private const int MostRows = 20_000, MostBytes = 64 << 20, PieceBytes = 1 << 20;

    private readonly Preparer _preparer;
    private readonly BatchWriter _writer;
    private readonly int _pieceRows;
    private readonly Channel<PreparedPiece> _pieces;
    private readonly ConcurrentBag<PreparedPiece> _used = [];
    private readonly Task _writing;
    private readonly HashSet<string> _references = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private PreparedPiece _piece = new();
    private Task<bool>? _more;
    private volatile bool _complete;

    private BulkDoor(Preparer preparer, BatchWriter writer, int pieceRows, int committedLine, bool complete)
    {
        (_preparer, _writer, _pieceRows, CommittedLine, _complete) = (preparer, writer, pieceRows, committedLine, complete);
        // As much again as one batch may take is prepared meanwhile.
        _pieces = System.Threading.Channels.Channel.CreateBounded<PreparedPiece>(new BoundedChannelOptions(Math.Max(1, MostRows / pieceRows)) { SingleReader = true, SingleWriter = true });
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
                var preparer = new Preparer(vault, import.Kind, template, access, head.Json);
                var writer = new BatchWriter(vault, vault == vaults.Protection ? vaults.General : null, session, import, template, preparer, numbers, row!.Line, row.Counts);
                return new BulkDoor(preparer, writer, vault.Db.BulkPiece, row.Line, row.Complete);
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
            // A reference that comes twice is the same record twice: the second goes into the next piece, when the first is known.
            var key = ShortKey.Of(row.Reference);
            if (!_references.Add(key))
            {
                await FlushAsync(cancel);
                _references.Add(key);
            }
            _preparer.Prepare(row, _piece);
            if (_piece.Count >= _pieceRows || _piece.Length >= PieceBytes) await FlushAsync(cancel);
        }
    }

    public async ValueTask<BulkCounts> CompleteAsync(CancellationToken cancel = default)
    {
        if (!_complete)
        {
            await FlushAsync(cancel);
            _pieces.Writer.TryComplete();
            await _writing;
            await _writer.EndAsync(cancel);
            _complete = true;
        }
        return _writer.Counts;
    }

    private async ValueTask FlushAsync(CancellationToken cancel)
    {
        if (_piece.Count == 0) return;
        _piece.Sort();
        var piece = _piece;
        _piece = _used.TryTake(out var used) ? used : new();
        _references.Clear();
        try { await _pieces.Writer.WriteAsync(piece, cancel); }
        catch (ChannelClosedException) { await _writing; throw; }
    }

    /// <summary>Takes pieces until there are rows enough, or none came for a while.</summary>
    private async ValueTask GatherAsync(List<PreparedPiece> into, int rows)
    {
        while (into.Sum(p => p.Count) < rows && into.Sum(p => p.Length) < MostBytes)
        {
            if (_pieces.Reader.TryRead(out var piece))
            {
                into.Add(piece);
                continue;
            }
            _more ??= _pieces.Reader.WaitToReadAsync(_end.Token).AsTask();
            // A source may be slow: what it gave is not kept waiting for what it has yet to give.
            if (into.Count > 0 && await Task.WhenAny(_more, Task.Delay(GatheredFor, _end.Token)) != _more) return;
            var more = await _more;
            _more = null;
            if (!more) return;
        }
    }

    private async Task WriteAllAsync()
    {
        var (lastWaited, rate) = (0L, 5_000.0);
        List<PreparedPiece> waiting = [];
        try
        {
            while (true)
            {
                var polite = lastWaited != 0 && Stopwatch.GetElapsedTime(lastWaited) < Politeness;
                var wanted = polite ? LockWhenOthersWait : LockWanted;
                // The lock is not taken before there are rows enough for the time that it may be held.
                await GatherAsync(waiting, (int)Math.Min(MostRows, rate * wanted.TotalSeconds));
                if (waiting.Count == 0) return;
                var written = await _writer.WriteAsync(waiting, wanted, _end.Token);
                if (written.Waited) lastWaited = Stopwatch.GetTimestamp();
                rate = written.Rows / Math.Max(written.Held.TotalSeconds, 0.001);
                foreach (var done in waiting[..written.Pieces])
                    if (done.Clear()) _used.Add(done);
                waiting.RemoveRange(0, written.Pieces);
                // People need the processors too: while they work, an import rests as long as it wrote.
                if (polite) await Task.Delay(written.Held, _end.Token);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _pieces.Writer.TryComplete(fault);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _pieces.Writer.TryComplete();
        await _end.CancelAsync();
        try { await _writing; }
        catch (Exception) when (!_complete) { /* told to who wrote, or cancelled here */ }
        _writer.Dispose();
        _end.Dispose();
    }
}
