using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>Spellings with more than one reading; each may be read the other way for a second key.</summary>
[Flags]
internal enum Reading
{
    Plain = 0,
    FrenchCh = 1 << 0,        // CH as SH: Aïcha
    GermanCh = 1 << 1,        // CH as KH: Michail
    HardCh = 1 << 2,          // CH as K: Christos
    HardKh = 1 << 3,          // KH as K: Mikhael
    ThAsS = 1 << 4,           // Othman, Osman
    ApartH = 1 << 5,          // TH, DH, SH, GH, KH as two sounds: Fathi
    DhAsZ = 1 << 6,           // Dhahir, Zahir
    SoftG = 1 << 7,           // Egyptian Gamal, French Gilbert
    HardJ = 1 << 8,           // J as Y: Jusuf
    XAsH = 1 << 9,            // Somali and Kurdish X: Xasan
    CAsAyn = 1 << 10,         // Somali C: Cabdi
    CAsJ = 1 << 11,           // Turkish C: Cemal
    WAsV = 1 << 12,           // German and Polish W, and V read as W
    YeAsE = 1 << 13,          // Yelena, Elena
    DiApart = 1 << 14,        // DI before a vowel read as D
    QAsG = 1 << 15,           // Libyan and Sudanese qaf: Gaddafi
    SlavicC = 1 << 16,        // final C as CH: Milosevic
    SoftKh = 1 << 17,         // Cyrillic KH as H: Mukhammad
    Hachek = 1 << 18,         // marked S, C, Z as SH, CH, ZH
}

/// <summary>The consonant skeleton of a word: what is left of its sound when vowels, doubling and spelling customs are taken away.</summary>
/// <remarks>
/// Classes of the domain page (entity-matching 3.1 to 3.4): KH is X, SH is Q, TCH is C, {Q, K, C, QU, CK} K, {J, DJ, G soft, ZH, DI+vowel} J,
/// {P, B} B (Arabic has no P), {F, PH, V} F, TS and TZ S. Vowels and non-initial W and Y are dropped, an initial vowel is A,
/// OU before a vowel is W, final H is dropped; an apostrophe parts two sounds and ^ marks a letter that bore a hachek or cedilla. A skeleton of one consonant keeps its vowel class (A, I or U), since one letter says too little.
/// </remarks>
internal static class Skeleton
{
    public const int MaxLength = 24;

    private const byte KS = 1;                       // X within a word: two consonants of one letter

    /// <summary>Writes the skeleton; <paramref name="open"/> gathers the readings that would give another one.</summary>
    /// <returns>Its length in letters.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Build(ReadOnlySpan<byte> word, Reading reading, Span<byte> to, ref Reading open)
    {
        var n = 0;
        var apart = true;                            // a vowel stood between, so an equal consonant counts again
        byte vowel = 0;
        var marked = false;
        for (var i = 0; i < word.Length && n < MaxLength;)
        {
            var c = word[i];
            var c1 = i + 1 < word.Length ? word[i + 1] : (byte)0;
            var c2 = i + 2 < word.Length ? word[i + 2] : (byte)0;
            byte code;
            var step = 1;
            switch (c)
            {
                case (byte)'A' or (byte)'E' or (byte)'I' or (byte)'O' or (byte)'U':
                    code = i == 0 ? Initial(c, c1, c2, ref step) : (byte)0;
                    if (vowel == 0 && code is 0 or (byte)'A') vowel = c;
                    break;
                case (byte)'Y':
                    if (i > 0) { code = 0; if (vowel == 0) vowel = c; break; }
                    code = IsVowel(c1) ? (byte)'Y' : (byte)'A';
                    if (c1 == 'E') { open |= Reading.YeAsE; if (reading.HasFlag(Reading.YeAsE)) code = (byte)'A'; }
                    break;
                case (byte)'W':
                    code = i == 0 ? (byte)'W' : (byte)0;
                    if (i > 0 && vowel == 0) vowel = c;
                    if (IsVowel(c1) || i + 1 == word.Length && i > 4 && word[i - 1] == 'O')
                    {
                        open |= Reading.WAsV;
                        if (reading.HasFlag(Reading.WAsV)) code = (byte)'F';
                    }
                    break;
                case (byte)'V':
                    open |= Reading.WAsV;
                    code = !reading.HasFlag(Reading.WAsV) ? (byte)'F' : i == 0 ? (byte)'W' : (byte)0;
                    break;
                case (byte)'H':
                    code = i + 1 == word.Length && i > 0 ? (byte)0 : (byte)'H';
                    break;
                case (byte)'\'' or (byte)'^':
                    marked = c == '^';
                    i++;
                    continue;
                case (byte)'S' or (byte)'C' or (byte)'Z' when marked && reading.HasFlag(Reading.Hachek):
                    code = c == 'S' ? (byte)'Q' : c == 'C' ? (byte)'C' : (byte)'J';
                    break;
                default:
                    if (marked) open |= Reading.Hachek;
                    code = Consonant(word, i, c, c1, c2, reading, ref open, ref step);
                    break;
            }
            marked = false;
            if (code == 0) apart = true;
            else if (code == KS)
            {
                if (apart || n == 0 || to[n - 1] != 'K') to[n++] = (byte)'K';
                if (n < MaxLength) to[n++] = (byte)'S';
                apart = false;
            }
            else
            {
                if (apart || n == 0 || to[n - 1] != code) to[n++] = code;
                apart = false;
            }
            i += step;
        }
        if (n == 1 && to[0] != 'A' && vowel != 0) to[n++] = VowelClass(vowel);
        return n;
    }

