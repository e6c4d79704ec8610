using NodaTime;

namespace Palermo.Kernel;

/// <summary>A number or name by which a person or thing is known elsewhere.</summary>
/// <param name="Type">Such as <c>passport</c>, <c>phone</c>, <c>plate</c>, <c>imo</c>.</param>
/// <param name="Written">As written in the source.</param>
/// <param name="Normalised">In normal form; equal things have equal values.</param>
/// <param name="CheckDigitHolds">Whether its check digit holds; null when the type has none.</param>
public sealed record Identifier(string Type, string Written, string Normalised, string? Issuer = null, LocalDate? From = null, LocalDate? To = null, bool? CheckDigitHolds = null);

/// <summary>A name of a party, in one script.</summary>
/// <param name="Sort">birth, alias, nickname, transliteration or former.</param>
/// <param name="Script">ISO 15924, such as Latn or Arab.</param>
public sealed record PartyName(string Name, string Sort = "birth", string? Script = null);

/// <summary>A nationality as claimed, presumed or confirmed.</summary>
/// <param name="Country">ISO 3166-1 alpha-3.</param>
public sealed record Nationality(string Country, string Standing);
