using System.Text;

namespace Palermo.Analysis.PrivateSets.Tests;

/// <summary>What can be seen on the wire: open terms, blinded elements, tags; and what cannot.</summary>
public class TranscriptTests
{
    [Fact]
    public void Every_byte_of_a_query_is_an_open_term_or_a_blinded_element()
    {
        var run = Run.Of(Run.Phones(0, 100), Run.Phones(50, 100));
        var reader = new MessageReader(new MemoryStream(run.Query));
        var header = MessageCodec.ReadHeader(reader);
        Assert.Equal(112, header.Count);                                    // 100 keys among 112 elements
        var body = run.Query[(int)reader.Position..];
        Assert.Equal(112 * 32, body.Length);
        Assert.All(body.Chunk(32), element => Assert.True(Ristretto255.IsUsable(element)));
        Assert.Equal(-1, ElementOrder.FirstNotRising(body, 32));
    }

    [Fact]
    public void Every_byte_of_an_answer_is_an_element_or_a_tag()
    {
        var run = Run.Of(Run.Phones(0, 100), Run.Phones(50, 100));
        const int Head = 4 + 1 + 1 + 32 + 4;
        Assert.Equal(Head + 112 * 32 + 4 + 112 * 16, run.Answer.Length);
        Assert.All(run.Answer[Head..(Head + 112 * 32)].Chunk(32), element => Assert.True(Ristretto255.IsUsable(element)));
    }

    [Fact]
    public void No_key_nor_its_unblinded_element_nor_a_plain_hash_of_it_is_in_what_leaves()
    {
        string[] asker = Run.Phones(0, 100), holder = Run.Phones(50, 100);
        foreach (var mode in (SetMode[])[SetMode.Identify, SetMode.CountOnly])
        {
            var run = Run.Of(asker, holder, mode);
            var hash = new HashToGroup(Run.Domain);
            foreach (var sent in (byte[][])[run.Query, run.Answer])
                foreach (var key in asker.Concat(holder))
                {
                    var element = hash.Element(key);
                    var tag = new byte[16];
                    Tags.Of(element, tag);
                    byte[][] traces = [Encoding.UTF8.GetBytes(key), element, tag, System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(key))[..16]];
                    Assert.All(traces, trace => Assert.True(sent.AsSpan().IndexOf(trace) < 0));
                }
        }
    }

    [Fact]
    public void Two_runs_over_the_same_sets_share_no_element_and_no_tag()
    {
        var first = Run.Of(Run.Phones(0, 100), Run.Phones(0, 100), secrets: 1);
        var second = Run.Of(Run.Phones(0, 100), Run.Phones(0, 100), secrets: 2);
        var seen = first.Query[^(112 * 32)..].Chunk(32).Concat(first.Answer[42..(42 + 112 * 32)].Chunk(32)).Select(Convert.ToHexString).ToHashSet();
        Assert.DoesNotContain(second.Query[^(112 * 32)..].Chunk(32), e => seen.Contains(Convert.ToHexString(e)));
        Assert.DoesNotContain(second.Answer[42..(42 + 112 * 32)].Chunk(32), e => seen.Contains(Convert.ToHexString(e)));
        var tags = first.Answer[^(112 * 16)..].Chunk(16).Select(Convert.ToHexString).ToHashSet();
        Assert.DoesNotContain(second.Answer[^(112 * 16)..].Chunk(16), t => tags.Contains(Convert.ToHexString(t)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(64)]
    public void A_small_set_looks_like_every_other_up_to_64(int size)
    {
        var run = Run.Of(Run.Phones(0, size), Run.Phones(5, size));
        var reference = Run.Of(Run.Phones(0, 2), Run.Phones(5, 2));
        Assert.Equal(reference.Query.Length, run.Query.Length);
        Assert.Equal(reference.Answer.Length, run.Answer.Length);
    }

    [Fact]
    public void The_order_of_the_lists_leaves_no_trace()
    {
        var straight = Run.Of(Run.Phones(0, 100), Run.Phones(50, 100));
        var reversed = Run.Of(Run.Phones(0, 100).Reverse(), Run.Phones(50, 100).Reverse());
        Assert.Equal(straight.Query, reversed.Query);
        Assert.Equal(straight.Answer, reversed.Answer);
    }

    [Fact]
    public void In_count_only_mode_the_answer_comes_in_an_order_of_its_own()
    {
        var identify = Run.Of(Run.Phones(0, 100), Run.Phones(50, 100));
        var count = Run.Of(Run.Phones(0, 100), Run.Phones(50, 100), SetMode.CountOnly);
        var (inOrder, shuffled) = (identify.Answer[42..(42 + 112 * 32)], count.Answer[42..(42 + 112 * 32)]);
        Assert.NotEqual(inOrder, shuffled);
        Assert.Equal(inOrder.Chunk(32).Select(Convert.ToHexString).Order(), shuffled.Chunk(32).Select(Convert.ToHexString).Order());
        Assert.Equal(-1, ElementOrder.FirstNotRising(shuffled, 32));
    }

    [Fact]
    public void Padding_cannot_be_told_from_blinded_keys_by_the_spread_of_its_bytes()
    {
        // Chi-square over 16 classes of the second byte; 37.7 is passed by chance once in a thousand (15 degrees of freedom).
        var elements = new byte[4000 * 32];
        GroupBatch.Random(Run.Secret(3), "padding", elements);
        var classes = new int[16];
        foreach (var element in elements.Chunk(32)) classes[element[1] >> 4]++;
        Assert.True(classes.Sum(c => (c - 250.0) * (c - 250.0) / 250) < 37.7);
    }
}
