using Palermo.Analysis.Charts;
using Palermo.Analysis.Estimation;

namespace Palermo.Node.Cli.Estimate;

/// <summary>Pictures of the answers of <c>estimate</c>.</summary>
internal static class EstimatePlots
{
    private const double Tallest = 1e9;           // an interval without end is drawn to the edge

    /// <summary>Writes a picture in the format that the name of the file ends with.</summary>
    public static void Save(Drawing drawing, string path)
    {
        var bytes = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" => System.Text.Encoding.UTF8.GetBytes(drawing.ToSvg()),
            ".png" => drawing.ToPng(1080),
            _ => throw new CliProblem($"{path}: a picture ends in .svg or .png."),
        };
        Input.Write(path, bytes);
    }

    /// <summary>The picture that fits the question asked of the lists.</summary>
    public static Drawing Lists(CaptureTable table, ListsAnswer answer, ListsRequest request)
    {
        if (answer.Methods is { } methods) return Methods(answer, methods);
        if (answer.Graphs is not null) return Posterior(GraphAveraging.Run(table, request.Graphs, request.Level), answer.File);
        if (answer.Bootstrap is { } boot)
            return Resamples(Bootstrap.OfStepwise(table, boot.Replicates, boot.Seed, request.Threshold, request.Level)!, answer.File);
        throw new CliProblem("--plot draws all methods (--all), the posterior (--method average) or the resamples (--bootstrap N): add one of these.");
    }

    private static Chart Methods(ListsAnswer answer, IReadOnlyList<MethodAnswer> methods)
    {
        MethodAnswer[] drawn = [.. methods.Where(m => m.Population is { } p && double.IsFinite(p))];
        if (drawn.Length == 0) throw new CliProblem("No method gives an estimate, so there is nothing to draw.");
        string[] names = [.. drawn.Select(m => Short(m.Method))];
        double[] x = [.. Enumerable.Range(0, drawn.Length).Select(i => (double)i)];
        var top = drawn.Max(m => m.Interval is { } i && double.IsFinite(i.High) ? i.High : m.Population!.Value) * 1.08;
        return new Chart($"How many people, by method: {Path.GetFileName(answer.File)}")
        {
            X = Axis.Categories("", names),
            Y = Axis.Linear("people, seen and unseen", 0, top),
            Description = $"{answer.Observed} people were seen. " + string.Join("; ", drawn.Select(m => $"{m.Title}: {Input.People(m.Population)}"
                + (m.Interval is { } i ? $" ({Input.People(i.Low)} to {Input.People(i.High)})" : ""))),
        }
        .Intervals(null, x, [.. drawn.Select(m => m.Interval?.Low ?? m.Population!.Value)], [.. drawn.Select(m => Math.Min(Tallest, m.Interval?.High ?? m.Population!.Value))])
        .Scatter("estimate and interval", x, [.. drawn.Select(m => m.Population!.Value)], 9)
        .RuleY(answer.Observed, $"seen: {Input.People(answer.Observed)}");
    }

    private static string Short(string method) => method switch
    {
        "averageAic" => "AIC average",
        "averageBic" => "BIC average",
        "average" => "graphs",
        "chaoUnequal" => "Chao, unequal",
        "chao" => "Chao, classic",
        _ => method,
    };

    private static Chart Posterior(GraphAveragedEstimate graphs, string file)
    {
        // At most 400 points, each the mean weight of its stretch, so that a peak keeps its area.
        var last = graphs.Posterior.Length;
        double seen = 0;
        for (var i = 0; i < graphs.Posterior.Length; i++) if ((seen += graphs.Posterior[i]) > 0.999) { last = i + 1; break; }
        var width = Math.Max(1, last / 400);
        double[] x = [.. Enumerable.Range(0, last / width).Select(b => graphs.Observed + (b + 0.5) * width)];
        double[] y = [.. Enumerable.Range(0, last / width).Select(b => graphs.Posterior.AsSpan(b * width, width).ToArray().Average() * 1000)];
        return new Chart($"Posterior of the population, averaged over graphs: {Path.GetFileName(file)}")
        {
            X = Axis.Linear("people, seen and unseen"),
            Y = Axis.Linear("probability per 1,000 people", 0),
            Description = $"Median {Input.People(graphs.Median)}, {graphs.Modes.Count} peak(s) at {string.Join(", ", graphs.Modes.Select(m => Input.People(m)))}.",
        }
        .Line(null, x, y)
        .RuleX(graphs.Median, $"median {Input.People(graphs.Median)}");
    }

    private static Chart Resamples(BootstrapEstimate boot, string file)
    {
        double[] sorted = [.. boot.Replicates.Where(double.IsFinite).Order()];
        if (sorted.Length == 0) throw new CliProblem("No resample has a finite estimate, so there is nothing to draw.");
        double low = sorted[(int)(sorted.Length * 0.002)], high = sorted[(int)(sorted.Length * 0.995)];
        if (high <= low) high = low + 1;
        const int bins = 50;
        var width = (high - low) / bins;
        var counts = new double[bins];
        foreach (var v in sorted) if (v >= low && v <= high) counts[Math.Min(bins - 1, (int)((v - low) / width))]++;
        var chart = new Chart($"{Input.People(boot.Replicates.Count)} resamples, {boot.Interval.Level:P0} interval {Input.People(boot.Interval.Low)} to {Input.People(boot.Interval.High)}: {Path.GetFileName(file)}")
        {
            X = Axis.Linear("people, seen and unseen"),
            Y = Axis.Linear("resamples", 0),
            Description = $"Estimate {Input.People(boot.Population)}; BCa interval {Input.People(boot.Interval.Low)} to {Input.People(boot.Interval.High)}.",
        }
        .Bars(null, [.. Enumerable.Range(0, bins).Select(b => low + (b + 0.5) * width)], counts, width)
        .RuleX(Math.Max(low, boot.Interval.Low), "")
        .RuleX(boot.Population, $"estimate {Input.People(boot.Population)}");
        return double.IsFinite(boot.Interval.High) ? chart.RuleX(Math.Min(high, boot.Interval.High), "") : chart;
    }

    /// <summary>For each hidden cell the range that an outsider can derive, and the true count.</summary>
    public static Drawing Derivable(IReadOnlyList<DerivedRange> attack, int threshold)
    {
        if (attack.Count == 0) throw new CliProblem("Nothing is hidden, so there is nothing to draw.");
        if (attack.Count > 60) throw new CliProblem($"{attack.Count} cells are hidden; a picture of more than 60 cannot be read.");
        var edge = attack.Max(r => Math.Max(r.Count, r.Most ?? 0)) * 1.1 + threshold;
        double[] x = [.. Enumerable.Range(0, attack.Count).Select(i => (double)i)];
        return new Chart("Hidden counts: what an outsider can work out, and the truth")
        {
            X = Axis.Categories("hidden cell", [.. attack.Select((r, i) => attack.Count <= 8 ? string.Join(" ", r.Key.Select(k => k ?? "all")) : $"{i + 1}")]),
            Y = Axis.Linear("people", 0, edge),
            Description = string.Join("; ", attack.Select(r => $"{string.Join(" ", r.Key.Select(k => k ?? "all"))}: {r.Least} to {r.Most?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no limit"}")),
        }
        .Intervals("derivable range", x, [.. attack.Select(r => (double)r.Least)], [.. attack.Select(r => r.Most ?? edge)])
        .Scatter("true count", x, [.. attack.Select(r => (double)r.Count)], 8)
        .RuleY(threshold, $"threshold {threshold}");
    }
}
