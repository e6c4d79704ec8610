using System.Text.Json.Serialization;
using NodaTime;

namespace Palermo.Kernel;

public enum RecallKind { Correct, Narrow, Withdraw, Erase }

public enum RecallReason { Wrong, Corrected, Narrowed, ErasedByLaw, PersonsRequest, Court }

public enum RecallAnswer { Silent, Applied, Refused, NotFound }

/// <summary>What one partner did with a recall.</summary>
/// <param name="PassedOnTo">To whom the partner says the copy was passed on; they are asked as well.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Proof">The partner's signed log entry: proof of its statement, not of deletion.</param>
public sealed record RecallOutcome(string Partner, RecallAnswer Answer, LocalDate Due, LocalDate? AnsweredOn = null, string? Reason = null, string? Proof = null, IReadOnlyList<string>? PassedOnTo = null, int Chased = 0);

/// <summary>Taking back what was shared: correct, narrow, withdraw or erase, at every partner that got a copy.</summary>
/// <param name="Record">The record that is recalled.</param>
/// <param name="Outcomes">One for every partner that the log names, and for those to whom they passed it on.</param>
/// <param name="OnBehalfOf">The node whose recall this forwards; null for a recall of this node's own.</param>
/// <param name="Theirs">The number of that node's recall.</param>
public sealed record Recall(RecordId Record, RecallKind What, RecallReason Why, string Words, IReadOnlyList<RecallOutcome> Outcomes, string? OnBehalfOf = null, string? Theirs = null)
{
    /// <summary>So often a silent partner is chased before a person must take it up.</summary>
    public const int ChasesBeforeEscalation = 3;

    /// <summary>Days in which a partner answers, after which it is chased: the product's own default.</summary>
    public const int DaysToAnswer = 7;

    /// <summary>A recall to everybody who has a copy.</summary>
    /// <param name="partners">Partners that got a copy, as the log has them.</param>
    public static Recall Start(RecordId record, RecallKind what, RecallReason why, string words, IEnumerable<string> partners, LocalDate today) =>
        new(record, what, why, words, [.. partners.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(p => new RecallOutcome(p, RecallAnswer.Silent, today.PlusDays(DaysToAnswer)))]);

    /// <summary>The recall after a partner's answer. Partners to whom it passed the copy on are asked as well.</summary>
    public Outcome<Recall> Answered(string partner, RecallAnswer answer, LocalDate today, string? reason = null, string? proof = null, IReadOnlyList<string>? passedOnTo = null)
    {
        if (Outcomes.All(o => o.Partner != partner)) return new Refusal("recall.partner", $"'{partner}' was not asked.", Field: "partner");
        if (answer == RecallAnswer.Silent) return new Refusal("recall.answer", "Silence is no answer.", Field: "answer");
        if (answer == RecallAnswer.Refused && string.IsNullOrWhiteSpace(reason)) return new Refusal("recall.reason", "A refusal gives its reason.", Field: "reason");
        if (answer == RecallAnswer.Applied && string.IsNullOrWhiteSpace(proof)) return new Refusal("recall.proof", "An application comes with the partner's signed log entry.", Field: "proof");
        var more = (passedOnTo ?? []).Where(p => Outcomes.All(o => o.Partner != p)).Distinct(StringComparer.Ordinal)
            .Select(p => new RecallOutcome(p, RecallAnswer.Silent, today.PlusDays(DaysToAnswer)));
        return this with
        {
            Outcomes =
            [
                .. Outcomes.Select(o => o.Partner != partner ? o : o with { Answer = answer, AnsweredOn = today, Reason = reason, Proof = proof, PassedOnTo = passedOnTo }),
                .. more,
            ],
        };
    }

    /// <summary>Partners to be chased today: silent past their day.</summary>
    public IReadOnlyList<string> ToChase(LocalDate today) => [.. Outcomes.Where(o => o.Answer == RecallAnswer.Silent && o.Due < today).Select(o => o.Partner)];

    /// <summary>The recall after silent partners were chased: each has as many days again.</summary>
    public Recall Chased(IReadOnlyCollection<string> partners, LocalDate today) => this with
    {
        Outcomes = [.. Outcomes.Select(o => partners.Contains(o.Partner) && o.Answer == RecallAnswer.Silent ? o with { Chased = o.Chased + 1, Due = today.PlusDays(DaysToAnswer) } : o)],
    };

