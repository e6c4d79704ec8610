using System.IO.Compression;
using Palermo.Analysis.Ais.Columns;
using Palermo.Analysis.Ais.Messages;

namespace Palermo.Analysis.Ais;

/// <summary>Reads AIS out of files, pipes and streams, whole or as they come.</summary>
public static class AisReader
{
    /// <summary>Bytes decoded at a time by one thread: large enough to be read at the disk's speed, small enough to stay in the cache.</summary>
    public const int DefaultPieceBytes = 1 << 20;

    // A type 1 takes 46 or 47 bytes with its line end; only type 27 is shorter, and rare.
    private const int ShortestPosition = 46;

    /// <summary>Opens a file for reading, unpacking it when it begins as gzip does.</summary>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
        return Unpack(file);
    }

    /// <summary>Unpacks a stream when it begins as gzip does (RFC 1952, 1f 8b), and gives it unchanged otherwise.</summary>
    public static Stream Unpack(Stream stream)
    {
        Span<byte> head = stackalloc byte[2];
        var got = stream.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        Stream whole;
        if (stream.CanSeek)
        {
            stream.Seek(-got, SeekOrigin.Current);
            whole = stream;
        }
        else
        {
            whole = new PrefixedStream(head[..got].ToArray(), stream);
        }
        return got == 2 && head[0] == 0x1F && head[1] == 0x8B ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    /// <summary>Decodes a stream to its end into batches of columns, handed over in the order of the lines.</summary>
    /// <param name="take">Called for one batch after the other, from any of the threads. The batch is the caller's to keep.</param>
    /// <param name="threads">Threads to use; 0 for as many as there are processors. The batches do not depend on it.</param>
    /// <returns>What was read and what was not.</returns>
    public static DecodeCounts ReadColumns(
        Stream input, Action<AisBatch> take, int threads = 0, int pieceBytes = DefaultPieceBytes, CancellationToken cancel = default)
    {
        CheckPiece(pieceBytes);
        return new ParallelDecoder<ColumnSink>(
            (firstLine, bytes) =>
            {
                var batch = new AisBatch { FirstLine = firstLine };
                batch.Positions.Reserve(bytes / ShortestPosition + 16);
                return new ColumnSink(batch);
            },
            sink => take(sink.Batch), Threads(threads), pieceBytes).Run(input, cancel);
    }

    /// <summary>Decodes a stream to its end and writes every message, in the order of the lines.</summary>
    /// <param name="threads">Threads to use; 0 for as many as there are processors. The text does not depend on it.</param>
    public static DecodeCounts WriteText(
        Stream input, Stream output, TextForm form, int threads = 0, int pieceBytes = DefaultPieceBytes, CancellationToken cancel = default)
    {
        CheckPiece(pieceBytes);
        if (form == TextForm.Csv) output.Write(CsvRows.Header);
        var free = new System.Collections.Concurrent.ConcurrentBag<Utf8Text>();
        return new ParallelDecoder<TextSink>(
            (_, _) => new TextSink(free.TryTake(out var used) ? used : new Utf8Text(), form),
            sink =>
            {
                output.Write(sink.Text.Written);
                sink.Text.Clear();
                free.Add(sink.Text);
            }, Threads(threads), pieceBytes).Run(input, cancel);
    }

    /// <summary>Writes one message as a line of text.</summary>
    public static string Describe(in AisMessage message, TextForm form)
    {
        var text = new Utf8Text();
        new TextSink(text, form).Accept(message);
        return System.Text.Encoding.ASCII.GetString(text.Written).TrimEnd('\n');
    }

    /// <summary>Decodes text held in memory, on the caller's thread.</summary>
    public static (AisBatch Batch, DecodeCounts Counts) ReadColumns(ReadOnlySpan<byte> text)
    {
        var feed = new AisDecoder();
        feed.Add(text);
        feed.Finish();
        return (feed.TakeBatch(), feed.Counts);
    }

    internal static int Threads(int asked) => asked > 0 ? asked : Environment.ProcessorCount;

    internal static void CheckPiece(int bytes)
    {
        if (bytes is < 256 or > 1 << 28)
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "a piece has 256 bytes to 256 MiB");
    }

    private sealed class PrefixedStream(byte[] head, Stream rest) : Stream
    {
        private int _at;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_at >= head.Length) return rest.Read(buffer);
            var count = Math.Min(buffer.Length, head.Length - _at);
            head.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) rest.Dispose();
        }
    }
}
