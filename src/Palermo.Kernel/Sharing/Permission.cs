using NodaTime;

namespace Palermo.Kernel;

public enum PermissionDecision { Asked, Granted, Refused }

/// <summary>
/// The originator's consent to pass something on: asked by the holder of a copy, given by the node that owns it. Granted ones belong to the
/// originator, so that nobody here can write his own.
/// </summary>
/// <param name="Item">The record as it is named at the holder.</param>
/// <param name="Codes">The restrictions that it lifts.</param>
/// <param name="AskedBy">The node that asked.</param>
/// <param name="Recipient">The node that may receive it.</param>
/// <param name="ValidUntil">The last day on which it may be used.</param>
public sealed record Permission(
    RecordId Item, IReadOnlyList<string> Codes, string AskedBy, string Recipient, string Purpose, string Words, PermissionDecision Decision = PermissionDecision.Asked,
    LocalDate? DecidedOn = null, LocalDate? ValidUntil = null, string? Conditions = null)
{
    /// <summary>The name of the restriction "originator's consent" among <see cref="Codes"/>; the others are H1, H2, H3.</summary>
    public const string Originator = "originator";

    /// <summary>True when it lifts a restriction for a recipient, a purpose and a day.</summary>
    /// <param name="givenBy">The node that owns the permission.</param>
    /// <param name="owner">The node that owns the item.</param>
    public bool Lifts(string code, RecordId item, string givenBy, string owner, string recipient, string purpose, LocalDate day) =>
        Decision == PermissionDecision.Granted && Item == item && givenBy == owner && Recipient == recipient && Purpose == purpose
        && Codes.Contains(code) && DecidedOn <= day && ValidUntil is { } until && day <= until;

    private static readonly CodeList Restrictions = new("restriction",
    [
        new("H1", new("H1: judicial proceedings", "H1 : procédures judiciaires", "H1: الإجراءات القضائية")), new("H2", new("H2: passing on", "H2 : transmission", "H2: النقل إلى آخرين")),
        new("H3", new("H3: other restrictions", "H3 : autres restrictions", "H3: قيود أخرى")), new(Originator, new("Originator's consent", "Accord de l'émetteur", "موافقة المصدر")),
    ]);

    public static Kind<Permission> Kind { get; } = new KindBuilder<Permission>("permission", "shared",
            new("Permission", "Autorisation", "إذن"), new("Permissions", "Autorisations", "الأذون"))
        .Field(x => x.Item, new("Record", "Fiche", "السجل"), f => f with { Required = true, LinkRole = "permits" })
        .Field(x => x.Codes, new("Restrictions that it lifts", "Restrictions levées", "القيود المرفوعة"), f => f with { Type = FieldType.Codes, Codes = Restrictions, Required = true, Listed = true })
        .Field(x => x.AskedBy, new("Asked by", "Demandée par", "طلبها"), f => f with { Required = true, Filtered = true, Listed = true })
        .Field(x => x.Recipient, new("To pass on to", "Pour transmission à", "للنقل إلى"), f => f with { Required = true, Filtered = true, Listed = true })
        .Field(x => x.Purpose, new("Purpose", "Finalité", "الغرض"), f => f with { Type = FieldType.Code, Codes = PartnerProfile.PurposeCodes, Required = true })
        .Field(x => x.Words, new("Why it is asked", "Motif de la demande", "سبب الطلب"), f => f with { Type = FieldType.LongText, Required = true, MaxLength = 2000 })
        .Field(x => x.Decision, new("Decision", "Décision", "القرار"), f => f with
        {
            Codes = CodeList.Of<PermissionDecision>("permission-decision", (PermissionDecision.Asked, new("Asked", "Demandée", "مطلوب")), (PermissionDecision.Granted, new("Granted", "Accordée", "ممنوح")), (PermissionDecision.Refused, new("Refused", "Refusée", "مرفوض"))),
            Filtered = true, Listed = true,
        })
        .Field(x => x.DecidedOn, new("Decided on", "Décidée le", "تاريخ القرار"))
        .Field(x => x.ValidUntil, new("Valid until", "Valable jusqu'au", "صالح حتى"), f => f with { Listed = true })
        .Field(x => x.Conditions, new("Conditions", "Conditions", "الشروط"), f => f with { Type = FieldType.LongText, MaxLength = 2000 })
        .Title(x => $"{string.Join(" ", x.Codes)} → {x.Recipient}")
        .Rule(x => x.Decision == PermissionDecision.Granted && (x.DecidedOn is null || x.ValidUntil is null || x.ValidUntil < x.DecidedOn)
            ? [new Refusal("permission.until", "A permission says when it was given and until when it holds.", "Palermo: information-exchange 2.1", "validUntil")] : [])
        .Workflow(Workflow.Recorded)
        .Handling(new(Tlp.Amber))
        .Purposes(SharingPurposes.All)
        .Retention(1, 5, "EU manual 6261/18")
        .Build();
}

/// <summary>The purposes of the records by which sharing is kept track of: every one but protection, which shares by nobody else's hand.</summary>
internal static class SharingPurposes
{
    public static string[] All { get; } = [Purpose.Investigation, Purpose.Prosecution, Purpose.BorderManagement, Purpose.FinancialIntelligence, Purpose.Rescue, Purpose.Return, Purpose.Statistics, Purpose.Cooperation];
}