    /// <summary>Partners that stayed silent however often they were chased: for a person to take up by other ways.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Escalated => [.. Outcomes.Where(o => o.Answer == RecallAnswer.Silent && o.Chased >= ChasesBeforeEscalation).Select(o => o.Partner)];

    /// <summary>True when everybody has answered.</summary>
    [JsonIgnore]
    public bool Ended => Outcomes.All(o => o.Answer != RecallAnswer.Silent);

    private static readonly Workflow Steps = new(
        [new("running", new("Running", "En cours", "جارٍ")), new("ended", new("Ended", "Terminé", "منتهٍ"), Final: true)],
        [new("end", new("End", "Terminer", "إنهاء"), "running", "ended", Guards: [EverybodyAnswered])],
        [new("answers", new("Answers of partners", "Réponses des partenaires", "ردود الشركاء"),
            (body, header) => header.State == "running" ? ((Recall)body).Outcomes.Where(o => o.Answer == RecallAnswer.Silent).Select(o => (LocalDate?)o.Due).Min() : null, "Palermo: 7 days")]);

    private static IEnumerable<Refusal> EverybodyAnswered(GuardContext step) =>
        step.As<Recall>().Outcomes.Where(o => o.Answer == RecallAnswer.Silent).Select(o => new Refusal("recall.silent", $"{o.Partner} has not answered."));

    public static Kind<Recall> Kind { get; } = new KindBuilder<Recall>("recall", "shared",
            new("Recall", "Rappel", "استرجاع"), new("Recalls", "Rappels", "عمليات الاسترجاع"))
        .Field(x => x.Record, new("Record", "Fiche", "السجل"), f => f with { Required = true, LinkRole = "recalls" })
        .Field(x => x.What, new("What", "Quoi", "المطلوب"), f => f with
        {
            Listed = true, Filtered = true,
            Codes = CodeList.Of<RecallKind>("recall-kind", (RecallKind.Correct, new("Correct", "Corriger", "تصحيح")), (RecallKind.Narrow, new("Narrow", "Restreindre", "تضييق")), (RecallKind.Withdraw, new("Withdraw", "Retirer", "سحب")), (RecallKind.Erase, new("Erase", "Effacer", "محو"))),
        })
        .Field(x => x.Why, new("Why", "Pourquoi", "السبب"), f => f with
        {
            Listed = true,
            Codes = CodeList.Of<RecallReason>("recall-reason",
                (RecallReason.Wrong, new("It was wrong", "C'était faux", "كان خطأ")), (RecallReason.Corrected, new("It was corrected", "Corrigé", "صُحِّح")), (RecallReason.Narrowed, new("Its use was narrowed", "Usage restreint", "ضُيِّق استعماله")),
                (RecallReason.ErasedByLaw, new("The law asks for erasure", "Effacement légal", "محو بحكم القانون")), (RecallReason.PersonsRequest, new("The person asked", "Demande de la personne", "طلب الشخص")), (RecallReason.Court, new("A court decided", "Décision de justice", "قرار محكمة"))),
        })
        .Field(x => x.Words, new("In words", "En toutes lettres", "بالكلمات"), f => f with { Type = FieldType.LongText, MaxLength = 4000, Required = true })
        .Field(x => x.Outcomes, new("Answers", "Réponses", "الردود"))
        .Field(x => x.OnBehalfOf, new("For the node", "Pour le nœud", "نيابة عن العقدة"), f => f with { Filtered = true, MaxLength = 40 })
        .Field(x => x.Theirs, new("Number of its recall", "Numéro de son rappel", "رقم استرجاعها"), f => f with { MaxLength = 80 })
        .Title(x => x.Words)
        .Workflow(Steps)
        .Purposes(SharingPurposes.All)
        .StillNeeded((x, header) => x.Ended || header.State == "ended" ? null : new Refusal("retention.recall-runs", "A recall is running: partners have not all answered.", "Directive (EU) 2016/680, Art. 16(6)"))
        .Retention(2, 10, "Directive (EU) 2016/680, Art. 16(6): recipients are told")
        .Build();
}
