using NodaTime;
using Palermo.Kernel;

namespace Palermo.Exchange.Envelopes;

/// <summary>What is to be sealed for a partner.</summary>
/// <param name="Life">How long it is good for.</param>
public sealed record Draft(
    long Sequence, Duration Life, IReadOnlyList<NumberedMessage> Messages, IReadOnlyList<Receipt> Receipts, IReadOnlyList<string> Asks,
    IReadOnlyDictionary<string, IReadOnlyList<IncomingFile>>? Files = null);
