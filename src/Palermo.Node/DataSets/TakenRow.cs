using System.Globalization;
using Palermo.Kernel;
using Palermo.Web.Entry;

namespace Palermo.Node;

/// <summary>Takes a row out of a data set: it becomes a record of its own, marked as the data set is, with the way back.</summary>
internal static class TakenRow
{
    public static async Task<Outcome<RecordView>> MakeAsync(OpenedNode node, Session session, RecordId dataSet, long row, string why, CancellationToken cancel)
    {
        var read = await node.Store.Records.ReadAsync(session, dataSet, cancel: cancel);
        if (!read.TryGet(out var set)) return read.Refusals.ToArray();
        var found = await node.Store.DataSets.QueryAsync(session, dataSet, new("_row = ?", Parameters: [row], Limit: 1), cancel);
        if (!found.TryGet(out var rows)) return found.Refusals.ToArray();
        if (rows.Rows.Count == 0) return new Refusal("dataset.no-rows", $"The data set has no row {row}.", Field: "row");
        var values = rows.Columns.Zip(rows.Rows[0]).Where(p => p.Second is not null && p.First.Name != "_row").Select(p => $"{p.First.Name}: {Convert.ToString(p.Second, CultureInfo.InvariantCulture)}");
        // What is made from something is never more open than that, nor for more purposes.
        var header = HeaderEntry.Default(DataSetRow.Kind, node.Ids.Next(), session, set.Title, node.Today) with
        {
            Handling = set.Header.Handling, Purposes = set.Header.Purposes, NeedToKnow = set.Header.NeedToKnow, LegalBasis = set.Header.LegalBasis ?? session.Work.LegalBasis,
        };
        header = header with { Provenance = header.Provenance with { Reference = $"{dataSet} row {row}" } };
        return (await node.Store.Records.WriteAsync(session, [new RecordChange.Create(header, new DataSetRow(dataSet, row, [.. values], why))], cancel: cancel)).Then(made => made[0]);
    }
}
