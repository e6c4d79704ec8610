using NodaTime;

namespace Palermo.Kernel;

public enum ComplaintSeverity { Low, Serious, Grave }

/// <summary>A complaint or allegation about how somebody was treated or a record was used: heard by somebody outside the unit concerned, answered, and open to appeal.</summary>
/// <param name="What">What is said to have happened. No names where the person does not want them.</param>
/// <param name="UnitConcerned">The organisation or unit that it is about.</param>
/// <param name="AssignedUnit">The unit that examines it: another than the one concerned.</param>
/// <param name="Anonymous">True when the person who complains is not to be known.</param>
public sealed record Complaint(
    string What, string UnitConcerned, LocalDate ReceivedOn, ComplaintSeverity Severity = ComplaintSeverity.Serious, bool Anonymous = false, RecordId? About = null,
    string? AssignedUnit = null, string? Action = null, string? Answer = null, LocalDate? AnsweredOn = null, string? Appeal = null)
{
    /// <summary>Days in which a complaint is answered: the product's own default, which the law of the node may shorten.</summary>
    public const int DaysToAnswer = 30;

    private static readonly Workflow Steps = new(
        [
            new("received", new("Received", "Reçue", "مستلَمة")), new("examined", new("Being examined", "En examen", "قيد النظر")),
            new("answered", new("Answered", "Traitée", "تمت الإجابة")), new("appealed", new("Appealed", "En recours", "مطعون فيها")), new("closed", new("Closed", "Close", "مغلقة"), Final: true),
        ],
        [
            new("assign", new("Assign", "Attribuer", "إسناد"), "received", "examined", Guards: [OutsideTheUnit]),
            new("answer", new("Answer", "Répondre", "الإجابة"), "examined", "answered", Guards: [OutsideTheUnit, Answered], Decides: true),
            new("appeal", new("Record an appeal", "Enregistrer un recours", "تسجيل طعن"), "answered", "appealed", Guards: [HasAppeal]),
            new("answer-appeal", new("Answer the appeal", "Répondre au recours", "الإجابة عن الطعن"), "appealed", "answered", Guards: [OutsideTheUnit, Answered], FourEyes: true, Decides: true),
            new("close", new("Close", "Clore", "إغلاق"), "answered", "closed", Guards: [OutsideTheUnit], FourEyes: true),
        ],
        [new("answer", new("Answer to the complaint", "Réponse à la plainte", "الإجابة عن الشكوى"), (body, header) => header.State is "received" or "examined" or "appealed" ? ((Complaint)body).ReceivedOn.PlusDays(DaysToAnswer) : null, "Palermo: 30 days")]);

    /// <summary>Nobody of the unit concerned moves a complaint about it, and no such unit examines itself.</summary>
    private static IEnumerable<Refusal> OutsideTheUnit(GuardContext step)
    {
        var complaint = step.As<Complaint>();
        if (string.IsNullOrWhiteSpace(complaint.AssignedUnit)) yield return new("complaint.assigned", "Say which unit examines it.", Field: "assignedUnit");
        else if (string.Equals(complaint.AssignedUnit, complaint.UnitConcerned, StringComparison.OrdinalIgnoreCase))
            yield return new("complaint.own-unit", $"{complaint.UnitConcerned} cannot examine a complaint about itself: assign another unit.", Field: "assignedUnit");
        if (string.Equals(step.Session.Actor.Organisation, complaint.UnitConcerned, StringComparison.OrdinalIgnoreCase))
            yield return new("complaint.outside", "Somebody outside the unit concerned takes this step.");
    }

    private static IEnumerable<Refusal> Answered(GuardContext step)
    {
        if (string.IsNullOrWhiteSpace(step.As<Complaint>().Answer)) yield return new("complaint.answer", "Write the answer first.", Field: "answer");
        if (step.As<Complaint>().AnsweredOn is not { } on || on < step.As<Complaint>().ReceivedOn) yield return new("complaint.answered-on", "Give the day of the answer, not before the complaint.", Field: "answeredOn");
    }

    private static IEnumerable<Refusal> HasAppeal(GuardContext step)
    {
        if (string.IsNullOrWhiteSpace(step.As<Complaint>().Appeal)) yield return new("complaint.appeal", "Write what is appealed against, and why.", Field: "appeal");
    }

    public static Kind<Complaint> Kind { get; } = new KindBuilder<Complaint>("complaint", "shared",
            new("Complaint", "Plainte", "شكوى"), new("Complaints", "Plaintes", "الشكاوى"))
        .Field(x => x.What, new("What happened", "Les faits", "ما حدث"), f => f with { Type = FieldType.LongText, Required = true, Searched = true, Listed = true, MaxLength = 20_000 })
        .Field(x => x.UnitConcerned, new("Unit concerned", "Unité concernée", "الوحدة المعنية"), f => f with { Required = true, Searched = true, Listed = true, Filtered = true, MaxLength = 200 })
        .Field(x => x.ReceivedOn, new("Received on", "Reçue le", "استُلمت في"), f => f with { Required = true, Listed = true })
        .Field(x => x.Severity, new("Severity", "Gravité", "الخطورة"), f => f with
        {
            Filtered = true, Listed = true,
            Codes = CodeList.Of<ComplaintSeverity>("complaint-severity", (ComplaintSeverity.Low, new("Low", "Faible", "منخفضة")), (ComplaintSeverity.Serious, new("Serious", "Sérieuse", "جدية")), (ComplaintSeverity.Grave, new("Grave", "Grave", "جسيمة"))),
        })
        .Field(x => x.Anonymous, new("The person is not to be known", "La personne reste anonyme", "يبقى الشخص مجهولاً"))
        .Field(x => x.About, new("Record concerned", "Fiche concernée", "السجل المعني"), f => f with { LinkRole = "complains-of" })
        .Field(x => x.AssignedUnit, new("Examined by", "Examinée par", "تنظر فيها"), f => f with { MaxLength = 200, Filtered = true })
        .Field(x => x.Action, new("Action taken", "Suites données", "الإجراء المتخذ"), f => f with { Type = FieldType.LongText, MaxLength = 10_000 })
        .Field(x => x.Answer, new("Answer", "Réponse", "الإجابة"), f => f with { Type = FieldType.LongText, MaxLength = 10_000 })
        .Field(x => x.AnsweredOn, new("Answered on", "Réponse du", "أُجيب عنها في"))
        .Field(x => x.Appeal, new("Appeal", "Recours", "الطعن"), f => f with { Type = FieldType.LongText, MaxLength = 10_000 })
        .Title(x => $"{x.UnitConcerned}, {x.ReceivedOn:uuuu-MM-dd}")
        .Workflow(Steps)
        .KeptFromDeletion((_, header) => header.State is "closed" ? null : new Refusal("complaint.kept", "A complaint is kept until it is answered and closed.", "Palermo: complaints are not deleted before they are answered"))
        .Purposes(Purpose.Investigation, Purpose.BorderManagement, Purpose.Prosecution, Purpose.Rescue, Purpose.Cooperation)
        .Retention(2, 10, "Palermo: a complaint outlives the matter it is about")
        .Build();
}
