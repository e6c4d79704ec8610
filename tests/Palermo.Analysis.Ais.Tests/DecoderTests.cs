using System.IO.Compression;
using System.Text;
using CsCheck;
using Palermo.Analysis.Ais.Columns;
using Palermo.Analysis.Ais.Messages;

namespace Palermo.Analysis.Ais.Tests;

public class DecoderTests
{
    [Fact]
    public void The_fast_way_and_a_slow_obvious_one_give_the_same_messages() => MadeUpTraffic.Seeds.Sample(seed =>
    {
        var text = MadeUpTraffic.Text(seed, 300);
        List<(int, string)> fast = [];
        var decoder = new AisDecoder((in AisMessage m) => fast.Add(((int)m.Line, PlainDecoder.BitsOf(m))));
        decoder.Add(text);
        decoder.Finish();
        var slow = PlainDecoder.Decode(text);
        Assert.Equal(slow, fast);
        Assert.Equal(slow.Count, decoder.Counts.Messages);
        Assert.True(slow.Count > 100);
    }, iter: LongForm.Rounds(60, 3000));

    [Fact]
    public void Every_field_of_every_type_comes_back_as_it_was_written() => MadeUpTraffic.Seeds.Sample(seed =>
    {
        var random = new Random(seed);
        for (var type = 1; type <= 27; type++)
        {
            var message = MadeUpTraffic.Message(random, type);
            var bits = message.Bits.ToArray();
            var sentences = string.Join('\n', message.ToSentences('B', random.Next(10), random.Next(20, 61))) + "\n";
            var got = 0;
            var decoder = new AisDecoder((in AisMessage m) =>
            {
                got++;
                Assert.Equal(type, m.Type);
                foreach (var field in MessageLayout.Of(m.Bits).Fields)
                {
                    if (field.Kind is not (FieldKind.Unsigned or FieldKind.Signed) || field.FromEnd || field.Start + field.Length > m.Bits.BitCount) continue;
                    long number = 0;
                    for (var i = 0; i < field.Length; i++) number = number << 1 | (long)(bits[field.Start + i >> 3] >> 7 - (field.Start + i & 7) & 1);
                    if (field.Kind == FieldKind.Signed && number >> field.Length - 1 != 0) number -= 1L << field.Length;
                    Assert.Equal(number, MessageLayout.Number(m, field.Name));
                }
            });
            decoder.Add(Encoding.ASCII.GetBytes(sentences));
            Assert.Equal(1, got);
        }
    }, iter: LongForm.Rounds(50, 2000));

    [Fact]
    public void Columns_hold_what_the_messages_say() => MadeUpTraffic.Seeds.Sample(seed =>
    {
        var text = MadeUpTraffic.Text(seed, 400);
        var (batch, _) = AisReader.ReadColumns(text);
        int position = 0, fixedData = 0, other = 0;
        var decoder = new AisDecoder((in AisMessage m) =>
        {
            long N(in AisMessage message, string name) => MessageLayout.Number(message, name)!.Value;
            switch (m.Type)
            {
                case 1 or 2 or 3 or 4 or 9 or 11 or 18 or 19 or 21 or 27:
                    var p = batch.Positions;
                    var row = position++;
                    Assert.Equal((m.Type, m.Mmsi, (int)m.Line - 1, m.Channel), (p.Type[row], p.Mmsi[row], p.Line[row], p.Channel[row]));
                    Assert.Equal(m.UnixMilliseconds ?? PositionColumns.NoTime, p.UnixMilliseconds[row]);
                    var scale = m.Type == 27 ? 1000 : 1;
                    Assert.Equal((N(m, "lon") * scale, N(m, "lat") * scale), (p.Longitude[row], p.Latitude[row]));
                    if (MessageLayout.Number(m, "speed") is { } speed)
                        Assert.Equal(MessageLayout.Value(m, "speed") ?? double.NaN, p.SpeedKnots(row), 1e-9);
                    if (MessageLayout.Number(m, "course") is { } course && MessageLayout.Value(m, "course") is { } degrees && degrees < 360)
                        Assert.Equal(degrees, p.CourseDegrees(row), 1e-9);
                    Assert.Equal(MessageLayout.Number(m, "heading") ?? 511, p.Heading[row]);
                    Assert.Equal(MessageLayout.Number(m, "turn") ?? -128, p.Turn[row]);
                    Assert.Equal(N(m, "accuracy") != 0, p.Flags[row].HasFlag(PositionFlags.Accurate));
                    Assert.Equal(N(m, "raim") != 0, p.Flags[row].HasFlag(PositionFlags.Raim));
                    Assert.Equal((MessageLayout.Number(m, "assigned") ?? 0) != 0, p.Flags[row].HasFlag(PositionFlags.Assigned));
                    Assert.Equal(MessageLayout.Number(m, "radio") ?? 0, p.Radio[row]);
                    Assert.Equal(m.Own, p.Flags[row].HasFlag(PositionFlags.Own));
                    break;
            }
            if (m.Type is 5 or 19 or 21 or 24)
            {
                var s = batch.Statics;
                var row = fixedData++;
                Assert.Equal((m.Type, m.Mmsi), (s.Type[row], s.Mmsi[row]));
                var name = m.Type == 21 ? m.Bits.Text(43, 20) : MessageLayout.Text(m, "shipname");
                Assert.Equal(name ?? "", s.Name(row));
                Assert.Equal(MessageLayout.Text(m, "callsign") ?? "", s.CallSign(row));
                Assert.Equal(MessageLayout.Text(m, "destination") ?? "", s.Destination(row));
                Assert.Equal(MessageLayout.Number(m, "imo") ?? 0, s.Imo[row]);
                Assert.Equal(MessageLayout.Number(m, "to_bow") ?? 0, s.ToBow[row]);
                Assert.Equal(MessageLayout.Number(m, "to_starboard") ?? 0, s.ToStarboard[row]);
                Assert.Equal(MessageLayout.Number(m, "mothership_mmsi") ?? 0, s.Mothership[row]);
                Assert.Equal(MessageLayout.Number(m, "draught") ?? 0, s.Draught[row]);
            }
            else if (m.Type is not (1 or 2 or 3 or 4 or 9 or 11 or 18 or 27))
            {
                var row = other++;
                Assert.Equal(PlainDecoder.BitsOf(m), PlainDecoder.BitsOf(batch.Others.Message(row)));
            }
        });
        decoder.Add(text);
        Assert.Equal((position, fixedData, other), (batch.Positions.Count, batch.Statics.Count, batch.Others.Count));
    }, iter: LongForm.Rounds(40, 1000));

