using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Forces that patrol: those of defence and those of domestic security are told apart, since the commitment asks for both together.</summary>
internal enum PatrolForce { Army, AirForce, Navy, OtherDefence, BorderGuard, Police, Gendarmerie, NationalGuard, CoastGuard, Customs }

/// <summary>A patrol: how many hours where, with which forces, and how often it detected or intercepted. The exposure without which detections say little.</summary>
internal sealed record PatrolLog : BorderEvent
{
    public double Hours { get; init; }
    public double? Kilometres { get; init; }
    /// <summary>How often the patrol detected a crossing: events, not persons.</summary>
    public int Detections { get; init; }
    /// <summary>How often it stopped one.</summary>
    public int? Interceptions { get; init; }
    public IReadOnlyList<string>? Forces { get; init; }

    private static readonly CodeList ForceCodes = CodeList.Of<PatrolForce>("patrol-force",
        (PatrolForce.Army, new("Army", "Armée de terre", "الجيش")), (PatrolForce.AirForce, new("Air force", "Armée de l'air", "القوات الجوية")),
        (PatrolForce.Navy, new("Navy", "Marine", "البحرية")), (PatrolForce.OtherDefence, new("Other defence forces", "Autres forces de défense", "قوات دفاع أخرى")),
        (PatrolForce.BorderGuard, new("Border guard", "Garde-frontières", "حرس الحدود")), (PatrolForce.Police, new("Police", "Police", "الشرطة")),
        (PatrolForce.Gendarmerie, new("Gendarmerie", "Gendarmerie", "الدرك")), (PatrolForce.NationalGuard, new("National guard", "Garde nationale", "الحرس الوطني")),
        (PatrolForce.CoastGuard, new("Coast guard", "Garde-côtes", "خفر السواحل")), (PatrolForce.Customs, new("Customs", "Douanes", "الجمارك")));

    /// <summary>The code of a force by its English name or code; null when there is none of that name.</summary>
    public static string? FindForce(string words) =>
        ForceCodes.Codes.FirstOrDefault(c => c.Value.Equals(words, StringComparison.OrdinalIgnoreCase) || c.Title.English.Equals(words, StringComparison.OrdinalIgnoreCase) || c.Title.French.Equals(words, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>True when forces of defence and of domestic security patrolled together.</summary>
    internal bool IsJoint => Forces is { } all && all.Any(Defence.Contains) && all.Any(f => !Defence.Contains(f));

    private static readonly HashSet<string> Defence = ["army", "air-force", "navy", "other-defence"];

    public static Kind<PatrolLog> Kind { get; } = new KindBuilder<PatrolLog>("patrol-log", "borders",
            new("Patrol log", "Journal de patrouille", "سجل دورية"), new("Patrol logs", "Journaux de patrouille", "سجلات الدوريات"))
        .Event(x => x.PlaceAndDay)
        .Field(x => x.Hours, new("Patrol hours", "Heures de patrouille", "ساعات الدورية"), f => f with { Minimum = 0, Maximum = 1_000_000, Unit = "h", Listed = true })
        .Field(x => x.Kilometres, new("Distance", "Distance", "المسافة"), f => f with { Minimum = 0, Maximum = 1_000_000, Unit = "km" })
        .Field(x => x.Detections, new("Detections", "Détections", "عمليات الرصد"), f => f with
        {
            Minimum = 0, Maximum = 100_000, Listed = true,
            Help = new("How often something was detected, 0 as well: not how many persons.", "Combien de fois quelque chose a été détecté, 0 compris : pas le nombre de personnes.", "كم مرة رُصد شيء، والصفر أيضاً: لا عدد الأشخاص."),
        })
        .Field(x => x.Interceptions, new("Interceptions", "Interceptions", "عمليات الاعتراض"), f => f with { Minimum = 0, Maximum = 100_000 })
        .Field(x => x.Forces, new("Forces", "Forces", "القوات"), f => f with { Type = FieldType.Codes, Codes = ForceCodes, Filtered = true })
        .Rule(x => x.Interceptions > x.Detections ? [new Refusal("patrol.interceptions", "More were intercepted than detected: an interception is a detection too.", Field: "interceptions")] : [])
        .FieldEntry()
        .Build();
}
