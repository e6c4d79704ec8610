using System.Security.Cryptography;
using DuckDB.NET.Data;
using Palermo.Kernel;
using Palermo.Storage.Databases;
using Palermo.Storage.Keeping;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.DataSets;

/// <summary>Data sets: a record of the general compartment and its Parquet file among the attachments.</summary>
internal sealed class DataSetStore(VaultPair vaults, RecordReader reader, RecordWrites writes, AttachmentStore attachments, Files files, RowJournal journal) : IDataSets
{
    private const string TableName = "table.parquet";
    private readonly DataSetErasure _erasure = new(vaults, files, journal);
    private Catalogue Catalogue => vaults.General.Catalogue;

    public async ValueTask<Outcome<RecordView>> ImportAsync(Session session, RecordHeader header, DataSetFile file, CancellationToken cancel = default)
    {
        List<Refusal> refusals = [.. Problems(session, header)];
        if (refusals.Count == 0)
        {
            using var table = TableFile.In(files.Folder);
            var read = await table.ReadAsync(file, Catalogue.Options.DataSetLimit, cancel);
            if (read.TryGet(out var content)) return await StoreAsync(session, header, file, table, content.Columns, content.Rows, cancel);
            refusals.AddRange(read.Refusals);
        }
        await vaults.LogAsync(session, "dataset-import", null, new { Refused = refusals.Select(r => r.Code).Distinct() });
        return refusals.ToArray();
    }

    private IEnumerable<Refusal> Problems(Session session, RecordHeader header)
    {
        if (session.Work.Purpose == Purpose.Protection || header.Purposes.Contains(Purpose.Protection))
            yield return new("dataset.protection", "Nothing of the protection compartment enters a data set: keep such records one by one.", "Palermo, law 3", "purposes");
        if (header.Kind != DataSet.Kind.Name || Catalogue.Find(header.Kind) is null)
            yield return new("write.kind", $"A data set is a record of the kind '{DataSet.Kind.Name}'.", Field: "kind");
        // Asked before a large file is read; the write asks again.
        if (Access.Decide(session, header.ClassIn(Compartment.General), AccessAction.Create, vaults.General.Now) is { Allowed: false } no)
            foreach (var refusal in no.ToTell) yield return refusal;
    }

    private async ValueTask<Outcome<RecordView>> StoreAsync(Session session, RecordHeader header, DataSetFile file, TableFile table, DataSetColumn[] columns, long rows, CancellationToken cancel)
    {
        var body = new DataSet(file.Title, file.Source, [.. columns.Select(c => $"{c.Name} {c.Type}")], rows, await HashAsync(table.Parquet, cancel), file.Description);
        if (header.Id == default) header = header with { Id = Catalogue.Ids.Next() };
        var made = await writes.WriteAsync(session, [new RecordChange.Create(header, body)], null, null, cancel);
        if (!made.TryGet(out var views)) return made.Refusals.ToArray();
        await using (var content = File.OpenRead(table.Parquet))
        {
            var kept = await attachments.AddAsync(session, views[0].Id, TableName, content, cancel);
            if (kept.Done) return views[0];
            // A record without its table is of no use to anybody.
            await writes.WriteAsync(session, [new RecordChange.Withdraw(views[0].Id) { Reason = "its table could not be kept" }], null, null, CancellationToken.None);
            return kept.Refusals.ToArray();
        }
    }

