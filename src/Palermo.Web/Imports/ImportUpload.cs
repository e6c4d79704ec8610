using System.Security.Cryptography;
using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Entry;
using Palermo.Web.Tables;

namespace Palermo.Web.Imports;

/// <summary>An uploaded table that waits for its plan: the same from page and API.</summary>
public static class ImportUpload
{
    /// <summary>The longest file that page and API take, bytes.</summary>
    public const long SizeLimit = 1_100_000_000;

    /// <summary>Keeps a file as an import of its own record, with the file attached. What is no table is refused before anything is stored.</summary>
    /// <param name="content">The file; must allow seeking.</param>
    /// <returns>The import's record.</returns>
    public static async Task<Outcome<RecordId>> KeepAsync(
        IRecords records, IAttachments attachments, Session session, RecordId id, Kind kind, string source, string fileName, Stream content, LocalDate today, CancellationToken cancel = default)
    {
        try { TableFile.Look(content); }
        catch (TableFault fault) { return new Refusal("import.file", fault.Message); }
        content.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
        content.Position = 0;
        var name = Path.GetFileName(fileName);
        var header = HeaderEntry.Default(ImportFile.Kind, id, session, source, today);
        var written = await records.WriteAsync(session, [new RecordChange.Create(header, new ImportFile(name, "table", kind.Name, source, hash, content.Length))], cancel: cancel);
        if (!written.Done) return Outcome<RecordId>.Refused(written.Refusals);
        var added = await attachments.AddAsync(session, id, name, content, cancel);
        if (added.Done) return id;
        await records.WriteAsync(session, [new RecordChange.Step(id, "fail") { Reason = "The file could not be kept" }], cancel: cancel);
        return Outcome<RecordId>.Refused(added.Refusals);
    }

    /// <summary>The plan that a file itself suggests: its form as guessed, and the columns whose headings name a field.</summary>
    /// <exception cref="TableFault">The file is no table.</exception>
    public static (TableLook Look, TablePlan Plan) Suggest(Stream content, Kind kind, string source, string? legalBasis)
    {
        content.Position = 0;
        var look = TableFile.Look(content);
        content.Position = 0;
        return (look, new(kind.Name, source, look.Form, ColumnMapping.Guess(look.Headings, kind), LegalBasis: legalBasis));
    }

    /// <summary>What is wrong with a plan that a person or another program wrote.</summary>
    public static IReadOnlyList<Refusal> Problems(TablePlan plan, Kind kind, IReadOnlyList<string> headings, IEnumerable<ImportReader> readers)
    {
        List<Refusal> wrong = [];
        if (plan.Kind != kind.Name) wrong.Add(new("import.kind", $"The plan is for '{plan.Kind}', the import for '{kind.Name}'.", Field: "kind"));
        if (string.IsNullOrWhiteSpace(plan.Source)) wrong.Add(new("import.source", "Name the publisher or sender: references are unique within it.", Field: "source"));
        if (plan.Reader is { } reader)
        {
            if (!readers.Any(r => r.Name == reader && r.Kind.Name == kind.Name)) wrong.Add(new("import.reader", $"There is no reader '{reader}' for {kind.Name}.", Field: "reader"));
            return wrong;
        }
        if (!plan.Form.Excel && !TextEncoding.Names.Contains(plan.Form.Encoding)) wrong.Add(new("import.encoding", $"'{plan.Form.Encoding}' is none of {string.Join(", ", TextEncoding.Names)}.", Field: "form.encoding"));
        if (plan.Columns.Count == 0) wrong.Add(new("import.columns", $"No column is mapped. Headings of the file: {string.Join(", ", headings)}.", Field: "columns"));
        var targets = ColumnMapping.Targets(kind);
        foreach (var (heading, path) in plan.Columns)
        {
            if (!headings.Contains(heading)) wrong.Add(new("import.heading", $"The file has no column '{heading}': it has {string.Join(", ", headings)}.", Field: "columns"));
            if (targets.All(t => t.Path != path)) wrong.Add(new("import.target", $"'{path}' is nothing that a column can be: use one of {string.Join(", ", targets.Select(t => t.Path))}.", Field: "columns"));
        }
        foreach (var twice in plan.Columns.GroupBy(c => c.Value).Where(g => g.Count() > 1))
            wrong.Add(new("import.twice", $"{string.Join(" and ", twice.Select(c => $"'{c.Key}'"))} are both mapped to '{twice.Key}'.", Field: "columns"));
        return wrong;
    }
}
