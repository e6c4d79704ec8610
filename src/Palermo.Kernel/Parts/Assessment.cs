namespace Palermo.Kernel;

/// <summary>What an analysis said: kept with method, version, parameters and uncertainty, until a person confirms or rejects it.</summary>
/// <param name="Method">Name of the analysis.</param>
/// <param name="Parameters">As given, one JSON object.</param>
/// <param name="Result">As computed, one JSON document.</param>
/// <param name="Uncertainty">In words: intervals, what it cannot say.</param>
/// <param name="Inputs">What went in: queries and counts, never copies of records.</param>
/// <remarks>No analysis changes anything about a person by itself (Directive (EU) 2016/680, Art. 11).</remarks>
public sealed record Assessment(string Method, string MethodVersion, string Parameters, string Inputs, string Result, string Uncertainty, string? Judgement = null)
{
    private static readonly Workflow Steps = new(
        [
            new("draft", new("Draft", "Projet", "مسودة")),
            new("confirmed", new("Confirmed", "Confirmée", "مؤكَّد"), Final: true),
            new("rejected", new("Rejected", "Rejetée", "مرفوض"), Final: true),
        ],
        [
            new("confirm", new("Confirm", "Confirmer", "تأكيد"), "draft", "confirmed", Guards: [NeedsJudgement]),
            new("reject", new("Reject", "Rejeter", "رفض"), "draft", "rejected", Guards: [NeedsJudgement]),
        ],
        []);

    private static IEnumerable<Refusal> NeedsJudgement(GuardContext step)
    {
        if (string.IsNullOrWhiteSpace(step.As<Assessment>().Judgement))
            yield return new("assessment.judgement", "Write down why, in the field Judgement, before you confirm or reject.", Field: "judgement");
    }

    public static Kind<Assessment> Kind { get; } = new KindBuilder<Assessment>("assessment", "shared",
            new("Assessment", "Évaluation", "تقييم"), new("Assessments", "Évaluations", "التقييمات"))
        .Field(x => x.Method, new("Method", "Méthode", "المنهج"), f => f with { Required = true, Searched = true, Filtered = true, Listed = true })
        .Field(x => x.MethodVersion, new("Version of the method", "Version de la méthode", "إصدار المنهج"), f => f with { Required = true })
        .Field(x => x.Parameters, new("Parameters", "Paramètres", "المعاملات"), f => f with { Type = FieldType.LongText, MaxLength = 10_000 })
        .Field(x => x.Inputs, new("Inputs", "Données utilisées", "المدخلات"), f => f with { Type = FieldType.LongText, Required = true, MaxLength = 10_000 })
        .Field(x => x.Result, new("Result", "Résultat", "النتيجة"), f => f with { Type = FieldType.LongText, Required = true, MaxLength = 1_000_000 })
        .Field(x => x.Uncertainty, new("How unsure", "Incertitude", "درجة عدم اليقين"), f => f with { Type = FieldType.LongText, Required = true, MaxLength = 4_000 })
        .Field(x => x.Judgement, new("Judgement of a person", "Jugement d'une personne", "حكم الشخص المسؤول"), f => f with { Type = FieldType.LongText, MaxLength = 4_000 })
        .Title(x => x.Method)
        .Workflow(Steps)
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Statistics)
        .Retention(1, 5, "Palermo: analyses are looked at again each year")
        .Build();
}
