using Palermo.Analysis.Estimation;

namespace Palermo.Node.Cli.Estimate;

/// <summary>The answer of <c>estimate lists</c>, in the shape of its JSON document.</summary>
internal sealed record ListsAnswer
{
    public required string File { get; init; }
    public required IReadOnlyList<string> Lists { get; init; }
    public required long Observed { get; init; }
    public required string Method { get; init; }

    /// <summary>Estimated number of people, seen or unseen; absent when there is none.</summary>
    public double? Estimate { get; init; }
    public double? Unseen { get; init; }
    public string? NotEstimable { get; init; }
    public Interval? Interval { get; init; }
    public IReadOnlyList<LogLinearTerm>? Terms { get; init; }

    /// <summary>Pairs of lists in the model, in the order in which they entered.</summary>
    public IReadOnlyList<string>? Pairs { get; init; }
    public IReadOnlyList<StepwiseStep>? Steps { get; init; }
    public ModelFit? Fit { get; init; }
    public ProfileEstimate? Profile { get; init; }
    public BootstrapAnswer? Bootstrap { get; init; }
    public ChaoEstimate? Chao { get; init; }

    /// <summary>The bound for lists of different sizes, beside the classic one.</summary>
    public UnequalChaoEstimate? ChaoUnequal { get; init; }
    public GraphAnswer? Graphs { get; init; }
    public MatchingSensitivity? MatchingErrors { get; init; }
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }
    public IReadOnlyList<MethodAnswer>? Methods { get; init; }
    public Spread? Disagreement { get; init; }
    public IReadOnlyList<WeighedModel>? Models { get; init; }
    public IReadOnlyList<PairAnswer>? TwoLists { get; init; }

    public sealed record ModelFit(double Deviance, int DegreesOfFreedom, double Aic, double Bic);

    public sealed record BootstrapAnswer(int Replicates, long Seed, Interval Interval, Interval Percentile, double BiasCorrection, double Acceleration, int Unbounded, IReadOnlyDictionary<string, double> PairShares);

    public sealed record GraphAnswer(double Median, double Mean, double Mode, double Delta, int MostUnseen, double WeightAtEnd, IReadOnlyList<double> Peaks, IReadOnlyList<WeighedGraph> Best);

    /// <summary>How far the methods lie apart; and how many models fit nearly as well as the best, and what they say.</summary>
    public sealed record Spread(double Least, double Most, double Ratio, int? ModelsNearBest, double? NearLeast, double? NearMost);

    /// <summary>Works the answer out.</summary>
    public static ListsAnswer Of(CaptureTable table, ListsRequest request)
    {
        var answer = request.Method switch
        {
            "chao" => FromChao(table, request),
            "average" => FromGraphs(table, request),
            "independence" => FromModel(table, request, LogLinear.Independence(table, request.Level), null),
            _ => FromStepwise(table, request),
        };
        if (!request.All) return WithOthers(table, request, answer);
        Answer.Progress("all methods: fitting every model of pairs and every decomposable graph");
        var report = PopulationReport.Of(table, request.Threshold, request.Graphs, request.Level);
        return answer with
        {
            Methods = report.Methods,
            Models = report.Models?.Best,
            TwoLists = report.Pairs,
            Diagnostics = [.. answer.Diagnostics.Concat(report.Diagnostics).DistinctBy(d => d.Text)],
            Disagreement = report is { Least: { } least, Most: { } most, Ratio: { } ratio, Models: { } models }
                ? new Spread(least, most, ratio, models.Near.Models, models.Near.Least, models.Near.Most) : null,
        };
    }

    /// <summary>Even one method asked alone is shown how far the quick ones lie from it.</summary>
    private static ListsAnswer WithOthers(CaptureTable table, ListsRequest request, ListsAnswer answer)
    {
        if (answer.Estimate is not { } own) return answer;
        var stepwise = Stepwise.Fit(table, request.Threshold, request.Level);
        List<MethodAnswer> methods = [.. PopulationReport.Quick(table, stepwise, request.Threshold, request.Level), new(request.Method, request.Method, own, answer.Interval, null)];
        var (least, most) = PopulationReport.Spread(methods);
        return answer with
        {
            Disagreement = new Spread(least!.Value, most!.Value, most.Value / least.Value, null, null, null),
            Diagnostics = [.. answer.Diagnostics.Concat(PopulationReport.Findings(table, stepwise.Estimate, methods)).DistinctBy(d => d.Text)],
        };
    }

    private static ListsAnswer Start(CaptureTable table, ListsRequest request) => new()
    {
        File = request.File,
        Lists = table.Names,
        Observed = table.Observed,
        Method = request.Method,
        Diagnostics = ListDiagnostics.Of(table),
    };

    private static ListsAnswer FromStepwise(CaptureTable table, ListsRequest request)
    {
        var fit = Stepwise.Fit(table, request.Threshold, request.Level);
        var answer = FromModel(table, request, fit.Estimate, fit.Steps);
        if (request.Bootstrap == 0 || fit.Estimate.Population is null) return answer;
        var boot = Analysis.Estimation.Bootstrap.OfStepwise(table, request.Bootstrap, request.Seed, request.Threshold, request.Level)!;
        return answer with
        {
            // The interval that includes the choosing of the model takes the first place; the model's own stays with its terms.
            Interval = boot.Interval,
            Bootstrap = new BootstrapAnswer(boot.Replicates.Count, boot.Seed, boot.Interval, boot.Percentile, boot.BiasCorrection, boot.Acceleration, boot.Unbounded, boot.PairShares),
        };
    }

    private static ListsAnswer FromModel(CaptureTable table, ListsRequest request, LogLinearEstimate fit, IReadOnlyList<StepwiseStep>? steps)
    {
        var answer = Start(table, request) with
        {
            Estimate = fit.Population,
            Unseen = fit.Unseen,
            NotEstimable = fit.NotEstimable,
            Interval = fit.Interval,
            Terms = fit.Terms,
            Pairs = [.. steps?.Select(s => s.Pair) ?? []],
            Steps = steps,
        };
        if (fit.Population is null) return answer;
        int[] sets = [.. steps?.Select(s => s.Lists) ?? []];
        return answer with
        {
            Fit = new ModelFit(fit.Deviance, fit.DegreesOfFreedom, fit.Aic, fit.Bic),
            Profile = ProfileInterval.Of(table, sets, request.Level),
            MatchingErrors = ListDiagnostics.Matching(table, sets),
        };
    }

    private static ListsAnswer FromChao(CaptureTable table, ListsRequest request)
    {
        var answer = Start(table, request);
        if (table.Observed == 0) return answer with { NotEstimable = "nobody is on any list" };
        var chao = ChaoBound.Of(table, request.Level);
        answer = answer with
        {
            ChaoUnequal = ChaoBound.OfUnequalLists(table, request.Level),
            Diagnostics = [.. answer.Diagnostics, new Diagnostic(DiagnosticWeight.Note, "classic-chao",
                "The classic bound was made for many lists alike. With few lists, or lists of different size, it lies too high to be a floor: read the bound for lists of different sizes beside it.")],
        };
        if (double.IsInfinity(chao.Population))
            return answer with { NotEstimable = "nobody is on exactly two lists, so the bound is endless", Chao = chao };
        return answer with { Estimate = chao.Population, Unseen = chao.Population - chao.Observed, Interval = chao.Interval, Chao = chao };
    }

    private static ListsAnswer FromGraphs(CaptureTable table, ListsRequest request)
    {
        var answer = Start(table, request);
        if (table.Observed == 0) return answer with { NotEstimable = "nobody is on any list" };
        var graphs = GraphAveraging.Run(table, request.Graphs, request.Level);
        return answer with
        {
            Estimate = graphs.Median,
            Unseen = graphs.Median - graphs.Observed,
            Interval = graphs.Interval,
            Graphs = new GraphAnswer(graphs.Median, graphs.Mean, graphs.Mode, graphs.Delta, graphs.MostUnseen, graphs.WeightAtEnd, graphs.Modes, graphs.Graphs),
            Diagnostics = [.. answer.Diagnostics, .. PopulationReport.OfGraphs(graphs)],
        };
    }
}
