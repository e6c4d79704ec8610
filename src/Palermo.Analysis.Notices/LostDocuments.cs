using System.Globalization;
using System.Text;

namespace Palermo.Analysis.Notices;

/// <summary>What a search in entries of lost and stolen documents found.</summary>
public enum DocumentMatch { NoHit, PossibleHit, Hit }

/// <summary>The match rule of the domain page "information exchange", 1.5: exact on number, type and issuer is a hit; number and issuer only, or a number that could be misread, is a possible hit.</summary>
public static class LostDocuments
{
    /// <summary>A number in capitals, without spaces and punctuation.</summary>
    public static string Normalise(string number)
    {
        var text = new StringBuilder(number.Length);
        foreach (var c in number.Normalize(NormalizationForm.FormKC).ToUpperInvariant())
            if (char.IsLetterOrDigit(c)) text.Append(char.IsDigit(c) && c > '9' ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : c);
        return text.ToString();
    }

    /// <summary>A number in which letters that are read as digits are digits: O as 0, I as 1.</summary>
    public static string Fuzzy(string normalised) => normalised.Replace('O', '0').Replace('I', '1');

    /// <summary>Compares what was asked with one entry.</summary>
    /// <param name="type">Type of document; null when the asker does not know it.</param>
    /// <remarks>Issuers are compared by <see cref="Countries.Same"/>, so that GBD, GBN and the other codes of British documents are one issuer (ICAO 9303-3, section 5).</remarks>
    public static DocumentMatch Compare(string number, string? type, string issuer, string entryNumber, string entryType, string entryIssuer)
    {
        var (asked, entry) = (Normalise(number), Normalise(entryNumber));
        if (asked.Length == 0 || !Countries.Same(issuer, entryIssuer)) return DocumentMatch.NoHit;
        if (asked == entry) return string.Equals(type, entryType, StringComparison.OrdinalIgnoreCase) ? DocumentMatch.Hit : DocumentMatch.PossibleHit;
        return Fuzzy(asked) == Fuzzy(entry) ? DocumentMatch.PossibleHit : DocumentMatch.NoHit;
    }
}
