using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais;

/// <summary>Decodes a stream on several threads, piece by piece, and hands the pieces on in order.</summary>
/// <remarks>
/// The result is the same for every number of threads and every size of piece: messages over a cut are joined when both pieces
/// are there, and put where they belong. Memory is bounded by the pieces under way, two for each thread.
/// </remarks>
internal sealed class ParallelDecoder<TSink>(Func<long, int, TSink> newSink, Action<TSink> done, int threads, int pieceBytes)
    where TSink : IMessageSink
{
    private sealed class Piece
    {
        public required TSink Sink;
        public required List<PendingPart> Pending;
        public required FragmentAssembler Open;
        public required DecodeCounts Counts;
        public long FirstLine, LastLine;
    }

    private readonly Lock _reading = new(), _joining = new();
    private readonly SortedDictionary<long, Piece> _waiting = [];
    private readonly FragmentAssembler _carry = new();
    private readonly DecodeCounts _total = new();
    private long _nextPiece, _nextJoin, _linesRead, _lastLine;
    private Exception? _fault;
    private SemaphoreSlim? _room;

    public DecodeCounts Run(Stream input, CancellationToken cancel)
    {
        var reader = new PieceReader(input, pieceBytes);
        using var room = _room = new SemaphoreSlim(threads * 2);
        var workers = new Thread[threads - 1];
        for (var i = 0; i < workers.Length; i++)
        {
            workers[i] = new Thread(() => Work(reader, cancel)) { IsBackground = true, Name = $"ais-{i}" };
            workers[i].Start();
        }
        Work(reader, cancel);
        foreach (var worker in workers) worker.Join();
        if (_fault is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_fault);
        cancel.ThrowIfCancellationRequested();
        _carry.End();
        _total.MessagesUnfinished += _carry.TakeUnfinished();
        return _total;
    }

    private void Work(PieceReader reader, CancellationToken cancel)
    {
        var buffer = new byte[pieceBytes + PieceReader.Behind];
        try
        {
            while (_fault is null && !cancel.IsCancellationRequested)
            {
                _room!.Wait(cancel);
                long number, firstLine;
                int length;
                lock (_reading)
                {
                    length = reader.Read(buffer);
                    if (length == 0)
                    {
                        _room.Release();
                        return;
                    }
                    number = _nextPiece++;
                    firstLine = _linesRead;
                    _linesRead += buffer.AsSpan(0, length).Count((byte)'\n');
                }
                Join(number, Decode(buffer, length, firstLine, number > 0));
            }
        }
        catch (OperationCanceledException)
        {
            // Told to the caller by Run.
        }
        catch (Exception fault)
        {
            // A full disk or a broken pipe behind the sink, or a damaged gzip before it: the caller's thread throws it on.
            lock (_joining) _fault ??= fault;
            _room!.Release(threads);
        }
    }

    private Piece Decode(byte[] buffer, int length, long linesBefore, bool joins)
    {
        var decoder = new LineDecoder<TSink>(newSink(linesBefore + 1, length)) { Pending = joins ? [] : null };
        decoder.StartAt(linesBefore, decoder.Sink);
        decoder.Decode(buffer, length);
        return new Piece
        {
            Sink = decoder.Sink, Pending = decoder.Pending ?? [], Open = decoder.Assembler, Counts = decoder.Counts,
            FirstLine = linesBefore + 1, LastLine = decoder.Line,
        };
    }

    private void Join(long number, Piece piece)
    {
        lock (_joining)
        {
            _waiting.Add(number, piece);
            while (_waiting.Remove(_nextJoin, out var next))
            {
                _nextJoin++;
                Replay(next);
                _total.Add(next.Counts);
                _lastLine = next.LastLine;
                done(next.Sink);
                _room!.Release();
            }
        }
    }

    private void Replay(Piece piece)
    {
        var joiner = new LineDecoder<TSink>(piece.Sink);
        var inserted = default(SinkMark);
        foreach (var part in piece.Pending)
        {
            if (part.Payload is null)
            {
                _carry.Forget(part.Key);
                _carry.Expire(part.Line);
                continue;
            }
            var index = _carry.Find(part.Key, part.Number, part.Line);
            if (index < 0)
            {
                piece.Counts.PartsWithoutBeginning++;
                continue;
            }
            var complete = _carry.Continue(index, part.Payload, part.FillBits, part.UnixMilliseconds, out var valid);
            if (!valid) piece.Counts.PayloadWrong++;
            if (complete is null) continue;
            var before = piece.Sink.Here;
            joiner.EmitDone(complete, part.Line, _carry);
            var after = piece.Sink.Here;
            piece.Sink.MoveTail(before, part.Place + inserted);
            inserted += after - before;
        }
        piece.Counts.Add(joiner.Counts);
        _carry.Expire(piece.LastLine);
        _carry.TakeOpenOf(piece.Open);
        piece.Counts.MessagesUnfinished += _carry.TakeUnfinished();
    }
}
