using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>A record as the API gives it: header, body as the caller may see it, and what it bears.</summary>
internal sealed record RecordDocument(
    RecordId Id, string Kind, int Version, string Owner, string State, string Title, Handling Handling, string Marking, ImmutableSet Purposes, ImmutableSet NeedToKnow,
    Provenance Provenance, LocalDate ReviewDate, IReadOnlyList<SubjectCategory> Categories, string? LegalBasis, Grading? Grading,
    Instant CreatedAt, string CreatedBy, Instant ChangedAt, string ChangedBy, bool Withdrawn, JsonNode? Body)
{
    public static RecordDocument Of(RecordView view) => new(
        view.Id, view.Kind.Name, view.Version, view.Header.Owner, view.Header.State, view.Title, view.Header.Handling, view.Marking.ToString(), view.Header.Purposes, view.Header.NeedToKnow,
        view.Header.Provenance, view.Header.ReviewDate, view.Header.Categories, view.Header.LegalBasis, view.Header.Grading,
        view.CreatedAt, view.CreatedBy, view.ChangedAt, view.ChangedBy, view.Withdrawn, JsonSerializer.SerializeToNode(view.Body, view.Kind.BodyType, BodyJson.Options));
}

/// <summary>A record as a caller sends it: kind and body, and what of the header is to differ from the kind's own.</summary>
internal sealed record RecordInput(
    string? Kind = null, JsonObject? Body = null, string? Source = null, string? SourceReference = null, Handling? Handling = null, ImmutableSet? Purposes = null, ImmutableSet? NeedToKnow = null,
    LocalDate? ReviewDate = null, IReadOnlyList<SubjectCategory>? Categories = null, string? LegalBasis = null, Grading? Grading = null, string? Reason = null)
{
    /// <summary>The header of a new record: the kind's own where nothing else is said.</summary>
    public RecordHeader NewHeader(OpenedNode node, Session session, Kind kind) => new(
        node.Ids.Next(), kind.Name, node.Settings.Name, kind.Workflow.Initial.Name, Handling ?? kind.DefaultHandling, Purposes ?? kind.DefaultPurposes,
        NeedToKnow ?? default, new(Source ?? session.Actor.Organisation, SourceReference), ReviewDate ?? kind.Retention.ReviewDate(node.Today),
        Categories ?? [], LegalBasis ?? session.Work.LegalBasis, Grading);

    /// <summary>The header of a record as it shall be after an edit; null when nothing of it changes.</summary>
    public RecordHeader? ChangedHeader(RecordHeader now) =>
        Handling is null && Purposes is null && NeedToKnow is null && ReviewDate is null && Categories is null && LegalBasis is null && Grading is null ? null
        : now with
        {
            Handling = Handling ?? now.Handling, Purposes = Purposes ?? now.Purposes, NeedToKnow = NeedToKnow ?? now.NeedToKnow, ReviewDate = ReviewDate ?? now.ReviewDate,
            Categories = Categories ?? now.Categories, LegalBasis = LegalBasis ?? now.LegalBasis, Grading = Grading ?? now.Grading,
        };
}
