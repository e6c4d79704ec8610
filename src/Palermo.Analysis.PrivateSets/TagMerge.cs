namespace Palermo.Analysis.PrivateSets;

/// <summary>Compares the asker's tags with those of the holder as they stream in, in rising order.</summary>
/// <remarks>Memory for the asker's tags only; time linear after one sort.</remarks>
internal sealed class TagMerge(MessageReader reader)
{
    private const int Batch = 8192;

    /// <summary>Tags of the holder, padding among them.</summary>
    public int Count { get; private set; }

    /// <summary>The places of the asker's tags that the holder has too.</summary>
    public List<int> Common(ReadOnlyMemory<byte> own)
    {
        var order = ElementOrder.Rising(own, Tags.Size);
        var span = own.Span;
        var common = new List<int>();
        Count = reader.Count("number of tags", Padding.Largest);
        var buffer = new byte[Batch * Tags.Size];
        Span<byte> last = stackalloc byte[Tags.Size];
        var at = 0;
        for (var done = 0; done < Count;)
        {
            var size = Math.Min(Batch, Count - done);
            var batch = buffer.AsSpan(0, size * Tags.Size);
            reader.Fill(batch, "tags");
            for (var i = 0; i < size; i++)
            {
                var tag = batch.Slice(i * Tags.Size, Tags.Size);
                if (done + i > 0 && tag.SequenceCompareTo(last) <= 0)
                    throw new MalformedMessageException($"Tag {done + i} of the answer is not above the one before it; a tag may come once, in rising order.");
                tag.CopyTo(last);
                while (at < order.Length && span.Slice(order[at] * Tags.Size, Tags.Size).SequenceCompareTo(tag) < 0) at++;
                while (at < order.Length && span.Slice(order[at] * Tags.Size, Tags.Size).SequenceEqual(tag)) common.Add(order[at++]);
            }
            done += size;
        }
        return common;
    }
}
