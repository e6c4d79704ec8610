using System.Text.Json;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>Counts entries of the log for the report: erasures and their rule, refusals to share, reading that was flagged and what became of it.</summary>
/// <remarks>
/// Entries go in one by one, the newest first. Of reading only person and time are kept for the month at hand, so that memory holds one month of
/// short entries.
/// </remarks>
internal sealed class LogCounts(DateInterval year, IReadOnlyDictionary<string, string> names)
{
    private readonly SortedDictionary<string, long> _erased = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _refusedPartners = new(StringComparer.Ordinal), _refusedReasons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _flags = [], _outcomes = [];
    private readonly List<AuditEntry> _month = [];
    private (int Year, int Month) _at;
    private long _otherwise, _reads, _searches;
    private JsonElement? _lastRun;

    /// <summary>Takes an entry.</summary>
    /// <returns>False when it lies before the year: nothing further is needed.</returns>
    public bool Add(AuditEntry entry)
    {
        var day = entry.At.InUtc().Date;
        if (day > year.End) return true;
        if (day < year.Start) return false;
        switch (entry.Action)
        {
            case "erase" when entry.LegalBasis?.StartsWith("retention: ", StringComparison.Ordinal) == true: Add(_erased, entry.LegalBasis["retention: ".Length..]); break;
            case "erase": _otherwise++; break;
            case "retention" when _lastRun is null: _lastRun = Detail(entry); break;
            case SharingDesk.RefusedAction: Refused(Detail(entry)); break;
            case UnusualReading.ReviewedAction when Detail(entry).TryGetProperty("outcome", out var outcome): Add(_outcomes, outcome.GetString() ?? ""); break;
            default: Read(entry, (day.Year, day.Month)); break;
        }
        return true;
    }

    private static void Add(IDictionary<string, long> to, string key) => to[key] = (to.TryGetValue(key, out var n) ? n : 0) + 1;

    private static JsonElement Detail(AuditEntry entry) => JsonDocument.Parse(entry.Detail).RootElement;

    private void Refused(JsonElement detail)
    {
        if (detail.TryGetProperty("partner", out var partner)) Add(_refusedPartners, partner.GetString() ?? "-");
        if (detail.TryGetProperty("refused", out var reasons))
            foreach (var reason in reasons.EnumerateArray()) Add(_refusedReasons, reason.GetString() ?? "-");
    }

    private void Read(AuditEntry entry, (int, int) month)
    {
        var (reads, searches) = (UnusualReading.IsRead(entry), UnusualReading.IsSearch(entry));
        if (!reads && !searches) return;
        if (month != _at) EndMonth();
        _at = month;
        if (reads) _reads++;
        else _searches++;
        _month.Add(reads ? entry with { Detail = "{}", Hash = "", Subject = null } : entry with { Hash = "" });
    }

    private void EndMonth()
    {
        foreach (var flag in UnusualReading.Find(_month, names)) Add(_flags, flag.Code);
        _month.Clear();
    }

    public IEnumerable<ReportLine> Lines()
    {
        EndMonth();
        foreach (var (partner, count) in _refusedPartners) yield return new(ReportPart.Refusals, ReportSay.ByPartner, Words.Same(partner), count);
        foreach (var (reason, count) in _refusedReasons) yield return new(ReportPart.Refusals, ReportSay.ByReason, Words.Same(reason), count);
        foreach (var (rule, count) in _erased) yield return new(ReportPart.Retention, ReportSay.ErasedByRule, Words.Same(rule), count);
        yield return new(ReportPart.Retention, ReportSay.All, ReportSay.ErasedOtherwise, _otherwise);
        // Prolonged and held stand anew in each day's run: the last one of the year says how it stood at its end.
        if (_lastRun is { } run && run.TryGetProperty("kinds", out var kinds))
        {
            long Sum(string name) => kinds.EnumerateArray().Sum(k => k.TryGetProperty(name, out var n) ? n.GetInt64() : 0);
            yield return new(ReportPart.Retention, ReportSay.AtTheEnd, ReportSay.Prolonged, Sum("prolonged"));
            yield return new(ReportPart.Retention, ReportSay.AtTheEnd, ReportSay.Held, Sum("held"));
            yield return new(ReportPart.Retention, ReportSay.AtTheEnd, ReportSay.Needed, Sum("needed"));
        }
        foreach (var code in UnusualReading.Codes) yield return new(ReportPart.UnusualReading, ReportSay.Flagged, ReportSay.OfFlag(code), _flags.GetValueOrDefault(code), "/sharing/readers");
        foreach (var outcome in UnusualReading.Outcomes) yield return new(ReportPart.UnusualReading, ReportSay.Outcome, ReportSay.OfOutcome(outcome), _outcomes.GetValueOrDefault(outcome), "/sharing/readers");
        yield return new(ReportPart.Readers, ReportSay.Reading, ReportSay.Reads, _reads, "/sharing/readers");
        yield return new(ReportPart.Readers, ReportSay.Reading, ReportSay.Searches, _searches, "/sharing/readers");
    }
}
