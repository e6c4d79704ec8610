using System.Text.Json.Nodes;
using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Entry;
using Palermo.Web.Tables;

namespace Palermo.Web.Imports;

/// <summary>What an import did, or would do.</summary>
/// <param name="Read">Rows of the file; where several make one record, more than were stored.</param>
/// <param name="Problems">The first faults, each naming line, field and mend: at most <see cref="TableImport.ProblemLimit"/>.</param>
/// <param name="Fault">Why reading ended before the file did; null when it was read to its end.</param>
public sealed record ImportReport(long Read, long Stored, long Changed, long Unchanged, long Rejected, long Erased, IReadOnlyList<ImportProblem> Problems, string? Fault = null)
{
    /// <summary>The report as the JSON that API, verb and job give.</summary>
    public JsonObject ToJson() => new()
    {
        ["read"] = Read, ["stored"] = Stored, ["changed"] = Changed, ["unchanged"] = Unchanged, ["rejected"] = Rejected, ["erased"] = Erased,
        ["problems"] = new JsonArray([.. Problems.Select(p => new JsonObject { ["line"] = p.Line, ["field"] = p.Field, ["message"] = p.Message })]),
        ["fault"] = Fault,
    };
}

/// <summary>Imports a table: the same from page, API, verb and job.</summary>
public static class TableImport
{
    public const int ProblemLimit = 1_000;
    private const int Batch = 1_000;

    /// <summary>Reads the whole file and stores nothing: what would happen, as far as the file alone tells.</summary>
    /// <param name="readers">Declared readers, of which the plan may name one.</param>
    public static ImportReport Try(Stream file, Kind kind, TablePlan plan, IEnumerable<ImportReader> readers, string language, CancellationToken cancel = default)
    {
        var tally = new Tally();
        try
        {
            foreach (var row in Rows(file, kind, plan, readers, language))
            {
                cancel.ThrowIfCancellationRequested();
                tally.Take(row);
            }
        }
        catch (TableFault fault) { tally.Fault = fault.Message; }
        return tally.Report(new(tally.Good, 0, 0, 0));
    }

    /// <summary>Imports the file through the bulk door; called again with the same id it goes on where it was interrupted.</summary>
    /// <param name="import">The import's own record.</param>
    /// <param name="sha256">Hash of the file, hex.</param>
    /// <param name="progress">Told the part of the file that was read, 0 to 1, and rows so far; says whether to go on.</param>
    public static async Task<Outcome<ImportReport>> RunAsync(IRecords records, Session session, RecordId import, Stream file, string fileName, string sha256, Kind kind, TablePlan plan,
        IEnumerable<ImportReader> readers, LocalDate today, string language, Func<double, long, ValueTask<bool>>? progress = null, CancellationToken cancel = default)
    {
        var template = HeaderEntry.Default(kind, import, session, plan.Source, today, import) with
        {
            Handling = plan.Handling ?? readers.FirstOrDefault(r => r.Name == plan.Reader)?.Handling ?? kind.DefaultHandling,
            LegalBasis = plan.LegalBasis ?? session.Work.LegalBasis,
        };
        var problems = template.Problems(kind, today).ToArray();
        if (problems.Length > 0) return problems;
        var opened = await records.OpenBulkAsync(session, new(import, kind, plan.Source, fileName, sha256, template), cancel);
        if (!opened.TryGet(out var door)) return Outcome<ImportReport>.Refused(opened.Refusals);
        await using (door)
        {
            var tally = new Tally();
            var batch = new BulkRow[Batch];
            var filled = 0;
            using var rows = Rows(file, kind, plan, readers, language).GetEnumerator();
            while (true)
            {
                try { if (!rows.MoveNext()) break; }
                catch (TableFault fault)
                {
                    // What was read before the fault is kept: the report says where the file ends for us.
                    tally.Fault = fault.Message;
                    break;
                }
                var row = rows.Current;
                tally.Take(row);
                if (row.Body is null || row.Line <= door.CommittedLine) continue;
                batch[filled++] = new(row.Reference, row.Body, row.Line);
                if (filled < Batch) continue;
                await door.WriteAsync(batch.AsMemory(0, filled), cancel);
                filled = 0;
                if (progress is not null && !await progress(file.Length == 0 ? 0 : Math.Min(1, file.Position / (double)file.Length), tally.Read))
                    return new Refusal("import.stopped", $"The import was stopped after line {row.Line}; what was stored stays, and can be rolled back.");
            }
            await door.WriteAsync(batch.AsMemory(0, filled), cancel);
            return tally.Report(await door.CompleteAsync(cancel));
        }
    }

    private static IEnumerable<ImportRow> Rows(Stream file, Kind kind, TablePlan plan, IEnumerable<ImportReader> readers, string language)
    {
        if (plan.Reader is null) return TableRows.Read(file, kind, plan, language);
        var reader = readers.FirstOrDefault(r => r.Name == plan.Reader && r.Kind.Name == kind.Name) ?? throw new TableFault(0, $"There is no reader '{plan.Reader}' for {kind.Name}.");
        return reader.Read(new StreamReader(TableFile.Unpacked(file), TextEncoding.Of(plan.Form.Encoding), true, 1 << 16, leaveOpen: true));
    }

    private sealed class Tally
    {
        private readonly List<ImportProblem> _problems = [];
        private long _rejected;

        public long Read { get; private set; }
        /// <summary>Records that could be made.</summary>
        public long Good { get; private set; }
        public string? Fault { get; set; }

        public void Take(in ImportRow row)
        {
            Read += row.Rows;
            if (row.Body is null) _rejected += row.Rows;
            else Good++;
            foreach (var problem in row.Problems)
                if (_problems.Count < ProblemLimit) _problems.Add(problem);
        }

        public ImportReport Report(BulkCounts counts) => new(Read, counts.Stored, counts.Changed, counts.Unchanged, _rejected, counts.Erased, _problems, Fault);
    }
}
