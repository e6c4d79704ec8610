namespace Palermo.Kernel;

/// <summary>Categories of data subject after Directive (EU) 2016/680, Art. 6, and those that this field must keep apart from them.</summary>
public enum SubjectCategory
{
    /// <summary>Serious grounds to believe that the person committed an offence, or is about to.</summary>
    Suspect,
    Convicted,
    Victim,
    /// <summary>Witness, informant, contact or associate.</summary>
    OtherParty,
    /// <summary>A person who was smuggled: not liable for that (Smuggling of Migrants Protocol, Art. 5).</summary>
    SmuggledPerson,
    /// <summary>There is reason to believe that the person is a victim of trafficking, identified or not.</summary>
    PresumedVictim,
    MissingPerson,
    Deceased,
    RescuedPerson,
    Beneficiary,
}

/// <summary>The rules on who may be called what.</summary>
public static class SubjectCategories
{
    /// <summary>Categories that can bear a measure against a person.</summary>
    public static bool Accuses(SubjectCategory category) => category is SubjectCategory.Suspect or SubjectCategory.Convicted;

    /// <summary>Categories that no record and no kind may join with an accusing one.</summary>
    public static bool Protects(SubjectCategory category) => category is SubjectCategory.SmuggledPerson or SubjectCategory.PresumedVictim;

    /// <summary>Law 4: a smuggled person is never a suspect for having been smuggled, and a presumed victim not for what was done to her.</summary>
    /// <remarks>
    /// A person who was smuggled and is suspected of something else has two records, one for each role, linked by the party:
    /// no record, and so no list and no hit, carries both.
    /// </remarks>
    public static IEnumerable<Refusal> Problems(IReadOnlyCollection<SubjectCategory> categories)
    {
        if (categories.Any(Accuses) && categories.Any(Protects))
            yield return new("category.smuggled-not-suspect",
                "A smuggled person or presumed victim cannot be recorded as a suspect here: record another offence in a record of its own.",
                "Smuggling of Migrants Protocol, Art. 5; Trafficking in Persons Protocol, Art. 2(b)", "categories");
    }
}