    private static byte Initial(byte c, byte c1, byte c2, ref int step)
    {
        if (c == 'O' && c1 == 'U' && IsVowel(c2)) { step = 2; return (byte)'W'; }
        if (c == 'I' && c1 is (byte)'A' or (byte)'E' or (byte)'O' or (byte)'U') return (byte)'Y';
        return (byte)'A';
    }

    private static byte Consonant(ReadOnlySpan<byte> word, int i, byte c, byte c1, byte c2, Reading reading, ref Reading open, ref int step)
    {
        switch (c)
        {
            case (byte)'B' or (byte)'P':
                if (c1 == 'H') { step = 2; if (c == 'P') return (byte)'F'; }
                return (byte)'B';
            case (byte)'F':
                return (byte)'F';
            case (byte)'C':
                return LetterC(word, i, c1, c2, reading, ref open, ref step);
            case (byte)'D':
                if (c1 == 'H') return Digraph((byte)'D', Reading.DhAsZ, (byte)'Z', i, reading, ref open, ref step);
                if (c1 == 'J') { step = 2; return (byte)'J'; }
                if (c1 == 'Z') { step = c2 == 'H' ? 3 : 2; return c2 == 'H' ? (byte)'J' : (byte)'Z'; }
                if (c1 == 'G' && c2 is (byte)'E' or (byte)'I') { step = 2; return (byte)'J'; }
                if (c1 is (byte)'I' or (byte)'Y' && IsVowel(c2) && (i == 0 || i == 1 && word[0] == 'N'))
                {
                    open |= Reading.DiApart;
                    if (!reading.HasFlag(Reading.DiApart)) { step = 2; return (byte)'J'; }
                }
                return (byte)'D';
            case (byte)'G':
                return LetterG(i, c1, c2, reading, ref open, ref step);
            case (byte)'J':
                open |= Reading.HardJ;
                if (reading.HasFlag(Reading.HardJ)) return i == 0 ? (byte)'Y' : (byte)0;
                return i + 1 == word.Length && i > 0 && word[i - 1] == 'I' ? (byte)0 : (byte)'J';
            case (byte)'K':
                if (c1 != 'H') return (byte)'K';
                open |= Reading.SoftKh;
                if (reading.HasFlag(Reading.SoftKh)) { step = 2; return (byte)'H'; }
                return Digraph((byte)'X', Reading.HardKh, (byte)'K', i, reading, ref open, ref step);
            case (byte)'Q':
                if (c1 == 'U') step = 2;
                open |= Reading.QAsG;
                return reading.HasFlag(Reading.QAsG) ? (byte)'G' : (byte)'K';
            case (byte)'S':
                return LetterS(word, i, c1, c2, reading, ref open, ref step);
            case (byte)'T':
                if (c1 == 'H') return Digraph((byte)'T', Reading.ThAsS, (byte)'S', i, reading, ref open, ref step);
                if (c1 == 'C' && c2 == 'H') { step = 3; return (byte)'C'; }
                if (c1 == 'S' && c2 == 'C' && i + 3 < word.Length && word[i + 3] == 'H') { step = 4; return (byte)'C'; }
                if (c1 is (byte)'S' or (byte)'Z') { step = 2; return (byte)'S'; }
                return (byte)'T';
            case (byte)'X':
                if (i > 0) return KS;
                open |= Reading.XAsH;
                return reading.HasFlag(Reading.XAsH) ? (byte)'H' : (byte)'S';
            case (byte)'Z':
                if (c1 != 'H') return (byte)'Z';
                step = 2;
                return (byte)'J';
            default:
                return c;                            // L, M, N, R and digits stand for themselves
        }
    }

