using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>The court log for programs: <c>palermo sharing court-log --thread ID</c>, the same over the API, and as a JSON file from the page.</summary>
internal static class CourtLogAnalysis
{
    public static RoomAnalysis Analysis { get; } = new("court-log", CourtLogSay.Title,
        new("Everything that went out, came in or was decided in a request thread, or about a record, with what proves it.", "Tout ce qui est parti, arrivé ou a été décidé dans un fil de demande, ou à propos d'une fiche, avec ce qui le prouve.", "كل ما خرج أو ورد أو قُرِّر في مراسلة أو بشأن سجل، مع ما يثبته."),
        [new("thread", new("Number of the thread", "Numéro du fil", "رقم المراسلة")), new("record", new("Number of the record", "Numéro de la fiche", "رقم السجل"))], RunAsync);

    private static async ValueTask<Outcome<AnalysisAnswer>> RunAsync(AnalysisContext context, CancellationToken cancel)
    {
        if (context.Logs is not { } logs) return new Refusal("court-log.logs", "Ask for it on a node: it needs the node's log.");
        var (thread, record) = (context["thread"], context["record"]);
        if ((thread is null) == (record is null)) return new Refusal("court-log.about", "Name one: a thread or a record, by its number.", Field: "thread");
        if (!RecordId.TryParse(thread ?? record, null, out var id)) return new Refusal("court-log.number", $"'{thread ?? record}' is no number of a record: it looks like 01890a5d-ac96-774b-bcce-b302099a8057.", Field: thread is null ? "record" : "thread");
        var maker = new CourtLogMaker(context.Records, logs, context.Session, cancel);
        var made = thread is null ? await maker.OfRecordAsync(id) : await maker.OfThreadAsync(id);
        return made.Then(log => new AnalysisAnswer(log, [CourtLogSay.Note],
            $"{log.AboutKind} {log.About}: {log.Lines.Count} lines; head {log.Head?.Sequence} {log.Head?.Hash}\n"
            + string.Join('\n', log.Lines.Select(l => $"{l.Number,4}  {l.At:uuuu-MM-dd'T'HH:mm:ss'Z'}  {l.From} → {l.To}  {l.Event.ToString().ToLowerInvariant()} {l.Detail} {l.Receipt?.State.ToString().ToLowerInvariant()}".TrimEnd()))));
    }
}
