namespace Palermo.Kernel;

/// <summary>The record in which each side keeps a thread: its states follow from the moves.</summary>
public static class RequestKind
{
    public const string Draft = "draft", Sent = "sent", Acknowledged = "acknowledged", Clarification = "clarification", PartlyAnswered = "partly-answered",
        Answered = "answered", Refused = "refused", Withdrawn = "withdrawn", Ended = "closed";

    /// <summary>The type of identifier by which both sides find a thread.</summary>
    public const string Identifier = "request";

    private static readonly State[] States =
    [
        new(Draft, new("Draft", "Brouillon", "مسودة")), new(Sent, new("Sent", "Envoyée", "مرسل")), new(Acknowledged, new("Acknowledged", "Accusée de réception", "أُشعر بالاستلام")),
        new(Clarification, new("Question open", "Question ouverte", "سؤال مفتوح")), new(PartlyAnswered, new("Partly answered", "Réponse partielle", "رد جزئي")),
        new(Answered, new("Answered", "Répondue", "أُجيب")), new(Refused, new("Refused", "Refusée", "مرفوض")), new(Withdrawn, new("Withdrawn", "Retirée", "مسحوب"), Final: true),
        new(Ended, new("Closed", "Close", "مغلق"), Final: true),
    ];

    private static IEnumerable<Transition> Steps()
    {
        string[] running = [Sent, Acknowledged, Clarification, PartlyAnswered];
        string[] next = [Acknowledged, Clarification, PartlyAnswered, Answered, Refused, Withdrawn];
        yield return To(Draft, Sent);
        yield return To(Clarification, Sent);
        foreach (var from in running)
        {
            foreach (var to in next.Where(t => t != from)) yield return To(from, to);
            yield return To(from, Ended);
        }
        yield return To(Answered, Ended);
        yield return To(Refused, Ended);
    }

    private static Transition To(string from, string to) => new("to-" + to, States.First(s => s.Name == to).Title, from, to, Guards: [step =>
        step.As<RequestThread>().StateOf() == to ? [] : [new Refusal("thread.state", "The state follows from the moves of the thread: make the move on its page.")]]);

    public static Kind<RequestThread> Kind { get; } = new KindBuilder<RequestThread>("request", "shared",
            new("Request", "Demande", "طلب"), new("Requests", "Demandes", "الطلبات"))
        .Field(x => x.Subject, new("Subject", "Objet", "الموضوع"), f => f with { Required = true, Searched = true, Listed = true, MaxLength = 200 })
        .Field(x => x.Ours, new("Number", "Numéro", "الرقم"), f => f with { Type = FieldType.Identifier, IdentifierType = "request-number", MaxLength = 80 })
        .Field(x => x.Theirs, new("Number of the thread", "Numéro du fil", "رقم المراسلة"), f => f with { Type = FieldType.Identifier, IdentifierType = Identifier, MaxLength = 120 })
        .Field(x => x.Asker, new("From", "De", "من"), f => f with { Required = true, Filtered = true, Listed = true, MaxLength = 40 })
        .Field(x => x.Answerer, new("To", "À", "إلى"), f => f with { Required = true, Filtered = true, Listed = true, MaxLength = 40 })
        .Field(x => x.Question, new("Question", "Question", "السؤال"), f => f with { Type = FieldType.LongText, Required = true, Searched = true, MaxLength = 10_000 })
        .Field(x => x.Urgency, new("Urgency", "Urgence", "الاستعجال"), f => f with
        {
            Codes = CodeList.Of<Urgency>("urgency", (Urgency.Normal, new("Normal", "Normale", "عادي")), (Urgency.Urgent, new("Urgent", "Urgente", "عاجل")), (Urgency.VeryUrgent, new("Very urgent", "Très urgente", "عاجل جداً"))),
            Filtered = true, Listed = true,
        })
        .Field(x => x.DirectlyAccessible, new("The answer is at hand there", "La réponse y est directement accessible", "الجواب متاح هناك مباشرة"))
        .Field(x => x.Purpose, new("Purpose", "Finalité", "الغرض"), f => f with { Type = FieldType.Code, Codes = PartnerProfile.PurposeCodes, Filtered = true })
        .Field(x => x.LegalBasis, new("Legal basis", "Base juridique", "الأساس القانوني"))
        .Field(x => x.CaseReference, new("Case", "Dossier", "القضية"), f => f with { Searched = true })
        .Field(x => x.About, new("Asked about", "Sur quoi porte la demande", "موضع السؤال"), f => f with { Searched = true, MaxLength = 200 })
        .Field(x => x.AgreedHours, new("Hours to answer, as agreed", "Heures pour répondre, convenues", "ساعات الرد المتفق عليها"), f => f with { Minimum = 1, Maximum = 8760 })
        .Field(x => x.Information, new("Information, nothing was asked", "Information, sans demande", "معلومة دون طلب"), f => f with { Filtered = true })
        .Field(x => x.Entries, new("Messages", "Messages", "الرسائل"), f => f with { OwnPage = "/sharing/requests/" })
        .Title(x => x.Subject)
        .Workflow(new(States, [.. Steps()], [new("answer", new("Answer", "Réponse", "الرد"),
            (body, header) => header.State is Sent or Acknowledged or PartlyAnswered ? ((RequestThread)body).Due()?.InUtc().Date : null, "Directive (EU) 2023/977, Art. 5, or as agreed")]))
        .Handling(new(Tlp.Amber))
        .Purposes(SharingPurposes.All)
        .Retention(2, 5, "Palermo: requests and answers")
        .Build();
}
