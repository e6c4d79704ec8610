using CsCheck;

namespace Palermo.Analysis.PrivateSets.Tests;

public class ProtocolTests
{
    [Fact]
    public void The_asker_learns_which_of_its_keys_the_holder_has()
    {
        var run = Run.Of(Run.Phones(0, 100), Run.Phones(90, 200));
        Assert.Equal(10, run.Matches.KeysInCommon);
        Assert.Equal(Enumerable.Range(90, 10), run.Matches.Elements!.Select(e => e.Element));
        Assert.Equal(["+393330000090"], run.Matches.Elements![0].Keys);
    }

    [Fact]
    public void In_count_only_mode_it_learns_the_number_and_no_key()
    {
        var run = Run.Of(Run.Phones(0, 100), Run.Phones(90, 200), SetMode.CountOnly);
        Assert.Equal(10, run.Matches.KeysInCommon);
        Assert.Null(run.Matches.Elements);
    }

    [Fact]
    public void Whatever_the_sets_the_result_is_their_intersection() =>
        Gen.Select(Gen.Int[0, 60].Array[0, 40], Gen.Int[0, 60].Array[0, 40], Gen.Bool, Gen.Int[1, 1000]).Sample((a, b, count, secrets) =>
        {
            // The slow obvious second implementation: compare in the clear.
            var expected = a.Select(n => $"k{n}").Distinct().Intersect(b.Select(n => $"k{n}")).ToHashSet();
            var run = Run.Of(a.Select(n => $"k{n}"), b.Select(n => $"k{n}"), count ? SetMode.CountOnly : SetMode.Identify, secrets: secrets);
            return run.Matches.KeysInCommon == expected.Count
                && (count || expected.SetEquals(run.Matches.Elements!.SelectMany(e => e.Keys)))
                && (count || run.Matches.Elements!.All(e => e.Keys.Single() == $"k{a[e.Element]}"));
        }, iter: LongForm.Rounds(20, 400), threads: 1);

    [Fact]
    public void Two_sets_without_a_common_key_and_empty_sets_give_nothing()
    {
        Assert.Equal(0, Run.Of(Run.Phones(0, 70), Run.Phones(70, 70)).Matches.KeysInCommon);
        Assert.Equal(0, Run.Of([], Run.Phones(0, 5)).Matches.KeysInCommon);
        Assert.Equal(0, Run.Of(Run.Phones(0, 5), []).Matches.KeysInCommon);
        Assert.Equal(0, Run.Of([], [], SetMode.CountOnly).Matches.KeysInCommon);
    }

    [Fact]
    public void Several_keys_a_person_meet_across_spellings()
    {
        // محمد الجالو and Mohammed Diallo share one key of several; Kofi Mensah shares none.
        var asker = KeySet.OfElements([["nm:mhmd|jl", "nm:mhmd|dl"], ["nm:kf|mns"], []]);
        var run = Run.Of(asker, ["nm:mhmd|dl", "nm:mhmt|dl", "nm:ms|tr"]);
        var match = Assert.Single(run.Matches.Elements!);
        Assert.Equal(0, match.Element);
        Assert.Equal(["nm:mhmd|dl"], match.Keys);
    }

    [Fact]
    public void A_key_of_two_elements_is_sent_once_and_reported_for_both()
    {
        var run = Run.Of(KeySet.OfElements([["a", "b"], ["b"], ["c"]]), ["b"]);
        Assert.Equal(1, run.Matches.KeysInCommon);
        Assert.Equal([0, 1], run.Matches.Elements!.Select(e => e.Element));
    }

    [Fact]
    public void A_key_repeated_by_the_holder_counts_once() =>
        Assert.Equal(1, Run.Of(["a", "b"], ["a", "a", "a"]).Matches.KeysInCommon);

