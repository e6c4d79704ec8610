using Palermo.Kernel;

namespace Palermo.Exchange.Post;

/// <summary>
/// Effects that wait to commit together: a commit for each message is the larger part of what a small one costs. Whoever reads what one of them
/// changes waits until it is done, so that each message finds what it would find if they were done one by one.
/// </summary>
internal sealed class EffectRun
{
    /// <summary>So many at once, and so many bytes of messages: nobody else writes meanwhile, some tens of milliseconds.</summary>
    private const int Most = 64, MostBytes = 4 << 20;

    private readonly List<WantedEffect> _waiting = [];
    private readonly HashSet<RecordId> _touched = [];
    private readonly HashSet<(string Partner, string Conversation)> _stuck = [];
    private long _bytes;

    /// <summary>Messages that came to their end.</summary>
    public int Ended { get; set; }

    public bool IsFull => _waiting.Count >= Most || _bytes >= MostBytes;

    /// <summary>True for an effect that may share a transaction: files and erasures have work to do beside it.</summary>
    public static bool MayShare(MessageEffect effect) => effect.Files is not { Count: > 0 } && !effect.Changes.Any(c => c is RecordChange.Erase);

    public void Add(WantedEffect wanted)
    {
        _waiting.Add(wanted);
        _bytes += wanted.Ready.Message.Payload.Length;
        foreach (var change in wanted.Effect.Changes)
            _touched.Add(change switch
            {
                RecordChange.Create c => c.Header.Id,
                RecordChange.Edit e => e.Id,
                RecordChange.Step s => s.Id,
                RecordChange.Withdraw w => w.Id,
                _ => throw new ArgumentException($"A {change.GetType().Name} shares no transaction.", nameof(wanted)),
            });
    }

    /// <summary>True when an effect that waits makes or changes the record.</summary>
    public bool Touches(RecordId record) => _touched.Contains(record);

    /// <summary>Gives what waits, to be done now.</summary>
    public IReadOnlyList<WantedEffect> TakeAll()
    {
        WantedEffect[] all = [.. _waiting];
        _waiting.Clear();
        _touched.Clear();
        _bytes = 0;
        return all;
    }

    /// <summary>A message stays where it is: those behind it in its conversation wait.</summary>
    public void Stick(IncomingMessage message) => _stuck.Add((message.From, message.Conversation));

    public bool IsStuck(IncomingMessage message) => _stuck.Contains((message.From, message.Conversation));
}
