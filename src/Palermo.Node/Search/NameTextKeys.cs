using System.Globalization;
using System.Text;
using Palermo.Analysis.Matching;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>The search keys of a node: exact tokens folded, and the canonical keys of names across scripts and spellings.</summary>
internal sealed class NameTextKeys : ITextKeys
{
    public static NameTextKeys Instance { get; } = new();

    private const int LongestToken = 64;

    /// <summary>Raised with the keys of names, and when the cutting of words changes.</summary>
    public int Version => NameKeys.Version * 100 + 1;

    /// <inheritdoc/>
    public void Tokens(string text, ICollection<string> into)
    {
        // Accents and vowel marks go, letters of every script stay; case is folded. ASCII needs none of it.
        var plain = Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormKD);
        Span<char> token = stackalloc char[LongestToken];
        var length = 0;
        foreach (var c in plain)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                if (length < LongestToken) token[length++] = char.ToLowerInvariant(c);
            }
            // A mark, an apostrophe or a joiner stands within a word; the Arabic tatweel is a letter to Unicode and says nothing.
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) && c is not ('\'' or '\u2019')) End(token);
        }
        End(token);

        void End(Span<char> letters)
        {
            if (length > 0) into.Add(new string(letters[..length]).Replace("\u0640", ""));
            length = 0;
        }
    }

    /// <inheritdoc/>
    public void Parts(string text, ICollection<string> into)
    {
        for (var at = text.AsSpan().IndexOfAny('\'', '\u2019'); at >= 0;)
        {
            // The letters on either side, up to the next mark: what is shorter than three (l', d', 's) says nothing.
            var (from, to) = (at, at + 1);
            while (from > 0 && char.IsLetterOrDigit(text[from - 1])) from--;
            while (to < text.Length && char.IsLetterOrDigit(text[to])) to++;
            if (at - from >= 3) Tokens(text[from..at], into);
            if (to - at > 3) Tokens(text[(at + 1)..to], into);
            var next = text.AsSpan(at + 1).IndexOfAny('\'', '\u2019');
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    /// <inheritdoc/>
    public void Keys(string token, ICollection<string> into)
    {
        foreach (var key in NameKeys.Of(token)) into.Add(key);
    }
}
