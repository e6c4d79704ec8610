using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Which areas a control is judged by, written down before anybody looks: the treated ones, where crossings may go, and the comparison.</summary>
internal sealed record EffectPlan
{
    public RecordId Measure { get; init; }
    public IReadOnlyList<string> Treated { get; init; } = [];
    /// <summary>Alternative corridors.</summary>
    public IReadOnlyList<string>? Alternatives { get; init; }
    /// <summary>Routes that the control cannot touch; empty: all others that are not downstream.</summary>
    public IReadOnlyList<string>? Comparison { get; init; }
    /// <summary>Months before and after.</summary>
    public int Months { get; init; } = 12;
    public string? Why { get; init; }

    public static Kind<EffectPlan> Kind { get; } = new KindBuilder<EffectPlan>("effect-plan", "borders",
            new("Plan to judge a control", "Plan d'évaluation d'un contrôle", "خطة تقييم إجراء رقابي"), new("Plans to judge controls", "Plans d'évaluation de contrôles", "خطط تقييم الإجراءات الرقابية"))
        .Field(x => x.Measure, new("Control measure", "Mesure de contrôle", "الإجراء الرقابي"), f => f with { Required = true, LinkRole = "judges", LinkKind = ControlMeasure.Kind.Name })
        .Field(x => x.Treated, new("Treated routes", "Routes traitées", "المسارات المعنية"), f => f with { Required = true, Type = FieldType.Codes, Codes = Routes.List, Listed = true })
        .Field(x => x.Alternatives, new("Alternative corridors", "Corridors de remplacement", "الممرات البديلة"), f => f with
        {
            Type = FieldType.Codes, Codes = Routes.List, Listed = true,
            Help = new("Where crossings may go. Choose before looking at counts.", "Où les passages peuvent se reporter. À choisir avant de regarder les comptages.", "إلى أين قد ينتقل العبور. اختر قبل النظر إلى الأعداد."),
        })
        .Field(x => x.Comparison, new("Comparison", "Comparaison", "المقارنة"), f => f with
        {
            Type = FieldType.Codes, Codes = Routes.List,
            Help = new("Routes that the control cannot touch. Empty: all others.", "Routes que le contrôle ne peut toucher. Vide : toutes les autres.", "مسارات لا يمكن أن يمسها الإجراء. فارغ: كل ما سواها."),
        })
        .Field(x => x.Months, new("Months before and after", "Mois avant et après", "الأشهر قبل وبعد"), f => f with { Minimum = 3, Maximum = 60 })
        .Field(x => x.Why, new("Why these", "Pourquoi ceux-ci", "لماذا هذه"), f => f with { Type = FieldType.LongText, MaxLength = 4000 })
        .Rule(x => x.Treated.Intersect((x.Alternatives ?? []).Concat(x.Comparison ?? [])).Concat((x.Alternatives ?? []).Intersect(x.Comparison ?? [])).Any()
            ? [new Refusal("plan.overlap", "A route is in two of the three groups: it can be in one only.", Field: "alternatives")]
            : [])
        .Title(x => string.Join(", ", x.Treated))
        .Purposes(Purpose.BorderManagement, Purpose.Statistics)
        .Retention(2, 10, "Palermo, Borders: events without personal data")
        .Handling(new(Tlp.Green))
        .Build();
}
