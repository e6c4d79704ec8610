using System.CommandLine;
using Palermo.Kernel;

namespace Palermo.Node.Cli;

/// <summary><c>palermo search TEXT</c>: all kinds, across scripts and spellings.</summary>
internal static class SearchVerb
{
    private sealed record Hit(RecordId Id, string Kind, string Title, string State, string Owner, string? When, string Marking, IReadOnlyList<SharedCopy>? Shared);

    private sealed record Hits(int Total, bool MoreThanTotal, IReadOnlyList<Hit> Rows, string? Next);

    public static Command Create()
    {
        var text = new Argument<string>("TEXT") { Description = "Words to find; in quotation marks exactly as written." };
        var kind = new Option<string?>("--kind") { Description = "Only records of this kind." };
        var shared = new Option<string?>("--shared") { Description = "Only records of which this partner has a copy; 'any' partner, or 'none'.", HelpName = "PARTNER" };
        var limit = new Option<int>("--limit") { Description = "At most this many, newest first.", DefaultValueFactory = _ => 50 };
        var after = new Option<string?>("--after") { Description = "Go on after an earlier page: its 'next'." };
        var verb = new Command("search", "Find records by words, names in any script or spelling, numbers. Example: palermo search Diallo --data niger") { text, kind, shared, limit, after };
        return NodeOptions.On(verb, Purpose.Statistics, async (words, node, session, json, cancel) =>
        {
            var size = words.GetValue(limit);
            if (size is < 1 or > 1000) throw new CliProblem("--limit is between 1 and 1000.");
            if (words.GetValue(kind) is { } named && node.Rooms.FindKind(named) is null)
                throw new CliProblem($"'{named}' is no kind: use one of {string.Join(", ", node.Rooms.Kinds.Select(k => k.Name))}.");
            if (words.GetValue(shared) is { } with && !QueryText.IsPartner(with)) throw new CliProblem("--shared: " + QueryText.SharedHelp);
            RecordPage page;
            try { page = await node.Store.Records.ListAsync(session, new(words.GetValue(kind), words.GetValue(text), Shared: words.GetValue(shared)), size, words.GetValue(after), cancel); }
            catch (FormatException fault) { throw new CliProblem($"--after: {fault.Message}"); }
            var hits = new Hits(Math.Min(page.Total, RecordPage.CountCap), page.Total > RecordPage.CountCap,
                [.. page.Rows.Select(r => new Hit(r.Id, r.Kind, r.Title, r.State, r.Owner, r.Time?.From.ToString("uuuu-MM-dd", null), r.Handling.ToString(), r.Shared))], page.Next);
            if (json) Answer.WriteJson(hits);
            else
            {
                foreach (var hit in hits.Rows) Console.WriteLine($"{hit.Id}  {hit.Kind,-18} {hit.When,-10}  {hit.Title}  [{hit.Marking}]{(hit.Shared is { } to ? " shared with " + string.Join(", ", to.Select(c => c.Recalled ? c.Partner + " (recalled)" : c.Partner)) : "")}");
                Console.WriteLine(hits.MoreThanTotal ? $"more than {hits.Total:N0} found" : $"{hits.Total:N0} found");
            }
            return hits.Total == 0 ? 1 : 0;
        });
    }
}
