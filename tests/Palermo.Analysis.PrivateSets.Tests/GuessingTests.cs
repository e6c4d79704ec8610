namespace Palermo.Analysis.PrivateSets.Tests;

/// <summary>A dishonest asker that fills its queries with invented numbers, run against the real protocol.</summary>
public class GuessingTests
{
    [Fact]
    public void A_guesser_finds_what_the_quota_lets_it_and_no_more()
    {
        // 20,000 possible numbers, 400 of them held. The quota lets 10 queries of 256 through: 2,560 guesses.
        const int Space = 20_000, Held = 400, Query = 256, Allowed = 10;
        var random = new Random(11);
        var all = Run.Phones(0, Space);
        random.Shuffle(all);
        var held = all[..Held];
        random.Shuffle(all);
        var rules = new QueryRules { MaximumElements = Query, ElementsPerAsker = Query * Allowed, ElementsPerCase = Query * Allowed, QueriesPerCase = 100 };
        var now = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
        var log = new List<PastQuery>();
        int found = 0, refused = 0;
        for (var i = 0; i < 14; i++)
        {
            using var guesser = AskerSet.Prepare(KeySet.OfKeys(all[(i * Query)..((i + 1) * Query)]), Run.Terms(SetMode.Identify, i + 1), Run.Secret(100 + i));
            using var holder = HolderSet.Prepare(held, Run.Domain, Run.Secret(200 + i));
            var (query, answer) = (new MemoryStream(), new MemoryStream());
            guesser.WriteQuery(query);
            query.Position = 0;
            try
            {
                var head = holder.Answer(query, answer, h => rules.Check(h, signatureValid: true, log, now.AddHours(i)));
                log.Add(new PastQuery(now.AddHours(i), head.Terms.Asker, head.Terms.CaseReference, head.Terms.Session, head.Count));
            }
            catch (QueryRefusedException)
            {
                refused++;
                continue;
            }
            answer.Position = 0;
            found += guesser.ReadAnswer(answer).KeysInCommon;
        }
        Assert.Equal(4, refused);
        var expected = Guessing.ExpectedFound(Space, Held, Query * Allowed);
        Assert.Equal(51.2, expected, 1e-9);
        // Hypergeometric: variance n K/N (1 - K/N) (N - n)/(N - 1) = 43.8; within 3.3 standard deviations.
        Assert.InRange(found, expected - 22, expected + 22);
    }

    [Fact]
    public void Someone_who_only_listens_finds_nothing_even_when_he_tries_every_number()
    {
        const int Space = 500;
        var run = Run.Of(Run.Phones(0, 60), Run.Phones(30, 60));
        var sent = run.Query.Concat(run.Answer).ToArray();
        // He knows the method and the domain, and may try factors of his own; without a or b nothing fits.
        var hash = new HashToGroup(Run.Domain);
        var hits = 0;
        var product = new byte[32];
        var tag = new byte[16];
        foreach (var key in Run.Phones(0, Space))
        {
            Assert.True(Ristretto255.TryMultiply(Run.Secret(999).Scalar, hash.Element(key), product));
            Tags.Of(product, tag);
            if (sent.AsSpan().IndexOf(product) >= 0 || sent.AsSpan().IndexOf(tag) >= 0) hits++;
        }
        Assert.Equal(0, hits);
    }

    [Fact]
    public void Plain_hashes_of_phones_fall_to_the_same_listener_at_once()
    {
        // Why hashing is never offered: the same 500 tries empty the list.
        var held = Run.Phones(30, 60).Select(Sha).ToHashSet();
        Assert.Equal(60, Run.Phones(0, 500).Count(key => held.Contains(Sha(key))));
        static string Sha(string key) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)));
    }

    [Fact]
    public void In_count_only_mode_an_asker_that_breaks_the_protocol_can_still_single_out_keys()
    {
        // The limit stated in the threat model, shown: blinding each key by a factor of its own lets the asker
        // try every factor on every answer. Only quotas and audit stand against this, not the mode.
        string[] keys = ["a", "b", "c"];
        var hash = new HashToGroup(Run.Domain);
        var factors = Enumerable.Range(1, 3).Select(i => Run.Secret(50 + i).Scalar.ToArray()).ToArray();
        var elements = keys.Select((key, i) =>
        {
            var product = new byte[32];
            Assert.True(Ristretto255.TryMultiply(factors[i], hash.Element(key), product));
            return product;
        }).Concat(Enumerable.Range(0, 61).Select(i => hash.Element($"filler {i}"))).ToArray();
        Array.Sort(elements, (x, y) => x.AsSpan().SequenceCompareTo(y));
        var body = elements.SelectMany(e => e).ToArray();
        var query = new MemoryStream();
        MessageCodec.WriteHeader(query, new QueryHeader(Run.Terms(SetMode.CountOnly), 64, ElementTree.Root(body), []));
        query.Write(body);
        query.Position = 0;
        using var holder = HolderSet.Prepare(["b"], Run.Domain, Run.Secret(3));
        var answer = new MemoryStream();
        holder.Answer(query, answer);
        var tags = answer.ToArray()[^(64 * 16)..].Chunk(16).Select(Convert.ToHexString).ToHashSet();
        var singledOut = new List<string>();
        foreach (var evaluated in answer.ToArray()[42..(42 + 64 * 32)].Chunk(32))
            for (var i = 0; i < 3; i++)
            {
                byte[] inverse = new byte[32], opened = new byte[32], tag = new byte[16];
                Ristretto255.InvertScalar(factors[i], inverse);
                Assert.True(Ristretto255.TryMultiply(inverse, evaluated, opened));
                Tags.Of(opened, tag);
                if (tags.Contains(Convert.ToHexString(tag))) singledOut.Add(keys[i]);
            }
        Assert.Equal(["b"], singledOut);
    }

    [Fact]
    public void The_formulas_agree_with_counting_by_hand()
    {
        Assert.Equal(0.5, Guessing.ExpectedFound(10, 1, 5), 1e-12);
        Assert.Equal(0.5, Guessing.ChanceOfNothing(10, 1, 5), 1e-12);
        // Two held of four, two tried: C(2,2)/C(4,2) = 1/6.
        Assert.Equal(1.0 / 6, Guessing.ChanceOfNothing(4, 2, 2), 1e-12);
        Assert.Equal(0, Guessing.ChanceOfNothing(4, 2, 3), 1e-12);
        // All mobile numbers of a country of nine free digits, 100,000 tries in 30 days: 822 years.
        Assert.Equal(822, Guessing.DaysToTryAll(1e9, 100_000 / 30.0) / 365, 1.0);
        Assert.Throws<ArgumentOutOfRangeException>(() => Guessing.ExpectedFound(10, 11, 1));
    }
}
