using System.Globalization;
using System.Text;
using Palermo.Analysis.Estimation;

namespace Palermo.Node.Cli.Estimate;

/// <summary>The answer of <c>estimate lists</c> for a person at the keyboard.</summary>
internal static class ListsText
{
    public static string Of(ListsAnswer answer)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{answer.File}: {answer.Lists.Count} lists, {Input.People(answer.Observed)} people seen.");
        if (answer.Estimate is { } estimate)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Estimate ({answer.Method}): {Input.People(estimate)} people in all, {Input.People(answer.Unseen)} of them unseen.");
            if (answer.Interval is { } interval) text.AppendLine(CultureInfo.InvariantCulture, $"{interval.Level:P0} interval: {Range(interval)} ({interval.Method}).");
            if (answer.Profile is { } profile) text.AppendLine(CultureInfo.InvariantCulture, $"Profile-likelihood interval of this model: {Range(profile.Interval)}.");
            if (answer.ChaoUnequal is { } floor) text.AppendLine(CultureInfo.InvariantCulture, $"For lists of different sizes: at least {Input.People(floor.Population)} ({Range(floor.Interval)}).");
            if (answer.MatchingErrors is { } matching)
                text.AppendLine(CultureInfo.InvariantCulture, $"If a tenth of the links were false: {Input.People(matching.FewerLinks)}; with a tenth more links: {Input.People(matching.MoreLinks)}.");
        }
        else
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"No estimate ({answer.Method}): {answer.NotEstimable}.");
        }
        if (answer.Steps is { Count: > 0 } steps)
        {
            text.AppendLine("Pairs of lists in the model, in the order in which they entered:");
            foreach (var step in steps)
                text.AppendLine(CultureInfo.InvariantCulture, $"  {step.Pair,-16} seen {step.Seen,6}, expected {step.Expected,9:N1}, p {step.PValue:0.0e+0}");
        }
        if (answer.Methods is null && answer.Disagreement is { } spread)
            text.AppendLine(CultureInfo.InvariantCulture, $"Other methods say {Input.People(spread.Least)} to {Input.People(spread.Most)}; --all shows them.");
        if (answer.Methods is { } methods)
        {
            text.AppendLine("All methods side by side:");
            foreach (var m in methods)
                text.AppendLine(CultureInfo.InvariantCulture, $"  {Input.People(m.Population),12}  {(m.Interval is { } i ? Range(i) : "no interval"),-24} {m.Title}{(m.Note is null ? "" : $" [{m.Note}]")}");
        }
        foreach (var d in answer.Diagnostics)
            text.AppendLine(CultureInfo.InvariantCulture, $"{(d.Weight == DiagnosticWeight.Serious ? "SERIOUS" : d.Weight == DiagnosticWeight.Warning ? "Warning" : "Note")}: {d.Text}");
        return text.ToString();
    }

    private static string Range(Interval interval) => $"{Input.People(interval.Low)} to {Input.People(interval.High)}";
}
