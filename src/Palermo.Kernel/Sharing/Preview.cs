using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Palermo.Kernel;

/// <summary>What becomes of one field, or of one statement in it, when a record is shared.</summary>
/// <param name="Statement">Number of the statement; null for a plain field.</param>
/// <param name="Kept">Why it is kept back; empty when it leaves.</param>
public sealed record FieldRelease(Field Field, int? Statement, object? Value, IReadOnlyList<Refusal> Kept)
{
    public bool Leaves => Kept.Count == 0;
}

/// <summary>What leaves and what is kept back, before anything leaves: each field with its reason, and the bytes themselves.</summary>
/// <param name="Refusals">Why nothing leaves; empty when it does.</param>
/// <param name="Released">What leaves; null when nothing does.</param>
/// <param name="Bytes">The message exactly as it is sealed; empty when nothing leaves.</param>
public sealed record Preview(ReleaseQuestion Question, IReadOnlyList<Refusal> Refusals, IReadOnlyList<FieldRelease> Fields, ReleasedRecord? Released, ReadOnlyMemory<byte> Bytes)
{
    public bool Leaves => Released is not null;

    /// <summary>SHA-256 of the bytes, hex: what was approved is what is sent.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>Shows what would leave.</summary>
    /// <param name="copy">The name of the copy at the partner: the record's own, or a new one when a partner's record is passed on.</param>
    public static Preview Of(ReleaseQuestion q, RecordId copy, string sender)
    {
        var (kind, header, body) = (q.Item.Record.Kind, q.Header, q.Item.Record.Body);
        List<Refusal> refusals = [.. Release.Decide(q)];
        // Of what must not be known to exist nothing is shown, not even the names of its fields.
        if (refusals.Any(r => r.IsNotFound)) return new(q, refusals, [], null, default);
        var json = (JsonObject)JsonSerializer.SerializeToNode(body, kind.BodyType, BodyJson.Options)!;
        List<FieldRelease> fields = [];
        foreach (var field in kind.Fields)
        {
            if (json[field.Name] is null) continue;
            var kept = OfField(q, kind, field, field.Get(body));
            if (field.Get(body) is ISourced sourced)
            {
                // Marked statement by statement: the field leaves with those that may.
                var statements = sourced.Statements.Select(s => new FieldRelease(field, s.Id, s.Value, [.. kept, .. OfStatement(q, s.Handling), .. s.Value is { } said ? OfWords(field, said) : []])).ToArray();
                fields.AddRange(statements);
                var leaving = statements.Where(s => s.Leaves).Select(s => s.Statement!.Value).ToHashSet();
                if (leaving.Count == 0) json.Remove(field.Name);
                // The statements alone: whatever else the field writes (its preferred value) may come from one that stays.
                else json[field.Name] = new JsonObject { ["statements"] = Narrowed((JsonArray)json[field.Name]!["statements"]!, leaving, q.Rules is { NamesSources: true } ? null : sender) };
                continue;
            }
            fields.Add(new(field, null, field.Get(body), kept));
            if (kept.Length > 0) json.Remove(field.Name);
        }
        if (fields.All(f => !f.Leaves)) refusals.Add(new("release.nothing", "Nothing of the record would leave.", Field: "ruleSet"));
        else if (refusals.Count == 0)
            // What is left must be a record by itself: the partner's node takes no other.
            foreach (var fault in kind.Parse((JsonObject)json.DeepClone()).Refusals)
                refusals.Add(new("release.incomplete", $"Without what is kept back it is no whole {kind.Title.English.ToLowerInvariant()}: {fault.Message}", Field: fault.Field));
        if (refusals.Count > 0) return new(q, refusals, fields, null, default);
        var released = new ReleasedRecord(copy, kind.Name, kind.BodyVersion, header.Owner, header.Handling, [q.Purpose], header.ReviewDate, header.Categories, header.LegalBasis, header.Grading,
            q.Rules is { NamesSources: true } ? header.Provenance.Source : sender, q.Partner.GatewayFor(q.Purpose, q.Today)!.Instrument, json);
        return new(q, [], fields, released, released.ToBytes());
    }

    private static Refusal[] OfField(ReleaseQuestion q, Kind kind, Field field, object? value)
    {
        List<Refusal> kept = [];
        if (q.Rules?.KeepsField(kind, field) is { } rule) kept.Add(new("release.rule-set", $"The rule set '{q.Rules.Name}' keeps it back: {rule}.", Field: field.Name));
        // A link tells that the other record exists: it leaves when the partner has that record.
        var links = value switch { RecordId id => [id], IEnumerable<RecordId> many => many.ToArray(), _ => (RecordId[])[] };
        if (links.Any(l => !q.Item.PartnerHas.Contains(l))) kept.Add(new("release.link", "It names a record that the partner does not have.", Field: field.Name));
        // Words in a field are words to the partner.
        if (value is not null and not ISourced) kept.AddRange(OfWords(field, value));
        return [.. kept];
    }

    private static IEnumerable<Refusal> OfWords(Field field, object value) =>
        field.Type is FieldType.Text or FieldType.LongText or FieldType.Texts or FieldType.Part or FieldType.Place ? FreeText.Problems(JsonSerializer.Serialize(value, BodyJson.Options), field.Name) : [];

    private static IEnumerable<Refusal> OfStatement(ReleaseQuestion q, Handling handling)
    {
        foreach (var refusal in Release.OfMarking(q, handling)) yield return refusal;
        if (!q.Own && handling.Codes.HasFlag(SienaCodes.H2) && !q.Lifted("H2")) yield return new("release.h2", "The provider has not permitted that this statement is passed on (H2).", "EU manual 6261/18");
        if (!q.Own && handling.OriginatorConsent && !q.Lifted(Permission.Originator)) yield return new("release.originator-consent", "The originator of this statement has not agreed.");
        if (handling.Tlp >= Tlp.AmberStrict) yield return new("release.amber-strict", "TLP:AMBER+STRICT and TLP:RED go no further than those who have them.", "FIRST TLP 2.0");
        if (handling.Tlp > q.Sender.Actor.Ceiling) yield return new("release.ceiling", $"This person may share up to {new Handling(q.Sender.Actor.Ceiling)}.");
        if (q.Rules?.KeepsMarking(handling) is { } rule) yield return new("release.rule-set", $"The rule '{rule}' keeps it back.");
    }

    /// <summary>The statements that leave; for the names of their sources the authority stands, where a sender is given.</summary>
    private static JsonArray Narrowed(JsonArray statements, HashSet<int> leaving, string? sender)
    {
        JsonArray left = [];
        foreach (var statement in statements.Where(s => leaving.Contains((int)s!["id"]!)))
        {
            var copy = statement!.DeepClone();
            if (sender is not null) copy["source"] = sender;
            left.Add(copy);
        }
        return left;
    }
}
