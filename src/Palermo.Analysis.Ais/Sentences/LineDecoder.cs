using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Palermo.Analysis.Ais.Sentences;

/// <summary>A part that continues no message of its own piece of the input, or the beginning of one: to be replayed when the pieces are joined.</summary>
internal sealed record PendingPart(long Line, FragmentKey Key, int Number, byte[]? Payload, int FillBits, long? UnixMilliseconds, SinkMark Place);

/// <summary>Decodes whole lines into a sink and counts what it could not decode.</summary>
/// <remarks>
/// A sentence of the common form (!AIVDM,1,1,,A,payload of at most 32 characters) is read in one block of 64 bytes: line end,
/// commas, star and checksum from one load, the armour taken off 32 characters at once. All other lines take the plain way
/// of <see cref="Sentence.TryParse"/>; a test holds both ways to the same result.
/// </remarks>
internal sealed class LineDecoder<TSink> where TSink : IMessageSink
{
    // Commas at 6, 8, 10, 11 and 13 and at none of the other first fourteen places.
    private const ulong LeadMask = 0x3FFF, LeadCommas = 1 << 6 | 1 << 8 | 1 << 10 | 1 << 11 | 1 << 13;

    // "!..VDM,1" or "!..VDO,1" as a little-endian word: the talker is free, M and O differ in one bit.
    private const ulong HeadMask = 0xFF_FF_FD_FF_FF_00_00_FF, HeadWanted = 0x31_2C_4D_44_56_00_00_21;

    private readonly byte[] _bits = new byte[64 + SixBit.Padding];
    private TSink _sink;

    public LineDecoder(TSink sink) => _sink = sink;

    public DecodeCounts Counts { get; } = new();

    public FragmentAssembler Assembler { get; } = new();

    /// <summary>Number of the first line of the piece, from 1: parts far enough behind it can have no beginning in an earlier piece.</summary>
    public long FirstLine { get; private set; } = 1;

    /// <summary>Lines read so far: the next one has this number plus one.</summary>
    public long Line { get; private set; }

    /// <summary>Set when earlier pieces exist that another decoder reads: then parts without beginning are kept for joining.</summary>
    public List<PendingPart>? Pending { get; set; }

    public TSink Sink => _sink;

    /// <summary>Time to give to messages that bear none; null leaves them without.</summary>
    public long? Stamp { get; set; }

    public void StartAt(long lineBefore, TSink sink)
    {
        _sink = sink;
        Line = lineBefore;
        FirstLine = lineBefore + 1;
    }

    /// <summary>Goes on into another sink.</summary>
    public void Renew(TSink sink) => _sink = sink;

    /// <summary>Decodes lines. The text must end with a line end.</summary>
    /// <param name="buffer">The text and at least 64 bytes behind it, which are read but not used.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // compiled well at once: a short run has no time to warm up
    public void Decode(ReadOnlySpan<byte> buffer, int length)
    {
        if (length == 0) return;
        if (buffer.Length < length + 64) throw new ArgumentException("the buffer lacks the 64 bytes behind the text", nameof(buffer));
        if (buffer[length - 1] != '\n') throw new ArgumentException("the text does not end with a line end", nameof(length));
        ref var start = ref MemoryMarshal.GetReference(buffer);
        var at = 0;
        while (at < length)
        {
            var block = Vector512.LoadUnsafe(ref start, (nuint)at);
            var ends = Vector512.Equals(block, Vector512.Create((byte)'\n')).ExtractMostSignificantBits();
            if (ends == 0)
            {
                var far = buffer[(at + 64)..length].IndexOf((byte)'\n') + at + 64;
                Line++;
                Plain(buffer[at..far]);
                at = far + 1;
                continue;
            }
            var lineLength = BitOperations.TrailingZeroCount(ends);
            Line++;
            if (!Avx2.IsSupported || !Quick(ref start, at, lineLength, block)) Plain(buffer.Slice(at, lineLength));
            at += lineLength + 1;
        }
        Counts.Lines = Line - FirstLine + 1;
    }

    // False: the line is not of the common form, or is wrong; the plain way decides.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Quick(ref byte start, int at, int lineLength, Vector512<byte> block)
    {
        ref var line = ref Unsafe.Add(ref start, at);
        var commas = Vector512.Equals(block, Vector512.Create((byte)',')).ExtractMostSignificantBits();
        var head = Unsafe.ReadUnaligned<ulong>(ref line);
        if ((commas & LeadMask) != LeadCommas || (head & HeadMask) != HeadWanted || Unsafe.Add(ref line, 9) != '1') return false;
        var star = BitOperations.TrailingZeroCount(Vector512.Equals(block, Vector512.Create((byte)'*')).ExtractMostSignificantBits());
        var payloadEnd = BitOperations.TrailingZeroCount(commas >> 14) + 14;
        var characters = payloadEnd - 14;
        var fill = Unsafe.Add(ref line, payloadEnd + 1) - '0';
        if (star != payloadEnd + 2 || star + 3 > lineLength || characters is 0 or > 32 || (uint)fill > 5) return false;

        // The bytes 1 to star-1 alone count.
        var place = Vector512.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
            29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63);
        var inside = Vector512.LessThan(place, Vector512.Create((byte)star));
        var sum = (byte)(NmeaChecksum.Fold(block & inside) ^ '!');
        if (!NmeaChecksum.Matches(sum, Unsafe.Add(ref line, star + 1), Unsafe.Add(ref line, star + 2))) return false;

