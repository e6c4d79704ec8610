using Palermo.Analysis.Notices;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

/// <summary>An entry of lost and stolen documents that a search found.</summary>
internal sealed record FoundDocument(RecordId Record, string Number, string Type, string Issuer, string Status, string RecordedBy, string Match);

/// <summary>What a search answers: no holder's name, no reason, and whom to ask.</summary>
/// <param name="Result">no-hit, possible-hit or hit.</param>
internal sealed record DocumentAnswer(string Result, IReadOnlyList<FoundDocument> Entries);

/// <summary>Searches the node's entries of lost and stolen documents in the manner of SLTD.</summary>
internal static class DocumentSearch
{
    public static readonly Words NoGround = new(
        "A hit is no ground for a measure by itself: second line, and ask the bureau that recorded it.",
        "Une réponse positive ne fonde à elle seule aucune mesure : deuxième ligne, et question au BCN qui l'a enregistrée.",
        "الإصابة وحدها ليست أساساً لأي إجراء: تدقيق ثانوي وسؤال المكتب الذي سجّلها.");

    public static RoomAnalysis Analysis { get; } = new(
        "document-search",
        new("Search of a document", "Recherche d'un document", "البحث عن وثيقة"),
        new("Whether a document is recorded as lost or stolen: exact on number, type and issuer, or only possible.", "Un document est-il enregistré comme perdu ou volé : exact sur le numéro, le type et l'émetteur, ou seulement possible.", "هل الوثيقة مسجلة كمفقودة أو مسروقة: مطابقة في الرقم والنوع وجهة الإصدار، أو محتملة فقط."),
        [
            new("number", new("Number", "Numéro", "الرقم"), Required: true),
            new("issuer", new("Issued by", "Pays émetteur", "بلد الإصدار"), Required: true),
            new("type", new("Type", "Type", "النوع"), Allowed: [.. DocumentLoss.Types.Codes.Select(c => c.Value)]),
        ],
        async (context, cancel) =>
        {
            if (LostDocuments.Normalise(context["number"]!).Length < 4) return new Refusal("document-search.number", "Give at least four letters or digits of the number.", Field: "number");
            return new AnalysisAnswer(await FindAsync(context.Records, context.Session, context["number"]!, context["type"], context["issuer"]!, cancel), [NoGround]);
        });

    /// <summary>Compares with every entry in force.</summary>
    /// <remarks>Time grows with the number of entries of the issuer.</remarks>
    public static async Task<DocumentAnswer> FindAsync(IRecords records, Session session, string number, string? type, string issuer, CancellationToken cancel)
    {
        List<FoundDocument> found = [];
        await foreach (var record in records.ScanAsync(session, new(DocumentLoss.Kind.Name, State: "in-force"), AccessAction.Read, cancel))
        {
            var entry = record.As<DocumentLoss>();
            var entryType = Code(entry.Type);
            var match = LostDocuments.Compare(number, type, issuer, entry.Number, entryType, entry.Issuer);
            if (match != DocumentMatch.NoHit) found.Add(new(record.Id, entry.Number, entryType, Countries.Code(entry.Issuer), Code(entry.Status), Countries.Code(entry.RecordedBy), match == DocumentMatch.Hit ? "hit" : "possible-hit"));
        }
        found.Sort((a, b) => string.CompareOrdinal(a.Match, b.Match));
        return new(found.Count == 0 ? "no-hit" : found[0].Match, found);
    }

    private static string Code<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
