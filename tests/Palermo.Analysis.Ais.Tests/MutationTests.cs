using Palermo.Analysis.Ais.Messages;

namespace Palermo.Analysis.Ais.Tests;

public class MutationTests
{
    /// <summary>A million mutated bytes in the short form, a hundred million in the long one; the seed is fixed.</summary>
    [Fact]
    public void Mutated_bytes_are_counted_and_never_crash()
    {
        var wanted = LongForm.Rounds(1_000_000, 100_000_000);
        var random = new Random(20261124);
        long mutated = 0, messages = 0, refused = 0;
        for (var round = 0; mutated < wanted; round++)
        {
            var text = MadeUpTraffic.Text(random.Next(), 2000, damage: false);
            var every = 1 << random.Next(0, 8);
            for (var i = 0; i < text.Length; i++)
            {
                if (random.Next(every) != 0) continue;
                text[i] = (byte)(random.Next(4) == 0 ? random.Next(256) : "!*,\\\n\r0WXw`:g-scABVDMO123456789"[random.Next(31)]);
                mutated++;
            }
            // The checksums are put right on half of the lines, or nothing behind them would ever be reached.
            MendChecksums(text, random);
            using var output = new MemoryStream();
            var form = (TextForm)(round % 3);
            var counts = AisReader.WriteText(new MemoryStream(text), output, form, 2, 1 << 14);
            var columns = AisReader.ReadColumns(new MemoryStream(text), _ => { }, 1, 1 << 16);
            Assert.Equal(counts.Messages, columns.Messages);
            messages += counts.Messages;
            refused += counts.ChecksumWrong + counts.Malformed + counts.PayloadWrong + counts.LengthWrong + counts.TypeUnknown;
        }
        Assert.True(messages > 1000 && refused > 1000, $"{messages} messages, {refused} refused");
    }

    private static void MendChecksums(byte[] text, Random random)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Array.IndexOf(text, (byte)'\n', start);
            if (end < 0) end = text.Length;
            var line = text.AsSpan(start, end - start);
            var bang = line.IndexOf((byte)'!');
            var star = line.IndexOf((byte)'*');
            if (bang >= 0 && star > bang && star + 2 < line.Length && random.Next(2) == 0)
            {
                var sum = Sentences.NmeaChecksum.Of(line[(bang + 1)..star]);
                line[star + 1] = (byte)"0123456789ABCDEF"[sum >> 4];
                line[star + 2] = (byte)"0123456789ABCDEF"[sum & 15];
            }
            start = end + 1;
        }
    }
}
