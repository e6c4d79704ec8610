using System.Text.Json;
using System.Text.Json.Nodes;

namespace Palermo.Kernel;

/// <summary>
/// A type of record, declared once. From the declaration the platform gives list, detail and edit pages, API, schema, import,
/// export, search, timeline, map layer, links, history and audit.
/// </summary>
public abstract class Kind
{
    /// <summary>The stable name, kebab-case, such as <c>death-or-missing</c>.</summary>
    public required string Name { get; init; }
    public required Words Title { get; init; }
    public required Words Plural { get; init; }
    /// <summary>The commitment whose room declares it (C01 to C15), or <c>shared</c>.</summary>
    public required string Room { get; init; }
    public required IReadOnlyList<Field> Fields { get; init; }
    public required Workflow Workflow { get; init; }
    public required Compartment Compartment { get; init; }
    public required Handling DefaultHandling { get; init; }
    public required ImmutableSet DefaultPurposes { get; init; }
    public required Retention Retention { get; init; }
    public required IReadOnlyList<SubjectCategory> Categories { get; init; }
    public bool NeedsLegalBasis { get; init; }
    public bool NeedsGrading { get; init; }
    /// <summary>
    /// Why a record may not be withdrawn, erased or rolled back as it is, or null when it may; null where the kind sets no such bar. The store
    /// asks it whoever wants to delete, whatever his rights.
    /// </summary>
    public Func<object, RecordHeader, Refusal?>? KeptFromDeletion { get; init; }
    /// <summary>
    /// Why the passing of time alone does not erase the record as it is, such as a request that nobody has answered; null when it does. Who has the
    /// right may delete it all the same.
    /// </summary>
    public Func<object, RecordHeader, Refusal?>? StillNeeded { get; init; }

    /// <summary>Why retention leaves the record where it is, from either bar; null when its time may end.</summary>
    public Refusal? KeptFromRetention(object body, RecordHeader header) => KeptFromDeletion?.Invoke(body, header) ?? StillNeeded?.Invoke(body, header);

    /// <summary>True when a record of the kind may keep itself, and what it is about, from retention.</summary>
    public bool MayKeep => KeptFromDeletion is not null || StillNeeded is not null;

    /// <summary>True when it is recorded in the field: its empty form is offered where the link is cut, and what is entered is sent later.</summary>
    public bool FieldEntry { get; init; }
    /// <summary>Version of the body type; raised when the type changes, with an upgrade from the one before.</summary>
    public required int BodyVersion { get; init; }
    /// <summary>Version of what <see cref="Index"/> gives; raised when keys change, so that the store rebuilds the index of the kind.</summary>
    public required int IndexVersion { get; init; }
    /// <summary>Upgrades by the version they read: body of version n to n + 1.</summary>
    public required IReadOnlyDictionary<int, Func<JsonObject, JsonObject>> Upgrades { get; init; }
    public abstract Type BodyType { get; }

    /// <summary>The field of a JSON name.</summary>
    public Field? Field(string name) => Fields.FirstOrDefault(f => f.Name == name);

    /// <summary>The bytes that are hashed and stored.</summary>
    public byte[] Write(object body) => JsonSerializer.SerializeToUtf8Bytes(body, BodyType, BodyJson.Options);

    /// <summary>Reads a stored body of this or an earlier version.</summary>
    /// <exception cref="JsonException">The bytes are no body of that version.</exception>
    public object Read(ReadOnlySpan<byte> json, int version)
    {
        if (version == BodyVersion) return JsonSerializer.Deserialize(json, BodyType, BodyJson.Options) ?? throw new JsonException($"{Name}: an empty body.");
        var old = JsonNode.Parse(json)?.AsObject() ?? throw new JsonException($"{Name}: an empty body.");
        for (var v = version; v < BodyVersion; v++) old = Upgrades[v](old);
        return old.Deserialize(BodyType, BodyJson.Options)!;
    }

    /// <summary>Reads a body that a person or another program wrote: every fault becomes a refusal that names its field.</summary>
    public Outcome<object> Parse(JsonObject json)
    {
        List<Refusal> faults = [];
        foreach (var (name, _) in json)
            if (Field(name) is null) faults.Add(new("body.unknown-field", $"{Title.English} has no field '{name}'.", Field: name));
        foreach (var field in Fields)
        {
            if (json[field.Name] is not { } value)
            {
                // Said here as well as by Validate: a body whose type requires the value cannot be made without it.
                if (field.Required) faults.Add(Missing(field));
                continue;
            }
            try
            {
                // Limits and codes are looked at here already, so that a person is told everything at once.
                if (value.Deserialize(field.ClrType, BodyJson.Options) is { } read and not ISourced) faults.AddRange(CheckValue(field, read));
            }
            catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or NodaTime.Text.UnparsableValueException)
            {
                faults.Add(new("body.value", $"{field.Label.English}: {Shown(value)} is not {Wanted(field)}.", Field: field.Name));
            }
        }
        if (faults.Count > 0) return faults.ToArray();
        try
        {
            var body = json.Deserialize(BodyType, BodyJson.Options)!;
            var problems = Validate(body).ToArray();
            // Two returns, not a conditional: its type would be object, and a refusal would pass for a body.
            if (problems.Length > 0) return problems;
            return body;
        }
        catch (JsonException fault)
        {
            return new Refusal("body.json", $"{Title.English}: {fault.Message}", Field: fault.Path?.TrimStart('$', '.'));
        }
    }

    private protected static Refusal Missing(Field field) => new("body.required", $"{field.Label.English} is missing.", Field: field.Name);

    private static string Shown(JsonNode value)
    {
        var text = value.ToJsonString(BodyJson.Options);
        return text.Length <= 60 ? text : text[..57] + "...";
    }

    private static string Wanted(Field field) => field.Type switch
    {
        FieldType.WholeNumber => "a whole number",
        FieldType.Number => "a number",
        FieldType.YesNo => "true or false",
        FieldType.Date => "a date such as 2026-11-24",
        FieldType.Moment => "a moment such as 2026-11-24T10:30:00Z",
        FieldType.Code => $"one of {string.Join(", ", field.Codes!.Codes.Select(c => c.Value))}",
        FieldType.Reference => "a record id",
        _ => "a value of this field: see the schema",
    };

    /// <summary>Every rule of the fields, and the kind's own rules.</summary>
    public abstract IEnumerable<Refusal> Validate(object body);

    /// <summary>The rules of one field for one value.</summary>
    private protected abstract IEnumerable<Refusal> CheckValue(Field field, object value);

    /// <summary>What the store keeps beside the body.</summary>
    public abstract RecordIndex Index(object body);

    /// <summary>The body without the statements that a reader may not see.</summary>
    public abstract object Redact(object body, Func<Handling, bool> maySee);

    /// <summary>The body to be stored when somebody saved a redacted view of it.</summary>
    public abstract object Restore(object saved, object stored, Func<Handling, bool> maySee);

    /// <summary>The strictest marking of anything in the record: what a printed page or an export of it bears.</summary>
    public Handling MarkingOf(Handling record, object body) =>
        Fields.Where(f => f.IsSourced).SelectMany(f => (f.Get(body) as ISourced)?.Statements ?? [])
            .Aggregate(record, (strictest, s) => Handling.Strictest(strictest, s.Handling));
}
