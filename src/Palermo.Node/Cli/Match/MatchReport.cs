using Palermo.Analysis.Matching;

namespace Palermo.Node.Cli.Match;

/// <summary>The answer of <c>match dedupe</c> and <c>match link</c>.</summary>
internal sealed record MatchReport
{
    public required int Records { get; init; }
    public required string Kind { get; init; }
    public required double PairsPossible { get; init; }
    public required long PairsScored { get; init; }
    public required double Threshold { get; init; }
    public required int Links { get; init; }
    public required int Clusters { get; init; }
    public required int RecordsInClusters { get; init; }
    public required int LinksRefused { get; init; }
    public required double Prior { get; init; }
    public AccuracyFigures? Pairwise { get; init; }
    public AccuracyFigures? Cluster { get; init; }
    public AccuracyFigures? Bcubed { get; init; }
    public double? PairCompleteness { get; init; }
    public required double ReductionRatio { get; init; }
    public required MatchSeconds Seconds { get; init; }
    public required IReadOnlyList<BlockingReport> Blocking { get; init; }
    public required IReadOnlyList<TrainingPass> Training { get; init; }
    public required IReadOnlyList<string> Understood { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }
}

/// <summary>Precision, recall and F1 as the command line writes them.</summary>
internal sealed record AccuracyFigures(double Precision, double Recall, double F1)
{
    public static AccuracyFigures Of(Accuracy a) => new(Math.Round(a.Precision, 6), Math.Round(a.Recall, 6), Math.Round(a.F1, 6));
}

internal sealed record MatchSeconds(double Load, double Train, double Score, double Cluster);
