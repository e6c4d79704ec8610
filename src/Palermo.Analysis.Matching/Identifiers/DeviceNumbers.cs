namespace Palermo.Analysis.Matching;

/// <summary>Numbers of mobile equipment and subscribers.</summary>
public static class DeviceNumbers
{
    /// <summary>IMEI: 15 digits with Luhn check digit; an IMEISV (16 digits) or a number without check digit (14) gets its check digit.</summary>
    /// <remarks>Source: 3GPP TS 23.003 section 6.2 and Annex B. The software version of an IMEISV is dropped: it changes on one device.</remarks>
    public static NormalisedIdentifier Imei(string text)
    {
        var digits = IdentifierText.Digits(text);
        if (digits.Length is 14 or 16)
        {
            var body = digits[..14];
            return new(body + (10 - IdentifierText.Luhn(body + "0")) % 10, CheckDigit.None, null);
        }
        if (digits.Length != 15) return NormalisedIdentifier.Bad(digits, $"an IMEI has 14 to 16 digits, this has {digits.Length}");
        return IdentifierText.Luhn(digits) == 0 ? new(digits, CheckDigit.Right, null) : NormalisedIdentifier.Bad(digits, "the IMEI's check digit is wrong (Luhn)");
    }

    /// <summary>IMSI: 14 or 15 digits, country code (MCC) first. It bears no check digit.</summary>
    /// <remarks>Source: ITU-T E.212; 3GPP TS 23.003 section 2.2.</remarks>
    public static NormalisedIdentifier Imsi(string text)
    {
        var digits = IdentifierText.Digits(text);
        return digits.Length is 14 or 15 && digits[0] is >= '2' and <= '7' or '9'
            ? new(digits, CheckDigit.None, null)
            : NormalisedIdentifier.Bad(digits, "an IMSI has 14 or 15 digits and begins with a country code from 2 to 7, or 9");
    }
}
