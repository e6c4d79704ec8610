using System.Text;

namespace Palermo.Analysis.Matching;

/// <summary>Parts of blocking keys, by name: what two records must agree on to be compared.</summary>
/// <remarks>
/// <c>names</c>: given name and surname in either order. <c>anyName</c>: one of the two, in either field. <c>nameSounds</c>, <c>anyNameSound</c>: the
/// same by consonant skeleton. <c>birthDate</c>: to the day. <c>birthYear</c>. Any other part is a field, letters and digits alone counting.
/// </remarks>
public static class KeyParts
{
    /// <summary>Most values that one record may have of one part.</summary>
    internal const int MaxSlots = 4;

    /// <summary>Fields that a part touches: comparisons of these are not learnt on pairs blocked by it.</summary>
    internal static IReadOnlyList<string> Touches(string part) => part switch
    {
        "names" or "nameSounds" or "anyName" or "anyNameSound" => ["givenName", "surname", "fullName"],
        "birthDate" or "birthYear" => ["birthDate"],
        "postcode" or "locality" or "region" => ["postcode", "locality", "region"],
        "street" or "houseNumber" => ["street", "houseNumber", "addressLine"],
        _ => [part],
    };

    /// <summary>The keys of one part, one column a slot; null when the table lacks the fields.</summary>
    internal static KeyColumn[]? Columns(string part, RecordTable table, PersonNames? names)
    {
        switch (part)
        {
            case "names":
                return names is null ? null : [Both(names, ByWord(names, Spelling))];
            case "nameSounds":
                return names is null ? null : [Both(names, ByWord(names, Sound))];
            case "anyName":
                return names is null ? null : Either(names, ByWord(names, Spelling));
            case "anyNameSound":
                return names is null ? null : Either(names, ByWord(names, Sound));
            case "birthDate":
                return Column(table, "birthDate", text => PartialDate.Read(text) is { IsToTheDay: true } d ? KeyHash.Mix(d.Nibbles) : 0);
            case "birthYear":
                return Column(table, "birthDate", text => PartialDate.Read(text) is { IsMissing: false } d ? KeyHash.Mix((ulong)d.Year) : 0);
            case "phone" or "email" or "alias" or "imei":
                return Several(table, part);
            default:
                return Column(table, part, text => Folded(text) is { Length: > 0 } f ? KeyHash.Of(Encoding.ASCII.GetBytes(f)) : 0);
        }
    }

    private static string Folded(string text) => IdentifierText.LettersAndDigits(text);

    private static ulong Spelling(WordPool pool, int word) => KeyHash.Of(pool.Letters(word));

    private static ulong Sound(WordPool pool, int word) => pool.SkeletonOf(word);

    private static KeyColumn[]? Column(RecordTable table, string field, Func<string, ulong> hash)
    {
        var column = table.Find(field);
        if (column is null) return null;
        var byValue = new ulong[column.Distinct];
        for (var v = 1; v < byValue.Length; v++) byValue[v] = hash(column.Values[v]);
        return [new KeyColumn(column.Numbers, byValue)];
    }

    private static KeyColumn[]? Several(RecordTable table, string field)
    {
        var column = table.Find(field);
        if (column is null) return null;
        var slots = new ulong[MaxSlots][];
        for (var s = 0; s < MaxSlots; s++) slots[s] = new ulong[column.Distinct];
        var most = 0;
        for (var v = 1; v < column.Distinct; v++)
        {
            var members = column.Values[v].Split([';', '|'], 16, StringSplitOptions.RemoveEmptyEntries).Select(m => field == "phone" ? LastDigits(m) : Folded(m))
                .Where(m => m.Length > 2).Distinct().Take(MaxSlots).ToList();
            most = Math.Max(most, members.Count);
            for (var s = 0; s < members.Count; s++) slots[s][v] = KeyHash.Of(Encoding.ASCII.GetBytes(members[s]));
        }
        return [.. slots[..most].Select(s => new KeyColumn(column.Numbers, s))];
    }

    private static string LastDigits(string phone)
    {
        var digits = IdentifierText.Digits(phone);
        return digits.Length < 6 ? "" : digits[^Math.Min(8, digits.Length)..];
    }

    private static KeyColumn Both(PersonNames names, ulong[] byWord) => new(names.Given, byWord, names.Surname);

    private static KeyColumn[] Either(PersonNames names, ulong[] byWord) => [new(names.Given, byWord), new(names.Surname, byWord)];

    private static ulong[] ByWord(PersonNames names, Func<WordPool, int, ulong> hash)
    {
        var result = new ulong[names.Pool.Count];
        for (var w = 1; w < result.Length; w++) result[w] = hash(names.Pool, w);
        return result;
    }
}

/// <summary>Keys of records by the number of their value; with a second column, the unordered pair of both.</summary>
internal readonly record struct KeyColumn(int[] Numbers, ulong[] ByNumber, int[]? Second = null)
{
    /// <summary>The key of a record, 0 for none.</summary>
    public ulong this[int record]
    {
        get
        {
            var key = ByNumber[Numbers[record]];
            if (Second is null || key == 0) return key;
            var other = ByNumber[Second[record]];
            return other == 0 ? 0 : KeyHash.Join(Math.Min(key, other), Math.Max(key, other));
        }
    }
}