    [Fact]
    public void Sets_of_different_domains_do_not_meet()
    {
        using var asking = AskerSet.Prepare(KeySet.OfKeys(["a"]), Run.Terms(SetMode.Identify), Run.Secret(1));
        using var holding = HolderSet.Prepare(["a"], "other", Run.Secret(2));
        var query = new MemoryStream();
        asking.WriteQuery(query);
        query.Position = 0;
        var refused = Assert.Throws<QueryRefusedException>(() => holding.Answer(query, Stream.Null));
        Assert.Contains("'other'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_answers_once()
    {
        using var asking = AskerSet.Prepare(KeySet.OfKeys(["a"]), Run.Terms(SetMode.Identify), Run.Secret(1));
        using var holding = HolderSet.Prepare(["a"], Run.Domain, Run.Secret(2));
        var query = new MemoryStream();
        asking.WriteQuery(query);
        query.Position = 0;
        holding.Answer(query, new MemoryStream());
        query.Position = 0;
        Assert.Throws<InvalidOperationException>(() => holding.Answer(query, new MemoryStream()));
    }

    [Fact]
    public void Batches_and_the_number_of_cores_change_no_byte()
    {
        var (a, b) = (Run.Phones(0, 3000), Run.Phones(2500, 2000));
        var whole = Run.Of(a, b);
        var inParts = Run.Of(a, b, options: new SetOptions { Batch = 100 });
        Assert.Equal(whole.Query, inParts.Query);
        Assert.Equal(whole.Answer, inParts.Answer);
        Assert.Equal(500, inParts.Matches.KeysInCommon);
    }

    [Fact]
    public void The_holder_streams_its_keys_batch_by_batch()
    {
        var ahead = 0;
        IEnumerable<string> Keys()
        {
            foreach (var key in Run.Phones(0, 1000))
            {
                ahead++;
                yield return key;
            }
        }
        var seen = new List<(int Done, int Taken)>();
        using var holding = HolderSet.Prepare(Keys(), Run.Domain, Run.Secret(1), new SetOptions { Batch = 128, Progress = done => seen.Add((done, ahead)) });
        Assert.Equal(8, seen.Count);
        Assert.All(seen, s => Assert.InRange(s.Taken - s.Done, 0, 1));        // never more than a batch in hand
    }

    [Fact]
    public void The_kept_seed_rebuilds_the_query_for_an_auditor()
    {
        var keys = KeySet.OfKeys(Run.Phones(0, 80));
        using var first = AskerSet.Prepare(keys, Run.Terms(SetMode.Identify), Run.Secret(5));
        using var secret = Run.Secret(5);
        using var rebuilt = AskerSet.Prepare(KeySet.OfKeys(Run.Phones(0, 80)), Run.Terms(SetMode.Identify), RunSecret.FromSeed(secret.ExportSeed()));
        using var otherKeys = AskerSet.Prepare(KeySet.OfKeys(Run.Phones(1, 80)), Run.Terms(SetMode.Identify), Run.Secret(5));
        Assert.Equal(first.Commitment, rebuilt.Commitment);
        Assert.NotEqual(first.Commitment, otherKeys.Commitment);
    }

    [Fact]
    public void A_disposed_secret_is_gone()
    {
        var secret = RunSecret.Fresh();
        Assert.NotEqual(new byte[32], secret.ExportSeed());
        secret.Dispose();
        Assert.Throws<ObjectDisposedException>(() => secret.ExportSeed());
    }

    [Fact]
    public void An_answer_to_another_query_is_not_opened()
    {
        using var first = AskerSet.Prepare(KeySet.OfKeys(["a"]), Run.Terms(SetMode.Identify, session: 1), Run.Secret(1));
        using var second = AskerSet.Prepare(KeySet.OfKeys(["a"]), Run.Terms(SetMode.Identify, session: 2), Run.Secret(1));
        using var holding = HolderSet.Prepare(["a"], Run.Domain, Run.Secret(2));
        var (query, answer) = (new MemoryStream(), new MemoryStream());
        first.WriteQuery(query);
        query.Position = 0;
        holding.Answer(query, answer);
        answer.Position = 0;
        Assert.Contains("another query", Assert.Throws<MalformedMessageException>(() => second.ReadAnswer(answer)).Message, StringComparison.Ordinal);
    }
}
