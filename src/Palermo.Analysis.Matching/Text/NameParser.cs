using System.Text;

namespace Palermo.Analysis.Matching;

/// <summary>Splits a name of any supported script into words in capital Latin letters. Reusable; not safe for two threads at once.</summary>
/// <remarks>
/// Pipeline of the domain page (entity-matching, 3): NFKC, bidi controls and tatweel dropped, script found per word, romanised,
/// capitals. Hyphens part words, apostrophes do not. At most <see cref="MaxLetters"/> letters and <see cref="MaxTokens"/> words
/// are read, so that a field of a megabyte costs no more than a long name. Linear in the length read; no allocation for names
/// that need no compatibility normalisation.
/// </remarks>
internal sealed class NameParser
{
    public const int MaxLetters = 512, MaxTokens = 32, MaxUnits = 2048;

    private readonly byte[] letters = new byte[MaxLetters + 16];
    private readonly NameToken[] tokens = new NameToken[MaxTokens];
    private readonly char[] normal = new char[MaxUnits * 4];
    private int used, count, start, arabicUnits;
    private Script script;
    private bool pendingVowel, alefFirst;

    public ReadOnlySpan<NameToken> Tokens => tokens.AsSpan(0, count);

    public ReadOnlySpan<byte> Letters(in NameToken token) => letters.AsSpan(token.Start, token.Length);

    public void Parse(ReadOnlySpan<char> name)
    {
        used = count = start = arabicUnits = 0;
        script = Script.None;
        pendingVowel = alefFirst = false;
        if (name.Length > MaxUnits) name = name[..MaxUnits];
        if (NeedsNormalising(name)) name = Normalised(name);
        for (var i = 0; i < name.Length && count < MaxTokens && used < MaxLetters; i++)
        {
            var c = name[i];
            if (char.IsAsciiLetter(c))
            {
                if (pendingVowel) InherentVowel();
                letters[used++] = (byte)(c & 0xDF);
                if (script == Script.None) script = Script.Latin;
            }
            else if (c < 0x80)
            {
                if (char.IsAsciiDigit(c)) letters[used++] = (byte)c;
                else if (c is not ('\'' or '`')) EndToken();
            }
            else NonAscii(c, name, i);
        }
        EndToken();
    }

    private void NonAscii(char c, ReadOnlySpan<char> name, int i)
    {
        var of = LetterTable.ScriptOf[c];
        var latin = LetterTable.Latin[c];
        if (of == Script.Indic) { IndicLetter(c, latin!); return; }
        if (latin is not null) { Append(Digraph(of, latin, name, i), of); return; }
        if (c is >= '\uAC00' and <= '\uD7A3') { Hangul(c - 0xAC00); return; }
        if (LetterTable.IsSilent(c)) return;
        if (char.IsLetter(c) && !char.IsSurrogate(c)) Append(CodePoint(c), Script.Other);
        else EndToken();
    }

    /// <summary>Greek letters whose sound hangs on their neighbours (ELOT 743): upsilon after a vowel; NT and MP where they are D and B.</summary>
    private string Digraph(Script of, string latin, ReadOnlySpan<char> name, int i)
    {
        if (of != Script.Greek || i == 0 || used == start) return latin;
        var before = letters[used - 1];
        if (latin == "Y") return before switch { (byte)'O' => "U", (byte)'A' or (byte)'E' => "V", _ => latin };
        var edge = used == start + 1 || i + 1 == name.Length || LetterTable.ScriptOf[name[i + 1]] != Script.Greek;
        if (!edge || !(latin == "T" && before == 'N' || latin == "P" && before == 'M' && used == start + 1)) return latin;
        used--;
        return latin == "T" ? "D" : "B";
    }

    private static string CodePoint(char c) => string.Create(5, c, static (to, unit) =>
    {
        to[0] = 'U';
        ((int)unit).TryFormat(to[1..], out _, "X4");
    });

    private void Append(string latin, Script of)
    {
        if (pendingVowel) InherentVowel();
        if (script is Script.None) script = of;
        if (of is Script.Arabic)
        {
            if (arabicUnits == 0) alefFirst = latin == "A";
            arabicUnits++;
        }
        if (used + latin.Length > MaxLetters) return;
        // Sin before heh is two sounds, not SH: keep them apart.
        if (of != Script.Latin && latin.Length > 0 && latin[0] == 'H' && used > start && letters[used - 1] is (byte)'S' or (byte)'K' or (byte)'G'
            or (byte)'T' or (byte)'D' or (byte)'C' or (byte)'Z' or (byte)'P' or (byte)'R' or (byte)'B') letters[used++] = (byte)'\'';
        foreach (var c in latin) letters[used++] = (byte)c;
    }

    private void IndicLetter(char c, string latin)
    {
        var offset = c & 0x7F;
        if (offset is >= 0x3E and <= 0x4D)           // vowel sign or virama replaces the inherent vowel
        {
            pendingVowel = false;
            Append(latin, Script.Indic);
            return;
        }
        Append(latin, Script.Indic);
        pendingVowel = offset is >= 0x15 and <= 0x39;
    }

    private void InherentVowel()
    {
        pendingVowel = false;
        if (used < MaxLetters) letters[used++] = (byte)'A';
    }

    private void Hangul(int index)
    {
        Append(SyllableLetters.HangulLead[index / 588], Script.Hangul);
        Append(SyllableLetters.HangulVowel[index % 588 / 28], Script.Hangul);
        Append(SyllableLetters.HangulTail[index % 28], Script.Hangul);
    }

    private void EndToken()
    {
        pendingVowel = false;                        // a final inherent vowel is not spoken in Hindi or Bengali names
        while (used > start && letters[used - 1] is (byte)'\'' or (byte)'^') used--;
        if (used > start && count < MaxTokens)
        {
            var article = script == Script.Arabic && alefFirst && arabicUnits >= 4 && used - start >= 4 && letters[start + 1] == (byte)'L' ? 2 : 0;
            tokens[count++] = new NameToken(start, used - start, script == Script.None ? Script.Latin : script, article);
        }
        start = used;
        script = Script.None;
        arabicUnits = 0;
        alefFirst = false;
    }

    private static bool NeedsNormalising(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
            if (c >= '\u0300' && (c <= '\u036F' || c is >= '\u1100' and <= '\u11FF' or >= '\u2070' and <= '\u24FF' or >= '\u3130' and <= '\u318F' or >= '\uD800'))
                return true;
        return false;
    }

    /// <summary>NFKC; a lone half of a surrogate pair, which has no normal form, becomes a space.</summary>
    private ReadOnlySpan<char> Normalised(ReadOnlySpan<char> name)
    {
        var copy = new char[name.Length];
        name.CopyTo(copy);
        for (var i = 0; i < copy.Length; i++)
        {
            if (!char.IsSurrogate(copy[i])) continue;
            if (char.IsHighSurrogate(copy[i]) && i + 1 < copy.Length && char.IsLowSurrogate(copy[i + 1])) i++;
            else copy[i] = ' ';
        }
        try
        {
            return ((ReadOnlySpan<char>)copy).TryNormalize(normal, out var length, NormalizationForm.FormKC) ? normal.AsSpan(0, length) : copy;
        }
        catch (ArgumentException)
        {
            return copy;                             // noncharacters such as U+FFFE: read as they are
        }
    }
}
