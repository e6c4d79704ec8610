using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Which sort of border was crossed.</summary>
internal enum BorderType { Sea, Land }

/// <summary>Detections of irregular crossings in a month, on a route, as a publisher counts them. A detection is a crossing seen, not a person: one person may be detected several times, by several services.</summary>
internal sealed record DetectionCount : BorderEvent
{
    /// <summary>Detections in all.</summary>
    public int Detections { get; init; }
    public BorderType Border { get; init; }
    /// <summary>Detections by the nationality stated (ISO 3166-1 alpha-3, UNK, or a group of the publisher's own).</summary>
    public IReadOnlyDictionary<string, int>? Nationalities { get; init; }

    private static readonly CodeList Borders = CodeList.Of<BorderType>("border-type",
        (BorderType.Sea, new("Sea", "Mer", "بحر")), (BorderType.Land, new("Land", "Terre", "بر")));

    public static Kind<DetectionCount> Kind { get; } = new KindBuilder<DetectionCount>("detection-count", "borders",
            new("Monthly count of detections", "Nombre mensuel de détections", "حصيلة شهرية لعمليات الرصد"), new("Monthly counts of detections", "Nombres mensuels de détections", "حصائل شهرية لعمليات الرصد"))
        .Event(x => $"{x.Where.Text ?? x.Where.Country}, {x.When.From:uuuu-MM} ({x.Detections})")
        .Field(x => x.Border, new("Border", "Frontière", "الحدود"), f => f with { Codes = Borders, Filtered = true, Listed = true })
        .Field(x => x.Detections, new("Detections", "Détections", "عمليات الرصد"), f => f with
        {
            Minimum = 0, Maximum = 10_000_000, Listed = true, Unit = "detections",
            Help = new("Crossings detected, not persons: the same person may be detected several times.", "Passages détectés, non des personnes : la même personne peut être détectée plusieurs fois.", "عمليات عبور مرصودة لا أشخاص: قد يُرصد الشخص نفسه عدة مرات."),
        })
        .Field(x => x.Nationalities, new("Detections by nationality", "Détections par nationalité", "عمليات الرصد حسب الجنسية"))
        .Rule(x => x.Nationalities is { } by && by.Values.Sum(v => (long)v) > x.Detections
            ? [new Refusal("detection-count.nationalities", $"The nationalities add up to more than the {x.Detections} detections.", Field: "nationalities")]
            : [])
        .Handling(Handling.Open)
        .Build();
}
