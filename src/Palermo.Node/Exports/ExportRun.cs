using Palermo.Kernel;
using Palermo.Web.Exports;

namespace Palermo.Node;

/// <summary>Writes records into a file for somebody who may take them out: the same for verb and API.</summary>
internal static class ExportRun
{
    /// <summary>Writes all records of a query that the session may export.</summary>
    /// <param name="format">One of <see cref="RecordExport.Formats"/>.</param>
    public static async Task<Outcome<ExportSummary>> WriteAsync(OpenedNode node, Session session, Kind kind, RecordQuery query, string format, string language, Stream output, CancellationToken cancel)
    {
        // For another purpose a protected kind is as unknown as a misspelt one (law 3).
        if (kind.Compartment == Compartment.Protection && session.Work.Purpose != Purpose.Protection) return Refusal.NotFound;
        if (!Role.Serving(session.Actor.Roles, session.Work.Purpose).Any(r => r.Actions.Contains(AccessAction.Export)))
            return new Refusal("access.action", $"None of the roles serving '{session.Work.Purpose}' may export.");
        return await RecordExport.WriteAsync(format, node.Store.Records.ScanAsync(session, query, AccessAction.Export, cancel), kind, output,
            new(session.Actor.Node, session.Actor.Name, session.Work.Purpose, node.Clock.GetCurrentInstant(), language), cancel);
    }
}
