using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Frame;
using Palermo.Web.Records;

namespace Palermo.Web.Search;

/// <summary>A saved search that tells its owner when something new matches ("tell me when this phone appears").</summary>
/// <param name="Sort">The sort of saved view that it belongs to, such as <c>view:search</c>.</param>
/// <param name="Name">The name that the person gave the view.</param>
/// <param name="Address">The address of the list.</param>
/// <param name="Work">For which work it was saved: it looks under that purpose and no other, and tells of it under that purpose.</param>
/// <param name="Since">When it was saved.</param>
/// <param name="Sequence">The place in commit order up to which it has looked; null before the first look.</param>
/// <param name="News">How many records matched newly since the person last looked.</param>
/// <param name="NewsSince">When the first of them was found.</param>
public sealed record SearchAlert(string Sort, string Name, string Address, Work Work, Instant Since, long? Sequence = null, int News = 0, Instant? NewsSince = null)
{
    private const string KeptSort = "alert";

    /// <summary>The name under which it is kept, and in addresses: no word of the person's stands in it.</summary>
    public static string KeyOf(string sort, string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sort}\n{name}")))[..24];

    /// <summary>The alerts of a person.</summary>
    public static async Task<IReadOnlyList<(string Key, SearchAlert Alert)>> ListAsync(IKeptThings kept, string person, CancellationToken cancel = default)
    {
        List<(string, SearchAlert)> alerts = [];
        foreach (var (name, json) in await kept.ListAsync(person, KeptSort, cancel))
            if (JsonSerializer.Deserialize<SearchAlert>(json, BodyJson.Options) is { } alert) alerts.Add((name, alert));
        return alerts;
    }

    public async Task SaveAsync(IKeptThings kept, string person, CancellationToken cancel = default) =>
        await kept.SaveAsync(person, KeptSort, KeyOf(Sort, Name), JsonSerializer.Serialize(this, BodyJson.Options), cancel);

    public static async Task RemoveAsync(IKeptThings kept, string person, string sort, string name, CancellationToken cancel = default) =>
        await kept.RemoveAsync(person, KeptSort, KeyOf(sort, name), cancel);

    /// <summary>The query behind the address, as somebody at this work may ask it; null when its kind is not known, or not for this purpose.</summary>
    public RecordQuery? Query(Declarations declared)
    {
        var (path, query) = Address.Split('?', 2) is [var p, var q] ? (p, q) : (Address, "");
        Kind? Find(string name) => declared.FindKind(name) is { } kind && (kind.Compartment == Compartment.General || Work.Purpose == Purpose.Protection) ? kind : null;
        var named = path.StartsWith(Addresses.Records + "/", StringComparison.Ordinal) ? path[(Addresses.Records.Length + 1)..] : null;
        if (named is null && path != Addresses.Search) return null;
        var kind = named is null ? null : Find(named);
        if (named is not null && kind is null) return null;
        var request = ListRequest.Read(path, new QueryCollection(QueryHelpers.ParseQuery(query)), kind, Find);
        return request.Query with { Order = RecordOrder.Newest, IncludeWithdrawn = false };
    }
}
