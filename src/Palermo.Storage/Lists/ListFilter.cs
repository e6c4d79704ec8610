using System.Globalization;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Lists;

/// <summary>
/// A query as SQL over one compartment: where the walk begins (search index, identifier, a facet value, or the records themselves) and what
/// must hold on the way. Only classes that <see cref="Access.Decide"/> allowed are in it, for records and for statements alike.
/// </summary>
/// <remarks>
/// Lists show the newest first and stop early, so walking in that order and testing each record costs little where much is found; where a facet
/// value or a box holds few records, the walk begins there.
/// </remarks>
internal sealed class ListFilter
{
    /// <summary>Up to so many records of a facet value or box it is cheaper to begin there and sort.</summary>
    private const int Few = 5_000;
    /// <summary>Words of one beginning that are asked for one by one.</summary>
    private const int MostEndings = 64;

    private readonly List<string> _conditions = [];
    private readonly List<object?> _args = [];
    private readonly List<long> _codes = [];

    private ListFilter() { }

    /// <summary>Nothing can match: a word, value or kind that no record has, or no class allowed.</summary>
    public bool Empty { get; private set; }
    /// <summary>True when a record may come several times, in neighbouring rows.</summary>
    public bool Repeats { get; private set; }
    /// <summary>True when one walk shall both fill the first page and count.</summary>
    public bool OneWalk { get; private set; }
    /// <summary>True when nothing but a kind is asked for.</summary>
    public bool KindOnly { get; private set; } = true;
    public long? Kind { get; private set; }
    /// <summary>From the word FROM to before any order.</summary>
    public string From { get; private set; } = "record r WHERE 1 = 1";
    /// <summary>
    /// Where one value of one facet is all that is asked: the rows of that value, <c>f</c>, which lie in a row, bear the record's class and are those of
    /// no withdrawn record. Counting 10,000 there costs a millisecond, and at the records themselves 20.
    /// </summary>
    public string? LoneFacet { get; private set; }
    /// <summary>What orders by record number.</summary>
    public string RidOrder { get; private set; } = "r.rid";
    public string Where => string.Concat(_conditions.Select(c => " AND " + c));
    public IReadOnlyList<object?> Args => _args;

    public static async ValueTask<ListFilter> OfAsync(Vault vault, Connection connection, RecordQuery query, AllowedClasses allowed)
    {
        var filter = new ListFilter();
        if (allowed.IsEmpty) return filter.Nothing();
        if (query.Kind is { } kind)
        {
            if (await vault.Names.FindTermAsync(connection, kind) is not { } id) return filter.Nothing();
            filter.Kind = id;
        }
        await filter.BeginAsync(vault, connection, query, allowed);
        if (query.Text is { Length: > 0 } && filter.Empty) return filter;
        filter._conditions.Add($"r.cid IN ({allowed.Sql})");
        filter._conditions.Add(query.IncludeWithdrawn ? "(r.flags & 2) = 0" : "(r.flags & 3) = 0");
        if (filter.Kind is { } one) filter._conditions.Add($"r.kind = {filter.Arg(one)}");
        if (query.State is { } state)
        {
            if (await vault.Names.FindTermAsync(connection, state) is not { } id) return filter.Nothing();
            filter.Add($"r.state = {filter.Arg(id)}");
        }
        if (query.From is { } from) filter.Add($"r.event_to >= {filter.Arg(Days.Number(from))}");
        if (query.To is { } to) filter.Add($"r.event_from <= {filter.Arg(Days.Number(to))}");
        if (query.Identifier is { } identifier)
        {
            if (await vault.Names.FindTermAsync(connection, identifier.Type) is not { } type) return filter.Nothing();
            filter.Add($"r.rid IN (SELECT i.rid FROM identifier i WHERE i.value = {filter.Arg(ShortKey.Of(identifier.Value))} AND i.type = {filter.Arg(type)} AND i.cid IN ({allowed.Sql}))");
        }
        if (query.Import is { } import)
        {
            if (await connection.NumberAsync("SELECT id FROM import WHERE uuid = @p0", import.ToBytes()) is not { } id) return filter.Nothing();
            filter.Add(Bulk.RollBacks.Brought(filter.Arg(id)));
        }
        if (query.Shared is { } with && !await filter.SharedAsync(vault, connection, with, allowed)) return filter.Nothing();
        if (query.Box is { } box) await filter.BoxAsync(connection, box, allowed);
        var bare = filter.KindOnly;
        foreach (var (field, values) in query.Facets ?? new Dictionary<string, ImmutableSet>())
            if (!values.IsEmpty && !await filter.FacetAsync(vault, connection, field, values, query)) return filter.Nothing();
        if (bare && filter._codes is [var code] && !query.IncludeWithdrawn) filter.LoneFacet = $"facet f WHERE f.code = {code.ToString(CultureInfo.InvariantCulture)} AND f.cid IN ({allowed.Sql})";
        return filter;
    }

