using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

internal enum RightVia { National, Ccf }

internal enum RightKind { Access, Correction, Deletion }

internal enum RightAnswer { Granted, PartlyGranted, Refused, NeitherConfirmedNorDenied }

/// <summary>A person asks what is kept of him, that it be corrected, or that it go.</summary>
/// <param name="Applicant">The reference under which the applicant is known to the office that received it: not the name.</param>
/// <param name="AdmissibleOn">When it was found admissible: the CCF's clock runs from there.</param>
/// <param name="About">The record it concerns, once that is found.</param>
internal sealed record DataSubjectRequest(
    string Applicant, RightVia Via, RightKind Right, LocalDate ReceivedOn, LocalDate? AdmissibleOn = null, bool Identified = false, RecordId? About = null,
    RightAnswer? Answer = null, LocalDate? AnsweredOn = null, string? Grounds = null, IReadOnlyList<Pause>? Pauses = null)
{
    /// <summary>When the answer is due: CCF 4 months for access, 9 for correction or deletion, from admissibility; national law one month unless it says otherwise.</summary>
    /// <remarks>
    /// CCF Statute (II.E/RCIA/GA/2004, 2025), Art. 40: targets, the CCF may take longer. Directive (EU) 2016/680, Art. 12(3), says "without undue delay": one month
    /// is the product's own default, after Regulation (EU) 2016/679, Art. 12(3).
    /// </remarks>
    public LocalDate? Due() => Via == RightVia.Ccf
        ? AdmissibleOn is { } admissible ? Deadlines.Due(admissible, Right == RightKind.Access ? 4 : 9, DeadlineUnit.Months, Pauses) : null
        : Deadlines.Due(ReceivedOn, 1, DeadlineUnit.Months, Pauses);

    /// <summary>The words of an answer that neither confirms nor denies: the same whether or not anything is kept.</summary>
    internal static readonly Words Neither = new(
        "Your request was examined. The law does not allow us to say whether data about you are kept. You may ask the supervisory authority to examine the matter.",
        "Votre demande a été examinée. La loi ne permet pas de dire si des données vous concernant sont conservées. Vous pouvez saisir l'autorité de contrôle.",
        "فُحص طلبك. لا يسمح القانون بالقول هل تُحفظ بيانات عنك أم لا. يمكنك طلب الفحص من سلطة الرقابة.");

    private static readonly Workflow Steps = new(
        [
            new("received", new("Received", "Reçue", "مستلم")), new("examined", new("Examined", "Examinée", "قيد الفحص")),
            new("answered", new("Answered", "Répondue", "أُجيب"), Final: true),
        ],
        [
            new("examine", new("Examine", "Examiner", "فحص"), "received", "examined", Guards: [MustBeIdentified]),
            new("answer", new("Answer", "Répondre", "رد"), "examined", "answered", Guards: [MustSayWhat], FourEyes: true),
        ],
        [new("answer", new("Answer", "Réponse", "الرد"), (body, header) => header.State == "answered" ? null : ((DataSubjectRequest)body).Due(), "Directive (EU) 2016/680, Art. 12(3); CCF Statute, Art. 40")]);

    private static IEnumerable<Refusal> MustBeIdentified(GuardContext step)
    {
        if (!step.As<DataSubjectRequest>().Identified) yield return new("right.identified", "The applicant must be identified by a document first.", "CCF: data and your rights", "identified");
    }

    private static IEnumerable<Refusal> MustSayWhat(GuardContext step)
    {
        var body = step.As<DataSubjectRequest>();
        if (body.Answer is null || body.AnsweredOn is null) yield return new("right.answer", "Say what was answered, and when.", Field: "answer");
        if (body.Answer is RightAnswer.Refused or RightAnswer.PartlyGranted or RightAnswer.NeitherConfirmedNorDenied && string.IsNullOrWhiteSpace(body.Grounds))
            yield return new("right.grounds", "A limit of the right is reasoned on file, whatever the applicant is told.", "Directive (EU) 2016/680, Arts. 15(4), 16(4)", "grounds");
    }

    public static Kind<DataSubjectRequest> Kind { get; } = new KindBuilder<DataSubjectRequest>("data-subject-request", "sharing",
            new("Request of a person", "Demande d'une personne", "طلب شخص"), new("Requests of persons", "Demandes de personnes", "طلبات الأشخاص"))
        .Field(x => x.Applicant, new("Reference of the applicant", "Référence du demandeur", "مرجع مقدم الطلب"), f => f with { Required = true, Searched = true, Listed = true, MaxLength = 100, Help = new("A reference of the office, not the name.", "Une référence du service, pas le nom.", "مرجع المكتب لا الاسم.") })
        .Field(x => x.Via, new("By way of", "Par la voie de", "عبر"), f => f with { Filtered = true, Listed = true, Codes = CodeList.Of<RightVia>("right-via", (RightVia.National, new("National authority", "Autorité nationale", "السلطة الوطنية")), (RightVia.Ccf, new("CCF (INTERPOL)", "CCF (INTERPOL)", "لجنة الرقابة على ملفات الإنتربول"))) })
        .Field(x => x.Right, new("Asks for", "Demande", "يطلب"), f => f with { Filtered = true, Listed = true, Codes = CodeList.Of<RightKind>("right-kind", (RightKind.Access, new("Access", "Accès", "الاطلاع")), (RightKind.Correction, new("Correction", "Rectification", "التصحيح")), (RightKind.Deletion, new("Deletion", "Effacement", "الحذف"))) })
        .Field(x => x.ReceivedOn, new("Received on", "Reçue le", "تاريخ الاستلام"), f => f with { Required = true, Listed = true })
        .Field(x => x.AdmissibleOn, new("Admissible since", "Recevable depuis", "مقبول منذ"))
        .Field(x => x.Identified, new("Identified by a document", "Identifié par un document", "ثبتت الهوية بوثيقة"))
        .Field(x => x.About, new("Record", "Fiche", "السجل"), f => f with { LinkRole = "concerns" })
        .Field(x => x.Answer, new("Answer", "Réponse", "الرد"), f => f with
        {
            Filtered = true,
            Codes = CodeList.Of<RightAnswer>("right-answer", (RightAnswer.Granted, new("Granted", "Accordée", "مقبول")), (RightAnswer.PartlyGranted, new("Partly granted", "Accordée en partie", "مقبول جزئياً")),
                (RightAnswer.Refused, new("Refused", "Refusée", "مرفوض")), (RightAnswer.NeitherConfirmedNorDenied, new("Neither confirmed nor denied", "Ni confirmé ni démenti", "لا تأكيد ولا نفي"))),
        })
        .Field(x => x.AnsweredOn, new("Answered on", "Répondue le", "تاريخ الرد"))
        .Field(x => x.Grounds, new("Grounds, on file", "Motifs, au dossier", "الأسباب، في الملف"), f => f with { Type = FieldType.LongText, MaxLength = 4000 })
        .Field(x => x.Pauses, new("Pauses of the clock", "Suspensions du délai", "توقفات الموعد"))
        .Title(x => x.Applicant)
        .Rule(x => x.AnsweredOn < x.ReceivedOn ? [new Refusal("right.order", "It was answered before it was received.", Field: "answeredOn")] : [])
        .Workflow(Steps)
        .NeedsLegalBasis()
        .Purposes(Purpose.Investigation, Purpose.Cooperation)
        .StillNeeded((_, header) => header.State == "answered" ? null : new Refusal("retention.request-open", "A person's request about it is not answered.", "Directive (EU) 2016/680, Arts. 12 to 18"))
        .Retention(1, 5, "Directive (EU) 2016/680, Arts. 12 to 18")
        .Build();
}
