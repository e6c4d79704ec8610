using Palermo.Analysis.Estimation;

namespace Palermo.Bench;

/// <summary>How often the intervals of each method hold a truth that is known, in three kinds of population.</summary>
internal static class EstimationCoverage
{
    private const int Population = 5000;
    private static readonly string[] Names = ["A", "B", "C", "D"];

    private sealed record Kind(string Title, Func<Random, int, int> Pattern);

    /// <summary>Four lists of 5,000 people: independent; with two lists that refer to each other; with people seldom seen by any.</summary>
    private static readonly Kind[] Kinds =
    [
        new("independent lists", (r, _) => Bits(r, .2, .25, .15, .2, 0)),
        new("A and B refer people to each other", (r, _) => Bits(r, .2, .25, .15, .2, .25)),
        new("half the people are a third as likely to be seen", (r, i) => i % 2 == 0 ? Bits(r, .2, .25, .15, .2, 0) : Bits(r, .2 / 3, .25 / 3, .15 / 3, .2 / 3, 0)),
    ];

    public static int Run(string[] words)
    {
        var rounds = words.Length > 0 && int.TryParse(words[0], out var n) ? n : 300;
        Console.WriteLine($"{Population:N0} people, four lists, {rounds} populations of each kind; nominal 95 %");
        foreach (var kind in Kinds)
        {
            Console.WriteLine(kind.Title);
            var answers = new (string Method, double Point, bool Held)[rounds][];
            Parallel.For(0, rounds, r => answers[r] = [.. Answers(Draw(kind, r), r)]);
            foreach (var method in answers.SelectMany(a => a).GroupBy(a => a.Method))
                Console.WriteLine($"  {method.Key,-35} mean estimate {method.Average(a => a.Point),7:F0}   interval holds the truth {100.0 * method.Count(a => a.Held) / rounds,5:F1} %");
        }
        return 0;
    }

    private static IEnumerable<(string, double, bool)> Answers(CaptureTable table, int seed)
    {
        var stepwise = Stepwise.Fit(table);
        yield return Answer("independence", LogLinear.Independence(table).Population, LogLinear.Independence(table).Interval);
        yield return Answer("stepwise, model's own interval", stepwise.Estimate.Population, stepwise.Estimate.Interval);
        yield return Answer("stepwise, profile likelihood", stepwise.Estimate.Population, ProfileInterval.Of(table, stepwise.Steps.Select(s => s.Lists))?.Interval);
        var boot = Bootstrap.OfStepwise(table, 500, seed);
        yield return Answer("stepwise, BCa bootstrap of 500", boot?.Population, boot?.Interval);
        var models = ModelSearch.Run(table)!;
        yield return Answer("all models, AIC", models.ByAic.Population, models.ByAic.Interval);
        yield return Answer("all models, BIC", models.ByBic.Population, models.ByBic.Interval);
        var graphs = GraphAveraging.Run(table, new GraphAveragingOptions(MostUnseen: 40_000));
        yield return Answer("decomposable graphs", graphs.Median, graphs.Interval);
        var chao = ChaoBound.Of(table);
        var floor = ChaoBound.OfUnequalLists(table);
        yield return Answer("Chao, unequal lists (low end only)", floor?.Population, floor is null ? null : floor.Interval with { High = double.PositiveInfinity });
        yield return Answer("Chao, classic (low end only)", chao.Population, chao.Interval with { High = double.PositiveInfinity });
    }

    private static (string, double, bool) Answer(string method, double? point, Interval? interval) => (method, point ?? double.NaN, interval?.Contains(Population) == true);

    private static CaptureTable Draw(Kind kind, int seed)
    {
        var random = new Random(1000 + seed);
        var counts = new long[16];
        for (var i = 0; i < Population; i++) counts[kind.Pattern(random, i)]++;
        counts[0] = 0;
        return new CaptureTable(Names, counts);
    }

    /// <summary>One person's lists; whoever is on A is put on B as well with a further chance.</summary>
    private static int Bits(Random random, double a, double b, double c, double d, double referral)
    {
        var pattern = (random.NextDouble() < a ? 1 : 0) | (random.NextDouble() < b ? 2 : 0) | (random.NextDouble() < c ? 4 : 0) | (random.NextDouble() < d ? 8 : 0);
        if ((pattern & 1) == 1 && random.NextDouble() < referral) pattern |= 2;
        return pattern;
    }
}