    private async ValueTask BeginAsync(Vault vault, Connection connection, RecordQuery query, AllowedClasses allowed)
    {
        if (query.Text is not { Length: > 0 } text) return;
        var groups = SearchWords.Parse(text, vault.Catalogue.Keys);
        if (groups.Count == 0)
        {
            Nothing();
            return;
        }
        From = vault.Db.SearchFrom(Arg(vault.Db.SearchQuery(await EndedAsync(vault, connection, groups))));
        RidOrder = vault.Db.SearchOrder;
        Repeats = true;
        OneWalk = vault.Db.SearchWalks;
        Add(vault.Db.SearchAllowed(allowed.Sql));
    }

    /// <summary>
    /// A beginning of a word becomes the words that begin so, where they are not too many: SQLite would collect every occurrence of each before it
    /// gave the first (a million records: 165 ms for a common word, twice a search, where the words themselves take 1).
    /// </summary>
    private static async ValueTask<IReadOnlyList<IReadOnlyList<string>>> EndedAsync(Vault vault, Connection connection, IReadOnlyList<IReadOnlyList<string>> groups)
    {
        var last = groups[^1][^1];
        if (!last.EndsWith('*')) return groups;
        var words = await vault.Db.BeginningWithAsync(connection, last[..^1], MostEndings);
        return words is null ? groups : [.. groups.SkipLast(1), [.. groups[^1].SkipLast(1).Union(words)]];
    }

    private async ValueTask<bool> SharedAsync(Vault vault, Connection connection, string with, AllowedClasses allowed)
    {
        if (await SharedCopies.OfAsync(vault, connection, allowed) is not { } copies) return with == SharedCopy.None;
        if (await copies.FilterAsync(connection, with) is not var (condition, begin)) return false;
        if (begin is not null && !Repeats) From = $"{begin} CROSS JOIN record r WHERE 1 = 1";
        else if (begin is not null) condition = $"r.uuid IN (SELECT sh.target FROM {begin})";
        Add(condition);
        return true;
    }

    private async ValueTask BoxAsync(Connection connection, BoundingBox box, AllowedClasses allowed)
    {
        var (south, north, west, east) = (Number(box.South), Number(box.North), Number(box.West), Number(box.East));
        string Within(string lat, string lon) => $"{lat} BETWEEN {south} AND {north} AND "
            + (box.West <= box.East ? $"{lon} BETWEEN {west} AND {east}" : $"({lon} >= {west} OR {lon} <= {east})");
        var near = await connection.NumberAsync($"SELECT count(*) FROM (SELECT 1 FROM record r WHERE {Within("r.lat", "r.lon")} LIMIT {Few + 1}) AS few");
        // The unary plus keeps SQLite from walking by latitude where that would be most of the table.
        var (lat, lon) = near <= Few ? ("r.lat", "r.lon") : ("+r.lat", "+r.lon");
        Add($"(({Within(lat, lon)}) OR r.rid IN (SELECT p.rid FROM place p WHERE {Within("p.lat", "p.lon")} AND p.cid IN ({allowed.Sql})))");
    }

    private async ValueTask<bool> FacetAsync(Vault vault, Connection connection, string field, ImmutableSet values, RecordQuery query)
    {
        List<long> codes = [];
        foreach (var value in values)
            codes.AddRange(Kind is { } kind
                ? await connection.QueryAsync("SELECT id FROM facet_code WHERE kind = @p0 AND field = @p1 AND value = @p2", r => r.GetInt64(0), kind, field, ShortKey.Of(value))
                : await connection.QueryAsync("SELECT id FROM facet_code WHERE field = @p0 AND value = @p1", r => r.GetInt64(0), field, ShortKey.Of(value)));
        if (codes.Count == 0) return false;
        _codes.AddRange(codes);
        // Withdrawn records have their values under the negative number.
        var list = string.Join(',', (query.IncludeWithdrawn ? codes.Concat(codes.Select(c => -c)) : codes).Select(c => c.ToString(CultureInfo.InvariantCulture)));
        var near = await connection.NumberAsync($"SELECT count(*) FROM (SELECT 1 FROM facet f WHERE f.code IN ({list}) LIMIT {Few + 1}) AS few");
        if (near <= Few) Add($"r.rid IN (SELECT f.rid FROM facet f WHERE f.code IN ({list}))");
        else if (codes.Count == 1 && !query.IncludeWithdrawn && From.StartsWith("record r", StringComparison.Ordinal) && query.Order is RecordOrder.Newest or RecordOrder.Oldest)
        {
            From = $"facet f {vault.Db.WalkJoin} record r ON r.rid = f.rid WHERE f.code = {Arg(codes[0])}";
            RidOrder = "f.rid";
            KindOnly = false;
        }
        else Add($"EXISTS (SELECT 1 FROM facet f WHERE f.code IN ({list}) AND f.rid = r.rid)");
        return true;
    }

    private void Add(string condition)
    {
        _conditions.Add(condition);
        KindOnly = false;
    }

    private string Arg(object? value)
    {
        _args.Add(value);
        return $"@p{_args.Count - 1}";
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "0";

    private ListFilter Nothing()
    {
        Empty = true;
        return this;
    }
}
