namespace Palermo.Analysis.Matching;

/// <summary>Arabic, Persian, Urdu, Pashto and Kurdish letters in Latin, and Hebrew, which like Arabic leaves short vowels out.</summary>
/// <remarks>
/// Consonants after ALA-LC without its dots. Forms of alef are A, ayn is A (the vowel it carries in names: Omar, Ali, Said),
/// hamza alone is nothing, teh marbuta A. Short-vowel marks (U+064B to U+0652, U+0670) and tatweel are no letters.
/// </remarks>
internal static class ArabicLetters
{
    public static readonly (string Letters, string Latin)[] Arabic =
    [
        ("\u0627\u0622\u0623\u0625\u0671\u0672\u0673\u0675", "A"), ("\u0621", ""), ("\u0624", "W"), ("\u0626", "Y"),
        ("ب", "B"), ("ة", "A"), ("ت", "T"), ("ث", "TH"), ("ج", "J"), ("ح", "H"), ("خ", "KH"), ("د", "D"), ("ذ", "DH"),
        ("ر", "R"), ("ز", "Z"), ("س", "S"), ("ش", "SH"), ("ص", "S"), ("ض", "DH"), ("ط", "T"), ("ظ", "Z"), ("ع", "A"),
        ("غ", "GH"), ("ف", "F"), ("ق", "Q"), ("ك", "K"), ("ل", "L"), ("م", "M"), ("ن", "N"), ("ه", "H"), ("و", "W"),
        ("ى", "A"), ("ي", "Y"),
        // Persian, Urdu
        ("پ", "P"), ("چ", "CH"), ("ژ", "ZH"), ("گ", "G"), ("ک", "K"), ("ی", "Y"), ("ے", "E"), ("ۓ", "E"), ("ہ", "H"), ("ھ", "H"),
        ("ۂ", "H"), ("ۃ", "A"), ("ۀ", "H"), ("ٹ", "T"), ("ڈ", "D"), ("ڑ", "R"), ("ں", "N"),
        // Pashto
        ("ټ", "T"), ("ډ", "D"), ("ړ", "R"), ("ږ", "G"), ("ژ", "ZH"), ("ښ", "SH"), ("ڼ", "N"), ("څ", "TS"), ("ځ", "Z"), ("ې", "E"), ("ۍ", "Y"), ("ګ", "G"),
        // Kurdish, Uyghur, Maghrebi
        ("ڕ", "R"), ("ڵ", "L"), ("ڤ", "V"), ("ۆ", "O"), ("ۇ", "U"), ("ۈ", "U"), ("ۋ", "V"), ("ێ", "E"), ("ە", "E"), ("ڭ", "NG"), ("ڨ", "G"), ("ڥ", "P"), ("ڜ", "CH"),
    ];

    public static readonly (string Letters, string Latin)[] Hebrew =
    [
        ("א", "A"), ("ב", "B"), ("ג", "G"), ("ד", "D"), ("ה", "H"), ("ו", "W"), ("ז", "Z"), ("ח", "H"), ("ט", "T"), ("י", "Y"),
        ("כך", "K"), ("ל", "L"), ("מם", "M"), ("נן", "N"), ("ס", "S"), ("ע", "A"), ("פף", "P"), ("צץ", "TS"), ("ק", "K"), ("ר", "R"),
        ("ש", "SH"), ("ת", "T"),
    ];
}
