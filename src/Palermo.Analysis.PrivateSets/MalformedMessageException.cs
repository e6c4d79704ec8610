namespace Palermo.Analysis.PrivateSets;

/// <summary>A query or an answer from the other side that does not keep to the format. Nothing of it was used.</summary>
public sealed class MalformedMessageException(string message) : FormatException(message);
