using NodaTime;

namespace Palermo.Kernel;

/// <summary>A hand-over in the chain of custody of an item.</summary>
/// <param name="From">Who had it.</param>
/// <param name="To">Who has it now.</param>
/// <param name="Seal">Number of the bag or seal.</param>
/// <param name="SealIntact">Whether the seal was whole when it was handed over.</param>
/// <param name="Signature">Hash of what was signed.</param>
/// <remarks>After ISO/IEC 27037, 6.1: chain of custody.</remarks>
public sealed record CustodyStep(string Item, string From, string To, Instant At, string Place, string Purpose, string? Condition = null, string? Seal = null, bool SealIntact = true, string? Signature = null);

/// <summary>The chain of custody: a break is flagged and kept, never deleted.</summary>
public static class Custody
{
    /// <summary>Every break: who handed over did not have it, time that goes back, a broken or changed seal.</summary>
    /// <param name="steps">The steps of one item, in the order recorded.</param>
    public static IReadOnlyList<Refusal> Breaks(IReadOnlyList<CustodyStep> steps)
    {
        List<Refusal> breaks = [];
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            if (!step.SealIntact) breaks.Add(new("custody.seal-broken", $"Step {i + 1}: the seal {step.Seal} was not whole.", "ISO/IEC 27037"));
            if (i == 0) continue;
            var before = steps[i - 1];
            if (step.Item != before.Item) breaks.Add(new("custody.item", $"Step {i + 1} is about '{step.Item}', and the chain about '{before.Item}'."));
            if (step.From != before.To) breaks.Add(new("custody.gap", $"Step {i + 1}: {step.From} handed it over, and {before.To} had it. Where was it between?", "ISO/IEC 27037"));
            if (step.At <= before.At) breaks.Add(new("custody.time", $"Step {i + 1} lies at {step.At}, not after the step before."));
            if (step.SealIntact && before.Seal is { } seal && step.Seal is { } next && next != seal && step.Purpose != "resealed")
                breaks.Add(new("custody.seal-changed", $"Step {i + 1}: the seal was {seal} and is {next}; a new seal is a step of its own, with the purpose 'resealed'."));
        }
        return breaks;
    }
}
