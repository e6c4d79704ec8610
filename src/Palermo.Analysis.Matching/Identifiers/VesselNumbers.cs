namespace Palermo.Analysis.Matching;

/// <summary>Numbers by which vessels are known: IMO, MMSI, call sign, hull identification number.</summary>
public static class VesselNumbers
{
    /// <summary>IMO number: seven digits, the last a check digit (weights 7 to 2). "IMO" before it is allowed.</summary>
    /// <remarks>Source: IMO Resolution A.1117(30); entity-matching 4 (9074729 is right).</remarks>
    public static NormalisedIdentifier Imo(string text)
    {
        var digits = IdentifierText.Digits(text);
        if (digits.Length != 7) return NormalisedIdentifier.Bad(digits, $"an IMO number has 7 digits, this has {digits.Length}");
        var sum = 0;
        for (var i = 0; i < 6; i++) sum += (7 - i) * (digits[i] - '0');
        return sum % 10 == digits[6] - '0' ? new(digits, CheckDigit.Right, null) : NormalisedIdentifier.Bad(digits, $"the check digit should be {sum % 10}");
    }

    /// <summary>MMSI: nine digits. It has no check digit; the first three of a ship's are its flag's code and change with the flag.</summary>
    /// <remarks>Source: ITU-R M.585. Ship stations begin with 2 to 7; 0 is a coast or group, 8 a handheld, 9 a craft or aid.</remarks>
    public static NormalisedIdentifier Mmsi(string text)
    {
        var digits = IdentifierText.Digits(text);
        if (digits.Length != 9) return NormalisedIdentifier.Bad(digits, $"an MMSI has 9 digits, this has {digits.Length}");
        if (digits.AsSpan().IndexOfAnyExcept(digits[0]) < 0 || digits == "123456789") return NormalisedIdentifier.Bad(digits, "a placeholder that many sets send");
        return new(digits, CheckDigit.None, null);
    }

    /// <summary>The three digits of an MMSI that name the flag (MID), for ships, groups (0MID), coasts (00MID), tenders (98MID) and aids (99MID).</summary>
    public static string? FlagOf(string mmsi)
    {
        ArgumentNullException.ThrowIfNull(mmsi);
        if (mmsi.Length != 9) return null;
        var at = mmsi.StartsWith("00", StringComparison.Ordinal) || mmsi.StartsWith("98", StringComparison.Ordinal) || mmsi.StartsWith("99", StringComparison.Ordinal) ? 2
            : mmsi[0] is '0' or '8' ? 1 : 0;
        return mmsi[at] is >= '2' and <= '7' ? mmsi.Substring(at, 3) : null;
    }

    /// <summary>Call sign: letters and digits, three to seven. No check digit.</summary>
    public static NormalisedIdentifier CallSign(string text)
    {
        var value = IdentifierText.LettersAndDigits(text);
        return value.Length is >= 3 and <= 7 ? new(value, CheckDigit.None, null) : NormalisedIdentifier.Bad(value, "a call sign has 3 to 7 letters and digits");
    }

    /// <summary>Hull identification number: country (2), maker (3), serial (5), month, year, model year; 14 signs with country, 12 without.</summary>
    /// <remarks>Source: ISO 10087; entity-matching 4 (CC-XXX YYYYY AMYY).</remarks>
    public static NormalisedIdentifier Hull(string text)
    {
        var value = IdentifierText.LettersAndDigits(text);
        return value.Length is 12 or 14 ? new(value, CheckDigit.None, null) : NormalisedIdentifier.Bad(value, $"a hull number has 14 signs (12 without country), this has {value.Length}");
    }
}
