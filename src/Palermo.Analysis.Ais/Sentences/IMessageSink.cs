namespace Palermo.Analysis.Ais.Sentences;

/// <summary>A place in what a sink has gathered so far: one count for each of its parts.</summary>
internal readonly record struct SinkMark(int First, int Second, int Third)
{
    public static SinkMark operator +(SinkMark a, SinkMark b) => new(a.First + b.First, a.Second + b.Second, a.Third + b.Third);

    public static SinkMark operator -(SinkMark a, SinkMark b) => new(a.First - b.First, a.Second - b.Second, a.Third - b.Third);
}

/// <summary>
/// Gathers messages in order. Several sinks work on pieces of one input at once; a message that began in an earlier piece
/// is known only afterwards and is then moved to its place, so that the result does not depend on how the input was cut.
/// </summary>
internal interface IMessageSink
{
    void Accept(in AisMessage message);

    SinkMark Here { get; }

    /// <summary>Moves what was gathered since <paramref name="tail"/> to the place <paramref name="to"/> before it.</summary>
    void MoveTail(SinkMark tail, SinkMark to);
}
