using System.Text;

namespace Palermo.Analysis.Matching;

/// <summary>A name made ready for comparing: its words romanised, joined by custom (ABD + RAHMAN), with sounds and classes.</summary>
/// <remarks>Immutable, safe to share. Prepare it once a name when many pairs are to be scored.</remarks>
public sealed class NameProfile
{
    /// <summary>Words beyond this many are not compared.</summary>
    public const int MaxWords = 12;

    [ThreadStatic]
    private static NameParser? parser;

    internal readonly record struct Word(byte[] Letters, byte[] Sounds, int Class, bool VowelsLeftOut, bool Opaque, double Weight);

    private NameProfile(string text, Word[] words)
    {
        Text = text;
        Words = words;
    }

    /// <summary>The name as it was given.</summary>
    public string Text { get; }

    /// <summary>The name in capital Latin letters, words parted by spaces, as it is compared.</summary>
    public string Romanised => string.Join(' ', Words.Select(w => Encoding.ASCII.GetString(w.Letters)));

    internal Word[] Words { get; }

    /// <summary>Prepares a name. Articles and connectors are left out, ABD and ABU are joined to what follows.</summary>
    public static NameProfile Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var read = parser ??= new NameParser();
        read.Parse(name);
        var tokens = read.Tokens;
        var words = new List<Word>(tokens.Length);
        for (var i = 0; i < tokens.Length && words.Count < MaxWords; i++)
        {
            var letters = read.Letters(tokens[i]);
            var next = i + 1 < tokens.Length ? read.Letters(tokens[i + 1]) : default;
            if (tokens.Length > 1 && NameCustoms.IsConnector(letters) || NameCustoms.IsArticle(letters, next)) continue;
            var partner = i;
            var head = default(ReadOnlySpan<byte>);
            if (NameCustoms.IsHalf(letters) || NameCustoms.IsKunya(letters))
            {
                head = NameCustoms.IsHalf(letters) ? "ABD"u8 : letters;
                partner = i + 1;
                if (partner + 1 < tokens.Length && NameCustoms.IsArticle(next, read.Letters(tokens[partner + 1]))) partner++;
                if (partner >= tokens.Length) { partner = i; head = default; }
            }
            else if (NameCustoms.JoinedHalf(letters) is > 0 and var half)
            {
                words.Add(Make([.. "ABD'"u8, .. letters[half..]], tokens[i]));
                continue;
            }
            var tail = read.Letters(tokens[partner])[tokens[partner].Article..];
            words.Add(head.Length == 0 ? Make(tail, tokens[i]) : Make([.. head, (byte)'\'', .. tail], tokens[partner]));
            i = partner;
        }
        return new NameProfile(name, [.. words]);
    }

    private static Word Make(ReadOnlySpan<byte> letters, in NameToken token)
    {
        Span<byte> sounds = stackalloc byte[SoundSimilarity.MaxSounds];
        Span<byte> bones = stackalloc byte[Skeleton.MaxLength + 2];
        var heard = Sounds.Write(letters, sounds);
        var open = Reading.Plain;
        var n = Skeleton.Build(letters, Reading.Plain, bones, ref open);
        var found = EquivalenceClasses.Default.Find(letters, bones[..n], token.LeavesVowelsOut);
        var plain = letters.ToArray().Where(c => c is not ((byte)'\'' or (byte)'^')).ToArray();
        var weight = plain.Length == 1 ? 0.4 : NameCustoms.IsParticle(letters) ? 0.25 : 1;
        return new Word(plain, sounds[..heard].ToArray(), found, token.LeavesVowelsOut, token.Script == Script.Other, weight);
    }
}