    public async ValueTask<Outcome<DataSetRows>> QueryAsync(Session session, RecordId id, DataSetQuery query, CancellationToken cancel = default)
    {
        List<Refusal> refusals = [];
        DataSetRows? answer = null;
        var sql = query.Sql?.TrimEnd().TrimEnd(';') ?? (query.Where is { } where ? $"SELECT * FROM data WHERE ({where}\n)" : "SELECT * FROM data");
        if (query.Sql is not null && query.Where is not null) refusals.Add(new("dataset.query", "Give a condition or a whole SELECT, not both.", Field: "sql"));
        if (query.Limit is < 1 or > DataSetQuery.MostRows) refusals.Add(new("dataset.limit", $"An answer has 1 to {DataSetQuery.MostRows:N0} rows.", Field: "limit"));
        if (await TableOfAsync(session, id, AccessAction.Read, refusals, cancel) is { } path && refusals.Count == 0)
        {
            try
            {
                answer = await Task.Run(() =>
                {
                    using var box = Sandbox.Over(path);
                    if (box.Doubt(sql) is { } doubt)
                    {
                        refusals.Add(new("dataset.query", $"The query cannot be run: {TableFile.Shortened(doubt, path)}", Field: query.Sql is null ? "where" : "sql"));
                        return null;
                    }
                    return box.Rows(sql, query.Parameters, query.Limit, cancel);
                }, cancel);
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested && fault is DuckDBException or InvalidOperationException or InvalidCastException or OperationCanceledException)
            {
                refusals.Add(new("dataset.query", $"The query cannot be run: {TableFile.Shortened(fault.Message, path)}", Field: query.Sql is null ? "where" : "sql"));
            }
        }
        // The log outlives erasure: of the query, which may hold names, it keeps a keyed hash.
        await vaults.LogAsync(session, "dataset-query", id.ToString(), answer is null
            ? new { Refused = refusals.Select(r => r.Code).Distinct() }
            : (object)new { Query = vaults.LogOf(session).Veiled(sql), Rows = answer.Rows.Count });
        return answer is null ? refusals.ToArray() : answer;
    }

    public async ValueTask<Outcome<long>> EraseRowsAsync(Session session, RecordId id, string where, IReadOnlyList<object?> parameters, string reason, CancellationToken cancel = default)
    {
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(reason)) refusals.Add(new("write.reason", "Say why: an erasure needs a reason.", "Palermo, law 1", "reason"));
        if (await TableOfAsync(session, id, AccessAction.Erase, refusals, cancel) is { } path && refusals.Count == 0)
        {
            long[] rows = [];
            try
            {
                using var box = Sandbox.Over(path);
                var which = $"SELECT {TableFile.RowColumn} FROM data WHERE ({where}\n)";
                if (box.Doubt(which) is { } doubt) refusals.Add(new("dataset.query", $"The condition cannot be used: {TableFile.Shortened(doubt, path)}", Field: "where"));
                else rows = [.. box.Rows(which, parameters, int.MaxValue - 1, cancel).Rows.Select(r => (long)r[0]!)];
                if (refusals.Count == 0 && rows.Length == 0) refusals.Add(new("dataset.no-rows", "No row matches: nothing was erased.", Field: "where"));
                if (rows.Length > 0 && rows.Length == box.Number("SELECT count(*) FROM data", cancel: cancel)) refusals.Add(new("dataset.all-rows", "Every row matches: erase the record of the data set instead.", Field: "where"));
            }
            catch (DuckDBException fault) when (!cancel.IsCancellationRequested)
            {
                refusals.Add(new("dataset.query", $"The condition cannot be used: {TableFile.Shortened(fault.Message, path)}", Field: "where"));
            }
            if (refusals.Count == 0)
            {
                await _erasure.EraseAsync(session, id, path, rows, reason, cancel);
                return rows.LongLength;
            }
        }
        await vaults.LogAsync(session, "erase-rows", id.ToString(), new { Refused = refusals.Select(r => r.Code).Distinct() });
        return refusals.ToArray();
    }

    /// <summary>Does again, after a restore, what was erased since the backup.</summary>
    public ValueTask<int> ReplayAsync(CancellationToken cancel) => _erasure.ReplayAsync(cancel);

    /// <summary>The table of a data set that the session may use so; null with the reasons.</summary>
    private async ValueTask<string?> TableOfAsync(Session session, RecordId id, AccessAction action, List<Refusal> refusals, CancellationToken cancel)
    {
        if (await reader.FindAsync(session, id, action, refusals, cancel) is not var (vault, connection, record)) return null;
        await using (connection)
        {
            if (await vault.Names.Terms.GetAsync(connection, record.Kind) != DataSet.Kind.Name) refusals.Add(new("dataset.kind", "This record is no data set."));
            else if (record.Erased) refusals.Add(RecordReader.Erased);
            else if (await DataSetErasure.TableAsync(connection, record, new Views(vault)) is not { } table || !File.Exists(files.PathOf(table.Address)))
                refusals.Add(new("dataset.table", "The table of this data set is missing: run 'palermo check', or import it again."));
            else return files.PathOf(table.Address);
        }
        return null;
    }

    internal static async ValueTask<string> HashAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}
