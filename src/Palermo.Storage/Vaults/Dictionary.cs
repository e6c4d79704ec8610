using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Palermo.Kernel;
using Palermo.Storage.Databases;

namespace Palermo.Storage.Vaults;

/// <summary>A code of a facet: a value of a field of a kind.</summary>
internal sealed record FacetCode(long Kind, string Field, string Value);

/// <summary>What repeats in the header of records: kept once, and hashed as stored.</summary>
internal sealed record Head(RecordHeader Header, byte[] Json, long Class);

/// <summary>
/// Things kept once and named by a number: words, access classes, heads of records, values of facets. They are never changed and
/// never removed while a record uses them, so what is known in memory stays true, in this process and in others.
/// </summary>
internal sealed class Names<T>(string table, string columns, Func<DbDataReader, T> read) where T : class
{
    private readonly ConcurrentDictionary<long, T> _things = [];
    private readonly ConcurrentDictionary<string, long> _ids = new(StringComparer.Ordinal);

    public string Table => table;
    public IReadOnlyDictionary<long, T> Known => (IReadOnlyDictionary<long, T>)_things;

    public bool TryId(string key, out long id) => _ids.TryGetValue(key, out id);

    public void Learn(long id, string key, T thing)
    {
        _things[id] = thing;
        _ids[key] = id;
    }

    /// <summary>The thing of a number that a row holds.</summary>
    public async ValueTask<T> GetAsync(Connection connection, long id)
    {
        if (_things.TryGetValue(id, out var thing)) return thing;
        thing = await connection.FirstAsync($"SELECT {columns} FROM {table} WHERE id = @p0", read, id)
            ?? throw new StoreProblem($"The table {table} lacks its row {id}: run 'palermo check', and restore a backup if it says so.");
        // What a transaction of our own wrote and may still undo is not kept.
        if (!connection.InTransaction) _things[id] = thing;
        return thing;
    }
}

/// <summary>All dictionaries of a compartment.</summary>
internal sealed class Dictionaries
{
    public Names<string> Terms { get; } = new("term", "text", r => r.GetString(0));
    public Names<AccessClass> Classes { get; } = new("access_class", "text", r => AccessClass.Parse(r.GetString(0)));
    public Names<Head> Heads { get; } = new("head", "json, cid", r => HeadJson.Read(r.GetString(0), r.GetInt64(1)));
    public Names<FacetCode> Facets { get; } = new("facet_code", "kind, field, value", r => new FacetCode(r.GetInt64(0), r.GetString(1), r.GetString(2)));

    /// <summary>The number of a word, or null where no record has it: then nothing can be found by it.</summary>
    public async ValueTask<long?> FindTermAsync(Connection connection, string text)
    {
        text = ShortKey.WellFormed(text);
        if (Terms.TryId(text, out var id)) return id;
        if (await connection.NumberAsync("SELECT id FROM term WHERE text = @p0", text) is not { } found) return null;
        if (!connection.InTransaction) Terms.Learn(found, text, text);
        return found;
    }
}

/// <summary>Gives numbers within one transaction; what it gave becomes common knowledge when the transaction has committed.</summary>
internal sealed class Naming(Connection connection, Dictionaries shared)
{
    private readonly Dictionary<(string Table, string Key), long> _given = [];
    private readonly List<Action> _learn = [];

    public ValueTask<long> TermAsync(string text) => IdAsync(shared.Terms, text, text,
        "SELECT id FROM term WHERE text = @p0", [text], "INSERT INTO term(id, text) VALUES (@p0, @p1)", [text]);

    public async ValueTask<long> ClassAsync(AccessClass item)
    {
        var text = item.ToCanonicalText();
        if (shared.Classes.TryId(text, out var id)) return id;
        var hash = Hash(text);
        return await IdAsync(shared.Classes, text, item, "SELECT id FROM access_class WHERE hash = @p0", [hash],
            "INSERT INTO access_class(id, hash, text) VALUES (@p0, @p1, @p2)", [hash, text]);
    }

    public async ValueTask<(long Id, Head Head)> HeadAsync(RecordHeader header, Compartment compartment)
    {
        var (json, bare) = HeadJson.Write(header);
        if (shared.Heads.TryId(json, out var id) && shared.Heads.Known.TryGetValue(id, out var head)) return (id, head);
        var cid = await ClassAsync(header.ClassIn(compartment));
        head = new(bare, Encoding.UTF8.GetBytes(json), cid);
        var hash = Hash(json);
        id = await IdAsync(shared.Heads, json, head, "SELECT id FROM head WHERE hash = @p0", [hash],
            "INSERT INTO head(id, hash, json, cid) VALUES (@p0, @p1, @p2, @p3)", [hash, json, cid]);
        return (id, head);
    }

    public ValueTask<long> FacetAsync(long kind, string field, string value) => IdAsync(shared.Facets, $"{kind}\0{field}\0{value}", new(kind, field, value),
        "SELECT id FROM facet_code WHERE kind = @p0 AND field = @p1 AND value = @p2", [kind, field, value],
        "INSERT INTO facet_code(id, kind, field, value) VALUES (@p0, @p1, @p2, @p3)", [kind, field, value]);

    /// <summary>To be called when the transaction has committed.</summary>
    public void Committed()
    {
        foreach (var learn in _learn) learn();
        _learn.Clear();
    }

    private async ValueTask<long> IdAsync<T>(Names<T> names, string key, T thing, string find, object?[] by, string insert, object?[] values) where T : class
    {
        if (names.TryId(key, out var id) || _given.TryGetValue((names.Table, key), out id)) return id;
        if (await connection.NumberAsync(find, by) is { } found) id = found;
        else
        {
            id = await connection.NumberAsync($"SELECT coalesce(max(id), 0) + 1 FROM {names.Table}") ?? 1;
            await connection.ExecuteAsync(insert, [id, .. values]);
        }
        _given.Add((names.Table, key), id);
        _learn.Add(() => names.Learn(id, key, thing));
        return id;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
