namespace Palermo.Analysis.Matching;

/// <summary>One word of a name, in capital Latin letters A to Z and digits (an apostrophe keeps two letters from reading as one sound, ^ marks a lost hachek).</summary>
/// <param name="Start">Where its letters begin in the parser's buffer.</param>
/// <param name="Length">How many letters it has.</param>
/// <param name="Script">The script it was written in.</param>
/// <param name="Article">Letters of the Arabic article at its start (0 or 2), known for sure only in Arabic script.</param>
internal readonly record struct NameToken(int Start, int Length, Script Script, int Article)
{
    /// <summary>True where short vowels are not written, so that a missing vowel says nothing.</summary>
    public bool LeavesVowelsOut => Script is Script.Arabic or Script.Hebrew;
}
