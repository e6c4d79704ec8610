namespace Palermo.Analysis.Matching;

/// <summary>An identifier in one form for comparing, and what its check digit says.</summary>
/// <param name="Value">Normal form; empty when nothing usable was in the text.</param>
/// <param name="Check">Whether it could be checked, and passed.</param>
/// <param name="Problem">What is wrong with it, in words; null when nothing is.</param>
public readonly record struct NormalisedIdentifier(string Value, CheckDigit Check, string? Problem)
{
    /// <summary>True when two records may be matched on it: not empty and not contradicted by its own check digit.</summary>
    public bool Usable => Value.Length > 0 && Check != CheckDigit.Wrong;

    internal static NormalisedIdentifier Bad(string value, string problem) => new(value, CheckDigit.Wrong, problem);
}

/// <summary>What the check digit of an identifier says.</summary>
public enum CheckDigit
{
    /// <summary>This kind of identifier bears none, or none that holds everywhere.</summary>
    None,

    /// <summary>It is there and right.</summary>
    Right,

    /// <summary>It is wrong, or the form is impossible.</summary>
    Wrong,
}
