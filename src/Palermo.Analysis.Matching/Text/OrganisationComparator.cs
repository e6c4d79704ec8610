namespace Palermo.Analysis.Matching;

/// <summary>Compares two names of organisations or vessels.</summary>
public static class OrganisationComparator
{
    /// <summary>1 for the same name, 0 for nothing in common. Order of words counts little, legal forms and common words less than names.</summary>
    public static double Score(string left, string right) => NameComparator.Score(left, right);
}