    private static byte LetterC(ReadOnlySpan<byte> word, int i, byte c1, byte c2, Reading reading, ref Reading open, ref int step)
    {
        if (c1 == 'H')
        {
            step = 2;
            if (i == 0 && c2 != 0 && !IsVowel(c2)) return (byte)'K';      // Christos
            open |= Reading.FrenchCh | Reading.GermanCh | Reading.HardCh;
            if (reading.HasFlag(Reading.FrenchCh)) return (byte)'Q';
            if (reading.HasFlag(Reading.GermanCh)) return (byte)'X';
            return reading.HasFlag(Reading.HardCh) ? (byte)'K' : (byte)'C';
        }
        if (c1 == 'K' || c1 == 'Q') step = 2;
        if (i == 0 && IsVowel(c1))
        {
            open |= Reading.CAsAyn | Reading.CAsJ;
            if (reading.HasFlag(Reading.CAsAyn)) { step = 2; return (byte)'A'; }
            if (reading.HasFlag(Reading.CAsJ)) return (byte)'J';
        }
        if (i + 1 == word.Length && i > 2 && word[i - 1] == 'I')
        {
            open |= Reading.SlavicC;
            if (reading.HasFlag(Reading.SlavicC)) return (byte)'C';
        }
        return c1 is (byte)'E' or (byte)'I' or (byte)'Y' ? (byte)'S' : (byte)'K';
    }

    private static byte LetterG(int i, byte c1, byte c2, Reading reading, ref Reading open, ref int step)
    {
        if (c1 == 'H')
        {
            if (i > 0) open |= Reading.ApartH;
            if (!reading.HasFlag(Reading.ApartH)) step = 2;
            return (byte)'G';
        }
        if (c1 == 'N' && IsVowel(c2) && i > 0) { step = 2; return (byte)'N'; }
        if (c1 == 'U' && c2 is (byte)'E' or (byte)'I') { step = 2; return (byte)'G'; }
        if (!IsVowel(c1)) return (byte)'G';
        open |= Reading.SoftG;
        return reading.HasFlag(Reading.SoftG) ? (byte)'J' : (byte)'G';
    }

    private static byte LetterS(ReadOnlySpan<byte> word, int i, byte c1, byte c2, Reading reading, ref Reading open, ref int step)
    {
        if (c1 == 'C' && c2 == 'H') { step = word[i..].StartsWith("SCHTSCH"u8) ? 7 : 3; return (byte)'Q'; }
        if (c1 == 'T' && c2 == 'S' && word[i..].StartsWith("STSCH"u8)) { step = 5; return (byte)'Q'; }
        if (c1 != 'H') return (byte)'S';
        if (word[i..].StartsWith("SHCH"u8)) { step = 4; return (byte)'Q'; }
        if (word[i..].StartsWith("SHTCH"u8)) { step = 5; return (byte)'Q'; }
        if (i > 0) open |= Reading.ApartH;
        if (reading.HasFlag(Reading.ApartH)) return (byte)'S';
        step = 2;
        return (byte)'Q';
    }

    /// <summary>A consonant with H: one sound, another sound by <paramref name="other"/>, or two sounds.</summary>
    private static byte Digraph(byte usual, Reading other, byte otherCode, int i, Reading reading, ref Reading open, ref int step)
    {
        open |= other;
        if (i > 0) open |= Reading.ApartH;
        if (reading.HasFlag(Reading.ApartH) && i > 0) return usual == 'X' ? (byte)'K' : usual;
        step = 2;
        return reading.HasFlag(other) ? otherCode : usual;
    }

    private static bool IsVowel(byte c) => c is (byte)'A' or (byte)'E' or (byte)'I' or (byte)'O' or (byte)'U' or (byte)'Y';

    private static byte VowelClass(byte vowel) => vowel switch
    {
        (byte)'A' => (byte)'A',
        (byte)'E' or (byte)'I' or (byte)'Y' => (byte)'I',
        _ => (byte)'U',
    };
}
