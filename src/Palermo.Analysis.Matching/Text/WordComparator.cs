namespace Palermo.Analysis.Matching;

/// <summary>How alike two words of names are, 0 to 1.</summary>
/// <remarks>
/// Equal letters 1; one equivalence class 0.97; else by sound (<see cref="SoundSimilarity"/>). ABD and endings of patronymics are not compared, since all names
/// of their form share them. Words of one syllabic script (Hangul, Han) are compared sign by sign: there each sign is a syllable. Where only one side writes its
/// vowels, sound agrees less even for one name; such likeness is stretched so that 0.62 becomes 0.80 (learnt from
/// google_ar2en_train, all rows; every other number of this file was set by hand).
/// </remarks>
internal static class WordComparator
{
    /// <summary>From here two words are taken for one name.</summary>
    public const double Same = 0.8;

    private const double AcrossSame = 0.62;

    private const double Shortened = 0.82;

    private const double JoinedFrom = 0.85;

    public static double Similarity(in NameProfile.Word a, in NameProfile.Word b)
    {
        if (a.Letters.AsSpan().SequenceEqual(b.Letters)) return 1;
        if (a.Class >= 0 && a.Class == b.Class) return 0.97;
        if (a.Script == Script.Other || b.Script == Script.Other || a.Script == Script.Hangul && b.Script == Script.Hangul) return BySign(a, b);
        if (a.Letters.Length == 1 || b.Letters.Length == 1) return a.Letters[0] == b.Letters[0] ? 0.85 : 0;
        if (a.Form == NameProfile.WordForm.Joined || b.Form == NameProfile.WordForm.Joined)
            return SoundSimilarity.Of(a.Sounds, b.Sounds, a.VowelsLeftOut != b.VowelsLeftOut) is var whole && whole >= JoinedFrom ? whole : 0;
        if (a.Form != b.Form) return 0.85 * SoundSimilarity.Of(a.Sounds, b.Sounds, a.VowelsLeftOut != b.VowelsLeftOut);
        if (Begins(a.Letters, b.Letters) || Begins(b.Letters, a.Letters)) return Shortened;
        var across = a.VowelsLeftOut != b.VowelsLeftOut;
        var sound = Math.Min(0.99, SoundSimilarity.Of(a.Sounds, b.Sounds, across));
        if (!across) return sound;
        return sound <= AcrossSame ? sound * Same / AcrossSame : Same + (sound - AcrossSame) * (1 - Same) / (1 - AcrossSame);
    }

    /// <summary>Daily use cuts names short: Ben, Alex, Gebre (mariam), Kidane (mariam).</summary>
    private static bool Begins(byte[] part, byte[] whole) => part.Length >= 3 && whole.Length >= part.Length + 3 && whole.AsSpan().StartsWith(part);

    private static double BySign(in NameProfile.Word a, in NameProfile.Word b)
    {
        if (a.Script != b.Script) return 0;
        var apart = (double)EditDistance.Between<byte>(a.Letters, b.Letters, 512) / Math.Max(a.Letters.Length, b.Letters.Length);
        return a.Script == Script.Hangul ? Math.Max(0, 1 - 2.5 * apart) : Math.Max(0, 1 - 2 * apart);
    }
}
