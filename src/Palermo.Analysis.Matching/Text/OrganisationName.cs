using System.Collections.Frozen;
using System.Text;

namespace Palermo.Analysis.Matching;

/// <summary>The name of an organisation or vessel as words, its legal form apart, numbers in figures.</summary>
internal sealed record OrganisationName(NameProfile.Word[] Words, string LegalForm)
{
    private const int MostWords = 12;

    /// <summary>Legal forms and the phrases that spell them out, after transliteration; forms of like kind in several countries are one class.</summary>
    private static readonly (string Phrase, string Form)[] Phrases = [.. new[]
    {
        Table("LLC", "LIMITED LIABILITY COMPANY|OBSHCHESTVO S OGRANICHENNOY OTVETSTVENNOSTYU|OOO|TOV|LLC|L L C|SOCIETATEA CU RASPUNDERE LIMITATA|SRL|S R L|SARL|SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA|SP Z O O|SPZOO|GMBH|GESELLSCHAFT MIT BESCHRANKTER HAFTUNG|SOCIEDAD DE RESPONSABILIDAD LIMITADA|DOO|EOOD|OOD|SIA|UAB|KFT|SRO|S R O|BV|FZE|FZCO|WLL"),
        Table("LTD", "LIMITED|LTD|LTDA|PTE LTD|PTY LTD|PVT LTD|PRIVATE LIMITED|PTE LIMITED|PROPRIETARY LIMITED"),
        Table("PLC", "PUBLIC LIMITED COMPANY|PLC|P L C"),
        Table("JSC", "OPEN JOINT STOCK COMPANY|PUBLIC JOINT STOCK COMPANY|CLOSED JOINT STOCK COMPANY|JOINT STOCK COMPANY|OTKRYTOE AKTSIONERNOE OBSHCHESTVO|PUBLICHNOE AKTSIONERNOE OBSHCHESTVO|ZAKRYTOE AKTSIONERNOE OBSHCHESTVO|AKTSIONERNOE OBSHCHESTVO|OAO|PAO|ZAO|AO|PJSC|OJSC|CJSC|JSC|AKTIENGESELLSCHAFT|AKTIENGESELSCHAFT|AG|SOCIETE ANONYME|SOCIEDAD ANONIMA|SA|S A|SPA|S P A|AS|A S|AB|ASA|OYJ|NV"),
        Table("INC", "INCORPORATED|INC|CORPORATION|CORP|COMPANY|CO"),
        Table("LP", "LIMITED PARTNERSHIP|LLP|LP|L P|KG|OHG|SNC"),
    }.SelectMany(t => t).DistinctBy(p => p.Item1).OrderByDescending(p => p.Item1.Length)];

    private static readonly FrozenSet<string> Common = ("GROUP HOLDING HOLDINGS INTERNATIONAL GLOBAL TRADING TRADE SERVICES SERVICE MANAGEMENT ENTERPRISES ENTERPRISE INDUSTRIES INDUSTRY BUSINESS "
        + "SOLUTIONS COMMERCIAL GENERAL NATIONAL EUROPE WORLDWIDE CENTRE CENTER ORGANISATION ORGANIZATION FOUNDATION TRUST ASSOCIATION GESELLSCHAFT FIRMA OBSHCHESTVENNAYA ORGANIZATSIYA").Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string> Empty = "THE AND OF FOR DE LA LE DES DU UND ET I VON THE MV MS MT SS FV MY".Split(' ').ToFrozenSet();

    private static readonly FrozenDictionary<string, string> Numbers = Pairs(
        "ONE 1|TWO 2|THREE 3|FOUR 4|FIVE 5|SIX 6|SEVEN 7|EIGHT 8|NINE 9|TEN 10|ELEVEN 11|TWELVE 12|FIRST 1|SECOND 2|THIRD 3|1ST 1|2ND 2|3RD 3|4TH 4|5TH 5|II 2|III 3|IV 4|VI 6|VII 7|VIII 8|IX 9|"
        + "TWENTY 20|THIRTY 30|FORTY 40|FOURTY 40|FIFTY 50|SIXTY 60|SEVENTY 70|EIGHTY 80|NINETY 90");

