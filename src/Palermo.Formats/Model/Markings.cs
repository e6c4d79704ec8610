namespace Palermo.Formats;

/// <summary>How far something may go and what may be done with it.</summary>
/// <param name="Tlp">Traffic Light Protocol 2.0 (FIRST, 2022): one of <see cref="TlpCodes"/>.</param>
/// <param name="Pap">Permissible Actions Protocol: one of <see cref="PapCodes"/>.</param>
/// <param name="Handling">SIENA handling codes H0 to H3, combined (EU manual 6261/18).</param>
/// <param name="Restriction">The words of H3.</param>
/// <param name="Classification">One of <see cref="Classifications"/>.</param>
public sealed record Marking(string? Tlp = null, string? Pap = null, IReadOnlyList<string>? Handling = null, string? Restriction = null, string? Classification = null)
{
    /// <summary>From open to closed.</summary>
    public static readonly string[] TlpCodes = ["clear", "green", "amber", "amber+strict", "red"];
    public static readonly string[] PapCodes = ["clear", "green", "amber", "red"];
    public static readonly string[] HandlingCodes = ["H0", "H1", "H2", "H3"];
    public static readonly string[] Classifications = ["unclassified", "restricted", "confidential", "secret"];

    /// <summary>True when it says nothing.</summary>
    public bool IsEmpty => Tlp is null && Pap is null && Handling is not { Count: > 0 } && Restriction is null && Classification is null;

    /// <summary>Equal by what it says; the order of handling codes says nothing.</summary>
    public bool Equals(Marking? other) => other is not null && Tlp == other.Tlp && Pap == other.Pap && Restriction == other.Restriction && Classification == other.Classification
        && (Handling ?? []).Order(StringComparer.Ordinal).SequenceEqual((other.Handling ?? []).Order(StringComparer.Ordinal));

    public override int GetHashCode() => HashCode.Combine(Tlp, Pap, Restriction, Classification, Handling?.Count ?? 0);

    /// <summary>The first thing that is wrong with it, with the name of its field; null when all is well.</summary>
    public (string Field, string Reason)? Problem()
    {
        if (Tlp is not null && !TlpCodes.Contains(Tlp)) return ("tlp", $"'{Tlp}' is no TLP 2.0 label: use one of {string.Join(", ", TlpCodes)}.");
        if (Pap is not null && !PapCodes.Contains(Pap)) return ("pap", $"'{Pap}' is no PAP label: use one of {string.Join(", ", PapCodes)}.");
        if (Handling?.FirstOrDefault(h => !HandlingCodes.Contains(h)) is { } code) return ("handling", $"'{code}' is no handling code: use H0 to H3.");
        if (Classification is not null && !Classifications.Contains(Classification)) return ("classification", $"'{Classification}' is no classification: use one of {string.Join(", ", Classifications)}.");
        return null;
    }
}

/// <summary>The grade of source and information, in the giver's own scheme; the original is never converted.</summary>
/// <param name="Scheme">One of <see cref="Schemes"/>.</param>
/// <param name="Source">A letter or digit of the scheme.</param>
/// <param name="Information">A digit or letter of the scheme.</param>
public sealed record Grade(string Scheme, string Source, string Information)
{
    private static readonly Dictionary<string, (string Sources, string Information)> Schemes = new(StringComparer.Ordinal)
    {
        ["admiralty"] = ("ABCDEF", "123456"), ["4x4"] = ("ABCX", "1234"), ["5x5x5"] = ("ABCDE", "12345"), ["3x5x2"] = ("123", "ABCDE"),
    };

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem() =>
        !Schemes.TryGetValue(Scheme, out var scheme) ? $"'{Scheme}' is no grading scheme: use one of {string.Join(", ", Schemes.Keys)}."
        : Source.Length != 1 || !scheme.Sources.Contains(Source, StringComparison.Ordinal) ? $"'{Source}' is no source grade of {Scheme}: use one of {scheme.Sources}."
        : Information.Length != 1 || !scheme.Information.Contains(Information, StringComparison.Ordinal) ? $"'{Information}' is no information grade of {Scheme}: use one of {scheme.Information}."
        : null;

    /// <summary>0 to 100 for formats that know a confidence only; for ordering, never for a decision about a person.</summary>
    /// <remarks>Table and formula of the domain page "information exchange", 2.3: the root of the product, rounded. B2 in 4x4 gives 77.</remarks>
    public int Confidence => (int)Math.Round(Math.Sqrt(OfSource * OfInformation), MidpointRounding.AwayFromZero);

    private int OfSource => (Scheme, Source) switch
    {
        ("3x5x2", "1") => 90, ("3x5x2", "3") => 25, ("3x5x2", _) => 40,
        ("admiralty", "F") or ("4x4", "X") or ("5x5x5", "E") => 40,
        (_, "A") => 90, (_, "B") => 75, ("4x4", "C") => 25, (_, "C") => 55, _ => 25,
    };

    private int OfInformation => (Scheme, Information) switch
    {
        ("3x5x2", "A") => 95, ("3x5x2", "B") => 75, ("3x5x2", "C") => 40, ("3x5x2", "E") => 10, ("3x5x2", _) => 40,
        (_, "1") => 95, ("admiralty", "2" or "3") => 75, (_, "2") => 80, (_, "3") => 75, ("admiralty", "6") => 40,
        ("admiralty" or "5x5x5", "5") => 10, _ => 40,
    };
}
