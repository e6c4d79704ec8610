namespace Palermo.Analysis.Matching;

/// <summary>Writes a word as sounds, one code a sound, and says what it costs to hear one sound for another.</summary>
/// <remarks>
/// Codes are letters: vowels A E I O U, glides W Y, C as in church, Q as in ship, X as in loch, J as in jam, and digits
/// 0 (think), 1 (this), 2 (ghain), 3 (measure). Costs are between 0 and 1 and were set by hand from the spelling classes of
/// the domain page (entity-matching 3.1 to 3.5), not learnt from any labelled pair.
/// </remarks>
internal static class Sounds
{
    private const string Codes = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static readonly byte[] Index = BuildIndex();

    /// <summary>Cost of one sound for another, by index; [36 * a + b].</summary>
    private static readonly float[] Replace = BuildReplace();

    private static readonly float[] DropVowelled = BuildDrop(0.45f, 0.4f);
    private static readonly float[] DropUnvowelled = BuildDrop(0.06f, 0.25f);

    public const int Kinds = 36;

    /// <summary>Costs of leaving a sound out; nearly nothing for vowels where one side's script does not write them.</summary>
    public static float[] Drop(bool vowelsLeftOut) => vowelsLeftOut ? DropUnvowelled : DropVowelled;

    public static float[] Replacements => Replace;

    /// <summary>Writes the sounds of a word in capital Latin letters as indexes 0 to 35; doubled letters become one.</summary>
    /// <returns>How many sounds.</returns>
    public static int Write(ReadOnlySpan<byte> word, Span<byte> to)
    {
        var n = 0;
        for (var i = 0; i < word.Length && n < to.Length;)
        {
            var step = 1;
            var sound = Sound(word, i, ref step);
            if (word[i] == 'X' && i > 0 && (n == 0 || to[n - 1] != Index['K'])) to[n++] = Index['K'];
            i += step;
            if (sound == 0 || n == to.Length) continue;
            var code = Index[sound];
            if (n > 0 && to[n - 1] == code) continue;
            to[n++] = code;
        }
        return n;
    }

    private static byte Sound(ReadOnlySpan<byte> w, int i, ref int step)
    {
        var c = w[i];
        var c1 = i + 1 < w.Length ? w[i + 1] : (byte)0;
        var c2 = i + 2 < w.Length ? w[i + 2] : (byte)0;
        if (c1 == 'H')
        {
            var pair = c switch
            {
                (byte)'K' => 'X', (byte)'S' => 'Q', (byte)'C' => 'C', (byte)'T' => '0', (byte)'D' => '1', (byte)'G' => '2',
                (byte)'P' => 'F', (byte)'Z' => '3', (byte)'B' => 'B', (byte)'R' => 'R', _ => '\0',
            };
            if (pair != 0) { step = 2; return (byte)pair; }
        }
        switch (c)
        {
            case (byte)'\'' or (byte)'^': return 0;
            case (byte)'O' when c1 is (byte)'U' or (byte)'O': step = 2; return (byte)'U';
            case (byte)'E' when c1 == 'E': step = 2; return (byte)'I';
            case (byte)'A' when c1 == 'E': step = 2; return (byte)'E';
            case (byte)'C' when c1 is (byte)'K' or (byte)'Q': step = 2; return (byte)'K';
            case (byte)'C': return c1 is (byte)'E' or (byte)'I' or (byte)'Y' ? (byte)'S' : (byte)'K';
            case (byte)'Q': if (c1 == 'U') step = 2; return (byte)'K';
            case (byte)'D' when c1 == 'J': step = 2; return (byte)'J';
            case (byte)'D' when c1 == 'Z' && c2 == 'H': step = 3; return (byte)'J';
            case (byte)'G' when c1 == 'U' && c2 is (byte)'E' or (byte)'I': step = 2; return (byte)'G';
            case (byte)'S' when c1 == 'C' && c2 == 'H': step = 3; return (byte)'Q';
            case (byte)'T' when c1 == 'C' && c2 == 'H': step = 3; return (byte)'C';
            case (byte)'T' when c1 is (byte)'Z': step = 2; return (byte)'S';
            case (byte)'X': return (byte)'S';                                            // K before it is written by the caller
            case (byte)'N' when c1 == 'G' && i + 2 == w.Length: step = 2; return (byte)'N';
            case (byte)'W' when i + 1 == w.Length && i > 1 && w[i - 1] == 'O' && i > 3: return (byte)'V';
            default: return c;
        }
    }

    private static byte[] BuildIndex()
    {
        var index = new byte[128];
        for (var i = 0; i < Codes.Length; i++) index[Codes[i]] = (byte)i;
        return index;
    }

    private static float[] BuildReplace()
    {
        var cost = new float[Kinds * Kinds];
        Array.Fill(cost, 1f);
        for (var i = 0; i < Kinds; i++) cost[i * Kinds + i] = 0;
        void Near(string pairs, float value)
        {
            foreach (var pair in pairs.Split(' '))
            {
                cost[Index[pair[0]] * Kinds + Index[pair[1]]] = value;
                cost[Index[pair[1]] * Kinds + Index[pair[0]]] = value;
            }
        }
        Near("AI AU EO EU IO IU OI", 0.5f);
        Near("AE AO", 0.3f);
        Near("EI OU", 0.2f);
        Near("IY UW", 0.08f);
        Near("EY OW", 0.15f);
        Near("AY AW UY IW", 0.55f);
        Near("2G 3J 1D", 0.12f);
        Near("0T 1Z VW CQ", 0.22f);
        Near("FV XK XH BP DT SZ GJ JY 0S", 0.28f);
        Near("GK SQ Z3 Q3 2K 2X FP J3", 0.35f);
        Near("BV CK CJ CS CT JZ MN GH 1T 0F FW KQ 2R ZQ JQ 2H", 0.5f);
        Near("LR LN CZ HK", 0.7f);
        return cost;
    }

    private static float[] BuildDrop(float vowel, float glide)
    {
        var cost = new float[Kinds];
        Array.Fill(cost, 1f);
        foreach (var v in "AEIOU") cost[Index[v]] = vowel;
        foreach (var g in "WY") cost[Index[g]] = glide;
        cost[Index['H']] = 0.4f;
        cost[Index['N']] = 0.8f;
        return cost;
    }
}
