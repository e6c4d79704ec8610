using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais.Columns;

/// <summary>The messages of a run of lines, in columns.</summary>
public sealed class AisBatch
{
    /// <summary>Number of the first line of the batch in the input, from 1.</summary>
    public long FirstLine { get; internal set; } = 1;

    /// <summary>Position reports.</summary>
    public PositionColumns Positions { get; } = new();

    /// <summary>Static and voyage reports.</summary>
    public StaticColumns Statics { get; } = new();

    /// <summary>All other messages.</summary>
    public OtherMessages Others { get; } = new();
}

/// <summary>Puts messages into the columns of a batch.</summary>
internal readonly struct ColumnSink(AisBatch batch) : IMessageSink
{
    public AisBatch Batch => batch;

    public SinkMark Here => new(batch.Positions.Count, batch.Statics.Count, batch.Others.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accept(in AisMessage message)
    {
        // The decoder's buffers are padded, so the columns may read their fields without a check.
        ref var bits = ref MemoryMarshal.GetReference(message.Bits.Bytes);
        var type = bits >> 2;
        var line = (int)(message.Line - batch.FirstLine);
        if ((1 << type & (1 << 1 | 1 << 2 | 1 << 3 | 1 << 18 | 1 << 4 | 1 << 9 | 1 << 11 | 1 << 19 | 1 << 21 | 1 << 27)) != 0)
            batch.Positions.Add(type, ref bits, line, message.Channel, message.Own, message.UnixMilliseconds);
        if ((1 << type & (1 << 5 | 1 << 19 | 1 << 21 | 1 << 24)) != 0)
            batch.Statics.Add(type, MemoryMarshal.CreateSpan(ref bits, message.Bits.Bytes.Length), line, message.Channel, message.UnixMilliseconds);
        else if ((1 << type & (1 << 6 | 1 << 7 | 1 << 8 | 1 << 10 | 63 << 12 | 1 << 20 | 1 << 22 | 1 << 23 | 1 << 25 | 1 << 26)) != 0)
            batch.Others.Add(message, line);
    }

    public void MoveTail(SinkMark tail, SinkMark to)
    {
        batch.Positions.MoveTail(tail.First, to.First);
        batch.Statics.MoveTail(tail.Second, to.Second);
        batch.Others.MoveTail(tail.Third, to.Third);
    }
}
