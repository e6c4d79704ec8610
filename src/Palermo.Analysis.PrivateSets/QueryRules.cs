namespace Palermo.Analysis.PrivateSets;

/// <summary>A query answered before, as the holder's log keeps it.</summary>
/// <param name="Elements">Padded size: the holder knows no other.</param>
public sealed record PastQuery(DateTimeOffset At, string Asker, string CaseReference, Guid Session, int Elements);

/// <summary>What a holder lets pass. The numbers are set by the agreement between the parties; the node enforces them.</summary>
/// <remarks>
/// Blinding does not stop a partner that invents phone numbers and asks for each: only quotas, signed cases, logs on both
/// sides and a person who looks at the rates do (see <see cref="Guessing"/> for what a quota leaves a guesser).
/// </remarks>
public sealed record QueryRules
{
    /// <summary>Whether a valid signature over the head is needed.</summary>
    public bool NeedsSignature { get; init; } = true;

    /// <summary>Modes that the agreement allows.</summary>
    public IReadOnlyCollection<SetMode> Modes { get; init; } = [SetMode.Identify, SetMode.CountOnly];

    /// <summary>Largest padded size of one query.</summary>
    public int MaximumElements { get; init; } = 8192;

    /// <summary>The time over which the sums below are counted.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Elements of one asker within the window, all cases together.</summary>
    public long ElementsPerAsker { get; init; } = 100_000;

    /// <summary>Elements under one case within the window.</summary>
    public long ElementsPerCase { get; init; } = 20_000;

    /// <summary>Queries under one case within the window: who asks daily sees who was added since yesterday.</summary>
    public int QueriesPerCase { get; init; } = 4;

    /// <summary>Fewest distinct keys that an asker may send without the authority of a case.</summary>
    public int MinimumKeys { get; init; } = 50;

    /// <summary>The holder's side: every reason why a query must not be answered; none when it may.</summary>
    /// <param name="signatureValid">Whether the node found the signature over the head valid and the signer to be the asker.</param>
    /// <param name="history">What this side answered before; entries older than the window do not count.</param>
    public IReadOnlyList<string> Check(QueryHeader query, bool signatureValid, IEnumerable<PastQuery> history, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (terms, reasons) = (query.Terms, new List<string>());
        if (NeedsSignature && !signatureValid) reasons.Add("The query bears no valid signature of its asker.");
        if (string.IsNullOrWhiteSpace(terms.CaseReference)) reasons.Add("The query names no case.");
        if (!Modes.Contains(terms.Mode)) reasons.Add($"The agreement does not allow the mode {terms.Mode}.");
        if (query.Count > MaximumElements) reasons.Add($"The query holds {query.Count} elements; at most {MaximumElements} are allowed at once.");

        long ofAsker = query.Count, ofCase = query.Count;
        var queries = 1;
        foreach (var past in history)
        {
            if (past.Session == terms.Session)
                reasons.Add($"The session was answered on {past.At:yyyy-MM-dd HH:mm} UTC; a query may be answered once.");
            if (past.Asker != terms.Asker || now - past.At >= Window) continue;
            ofAsker += past.Elements;
            if (past.CaseReference != terms.CaseReference) continue;
            ofCase += past.Elements;
            queries++;
        }
        var days = Window.TotalDays;
        if (ofAsker > ElementsPerAsker) reasons.Add($"With this query the asker would have sent {ofAsker} elements in {days:0.#} days; the quota is {ElementsPerAsker}.");
        if (ofCase > ElementsPerCase) reasons.Add($"With this query {ofCase} elements would have been sent under this case in {days:0.#} days; the quota is {ElementsPerCase}.");
        if (queries > QueriesPerCase) reasons.Add($"This would be query {queries} under this case in {days:0.#} days; {QueriesPerCase} are allowed.");
        return reasons;
    }

    /// <summary>The asker's side, before it sends: small sets single persons out. The holder cannot check this, it sees the padded size.</summary>
    /// <param name="caseAuthority">Whether the authority that leads the case has approved a question about few persons.</param>
    public IReadOnlyList<string> CheckOwn(KeySet keys, bool caseAuthority)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.Keys.Count >= MinimumKeys || caseAuthority ? []
            : [$"The set has {keys.Keys.Count} distinct keys; fewer than {MinimumKeys} single persons out and need the approval of the authority that leads the case."];
    }
}
