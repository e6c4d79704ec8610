using CsCheck;
using NodaTime;
using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

public class SearchTests
{
    private static readonly string[] Odd = ["\"", "'", "OR", "NEAR(", "*", ":", "-", "^", "a*b", "'); DROP TABLE record; --", "محمد", "ዮሐንስ", "é", "\0", "\ud800"];
    private static readonly Handling Secret = new(Tlp.Red, Recipients: ["Customs"]);

    [Theory, OnEachDatabase]
    public async Task A_word_is_found_by_its_spelling_its_key_and_its_beginning_and_in_quotes_by_its_spelling_alone(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        await test.AddAsync(new Sighting(Notes: "Diallo in Agadez"));
        await test.AddAsync(new Sighting(Notes: "Dialolo in Zinder"));
        Assert.Equal(2, (await test.Records.ListAsync(Analyst, new(Text: "diallo"))).Total);
        Assert.Equal(["Diallo in Agadez"], await test.TitlesAsync(Analyst, new(Text: "\"diallo\"")));
        Assert.Equal(["Dialolo in Zinder"], await test.TitlesAsync(Analyst, new(Text: "zinder dialolo")));
        Assert.Equal(["Diallo in Agadez"], await test.TitlesAsync(Analyst, new(Text: "aga")));
        Assert.Empty(await test.TitlesAsync(Analyst, new(Text: "aga ")));
        Assert.Empty(await test.TitlesAsync(Analyst, new(Text: "agadez zinder")));
        Assert.Empty(await test.TitlesAsync(Analyst, new(Text: "!?")));
    }

    [Theory, OnEachDatabase]
    public async Task Filters_are_joined_and_each_finds_what_it_should(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        foreach (var i in Enumerable.Range(1, 40)) await test.AddAsync(BulkTests.Body(i));
        async Task<int> Count(RecordQuery query) => (await test.Records.ListAsync(Analyst, query)).Total;
        var all = Enumerable.Range(1, 40).Select(i => BulkTests.Body(i)).ToArray();
        Dictionary<string, ImmutableSet> Facets(params (string Field, string Value)[] f) => f.GroupBy(x => x.Field).ToDictionary(g => g.Key, g => ImmutableSet.Of(g.Select(x => x.Value)));
        Assert.Equal(all.Count(b => b.Route == "central"), await Count(new(Kind: "sighting", Facets: Facets(("route", "central")))));
        Assert.Equal(all.Count(b => b.Persons is 1 or 2), await Count(new(Kind: "sighting", Facets: Facets(("persons", "1"), ("persons", "2")))));
        Assert.Equal(all.Count(b => b.Route == "central" && b.Persons == 1), await Count(new(Kind: "sighting", Facets: Facets(("route", "central"), ("persons", "1")))));
        Assert.Equal(0, await Count(new(Kind: "sighting", Facets: Facets(("route", "eastern")))));
        Assert.Equal(all.Count(b => b.When!.From >= new LocalDate(2026, 1, 20)), await Count(new(From: new LocalDate(2026, 1, 20))));
        Assert.Equal(all.Count(b => b.When!.From <= new LocalDate(2026, 1, 20)), await Count(new(To: new LocalDate(2026, 1, 20))));
        Assert.Equal(all.Count(b => b.Where!.Latitude is >= 15 and <= 20 && b.Where.Longitude is >= 6 and <= 9), await Count(new(Box: new(6, 15, 9, 20))));
        Assert.Equal(all.Count(b => b.Where!.Longitude >= 12), await Count(new(Box: new(12, -90, -170, 90))));
        Assert.Equal(all.Count(b => b.Notes == "Seen by patrol 3" && b.Route == "western"), await Count(new(Kind: "sighting", Text: "\"patrol 3\"", Facets: Facets(("route", "western")))));
        Assert.Equal(0, await Count(new(Kind: "claim")));
        Assert.Equal(40, await Count(new(State: "open")));
        var facets = await test.Records.FacetsAsync(Analyst, new(Kind: "sighting", Text: "\"patrol 3\""));
        Assert.Equal(all.Count(b => b.Notes == "Seen by patrol 3" && b.Route == "western"), facets.Single(f => f is { Field: "route", Value: "western" }).Count);
        Assert.Equal([new FacetCount("kind", "sighting", 40)], await test.Records.FacetsAsync(Analyst, new()));
    }

