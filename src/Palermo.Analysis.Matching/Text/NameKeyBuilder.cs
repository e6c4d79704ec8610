namespace Palermo.Analysis.Matching;

/// <summary>Derives the canonical keys of one name into buffers that are used again for the next. Not safe for two threads at once.</summary>
internal sealed class NameKeyBuilder
{
    /// <summary>No name gives more keys than this; later words of an endless name are left out.</summary>
    public const int MaxKeys = 96;

    private const int AlternatesPerWord = 4;

    private static readonly Reading[] Alternates =
    [
        Reading.Hachek, Reading.FrenchCh, Reading.GermanCh, Reading.HardCh, Reading.HardKh, Reading.SoftKh, Reading.ThAsS, Reading.DhAsZ, Reading.SoftG, Reading.QAsG,
        Reading.HardJ, Reading.XAsH, Reading.CAsAyn, Reading.CAsJ, Reading.YeAsE, Reading.WAsV, Reading.DiApart, Reading.SlavicC, Reading.ApartH,
    ];

    private readonly NameParser parser = new();
    private readonly byte[] text = new byte[MaxKeys * (Skeleton.MaxLength + 8)];
    private readonly int[] ends = new int[MaxKeys];
    private readonly ulong[] hashes = new ulong[MaxKeys];
    private readonly int[] words = new int[MaxKeys];
    private readonly byte[] joined = new byte[NameParser.MaxLetters * 2 + 8];
    private int count, word;

    public int Count => count;

    public ReadOnlySpan<ulong> Hashes => hashes.AsSpan(0, count);

    /// <summary>Letters of key <paramref name="i"/>.</summary>
    public ReadOnlySpan<byte> Key(int i) => text.AsSpan(i == 0 ? 0 : ends[i - 1], ends[i] - (i == 0 ? 0 : ends[i - 1]));

    /// <summary>Which word of the name key <paramref name="i"/> came from, counted from 0 over the words that give keys.</summary>
    public int WordOf(int i) => words[i];

    public void Build(ReadOnlySpan<char> name, EquivalenceClasses classes)
    {
        parser.Parse(name);
        count = word = 0;
        var tokens = parser.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            var letters = parser.Letters(tokens[i]);
            var next = i + 1 < tokens.Length ? parser.Letters(tokens[i + 1]) : default;
            if (tokens.Length > 1 && (letters.Length == 1 && !char.IsAsciiDigit((char)letters[0]) || NameCustoms.IsConnector(letters))) continue;
            if (NameCustoms.IsArticle(letters, next)) continue;
            if (NameCustoms.IsHalf(letters) || NameCustoms.IsKunya(letters))
            {
                var partner = i + 1;
                if (partner + 1 < tokens.Length && NameCustoms.IsArticle(next, parser.Letters(tokens[partner + 1]))) partner++;
                if (partner < tokens.Length)
                {
                    Join(NameCustoms.IsHalf(letters) ? "ABD"u8 : letters, tokens[partner], classes);
                    i = partner;
                    word++;
                    continue;
                }
            }
            Word(letters, tokens[i], classes);
            if (NameCustoms.IsCompound(letters) && next.Length > 1)
            {
                letters.CopyTo(joined);
                next.CopyTo(joined.AsSpan(letters.Length));
                Bones(joined.AsSpan(0, letters.Length + next.Length), Reading.Plain, out _);
            }
            word++;
        }
    }

    /// <summary>ABD or ABU and the word it belongs to, as one.</summary>
    private void Join(ReadOnlySpan<byte> head, in NameToken partner, EquivalenceClasses classes)
    {
        var tail = parser.Letters(partner)[partner.Article..];
        head.CopyTo(joined);
        joined[head.Length] = (byte)'\'';
        tail.CopyTo(joined.AsSpan(head.Length + 1));
        Spelled(joined.AsSpan(0, head.Length + 1 + tail.Length), partner.LeavesVowelsOut, classes);
    }

    private void Word(ReadOnlySpan<byte> letters, in NameToken token, EquivalenceClasses classes)
    {
        var half = NameCustoms.JoinedHalf(letters);
        if (half > 0)
        {
            "ABD'"u8.CopyTo(joined);
            letters[half..].CopyTo(joined.AsSpan(4));
            Spelled(joined.AsSpan(0, 4 + letters.Length - half), token.LeavesVowelsOut, classes);
            return;
        }
        Spelled(letters[token.Article..], token.LeavesVowelsOut, classes);
        if (token.Article > 0) Bones(letters, Reading.Plain, out _);
        else if (token.Script == Script.Latin && letters.Length >= 6 && letters[0] is (byte)'A' or (byte)'E' && letters[1] == 'L'
            && letters[2] is not ((byte)'A' or (byte)'E' or (byte)'I' or (byte)'O' or (byte)'U' or (byte)'Y'))
            Bones(letters[2..], Reading.Plain, out _);
        var first = NameCustoms.CompoundHead(letters);
        if (first > 0) Bones(letters[..first], Reading.Plain, out _);
    }

    private void Spelled(ReadOnlySpan<byte> letters, bool vowelsLeftOut, EquivalenceClasses classes)
    {
        var key = Bones(letters, Reading.Plain, out var open);
        if (key.Length == 0) return;
        var found = classes.Find(letters, key, vowelsLeftOut);
        if (found >= 0)
        {
            Add(classes.Key(found));
            Bones(classes.Key(found)[1..], Reading.Plain, out _);
        }
        var left = AlternatesPerWord;
        foreach (var reading in Alternates)
        {
            if ((open & reading) == 0) continue;
            Bones(letters, reading, out _);
            if (--left == 0) break;
        }
    }

    /// <summary>Adds the skeleton of a word under one reading, and gives it back.</summary>
    private ReadOnlySpan<byte> Bones(ReadOnlySpan<byte> letters, Reading reading, out Reading open)
    {
        open = Reading.Plain;
        if (count == MaxKeys) return default;
        var from = count == 0 ? 0 : ends[count - 1];
        var n = Skeleton.Build(letters, reading, text.AsSpan(from, Skeleton.MaxLength + 2), ref open);
        var key = text.AsSpan(from, n);
        Commit(from, n);
        return key;
    }

    private void Add(ReadOnlySpan<byte> key)
    {
        if (count == MaxKeys || key.Length > Skeleton.MaxLength + 2) return;
        var from = count == 0 ? 0 : ends[count - 1];
        key.CopyTo(text.AsSpan(from));
        Commit(from, key.Length);
    }

    private void Commit(int from, int length)
    {
        if (length == 0) return;
        var hash = KeyHash.Of(text.AsSpan(from, length));
        if (Hashes.Contains(hash)) return;
        hashes[count] = hash;
        ends[count] = from + length;
        words[count++] = word;
    }
}
