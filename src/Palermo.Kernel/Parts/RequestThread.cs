using System.Text.Json.Serialization;
using NodaTime;

namespace Palermo.Kernel;

public enum Urgency { Normal, Urgent, VeryUrgent }

public enum ThreadMove { Request, Acknowledge, Ask, Reply, PartialAnswer, FinalAnswer, Refuse, Feedback, Withdraw, Inform }

/// <summary>How useful an answer or a piece of information was, as its receiver says.</summary>
public enum Usefulness { Used, Useful, KnownBefore, OfNoUse }

/// <summary>One message of a request thread.</summary>
public sealed record ThreadEntry(ThreadMove Move, string By, Instant At, string Words, Usefulness? Usefulness = null);

/// <summary>A request between two services and all that followed, or a piece of information sent without being asked; the same for every room that asks.</summary>
/// <param name="Ours">Number of the thread here.</param>
/// <param name="Theirs">Its number at the other side; null while that is not known.</param>
/// <param name="Asker">The node that asks, or that informs.</param>
/// <param name="Answerer">The node that answers, or is informed.</param>
/// <param name="Subject">What it is about, in a line.</param>
/// <param name="Purpose">What the answer is to be used for.</param>
/// <param name="About">Numbers and names that are asked about: phones, plates, documents.</param>
/// <param name="AgreedHours">Hours to answer that both agreed; null: the defaults hold.</param>
/// <param name="Information">True for information that nobody had asked for: it has no clock.</param>
/// <remarks>Reply clocks after Directive (EU) 2023/977, Art. 5, as defaults that two partners may agree otherwise.</remarks>
public sealed record RequestThread(
    string Ours, string? Theirs, string Asker, string Answerer, string Question, Urgency Urgency, bool DirectlyAccessible, IReadOnlyList<ThreadEntry> Entries,
    string Subject = "", string Purpose = Kernel.Purpose.Cooperation, string? LegalBasis = null, string? CaseReference = null, IReadOnlyList<string>? About = null, int? AgreedHours = null, bool Information = false)
{
    /// <summary>The number by which both sides find the thread: the asker and its number there.</summary>
    public static string KeyOf(string asker, string number) => $"{asker}/{number}";

    /// <summary>Hours to answer: as agreed; else 8 where urgent and directly accessible, 3 days where urgent and not, 7 days else.</summary>
    [JsonIgnore]
    public Duration TimeToAnswer => AgreedHours is { } agreed ? Duration.FromHours(agreed) : (Urgency, DirectlyAccessible) switch
    {
        (Urgency.Normal, _) => Duration.FromDays(7),
        (_, true) => Duration.FromHours(8),
        _ => Duration.FromDays(3),
    };

    /// <summary>When the answer is due: pauses while the answerer waits for a reply to a question do not count.</summary>
    public Instant? Due()
    {
        if (Entries.Count == 0 || Information) return null;
        var due = Entries[0].At + TimeToAnswer;
        Instant? asked = null;
        foreach (var entry in Entries)
        {
            if (entry.Move == ThreadMove.Ask) asked ??= entry.At;
            else if (entry.Move == ThreadMove.Reply && asked is { } since) { due += entry.At - since; asked = null; }
        }
        return asked is null ? due : null;
    }

    [JsonIgnore]
    public bool Closed => Entries.Any(e => e.Move is ThreadMove.FinalAnswer or ThreadMove.Refuse or ThreadMove.Withdraw) || (Information && Entries.Any(e => e.Move == ThreadMove.Feedback));

    /// <summary>When the final answer or refusal came; null while there is none.</summary>
    [JsonIgnore]
    public Instant? AnsweredAt => Entries.FirstOrDefault(e => e.Move is ThreadMove.FinalAnswer or ThreadMove.Refuse)?.At;

    /// <summary>Moves that a side may make now.</summary>
    public IReadOnlyList<ThreadMove> OpenTo(string node) => [.. Enum.GetValues<ThreadMove>().Where(m => With(new(m, node, Entries.Count == 0 ? Instant.MinValue : Entries[^1].At, "-")).Done)];

    /// <summary>The thread with one more move, or why that move cannot be made now.</summary>
    public Outcome<RequestThread> With(ThreadEntry entry)
    {
        List<Refusal> refusals = [];
        var byAsker = entry.By == Asker;
        if (!byAsker && entry.By != Answerer) refusals.Add(new("thread.by", $"{entry.By} is no party to this request."));
        // Who informs is told what it was good for; who asks tells what the answer was good for.
        var askersMove = entry.Move is ThreadMove.Request or ThreadMove.Inform or ThreadMove.Reply or ThreadMove.Withdraw || (entry.Move == ThreadMove.Feedback && !Information);
        if (askersMove != byAsker) refusals.Add(new("thread.side", $"{entry.Move} is for the other side."));
        if ((Entries.Count == 0) != (entry.Move == (Information ? ThreadMove.Inform : ThreadMove.Request))) refusals.Add(new("thread.first", "A thread begins with its request, and has one."));
        if (Closed && !(entry.Move == ThreadMove.Feedback && !Information)) refusals.Add(new("thread.closed", "The thread is closed; only feedback may follow."));
        if (!Closed && entry.Move == ThreadMove.Feedback && !Information) refusals.Add(new("thread.open", "Feedback follows the answer."));
        if (entry.Move == ThreadMove.Feedback && Entries.Any(e => e.Move == ThreadMove.Feedback)) refusals.Add(new("thread.feedback", "Feedback was given before."));
        if (Information && entry.Move is ThreadMove.PartialAnswer or ThreadMove.FinalAnswer or ThreadMove.Refuse) refusals.Add(new("thread.information", "Nothing was asked: acknowledge, ask back, or say what it was good for."));
        if (entry.Move == ThreadMove.Reply && StateOf() != RequestKind.Clarification) refusals.Add(new("thread.reply", "No question is open."));
        if (entry.Move == ThreadMove.Acknowledge && Entries.Any(e => e.Move is not (ThreadMove.Request or ThreadMove.Inform))) refusals.Add(new("thread.acknowledged", "An acknowledgement comes first."));
        if (entry.Move == ThreadMove.Refuse && string.IsNullOrWhiteSpace(entry.Words)) refusals.Add(new("thread.reason", "A refusal gives its reason."));
        if (Entries.Count > 0 && entry.At < Entries[^1].At) refusals.Add(new("thread.time", "The move lies before the one before."));
        if (refusals.Count > 0) return refusals.ToArray();
        return this with { Entries = [.. Entries, entry] };
    }

    /// <summary>The state in which the moves leave the thread.</summary>
    public string StateOf()
    {
        var open = false;
        foreach (var entry in Entries) open = entry.Move == ThreadMove.Ask || (open && entry.Move != ThreadMove.Reply);
        bool Any(ThreadMove move) => Entries.Any(e => e.Move == move);
        return Entries.Count == 0 ? RequestKind.Draft
            : Any(ThreadMove.Feedback) ? RequestKind.Ended
            : Any(ThreadMove.FinalAnswer) ? RequestKind.Answered
            : Any(ThreadMove.Refuse) ? RequestKind.Refused
            : Any(ThreadMove.Withdraw) ? RequestKind.Withdrawn
            : open ? RequestKind.Clarification
            : Any(ThreadMove.PartialAnswer) ? RequestKind.PartlyAnswered
            : Any(ThreadMove.Acknowledge) ? RequestKind.Acknowledged
            : RequestKind.Sent;
    }
}
