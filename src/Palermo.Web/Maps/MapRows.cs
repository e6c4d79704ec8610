using Palermo.Kernel;

namespace Palermo.Web.Maps;

/// <summary>The rows of a query that have a point, newest first, up to a limit.</summary>
public static class MapRows
{
    /// <summary>Points that a map draws at once; more make it no clearer.</summary>
    public const int Limit = 20_000;

    /// <summary>Walks the list page by page.</summary>
    /// <returns>The rows with points, and whether the list went on.</returns>
    public static async Task<(IReadOnlyList<RecordRow> Rows, bool Cut)> ReadAsync(IRecords records, Session session, RecordQuery query, int limit = Limit, CancellationToken cancel = default)
    {
        List<RecordRow> rows = [];
        string? after = null;
        do
        {
            var page = await records.ListAsync(session, query, 1_000, after, cancel);
            rows.AddRange(page.Rows.Where(r => r.Place is not null).Take(limit - rows.Count));
            after = page.Next;
        }
        while (after is not null && rows.Count < limit);
        return (rows, after is not null);
    }
}
