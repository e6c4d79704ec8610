using System.Globalization;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>The annual data-protection report, for the data protection officer: page, API, CSV and <c>palermo sharing annual-report --year 2026</c>.</summary>
/// <remarks>Sources of what it holds: Directive (EU) 2016/680, Arts. 24, 25, 30, 34 and 51(1)(a); one pass over the records named and over the log of the year.</remarks>
internal static class AnnualReportAnalysis
{
    private const int EntriesAtOnce = 5_000;

    public static RoomAnalysis Analysis { get; } = new("annual-report", ReportSay.Title, ReportSay.Lead,
        [new("year", ReportSay.Year, Required: true)], RunAsync) { CountsOnly = true };

    private static async ValueTask<Outcome<AnalysisAnswer>> RunAsync(AnalysisContext context, CancellationToken cancel)
    {
        if (context.Logs is not { } logs) return new Refusal("report.logs", "Ask for it on a node: it needs the node's log.");
        if (!int.TryParse(context["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return new Refusal("report.year", $"'{context["year"]}' is no year: write it as 2026.", Field: "year");
        var made = await MakeAsync(context.Records, logs, context.Session, year, context.Today, cancel);
        return made.Then(report => new AnalysisAnswer(report, [ReportSay.Note],
            string.Join('\n', report.Lines.Select(l => $"{ReportSay.Of(l.Part).English}: {l.Group.English}, {l.Item.English}: {Number(l)}{(l.Unit is null ? "" : " " + l.Unit.English)}")),
            [["part", "group", "item", "count", "unit", "list"], .. report.Lines.Select(l => (IReadOnlyList<string?>)[ReportSay.Of(l.Part).English, l.Group.English, l.Item.English, Number(l), l.Unit?.English, l.List])]));
    }

    private static string Number(ReportLine line) => line.Count is { } count ? count.ToString(CultureInfo.InvariantCulture) : ReportSay.Suppressed.English;

    /// <summary>Makes the report of a year.</summary>
    public static async ValueTask<Outcome<AnnualReport>> MakeAsync(IRecords records, LogPorts logs, Session session, int year, LocalDate today, CancellationToken cancel)
    {
        if (session.Work.Purpose != Purpose.Oversight || !Role.Serving(session.Actor.Roles, Purpose.Oversight).Any())
            return new Refusal("report.oversight", "The report is made by the data protection officer, at work for the purpose 'oversight'.", "Directive (EU) 2016/680, Art. 34");
        if (year < 2000 || year > today.Year) return new Refusal("report.year", $"Name a year from 2000 to {today.Year}.", Field: "year");
        var span = new DateInterval(new(year, 1, 1), new(year, 12, 31));
        var counts = new ReportCounts(span, logs.Identity.Node, today);
        await foreach (var view in records.ScanAsync(session, new(DataSubjectRequest.Kind.Name), cancel: cancel)) counts.Add(view.As<DataSubjectRequest>());
        await foreach (var view in records.ScanAsync(session, new(Share.Kind.Name), cancel: cancel)) counts.Add(view.As<Share>(), view.Header.State);
        await foreach (var view in records.ScanAsync(session, new(RequestKind.Kind.Name), cancel: cancel)) counts.Add(view.As<RequestThread>());
        await foreach (var view in records.ScanAsync(session, new(Recall.Kind.Name), cancel: cancel)) counts.Add(view.As<Recall>(), view.CreatedAt);
        await foreach (var view in records.ScanAsync(session, new(RecallDuty.Kind.Name), cancel: cancel)) counts.Add(view.As<RecallDuty>(), view.CreatedAt);
        await foreach (var view in records.ScanAsync(session, new(DataIncident.Kind.Name), cancel: cancel)) counts.Add(view.As<DataIncident>());
        await foreach (var view in records.ScanAsync(session, new(Complaint.Kind.Name), cancel: cancel)) counts.Add(view.As<Complaint>(), view.Header.State);

        var people = await logs.People.ListAsync(cancel);
        var entries = new LogCounts(span, people.ToDictionary(p => p.Id, p => p.Name));
        var (goesOn, first) = (true, 1L);
        long? before = null;
        while (goesOn)
        {
            var page = await logs.Audit.ListAsync(session, before: before, limit: EntriesAtOnce, cancel: cancel);
            if (!page.TryGet(out var list)) return Outcome<AnnualReport>.Refused(page.Refusals);
            foreach (var entry in list)
                if (!(goesOn = entries.Add(entry))) break;
            if (list.Count == 0) break;
            (before, first) = (list[^1].Sequence, list[^1].Sequence);
            if (list.Count < EntriesAtOnce) break;
        }
        // A log that was pruned begins behind its first entry.
        var reaches = !goesOn || first == 1;
        var active = people.Where(p => !p.Disabled && !(p.ActiveUntil < today)).ToArray();
        var readers = Role.All.Values.Where(r => r.IsForPeople && r != Role.ProtectionOfficer).Select(r => new ReportLine(ReportPart.Readers, ReportSay.MayRead, r.Title, active.Count(p => p.Roles.Contains(r.Name))));
        return new AnnualReport(logs.Identity.Node, year, year < today.Year, reaches, [.. counts.Lines().Concat(entries.Lines()).Concat(readers).OrderBy(l => l.Part)]);
    }
}
