using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>
/// A report that people were returned across a border without procedure. Always graded, and kept from deletion: until it is answered nobody,
/// whatever his rights, can withdraw or erase it, and two people must have examined and answered it.
/// </summary>
internal sealed record PushbackAllegation : PersonsEvent
{
    /// <summary>The authority it is about, as alleged.</summary>
    public string About { get; init; } = "";
    /// <summary>What was done with it: assigned to somebody outside the unit concerned.</summary>
    public string? Answer { get; init; }

    private static readonly Workflow Steps = new(
        [
            new("received", new("Received", "Reçue", "وارد")),
            new("examined", new("Under examination", "En examen", "قيد النظر")),
            new("answered", new("Answered", "Traitée", "تمت الإجابة"), Final: true),
        ],
        [
            new("examine", new("Begin examination", "Commencer l'examen", "بدء النظر"), "received", "examined", FourEyes: true),
            new("answer", new("Answer", "Répondre", "الإجابة"), "examined", "answered", Guards: [NeedsAnswer], FourEyes: true),
        ],
        []);

    private static IEnumerable<Refusal> NeedsAnswer(GuardContext step)
    {
        if (string.IsNullOrWhiteSpace(step.As<PushbackAllegation>().Answer))
            yield return new("allegation.answer", "Write the answer before closing the allegation.", Field: "answer");
    }

    private static Refusal? Unanswered(PushbackAllegation body, RecordHeader header) => header.State == "answered" ? null : new(
        "allegation.kept",
        "An allegation of pushback is kept until it is answered: it can be neither withdrawn nor erased before. Have it examined by a second person, write the answer, and take the step 'answer'.",
        "Palermo, Borders: allegations are kept from deletion");

    public static Kind<PushbackAllegation> Kind { get; } = new KindBuilder<PushbackAllegation>("pushback-allegation", "borders",
            new("Allegation of pushback", "Allégation de refoulement", "ادعاء بالإعادة القسرية"), new("Allegations of pushback", "Allégations de refoulement", "ادعاءات الإعادة القسرية"))
        .Event(x => x.PlaceAndDay)
        .Persons()
        .Field(x => x.About, new("Authority concerned", "Autorité concernée", "السلطة المعنية"), f => f with { Required = true, Searched = true, Listed = true })
        .Field(x => x.Answer, new("Answer", "Réponse", "الإجابة"), f => f with { Type = FieldType.LongText, MaxLength = 10_000 })
        .Workflow(Steps)
        .NeedsGrading()
        .KeptFromDeletion(Unanswered)
        .Retention(5, null, "Palermo, Borders: allegations are not deleted before they are answered")
        .Build();
}
