namespace Palermo.Analysis.PrivateSets;

/// <summary>What the asker learnt in one run.</summary>
/// <param name="Mode">Whether it may know which keys, or only how many.</param>
/// <param name="KeysInCommon">Distinct keys that both sides have.</param>
/// <param name="HolderPaddedSize">Keys of the holder as far as can be seen: its padded size.</param>
/// <param name="Elements">
/// The elements with a key in common, in their own order, with their common keys. Null in count-only mode.
/// </param>
/// <remarks>A key in common is a reason to ask, never proof that two persons are one: names are shared by many.</remarks>
public sealed record SetMatches(SetMode Mode, int KeysInCommon, int HolderPaddedSize, IReadOnlyList<MatchedElement>? Elements);

/// <summary>One element of the asker that met a key of the holder.</summary>
/// <param name="Element">Its number in the asker's <see cref="KeySet"/>.</param>
/// <param name="Keys">The common keys; more of them are stronger ground.</param>
public sealed record MatchedElement(int Element, IReadOnlyList<string> Keys);
