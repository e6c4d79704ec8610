namespace Palermo.Analysis.Ais;

/// <summary>Cuts a stream into pieces that end with a line end, without copying more than the rest of a line.</summary>
/// <remarks>
/// Every piece but the last is as large as the buffer allows, whatever the stream gives at a time, so that the cuts depend on
/// the content alone. A line longer than the buffer is cut off: it is no sentence (IEC 61162-1 allows 82 characters).
/// </remarks>
internal sealed class PieceReader(Stream stream, int size)
{
    /// <summary>Room behind the text: 64 bytes that the decoder may read, and a line end that may have to be added.</summary>
    public const int Behind = 80;

    private readonly byte[] _rest = new byte[size];
    private int _restLength;
    private bool _ended, _skipping;

    /// <summary>Fills the buffer with whole lines. Returns the length of the text; 0 at the end.</summary>
    /// <param name="buffer">Of the reader's size and <see cref="Behind"/> bytes.</param>
    public int Read(byte[] buffer)
    {
        while (true)
        {
            _rest.AsSpan(0, _restLength).CopyTo(buffer);
            var length = _restLength;
            _restLength = 0;
            while (!_ended && length < size)
            {
                var got = stream.Read(buffer, length, size - length);
                if (got == 0) _ended = true;
                length += got;
            }
            if (length == 0) return 0;
            if (_skipping)
            {
                // What is left of an overlong line goes, up to its end.
                var end = buffer.AsSpan(0, length).IndexOf((byte)'\n');
                if (end < 0 && _ended) return 0;
                if (end < 0) continue;
                _skipping = false;
                _restLength = length - end - 1;
                buffer.AsSpan(end + 1, _restLength).CopyTo(_rest);
                continue;
            }
            var last = buffer.AsSpan(0, length).LastIndexOf((byte)'\n');
            if (_ended && last < length - 1)
            {
                buffer[length] = (byte)'\n';
                return length + 1;
            }
            if (last < 0)
            {
                // Its beginning goes too, but it counts as a line.
                _skipping = true;
                buffer[0] = (byte)'\n';
                return 1;
            }
            _restLength = length - last - 1;
            buffer.AsSpan(last + 1, _restLength).CopyTo(_rest);
            return last + 1;
        }
    }
}
