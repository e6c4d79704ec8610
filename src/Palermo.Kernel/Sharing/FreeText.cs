using System.Text;
using System.Text.RegularExpressions;

namespace Palermo.Kernel;

/// <summary>Looks at words that somebody writes to a partner: free text is the way by which a protected person's data would leave unseen.</summary>
public static partial class FreeText
{
    /// <summary>Words of asylum and refuge in the languages of the partners, folded: beginnings of words.</summary>
    private static readonly string[] Sheltered =
    [
        "asyl", "asile", "asilo", "refugee", "refugie", "rifugiat", "refugiad", "fluchtling", "fluechtling", "unhcr", "unrwa", "ofpra", "subsidiary protection", "protection subsidiaire", "protezione sussidiaria",
        "non-refoulement", "لجوء", "لاجئ", "اللاجئ", "مفوضية اللاجئين",
    ];

    /// <summary>Refused when the words speak of asylum or refuge: whatever they say, they say it of somebody.</summary>
    public static IEnumerable<Refusal> Problems(string words, string field)
    {
        var folded = Fold(words);
        if (Sheltered.Any(s => Begins(folded, s)))
            yield return new("release.words", "The words speak of asylum or refugee status: that goes to no partner in free text. Say it without, or ask the protection officer.", "1951 Convention, Art. 33; Palermo, law 10", field);
    }

    /// <summary>Numbers in a text that may be a phone, a plate or a document: six characters or more with at least four digits, as written and without signs.</summary>
    public static IReadOnlyList<string> Numbers(string words) =>
        [.. Number.Matches(words).Select(m => m.Value.Trim()).Concat(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(t => t.Length is >= 6 and <= 60 && t.Count(char.IsDigit) >= 4).Distinct(StringComparer.Ordinal).Take(60)];

    [GeneratedRegex(@"\+?\d[\d \-./()]{4,30}\d")]
    private static partial Regex Number { get; }

    private static bool Begins(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            // Arabic puts the article before the word without a space.
            if (at == 0 || !char.IsLetter(text[at - 1]) || word[0] > '\u0600') return true;
        return false;
    }

    /// <summary>Letters as they are compared: small, without marks and signs that do not show.</summary>
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
            // Marks, and signs that do not show, are no way around a word.
            if (System.Globalization.CharUnicodeInfo.GetUnicodeCategory(letter) is not (System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.Format)) folded.Append(letter);
        return folded.ToString();
    }
}
