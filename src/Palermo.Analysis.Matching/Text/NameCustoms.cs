using System.Collections.Frozen;
using System.Text;

namespace Palermo.Analysis.Matching;

/// <summary>What naming customs make of a word: connectors, halves of names, first elements of compounds (entity-matching 3.1, 3.2).</summary>
internal static class NameCustoms
{
    private enum Part : byte { Connector = 1, Half, Kunya, Compound, Particle }

    private static readonly FrozenDictionary<ulong, Part> Words = Build();

    /// <summary>BIN, IBN, OULD and their like: they join names and are none.</summary>
    public static bool IsConnector(ReadOnlySpan<byte> word) => Is(word, Part.Connector);

    /// <summary>ABD and its like: half a name, never compared alone ("servant of").</summary>
    public static bool IsHalf(ReadOnlySpan<byte> word) => Is(word, Part.Half);

    /// <summary>ABU, UMM: with the next word a kunya, or one name (Abu Bakr).</summary>
    public static bool IsKunya(ReadOnlySpan<byte> word) => Is(word, Part.Kunya);

    /// <summary>First elements of Ge'ez compounds: GEBRE, HABTE, WOLDE.</summary>
    public static bool IsCompound(ReadOnlySpan<byte> word) => Is(word, Part.Compound);

    /// <summary>DE, VAN, VON: they belong to a surname and say little.</summary>
    public static bool IsParticle(ReadOnlySpan<byte> word) => Is(word, Part.Particle);

    /// <summary>The Arabic article before <paramref name="next"/>: AL, EL always, sun-letter forms only before their letter.</summary>
    public static bool IsArticle(ReadOnlySpan<byte> word, ReadOnlySpan<byte> next)
    {
        if (next.Length < 2 || word.Length is < 2 or > 3 || word[0] is not ((byte)'A' or (byte)'E' or (byte)'U' or (byte)'I')) return false;
        if (word.Length == 2 && word[1] == 'L') return true;
        if (word.SequenceEqual("ULD"u8)) return false;
        return word.Length == 2 ? word[1] == next[0] && word[1] is not ((byte)'B' or (byte)'M' or (byte)'F')
            : word.SequenceEqual("ASH"u8) && next.StartsWith("SH"u8);
    }

    /// <summary>Length of a joined "ABD + article" at the start of a word (ABDEL, ABDUR before R), 0 if there is none.</summary>
    public static int JoinedHalf(ReadOnlySpan<byte> word)
    {
        if (word.Length < 7 || !word.StartsWith("ABD"u8)) return 0;
        var i = 3;
        while (i < word.Length && word[i] is (byte)'A' or (byte)'E' or (byte)'I' or (byte)'O' or (byte)'U') i++;
        if (i + 2 >= word.Length || i - 3 > 2) return 0;
        if (i > 3 && word[i] == word[i + 1]) return i + 1;                       // ABDERRAHMANE, ABDELLATIF
        if (word[i] == 'L' && word[i + 1] != 'A') return i + 1;                  // ABDELHAMID
        if (word[i] == 'L' && word.Length - i >= 5) return i + 1;                // ABDELAZIZ, not ABDULAI
        if (i == 3 && word[i] == 'R' && word.Length >= 8) return i;              // ABDRAHMANE
        return i > 3 && word[i] == 'R' && word.Length >= 9 ? i : 0;              // ABDURAHMAN
    }

    /// <summary>Length of a known first element that a longer word begins with (KIDANE in KIDANEMARIAM), or 0.</summary>
    public static int CompoundHead(ReadOnlySpan<byte> word)
    {
        for (var n = Math.Min(8, word.Length - 2); n >= 5; n--)
            if (IsCompound(word[..n])) return n;
        return 0;
    }

    /// <summary>Length of the father's name in a Slavic patronymic (IVAN in IVANOVICH), or 0 when the word is none.</summary>
    public static int PatronymicStem(ReadOnlySpan<byte> word)
    {
        foreach (var ending in Patronymics)
            if (word.Length >= ending.Length + 3 && word.EndsWith(ending)) return word.Length - ending.Length;
        return 0;
    }

    private static readonly byte[][] Patronymics =
        [.. "IEVICH IEVITCH IYEVICH IEVNA OVITCH EVITCH OVICH EVICH OVYCH OVNA EVNA IVNA".Split(' ').Select(Encoding.ASCII.GetBytes)];

    private static bool Is(ReadOnlySpan<byte> word, Part part) =>
        word.Length is >= 2 and <= 8 && Words.TryGetValue(KeyHash.Of(word), out var found) && found == part;

    private static FrozenDictionary<ulong, Part> Build()
    {
        var words = new Dictionary<ulong, Part>();
        void Add(Part part, string list)
        {
            foreach (var word in list.Split(' ')) words[KeyHash.Of(Encoding.ASCII.GetBytes(word))] = part;
        }
        Add(Part.Connector, "BIN IBN BEN OULD WULD WALAD BINT MINT BNT WLD MANT OGLU OGLY KYZY QIZI");
        Add(Part.Half, "ABD ABDUL ABDEL ABDAL ABDOL ABDOUL ABDIL ABDUR ABDER ABDUS ABDES ABDEN ABDUN ABDOUR");
        Add(Part.Kunya, "ABU ABOU ABO UMM OUM UMMU BU ABW AMM");
        Add(Part.Compound, "GEBRE GHEBRE GABRE HABTE TESFA WOLDE WELDE HAILE HAYLE KIDANE TEKLE TECLE MEHARI FITWI BERHANE AMANUEL LETE WELETE ZERA ZERE");
        Add(Part.Particle, "DE DA DO DI DU DEL DELLA DOS DAS VAN VON DER DEN LA LE LOS ZU TER TEN AF AV");
        return words.ToFrozenDictionary();
    }
}
