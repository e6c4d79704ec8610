using System.Text.Json.Nodes;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>A preview as verbs and the API give it: what leaves, what stays and why, and the message itself.</summary>
internal sealed record PreviewDocument(
    bool Leaves, string Partner, string Purpose, IReadOnlyList<Refusal> Refusals, IReadOnlyList<PreviewDocument.Line> Fields, string? Sha256, int Bytes, JsonNode? Message)
{
    internal sealed record Line(string Field, int? Statement, bool Leaves, IReadOnlyList<Refusal> Reasons);

    public static PreviewDocument Of(Preview preview) => new(
        preview.Leaves, preview.Question.Partner.Node, preview.Question.Purpose, preview.Refusals, [.. preview.Fields.Select(f => new Line(f.Field.Name, f.Statement, f.Leaves, f.Kept))],
        preview.Leaves ? preview.Sha256 : null, preview.Bytes.Length, preview.Leaves ? JsonNode.Parse(preview.Bytes.Span) : null);
}
