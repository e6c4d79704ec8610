using Palermo.Analysis.Estimation.Numerics;
using static System.FormattableString;

namespace Palermo.Analysis.Estimation;

/// <summary>One method's answer beside the others.</summary>
/// <param name="Method">Short word for the method.</param>
/// <param name="Title">The method in words.</param>
/// <param name="Population">Its point estimate, or null with the reason in <paramref name="Note"/>.</param>
/// <param name="Interval">Its interval, where it has one.</param>
/// <param name="Note">What to know of this answer.</param>
public sealed record MethodAnswer(string Method, string Title, double? Population, Interval? Interval, string? Note);

/// <summary>Two lists taken alone: ratios that differ much between pairs betray lists that depend on each other.</summary>
public sealed record PairAnswer(string Pair, long First, long Second, long Both, double? LincolnPetersen, double Chapman, Interval Interval);

/// <summary>All methods on the same lists, and how far they disagree.</summary>
/// <param name="Ratio">Largest estimate over the smallest.</param>
public sealed record PopulationReport(long Observed, IReadOnlyList<MethodAnswer> Methods, IReadOnlyList<PairAnswer> Pairs,
    double? Least, double? Most, double? Ratio, ModelSearchResult? Models, GraphAveragedEstimate? Graphs, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Answers further apart than this are a finding of their own.</summary>
    public const double Disagreement = 1.5;

    /// <summary>Runs every method that these lists allow.</summary>
    /// <remarks>Cost: that of <see cref="ModelSearch"/> and <see cref="GraphAveraging"/>, a second or two for six lists.</remarks>
    public static PopulationReport Of(CaptureTable table, double threshold = Stepwise.UsualThreshold, GraphAveragingOptions? graphOptions = null,
        double level = 0.95, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var stepwise = Stepwise.Fit(table, threshold, level);
        var methods = QuickMethods(table, stepwise, level);
        var models = ModelSearch.Run(table, 10, level, cancel);
        var partly = models is { Complete: false } ? "only the pairs that matter most were combined" : null;
        List<MethodAnswer> averages =
        [
            new("averageAic", "All models of pairs, averaged by AIC", models?.ByAic.Population, models?.ByAic.Interval, models is null ? "no model can be estimated" : partly),
            new("averageBic", "All models of pairs, averaged by BIC", models?.ByBic.Population, models?.ByBic.Interval, models is null ? "no model can be estimated" : partly),
        ];
        GraphAveragedEstimate? graphs = null;
        if (table.Observed > 0 && table.Lists <= DecomposableGraphs.MostLists)
        {
            graphs = GraphAveraging.Run(table, graphOptions, level, cancel);
            averages.Add(new("average", "Decomposable graphs, averaged (dga); posterior median", graphs.Median, graphs.Interval, GraphNote(graphs)));
        }
        methods.InsertRange(2, averages);
        var pairs = PairByPair(table, level);
        var (least, most) = Spread(methods);
        var diagnostics = Findings(table, stepwise.Estimate, methods);
        if (models is not null && models.Near.Most > Disagreement * models.Near.Least)
            diagnostics.Add(new(DiagnosticWeight.Warning, "model-uncertainty",
                Invariant($"{models.Near.Models} models fit about equally well and say anything from {models.Near.Least:N0} to {models.Near.Most:N0}.")));
        if (graphs is not null) diagnostics.AddRange(OfGraphs(graphs));
        return new PopulationReport(table.Observed, methods, pairs, least, most, most / least, models, graphs, diagnostics);
    }

    /// <summary>The methods that take no time, so that no estimate need ever stand alone.</summary>
    /// <param name="stepwise">The stepwise estimate, when it was made already.</param>
    public static IReadOnlyList<MethodAnswer> Quick(CaptureTable table, StepwiseEstimate? stepwise = null, double threshold = Stepwise.UsualThreshold, double level = 0.95) =>
        QuickMethods(table, stepwise ?? Stepwise.Fit(table, threshold, level), level);

    /// <summary>What lists, fit and disagreement among methods give cause to say.</summary>
    public static List<Diagnostic> Findings(CaptureTable table, LogLinearEstimate chosen, IReadOnlyList<MethodAnswer> methods)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        var diagnostics = new List<Diagnostic>(ListDiagnostics.Of(table));
        var (least, most) = Spread(methods);
        if (most / least is { } ratio and > Disagreement)
            diagnostics.Add(new(DiagnosticWeight.Warning, "disagreement",
                Invariant($"The methods disagree: from {least:N0} to {most:N0}, a factor of {ratio:N1}. Publish the range and the reasons, never one of the figures alone.")));
        if (chosen is not { Population: { } n, DegreesOfFreedom: > 0 }) return diagnostics;
        // Cells expected to be nearly empty make the chi-square too generous; it is a warning, not a test to pass.
        if (Quantiles.ChiSquareTail(chosen.DegreesOfFreedom, chosen.Deviance) < 0.01)
            diagnostics.Add(new(DiagnosticWeight.Warning, "poor-fit", Invariant($"The chosen model fits badly (deviance {chosen.Deviance:N1} on {chosen.DegreesOfFreedom} degrees of freedom): people differ in ways that pairs of lists do not explain.")));
        if (n > 10 * table.Observed)
            diagnostics.Add(new(DiagnosticWeight.Warning, "extrapolation", Invariant($"More than nine in ten of the estimated {n:N0} were never seen: small overlaps carry the whole figure.")));
        return diagnostics;
    }

    /// <summary>Smallest and largest of the estimates, none when there is none.</summary>
    public static (double? Least, double? Most) Spread(IReadOnlyList<MethodAnswer> methods)
    {
        double[] points = [.. methods.Where(m => m.Population is { } p && double.IsFinite(p)).Select(m => m.Population!.Value)];
        return points.Length > 0 ? (points.Min(), points.Max()) : (null, null);
    }

    private static List<MethodAnswer> QuickMethods(CaptureTable table, StepwiseEstimate stepwise, double level)
    {
        var independence = LogLinear.Independence(table, level);
        var unequal = ChaoBound.OfUnequalLists(table, level);
        var chao = table.Observed > 0 ? ChaoBound.Of(table, level) : null;
        var bounded = chao is not null && double.IsFinite(chao.Population);
        return
        [
            new("independence", "Log-linear model, all lists independent", independence.Population, independence.Interval, independence.NotEstimable),
            new("stepwise", "Log-linear model, pairs chosen step by step (SparseMSE)", stepwise.Estimate.Population, stepwise.Estimate.Interval,
                stepwise.Estimate.NotEstimable ?? "the interval of the chosen model ignores the choosing; the bootstrap does not"),
            new("chaoUnequal", "Chao's lower bound for lists of different sizes", unequal?.Population, unequal?.Interval,
                unequal is null ? "too few people are on two lists" : "a floor when people differ and lists do not refer to each other"),
            new("chao", "Chao's lower bound, classic", bounded ? chao!.Population : chao?.Corrected, bounded ? chao!.Interval : null,
                bounded ? "made for many lists alike; with few or unequal lists it lies too high to be a floor" : "nobody is on exactly two lists: the corrected form, without an interval"),
        ];
    }

    /// <summary>What is to be said of an average over graphs.</summary>
    public static IEnumerable<Diagnostic> OfGraphs(GraphAveragedEstimate graphs)
    {
        if (graphs.WeightAtEnd > 0.01)
            yield return new(DiagnosticWeight.Warning, "limit-shapes-answer", Invariant($"{graphs.WeightAtEnd:P0} of the posterior lies in the last tenth of the numbers considered (up to {graphs.Observed + graphs.MostUnseen:N0}): the limit, not the data, shapes the upper end."));
        if (graphs.Modes.Count > 1)
            yield return new(DiagnosticWeight.Warning, "several-peaks", $"The posterior has {graphs.Modes.Count} peaks ({string.Join(", ", graphs.Modes.Select(m => Invariant($"{m:N0}")))}): the lists tell two stories, and a median between them tells neither.");
    }

    private static string? GraphNote(GraphAveragedEstimate graphs) =>
        graphs.WeightAtEnd > 0.01 ? "the limit on the unseen shapes the upper end" : graphs.Modes.Count > 1 ? "the posterior has several peaks" : null;

    private static List<PairAnswer> PairByPair(CaptureTable table, double level)
    {
        var pairs = new List<PairAnswer>();
        for (var i = 0; i < table.Lists; i++)
            for (var j = i + 1; j < table.Lists; j++)
            {
                long a = table.OnAll(1 << i), b = table.OnAll(1 << j), both = table.OnAll(1 << i | 1 << j);
                if (a == 0 || b == 0) continue;
                var chapman = TwoLists.Chapman(a, b, both, level);
                var ratio = TwoLists.LincolnPetersen(a, b, both).Population;
                pairs.Add(new(table.NameOf(1 << i | 1 << j), a, b, both, double.IsFinite(ratio) ? ratio : null, chapman.Population, chapman.Interval!.Value));
            }
        return pairs;
    }
}
