namespace Palermo.Formats;

/// <summary>A place where a document is not as a public schema says.</summary>
/// <param name="Place">JSON pointer, line, or line and column.</param>
/// <param name="Reason">What the schema says, in words.</param>
public sealed record SchemaFault(string Place, string Reason);

/// <summary>
/// Checks documents against the schemas that the keepers of a format publish. The schemas are theirs and are not part of Palermo: they are
/// handed in as files.
/// </summary>
public static class PublicSchemas
{
    /// <summary>Everything in a document that its public schema forbids; empty when it holds.</summary>
    /// <param name="format">stix, ftm, misp or cise; umf and palermo have schemas of our own and are checked as they are read.</param>
    /// <param name="files">The files of the schema by path: the STIX JSON schemas, the compiled FollowTheMoney model, MISP object templates and taxonomies, or the CISE XSDs.</param>
    /// <exception cref="MalformedDocument">The document cannot be read at all.</exception>
    /// <exception cref="ArgumentException">The files are not the schema of that format.</exception>
    public static IReadOnlyList<SchemaFault> Check(string format, ReadOnlyMemory<byte> content, IReadOnlyDictionary<string, byte[]> files) => format switch
    {
        "stix" => new StixSchemas(files).Check(content),
        "ftm" => new FtmModel(files).Check(content),
        "misp" => new MispTemplates(files).Check(content),
        "cise" => new CiseSchemas(files).Check(content),
        _ => throw new ArgumentException($"'{format}' has no schema of others.", nameof(format)),
    };

    internal static ArgumentException NotThere(string what) => new($"The folder holds no {what}: unpack the public schema of the format there.");
}
