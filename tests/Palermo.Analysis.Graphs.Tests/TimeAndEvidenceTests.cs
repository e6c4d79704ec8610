using CsCheck;

namespace Palermo.Analysis.Graphs.Tests;

public class TimeAndEvidenceTests
{
    [Fact]
    public void Independent_items_of_64_and_36_percent_make_a_tie_of_76_96()
    {
        Assert.Equal(.64, EvidenceWeight.Strength('B', 2), 12);
        Assert.Equal(.36, EvidenceWeight.Strength('C', 3), 12);
        Assert.Equal(.7696, EvidenceWeight.Together([("witness 1", .64), ("seizure 4", .36)]), 12);
        // Of one origin, only the strongest counts.
        Assert.Equal(.64, EvidenceWeight.Together([("witness 1", .64), ("witness 1", .36)]), 12);
        Assert.Throws<ArgumentException>(() => EvidenceWeight.Together([("x", 1.2)]));
    }

    [Fact]
    public void The_whole_scale_of_grading_is_that_of_the_domain_page()
    {
        Assert.Equal([1.0, .8, .6, .4, .1, .5], "ABCDEF".Select(EvidenceWeight.Reliability));
        Assert.Equal([1.0, .8, .6, .4, .1, .5], Enumerable.Range(1, 6).Select(EvidenceWeight.Credibility));
        Assert.Throws<ArgumentOutOfRangeException>(() => EvidenceWeight.Reliability('G'));
        Assert.Throws<ArgumentOutOfRangeException>(() => EvidenceWeight.Credibility(0));
    }

    [Fact]
    public void A_tie_halves_in_each_half_life_and_kin_do_not_fade()
    {
        Assert.Equal(.25, EvidenceWeight.Faded(1, 180, 90), 12);
        Assert.Equal(1, EvidenceWeight.Faded(1, 1e6, double.PositiveInfinity));
        var graph = new TemporalGraph(3, [new Contact(0, 1, 10), new Contact(1, 2, 100, Layer: 1)]);
        var faded = graph.Faded(100, [90, double.PositiveInfinity]);
        Assert.Equal(.5, faded.WeightBetween(0, 1), 12);
        Assert.Equal(1, faded.WeightBetween(1, 2), 12);
        Assert.Equal(0, graph.Faded(50, [90, 90]).WeightBetween(1, 2));
    }

    [Fact]
    public void A_boat_of_120_does_not_make_strong_ties()
    {
        var boat = TwoModeProjection.Project(120, Enumerable.Range(0, 120).Select(person => (person, 7)));
        Assert.Equal(7_140, boat.EdgeCount);
        Assert.Equal(1 / 119.0, boat.WeightBetween(3, 99), 12);
        Assert.Equal(1, boat.Strength(0), 9); // each person shares out one whole to the others of an event
        Assert.Throws<ArgumentException>(() => TwoModeProjection.Project(501, Enumerable.Range(0, 501).Select(person => (person, 1))));
    }

    [Fact]
    public void Two_calls_of_the_same_moment_are_not_a_chain()
    {
        var graph = new TemporalGraph(4, [new Contact(2, 3, 3), new Contact(0, 1, 1), new Contact(1, 2, 2), new Contact(2, 3, 2)]);
        var path = EarliestArrival.Path(graph, 0, 3)!;
        Assert.Equal([1.0, 2, 3], path.Select(contact => contact.Time));
        Assert.Equal([0, 1, 2], path.Select(contact => contact.From));
        Assert.Null(EarliestArrival.Path(graph, 3, 0)); // time does not run backwards
        Assert.Empty(EarliestArrival.Path(graph, 2, 2)!);
        Assert.Null(EarliestArrival.Path(graph, 0, 3, until: 2.5));
        Assert.Null(EarliestArrival.Path(graph, 0, 3, start: 1.5));
    }

