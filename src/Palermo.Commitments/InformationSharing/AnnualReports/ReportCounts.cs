using NodaTime;
using Palermo.Analysis.Estimation;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>Counts records of a year for the report. Pure: records go in one by one, lines come out.</summary>
/// <remarks>Holds one number for each value counted, and the times to answer.</remarks>
internal sealed class ReportCounts(DateInterval year, string node, LocalDate today)
{
    private readonly Dictionary<(RightKind, RightAnswer?), long> _rights = [];
    private readonly List<double> _rightDays = [], _recallDays = [];
    private readonly long[] _timely = new long[4]; // in time, late, open within the time, open past it
    private readonly SortedDictionary<string, long> _partners = new(StringComparer.Ordinal), _purposes = new(StringComparer.Ordinal), _gateways = new(StringComparer.Ordinal), _markings = new(StringComparer.Ordinal), _dropped = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _refusedHere = new(StringComparer.Ordinal), _refusedThere = new(StringComparer.Ordinal);
    private readonly Dictionary<RecallReason, long> _recalls = [];
    private readonly Dictionary<RecallAnswer, long> _outcomes = [], _duties = [];
    private readonly Dictionary<(IncidentSeverity, string), long> _incidents = [];
    private readonly Dictionary<(ComplaintSeverity, string), long> _complaints = [];
    private long _shares;

    private bool In(LocalDate day) => year.Contains(day);
    private bool In(Instant at) => In(at.InUtc().Date);
    private static void Add<TKey>(IDictionary<TKey, long> to, TKey key) where TKey : notnull => to[key] = (to.TryGetValue(key, out var n) ? n : 0) + 1;

    public void Add(DataSubjectRequest request)
    {
        if (!In(request.ReceivedOn)) return;
        Add(_rights, (request.Right, request.AnsweredOn is null ? null : request.Answer));
        var due = request.Due();
        if (request.AnsweredOn is { } on)
        {
            _rightDays.Add(Period.DaysBetween(request.ReceivedOn, on));
            _timely[due is { } day && on > day ? 1 : 0]++;
        }
        else _timely[due is { } day && today > day ? 3 : 2]++;
    }

    public void Add(Share share, string state)
    {
        if (state == Share.Dropped) Add(_dropped, share.Partner);
        if (share.SentAt is not { } at || !In(at) || state is not (Share.Sent or Share.Recalled)) return;
        _shares++;
        Add(_partners, share.Partner);
        Add(_purposes, share.Purpose);
        Add(_gateways, share.Gateway.Length > 0 ? share.Gateway : "-");
        Add(_markings, share.Marking ?? "-");
    }

    public void Add(RequestThread thread)
    {
        if (thread.Entries.FirstOrDefault(e => e.Move == ThreadMove.Refuse) is not { } refused || !In(refused.At)) return;
        if (refused.By == node) Add(_refusedHere, thread.Asker);
        else Add(_refusedThere, refused.By);
    }

    public void Add(Recall recall, Instant started)
    {
        if (!In(started)) return;
        Add(_recalls, recall.Why);
        foreach (var outcome in recall.Outcomes)
        {
            Add(_outcomes, outcome.Answer);
            if (outcome.AnsweredOn is { } on) _recallDays.Add(Math.Max(0, Period.DaysBetween(started.InUtc().Date, on)));
        }
    }

    public void Add(RecallDuty duty, Instant received)
    {
        if (In(received)) Add(_duties, duty.Answer);
    }

    public void Add(DataIncident incident)
    {
        if (!In(incident.DiscoveredAt)) return;
        Add(_incidents, (incident.Severity, incident.ReportedAt is not { } told ? "untold" : told <= incident.Due() ? "in-time" : "late"));
    }

    public void Add(Complaint complaint, string state)
    {
        if (In(complaint.ReceivedOn)) Add(_complaints, (complaint.Severity, state));
    }