    public static OrganisationName Of(string name)
    {
        var parser = new NameParser();
        parser.Parse(name);
        var words = new List<(string Text, Script Script)>();
        foreach (var token in parser.Tokens) words.Add((Plain(parser.Letters(token)), token.Script));
        var form = TakeLegalForms(words);
        JoinSingleLetters(words);
        Figures(words);
        var content = words.Where(w => !Empty.Contains(w.Text)).ToList();
        if (content.Count == 0) content = words;
        return new OrganisationName([.. content.Take(MostWords).Select(w => Word(w.Text, w.Script))], form);
    }

    public static bool IsNumber(in NameProfile.Word word) => word.Letters.Length > 0 && char.IsAsciiDigit((char)word.Letters[0]);

    private static NameProfile.Word Word(string text, Script script)
    {
        var word = NameProfile.Make(Encoding.ASCII.GetBytes(text), script);
        return word with { Class = -1, Weight = Common.Contains(text) ? 0.4 : 1 };
    }

    private static string Plain(ReadOnlySpan<byte> letters) => Encoding.ASCII.GetString(letters).Replace("'", "", StringComparison.Ordinal).Replace("^", "", StringComparison.Ordinal);

    /// <summary>Takes every phrase that spells a legal form out of the words, unless nothing would be left.</summary>
    private static string TakeLegalForms(List<(string Text, Script Script)> words)
    {
        var found = "";
        foreach (var (phrase, form) in Phrases)
        {
            var parts = phrase.Split(' ');
            for (var at = 0; at + parts.Length <= words.Count; at++)
            {
                if (parts.Length == words.Count) break;
                var same = true;
                for (var p = 0; p < parts.Length && same; p++) same = words[at + p].Text == parts[p];
                if (!same) continue;
                // A short form stands at an end of the name; within it, it is a word.
                if (parts.Length == 1 && phrase.Length <= 3 && at > 0 && at + 1 < words.Count) continue;
                words.RemoveRange(at, parts.Length);
                if (found.Length == 0 || found == "INC") found = form;
                at--;
            }
        }
        return found;
    }

    private static void JoinSingleLetters(List<(string Text, Script Script)> words)
    {
        for (var i = 0; i + 1 < words.Count; i++)
            while (i + 1 < words.Count && words[i + 1].Text.Length == 1 && words[i].Text.Length < 6 && (words[i].Text.Length == 1 || i + 1 < words.Count && Joined(words[i].Text)))
            {
                words[i] = (words[i].Text + words[i + 1].Text, words[i].Script);
                words.RemoveAt(i + 1);
                if (i + 1 >= words.Count || words[i + 1].Text.Length != 1) break;
            }

        static bool Joined(string text) => text.Length <= 5 && text.All(char.IsAsciiLetterUpper) && text.All(c => c is not ('A' or 'E' or 'I' or 'O' or 'U'));
    }

    private static void Figures(List<(string Text, Script Script)> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!Numbers.TryGetValue(words[i].Text, out var figure) || words.Count == 1) continue;
            if (figure.Length == 2 && i + 1 < words.Count && Numbers.TryGetValue(words[i + 1].Text, out var unit) && unit.Length == 1)
            {
                figure = figure[..1] + unit;
                words.RemoveAt(i + 1);
            }
            words[i] = (figure, Script.Latin);
        }
    }

    private static IEnumerable<(string, string)> Table(string form, string phrases) => 
        phrases.Split('|').SelectMany(p => p.Length is 2 or 3 && !p.Contains(' ') ? [p, string.Join(' ', p.ToCharArray())] : (string[])[p]).Select(p => (p, form));

    private static FrozenDictionary<string, string> Pairs(string list) => list.Split('|').Select(p => p.Split(' ')).ToFrozenDictionary(p => p[0], p => p[1]);
}
