namespace Palermo.Analysis.Matching;

/// <summary>Alphabets that write their vowels: Cyrillic, Greek, Armenian, Georgian, and Latin letters beyond A to Z.</summary>
/// <remarks>
/// Cyrillic after ICAO Doc 9303-3 section 6 (Й as Y, Щ as SHCH); Latin letters after the same section, in the form most
/// often seen in practice where it allows several (Ö as O, Ş as S, Ç as C). Other Latin letters lose their marks by NFD.
/// </remarks>
internal static class AlphabetLetters
{
    public static readonly (string Letters, string Latin)[] Cyrillic =
    [
        ("аӘә", "A"), ("б", "B"), ("в", "V"), ("гґѓ", "G"), ("д", "D"), ("еэёѐ", "E"), ("жҗ", "ZH"), ("з", "Z"), ("иіѝ", "I"), ("йј", "Y"),
        ("кқќҝҡ", "K"), ("л", "L"), ("м", "M"), ("н", "N"), ("оө", "O"), ("п", "P"), ("р", "R"), ("с", "S"), ("т", "T"), ("уўұүӯ", "U"),
        ("ф", "F"), ("х", "KH"), ("ц", "TS"), ("чҷћҹ", "CH"), ("ш", "SH"), ("щ", "SHCH"), ("ъь", ""), ("ы", "Y"), ("ю", "YU"),
        ("я", "YA"), ("є", "YE"), ("ї", "YI"), ("ђ", "DJ"), ("љ", "LY"), ("њ", "NY"), ("џ", "DZH"), ("ѕ", "DZ"), ("ғҕ", "GH"),
        ("ңҥ", "NG"), ("һҳ", "H"), ("ӣ", "I"),
    ];

    public static readonly (string Letters, string Latin)[] Greek =
    [
        ("αά", "A"), ("β", "V"), ("γ", "G"), ("δ", "D"), ("εέ", "E"), ("ζ", "Z"), ("ηήιίϊΐ", "I"), ("θ", "TH"), ("κ", "K"), ("λ", "L"),
        ("μ", "M"), ("ν", "N"), ("ξ", "KS"), ("οό", "O"), ("π", "P"), ("ρ", "R"), ("σς", "S"), ("τ", "T"), ("υύϋΰ", "Y"), ("φ", "F"),
        ("χ", "KH"), ("ψ", "PS"), ("ωώ", "O"),
    ];

    public static readonly (string Letters, string Latin)[] Armenian =
    [
        ("ա", "A"), ("բ", "B"), ("գ", "G"), ("դ", "D"), ("ե", "E"), ("զ", "Z"), ("է", "E"), ("ը", "E"), ("թ", "T"), ("ժ", "ZH"), ("ի", "I"),
        ("լ", "L"), ("խ", "KH"), ("ծ", "TS"), ("կ", "K"), ("հ", "H"), ("ձ", "DZ"), ("ղ", "GH"), ("ճ", "CH"), ("մ", "M"), ("յ", "Y"),
        ("ն", "N"), ("շ", "SH"), ("ո", "O"), ("չ", "CH"), ("պ", "P"), ("ջ", "J"), ("ռ", "R"), ("ս", "S"), ("վ", "V"), ("տ", "T"),
        ("ր", "R"), ("ց", "TS"), ("ւ", "V"), ("փ", "P"), ("ք", "K"), ("օ", "O"), ("ֆ", "F"), ("և", "EV"),
    ];

    public static readonly (string Letters, string Latin)[] Georgian =
    [
        ("ა", "A"), ("ბ", "B"), ("გ", "G"), ("დ", "D"), ("ე", "E"), ("ვ", "V"), ("ზ", "Z"), ("თ", "T"), ("ი", "I"), ("კ", "K"), ("ლ", "L"),
        ("მ", "M"), ("ნ", "N"), ("ო", "O"), ("პ", "P"), ("ჟ", "ZH"), ("რ", "R"), ("ს", "S"), ("ტ", "T"), ("უ", "U"), ("ფ", "P"), ("ქ", "K"),
        ("ღ", "GH"), ("ყ", "Q"), ("შ", "SH"), ("ჩ", "CH"), ("ც", "TS"), ("ძ", "DZ"), ("წ", "TS"), ("ჭ", "CH"), ("ხ", "KH"), ("ჯ", "J"), ("ჰ", "H"),
    ];

    public static readonly (string Letters, string Latin)[] Latin =
    [
        ("ß", "SS"), ("ẞ", "SS"), ("æ", "AE"), ("œ", "OE"), ("ø", "O"), ("ð", "D"), ("đ", "D"), ("þ", "TH"), ("ł", "L"), ("ı", "I"), ("ĳ", "IJ"),
        ("ŋ", "NG"), ("ħ", "H"), ("ŧ", "T"), ("ə", "A"), ("ɛ", "E"), ("ɔ", "O"), ("ɓ", "B"), ("ɗ", "D"), ("ƙ", "K"), ("ƴ", "Y"), ("ɲ", "NY"),
        ("ƒ", "F"), ("ʃ", "SH"), ("ǝ", "E"), ("ɣ", "GH"), ("ƭ", "T"), ("ĸ", "K"), ("ª", "A"), ("º", "O"),
    ];
}
