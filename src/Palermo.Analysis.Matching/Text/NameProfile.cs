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

    /// <param name="Letters">Capital Latin letters.</param>
    /// <param name="Sounds">What is compared by sound: without ABD, without the ending of a patronymic.</param>
    /// <param name="Form">What was taken off: words of two forms are two names, whatever the rest sounds like.</param>
    /// <param name="Weight">What the word counts: less for initials and particles.</param>
    internal readonly record struct Word(byte[] Letters, byte[] Sounds, int Class, bool VowelsLeftOut, Script Script, WordForm Form, double Weight);

    internal enum WordForm : byte { Plain, Abd, Patronymic, Joined }

    private NameProfile(string text, Word[] words, int connector)
    {
        Text = text;
        Words = words;
        Connector = connector;
    }

    /// <summary>Number of the word that follows the first connector (bin, ould): before it stands the child, after it the father. 0 for none.</summary>
    internal int Connector { get; }

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
        var connector = 0;
        for (var i = 0; i < tokens.Length && words.Count < MaxWords; i++)
        {
            var letters = read.Letters(tokens[i]);
            var next = i + 1 < tokens.Length ? read.Letters(tokens[i + 1]) : default;
            if (NameCustoms.IsArticle(letters, next)) continue;
            if (tokens.Length > 1 && NameCustoms.IsConnector(letters))
            {
                if (connector == 0) connector = words.Count;
                continue;
            }
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
        return new NameProfile(name, [.. words], connector);
    }

    private static Word Make(ReadOnlySpan<byte> letters, in NameToken token) => Make(letters, token.Script);

    /// <summary>Two neighbouring words as one, for names that are written apart in one place and together in another.</summary>
    internal static Word Joined(in Word first, in Word second) => Make([.. first.Letters, .. second.Letters], first.Script) with { Form = WordForm.Joined };

    internal static Word Make(ReadOnlySpan<byte> letters, Script script)
    {
        Span<byte> sounds = stackalloc byte[SoundSimilarity.MaxSounds];
        Span<byte> bones = stackalloc byte[Skeleton.MaxLength + 2];
        var form = letters.StartsWith("ABD'"u8) ? WordForm.Abd : NameCustoms.PatronymicStem(letters) > 0 ? WordForm.Patronymic : WordForm.Plain;
        var heard = Matching.Sounds.Write(form switch
        {
            WordForm.Abd => letters[4..],
            WordForm.Patronymic => letters[..NameCustoms.PatronymicStem(letters)],
            _ => letters,
        }, sounds);
        var open = Reading.Plain;
        var n = Skeleton.Build(letters, Reading.Plain, bones, ref open);
        var leftOut = script is Script.Arabic or Script.Hebrew;
        var found = EquivalenceClasses.Default.Find(letters, bones[..n], leftOut);
        var plain = letters.ToArray().Where(c => c is not ((byte)'\'' or (byte)'^')).ToArray();
        var weight = plain.Length == 1 ? 0.4 : NameCustoms.IsParticle(letters) ? 0.25 : 1;
        return new Word(plain, sounds[..heard].ToArray(), found, leftOut, script, form, weight);
    }
}
