namespace Palermo.Commitments.Borders;

/// <summary>The names of the zone: primary identifier, two fillers, secondary identifier; one filler between the parts of each.</summary>
/// <param name="DigitAt">Place of the first digit, which no name has; -1 for none.</param>
/// <param name="Cut">True when the field is full: names may have been shortened.</param>
/// <param name="SeparatorsAt">Place of a third group or of three fillers within names; -1 for none.</param>
/// <remarks>ICAO Doc 9303-3, 4.6: no digits and no punctuation; names that do not fit are shortened, with a letter in the last place.</remarks>
internal readonly record struct MrzNames(string Primary, string Secondary, int DigitAt, bool Cut, int SeparatorsAt)
{
    /// <param name="pairsSeparate">True where two fillers stand between given names (French card): then the field has no primary identifier.</param>
    public static MrzNames Read(ReadOnlySpan<char> field, bool pairsSeparate = false)
    {
        var digit = field.IndexOfAnyInRange('0', '9');
        var cut = field[^1] != '<';
        var used = field.TrimEnd('<');
        if (pairsSeparate) return new("", Spaced(used), digit, cut, -1);
        var split = used.IndexOf("<<");
        if (split < 0) return new(Spaced(used), "", digit, cut, -1);
        var rest = used[(split + 2)..];
        // Two fillers once, and no more: what follows a second pair belongs to no identifier.
        var again = rest.Length > 0 && rest[0] == '<' ? 0 : rest.IndexOf("<<");
        return new(Spaced(used[..split]), Spaced(rest), digit, cut, again < 0 ? -1 : split + 2 + again);
    }

    private static string Spaced(ReadOnlySpan<char> parts)
    {
        if (parts.IndexOf('<') < 0) return parts.ToString();
        Span<char> text = stackalloc char[parts.Length];
        var length = 0;
        foreach (var sign in parts)
        {
            if (sign != '<') text[length++] = sign;
            else if (length > 0 && text[length - 1] != ' ') text[length++] = ' ';
        }
        return text[..length].TrimEnd(' ').ToString();
    }
}
