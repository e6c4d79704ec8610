using System.CommandLine;
using System.Globalization;
using Palermo.Analysis.Estimation;

namespace Palermo.Node.Cli.Estimate;

/// <summary><c>palermo estimate rate</c>: events for each so many at risk, with an exact interval; and two rates compared.</summary>
internal static class RateVerb
{
    public static Command Create()
    {
        var events = new Option<long>("--events") { Description = "Events counted, such as deaths.", Required = true };
        var exposure = new Option<double>("--exposure") { Description = "Number at risk: arrivals, interceptions, dead and missing together.", Required = true };
        var per = new Option<double>("--per") { Description = "The rate is for each so many.", DefaultValueFactory = _ => 1000 };
        var otherEvents = new Option<long?>("--against-events") { Description = "Events of a second route, to compare with." };
        var otherExposure = new Option<double?>("--against-exposure") { Description = "Number at risk on the second route." };
        var level = Input.Level();
        var json = Input.Json();
        var command = new Command("rate",
            "A rate with its exact (Garwood) interval; with --against-… the exact ratio and test of two rates. Do not compare rates by whether their intervals overlap.\n\n"
            + "Example:  palermo estimate rate --events 12 --exposure 3400 --against-events 30 --against-exposure 15200")
        { events, exposure, per, otherEvents, otherExposure, level, json };
        command.SetAction(parsed =>
        {
            long? second = parsed.GetValue(otherEvents);
            double? risk = parsed.GetValue(otherExposure);
            if (second is null != risk is null) throw new CliProblem("Give --against-events and --against-exposure together.");
            var answer = Input.Check(() =>
            {
                var first = Rates.Rate(parsed.GetValue(events), parsed.GetValue(exposure), parsed.GetValue(per), parsed.GetValue(level));
                return second is { } e && risk is { } x
                    ? new RateAnswer(first, Rates.Rate(e, x, first.Per, parsed.GetValue(level)), Rates.Ratio(first.Events, first.Exposure, e, x, parsed.GetValue(level)))
                    : new RateAnswer(first, null, null);
            });
            if (parsed.GetValue(json)) Answer.WriteJson(answer);
            else
            {
                Say(answer.Rate);
                if (answer.Against is { } against) Say(against);
                if (answer.Ratio is { } r)
                    Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ratio {r.Value:0.###} ({r.Interval.Low:0.###} to {r.Interval.High:0.###}), p {r.PValue:0.####} (exact)."));
            }
            return 0;
        });
        return command;
    }

    private static void Say(RateEstimate r) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{r.Events} of {r.Exposure:N0}: {r.Value:0.###} per {r.Per:N0} ({r.Interval.Low:0.###} to {r.Interval.High:0.###}, {r.Interval.Level:P0} exact)."));

    private sealed record RateAnswer(RateEstimate Rate, RateEstimate? Against, RateRatio? Ratio);
}