    /// <summary>The lines of what was counted. Numbers of persons below the threshold of the house are suppressed; no total is told from which they could be worked out.</summary>
    public IEnumerable<ReportLine> Lines()
    {
        static string Codes(Enum value) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
        static Words Code(Kind kind, string field, Enum value) => kind.Field(field)?.Codes?.Find(Codes(value))?.Title ?? Words.Same(value.ToString());
        const string Rights = "/records/data-subject-request", Shares = "/records/share";

        var rights = Enum.GetValues<RightKind>();
        RightAnswer?[] answers = [.. Enum.GetValues<RightAnswer>().Select(a => (RightAnswer?)a), null];
        for (var r = 0; r < rights.Length; r++)
            for (var a = 0; a < answers.Length; a++)
                yield return new(ReportPart.Requests, Code(DataSubjectRequest.Kind, "right", rights[r]), answers[a] is { } answer ? Code(DataSubjectRequest.Kind, "answer", answer) : ReportSay.Open, SmallCounts.Show(_rights.GetValueOrDefault((rights[r], answers[a]))),
                    $"{Rights}?f.right={Codes(rights[r])}" + (answers[a] is { } said ? $"&f.answer={Codes(said)}" : ""));
        Words[] clocks = [ReportSay.InTime, ReportSay.Late, ReportSay.StillOpen, ReportSay.Overdue];
        for (var i = 0; i < clocks.Length; i++) yield return new(ReportPart.Requests, ReportSay.Clock, clocks[i], SmallCounts.Show(_timely[i]), Rights);
        if (Median(_rightDays) is { } days) yield return new(ReportPart.Requests, ReportSay.Clock, ReportSay.MedianToAnswer, days, Rights, ReportSay.Days);

        yield return new(ReportPart.Shares, ReportSay.All, ReportSay.Sent, _shares, Shares);
        foreach (var (partner, count) in _partners) yield return new(ReportPart.Shares, ReportSay.ByPartner, Words.Same(partner), count, $"{Shares}?f.partner={Uri.EscapeDataString(partner)}");
        foreach (var (purpose, count) in _purposes) yield return new(ReportPart.Shares, ReportSay.ByReason, Purpose.All.GetValueOrDefault(purpose) ?? Words.Same(purpose), count, $"{Shares}?f.purpose={Uri.EscapeDataString(purpose)}");
        foreach (var (gateway, count) in _gateways) yield return new(ReportPart.Shares, ReportSay.ByBasis, gateway == "-" ? ReportSay.NotStated : Words.Same(gateway), count, Shares);
        foreach (var (marking, count) in _markings) yield return new(ReportPart.Shares, ReportSay.ByHandling, marking == "-" ? ReportSay.NotStated : Words.Same(marking), count, marking == "-" ? Shares : $"{Shares}?f.marking={Uri.EscapeDataString(marking)}");
        foreach (var (partner, count) in _dropped) yield return new(ReportPart.Refusals, ReportSay.NotApproved, Words.Same(partner), count, $"{Shares}?state=dropped&f.partner={Uri.EscapeDataString(partner)}");
        foreach (var (partner, count) in _refusedHere) yield return new(ReportPart.Threads, ReportSay.RefusedHere, Words.Same(partner), count, $"/records/request?state=refused&f.asker={Uri.EscapeDataString(partner)}");
        foreach (var (partner, count) in _refusedThere) yield return new(ReportPart.Threads, ReportSay.RefusedThere, Words.Same(partner), count, $"/records/request?state=refused&f.answerer={Uri.EscapeDataString(partner)}");

        foreach (var why in Enum.GetValues<RecallReason>().Where(_recalls.ContainsKey)) yield return new(ReportPart.RecallsIssued, ReportSay.ByReason, Code(Recall.Kind, "why", why), _recalls[why], "/records/recall");
        foreach (var answer in Enum.GetValues<RecallAnswer>().Where(_outcomes.ContainsKey)) yield return new(ReportPart.RecallsIssued, ReportSay.Answers, Code(RecallDuty.Kind, "answer", answer), _outcomes[answer], "/sharing/recalls");
        if (Median(_recallDays) is { } recallDays) yield return new(ReportPart.RecallsIssued, ReportSay.Answers, ReportSay.MedianToAnswer, recallDays, "/sharing/recalls", ReportSay.Days);
        foreach (var answer in Enum.GetValues<RecallAnswer>().Where(_duties.ContainsKey)) yield return new(ReportPart.RecallsReceived, ReportSay.Answers, Code(RecallDuty.Kind, "answer", answer), _duties[answer], $"/records/recall-duty?f.answer={Codes(answer)}");

        var severities = Enum.GetValues<IncidentSeverity>();
        string[] told = ["in-time", "late", "untold"];
        Words[] toldWords = [ReportSay.ToldInTime, ReportSay.ToldLate, ReportSay.NotTold];
        if (_incidents.Count > 0)
        {
            foreach (var severity in severities)
                for (var i = 0; i < told.Length; i++)
                    yield return new(ReportPart.Incidents, Code(DataIncident.Kind, "severity", severity), toldWords[i], _incidents.GetValueOrDefault((severity, told[i])), $"/records/data-incident?f.severity={Codes(severity)}");
        }
        if (_complaints.Count > 0)
        {
            var grave = Enum.GetValues<ComplaintSeverity>();
            var states = Complaint.Kind.Workflow.States;
            for (var g = 0; g < grave.Length; g++)
                for (var s = 0; s < states.Count; s++)
                    yield return new(ReportPart.Complaints, Code(Complaint.Kind, "severity", grave[g]), states[s].Title, SmallCounts.Show(_complaints.GetValueOrDefault((grave[g], states[s].Name))), $"/records/complaint?f.severity={Codes(grave[g])}&state={states[s].Name}");
        }
    }

    /// <summary>The median of five values or more: fewer would tell of one.</summary>
    private static double? Median(List<double> values)
    {
        if (values.Count < SmallCounts.DefaultThreshold) return null;
        values.Sort();
        return values.Count % 2 == 1 ? values[values.Count / 2] : (values[values.Count / 2 - 1] + values[values.Count / 2]) / 2;
    }
}
