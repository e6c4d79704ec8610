using NodaTime;

namespace Palermo.Kernel;

/// <summary>Where a record comes from.</summary>
/// <param name="Source">The organisation, person or system, by name.</param>
/// <param name="Reference">The record's name in the source, where it has one.</param>
/// <param name="Import">The import that brought it, where one did.</param>
/// <param name="Line">Line or row in the imported file, from 1.</param>
public sealed record Provenance(string Source, string? Reference = null, RecordId? Import = null, int? Line = null);

/// <summary>What every record bears whatever its kind (law 1).</summary>
/// <param name="Kind">Name of the kind.</param>
/// <param name="Owner">The node that owns the record.</param>
/// <param name="State">A state of the kind's workflow.</param>
/// <param name="LegalBasis">The provision under which it is kept; required where the kind says so.</param>
/// <param name="ReviewDate">The day by which somebody must look again whether it is still needed.</param>
public sealed record RecordHeader(
    RecordId Id,
    string Kind,
    string Owner,
    string State,
    Handling Handling,
    ImmutableSet Purposes,
    ImmutableSet NeedToKnow,
    Provenance Provenance,
    LocalDate ReviewDate,
    IReadOnlyList<SubjectCategory> Categories,
    string? LegalBasis = null,
    Grading? Grading = null)
{
    /// <summary>What <see cref="Access.Decide"/> looks at.</summary>
    public AccessClass ClassIn(Compartment compartment) => new(Handling, Purposes, Owner, compartment, NeedToKnow);

    /// <summary>Law 1: nothing is stored without provenance, handling, purpose and a review date; a legal basis where the kind needs one.</summary>
    /// <param name="today">The day of storing: a review date lies after it.</param>
    public IEnumerable<Refusal> Problems(Kind kind, LocalDate today)
    {
        if (string.IsNullOrWhiteSpace(Provenance.Source))
            yield return new("header.provenance", "Say where it comes from.", "Palermo, law 1", "provenance.source");
        foreach (var problem in Handling.Problems()) yield return problem;
        if (Purposes.IsEmpty)
            yield return new("header.purpose", "Say what it may be used for: at least one purpose.", "Directive (EU) 2016/680, Art. 4(1)(b)", "purposes");
        foreach (var purpose in Purposes.Where(p => !Purpose.All.ContainsKey(p)))
            yield return new("header.purpose-unknown", $"'{purpose}' is no purpose: use one of {string.Join(", ", Purpose.All.Keys)}.", Field: "purposes");
        if (kind.Compartment == Compartment.Protection && (Purposes.Count != 1 || !Purposes.Contains(Purpose.Protection)))
            yield return new("header.protection-only", "Records of protection serve protection only.", "Palermo, law 3", "purposes");
        if (ReviewDate <= today)
            yield return new("header.review", $"The review date {ReviewDate:uuuu-MM-dd} is not after today.", "Directive (EU) 2016/680, Art. 5", "reviewDate");
        if (kind.NeedsLegalBasis && string.IsNullOrWhiteSpace(LegalBasis))
            yield return new("header.legal-basis", "This kind needs its legal basis: name the provision.", "Directive (EU) 2016/680, Art. 8", "legalBasis");
        if (Grading is not null) foreach (var problem in Grading.Problems()) yield return problem;
        if (kind.NeedsGrading && Grading is null)
            yield return new("header.grading", "This kind needs a grade of its source.", Field: "grading");
        foreach (var problem in SubjectCategories.Problems(Categories)) yield return problem;
        foreach (var category in Categories.Where(c => !kind.Categories.Contains(c)))
            yield return new("header.category", $"This kind does not record a {category}.", Field: "categories");
        if (kind.Workflow.States.All(s => s.Name != State))
            yield return new("header.state", $"'{State}' is no state of {kind.Name}.", Field: "state");
    }
}
