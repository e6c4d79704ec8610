namespace Palermo.Kernel;

/// <summary>What a machine extracted or guessed: it waits in a tray, and becomes a record when a person accepts it.</summary>
/// <param name="KindName">The kind of record it would become.</param>
/// <param name="Body">The proposed body as JSON.</param>
/// <param name="Method">What proposed it, with version.</param>
/// <param name="Evidence">The passage or the reason, in words.</param>
/// <param name="Accepted">The record made of it.</param>
public sealed record Proposal(string KindName, string Body, string Method, string Evidence, RecordId? Accepted = null)
{
    private static readonly Workflow Steps = new(
        [
            new("waiting", new("Waiting", "En attente", "بالانتظار")),
            new("accepted", new("Accepted", "Acceptée", "مقبول"), Final: true),
            new("rejected", new("Rejected", "Rejetée", "مرفوض"), Final: true),
        ],
        [
            new("accept", new("Accept", "Accepter", "قبول"), "waiting", "accepted", Guards: [NeedsRecord]),
            new("reject", new("Reject", "Rejeter", "رفض"), "waiting", "rejected"),
        ],
        []);

    private static IEnumerable<Refusal> NeedsRecord(GuardContext step)
    {
        if (step.As<Proposal>().Accepted is null) yield return new("proposal.record", "Make the record first, and name it here.", Field: "accepted");
    }

    public static Kind<Proposal> Kind { get; } = new KindBuilder<Proposal>("proposal", "shared",
            new("Proposal", "Proposition", "اقتراح"), new("Proposals", "Propositions", "الاقتراحات"))
        .Field(x => x.KindName, new("Kind", "Type", "النوع"), f => f with { Required = true, Filtered = true, Listed = true })
        .Field(x => x.Body, new("Proposed record", "Fiche proposée", "السجل المقترح"), f => f with { Type = FieldType.LongText, Required = true, MaxLength = 100_000 })
        .Field(x => x.Method, new("Proposed by", "Proposé par", "مصدر الاقتراح"), f => f with { Required = true, Filtered = true, Listed = true })
        .Field(x => x.Evidence, new("Why", "Pourquoi", "السبب"), f => f with { Type = FieldType.LongText, Required = true, MaxLength = 10_000, Listed = true })
        .Field(x => x.Accepted, new("Record made of it", "Fiche créée", "السجل الناتج"), f => f with { LinkRole = "became" })
        .Title(x => x.Evidence.Length <= 80 ? x.Evidence : x.Evidence[..79] + "…")
        .Workflow(Steps)
        .Purposes(Purpose.Investigation, Purpose.BorderManagement)
        .Retention(1, 1, "Palermo: proposals nobody took go after a year")
        .Build();
}
