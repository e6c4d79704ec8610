namespace Palermo.Analysis.Matching;

/// <summary>Numbers of travel and identity documents.</summary>
public static class DocumentNumbers
{
    /// <summary>Number in capitals without separators, under its issuer and type where known: the same number of two issuers is two documents.</summary>
    /// <param name="issuer">State or organisation code as in the MRZ (ITA, ERI, UNO).</param>
    /// <param name="type">P, I, V and so on.</param>
    public static NormalisedIdentifier Number(string text, string? issuer = null, string? type = null)
    {
        var number = IdentifierText.LettersAndDigits(text);
        if (number.Length < 3) return NormalisedIdentifier.Bad(number, "a document number has 3 signs or more");
        if (number.AsSpan().IndexOfAnyExcept(number[0]) < 0) return NormalisedIdentifier.Bad(number, "a placeholder: one sign repeated");
        return new(issuer is null && type is null ? number : $"{issuer?.Trim().ToUpperInvariant()}:{type?.Trim().ToUpperInvariant()}:{number}", CheckDigit.None, null);
    }

    /// <summary>The number with letters that are misread as digits folded, for the second level of comparison.</summary>
    public static string Folded(string number) => IdentifierText.FoldConfusions(IdentifierText.LettersAndDigits(number));

    /// <summary>Check digit of a machine readable field: weights 7, 3, 1; A is 10, filler 0.</summary>
    /// <returns>0 to 9.</returns>
    /// <exception cref="ArgumentException">A sign other than A to Z, 0 to 9 and the filler.</exception>
    /// <remarks>Source: ICAO Doc 9303-3, section 4.9.</remarks>
    public static int MrzCheckDigit(ReadOnlySpan<char> field)
    {
        ReadOnlySpan<int> weights = [7, 3, 1];
        var sum = 0;
        for (var i = 0; i < field.Length; i++)
        {
            var value = field[i] switch
            {
                >= '0' and <= '9' => field[i] - '0',
                >= 'A' and <= 'Z' => field[i] - 'A' + 10,
                '<' => 0,
                _ => throw new ArgumentException($"'{field[i]}' at position {i + 1} cannot stand in a machine readable zone; only A-Z, 0-9 and < can", nameof(field)),
            };
            sum += weights[i % 3] * value;
        }
        return sum % 10;
    }

    /// <summary>A document number as it stands in an MRZ, with its check digit behind it.</summary>
    /// <param name="field">Nine signs and the check digit; spaces are taken for fillers.</param>
    public static NormalisedIdentifier MrzNumber(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var signs = IdentifierText.Keep(field.Replace(' ', '<'), letters: true, extra: '<');
        if (signs.Length != 10) return NormalisedIdentifier.Bad(signs, $"nine signs and a check digit are expected, this has {signs.Length}");
        var value = signs[..9].TrimEnd('<');
        var check = MrzCheckDigit(signs.AsSpan(0, 9));
        return signs[9] - '0' == check || signs[9] == '<' && check == 0 ? new(value, CheckDigit.Right, null)
            : NormalisedIdentifier.Bad(value, $"the check digit should be {check}");
    }
}
