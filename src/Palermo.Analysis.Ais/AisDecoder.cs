using Palermo.Analysis.Ais.Columns;
using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais;

/// <summary>Decodes AIS as it arrives, cut anywhere: for feeds, where each message is wanted at once.</summary>
/// <remarks>Not safe for several threads at a time. Memory does not grow with the input once batches are taken.</remarks>
public sealed class AisDecoder
{
    private readonly LineDecoder<ColumnSink>? _columns;
    private readonly LineDecoder<HandlerSink>? _messages;
    private byte[] _text = new byte[8192];
    private int _length;
    private bool _skipping;

    /// <summary>A longer line is no sentence; it is dropped and counted with the other lines.</summary>
    private const int LongestLine = 4096;

    /// <summary>Decodes into columns: <see cref="TakeBatch"/> gives what has come.</summary>
    public AisDecoder()
    {
        _columns = new LineDecoder<ColumnSink>(new ColumnSink(new AisBatch()));
    }

    /// <summary>Hands over each message when it is complete.</summary>
    public AisDecoder(AisMessageHandler handler)
    {
        _messages = new LineDecoder<HandlerSink>(new HandlerSink(handler));
    }

    /// <summary>What was read and what was not, so far.</summary>
    public DecodeCounts Counts => _columns?.Counts ?? _messages!.Counts;

    /// <summary>Decodes what has arrived.</summary>
    /// <param name="receivedAt">Unix milliseconds to give to messages that bear no time of their own; null leaves them without.</param>
    public void Add(ReadOnlySpan<byte> text, long? receivedAt = null)
    {
        if (_columns is not null) _columns.Stamp = receivedAt;
        else _messages!.Stamp = receivedAt;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            if (end < 0)
            {
                Keep(text);
                return;
            }
            // All whole lines that fit are decoded in one go.
            var room = Math.Min(text.Length, Math.Max(end + 1, _text.Length - _length - 64));
            var last = text[..room].LastIndexOf((byte)'\n') + 1;
            Keep(text[..last]);
            text = text[last..];
            Run();
        }
    }

    /// <summary>Ends the input: a last line without line end is decoded, unfinished messages are counted.</summary>
    public void Finish()
    {
        if (_length > 0 || _skipping) Add("\n"u8, _columns is not null ? _columns.Stamp : _messages!.Stamp);
        var assembler = _columns?.Assembler ?? _messages!.Assembler;
        assembler.End();
        Counts.MessagesUnfinished += assembler.TakeUnfinished();
    }

    /// <summary>The columns gathered since the last call; the caller's to keep.</summary>
    /// <exception cref="InvalidOperationException">The decoder was made to hand over messages.</exception>
    public AisBatch TakeBatch()
    {
        if (_columns is null) throw new InvalidOperationException("this decoder hands over messages; make it without a handler to gather columns");
        var batch = _columns.Sink.Batch;
        _columns.Renew(new ColumnSink(new AisBatch { FirstLine = _columns.Line + 1 }));
        return batch;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_skipping)
        {
            var end = part.IndexOf((byte)'\n');
            if (end < 0) return;
            _skipping = false;
            part = part[end..];
        }
        if (_length + part.Length > LongestLine && part.IndexOf((byte)'\n') < 0)
        {
            _length = 0;
            _skipping = true;
            return;
        }
        if (_length + part.Length + 64 > _text.Length) Array.Resize(ref _text, (_length + part.Length + 64) * 2);
        part.CopyTo(_text.AsSpan(_length));
        _length += part.Length;
    }

    private void Run()
    {
        if (_columns is not null) _columns.Decode(_text, _length);
        else _messages!.Decode(_text, _length);
        _length = 0;
    }

    private readonly struct HandlerSink(AisMessageHandler handler) : IMessageSink
    {
        public SinkMark Here => default;

        public void Accept(in AisMessage message) => handler(message);

        public void MoveTail(SinkMark tail, SinkMark to) { }
    }
}
