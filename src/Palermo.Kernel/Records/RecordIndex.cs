namespace Palermo.Kernel;

/// <summary>A short name by which things are found again: phone, plate, passport, hull number.</summary>
/// <param name="Type">Name of the type, such as <c>phone</c>.</param>
/// <param name="Value">Normalised: the same thing gives the same value.</param>
/// <param name="Statement">The marking of the statement it comes from; null: the record's own.</param>
public sealed record IndexedIdentifier(string Type, string Value, Handling? Statement = null);

/// <summary>Text that search finds, with the marking of the statement it comes from.</summary>
public sealed record IndexedText(string Text, Handling? Statement = null);

/// <summary>A point that the map shows.</summary>
public sealed record IndexedPlace(double Latitude, double Longitude, double RadiusMetres, Handling? Statement = null);

/// <summary>An arrow to another record.</summary>
/// <param name="Role">What the other is to this one.</param>
public sealed record IndexedLink(string Role, RecordId Target, Handling? Statement = null);

/// <summary>A value of a field by which lists are filtered and counted.</summary>
public sealed record IndexedFacet(string Field, string Value);

/// <summary>What the store keeps beside a body so that it can be found: made by the kind from the body alone.</summary>
public sealed record RecordIndex(
    string Title,
    EventTime? Time,
    IReadOnlyList<IndexedText> Texts,
    IReadOnlyList<IndexedIdentifier> Identifiers,
    IReadOnlyList<IndexedPlace> Places,
    IReadOnlyList<IndexedLink> Links,
    IReadOnlyList<IndexedFacet> Facets);
