namespace Palermo.Analysis.Graphs;

/// <summary>Hands out the lines of a stream of bytes one after the other, with their numbers, without a string for each.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>Longer than any honest line of edges: a file without line ends is refused before it fills the memory.</summary>
    public const int LongestLine = 1 << 20;

    private byte[] _buffer = new byte[1 << 16];
    private int _at, _end;
    private bool _ended;

    /// <summary>The number of the line last given, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its end; false after the last. Valid until the next call.</summary>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_at, _end - _at);
            var stop = rest.IndexOf((byte)'\n');
            if (stop >= 0 || (_ended && !rest.IsEmpty))
            {
                line = stop >= 0 ? rest[..stop] : rest;
                _at += stop >= 0 ? stop + 1 : rest.Length;
                if (!line.IsEmpty && line[^1] == '\r') line = line[..^1];
                if (Number == 0 && line.StartsWith("\uFEFF"u8)) line = line[3..];
                Number++;
                return true;
            }
            if (_ended)
            {
                line = default;
                return false;
            }
            Fill();
        }
    }

    private void Fill()
    {
        if (_at > 0)
        {
            _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
            _end -= _at;
            _at = 0;
        }
        if (_end == _buffer.Length)
        {
            if (_buffer.Length > LongestLine)
                throw new GraphFileException(Number + 1, $"longer than {LongestLine} bytes: give one edge a line");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var got = stream.Read(_buffer, _end, _buffer.Length - _end);
        if (got == 0) _ended = true;
        _end += got;
    }
}