    [Fact]
    public void The_text_does_not_depend_on_threads_nor_on_where_the_input_is_cut() =>
        Gen.Select(MadeUpTraffic.Seeds, Gen.Int[256, 5000], Gen.Int[1, 4]).Sample((seed, piece, threads) =>
        {
            var text = MadeUpTraffic.Text(seed, 400);
            foreach (var form in new[] { TextForm.RawJson, TextForm.Csv })
            {
                using var whole = new MemoryStream();
                using var cut = new MemoryStream();
                var one = AisReader.WriteText(new MemoryStream(text), whole, form, 1, 1 << 20);
                var many = AisReader.WriteText(new MemoryStream(text), cut, form, threads, piece);
                Assert.Equal(Encoding.ASCII.GetString(whole.ToArray()), Encoding.ASCII.GetString(cut.ToArray()));
                Assert.Equal(Counts(one), Counts(many));
            }
        }, iter: LongForm.Rounds(60, 2000));

    [Fact]
    public void Columns_do_not_depend_on_threads_nor_on_where_the_input_is_cut() =>
        Gen.Select(MadeUpTraffic.Seeds, Gen.Int[256, 5000]).Sample((seed, piece) =>
        {
            var text = MadeUpTraffic.Text(seed, 300);
            var (whole, _) = AisReader.ReadColumns(text);
            List<AisBatch> batches = [];
            AisReader.ReadColumns(new MemoryStream(text), batches.Add, 3, piece);
            var p = whole.Positions;
            Assert.Equal(p.Mmsi.ToArray(), batches.SelectMany(b => b.Positions.Mmsi.ToArray()));
            Assert.Equal(p.Longitude.ToArray(), batches.SelectMany(b => b.Positions.Longitude.ToArray()));
            Assert.Equal(p.Line.ToArray(), batches.SelectMany(b => b.Positions.Line.ToArray().Select(line => line + (int)b.FirstLine - 1)));
            Assert.Equal(p.Flags.ToArray(), batches.SelectMany(b => b.Positions.Flags.ToArray()));
            var s = whole.Statics;
            Assert.Equal(Enumerable.Range(0, s.Count).Select(i => s.Name(i) + s.CallSign(i)),
                batches.SelectMany(b => Enumerable.Range(0, b.Statics.Count).Select(i => b.Statics.Name(i) + b.Statics.CallSign(i))));
            Assert.Equal(s.Line.ToArray(), batches.SelectMany(b => b.Statics.Line.ToArray().Select(line => line + (int)b.FirstLine - 1)));
            Assert.Equal(whole.Others.Line.ToArray(), batches.SelectMany(b => b.Others.Line.ToArray().Select(line => line + (int)b.FirstLine - 1)));
        }, iter: LongForm.Rounds(40, 1000));

