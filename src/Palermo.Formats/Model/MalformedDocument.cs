namespace Palermo.Formats;

/// <summary>A document that cannot be read as what it claims to be: where it is wrong, and why.</summary>
/// <param name="place">Line and column, JSON pointer or path of elements.</param>
/// <param name="reason">What is wrong and how to mend it, in words.</param>
public sealed class MalformedDocument(string place, string reason) : FormatException($"{place}: {reason}")
{
    public string Place { get; } = place;
    public string Reason { get; } = reason;
}

/// <summary>How much is read before a document is refused: what comes from outside is not trusted.</summary>
/// <param name="MaxBytes">Bytes of the whole document.</param>
/// <param name="MaxDepth">Levels of nesting.</param>
/// <param name="MaxItems">Objects, entities or lines.</param>
/// <param name="MaxText">Characters of one value.</param>
public sealed record ReadLimits(long MaxBytes = 256L << 20, int MaxDepth = 64, int MaxItems = 1_000_000, int MaxText = 16 << 20)
{
    public static ReadLimits Default { get; } = new();

    /// <summary>Reads a stream to its end, and no further than the limit.</summary>
    /// <exception cref="MalformedDocument">There is more than <see cref="MaxBytes"/>.</exception>
    public byte[] ReadAll(Stream source)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            if (whole.Length + read > MaxBytes) throw new MalformedDocument("document", $"It is larger than {MaxBytes:N0} bytes; split it.");
            whole.Write(buffer, 0, read);
        }
        return whole.ToArray();
    }
}

/// <summary>Something that the other format has no place for, and that was left out.</summary>
/// <param name="Path">JSON pointer into the document in palermo JSON.</param>
/// <param name="Item">The item's name in the format it came from, or its id; null for the document itself.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record DroppedField(string Path, string? Item, string Reason);
