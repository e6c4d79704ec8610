namespace Palermo.Kernel;

/// <summary>The schemes in which services grade a source and its information. The original grade is kept; the normalised one is shown beside it.</summary>
public enum GradingScheme
{
    /// <summary>Admiralty or NATO, 6x6: A to F, 1 to 6.</summary>
    Admiralty,
    /// <summary>Europol, 4x4: A, B, C, X and 1 to 4 (Regulation (EU) 2016/794, Art. 29).</summary>
    FourByFour,
    /// <summary>United Kingdom, 5x5x5 (older): A to E, 1 to 5; its third digit is a handling code and lies outside the grade.</summary>
    FiveByFiveByFive,
}

/// <summary>How far the source is trusted, on one scale for all schemes.</summary>
public enum SourceReliability { Unknown, Reliable, Mostly, Sometimes, Unreliable }

/// <summary>How far the information is trusted, on one scale for all schemes.</summary>
public enum InformationCredibility { Unknown, Confirmed, Direct, CorroboratedHearsay, Uncorroborated, Improbable }

/// <summary>The grade that a source and its information were given, in the giver's own scheme.</summary>
/// <param name="Source">A letter of the scheme.</param>
/// <param name="Information">A digit of the scheme.</param>
/// <remarks>
/// Conversion is one way and loses something: the table of <c>domain/information-exchange.md</c> 2.3, where an entry covers two
/// normalised grades the less trusting is taken.
/// </remarks>
public sealed record Grading(GradingScheme Scheme, char Source, char Information)
{
    private (string Sources, string Digits) Allowed => Scheme switch
    {
        GradingScheme.Admiralty => ("ABCDEF", "123456"),
        GradingScheme.FourByFour => ("ABCX", "1234"),
        _ => ("ABCDE", "12345"),
    };

    /// <summary>What is wrong with the grade in its own scheme.</summary>
    public IEnumerable<Refusal> Problems()
    {
        var (sources, digits) = Allowed;
        if (!sources.Contains(Source)) yield return new("grading.source", $"'{Source}' is no source grade of {Scheme}: use one of {sources}.", Field: "grading.source");
        if (!digits.Contains(Information)) yield return new("grading.information", $"'{Information}' is no information grade of {Scheme}: use one of {digits}.", Field: "grading.information");
    }

    public SourceReliability NormalisedSource => (Scheme, Source) switch
    {
        (GradingScheme.Admiralty, 'F') or (GradingScheme.FourByFour, 'X') or (GradingScheme.FiveByFiveByFive, 'E') => SourceReliability.Unknown,
        (_, 'A') => SourceReliability.Reliable,
        (_, 'B') => SourceReliability.Mostly,
        (GradingScheme.FourByFour, 'C') => SourceReliability.Unreliable, // "unreliable in most instances" (Art. 29)
        (_, 'C') => SourceReliability.Sometimes,
        (_, 'D') or (GradingScheme.Admiralty, 'E') => SourceReliability.Unreliable,
        _ => SourceReliability.Unknown,
    };

    public InformationCredibility NormalisedInformation => (Scheme, Information) switch
    {
        (_, '1') => InformationCredibility.Confirmed,
        (GradingScheme.Admiralty, '2' or '3') => InformationCredibility.CorroboratedHearsay,
        (_, '2') => InformationCredibility.Direct,
        (_, '3') => InformationCredibility.CorroboratedHearsay,
        (GradingScheme.Admiralty, '4') => InformationCredibility.Uncorroborated,
        (GradingScheme.Admiralty or GradingScheme.FiveByFiveByFive, '5') => InformationCredibility.Improbable,
        (GradingScheme.Admiralty, '6') => InformationCredibility.Unknown,
        (GradingScheme.FourByFour, '4') => InformationCredibility.Uncorroborated,
        _ => InformationCredibility.Unknown,
    };

    /// <summary>0 to 100, for ordering in analyses only, never for a decision about a person.</summary>
    public int Confidence => (int)Math.Round(Math.Sqrt(
        NormalisedSource switch { SourceReliability.Reliable => 90, SourceReliability.Mostly => 75, SourceReliability.Sometimes => 55, SourceReliability.Unreliable => 25, _ => 40 }
        * NormalisedInformation switch
        {
            InformationCredibility.Confirmed => 95, InformationCredibility.Direct => 80, InformationCredibility.CorroboratedHearsay => 75,
            InformationCredibility.Uncorroborated => 40, InformationCredibility.Improbable => 10, _ => 40,
        }), MidpointRounding.AwayFromZero);

    /// <summary>True for what no measure against a person may rest on alone: an unreliable or unknown source whose word nothing supports.</summary>
    public bool NeverAlone =>
        NormalisedSource is SourceReliability.Unknown or SourceReliability.Unreliable
        && NormalisedInformation is InformationCredibility.Uncorroborated or InformationCredibility.Improbable or InformationCredibility.Unknown;

    public override string ToString() => $"{Source}{Information}";
}
