namespace Palermo.Analysis.Matching;

/// <summary>Reads comma-, semicolon- or tab-separated text record by record, as RFC 4180 has it, without holding the file.</summary>
/// <remarks>
/// Fields may be quoted and then hold separators, doubled quotes and line ends. A field longer than <see cref="MaxField"/> characters or a
/// record of more than <see cref="MaxFields"/> fields is refused, naming the line: memory stays bounded whatever comes in.
/// </remarks>
public sealed class DelimitedReader(TextReader source, char separator, string file)
{
    /// <summary>Longest field read, in characters.</summary>
    public const int MaxField = 8 << 20;

    /// <summary>Most fields of one record.</summary>
    public const int MaxFields = 4096;

    private readonly char[] buffer = new char[1 << 16];
    private readonly List<int> ends = [];
    private char[] text = new char[4096];
    private int at, filled, used;

    /// <summary>Line of the file at which the current record began, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Fields of the current record.</summary>
    public int Count => ends.Count;

    /// <summary>Field <paramref name="i"/> of the current record; valid until the next is read.</summary>
    public ReadOnlySpan<char> this[int i]
    {
        get
        {
            var from = i == 0 ? 0 : ends[i - 1];
            return text.AsSpan(from, ends[i] - from);
        }
    }

    private int lines;

    /// <summary>Reads the next record; empty lines are passed over.</summary>
    /// <returns>False at the end of the text.</returns>
    /// <exception cref="FormatException">A quote that is never closed, or a field or record beyond the bounds; names file and line.</exception>
    public bool Read()
    {
        do
        {
            ends.Clear();
            used = 0;
            Line = lines + 1;
            if (!Record()) return false;
        }
        while (ends.Count == 1 && used == 0);
        return true;
    }

    private bool Record()
    {
        var any = false;
        var quoted = false;
        var start = true;
        while (true)
        {
            if (at == filled)
            {
                filled = source.Read(buffer, 0, buffer.Length);
                at = 0;
                if (filled == 0)
                {
                    if (quoted) throw new FormatException($"{file} line {Line}: a quote opened in this record is never closed; close it or double it");
                    if (!any) return false;
                    lines++;
                    End();
                    return true;
                }
            }
            var c = buffer[at++];
            any = true;
            if (quoted)
            {
                if (c == '"')
                {
                    if (Peek() == '"') { at++; Put(c); }
                    else quoted = false;
                }
                else
                {
                    if (c == '\n') lines++;
                    Put(c);
                }
            }
            else if (c == separator) { End(); start = true; continue; }
            else if (c == '\n') { lines++; End(); return true; }
            else if (c == '\r') { if (Peek() != '\n') Put(c); }
            else if (c == '"' && start) quoted = true;
            else if (c == '\uFEFF' && lines == 0 && used == 0) continue;
            else Put(c);
            start = start && !quoted && char.IsWhiteSpace(c);
        }
    }

    private int Peek()
    {
        if (at < filled) return buffer[at];
        filled = source.Read(buffer, 0, buffer.Length);
        at = 0;
        return filled == 0 ? -1 : buffer[0];
    }

    private void Put(char c)
    {
        if (used == text.Length) Array.Resize(ref text, used * 2);
        if (used - (ends.Count == 0 ? 0 : ends[^1]) >= MaxField)
            throw new FormatException($"{file} line {Line}, field {ends.Count + 1}: longer than {MaxField} characters; is a quote missing, or the separator another?");
        text[used++] = c;
    }

    private void End()
    {
        if (ends.Count == MaxFields) throw new FormatException($"{file} line {Line}: more than {MaxFields} fields");
        ends.Add(used);
    }
}