    [Fact]
    public void A_feed_may_be_cut_at_any_byte() => Gen.Select(MadeUpTraffic.Seeds, Gen.Int[1, 200]).Sample((seed, most) =>
    {
        var text = MadeUpTraffic.Text(seed, 150);
        var (whole, counts) = AisReader.ReadColumns(text);
        var decoder = new AisDecoder();
        var random = new Random(seed);
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(random.Next(1, most + 1), text.Length - at);
            decoder.Add(text.AsSpan(at, length));
            at += length;
        }
        decoder.Finish();
        var batch = decoder.TakeBatch();
        Assert.Equal(whole.Positions.Latitude.ToArray(), batch.Positions.Latitude.ToArray());
        Assert.Equal(Counts(counts), Counts(decoder.Counts));
    }, iter: LongForm.Rounds(30, 500));

    [Fact]
    public void Gzip_is_recognised_also_in_a_pipe_that_cannot_go_back()
    {
        var text = MadeUpTraffic.Text(1, 200);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(text);
        var (_, plain) = AisReader.ReadColumns(text);
        foreach (var seekable in new[] { true, false })
        {
            Stream stream = new MemoryStream(packed.ToArray());
            if (!seekable) stream = new BufferedStream(new GZipStream(Repack(packed.ToArray()), CompressionMode.Decompress));
            Assert.Equal(plain.Messages, AisReader.ReadColumns(AisReader.Unpack(stream), _ => { }, 2, 700).Messages);
        }

        static MemoryStream Repack(byte[] bytes)
        {
            var outer = new MemoryStream();
            using (var gzip = new GZipStream(outer, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
            outer.Position = 0;
            return outer;
        }
    }

    [Fact]
    public void Each_kind_of_damage_is_counted_under_its_name()
    {
        var (_, c) = AisReader.ReadColumns(Encoding.Latin1.GetBytes(string.Join('\n',
            "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5D",                                  // checksum
            "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0",                                     // none
            With("AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TK\u007f,0"),                           // a letter AIS does not have
            With("AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKX,0"),                                // X lies between the two runs of letters
            With("AIVDM,1,1,,B,,0"),                                                            // empty
            With("AIVDM,1,1,,B,177KQJ5000,0"),                                                  // too short for a type 1
            With("AIVDM,1,1,,B,07KQJ5000G?tO`K>RA1wUbN0TKH,0"),                                 // type 0
            With("AIVDM,2,3,1,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0"),                               // part 3 of 2
            With("AIVDM,2,2,1,B,177KQJ5000,0"),                                                 // no beginning
            With("AIVDM,2,1,7,B,577KQJ5000,0"),                                                 // no end
            "$GPRMC,213950.00,A,5250.53669,N,00542.34920,E,0.020,,070420,,,A*7D",
            @"\s:x,c:1418169601*00\" + With("AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0"),     // the block's checksum
            "")));
        Assert.Equal((12, 1, 1), (c.Lines, c.ChecksumWrong, c.ChecksumMissing));
        Assert.Equal((2, 1, 1, 1), (c.PayloadWrong, c.PayloadEmpty, c.LengthWrong, c.TypeUnknown));
        Assert.Equal((1, 1, 1, 1), (c.Malformed, c.PartsWithoutBeginning, c.MessagesUnfinished, c.OtherLines));
        Assert.Equal((1, 1), (c.TagChecksumWrong, c.Messages));
    }

    [Fact]
    public void A_part_that_comes_a_thousand_lines_late_belongs_to_another_message()
    {
        var parts = MadeUpTraffic.Message(new Random(3), 5).ToSentences();
        string Late(int between) => parts[0] + "\n" + string.Concat(Enumerable.Repeat("#\n", between)) + parts[1] + "\n";
        Assert.Equal(1, AisReader.ReadColumns(Encoding.ASCII.GetBytes(Late(999))).Counts.Messages);
        Assert.Equal(0, AisReader.ReadColumns(Encoding.ASCII.GetBytes(Late(1000))).Counts.Messages);
    }

    [Fact]
    public void Endless_lines_are_dropped_without_filling_memory()
    {
        var line = new byte[3_000_000];
        Array.Fill(line, (byte)'!');
        var good = "\n!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n"u8;
        var counts = AisReader.ReadColumns(new MemoryStream([.. line, .. good]), _ => { }, 2, 4096);
        Assert.Equal((1, 2), (counts.Messages, counts.Lines));
        var decoder = new AisDecoder();
        for (var i = 0; i < line.Length; i += 1000) decoder.Add(line.AsSpan(i, 1000));
        decoder.Add(good);
        decoder.Finish();
        Assert.Equal((1, 2), (decoder.Counts.Messages, decoder.Counts.Lines));
    }

    [Fact]
    public void A_broken_output_is_told_to_the_caller() =>
        Assert.Throws<IOException>(() => AisReader.WriteText(new MemoryStream(MadeUpTraffic.Text(5, 2000)), new Broken(), TextForm.Json, 2, 1000));

    private sealed class Broken : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("disk full");
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("disk full");
    }

    private static string With(string body) => $"!{body}*{Sentences.NmeaChecksum.Of(Encoding.Latin1.GetBytes(body)):X2}";

    private static string Counts(DecodeCounts c) => string.Join(' ', c.Lines, c.OtherLines, c.Sentences, c.ChecksumMissing, c.ChecksumWrong, c.Malformed,
        c.TagChecksumWrong, c.PayloadWrong, c.PayloadEmpty, c.PartsWithoutBeginning, c.MessagesUnfinished, c.LengthWrong, c.TypeUnknown, string.Join(',', c.ByType));
}
