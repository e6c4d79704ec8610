using System.Text;
using NodaTime;

namespace Palermo.Kernel;

/// <summary>What a recall says to a partner: the payload of <c>recall/1</c>.</summary>
/// <param name="Recall">Number of the recall at the sender.</param>
/// <param name="Copy">Name of the copy at the partner.</param>
/// <param name="ContentHash">For a correction or narrowing: what the copy must be afterwards, see <see cref="ReleasedRecord.ContentHash"/>.</param>
public sealed record RecallNotice(string Recall, string Copy, RecallKind What, RecallReason Why, string Words, LocalDate Due, string? ContentHash = null)
{
    public const string Message = "recall/1";
}

/// <summary>What a partner did: the payload of <c>recall-answer/1</c>.</summary>
/// <param name="Partner">Who did it: the sender, or a node to which the sender had passed the copy on.</param>
/// <param name="Proof">The partner's log entry, signed with its key: see <see cref="RecallProof"/>.</param>
public sealed record RecallReply(string Recall, string Partner, RecallAnswer Answer, string? Reason = null, string? Proof = null, IReadOnlyList<string>? PassedOnTo = null)
{
    public const string Message = "recall-answer/1";
}

/// <summary>
/// What a node signs when it has carried out a recall: its own log entry. It proves what the node said, and that its log says the same for good:
/// not that no other copy is left.
/// </summary>
/// <param name="Sequence">Number of the entry in the node's log.</param>
/// <param name="Hash">Hash of that entry, hex: the log cannot be rewritten without contradicting it.</param>
public sealed record RecallProof(string Node, string Recall, string Copy, RecallAnswer Answer, string Action, long Sequence, string Hash, Instant At)
{
    /// <summary>The sort of statement that the node signs.</summary>
    public const string Type = "recall-proof";

    public string Sign(INodeIdentity identity) => identity.Sign(Type, Payloads.Write(this));

    /// <summary>Reads a proof and checks its signature.</summary>
    /// <param name="by">The node that must have signed it.</param>
    public static Outcome<RecallProof> Check(INodeIdentity identity, string by, string jws)
    {
        var verified = identity.Verify(by, Type, jws);
        if (!verified.TryGet(out var statement)) return Outcome<RecallProof>.Refused(verified.Refusals);
        var read = Payloads.Read<RecallProof>(statement.Statement);
        if (read.TryGet(out var proof) && proof.Node != by) return new Refusal("recall.proof", "The proof speaks of another node than the one that signed it.", Field: "proof");
        return read;
    }
}

