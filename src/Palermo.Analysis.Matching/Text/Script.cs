namespace Palermo.Analysis.Matching;

/// <summary>The writing system of a name token, by the letters in it.</summary>
internal enum Script : byte
{
    None,
    Latin,
    Arabic,
    Ethiopic,
    Cyrillic,
    Greek,
    Hebrew,
    Armenian,
    Georgian,
    Indic,
    Hangul,
    Kana,
    Thai,
    Khmer,

    /// <summary>Letters this library cannot romanise (Han among them): kept as code points, compared as such.</summary>
    Other,
}
