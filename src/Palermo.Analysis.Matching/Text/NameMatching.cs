namespace Palermo.Analysis.Matching;

/// <summary>Compares two names of a known or unknown kind: persons, organisations, vessels.</summary>
public static class NameMatching
{
    /// <summary>Score from which two names are proposed as one, fixed before any judged pair was looked at (entity-matching 2: a token score of 0.80).</summary>
    public const double Threshold = 0.8;

    /// <summary>Score of two names, 0 to 1; symmetric.</summary>
    /// <param name="kind">Person, Company, Organization, LegalEntity, Vessel or the like; null when unknown (compared as a person).</param>
    public static double Score(string left, string right, string? kind = null) => kind?.ToLowerInvariant() switch
    {
        "company" or "organization" or "organisation" or "legalentity" or "publicbody" => OrganisationComparator.Score(left, right),
        "vessel" or "ship" or "airplane" => OrganisationComparator.Score(left, right),
        _ => NameComparator.Score(left, right),
    };
}