/// <summary>A recall that came from a partner: what it asks of this node, and what became of it.</summary>
/// <param name="Number">Sender and number of the recall: one duty for each.</param>
/// <param name="Copy">Name of the copy, as text: the entry outlives it.</param>
/// <param name="Forwarded">Number of the recall by which it was forwarded to those who had it from here.</param>
public sealed record RecallDuty(
    string Number, string From, string Theirs, string Copy, RecallKind What, RecallReason Why, string Words, LocalDate Due, string? ContentHash = null,
    RecallAnswer Answer = RecallAnswer.Silent, string? Reason = null, string? Proof = null, string? Forwarded = null, IReadOnlyList<string>? PassedOnTo = null, bool Decided = false)
{
    public const string NumberIdentifier = "recall-number";
    public const string Received = "received", Undecided = "undecided", Answered = "answered";

    private static readonly Workflow Steps = new(
        [
            new(Received, new("Received", "Reçu", "مستلَم")), new(Undecided, new("A person decides", "Une personne décide", "يقرر شخص")),
            new(Answered, new("Answered", "Répondu", "أُجيب"), Final: true),
        ],
        [
            new("ask", new("Ask a person", "Demander à une personne", "سؤال شخص"), Received, Undecided),
            new("decide", new("Decide", "Décider", "قرار"), Undecided, Received),
            new("answer", new("Answer", "Répondre", "رد"), Received, Answered),
        ],
        [new("answer", new("Answer to the partner", "Réponse au partenaire", "الرد على الشريك"), (body, header) => header.State == Answered ? null : ((RecallDuty)body).Due, "Palermo: 7 days")]);

    public static Kind<RecallDuty> Kind { get; } = new KindBuilder<RecallDuty>("recall-duty", "shared",
            new("Recall by a partner", "Rappel d'un partenaire", "استرجاع من شريك"), new("Recalls by partners", "Rappels de partenaires", "استرجاعات من شركاء"))
        .Field(x => x.Number, new("Number", "Numéro", "الرقم"), f => f with { Type = FieldType.Identifier, IdentifierType = NumberIdentifier, Required = true, MaxLength = 120 })
        .Field(x => x.From, new("From", "De", "من"), f => f with { Required = true, Filtered = true, Listed = true })
        .Field(x => x.Theirs, new("Its recall", "Son rappel", "استرجاعه"), f => f with { Required = true, MaxLength = 80 })
        .Field(x => x.Copy, new("Copy", "Copie", "النسخة"), f => f with { Type = FieldType.Identifier, IdentifierType = Share.ItemIdentifier, Required = true, MaxLength = 36 })
        .Field(x => x.What, new("What", "Quoi", "المطلوب"), f => f with { Codes = Recall.Kind.Field("what")!.Codes, Listed = true, Filtered = true })
        .Field(x => x.Why, new("Why", "Pourquoi", "السبب"), f => f with { Codes = Recall.Kind.Field("why")!.Codes, Listed = true })
        .Field(x => x.Words, new("In words", "En toutes lettres", "بالكلمات"), f => f with { Type = FieldType.LongText, MaxLength = 4000, Required = true })
        .Field(x => x.Due, new("Due", "Échéance", "الاستحقاق"), f => f with { Listed = true })
        .Field(x => x.ContentHash, new("Hash that the copy must have", "Empreinte attendue de la copie", "البصمة المطلوبة للنسخة"), f => f with { MaxLength = 64 })
        .Field(x => x.Answer, new("Answer", "Réponse", "الرد"), f => f with
        {
            Codes = CodeList.Of<RecallAnswer>("recall-answer", (RecallAnswer.Silent, new("None yet", "Aucune", "لا رد بعد")), (RecallAnswer.Applied, new("Applied", "Appliqué", "نُفِّذ")), (RecallAnswer.Refused, new("Refused", "Refusé", "رُفض")), (RecallAnswer.NotFound, new("Not found", "Introuvable", "غير موجود"))),
            Listed = true, Filtered = true,
        })
        .Field(x => x.Reason, new("Reason", "Motif", "السبب"), f => f with { MaxLength = 2000 })
        .Field(x => x.Proof, new("Signed log entry", "Entrée de journal signée", "قيد السجل الموقَّع"), f => f with { Type = FieldType.LongText, MaxLength = 10_000 })
        .Field(x => x.Forwarded, new("Forwarded as", "Transmis comme", "أُحيل برقم"), f => f with { MaxLength = 80 })
        .Field(x => x.PassedOnTo, new("Passed on to", "Transmis à", "نُقل إلى"))
        .Field(x => x.Decided, new("Decided by a person", "Décidé par une personne", "قرره شخص"))
        .Title(x => x.Words)
        .Workflow(Steps)
        .Handling(new(Tlp.Amber))
        .Purposes(SharingPurposes.All)
        .StillNeeded((_, header) => header.State == Answered ? null : new Refusal("retention.recall-unanswered", "A partner's recall is not answered.", "Directive (EU) 2016/680, Art. 16(6)"))
        .Retention(2, 10, "Directive (EU) 2016/680, Art. 16(6)")
        .Build();

    internal static string NumberOf(string from, string theirs) => $"{from}/{theirs}";
}
