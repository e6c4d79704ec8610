using System.Globalization;
using Palermo.Analysis.Changes;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>A segment as the verb writes it: from the first index to before the second, both from 0.</summary>
internal sealed record SegmentAnswer(int From, int To, double Mean, string FromDate, string ToDate, double Count, double Exposure);

/// <summary>How sure a change is, as the verb writes it.</summary>
internal sealed record ChangeAnswer(int At, string Date, int Earliest, int Latest, double? Ratio, double? RatioLow, double? RatioHigh, double Gain);

/// <summary>Variance against chance, as the verb writes it.</summary>
internal sealed record DispersionAnswer(double VarianceOverMean, string Recommended);

/// <summary>The split of a series, as the verb writes it.</summary>
internal sealed record ChangePointAnswer(
    IReadOnlyList<int> ChangePoints, IReadOnlyList<SegmentAnswer> Segments, double Objective, string Cost, double Penalty, int MinSegment, int Points,
    double? Size, DispersionAnswer? Dispersion, IReadOnlyList<ChangeAnswer> Changes);

/// <summary>Change points of a series in a file: the verb <c>palermo borders change-points FILE</c>.</summary>
internal static class ChangePointAnalysis
{
    private static readonly string[] Costs = ["poisson", "negative-binomial", "gaussian"];

    public static FileAnalysis Analysis { get; } = new(
        "change-points",
        new("Change points of a series of counts", "Points de rupture d'une série de comptages", "نقاط التحول في سلسلة أعداد"),
        new("Finds where the rate of a series changed: the split of least cost, exactly. A change point of 10 says that a new segment begins after the tenth row. "
            + "The objective is the cost of the segments and the penalty of each change, F(n) with F(0) = -penalty. "
            + "Example: ./palermo borders change-points counts.csv --cost poisson --min-segment 2 --json.",
            "Trouve où le taux d'une série a changé : le découpage de moindre coût, exactement. Un point de rupture 10 signifie qu'un nouveau segment commence après la dixième ligne.",
            "يجد أين تغيّر معدل السلسلة: التقسيم الأقل كلفة بدقة. نقطة التحول 10 تعني أن مقطعاً جديداً يبدأ بعد السطر العاشر."),
        new("A CSV with the columns date,count[,exposure], sorted by date.", "Un CSV avec les colonnes date,count[,exposure], trié par date.", "ملف CSV بالأعمدة date,count[,exposure] مرتب حسب التاريخ."),
        [
            new("cost", new("How counts vary within a segment: poisson (as chance alone makes them), negative-binomial (more than chance) or gaussian (squares)",
                "Comment les comptages varient dans un segment : poisson (hasard seul), negative-binomial (plus que le hasard) ou gaussian (carrés)",
                "كيف تتغير الأعداد داخل المقطع: poisson (بالصدفة وحدها) أو negative-binomial (أكثر من الصدفة) أو gaussian (مربعات)"), Required: true, Allowed: Costs),
            new("penalty", new("Price of a change; default: 2 ln n (for gaussian times the variance between neighbours)", "Prix d'une rupture ; par défaut 2 ln n (pour gaussian, fois la variance entre voisins)", "كلفة التحول؛ الافتراضي 2 ln n (ولـ gaussian مضروبة في التباين بين المتجاورين)")),
            new("min-segment", new("Least number of rows in a segment; default 2", "Nombre minimal de lignes d'un segment ; 2 par défaut", "أقل عدد أسطر في المقطع؛ الافتراضي 2")),
            new("size", new("Size of the negative binomial, for each unit of exposure; default: estimated", "Taille de la binomiale négative, par unité d'exposition ; par défaut estimée", "حجم ذي الحدين السالب لكل وحدة تعرّض؛ الافتراضي مقدَّر")),
        ],
        (context, _) => ValueTask.FromResult(Run(context)));

    private static Outcome<AnalysisAnswer> Run(FileContext context)
    {
        if (context["cost"] is not { } name || Array.IndexOf(Costs, name) is var index && index < 0)
            return new Refusal("change-points.cost", $"Say the cost: {string.Join(", ", Costs)}.", Field: "cost");
        var cost = (ChangeCost)Array.IndexOf(Costs, name);
        double? penalty = null, size = null;
        var least = 2;
        if (context["penalty"] is { } price)
        {
            if (!Positive(price, out var given)) return new Refusal("change-points.penalty", $"'{price}' is no penalty above 0.", Field: "penalty");
            penalty = given;
        }
        if (context["size"] is { } sized)
        {
            if (cost != ChangeCost.NegativeBinomial) return new Refusal("change-points.size", "Only the negative binomial has a size.", Field: "size");
            if (!Positive(sized, out var given)) return new Refusal("change-points.size", $"'{sized}' is no size above 0.", Field: "size");
            size = given;
        }
        if (context["min-segment"] is { } rows && (!int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out least) || least < 1))
            return new Refusal("change-points.min-segment", $"'{rows}' is no number of rows of 1 or more.", Field: "min-segment");
        var read = SeriesTable.Read(context.Content, negative: cost == ChangeCost.Gaussian);
        if (!read.TryGet(out var series)) return Outcome<AnalysisAnswer>.Refused(read.Refusals);
        if (series.Counts.Length < least) return new Refusal("change-points.short", $"The series has {series.Counts.Length} rows, fewer than one segment of {least}.", Field: "min-segment");
        var split = global::Palermo.Analysis.Changes.ChangePoints.Find(series.Counts, series.Exposure, new(cost, penalty, least, size));
        return new AnalysisAnswer(Answer(series, split, least), Notes(split));
    }

    private static ChangePointAnswer Answer(SeriesTable series, ChangePointResult split, int least)
    {
        var sure = ChangeUncertainty.Of(series.Counts, series.Exposure, split);
        return new(
            split.Changes, [.. split.Segments.Select(s => new SegmentAnswer(s.From, s.To, s.Mean, series.Dates[s.From], series.Dates[s.To - 1], s.Sum, s.Exposure))],
            split.Objective, Costs[(int)split.Cost], split.Penalty, least, series.Counts.Length, split.Size,
            split.Dispersion is { } d ? new(d.Ratio, Costs[(int)d.Recommended]) : null,
            [.. sure.Select(u => new ChangeAnswer(u.Change, series.Dates[u.Change], u.Earliest, u.Latest, u.Ratio, u.RatioLow, u.RatioHigh, u.Gain))]);
    }

    private static IReadOnlyList<Words> Notes(ChangePointResult split)
    {
        if (split.Dispersion is not { } dispersion) return [];
        var ratio = dispersion.Ratio.ToString("0.0", CultureInfo.InvariantCulture);
        return split.Cost == ChangeCost.Poisson && dispersion.Recommended == ChangeCost.NegativeBinomial
            ? [new($"The counts vary {ratio} times as much as chance alone would make them: a Poisson cost raises false alarms. Use --cost negative-binomial.",
                $"Les comptages varient {ratio} fois plus que le hasard seul : un coût de Poisson donne de fausses alertes. Utilisez --cost negative-binomial.",
                $"تتغير الأعداد {ratio} مرات أكثر مما تفعله الصدفة وحدها: كلفة بواسون تعطي إنذارات كاذبة. استخدم ‎--cost negative-binomial.")]
            : [];
    }

    private static bool Positive(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && number > 0 && double.IsFinite(number);
}
