using NodaTime;
using Palermo.Kernel;

namespace Palermo.Exchange.Envelopes;

/// <summary>What is to be sealed for a partner.</summary>
/// <param name="Life">How long it is good for.</param>
public sealed record Draft(long Sequence, Duration Life)
{
    public IReadOnlyList<NumberedMessage> Messages { get; init; } = [];
    public IReadOnlyList<Receipt> Receipts { get; init; } = [];
    public IReadOnlyList<string> Asks { get; init; } = [];
    public IReadOnlyList<FilePart> Parts { get; init; } = [];
    public IReadOnlyList<FileProgress> Have { get; init; } = [];
}
