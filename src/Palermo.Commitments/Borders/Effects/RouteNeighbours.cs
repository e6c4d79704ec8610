namespace Palermo.Commitments.Borders;

/// <summary>Where crossings may go when a route is controlled, and which routes merely see the same people again.</summary>
/// <remarks>
/// Used when no plan was recorded: fixed here, before looking at any control. From the geography of Frontex's routes (its Risk Analyses describe them);
/// a plan recorded for the measure says better.
/// </remarks>
internal static class RouteNeighbours
{
    private static readonly Dictionary<string, (string[] Alternatives, string[] Downstream)> All = new(StringComparer.Ordinal)
    {
        ["eastern-mediterranean"] = (["central-mediterranean"], ["western-balkans", "circular-albania-greece", "turkiye-europe-land"]),
        ["central-mediterranean"] = (["western-mediterranean", "western-african-atlantic", "eastern-mediterranean"], []),
        ["western-mediterranean"] = (["western-african-atlantic", "central-mediterranean"], []),
        ["western-african-atlantic"] = (["western-mediterranean", "central-mediterranean"], []),
        ["western-balkans"] = (["circular-albania-greece", "eastern-land-borders"], ["eastern-mediterranean", "turkiye-europe-land"]),
        ["eastern-land-borders"] = (["western-balkans"], ["belarus-eu"]),
        ["belarus-eu"] = (["western-balkans"], ["eastern-land-borders"]),
        ["sahara-desert"] = (["central-mediterranean", "western-mediterranean"], []),
    };

    /// <summary>Alternative corridors of a route; none known: empty.</summary>
    public static IReadOnlyList<string> Alternatives(string route) => All.TryGetValue(route, out var known) ? known.Alternatives : [];

    /// <summary>Routes on which the same people are detected again: neither alternative nor comparison.</summary>
    public static IReadOnlyList<string> Downstream(string route) => All.TryGetValue(route, out var known) ? known.Downstream : [];
}
