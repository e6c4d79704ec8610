using NodaTime;
using Palermo.Commitments.InformationSharing.Tests.Sharing;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Tests;

public class SharingIndicatorsTests
{
    /// <summary>The worked example of the domain's section 7: 120 requests, 96 answered in limit, 10 late, 14 open past limit.</summary>
    [Fact]
    public async Task Of_120_requests_with_96_in_time_10_late_and_14_open_80_percent_were_answered_in_time()
    {
        var all = await Country.FederationAsync(("niger", "NER"));
        var niger = all[0];
        var start = niger.Now - Duration.FromDays(60);
        RequestThread Thread(int number, double? answeredAfterHours)
        {
            RequestThread thread = new($"n{number}", $"italy/{number}", "italy", "niger", "Who?", Urgency.Normal, false, [new(ThreadMove.Request, "italy", start, "Who?")], $"request {number}", Purpose.Investigation);
            return answeredAfterHours is { } hours ? thread.With(new(ThreadMove.FinalAnswer, "niger", start + Duration.FromHours(hours), "He.")).Value : thread;
        }
        RequestThread[] threads = [.. Enumerable.Range(1, 96).Select(i => Thread(i, i)), .. Enumerable.Range(1, 10).Select(i => Thread(100 + i, 168 + i)), .. Enumerable.Range(1, 14).Select(i => Thread(200 + i, null))];
        Country.Must(await niger.Records.WriteAsync(niger.Officer, [.. threads.Select(t => new RecordChange.Create(
            new(niger.Ids.Next(), RequestKind.Kind.Name, "niger", RequestKind.Draft, new(), RequestKind.Kind.DefaultPurposes, default, new("test"), niger.Today.PlusYears(1), []), t))]));
        var span = new DateInterval(niger.Today.PlusDays(-90), niger.Today);
        async Task<IndicatorValue> OfAsync(string id) => (await SharingIndicators.All.Single(i => i.Id == id).Compute(new(niger.Records, niger.Officer, new Dictionary<string, string>(), niger.Today), span, default)).Single();
        var timely = await OfAsync("C04-I1");
        Assert.Equal((80.0, 96.0, 120.0, 120), (timely.Value, timely.Numerator, timely.Denominator, timely.Evidence));
        Assert.Equal((71.96, 86.18), (Math.Round(timely.Low!.Value, 2), Math.Round(timely.High!.Value, 2))); // Wilson 1927, computed apart in another language
        var median = await OfAsync("C04-I2");
        Assert.Equal((53.5, 106.0), (median.Value, median.Denominator)); // hours 1 to 96 and 169 to 178: the middle of 106
        Assert.Equal(0, (await OfAsync("C04-I7")).Value);
        await niger.DisposeAsync();
    }

    [Theory]
    [InlineData(5, null, null)]
    [InlineData(6, 1.0, 6.0)] // (1/2)^6 = 0.0156 on each side
    [InlineData(10, 2.0, 9.0)] // ranks 2 and 9 of 10: table of the sign test (Conover, Table A3)
    [InlineData(20, 6.0, 15.0)]
    public void The_interval_of_a_median_is_that_of_the_sign_test(int n, double? low, double? high)
    {
        var value = SharingIndicators.Median(new(new(2026, 1, 1), new(2026, 12, 31)), [.. Enumerable.Range(1, n).Select(i => (double)i)]);
        Assert.Equal((low, high), (value.Low, value.High));
    }
}
