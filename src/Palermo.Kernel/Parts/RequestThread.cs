using NodaTime;

namespace Palermo.Kernel;

public enum Urgency { Normal, Urgent, VeryUrgent }

public enum ThreadMove { Request, Acknowledge, Ask, Reply, PartialAnswer, FinalAnswer, Refuse, Feedback, Withdraw }

/// <summary>One message of a request thread.</summary>
public sealed record ThreadEntry(ThreadMove Move, string By, Instant At, string Words);

/// <summary>A request between two services and all that followed, the same for every room that asks.</summary>
/// <remarks>Reply clocks after Directive (EU) 2023/977, Art. 5, as defaults that two partners may agree otherwise.</remarks>
public sealed record RequestThread(string Ours, string? Theirs, string Asker, string Answerer, string Question, Urgency Urgency, bool DirectlyAccessible, IReadOnlyList<ThreadEntry> Entries)
{
    /// <summary>Hours to answer: 8 where urgent and directly accessible, 3 days where urgent and not, 7 days else.</summary>
    public Duration TimeToAnswer => (Urgency, DirectlyAccessible) switch
    {
        (Urgency.Normal, _) => Duration.FromDays(7),
        (_, true) => Duration.FromHours(8),
        _ => Duration.FromDays(3),
    };

    /// <summary>When the answer is due: pauses while the answerer waits for a reply to a question do not count.</summary>
    public Instant? Due()
    {
        if (Entries.Count == 0) return null;
        var due = Entries[0].At + TimeToAnswer;
        Instant? asked = null;
        foreach (var entry in Entries)
        {
            if (entry.Move == ThreadMove.Ask) asked ??= entry.At;
            else if (entry.Move == ThreadMove.Reply && asked is { } since) { due += entry.At - since; asked = null; }
        }
        return asked is null ? due : null;
    }

    public bool Closed => Entries.Any(e => e.Move is ThreadMove.FinalAnswer or ThreadMove.Refuse or ThreadMove.Withdraw);

    /// <summary>The thread with one more move, or why that move cannot be made now.</summary>
    public Outcome<RequestThread> With(ThreadEntry entry)
    {
        List<Refusal> refusals = [];
        var byAsker = entry.By == Asker;
        if (!byAsker && entry.By != Answerer) refusals.Add(new("thread.by", $"{entry.By} is no party to this request."));
        var askersMove = entry.Move is ThreadMove.Request or ThreadMove.Reply or ThreadMove.Feedback or ThreadMove.Withdraw;
        if (askersMove != byAsker) refusals.Add(new("thread.side", $"{entry.Move} is for the other side."));
        if (Entries.Count == 0 != (entry.Move == ThreadMove.Request)) refusals.Add(new("thread.first", "A thread begins with its request, and has one."));
        if (Closed && entry.Move != ThreadMove.Feedback) refusals.Add(new("thread.closed", "The thread is closed; only feedback may follow."));
        if (!Closed && entry.Move == ThreadMove.Feedback) refusals.Add(new("thread.open", "Feedback follows the answer."));
        if (entry.Move == ThreadMove.Refuse && string.IsNullOrWhiteSpace(entry.Words)) refusals.Add(new("thread.reason", "A refusal gives its reason."));
        if (Entries.Count > 0 && entry.At < Entries[^1].At) refusals.Add(new("thread.time", "The move lies before the one before."));
        if (refusals.Count > 0) return refusals.ToArray();
        return this with { Entries = [.. Entries, entry] };
    }
}
