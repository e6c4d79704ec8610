using System.Text;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Trust;

namespace Palermo.Exchange.Tests.Envelopes;

/// <summary>Bytes at random and envelopes broken at random: each is refused or read, and none brings the program down.</summary>
public class FuzzTests
{
    private static byte[] Mutate(byte[] good, Random draw)
    {
        var bytes = good.ToList();
        for (var i = draw.Next(1, 6); i > 0 && bytes.Count > 0; i--)
        {
            var at = draw.Next(bytes.Count);
            switch (draw.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << draw.Next(8)); break;
                case 1: bytes.RemoveRange(at, Math.Min(draw.Next(40), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(draw.Next(40), bytes.Count - at))); break;
                case 3: bytes[at] = (byte)draw.Next(256); break;
                case 4: bytes.InsertRange(at, Encoding.UTF8.GetBytes(new string[] { "\"", "{", "}", "[", "null", "-1", "1e999", "99999999999999999999", "\\ud800", ".", "\0" }[draw.Next(11)])); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }
        return [.. bytes];
    }

    [Fact]
    public async Task The_reader_survives_whatever_is_put_into_it()
    {
        var clock = new TestClock();
        await using var niger = await TestNode.OpenAsync("niger", clock);
        await using var italy = await TestNode.OpenAsync("italy", clock);
        TestNode.Pair(niger, italy);
        var reader = new EnvelopeReader(italy.Identity);
        var draw = new Random(20261124);
        var content = Forgery.Content(Forgery.Manifest(niger, italy, Forgery.Letter(), Forgery.Letter("second")) with { Receipts = [new(Forgery.Hex(), Kernel.MessageState.InEffect)], Asks = [Forgery.Hex()] }, Forgery.Letter(), Forgery.Letter("second"));
        var outside = Encoding.ASCII.GetBytes(Forgery.Seal(content, niger, italy));
        var (refused, read, bytes) = (0, 0, 0L);
        for (var i = 0; i < LongForm.Rounds(1500, 100_000); i++)
        {
            // In turn: the sealed text, the content within seal and signature, and plain noise.
            var text = (i % 4) switch
            {
                0 => Encoding.Latin1.GetString(Mutate(outside, draw)),
                3 => Encoding.Latin1.GetString(Noise(draw)),
                _ => Forgery.Seal(Mutate(content, draw), niger, italy),
            };
            bytes += text.Length;
            var opened = reader.Open(text, italy.Now);
            if (opened.Envelope.Done) read++;
            else
            {
                refused++;
                Assert.StartsWith("exchange.", opened.Envelope.Refusals[0].Code);
            }
        }
        Assert.True(refused > read, $"{refused} refused, {read} read");
        Assert.True(bytes > LongForm.Rounds(500_000, 30_000_000));
    }

    private static byte[] Noise(Random draw)
    {
        var noise = new byte[draw.Next(3000)];
        draw.NextBytes(noise);
        return noise;
    }

    [Fact]
    public async Task Cards_directories_and_statements_survive_as_well()
    {
        var clock = new TestClock();
        await using var niger = await TestNode.OpenAsync("niger", clock);
        await using var italy = await TestNode.OpenAsync("italy", clock);
        TestNode.Pair(niger, italy);
        var draw = new Random(7);
        var card = Encoding.ASCII.GetBytes(niger.Identity.SignedCard());
        niger.Identity.Rotate();
        var statement = Encoding.ASCII.GetBytes(niger.Identity.Keys.ToTell(niger.Now).First());
        for (var i = 0; i < LongForm.Rounds(1000, 50_000); i++)
        {
            NodeCard.Read(Encoding.Latin1.GetString(Mutate(card, draw)));
            TrustRules.Take(italy.Identity.Trust.Book, Encoding.Latin1.GetString(Mutate(statement, draw)), italy.Now);
        }
        Assert.True(NodeCard.Read(Encoding.ASCII.GetString(card)).Done);
    }
}
