using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>A check digit, looked at.</summary>
/// <param name="Name">number, birth, expiry, personal or composite.</param>
/// <param name="Expected">What it should be; <c>?</c> where a sign that cannot stand there forbids to compute it.</param>
/// <param name="Found">What stands there.</param>
internal sealed record MrzCheck(string Name, string Expected, string Found, bool Ok);

/// <summary>How much weight a finding has. Neither says anything about the person who carries the document.</summary>
internal enum MrzWeight
{
    /// <summary>The zone is not as Doc 9303 has it.</summary>
    Error,
    /// <summary>The zone is in order; an officer wants to know this all the same.</summary>
    Notice,
}

/// <summary>Something that is not as it should be, with its place and the mend.</summary>
/// <param name="Code">Stable, such as <c>check.birth</c> or <c>date.month</c>.</param>
/// <param name="Line">From 1; 0 for the whole.</param>
/// <param name="From">First column, from 1; 0 for the whole line.</param>
/// <param name="To">Last column.</param>
/// <param name="Expected">What was expected there, where that can be said.</param>
internal sealed record MrzProblem(string Code, MrzWeight Weight, int Line, int From, int To, string? Found, string? Expected, Words Message);

/// <summary>What the zone says of document and holder.</summary>
/// <param name="Code">Document code without fillers, such as <c>P</c>, <c>ID</c>, <c>V</c>.</param>
/// <param name="Issuer">Issuing state or organisation as written, without fillers.</param>
/// <param name="Number">Document number, with what runs on in the optional field.</param>
/// <param name="Birth">Date of birth; unknown parts as <c>X</c>: <c>1974-XX-XX</c> (ISO 8601-2).</param>
/// <param name="Sex"><c>M</c>, <c>F</c>, or <c>X</c> where the zone leaves it open.</param>
/// <param name="Surname">Primary identifier, spaces between its parts.</param>
/// <param name="GivenNames">Secondary identifier.</param>
/// <param name="NamesMayBeCut">True when the name field is full to its end: names may have been shortened (ICAO Doc 9303-3, 4.6).</param>
/// <param name="Optional">Optional data as written, without fillers at the end; for a passport the personal number.</param>
/// <param name="Office">French card: office that issued it.</param>
/// <param name="Issued">French card: year and month of issue.</param>
internal sealed record MrzFields(
    string Code, string Issuer, string Number, string? Nationality, string? Birth, string? Sex, string? Expiry, string Surname, string GivenNames,
    bool NamesMayBeCut, string? Optional = null, string? SecondOptional = null, string? Office = null, string? Issued = null)
{
    public static MrzFields None { get; } = new("", "", "", null, null, null, null, "", "", false);
}

/// <summary>A machine readable zone, read.</summary>
/// <param name="Lines">The lines as they were looked at: upper case, to the width of the form.</param>
internal sealed record MrzReading(MrzFormat Format, IReadOnlyList<string> Lines, MrzFields Fields, IReadOnlyList<MrzCheck> Checks, IReadOnlyList<MrzProblem> Problems)
{
    /// <summary>True when nothing in the zone contradicts its form. A forger computes check digits too: this is no proof that a document is genuine.</summary>
    public bool Valid => Format != MrzFormat.Unknown && Problems.All(p => p.Weight != MrzWeight.Error);
}
