using System.IO.Compression;
using NodaTime;
using Palermo.Analysis.Changes;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

public class RouteShiftsTests
{
    private static readonly LocalDate First = new(2010, 1, 1);

    private static CountSeries Series(double[] counts, double[]? hours = null) =>
        new("detections/central-mediterranean", hours is null ? SeriesUnit.Detections : SeriesUnit.PatrolDetections, "central-mediterranean", First, counts, hours, Words.Same("test"));

    /// <summary>Nine years of counts with a summer, and a level that changes in a month.</summary>
    internal static double[] Simulated(ulong seed, double after, int at = 60, int months = 108, double size = 8)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, months).Select(t => random.NegativeBinomial(400 * (1 + 0.7 * Math.Sin(t * Math.PI / 6)) * (t < at ? 1 : after), size))];
    }

    [Fact]
    public void A_planted_shift_is_found_in_its_month_and_explains_itself()
    {
        var found = RouteShifts.Find(Series(Simulated(4, 0.25)), new())!;
        var shift = Assert.Single(found.Shifts);
        Assert.InRange(60, shift.Earliest, shift.Latest);
        Assert.InRange(shift.Index, 59, 61);
        Assert.False(shift.Rise);
        Assert.InRange(0.25, shift.RatioLow!.Value, shift.RatioHigh!.Value);
        Assert.True(shift.Gain > found.Split.Penalty);
        var words = ShiftSay.Explain(found, shift);
        Assert.Contains("Central Mediterranean: the level fell from", words.English);
        Assert.Contains("effort not known", words.English);
        Assert.Contains("Méditerranée centrale", words.French);
        Assert.Contains("وسط البحر المتوسط", words.Arabic);
    }

    [Fact]
    public void Rising_patrols_are_no_shift()
    {
        var random = new SeededRandom(8);
        double[] hours = [.. Enumerable.Range(0, 60).Select(t => t < 30 ? 100.0 : 400)];
        double[] counts = [.. hours.Select(h => random.Poisson(h * 0.2))];
        Assert.Empty(RouteShifts.Find(Series(counts, hours), new())!.Shifts);
        Assert.NotEmpty(RouteShifts.Find(Series(counts), new())!.Shifts);
    }

    [Fact]
    public void A_thin_series_says_nothing()
    {
        Assert.Null(RouteShifts.Find(Series([.. new double[23]]), new()));
        Assert.Null(RouteShifts.Find(Series([.. Enumerable.Repeat(0.5, 40)]), new()));
    }

    /// <summary>The rates that the guide states: with a summer and a spread as detections have them.</summary>
    [Fact]
    public void Planted_shifts_are_found_and_quiet_routes_raise_few_alarms()
    {
        int rounds = LongForm.Rounds(150, 3000), halved = 0, quartered = 0, alarms = 0;
        for (var round = 0; round < rounds; round++)
        {
            var seed = (ulong)round + 50;
            if (RouteShifts.Find(Series(Simulated(seed, 1)), new())!.Shifts.Count > 0) alarms++;
            if (RouteShifts.Find(Series(Simulated(seed, 0.5)), new())!.Shifts.Any(s => Math.Abs(s.Index - 60) <= 3)) halved++;
            if (RouteShifts.Find(Series(Simulated(seed, 0.25)), new())!.Shifts.Any(s => Math.Abs(s.Index - 60) <= 2)) quartered++;
        }
        TestContext.Current.SendDiagnosticMessage($"{rounds} rounds: {alarms} alarms, {halved} halvings, {quartered} quarterings");
        Assert.True(alarms <= 0.06 * rounds, $"{alarms} of {rounds} quiet routes raised an alarm");
        Assert.True(halved >= 0.85 * rounds, $"{halved} of {rounds} halvings");
        Assert.True(quartered >= 0.97 * rounds, $"{quartered} of {rounds} falls to a quarter");
    }

    [Fact]
    public void A_fall_and_a_rise_that_coincide_are_set_side_by_side()
    {
        SeriesShifts fell = RouteShifts.Find(Series(Simulated(4, 0.25)), new())!,
            rose = RouteShifts.Find(Series(Simulated(5, 4)) with { Key = "detections/western-mediterranean", Route = "western-mediterranean" }, new())!;
        var move = Assert.Single(RouteShifts.Moves([fell, rose]));
        Assert.Equal(("detections/central-mediterranean", "detections/western-mediterranean"), (move.From.Series.Key, move.To.Series.Key));
    }

    /// <summary>Detections as Frontex publishes them, 2014 to 2022.</summary>
    internal static IReadOnlyList<CountSeries> RealDetections()
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(RealData.File("flows/frontex_ibc_2009_2022.csv.gz")), CompressionMode.Decompress));
        return SeriesReader.Of([.. FrontexDetections.Read(text).Select(r => r.Body).OfType<BorderEvent>().Where(e => e.When.From.Year >= 2014)], null);
    }

    /// <summary>The search is told nothing of where to look: all routes, 2014 to 2022, as the verb runs it.</summary>
    [Fact]
    public void The_known_events_of_2014_to_2022_are_found()
    {
        var found = RealDetections().Select(s => RouteShifts.Find(s, new())).OfType<SeriesShifts>().ToDictionary(s => s.Series.Route);
        RouteShift At(string route, LocalDate month, bool rise) => Assert.Single(found[route].Shifts, s => s.Rise == rise && Math.Abs(found[route].Series.At(month) - s.Index) <= 1);
        // March 2016: the EU-Türkiye statement of the 18th and the closing of the Western Balkan route.
        Assert.True(At("eastern-mediterranean", new(2016, 4, 1), rise: false).Ratio < 0.1);
        Assert.True(At("western-balkans", new(2016, 3, 1), rise: false).Ratio < 0.1);
        // From mid-2017 the Central Mediterranean falls; in 2018 again, as the Western Mediterranean rises.
        Assert.True(At("central-mediterranean", new(2017, 7, 1), rise: false).Ratio < 0.5);
        Assert.True(At("central-mediterranean", new(2018, 7, 1), rise: false).Ratio < 0.5);
        Assert.True(At("western-mediterranean", new(2018, 5, 1), rise: true).Ratio > 2);
        Assert.Contains(RouteShifts.Moves([.. found.Values]), m => m.From.Series.Route == "central-mediterranean" && m.To.Series.Route == "western-mediterranean" && m.From.Series.Month(m.Fall.Index).Year == 2018);
        // From 2020 the Atlantic to the Canary Islands.
        Assert.True(At("western-african-atlantic", new(2020, 1, 1), rise: true).Ratio > 5);
        // Summer 2021: the border of Belarus.
        Assert.True(At("eastern-land-borders", new(2021, 6, 1), rise: true).Ratio > 5);
    }
}
