namespace Palermo.Analysis.PrivateSets.Tests;

public class MalformedMessageTests
{
    private const int Elements = 64;

    [Theory]
    [MemberData(nameof(Ristretto255Tests.BadEncodings), MemberType = typeof(Ristretto255Tests))]
    public void A_query_with_an_element_that_is_none_is_refused_and_nothing_written(string bad)
    {
        var answer = new MemoryStream();
        var error = Refuse(Query(elements => elements[17] = Convert.FromHexString(bad)), answer);
        Assert.Contains("is no element of the group", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, answer.Length);
    }

    [Fact]
    public void The_identity_in_a_query_is_refused()
    {
        var error = Refuse(Query(elements => elements[0] = new byte[32]), new MemoryStream());
        Assert.Contains("Element 0 of the query is no element of the group, or the identity", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_element_is_refused()
    {
        // Repeating an element would mark it, and give its place away in count-only mode.
        var error = Refuse(Query(elements => elements[9] = elements[8]), new MemoryStream());
        Assert.Contains("Element 9 of the query is not above", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_other_than_those_committed_to_are_refused()
    {
        var query = Query(_ => { });
        var place = query.Length - 32;
        Query(_ => { }, session: 2).AsSpan(place).CopyTo(query.AsSpan(place));     // the largest element, of another run
        using var holder = Holder();
        var answer = new MemoryStream();
        Assert.ThrowsAny<MalformedMessageException>(() => holder.Answer(new MemoryStream(query), answer));
        Assert.Equal(0, answer.Length);
    }

    [Fact]
    public void A_message_cut_anywhere_is_refused_with_the_byte()
    {
        var query = Query(_ => { });
        using var holder = Holder();
        for (var length = 0; length < query.Length; length += length < 150 ? 1 : 97)
        {
            var error = Assert.Throws<MalformedMessageException>(() => holder.Answer(new MemoryStream(query[..length]), Stream.Null));
            Assert.Contains($"ends at byte {length}", error.Message, StringComparison.Ordinal);
        }
        Assert.Contains("goes on after its end", Assert.Throws<MalformedMessageException>(() => holder.Answer(new MemoryStream([.. query, 0]), Stream.Null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_announced_billion_takes_no_memory()
    {
        var query = Query(_ => { });
        var at = query.Length - Elements * 32 - 2 - 32 - 4;            // the count, before commitment and empty signature
        BitConverter.TryWriteBytes(query.AsSpan(at), Padding.Largest);
        using var holder = Holder();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<MalformedMessageException>(() => holder.Answer(new MemoryStream(query), Stream.Null));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 << 20);
        BitConverter.TryWriteBytes(query.AsSpan(at), -5);
        Assert.Contains("-5", Assert.Throws<MalformedMessageException>(() => holder.Answer(new MemoryStream(query), Stream.Null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_bytes_never_do_anything_but_be_refused_or_miss()
    {
        var query = Query(_ => { });
        var random = new Random(20261124);
        for (var round = 0; round < LongForm.Rounds(150, 20_000); round++)
        {
            var changed = query.AsSpan().ToArray();
            for (var i = 0; i <= random.Next(3); i++) changed[random.Next(round % 2 == 0 ? 160 : changed.Length)] = (byte)random.Next(256);
            using var holder = Holder();
            var answer = new MemoryStream();
            try
            {
                holder.Answer(new MemoryStream(changed), answer);
            }
            catch (Exception e) when (e is MalformedMessageException or QueryRefusedException)
            {
                Assert.Equal(0, answer.Length);
            }
        }
    }

    [Fact]
    public void A_changed_answer_is_refused_or_misses_but_never_crashes()
    {
        using var asker = AskerSet.Prepare(KeySet.OfKeys(Run.Phones(0, Elements)), Run.Terms(SetMode.Identify), Run.Secret(1));
        using var holder = Holder();
        var answer = new MemoryStream();
        holder.Answer(new MemoryStream(Query(_ => { })), answer);
        var good = answer.ToArray();
        Assert.Equal(Elements - 50, asker.ReadAnswer(new MemoryStream(good)).KeysInCommon);
        var random = new Random(7);
        var refused = 0;
        var rounds = LongForm.Rounds(150, 20_000);
        for (var round = 0; round < rounds; round++)
        {
            var changed = good.AsSpan().ToArray();
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                Assert.True(asker.ReadAnswer(new MemoryStream(changed)).KeysInCommon <= Elements - 50);
            }
            catch (MalformedMessageException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, rounds / 4, rounds);      // a changed tag only misses
        for (var length = 0; length < good.Length; length += 61)
            Assert.Throws<MalformedMessageException>(() => asker.ReadAnswer(new MemoryStream(good[..length])));
    }

    [Fact]
    public void A_refused_query_does_not_use_up_the_set()
    {
        using var holder = Holder();
        Assert.Throws<MalformedMessageException>(() => holder.Answer(new MemoryStream(Query(e => e[3] = new byte[32])), Stream.Null));
        var refused = Assert.Throws<QueryRefusedException>(() => holder.Answer(new MemoryStream(Query(_ => { })), Stream.Null, _ => ["no quota left", "no case"]));
        Assert.Equal(["no quota left", "no case"], refused.Reasons);
        var answer = new MemoryStream();
        holder.Answer(new MemoryStream(Query(_ => { })), answer, _ => []);
        Assert.True(answer.Length > 0);
    }

    private static MalformedMessageException Refuse(byte[] query, Stream answer)
    {
        using var holder = Holder();
        return Assert.Throws<MalformedMessageException>(() => holder.Answer(new MemoryStream(query), answer));
    }

    private static HolderSet Holder() => HolderSet.Prepare(Run.Phones(50, 30), Run.Domain, Run.Secret(9));

    /// <summary>A query of 64 phones, its elements changed, sorted again unless they hold a repeat, and committed to as a dishonest asker would.</summary>
    private static byte[] Query(Action<byte[][]> change, int session = 1)
    {
        using var asker = AskerSet.Prepare(KeySet.OfKeys(Run.Phones(0, Elements)), Run.Terms(SetMode.Identify, session), Run.Secret(session));
        var sent = new MemoryStream();
        asker.WriteQuery(sent);
        var elements = sent.ToArray()[^(Elements * 32)..].Chunk(32).ToArray();
        change(elements);
        Array.Sort(elements, (a, b) => a.AsSpan().SequenceCompareTo(b));
        var body = elements.SelectMany(e => e).ToArray();
        var query = new MemoryStream();
        MessageCodec.WriteHeader(query, asker.Header() with { Commitment = ElementTree.Root(body) });
        query.Write(body);
        return query.ToArray();
    }
}
