using NodaTime;

namespace Palermo.Kernel;

public enum ConsentForm { Signed, OralWithWitness, Recorded }

/// <summary>A person's consent: to what, towards whom, how it was asked and given, and until when.</summary>
/// <param name="WordsReadOut">The words, in the language in which they were read out.</param>
/// <param name="OnBehalfOf">For a child or somebody without capacity: who gave it; null when the person did.</param>
public sealed record Consent(
    string What, string Towards, string Purpose, string Language, string WordsReadOut, ConsentForm Form, LocalDate GivenOn, LocalDate? Until = null,
    LocalDate? WithdrawnOn = null, string? OnBehalfOf = null)
{
    /// <summary>True on days on which it holds: from the day given, to its end, before it was withdrawn.</summary>
    public bool HoldsOn(LocalDate day) => GivenOn <= day && (Until is not { } last || day <= last) && (WithdrawnOn is not { } gone || day < gone);

    /// <summary>Why something may not be done under these consents; empty when one covers it.</summary>
    public static IReadOnlyList<Refusal> Missing(IEnumerable<Consent> consents, string what, string towards, string purpose, LocalDate day) =>
        consents.Any(c => c.What == what && c.Towards == towards && c.Purpose == purpose && c.HoldsOn(day)) ? []
            : [new Refusal("consent.missing", $"No consent covers this: {what}, towards {towards}, for {purpose}, on {day:uuuu-MM-dd}.")];
}
