using System.Globalization;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Lists;

/// <summary>What was shared with whom, beside the rows of a list and as its filter: from the entries of sharing that the reader may see, and no others.</summary>
/// <remarks>Entries lie in the general compartment: what is protected is shared by no list's knowledge.</remarks>
internal sealed class SharedCopies
{
    /// <summary>Up to so many entries it is cheaper to begin with them than to ask each record.</summary>
    private const int Few = 50_000;

    private readonly long _kind, _role, _sent, _recalled;
    private readonly string _allowed;

    private SharedCopies(long kind, long role, long sent, long recalled, string allowed) => (_kind, _role, _sent, _recalled, _allowed) = (kind, role, sent, recalled, allowed);

    /// <summary>Null where nothing was ever shared, or the reader may see no entry.</summary>
    public static async ValueTask<SharedCopies?> OfAsync(Vault vault, Connection connection, AllowedClasses allowed)
    {
        if (vault.Compartment == Compartment.Protection || allowed.IsEmpty) return null;
        if (await vault.Names.FindTermAsync(connection, Share.Kind.Name) is not { } kind || await vault.Names.FindTermAsync(connection, "shared") is not { } role) return null;
        return new(kind, role, await vault.Names.FindTermAsync(connection, Share.Sent) ?? -1, await vault.Names.FindTermAsync(connection, Share.Recalled) ?? -1, allowed.Sql);
    }

    /// <summary>The partners of these records, by record: one query for a page.</summary>
    public async ValueTask<Dictionary<RecordId, IReadOnlyList<SharedCopy>>> WithAsync(Vault vault, Connection connection, IReadOnlyList<RecordId> records)
    {
        Dictionary<RecordId, IReadOnlyList<SharedCopy>> shared = [];
        if (records.Count == 0) return shared;
        var places = string.Join(',', Enumerable.Range(0, records.Count).Select(i => "@p" + i.ToString(CultureInfo.InvariantCulture)));
        var rows = await connection.QueryAsync(
            $"SELECT l.target, s.state, s.facets FROM link l JOIN record s ON s.rid = l.rid WHERE l.target IN ({places}) AND l.role = {Text(_role)} AND l.cid IN ({_allowed}) AND {Standing} AND s.state IN ({Text(_sent)}, {Text(_recalled)})",
            r => (Record: RecordId.FromBytes((byte[])r[0]), Sent: r.GetInt64(1) == _sent, Facets: r.IsDBNull(2) ? null : (byte[])r[2]), [.. records.Select(r => (object?)r.ToBytes())]);
        foreach (var record in rows.GroupBy(r => r.Record))
        {
            SortedDictionary<string, bool> partners = new(StringComparer.Ordinal);
            foreach (var row in record)
                foreach (var code in IndexRows.Unpack(row.Facets))
                    if (await vault.Names.Facets.GetAsync(connection, code) is { Field: "partner", Value: var partner })
                        // Who got it again after a recall has it.
                        partners[partner] = partners.GetValueOrDefault(partner) || row.Sent;
            shared[record.Key] = [.. partners.Select(p => new SharedCopy(p.Key, Recalled: !p.Value))];
        }
        return shared;
    }

    /// <summary>How the filter asks: which condition holds of a record <c>r</c>, or from which entries the walk begins.</summary>
    /// <param name="with">A partner, or one of the words of <see cref="SharedCopy"/>.</param>
    /// <returns>The condition; and where it pays to begin there, the table <c>sh</c> of the records' ids. Null: no record matches.</returns>
    public async ValueTask<(string Condition, string? Begin)?> FilterAsync(Connection connection, string with)
    {
        var (of, partner) = ("", "");
        if (with is not (SharedCopy.Any or SharedCopy.None))
        {
            var codes = await connection.QueryAsync("SELECT id FROM facet_code WHERE kind = @p0 AND field = 'partner' AND value = @p1", r => r.GetInt64(0), _kind, ShortKey.Of(with));
            if (codes.Count == 0) return null;
            of = $"JOIN facet f ON f.rid = s.rid AND f.code = {Text(codes[0])} ";
            partner = Text(codes[0]);
        }
        var exists = $"EXISTS (SELECT 1 FROM link l JOIN record s ON s.rid = l.rid {of}WHERE l.target = r.uuid AND l.role = {Text(_role)} AND l.cid IN ({_allowed}) AND {Standing} AND s.state = {Text(_sent)})";
        if (with == SharedCopy.None) return ("NOT " + exists, null);
        var entries = await connection.NumberAsync(partner.Length > 0
            ? $"SELECT count(*) FROM (SELECT 1 FROM facet f WHERE f.code = {partner} LIMIT {Few + 1}) AS few"
            : $"SELECT count(*) FROM (SELECT 1 FROM record s WHERE s.kind = {Text(_kind)} AND s.state = {Text(_sent)} LIMIT {Few + 1}) AS few");
        if (entries > Few) return (exists, null);
        // The facet's rows are few where a partner is asked for: SQLite keeps the order of a cross join.
        var from = partner.Length > 0 ? $"facet f CROSS JOIN record s CROSS JOIN link l WHERE f.code = {partner} AND s.rid = f.rid" : "record s CROSS JOIN link l WHERE 1 = 1";
        return ("r.uuid = sh.target", $"(SELECT DISTINCT l.target AS target FROM {from} AND l.rid = s.rid AND l.role = {Text(_role)} AND l.cid IN ({_allowed}) AND {Standing} AND s.state = {Text(_sent)}) sh");
    }

    private string Standing => $"s.kind = {Text(_kind)} AND s.cid IN ({_allowed}) AND (s.flags & 3) = 0";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