    [Fact]
    public void Earliest_arrival_is_that_of_trying_every_chain() =>
        Gen.Select(Gen.Int[2, 6], Gen.Int[0, 9], Gen.ULong, Gen.Bool).Sample((nodes, count, seed, directed) =>
        {
            var random = new SeededRandom(seed);
            var contacts = Enumerable.Range(0, count).Select(_ => new Contact(random.Below(nodes), random.Below(nodes), random.Below(6), random.Below(3))).ToArray();
            var graph = new TemporalGraph(nodes, contacts, directed);
            var reach = EarliestArrival.From(graph, 0);
            var best = Enumerable.Repeat(double.PositiveInfinity, nodes).ToArray();
            best[0] = double.NegativeInfinity;
            Try(0, double.NegativeInfinity, 0);
            Assert.Equal(best, reach.Arrival);
            for (var v = 1; v < nodes; v++)
            {
                var path = EarliestArrival.Path(graph, 0, v);
                Assert.Equal(double.IsPositiveInfinity(best[v]), path is null);
                if (path is null) continue;
                Assert.Equal(0, path[0].From);
                Assert.Equal(v, path[^1].To);
                Assert.Equal(best[v], path[^1].Time + path[^1].Duration);
                for (var i = 1; i < path.Count; i++)
                {
                    Assert.Equal(path[i - 1].To, path[i].From);
                    Assert.True(path[i].Time > path[i - 1].Time + path[i - 1].Duration);
                }
            }

            void Try(int at, double since, int depth)
            {
                if (at != 0) best[at] = Math.Min(best[at], since);
                if (depth > nodes) return;
                foreach (var contact in contacts)
                {
                    if (contact.Time <= since) continue;
                    if (contact.From == at) Try(contact.To, contact.Time + contact.Duration, depth + 1);
                    if (!directed && contact.To == at) Try(contact.From, contact.Time + contact.Duration, depth + 1);
                }
            }
        }, iter: LongForm.Rounds(500, 10_000));

    [Fact]
    public void A_group_keeps_its_name_while_it_goes_on()
    {
        var contacts = new List<Contact>();
        for (var day = 0; day < 200; day += 5)
            for (var a = 0; a < 4; a++)
                for (var b = a + 1; b < 4; b++)
                {
                    contacts.Add(new Contact(a, b, day));
                    if (day >= 100) contacts.Add(new Contact(a + 4, b + 4, day));
                }
        var windows = SlidingWindows.Over(new TemporalGraph(8, [.. contacts]), 90, 30).ToArray();
        var first = windows[0].Names.Single();
        Assert.All(windows, window => Assert.Contains(first, window.Names));
        Assert.Equal(2, windows[^1].Names.Count);
        Assert.Equal([0, 1, 2, 3], windows[^1].Communities[windows[^1].Names.ToList().IndexOf(first)]);
    }

    [Fact]
    public void Layers_give_a_vector_of_ranks_and_say_which_ties_they_bear_out()
    {
        var graph = new TemporalGraph(4, [new Contact(0, 1, 1), new Contact(0, 2, 1), new Contact(0, 3, 1), new Contact(1, 0, 2, Layer: 1), new Contact(1, 2, 2, Layer: 1)]);
        var ranks = LayerProfile.Ranks(graph, layer => [.. Enumerable.Range(0, 4).Select(v => (double)layer.Degree(v))]);
        Assert.Equal([.875, .375, .375, .375], ranks[0]);
        Assert.Equal([.5, .875, .5, .125], ranks[1]);
        Assert.Equal((0, 1, 2), LayerProfile.Corroboration(graph)[0]);
    }

    [Fact]
    public void Contacts_that_cannot_be_are_refused()
    {
        foreach (var contact in (Contact[])[new(0, 5, 1), new(0, 1, double.NaN), new(0, 1, 1, -1), new(0, 1, 1, Weight: 0), new(0, 1, 1, Layer: 255)])
            Assert.Throws<ArgumentException>(() => new TemporalGraph(2, [contact]));
    }
}
