using System.Text.Json;
using NodaTime;
using Palermo.Analysis.Notices;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>A question to a register of stolen and lost documents: number, issuer and type, and nothing of the holder.</summary>
internal sealed record DocumentQuery(string Number, string? Issuer, string? Type);

/// <summary>A register of stolen, lost, revoked and stolen-blank documents, such as INTERPOL's SLTD.</summary>
internal interface IDocumentLookup
{
    /// <summary>Name of the register, as kept with the answer.</summary>
    string Register { get; }

    /// <summary>Asks. A register that cannot be reached answers <see cref="LookupResult.Error"/>, never "no hit".</summary>
    ValueTask<LookupNote> AskAsync(DocumentQuery query, Instant now, CancellationToken cancel = default);
}

/// <summary>The losses recorded on this node: what a state itself declares. It is no copy of a foreign register, and says nothing of what others know.</summary>
/// <remarks>
/// border-routes 9.3: number, issuer and type are the key; a hit without the type agreeing is only possible. Nothing of a foreign register is ever
/// kept here. A hit asks for confirmation by the issuer before any measure; a document found again by its bearer is the usual false alarm.
/// </remarks>
internal sealed class LocalDocumentLookup(IRecords records, Session session, Declarations declared) : IDocumentLookup
{
    public string Register => DocumentLookup.LocalRegister;

    public async ValueTask<LookupNote> AskAsync(DocumentQuery query, Instant now, CancellationToken cancel = default)
    {
        // A node without such a register has asked nobody: that is no "no hit".
        if (LostDocuments.Normalise(query.Number) is not { Length: > 0 } number || declared.FindKind(DocumentLookup.LossKind) is null) return new(Register, now, LookupResult.Error);
        var page = await records.ListAsync(session, new(DocumentLookup.LossKind, Identifier: (DocumentLookup.NumberType, number)), 20, cancel: cancel);
        var best = LookupResult.NoHit;
        RecordId? reference = null;
        foreach (var row in page.Rows)
        {
            if (!(await records.ReadAsync(session, row.Id, cancel: cancel)).TryGet(out var view)) continue;
            // A document that was found again is no loss any more.
            if (view.Kind.Workflow.States.Any(s => s.Name == row.State && s.Final)) continue;
            var result = DocumentLookup.Judge(query, number, Text(view, "issuer"), Text(view, "type"));
            if (result > best) (best, reference) = (result, row.Id);
        }
        return new(Register, now, best, reference?.ToString());
    }

    private static string? Text(RecordView view, string field) => view.Kind.Field(field)?.Get(view.Body) switch
    {
        string text => text,
        Enum code => JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString()),
        _ => null,
    };
}

/// <summary>What all registers of documents have in common.</summary>
internal static class DocumentLookup
{
    /// <summary>Type under which document numbers are kept and found again.</summary>
    public const string NumberType = "travel-document";

    /// <summary>The kind in which losses are declared; another room's.</summary>
    public const string LossKind = "document-loss";

    public const string LocalRegister = "losses declared on this node";

    /// <summary>Compares a query with a declared loss of the same number.</summary>
    public static LookupResult Judge(DocumentQuery query, string entryNumber, string? entryIssuer, string? entryType) =>
        string.IsNullOrWhiteSpace(query.Issuer) || string.IsNullOrWhiteSpace(entryIssuer) ? LookupResult.PossibleHit
        : LostDocuments.Compare(query.Number, TypeOf(query.Type), query.Issuer, entryNumber, entryType ?? "", entryIssuer) switch
        {
            DocumentMatch.Hit => LookupResult.Hit,
            DocumentMatch.PossibleHit => LookupResult.PossibleHit,
            _ => LookupResult.NoHit,
        };

    /// <summary>The register's word for a document code of the zone; null where the code leaves it open (I, A and C stand on cards and permits of several sorts).</summary>
    private static string? TypeOf(string? code) => code switch
    {
        ['P', ..] => "passport",
        ['V', ..] => "visa",
        "ID" => "id-card",
        _ => null,
    };
}
