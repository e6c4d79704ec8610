using NodaTime;

namespace Palermo.Kernel;

/// <summary>
/// What was shared with whom: one entry for each record and partner, and each time. It names fields, never values, so that it may stay when the
/// record is erased, and is what a recall goes by.
/// </summary>
/// <param name="Item">Id of the record, as text: the entry outlives it.</param>
/// <param name="Copy">The name of the copy at the partner.</param>
/// <param name="Left">Names of the fields that left.</param>
/// <param name="KeptBack">Names of the fields that were kept back.</param>
/// <param name="Sha256">Hash of what left, or, while it waits for approval, of what is to leave.</param>
/// <param name="Origin">The node that owns the record, when it is passed on.</param>
/// <param name="Marking">The marking that it bore when it left.</param>
/// <param name="RuleSet">The rule set that was used, by name.</param>
public sealed record Share(
    RecordId Record, string Item, string Copy, string ItemKind, string Partner, string Purpose, string Gateway, IReadOnlyList<string> Left, IReadOnlyList<string> KeptBack, string Sha256,
    string? RuleSet = null, string? Why = null, string? Origin = null, Instant? SentAt = null, IReadOnlyList<Approval>? Approvals = null, string? Request = null, string? Marking = null)
{
    /// <summary>The type of identifier by which the entries of a record are found.</summary>
    public const string ItemIdentifier = "shared-item";

    /// <summary>The type of identifier by which the entry of a copy is found.</summary>
    public const string CopyIdentifier = "shared-copy";

    public const string Waiting = "waiting", Sent = "sent", Recalled = "recalled", Dropped = "dropped";

    private static readonly Workflow Steps = new(
        [
            new(Waiting, new("Waits for approval", "En attente d'approbation", "بانتظار الموافقة")), new(Sent, new("Sent", "Envoyé", "مرسل")),
            new(Recalled, new("Recalled", "Rappelé", "مسترجَع"), Final: true), new(Dropped, new("Not sent", "Non envoyé", "لم يُرسل"), Final: true),
        ],
        [
            new("send", new("Send", "Envoyer", "إرسال"), Waiting, Sent, Guards: [OnlyThroughTheDesk]),
            new("drop", new("Do not send", "Ne pas envoyer", "عدم الإرسال"), Waiting, Dropped),
            new("recall", new("Recall", "Rappeler", "استرجاع"), Sent, Recalled),
        ],
        []);

    /// <summary>The step is taken with the message in one transaction; on its own it would say that something left which did not.</summary>
    private static IEnumerable<Refusal> OnlyThroughTheDesk(GuardContext step)
    {
        if (step.As<Share>().SentAt is null) yield return new("share.send", "Send it from the sharing page: the message leaves with this step.");
    }

    public static Kind<Share> Kind { get; } = new KindBuilder<Share>("share", "shared",
            new("Shared copy", "Copie partagée", "نسخة مشتركة"), new("Shared copies", "Copies partagées", "النسخ المشتركة"))
        .Field(x => x.Record, new("Record", "Fiche", "السجل"), f => f with { Required = true, LinkRole = "shared" })
        .Field(x => x.Item, new("Record, by number", "Fiche, par numéro", "السجل برقمه"), f => f with { Type = FieldType.Identifier, IdentifierType = ItemIdentifier, Required = true, MaxLength = 36 })
        .Field(x => x.Copy, new("Copy", "Copie", "النسخة"), f => f with { Type = FieldType.Identifier, IdentifierType = CopyIdentifier, Required = true, MaxLength = 36 })
        .Field(x => x.ItemKind, new("Kind", "Type", "النوع"), f => f with { Required = true, Filtered = true, Listed = true, Searched = true })
        .Field(x => x.Partner, new("With", "Avec", "مع"), f => f with { Required = true, Filtered = true, Listed = true, Searched = true })
        .Field(x => x.Purpose, new("Purpose", "Finalité", "الغرض"), f => f with { Type = FieldType.Code, Codes = PartnerProfile.PurposeCodes, Filtered = true, Listed = true })
        .Field(x => x.Gateway, new("Legal gateway", "Base juridique", "السند القانوني"), f => f with { MaxLength = 400 })
        .Field(x => x.Left, new("Fields that left", "Champs partis", "الحقول المغادرة"))
        .Field(x => x.KeptBack, new("Fields kept back", "Champs retenus", "الحقول المحتجزة"))
        .Field(x => x.Sha256, new("Hash of what left", "Empreinte de l'envoi", "بصمة المرسَل"), f => f with { MaxLength = 64 })
        .Field(x => x.RuleSet, new("Rule set", "Jeu de règles", "مجموعة القواعد"), f => f with { Filtered = true })
        .Field(x => x.Why, new("Why", "Motif", "السبب"), f => f with { Type = FieldType.LongText, MaxLength = 2000 })
        .Field(x => x.Origin, new("Passed on from", "Transmis de la part de", "منقول عن"), f => f with { Filtered = true })
        .Field(x => x.SentAt, new("Sent at", "Envoyé le", "وقت الإرسال"), f => f with { Listed = true })
        .Field(x => x.Approvals, new("Approved by", "Approuvé par", "وافق عليه"))
        .Field(x => x.Request, new("In answer to", "En réponse à", "رداً على"), f => f with { Type = FieldType.Identifier, IdentifierType = "request", MaxLength = 80 })
        .Field(x => x.Marking, new("Marking", "Marquage", "التصنيف"), f => f with { Filtered = true, MaxLength = 400 })
        .Title(x => $"{x.ItemKind} → {x.Partner}")
        .Workflow(Steps)
        .Handling(new(Tlp.Amber))
        .Purposes(SharingPurposes.All)
        .StillNeeded((_, header) => header.State == Sent ? new Refusal("retention.copy-stands", "The partner has the copy: the entry goes when the copy is recalled.", "Directive (EU) 2016/680, Art. 16(6)") : null)
        .Retention(3, 10, "Directive (EU) 2016/680, Art. 25: logs of disclosure")
        .Build();
}