    [Theory, OnEachDatabase]
    public async Task Pages_follow_each_other_without_gap_or_repeat_in_every_order(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        foreach (var i in Enumerable.Range(1, 25)) await test.AddAsync(i % 4 == 0 ? new Sighting(Notes: $"patrol, no time {i}") : BulkTests.Body(i));
        foreach (var order in Enum.GetValues<RecordOrder>())
            foreach (var text in (string?[])[null, "patrol"])
            {
                List<RecordId> seen = [];
                var (next, first) = ((string?)null, (RecordPage?)null);
                do
                {
                    var page = await test.Records.ListAsync(Analyst, new(Text: text, Order: order), 4, next);
                    first ??= page;
                    seen.AddRange(page.Rows.Select(r => r.Id));
                    next = page.Next;
                }
                while (next is not null);
                Assert.Equal(25, seen.Distinct().Count());
                Assert.Equal(25, seen.Count);
                var whole = (await test.Records.ListAsync(Analyst, new(Text: text, Order: order), 100)).Rows;
                Assert.Equal(whole.Select(r => r.Id), seen);
                var times = whole.Where(r => r.Time is not null).Select(r => r.Time!.From).ToArray();
                if (order == RecordOrder.EarliestEvent) Assert.Equal(times.Order(), times);
                if (order == RecordOrder.LatestEvent) Assert.Equal(times.OrderDescending(), times);
                if (order is RecordOrder.LatestEvent or RecordOrder.EarliestEvent) Assert.All(whole.TakeLast(6), r => Assert.Null(r.Time));
            }
    }

