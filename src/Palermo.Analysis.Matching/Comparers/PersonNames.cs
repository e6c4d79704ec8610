using System.Collections.Frozen;
using System.Text;

namespace Palermo.Analysis.Matching;

/// <summary>Names of the persons of a table as words: given name, surname, and all further words, wherever the file had them.</summary>
/// <remarks>
/// Titles and ranks are left out. Where given name or surname is missing, they are taken from the full name (first and last word).
/// Field order is unreliable (entity-matching 3.1), so the words of all name fields stay comparable with one another.
/// </remarks>
internal sealed class PersonNames
{
    private static readonly FrozenSet<string> Titles =
        ("MR MRS MS MISS DR PROF SIR LORD LADY DAME BARON BARONET BARONESS EARL COUNT COUNTESS DUKE DUCHESS MARQUESS VISCOUNT REV REVEREND FR "
        + "CAPT CAPTAIN COL COLONEL GEN GENERAL MAJOR LT SGT JR SR ESQ PHD MD HON SHEIKH SHEIK SHAYKH HAJJI HADJI ALHAJI SAYYID SYED IMAM MULLAH MAULANA MALLAM "
        + "MME MLLE HERR FRAU SENOR SENORA DON DONA ATO WOIZERO 1ST 2ND 3RD 4TH 5TH 6TH 7TH 8TH 9TH 10TH 11TH 12TH II III IV OF THE AND KCB FRS OBE CBE MBE KBE GCB KCMG QC MP VC").Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TitleOf = Titles.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly int[] extraStart;
    private readonly int[] extra;

    private PersonNames(WordPool pool, int[] given, int[] surname, int[] extraStart, int[] extra)
    {
        Pool = pool;
        Given = given;
        Surname = surname;
        this.extraStart = extraStart;
        this.extra = extra;
        Frequency = new float[pool.Count];
        var total = 0;
        foreach (var words in (ReadOnlySpan<int[]>)[given, surname])
            foreach (var word in words)
            {
                if (word == 0) continue;
                Frequency[word]++;
                total++;
            }
        for (var w = 0; w < Frequency.Length; w++) Frequency[w] /= Math.Max(1, total);
    }

    public WordPool Pool { get; }

    /// <summary>Relative frequency of each word among given names and surnames together.</summary>
    public float[] Frequency { get; }

    public int[] Given { get; }

    public int[] Surname { get; }

    /// <summary>Words of the record's names that are neither its given name nor its surname.</summary>
    public ReadOnlySpan<int> Extra(int record) => extra.AsSpan(extraStart[record], extraStart[record + 1] - extraStart[record]);

    public bool AnyExtra => extra.Length > 0;

    /// <summary>Whether a word is among the names of a record, in whatever field.</summary>
    public bool Has(int record, int word) => Given[record] == word || Surname[record] == word || Extra(record).Contains(word);

    public string Text(int word) => word == 0 ? "" : Encoding.ASCII.GetString(Pool.Letters(word)).ToLowerInvariant();

    public static PersonNames? Of(RecordTable table)
    {
        var given = table.Find("givenName");
        var surname = table.Find("surname");
        var full = table.Find("fullName");
        if (given is null && surname is null && full is null) return null;
        var pool = new WordPool();
        var givenWords = Read(given, pool);
        var surnameWords = Read(surname, pool);
        var fullWords = Read(full, pool);
        int[] first = new int[table.Count], last = new int[table.Count], start = new int[table.Count + 1];
        var extra = new List<int>();
        var seen = new List<int>();
        for (var r = 0; r < table.Count; r++)
        {
            var g = given is null ? [] : givenWords[given.Ids[r]];
            var s = surname is null ? [] : surnameWords[surname.Ids[r]];
            var f = full is null ? [] : fullWords[full.Ids[r]];
            var ends = s.Length > 0 ? s[0] : f.Length > 1 ? f[^1] : 0;
            var begins = f.Length == 0 ? 0 : f[Parts(f)];
            first[r] = g.Length > 0 ? g[0] : begins == ends ? 0 : begins;
            last[r] = s.Length > 0 || ends != first[r] ? ends : 0;
            if (g.Length > 1 || s.Length > 1 || f.Length > 0)
            {
                seen.Clear();
                foreach (var words in (ReadOnlySpan<int[]>)[g, s, f])
                    for (var w = Parts(words); w < words.Length && seen.Count < 8; w++)
                        if (words[w] != first[r] && words[w] != last[r] && !seen.Contains(words[w])) seen.Add(words[w]);
                extra.AddRange(seen);
            }
            start[r + 1] = extra.Count;
        }
        return new PersonNames(pool, first, last, start, [.. extra]);
    }

    /// <summary>Where the single words of a value begin: a value of several words is first itself run together, then word by word.</summary>
    private static int Parts(int[] words) => words.Length > 1 ? 1 : 0;

    private static int[][] Read(TextColumn? column, WordPool pool)
    {
        if (column is null) return [];
        var result = new int[column.Distinct][];
        result[0] = [];
        Span<byte> letters = stackalloc byte[WordPool.Stride];
        for (var v = 1; v < result.Length; v++)
        {
            var value = column.Values[v];
            result[v] = Simple(value, letters) ? IsTitle(value) ? [] : [pool.Intern(letters[..value.Length])] : Words(value, pool);
        }
        return result;
    }

    private static bool Simple(string value, Span<byte> letters)
    {
        if (value.Length is < 5 or > WordPool.Stride) return false;
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsAsciiLetter(value[i])) return false;
            letters[i] = (byte)(value[i] & 0xDF);
        }
        return NameCustoms.JoinedHalf(letters[..value.Length]) == 0;
    }

    private static int[] Words(string value, WordPool pool)
    {
        var words = NameProfile.Of(value).Words.Where(w => w.Letters.Length > 0 && !Titles.Contains(Encoding.ASCII.GetString(w.Letters)) && (w.Letters.Length > 3 || !w.Letters.AsSpan().ContainsAnyInRange((byte)'0', (byte)'9'))).ToList();
        if (words.Count == 0) return [];
        var single = words.Select(w => pool.Intern(w.Letters, w.VowelsLeftOut)).ToList();
        if (single.Count == 1) return [single[0]];
        return [pool.Intern([.. words.SelectMany(w => w.Letters)], words[0].VowelsLeftOut), .. single];
    }

    private static bool IsTitle(string value)
    {
        if (value.Length > 8) return false;
        Span<char> upper = stackalloc char[value.Length];
        value.AsSpan().ToUpperInvariant(upper);
        return TitleOf.Contains(upper);
    }
}
