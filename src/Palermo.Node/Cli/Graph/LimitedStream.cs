namespace Palermo.Node.Cli.Graphs;

/// <summary>A stream that lets its first bytes be looked at, and that refuses to give more than a limit.</summary>
internal sealed class LimitedStream(Stream inner, long limit) : Stream
{
    private byte[] _ahead = [];
    private long _given;

    /// <summary>The first bytes, which will still be read; only before reading.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        var buffer = new byte[count];
        var got = inner.ReadAtLeast(buffer, count, throwOnEndOfStream: false);
        _ahead = buffer[..got];
        return _ahead;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int got;
        if (_ahead.Length > 0)
        {
            got = Math.Min(_ahead.Length, buffer.Length);
            _ahead.AsSpan(0, got).CopyTo(buffer);
            _ahead = _ahead[got..];
        }
        else got = inner.Read(buffer);
        _given += got;
        if (_given > limit) throw new IOException($"it unfolds to more than {limit} bytes");
        return got;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => inner.Flush();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
