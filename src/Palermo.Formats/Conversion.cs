namespace Palermo.Formats;

/// <summary>What a conversion gave.</summary>
/// <param name="Content">The document in the other format.</param>
/// <param name="Dropped">What that format has no place for, each with path and reason.</param>
/// <param name="Items">How many items were read.</param>
public sealed record Converted(byte[] Content, IReadOnlyList<DroppedField> Dropped, int Items);

/// <summary>Reads and writes every format by its name, and turns one into another.</summary>
/// <example><code>var converted = Conversion.Run(File.ReadAllBytes("bundle.json"), "stix", "ftm", DateTimeOffset.UnixEpoch);</code></example>
public static class Conversion
{
    /// <summary>Names of the formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["stix", "ftm", "misp", "cise", "umf", "palermo"];

    /// <summary>Reads a document.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <exception cref="MalformedDocument">It is no document of that format, or beyond the limits.</exception>
    public static ExchangeDocument Read(ReadOnlyMemory<byte> content, string format, ReadLimits? limits = null) => format switch
    {
        "stix" => StixReader.Read(content, limits),
        "ftm" => FtmReader.Read(content, limits),
        "misp" => MispReader.Read(content, limits),
        "cise" => CiseReader.Read(content, limits),
        "umf" => UmfXml.Read(content, limits),
        "palermo" => PalermoJson.Read(content, limits),
        _ => throw Unknown(format),
    };

    /// <summary>Writes a document.</summary>
    /// <param name="now">The time for what has none of its own.</param>
    /// <param name="dropped">What the format has no place for.</param>
    public static byte[] Write(ExchangeDocument document, string format, DateTimeOffset now, out IReadOnlyList<DroppedField> dropped)
    {
        dropped = [];
        return format switch
        {
            "stix" => StixWriter.Write(document, now, out dropped),
            "ftm" => FtmWriter.Write(document, out dropped),
            "misp" => MispWriter.Write(document, now, out dropped),
            "cise" => CiseWriter.Write(document, now, out dropped),
            "umf" => UmfXml.Write(document, out dropped),
            "palermo" => PalermoJson.Write(document),
            _ => throw Unknown(format),
        };
    }

    /// <summary>Turns a document into another format, reads the result back, and compares: nothing may be missing that was not listed.</summary>
    /// <exception cref="MalformedDocument">It is no document of the format it is said to be.</exception>
    /// <exception cref="InvalidOperationException">The comparison found something lost and not listed: a fault of this program.</exception>
    public static Converted Run(ReadOnlyMemory<byte> content, string from, string to, DateTimeOffset now, ReadLimits? limits = null)
    {
        var document = Read(content, from, limits);
        var written = Write(document, to, now, out var dropped);
        var lost = ExchangeComparison.Lost(document, written.Length == 0 ? null : Read(written, to, limits)).Except(dropped.Select(d => d.Path)).FirstOrDefault(path => !dropped.Any(d => path.StartsWith(d.Path + "/", StringComparison.Ordinal)));
        return lost is null ? new(written, dropped, document.Items.Count) : throw new InvalidOperationException($"Converted to {to}, {lost} was lost and not listed.");
    }

    private static ArgumentException Unknown(string format) => new($"'{format}' is no format: use one of {string.Join(", ", Formats)}.", nameof(format));
}