    [Fact]
    public async Task A_cursor_that_is_not_the_stores_own_is_refused_whatever_it_holds()
    {
        await using var test = await OpenAsync(Backend.Sqlite);
        foreach (var i in Enumerable.Range(1, 5)) await test.AddAsync(new Sighting(Notes: $"n{i}"));
        var good = (await test.Records.ListAsync(Analyst, new(), 2)).Next!;
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Char.AlphaNumeric).Select((at, c) => good[..at] + c + good[(at + 1)..]).Where(c => c != good).Sample(cursor =>
        {
            try { return test.Records.ListAsync(Analyst, new(), 2, cursor).AsTask().GetAwaiter().GetResult() is null; }
            catch (FormatException) { return true; }
        }, iter: 200, seed: "0000KOmd8Vo0", threads: 1);
        Gen.String.Sample(cursor =>
        {
            try { return test.Records.ListAsync(Analyst, new(), 2, cursor).AsTask().GetAwaiter().GetResult() is null; }
            catch (FormatException) { return true; }
        }, iter: 200, seed: "0000KOmd8Vo0", threads: 1);
    }

    [Theory, OnEachDatabase]
    public async Task Whatever_is_typed_finds_something_or_nothing_and_breaks_nothing(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        await test.AddAsync(new Sighting(Notes: "Diallo", Route: "central"));
        var words = Gen.OneOf(Gen.String, Gen.Int[0, Odd.Length - 1].Select(i => Odd[i])).Array[0, 6].Select(parts => string.Join(' ', parts));
        words.Sample(text => test.Records.ListAsync(Analyst, new(Text: text, Kind: "sighting", State: text.Length % 5 == 1 ? text : null, Facets: new Dictionary<string, ImmutableSet> { ["route"] = [text] })).AsTask().GetAwaiter().GetResult().Rows.Count <= 1,
            iter: LongForm.Rounds(100, 5000), seed: "0000KOmd8Vo0", threads: 1);
    }

    [Theory, OnEachDatabase]
    public async Task A_hit_never_discloses_a_statement_that_the_reader_may_not_see(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var customs = As(Role.Analyst, Purpose.Investigation, "cus", organisation: "Customs");
        var made = await test.AddAsync(new Sighting(Said(("Amadou", Handling.Open), ("Cheikh", Secret)), Said(("111222", Handling.Open), ("333444", Secret)), "Agadez", "central",
            Seen: Said((new Place(45, 45), Secret))), by: customs);
        foreach (var (reader, sees) in ((Session, bool)[])[(Analyst, false), (customs, true)])
        {
            var expected = sees ? 1 : 0;
            Assert.Equal(1, (await test.Records.ListAsync(reader, new(Text: "amadou agadez"))).Total);
            Assert.Equal(expected, (await test.Records.ListAsync(reader, new(Text: "cheikh"))).Total);
            Assert.Equal(expected, (await test.Records.ListAsync(reader, new(Text: "cheikh agadez"))).Total);
            Assert.Equal(expected, (await test.Records.ListAsync(reader, new(Text: "che"))).Total);
            Assert.Equal(expected, (await test.Records.ListAsync(reader, new(Identifier: ("phone", "333444")))).Total);
            Assert.Equal(1, (await test.Records.ListAsync(reader, new(Identifier: ("phone", "111222")))).Total);
            Assert.Equal(expected, (await test.Records.ListAsync(reader, new(Box: new(44, 44, 46, 46)))).Total);
            Assert.Equal(expected, (await test.Records.FacetsAsync(reader, new(Text: "cheikh"))).Count);
            var read = (await test.Records.ReadAsync(reader, made.Id)).Value;
            Assert.Equal(sees ? 2 : 1, read.As<Sighting>().Name!.Statements.Count);
            Assert.Equal(sees ? Tlp.Red : Tlp.Amber, read.Marking.Tlp);
            Assert.Equal(sees, (await test.Records.ListAsync(reader, new())).Rows[0].Place is not null);
        }
    }

    [Theory, OnEachDatabase]
    public async Task Saving_a_redacted_view_loses_nothing_and_a_hidden_change_shows_in_no_tag(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var customs = As(Role.Analyst, Purpose.Investigation, "cus", organisation: "Customs");
        var made = await test.AddAsync(new Sighting(Said(("Cheikh", Secret), ("Amadou", Handling.Open))), by: customs);
        var seen = (await test.Records.ReadAsync(Analyst, made.Id)).Value;
        Assert.Equal("Amadou", seen.Title);
        Assert.Equal("Amadou", (await test.Records.ListAsync(Analyst, new())).Rows[0].Title);
        Assert.Equal("Cheikh", (await test.Records.ListAsync(customs, new())).Rows[0].Title);
        // Customs changes what the analyst cannot see.
        var whole = (await test.Records.ReadAsync(customs, made.Id)).Value;
        var hidden = whole.As<Sighting>() with { Name = new([whole.As<Sighting>().Name!.Statements[0] with { Value = "Cheikhou" }, whole.As<Sighting>().Name!.Statements[1]]) };
        await test.Records.WriteAsync(customs, [new RecordChange.Edit(made.Id, hidden) { Reason = "heard" }]);
        var again = (await test.Records.ReadAsync(Analyst, made.Id)).Value;
        Assert.Equal(seen.ETag, again.ETag);
        Assert.All((await test.Records.HistoryAsync(Analyst, made.Id)).Value, v => Assert.Empty(v.ChangedFields));
        // The analyst saves his view with the old tag, and the hidden statement stays.
        var mine = seen.As<Sighting>() with { Notes = "seen" };
        Assert.True((await test.Records.WriteAsync(Analyst, [new RecordChange.Edit(made.Id, mine, seen.ETag) { Reason = "notes" }])).Done);
        var after = (await test.Records.ReadAsync(customs, made.Id)).Value.As<Sighting>();
        Assert.Equal(["Cheikhou", "Amadou"], after.Name!.Statements.Select(s => s.Value));
        Assert.Equal("seen", after.Notes);
        Assert.True((await test.Store.CheckAsync()).Sound);
    }

    [Theory, OnEachDatabase]
    public async Task Words_of_differently_marked_statements_find_the_record_together_for_who_may_see_both(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var customs = As(Role.Analyst, Purpose.Investigation, "cus", organisation: "Customs");
        var coast = As(Role.Analyst, Purpose.Investigation, "coa", organisation: "Coast Guard");
        var shared = new Handling(Tlp.Red, Recipients: ["Customs", "Coast Guard"]);
        await test.AddAsync(new Sighting(Said(("Amadou", Handling.Open), ("Cheikh", Secret), ("Keita", shared)), Notes: "Agadez"), by: customs);
        foreach (var (reader, both) in ((Session, int)[])[(Analyst, 0), (coast, 0), (customs, 1)])
        {
            Assert.Equal(both, (await test.Records.ListAsync(reader, new(Text: "cheikh keita"))).Total);
            Assert.Equal(both, (await test.Records.ListAsync(reader, new(Text: "cheikh keita agadez amadou"))).Total);
        }
        Assert.Equal(1, (await test.Records.ListAsync(coast, new(Text: "keita agadez"))).Total);
        Assert.True((await test.Store.CheckAsync()).Sound);
    }

    [Theory, OnEachDatabase]
    public async Task A_beginning_finds_every_word_that_begins_so_however_many_they_are(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        // Sixty words are asked for one by one, two hundred by the database's own search for beginnings.
        await BulkTests.RunAsync(test, BulkTests.Import(test, "01"), Enumerable.Range(1, 260).Select(i => (i, BulkTests.Body(i) with { Notes = i <= 60 ? $"village{i}" : $"river{i}" })));
        Assert.Equal(60, (await test.Records.ListAsync(Analyst, new(Text: "villag"), 100)).Rows.Count);
        Assert.Equal(200, (await test.Records.ListAsync(Analyst, new(Text: "diallo rive"), 500)).Total);
        Assert.Empty((await test.Records.ListAsync(Analyst, new(Text: "villag "))).Rows);
        // Further pages begin where the first ended.
        var first = await test.Records.ListAsync(Analyst, new(Text: "villag"), 40);
        var second = await test.Records.ListAsync(Analyst, new(Text: "villag"), 40, first.Next);
        Assert.Equal((60, 60, 20, 60), (first.Total, second.Total, second.Rows.Count, first.Rows.Concat(second.Rows).Select(r => r.Id).Distinct().Count()));
    }
}
