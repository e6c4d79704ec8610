namespace Palermo.Analysis.Matching;

/// <summary>Scripts whose signs are syllables or carry an inherent vowel: Ethiopic, the Brahmic scripts, kana, Hangul, Thai, Khmer.</summary>
internal static class SyllableLetters
{
    /// <summary>Ethiopic rows from U+1200, eight signs each: consonant by row, vowel by order (domain page entity-matching, 3.2).</summary>
    private static readonly string[] EthiopicRows =
    [
        "H", "L", "H", "M", "S", "R", "S", "SH", "Q", "QW", "Q", "QW", "B", "V", "T", "CH", "H", "HW", "N", "NY", "", "K", "KW", "KH",
        "KHW", "W", "", "Z", "ZH", "Y", "D", "D", "J", "G", "GW", "G", "T", "CH", "P", "TS", "TS", "F", "P",
    ];

    private static readonly string[] EthiopicVowels = ["E", "U", "I", "A", "E", "", "O", "WA"];

    public static IEnumerable<(char Letter, string Latin)> Ethiopic()
    {
        for (var row = 0; row < EthiopicRows.Length; row++)
            for (var order = 0; order < 8; order++)
            {
                var consonant = EthiopicRows[row];
                var vowel = EthiopicVowels[order];
                // The gutturals have A in the first order, and the glottal ones a spoken vowel in the sixth.
                if (order == 0 && (row is 0 or 2 or 16 || consonant.Length == 0)) vowel = "A";
                if (order == 5 && consonant.Length == 0) vowel = "E";
                yield return ((char)(0x1200 + row * 8 + order), consonant + vowel);
            }
        yield return ('\u1358', "RYA");
        yield return ('\u1359', "MYA");
        yield return ('\u135A', "FYA");
    }

    /// <summary>Consonants at offsets 0x15 to 0x39 of every Brahmic block: the blocks share one layout (ISCII).</summary>
    public static readonly string[] IndicConsonants =
    [
        "K", "KH", "G", "GH", "NG", "CH", "CHH", "J", "JH", "NY", "T", "TH", "D", "DH", "N", "T", "TH", "D", "DH", "N", "N", "P", "PH",
        "B", "BH", "M", "Y", "R", "R", "L", "L", "L", "V", "SH", "SH", "S", "H",
    ];

    /// <summary>Independent vowels at offsets 0x05 to 0x14.</summary>
    public static readonly string[] IndicVowels =
        ["A", "A", "I", "I", "U", "U", "RI", "LI", "E", "E", "E", "AI", "O", "O", "O", "AU"];

    /// <summary>Vowel signs at offsets 0x3E to 0x4C.</summary>
    public static readonly string[] IndicSigns =
        ["A", "I", "I", "U", "U", "RI", "RI", "E", "E", "E", "AI", "O", "O", "O", "AU"];

    private const string KanaOrder =
        "ァA アA ィI イI ゥU ウU ェE エE ォO オO カKA ガGA キKI ギGI クKU グGU ケKE ゲGE コKO ゴGO サSA ザZA シSHI ジJI スSU ズZU セSE ゼZE ソSO ゾZO "
        + "タTA ダDA チCHI ヂJI ッ ツTSU ヅZU テTE デDE トTO ドDO ナNA ニNI ヌNU ネNE ノNO ハHA バBA パPA ヒHI ビBI ピPI フFU ブBU プPU ヘHE ベBE ペPE "
        + "ホHO ボBO ポPO マMA ミMI ムMU メME モMO ャYA ヤYA ュYU ユYU ョYO ヨYO ラRA リRI ルRU レRE ロRO ヮWA ワWA ヰI ヱE ヲO ンN ヴVU ー";

    public static IEnumerable<(char Letter, string Latin)> Kana()
    {
        foreach (var entry in KanaOrder.Split(' '))
        {
            yield return (entry[0], entry[1..]);
            if (entry[0] is >= '\u30A1' and <= '\u30F4') yield return ((char)(entry[0] - 0x60), entry[1..]);   // hiragana
        }
    }

    public static readonly string[] HangulLead =
        ["G", "KK", "N", "D", "TT", "R", "M", "B", "PP", "S", "SS", "", "J", "JJ", "CH", "K", "T", "P", "H"];

    public static readonly string[] HangulVowel =
        ["A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WO", "WE", "WI", "YU", "EU", "UI", "I"];

    public static readonly string[] HangulTail =
    [
        "", "K", "K", "K", "N", "N", "N", "T", "L", "K", "M", "L", "L", "L", "P", "L", "M", "P", "P", "T", "T", "NG", "T", "T", "K", "T", "P", "T",
    ];

    public static readonly (string Letters, string Latin)[] Thai =
    [
        ("กขฃคฅฆ", "K"), ("ง", "NG"), ("จ", "J"), ("ฉชฌ", "CH"), ("ซศษส", "S"), ("ญย", "Y"), ("ฎดฑ", "D"), ("ฏต", "T"), ("ฐฒถทธ", "TH"),
        ("ณน", "N"), ("บ", "B"), ("ป", "P"), ("ผพภ", "PH"), ("ฝฟ", "F"), ("ม", "M"), ("ร", "R"), ("ลฬ", "L"), ("ว", "W"), ("หฮ", "H"),
        ("อ", "O"), ("ะาั", "A"), ("ำ", "AM"), ("ิีึื", "I"), ("ุู", "U"), ("เแ", "E"), ("โ", "O"), ("ไใ", "AI"),
    ];

    public static readonly (string Letters, string Latin)[] Khmer =
    [
        ("កគ", "K"), ("ខឃ", "KH"), ("ង", "NG"), ("ចជ", "CH"), ("ឆឈ", "CHH"), ("ញ", "NH"), ("ដឌ", "D"), ("ឋឍថធ", "TH"), ("ណន", "N"), ("តទ", "T"),
        ("ប", "B"), ("ពផភ", "P"), ("ម", "M"), ("យ", "Y"), ("រ", "R"), ("លឡ", "L"), ("វ", "V"), ("ស", "S"), ("ហ", "H"), ("អា", "A"),
        ("ិីឹឺ", "I"), ("ុូួ", "U"), ("េែៃឯ", "E"), ("ោៅៀ", "O"),
    ];
}
