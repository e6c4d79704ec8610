using NodaTime;
using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

public class DueRecordsTests
{
    [Theory, OnEachDatabase]
    public async Task Records_are_found_by_the_day_on_which_they_were_recorded_whoever_may_see_them(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var began = new LocalDate(2026, 11, 24);
        test.Clock.Now = new(2026, 11, 24, 23, 59, 59, TimeSpan.Zero);
        List<(RecordId Id, LocalDate Day)> made = [];
        foreach (var i in Enumerable.Range(0, 40))
        {
            var view = await test.AddAsync(new Sighting(Notes: $"n{i}"));
            made.Add((view.Id, LocalDate.FromDateOnly(DateOnly.FromDateTime(test.Clock.Now.UtcDateTime))));
            test.Clock.Pass(TimeSpan.FromHours(i % 3 == 0 ? 20 : 1));
        }
        // The obvious second opinion: the days as the test kept them.
        for (var day = began.PlusDays(-1); day < began.PlusDays(15); day = day.PlusDays(1))
        {
            List<RecordId> found = [];
            var place = 0L;
            while (await test.Store.RecordedBeforeAsync(Sighting.Kind, day, place, 7) is { Count: > 0 } page)
            {
                Assert.True(page.Count <= 7);
                found.AddRange(page.Select(r => r.Id));
                Assert.All(page, r => Assert.Equal(made.Single(m => m.Id == r.Id).Day, r.Recorded));
                place = page[^1].Place;
            }
            Assert.Equal(made.Where(m => m.Day < day).Select(m => m.Id), found);
            var counts = await test.Store.RecordedBetweenAsync(Sighting.Kind, day, day.PlusDays(3), new(2100, 1, 1));
            Assert.Equal(made.Count(m => m.Day >= day && m.Day < day.PlusDays(3)), counts.Sum(c => c.Count));
        }
        Assert.Empty(await test.Store.RecordedBeforeAsync(Claim.Kind, new(2100, 1, 1), 0, 10));
    }

    [Theory, OnEachDatabase]
    public async Task A_moved_review_is_told_with_the_first_and_what_is_erased_is_found_no_more(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        var moved = await test.AddAsync(new Sighting(Notes: "moved"));
        var gone = await test.AddAsync(new Sighting(Notes: "gone"));
        var first = moved.Header.ReviewDate;
        Assert.True((await test.Records.WriteAsync(Analyst, [new RecordChange.Edit(moved.Id, moved.Body, moved.ETag, moved.Header with { ReviewDate = first.PlusYears(4) }) { Reason = "still needed" }])).Done);
        Assert.True((await test.Records.WriteAsync(Overseer, [new RecordChange.Erase(gone.Id) { Reason = "test" }])).Done);
        var aged = Assert.Single(await test.Store.RecordedBeforeAsync(Sighting.Kind, new(2026, 12, 1), 0, 10));
        Assert.Equal((moved.Id, first, first.PlusYears(4)), (aged.Id, aged.FirstReview, aged.Review));
        // Five years would end in 2031; the review of 2033 comes later, and a person set it.
        Assert.Equal(aged.Review, Sighting.Kind.Retention.LastDay(aged.Recorded, aged.FirstReview, aged.Review));
        Assert.Equal(aged.Recorded.PlusYears(5), Sighting.Kind.Retention.LastDay(aged.Recorded, aged.Review, aged.Review));
    }
}
