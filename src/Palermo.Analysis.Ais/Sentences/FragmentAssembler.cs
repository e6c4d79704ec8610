namespace Palermo.Analysis.Ais.Sentences;

/// <summary>A message in several sentences, as far as it has come.</summary>
internal sealed class OpenMessage
{
    public const int Capacity = 9 * 82; // nine sentences of at most 82 characters, six bits each, with room to spare

    public readonly byte[] Bits = new byte[Capacity + SixBit.Padding];
    public int BitCount, Next, Total, Sequence;
    public byte Channel;
    public bool Own;
    public long FirstLine;
    public long? UnixMilliseconds;
    public ulong Source;
    public long Group;
    public byte[] Station = [];

    /// <summary>Begun by the same station (or in the same group) under the same number: a second beginning replaces it.</summary>
    public bool SameIdentity(in FragmentKey key) =>
        Sequence == key.Sequence && Channel == key.Channel && Total == key.Total && Own == key.Own
        && Source == key.Source && Group == key.Group;

    /// <summary>Whether a part may continue this message: what both say agrees.</summary>
    public bool Continues(in FragmentKey key) =>
        Sequence == key.Sequence && Channel == key.Channel && Total == key.Total && Own == key.Own
        && (Group >= 0 && key.Group >= 0 ? Group == key.Group : Source == 0 || key.Source == 0 || Source == key.Source);
}

/// <summary>What tells the parts of one message from those of another. Receivers number messages only from 0 to 9.</summary>
internal readonly record struct FragmentKey(int Sequence, byte Channel, int Total, bool Own, ulong Source, long Group)
{
    public static FragmentKey Of(in Sentence sentence) => new(
        sentence.Sequence, sentence.Channel, sentence.Total, sentence.Own,
        HashOf(sentence.Station), sentence.Tag.Group?.Id ?? -1);

    // FNV-1a, never 0 for a station that is named
    private static ulong HashOf(ReadOnlySpan<byte> station)
    {
        if (station.IsEmpty) return 0;
        var hash = 14695981039346656037UL;
        foreach (var letter in station) hash = (hash ^ letter) * 1099511628211UL;
        return hash | 1;
    }
}

/// <summary>Joins the sentences of a message. Parts must come in order; other messages may lie between them.</summary>
/// <remarks>
/// A message begun is given up when the same station begins another under the same number, or when
/// <see cref="Lifetime"/> lines have passed: numbers go round every ten messages, and a late part belongs to another message.
/// </remarks>
internal sealed class FragmentAssembler
{
    /// <summary>Lines between the first and the last part of a message, at most.</summary>
    public const int Lifetime = 1000;

    private readonly List<OpenMessage> _open = [];
    private readonly Stack<OpenMessage> _free = new();
    private readonly byte[] _part = new byte[OpenMessage.Capacity + SixBit.Padding];

    /// <summary>Messages begun and given up since the last call of <see cref="TakeUnfinished"/>.</summary>
    private long _unfinished;

    public List<OpenMessage> Open => _open;

    public long TakeUnfinished()
    {
        var count = _unfinished;
        _unfinished = 0;
        return count;
    }

    /// <summary>Begins a message with its first part. False when the payload is wrong.</summary>
    public bool Begin(in Sentence sentence, long line)
    {
        var key = FragmentKey.Of(sentence);
        Forget(key);
        Expire(line);
        var message = _free.Count > 0 ? _free.Pop() : new OpenMessage();
        message.BitCount = 0;
        message.Next = 2;
        (message.Sequence, message.Channel, message.Total, message.Own, message.Source, message.Group) = key;
        message.FirstLine = line;
        message.UnixMilliseconds = sentence.UnixMilliseconds;
        message.Station = sentence.Station.IsEmpty ? [] : sentence.Station.ToArray();
        if (!Append(message, sentence.Payload, sentence.FillBits))
        {
            _free.Push(message);
            return false;
        }
        _open.Add(message);
        return true;
    }

    /// <summary>Gives up the message of this identity, when one is open.</summary>
    public void Forget(in FragmentKey key)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (!_open[i].SameIdentity(key)) continue;
            _unfinished++;
            Release(i);
        }
    }

    /// <summary>Finds the youngest open message that the part continues; -1 when there is none.</summary>
    public int Find(in FragmentKey key, int number, long line)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
            if (_open[i].Next == number && _open[i].Continues(key) && line - _open[i].FirstLine <= Lifetime)
                return i;
        return -1;
    }

    /// <summary>Adds a part to an open message. Null: more is to come, or the payload was wrong (then <paramref name="valid"/> is false).</summary>
    /// <remarks>A message given back complete must be returned with <see cref="Done"/>.</remarks>
    public OpenMessage? Continue(int index, ReadOnlySpan<byte> payload, int fillBits, long? time, out bool valid)
    {
        var message = _open[index];
        valid = Append(message, payload, fillBits);
        if (!valid)
        {
            _unfinished++;
            Release(index);
            return null;
        }
        message.UnixMilliseconds ??= time;
        if (message.Next++ < message.Total) return null;
        _open.RemoveAt(index);
        return message;
    }

    public void Done(OpenMessage message) => _free.Push(message);

    /// <summary>Takes over what another assembler has open; its messages are younger than all here.</summary>
    public void TakeOpenOf(FragmentAssembler younger)
    {
        _open.AddRange(younger._open);
        younger._open.Clear();
        _unfinished += younger.TakeUnfinished();
    }

    /// <summary>Gives up what cannot be continued any more after this line.</summary>
    public void Expire(long line)
    {
        var gone = 0;
        while (gone < _open.Count && line - _open[gone].FirstLine > Lifetime) gone++;
        for (var i = 0; i < gone; i++) _free.Push(_open[i]);
        _open.RemoveRange(0, gone);
        _unfinished += gone;
    }

    /// <summary>Gives up all.</summary>
    public void End() => Expire(long.MaxValue / 2);

    private void Release(int index)
    {
        _free.Push(_open[index]);
        _open.RemoveAt(index);
    }

    private bool Append(OpenMessage message, ReadOnlySpan<byte> payload, int fillBits)
    {
        var bits = payload.Length * 6 - fillBits;
        if (bits < 0 || message.BitCount + bits > OpenMessage.Capacity * 8) return false;
        var to = message.BitCount >> 3;
        var shift = message.BitCount & 7;
        if (shift == 0)
        {
            if (message.Bits.Length - to < SixBit.BytesFor(payload.Length) + SixBit.Padding) return false;
            if (!SixBit.Unarmour(payload, message.Bits.AsSpan(to))) return false;
        }
        else
        {
            if (_part.Length < SixBit.BytesFor(payload.Length) + SixBit.Padding) return false;
            if (!SixBit.Unarmour(payload, _part)) return false;
            var bytes = SixBit.BytesFor(payload.Length);
            message.Bits[to] &= (byte)(0xFF00 >> shift);
            for (var i = 0; i < bytes; i++)
            {
                message.Bits[to + i] |= (byte)(_part[i] >> shift);
                message.Bits[to + i + 1] = (byte)(_part[i] << 8 - shift);
            }
        }
        message.BitCount += bits;
        // The fill bits must not be read as part of the message.
        var last = message.BitCount >> 3;
        message.Bits[last] &= (byte)(0xFF00 >> (message.BitCount & 7));
        message.Bits.AsSpan(last + 1, Math.Min(SixBit.Padding, message.Bits.Length - last - 1)).Clear();
        return true;
    }
}
