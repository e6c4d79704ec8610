namespace Palermo.Analysis.Estimation;

/// <summary>Steps through the fields of delimited text, byte by byte.</summary>
internal struct RowReader(ReadOnlyMemory<byte> bytes, int start, byte separator, string file, int line)
{
    private int _at = start;
    private bool _more = true;          // the line has a field left
    private byte[]? _unquoted;

    public int Line { get; private set; } = line;

    public readonly bool AtEnd => _at >= bytes.Length;

    public void NextLine()
    {
        Line++;
        _more = true;
    }

    /// <summary>Passes over a line without anything but blanks.</summary>
    public bool SkipBlankLine()
    {
        var rest = bytes.Span[_at..];
        var i = 0;
        while (i < rest.Length && (rest[i] is (byte)' ' or (byte)'\r')) i++;
        if (i < rest.Length && rest[i] != '\n') return false;
        _at += Math.Min(rest.Length, i + 1);
        Line++;
        return true;
    }

    /// <summary>The next field of the line, or false when the line has ended.</summary>
    public bool Field(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (!_more) return false;
        var rest = bytes.Span[_at..];
        if (rest.Length > 0 && rest[0] == '"') return Quoted(rest, out field);
        var end = rest.IndexOfAny(separator, (byte)'\n');
        if (end < 0 || rest[end] == '\n')
        {
            _more = false;
            field = end < 0 ? rest : rest[..end];
            _at += end < 0 ? rest.Length : end + 1;
            if (field.Length > 0 && field[^1] == '\r') field = field[..^1];
            return true;
        }
        field = rest[..end];
        _at += end + 1;
        return true;
    }

    private bool Quoted(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> field)
    {
        var doubled = false;
        var i = 1;
        while (true)
        {
            var q = i < rest.Length ? rest[i..].IndexOf((byte)'"') : -1;
            if (q < 0) throw new FormatException($"{file}, line {Line}: a quotation mark is opened and not closed.");
            i += q + 1;
            if (i >= rest.Length || rest[i] != '"') break;
            doubled = true;
            i++;
        }
        var inside = rest[1..(i - 1)];
        Line += inside.Count((byte)'\n');
        field = inside;
        if (doubled)
        {
            if (_unquoted is null || _unquoted.Length < inside.Length) _unquoted = new byte[inside.Length];
            var n = 0;
            for (var k = 0; k < inside.Length; k++)
            {
                _unquoted[n++] = inside[k];
                if (inside[k] == '"') k++;
            }
            field = _unquoted.AsSpan(0, n);
        }
        if (i < rest.Length && rest[i] == '\r' && i + 1 < rest.Length && rest[i + 1] == '\n') i++;
        if (i >= rest.Length || rest[i] == '\n') _more = false;
        else if (rest[i] != separator) throw new FormatException($"{file}, line {Line}: text follows a closing quotation mark.");
        _at += Math.Min(rest.Length, i + 1);
        return true;
    }
}
