namespace Palermo.Analysis.Notices;

/// <summary>Whether something stands in the way, or a person must look at it.</summary>
public enum NoticeSeverity { Warn, Block }

/// <summary>One thing that the rules say about an application.</summary>
/// <param name="Code">As in the domain page "information exchange", 1.3, for red notices; NT-… for what holds for every colour; a letter of the colour for its own conditions.</param>
/// <param name="Field">The field it is about.</param>
/// <param name="Message">In words, with how to mend it.</param>
/// <param name="Provision">The provision it rests on.</param>
/// <param name="TellRequester">What the requester may be told; the same as the message but where an answer would give a refugee away.</param>
public sealed record NoticeFinding(string Code, NoticeSeverity Severity, string Field, string Message, string Provision, string TellRequester);
