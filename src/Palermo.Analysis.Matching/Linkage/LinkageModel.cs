namespace Palermo.Analysis.Matching;

/// <summary>How values of a comparison are compared.</summary>
public enum Comparing
{
    /// <summary>Given name of a person, looked for among all names when the fields disagree.</summary>
    GivenName,

    /// <summary>Surname of a person, likewise.</summary>
    Surname,

    /// <summary>Names of a person besides the two.</summary>
    OtherNames,

    /// <summary>Birth dates, with precision and calendars.</summary>
    Date,

    /// <summary>Codes without meaning of their own: postcodes, serial numbers.</summary>
    Code,

    /// <summary>Texts of several words.</summary>
    Text,

    /// <summary>Values of a short list.</summary>
    Category,

    /// <summary>Several values in one field, one in common is enough.</summary>
    Set,

    /// <summary>Measures, by their ratio.</summary>
    Amount,

    /// <summary>Telephone numbers, in E.164, then by the last eight digits.</summary>
    Phone,

    /// <summary>Names of organisations, legal form left out.</summary>
    Organisation,

    /// <summary>Names of vessels, prefixes (M/V) left out.</summary>
    Vessel,
}

/// <summary>A level of agreement and how often it is reached by pairs that are one entity (M) and by pairs that are two (U).</summary>
public sealed record LevelModel(string Name, double M, double U)
{
    /// <summary>Partial match weight, log2(M/U) bits.</summary>
    public double Weight => Math.Log2(M / U);
}

/// <summary>One comparison: the field, how it is compared, and its levels, best first.</summary>
/// <param name="TermFrequency">Share of the term-frequency adjustment at the best level, 0 to 1 (entity-matching 1.2).</param>
/// <param name="FuzzyTermFrequency">The share at the levels below it.</param>
public sealed record ComparisonModel(string Name, string Field, Comparing Compare, IReadOnlyList<LevelModel> Levels, double TermFrequency = 0, double FuzzyTermFrequency = 0);

/// <summary>A blocking rule: records that agree on every part are compared.</summary>
/// <param name="Parts">Parts of the key, as <see cref="KeyParts"/> names them.</param>
/// <param name="Broad">True when its blocks are large: it is used only as far as a budget of pairs allows.</param>
/// <param name="Train">True when m is learnt on the pairs of this rule, for the comparisons it does not touch.</param>
public sealed record BlockingRule(IReadOnlyList<string> Parts, bool Broad = false, bool Train = false)
{
    /// <summary>The parts, joined by "and".</summary>
    public string Name => string.Join(" and ", Parts);
}

/// <summary>A linkage model of one kind of entity: comparisons, blocking rules, prior, thresholds. Saved and loaded as JSON.</summary>
/// <param name="Kind">What is linked: person, organisation, vessel, vehicle, phone, document, account, handle.</param>
/// <param name="Prior">Chance that two records taken at random are one entity (lambda).</param>
/// <param name="Threshold">Probability from which a pair is a link.</param>
/// <param name="Trained">True when m, u and prior were estimated on data, not the defaults.</param>
public sealed record LinkageModel(string Kind, int Version, double Prior, double Threshold, bool Trained,
    IReadOnlyList<ComparisonModel> Comparisons, IReadOnlyList<BlockingRule> Blocking)
{
    /// <summary>The version of the format that this library writes.</summary>
    public const int FormatVersion = 1;

    /// <summary>Prior weight, log2 of the odds.</summary>
    public double PriorWeight => Math.Log2(Prior / (1 - Prior));
}
