namespace Palermo.Kernel;

/// <summary>A file that an analysis makes, such as a bulletin as a document: sent as it is by the endpoint, written by the verb to <c>--out</c>.</summary>
/// <param name="Ending">Without the dot, such as <c>docx</c>.</param>
/// <param name="MediaType">Such as <c>application/pdf</c>.</param>
public sealed record ProducedFile(string Ending, string MediaType, ReadOnlyMemory<byte> Content);
