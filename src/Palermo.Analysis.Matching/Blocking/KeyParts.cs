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

    /// <summary>Hashes of one part for every record, one array a slot (0 for none); null when the table lacks the fields.</summary>
    internal static ulong[][]? Hashes(string part, RecordTable table, PersonNames? names)
    {
        switch (part)
        {
            case "names":
                return names is null ? null : [Pairs(names, (pool, w) => w == 0 ? 0 : KeyHash.Of(pool.Letters(w)))];
            case "nameSounds":
                return names is null ? null : [Pairs(names, (pool, w) => pool.SkeletonOf(w))];
            case "anyName":
                return names is null ? null : Either(names, (pool, w) => w == 0 ? 0 : KeyHash.Of(pool.Letters(w)));
            case "anyNameSound":
                return names is null ? null : Either(names, (pool, w) => pool.SkeletonOf(w));
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

    private static ulong[][]? Column(RecordTable table, string field, Func<string, ulong> hash)
    {
        var column = table.Find(field);
        if (column is null) return null;
        var byValue = new ulong[column.Distinct];
        for (var v = 1; v < byValue.Length; v++) byValue[v] = hash(column.Values[v]);
        var result = new ulong[table.Count];
        for (var r = 0; r < result.Length; r++) result[r] = byValue[column.Ids[r]];
        return [result];
    }

    private static ulong[][]? Several(RecordTable table, string field)
    {
        var column = table.Find(field);
        if (column is null) return null;
        var slots = new ulong[MaxSlots][];
        for (var s = 0; s < MaxSlots; s++) slots[s] = new ulong[table.Count];
        var byValue = new ulong[column.Distinct][];
        for (var v = 0; v < byValue.Length; v++)
            byValue[v] = [.. column.Values[v].Split([';', '|'], 16, StringSplitOptions.RemoveEmptyEntries).Select(m => field == "phone" ? LastDigits(m) : Folded(m))
                .Where(m => m.Length > 2).Distinct().Take(MaxSlots).Select(m => KeyHash.Of(Encoding.ASCII.GetBytes(m)))];
        var most = 0;
        for (var r = 0; r < table.Count; r++)
        {
            var members = byValue[column.Ids[r]];
            most = Math.Max(most, members.Length);
            for (var s = 0; s < members.Length; s++) slots[s][r] = members[s];
        }
        return slots[..most];
    }

    private static string LastDigits(string phone)
    {
        var digits = IdentifierText.Digits(phone);
        return digits.Length < 6 ? "" : digits[^Math.Min(8, digits.Length)..];
    }

    private static ulong[] Pairs(PersonNames names, Func<WordPool, int, ulong> hash)
    {
        var byWord = ByWord(names, hash);
        var result = new ulong[names.Given.Length];
        for (var r = 0; r < result.Length; r++)
        {
            ulong a = byWord[names.Given[r]], b = byWord[names.Surname[r]];
            if (a != 0 && b != 0) result[r] = KeyHash.Join(Math.Min(a, b), Math.Max(a, b));
        }
        return result;
    }

    private static ulong[][] Either(PersonNames names, Func<WordPool, int, ulong> hash)
    {
        var byWord = ByWord(names, hash);
        ulong[] first = new ulong[names.Given.Length], second = new ulong[names.Given.Length];
        for (var r = 0; r < first.Length; r++)
        {
            first[r] = byWord[names.Given[r]];
            second[r] = byWord[names.Surname[r]];
            if (second[r] == first[r]) second[r] = 0;
        }
        return [first, second];
    }

    private static ulong[] ByWord(PersonNames names, Func<WordPool, int, ulong> hash)
    {
        var result = new ulong[names.Pool.Count];
        for (var w = 1; w < result.Length; w++) result[w] = hash(names.Pool, w);
        return result;
    }
}