        var letters = Vector256.LoadUnsafe(ref line, 14);
        var wanted = Vector256.LessThan(place.GetLower(), Vector256.Create((byte)characters));
        // '0' stands for six zero bits: what lies behind the payload becomes zero.
        letters = Vector256.ConditionalSelect(wanted, letters, Vector256.Create((byte)'0'));
        if (!SixBit.Unarmour32(letters, ref MemoryMarshal.GetArrayDataReference(_bits))) return false;

        ReadOnlySpan<byte> station = default;
        var time = Stamp;
        if (star + 3 < lineLength && Unsafe.Add(ref line, star + 3) == ',')
        {
            var (named, written) = Sentence.Behind(Trimmed(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref line, star + 3), lineLength - star - 3)));
            station = named;
            time = written ?? time;
        }
        Counts.Sentences++;
        Emit(_bits, characters * 6 - fill, Line, Unsafe.Add(ref line, 12), Unsafe.Add(ref line, 5) == 'O', time, station);
        return true;
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> field) => field[^1] == '\r' ? field[..^1] : field;

    private void Plain(ReadOnlySpan<byte> line)
    {
        var kind = Sentence.TryParse(line, out var sentence);
        switch (kind)
        {
            case LineKind.Other: Counts.OtherLines++; return;
            case LineKind.ChecksumMissing: Counts.ChecksumMissing++; return;
            case LineKind.ChecksumWrong: Counts.ChecksumWrong++; return;
            case LineKind.Malformed: Counts.Malformed++; return;
        }
        Counts.Sentences++;
        if (line[0] == '\\' && !sentence.Tag.ChecksumHolds) Counts.TagChecksumWrong++;
        if (sentence.Payload.IsEmpty) Counts.PayloadEmpty++;
        else if (sentence.Total > 1) Part(sentence);
        else Single(sentence);
    }

    private void Single(in Sentence sentence)
    {
        var bytes = SixBit.BytesFor(sentence.Payload.Length) + SixBit.Padding;
        var bitCount = sentence.Payload.Length * 6 - sentence.FillBits;
        Span<byte> bits = bytes <= 512 ? stackalloc byte[512] : new byte[bytes];
        if (!SixBit.Unarmour(sentence.Payload, bits))
        {
            Counts.PayloadWrong++;
            return;
        }
        Emit(bits, bitCount, Line, sentence.Channel, sentence.Own, sentence.UnixMilliseconds ?? Stamp, sentence.Station);
    }

    private void Part(in Sentence sentence)
    {
        var early = Pending is not null && Line - FirstLine <= FragmentAssembler.Lifetime;
        if (sentence.Number == 1)
        {
            if (early) Pending!.Add(new PendingPart(Line, FragmentKey.Of(sentence), 1, null, 0, null, _sink.Here));
            if (!Assembler.Begin(sentence, Line)) Counts.PayloadWrong++;
            Counts.MessagesUnfinished += Assembler.TakeUnfinished();
            return;
        }
        var key = FragmentKey.Of(sentence);
        var index = Assembler.Find(key, sentence.Number, Line);
        if (index >= 0)
        {
            var done = Assembler.Continue(index, sentence.Payload, sentence.FillBits, sentence.UnixMilliseconds, out var valid);
            if (!valid) Counts.PayloadWrong++;
            Counts.MessagesUnfinished += Assembler.TakeUnfinished();
            if (done is not null) EmitDone(done, Line, Assembler);
        }
        else if (early)
        {
            Pending!.Add(new PendingPart(Line, key, sentence.Number, sentence.Payload.ToArray(), sentence.FillBits,
                sentence.UnixMilliseconds, _sink.Here));
        }
        else
        {
            Counts.PartsWithoutBeginning++;
        }
    }

    /// <summary>Hands over a message joined from its parts.</summary>
    public void EmitDone(OpenMessage done, long line, FragmentAssembler owner)
    {
        Emit(done.Bits, done.BitCount, line, done.Channel, done.Own, done.UnixMilliseconds ?? Stamp, done.Station);
        owner.Done(done);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Emit(Span<byte> bits, int bitCount, long line, byte channel, bool own, long? time, ReadOnlySpan<byte> station)
    {
        var type = bits[0] >> 2;
        var part = bits[4] & 3;
        if (!MessageLengths.Accepts(type, bitCount, part) || type == 24 && part > 1)
        {
            if (type is < 1 or > 27 || type == 24 && part > 1) Counts.TypeUnknown++;
            else Counts.LengthWrong++;
            return;
        }
        Counts.ByType[type]++;
        if ((bitCount & 7) != 0)
        {
            // Fill bits are not part of the message: they read as zero, also where a field is read without a check.
            bits[bitCount >> 3] &= (byte)(0xFF00 >> (bitCount & 7));
            bits[(bitCount >> 3) + 1] = 0;
        }
        _sink.Accept(new AisMessage(new BitField(bits, bitCount), line, channel, own, time, station));
    }
}
