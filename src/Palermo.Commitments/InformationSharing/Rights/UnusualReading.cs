using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>Reading that is out of the ordinary: a question to a person, never a finding.</summary>
/// <param name="Why">What was noticed, with its figures filled in.</param>
internal sealed record UnusualReading(string Actor, Instant At, Words Why, object?[] Values)
{
    /// <summary>The sorts of flag, by code.</summary>
    public static readonly string[] Codes = ["mass", "off-hours", "own-name", "colleague"];

    /// <summary>What may become of a flag: explained by the work, followed up with the person, or recorded as an incident.</summary>
    public static readonly string[] Outcomes = ["explained", "followed-up", "incident"];

    /// <summary>The entry of the log in which somebody says what became of a flag.</summary>
    public const string ReviewedAction = "unusual-reviewed";

    /// <summary>The sort of flag.</summary>
    public string Code => Why == SharingSay.MassReading ? Codes[0] : Why == SharingSay.OffHours ? Codes[1] : Why == SharingSay.OwnName ? Codes[2] : Codes[3];

    /// <summary>What became of a flag, as the entries have it: the newest word about the person and sort, said since.</summary>
    public string? OutcomeIn(IEnumerable<AuditEntry> entries)
    {
        foreach (var entry in entries.Where(e => e.Action == ReviewedAction && e.Subject == Actor && e.At >= At).OrderByDescending(e => e.At))
        {
            using var detail = System.Text.Json.JsonDocument.Parse(entry.Detail);
            if (detail.RootElement.TryGetProperty("flag", out var flag) && flag.GetString() == Code && detail.RootElement.TryGetProperty("outcome", out var outcome)) return outcome.GetString();
        }
        return null;
    }

    /// <summary>More reads than that within an hour are flagged: the product's own default.</summary>
    public const int MassReads = 200;

    private static readonly string[] Reading = ["read", "read-many", "history", "links", "export"];
    private static readonly string[] Looking = ["list", "search", "scan", "facets"];

    public static bool IsRead(AuditEntry entry) => Reading.Contains(entry.Action);
    public static bool IsSearch(AuditEntry entry) => Looking.Contains(entry.Action);

    /// <summary>Looks through entries of the log for mass reading, reading at night or at the weekend, and searches for the own name or a colleague's.</summary>
    /// <param name="names">Names of the node's people by id.</param>
    /// <remarks>One pass over the entries, sorted by time for each person: O(n log n).</remarks>
    public static IReadOnlyList<UnusualReading> Find(IEnumerable<AuditEntry> entries, IReadOnlyDictionary<string, string> names)
    {
        List<UnusualReading> found = [];
        foreach (var person in entries.Where(e => names.ContainsKey(e.Actor) && e.Channel is Channel.Page or Channel.Api or Channel.CommandLine).GroupBy(e => e.Actor, StringComparer.Ordinal))
        {
            var reads = person.Where(IsRead).OrderBy(e => e.At).ToArray();
            var (first, most, at) = (0, 0, Instant.MinValue);
            for (var i = 0; i < reads.Length; i++)
            {
                while (reads[i].At - reads[first].At > Duration.FromHours(1)) first++;
                if (i - first + 1 > most) (most, at) = (i - first + 1, reads[i].At);
            }
            if (most > MassReads) found.Add(new(person.Key, at, SharingSay.MassReading, [most]));
            var odd = reads.Where(e => e.At.InUtc() is var t && (t.Hour is >= 21 or < 5 || t.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)).ToArray();
            if (odd.Length > 0) found.Add(new(person.Key, odd[^1].At, SharingSay.OffHours, [odd.Length]));
            foreach (var search in person.Where(IsSearch))
                foreach (var (id, name) in names)
                    if (Parts(name).All(p => search.Detail.Contains(p, StringComparison.OrdinalIgnoreCase)))
                        found.Add(id == person.Key ? new(person.Key, search.At, SharingSay.OwnName, []) : new(person.Key, search.At, SharingSay.ColleagueName, [name]));
        }
        return [.. found.DistinctBy(f => (f.Actor, f.Why, f.Values.FirstOrDefault())).OrderByDescending(f => f.At)];
    }

    private static IEnumerable<string> Parts(string name) => name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } parts ? parts : ["\0"];
}
