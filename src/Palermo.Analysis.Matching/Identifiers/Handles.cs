namespace Palermo.Analysis.Matching;

/// <summary>Accounts on platforms: by number, which stays, or by user name, which another may take over.</summary>
public static class Handles
{
    /// <summary>User name on a platform: lower case, without @, address or trailing slash.</summary>
    /// <remarks>Compare only within the dates at which both were seen: released names are used again by others.</remarks>
    public static NormalisedIdentifier UserName(string platform, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = text.Trim().ToLowerInvariant();
        var query = name.IndexOfAny(['?', '#']);
        if (query >= 0) name = name[..query];
        name = name.TrimEnd('/');
        if (name.Contains("://", StringComparison.Ordinal) || name.StartsWith("www.", StringComparison.Ordinal) || name.StartsWith("t.me/", StringComparison.Ordinal))
            name = name[(name.LastIndexOf('/') + 1)..];
        name = name.TrimStart('@');
        return name.Length is 0 or > IdentifierText.MaxLength || name.Any(char.IsWhiteSpace)
            ? NormalisedIdentifier.Bad("", "a user name is one word")
            : new($"{Platform(platform)}:{name}", CheckDigit.None, null);
    }

    /// <summary>The number a platform gives an account for good.</summary>
    public static NormalisedIdentifier Number(string platform, string text)
    {
        var digits = IdentifierText.Digits(text);
        return digits.Length is >= 3 and <= 25 ? new($"{Platform(platform)}#{digits}", CheckDigit.None, null)
            : NormalisedIdentifier.Bad(digits, "an account number has 3 to 25 digits");
    }

    private static string Platform(string platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return platform.Trim().ToLowerInvariant() switch { "twitter" => "x", "fb" => "facebook", "ig" => "instagram", "tg" => "telegram", var p => p };
    }
}
