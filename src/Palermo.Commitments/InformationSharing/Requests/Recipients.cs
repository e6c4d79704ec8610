using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>Suggests whom to ask, from what the words name: telephone prefixes, countries, routes. A person chooses.</summary>
internal static class Recipients
{
    private static readonly Words ByPrefix = SharingSay.ByPrefix, ByCountry = SharingSay.ByCountry, ByRoute = SharingSay.ByRoute;

    /// <summary>Partners that the words point to, those with most reasons first.</summary>
    public static IReadOnlyList<(PartnerProfile Partner, IReadOnlyList<Words> Why)> Suggest(IReadOnlyList<PartnerProfile> partners, string words)
    {
        var numbers = FreeText.Numbers(words).Select(n => new string([.. n.Where(c => char.IsDigit(c) || c == '+')])).Select(n => n.StartsWith("00", StringComparison.Ordinal) ? "+" + n[2..] : n).ToArray();
        var tokens = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('.', ',', ';', ':', '?', '!', '(', ')', '،', '؟')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<(PartnerProfile, IReadOnlyList<Words>)> suggested = [];
        foreach (var partner in partners)
        {
            List<Words> why = [];
            if ((partner.PhonePrefixes ?? []).Any(p => numbers.Any(n => n.StartsWith(p, StringComparison.Ordinal)))) why.Add(ByPrefix);
            if ((partner.Country is { } country && tokens.Contains(country)) || tokens.Contains(partner.Name)) why.Add(ByCountry);
            if ((partner.Routes ?? []).Any(tokens.Contains)) why.Add(ByRoute);
            if (why.Count > 0) suggested.Add((partner, why));
        }
        return [.. suggested.OrderByDescending(s => s.Item2.Count).ThenBy(s => s.Item1.Name, StringComparer.Ordinal)];
    }
}
