using System.Globalization;
using System.Text;

namespace Palermo.Analysis.Matching;

/// <summary>One look-up from a UTF-16 unit to its script and its Latin letters; filled once from the tables of the scripts.</summary>
internal static class LetterTable
{
    /// <summary>Latin letters of each unit; null where the unit is no letter we know.</summary>
    public static readonly string?[] Latin = new string?[0x10000];

    /// <summary>Script of each unit with letters.</summary>
    public static readonly Script[] ScriptOf = new Script[0x10000];

    static LetterTable()
    {
        for (var c = 'A'; c <= 'Z'; c++) Set(c, c.ToString(), Script.Latin);
        for (var c = '0'; c <= '9'; c++) Set(c, c.ToString(), Script.None);
        for (var d = 0; d < 10; d++)
            foreach (var zero in "\u0660\u06F0\u0966\u09E6\uFF10") Set((char)(zero + d), ((char)('0' + d)).ToString(), Script.None);
        for (var c = '\u00C0'; c <= '\u024F'; c++) FromMarks(c);
        for (var c = '\u1E00'; c <= '\u1EFF'; c++) FromMarks(c);
        Add(AlphabetLetters.Latin, Script.Latin);
        Add(AlphabetLetters.Cyrillic, Script.Cyrillic);
        Add(AlphabetLetters.Greek, Script.Greek);
        Add(AlphabetLetters.Armenian, Script.Armenian);
        Add(AlphabetLetters.Georgian, Script.Georgian);
        Add(ArabicLetters.Arabic, Script.Arabic);
        Add(ArabicLetters.Hebrew, Script.Hebrew);
        Add(SyllableLetters.Thai, Script.Thai);
        Add(SyllableLetters.Khmer, Script.Khmer);
        foreach (var (letter, latin) in SyllableLetters.Ethiopic()) Set(letter, latin, Script.Ethiopic);
        foreach (var (letter, latin) in SyllableLetters.Kana()) Set(letter, latin, Script.Kana);
        for (var block = 0x0900; block < 0x0E00; block += 0x80) Indic(block);
    }

    private static void Add((string Letters, string Latin)[] table, Script script)
    {
        foreach (var (letters, latin) in table)
            foreach (var letter in letters) Set(letter, latin, script);
    }

    private static void Set(char letter, string latin, Script script)
    {
        foreach (var form in (ReadOnlySpan<char>)[letter, char.ToUpperInvariant(letter), char.ToLowerInvariant(letter)])
        {
            Latin[form] = latin;
            ScriptOf[form] = script;
        }
    }

    private static void FromMarks(char letter)
    {
        var plain = letter.ToString().Normalize(NormalizationForm.FormD)[0];
        if (!char.IsAsciiLetter(plain)) return;
        // The mark says that S, C or Z may be SH, CH or ZH; many files have lost it, so it is a sign beside the letter.
        var sibilant = "šşșčćçž".Contains(char.ToLowerInvariant(letter)) ? "^" : "";
        Set(letter, sibilant + char.ToUpperInvariant(plain), Script.Latin);
    }

    /// <summary>Consonants and vowels of one Brahmic block; the parser adds and removes the inherent vowel.</summary>
    private static void Indic(int block)
    {
        for (var i = 0; i < SyllableLetters.IndicConsonants.Length; i++)
            SetIndic(block + 0x15 + i, SyllableLetters.IndicConsonants[i]);
        for (var i = 0; i < SyllableLetters.IndicVowels.Length; i++) SetIndic(block + 0x05 + i, SyllableLetters.IndicVowels[i]);
        for (var i = 0; i < SyllableLetters.IndicSigns.Length; i++) SetIndic(block + 0x3E + i, SyllableLetters.IndicSigns[i]);
        SetIndic(block + 0x02, "N");   // anusvara
        SetIndic(block + 0x4D, "");    // virama
    }

    private static void SetIndic(int unit, string latin)
    {
        Latin[unit] = latin;
        ScriptOf[unit] = Script.Indic;
    }

    /// <summary>Whether the unit belongs to a word without adding a letter: marks, format controls, tatweel, apostrophes.</summary>
    public static bool IsSilent(char c) => c switch
    {
        '\'' or '`' or '\u2019' or '\u2018' or '\u02BC' or '\u02BB' or '\u02BE' or '\u02BF' or '\u00B4' or '\u055A' or '\u05F3' or '\u05F4' => true,
        '\u0640' or '\u200C' or '\u200D' or '\u200B' or '\u200E' or '\u200F' or '\u00AD' or '\uFEFF' => true,
        _ => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.EnclosingMark,
    };
}
