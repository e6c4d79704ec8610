namespace Palermo.Analysis.Matching;

/// <summary>Numbers by which road vehicles are known.</summary>
public static class VehicleNumbers
{
    private const string Values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";

    private static readonly int[] Weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    /// <summary>VIN: 17 signs without I, O and Q, which are read as 1 and 0.</summary>
    /// <returns>Check Right when position 9 is the right check digit, None when it is not: only North America (first sign 1 to 5) and China must have it;
    /// Wrong for a North American one that fails, and for a wrong length.</returns>
    /// <remarks>Source: ISO 3779; 49 CFR 565.15(c); entity-matching 4 (1M8GDM9AXKP042788 is right).</remarks>
    public static NormalisedIdentifier Vin(string text)
    {
        var value = IdentifierText.LettersAndDigits(text).Replace('I', '1').Replace('O', '0').Replace('Q', '0');
        if (value.Length != 17) return NormalisedIdentifier.Bad(value, $"a VIN has 17 signs, this has {value.Length}");
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += Weights[i] * (Values.IndexOf(value[i]) % 10);
        var check = sum % 11 == 10 ? 'X' : (char)('0' + sum % 11);
        if (value[8] == check) return new(value, CheckDigit.Right, null);
        return value[0] is >= '1' and <= '5' ? NormalisedIdentifier.Bad(value, $"the check digit (position 9) should be {check}") : new(value, CheckDigit.None, null);
    }

    /// <summary>Registration plate: letters and digits of any script, O as 0 and I as 1, so that a misread plate still meets.</summary>
    /// <param name="country">ISO 3166 code where known; plates of two countries never meet.</param>
    public static NormalisedIdentifier Plate(string text, string? country = null)
    {
        var value = IdentifierText.LettersAndDigits(text).Replace('O', '0').Replace('I', '1');
        if (value.Length is < 2 or > 12) return NormalisedIdentifier.Bad(value, "a plate has 2 to 12 signs");
        return new(country is null ? value : $"{country.Trim().ToUpperInvariant()}:{value}", CheckDigit.None, null);
    }
}
