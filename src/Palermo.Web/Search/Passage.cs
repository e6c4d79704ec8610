using System.Text;
using Palermo.Kernel;
using Palermo.Web.Entry;

namespace Palermo.Web.Search;

/// <summary>The place in a record where words of a search stand.</summary>
/// <param name="Field">The field it is from.</param>
/// <param name="Pieces">The text in pieces, those that match marked.</param>
public sealed record Passage(Field Field, IReadOnlyList<(string Text, bool Match)> Pieces)
{
    private const int Around = 60;

    /// <summary>The first passage of a body that holds a word as it is written, without regard to case and accents; null when the hit is by another spelling.</summary>
    /// <param name="text">The search as written.</param>
    public static Passage? Find(Kind kind, object body, string text, string language)
    {
        var words = text.Replace('"', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(w => Folded(w).Text).Where(w => w.Length > 1).Distinct().ToArray();
        if (words.Length == 0) return null;
        foreach (var field in kind.Fields.Where(f => f.Searched || f.Type == FieldType.Identifier))
        {
            var lines = field.Get(body) switch
            {
                ISourced sourced => sourced.Statements.Select(s => FieldText.Of(field, s.Value, language)),
                var value => [FieldText.Of(field, value, language)],
            };
            foreach (var line in lines)
                if (In(line, words) is { } pieces) return new(field, pieces);
        }
        return null;
    }

    private static List<(string Text, bool Match)>? In(string line, string[] words)
    {
        var (folded, at) = Folded(line);
        List<(int From, int To)> hits = [];
        foreach (var word in words)
            for (var i = folded.IndexOf(word, StringComparison.Ordinal); i >= 0 && hits.Count < 20; i = folded.IndexOf(word, i + word.Length, StringComparison.Ordinal))
                hits.Add((at[i], i + word.Length < at.Count ? at[i + word.Length] : line.Length));
        if (hits.Count == 0) return null;
        hits.Sort();
        var (start, end) = (Math.Max(0, hits[0].From - Around), Math.Min(line.Length, hits[0].To + 2 * Around));
        List<(string, bool)> pieces = [];
        if (start > 0) pieces.Add(("… ", false));
        var here = start;
        foreach (var (from, to) in hits)
        {
            if (from < here || to > end) continue;
            if (from > here) pieces.Add((line[here..from], false));
            pieces.Add((line[from..to], true));
            here = to;
        }
        if (end > here) pieces.Add((line[here..end], false));
        if (end < line.Length) pieces.Add((" …", false));
        return pieces;
    }

    /// <summary>The text in lower case without accents and vowel marks, and where each of its characters stood.</summary>
    private static (string Text, List<int> At) Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        List<int> at = new(text.Length);
        for (var i = 0; i < text.Length; i++)
            foreach (var c in char.IsSurrogate(text[i]) ? text[i].ToString() : text[i].ToString().Normalize(NormalizationForm.FormD))
            {
                if (System.Globalization.CharUnicodeInfo.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark) continue;
                folded.Append(char.ToLowerInvariant(c));
                at.Add(i);
            }
        return (folded.ToString(), at);
    }
}
