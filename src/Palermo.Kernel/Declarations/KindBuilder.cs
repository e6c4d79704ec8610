using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Palermo.Kernel;

/// <summary>Declares a kind: the order of the calls is the order of the fields on the page.</summary>
public sealed class KindBuilder<TBody>(string name, string room, Words title, Words plural) where TBody : class
{
    private readonly List<Field> _fields = [];
    private readonly List<Func<TBody, IEnumerable<Refusal>>> _rules = [];
    private readonly Dictionary<int, Func<JsonObject, JsonObject>> _upgrades = [];
    private Func<TBody, string>? _titleOf;
    private Workflow _workflow = Kernel.Workflow.Recorded;
    private Compartment _compartment = Compartment.General;
    private Handling _handling = new();
    private ImmutableSet _purposes;
    private Retention? _retention;
    private SubjectCategory[] _categories = [];
    private Func<object, RecordHeader, Refusal?>? _keptFromDeletion, _stillNeeded;
    private bool _needsLegalBasis, _needsGrading, _fieldEntry;
    private int _indexVersion = 1;

    /// <summary>Adds a field of the body.</summary>
    /// <param name="property">The property, <c>x => x.Dead</c>.</param>
    /// <param name="more">Anything that differs from the plain field of that type.</param>
    public KindBuilder<TBody> Field<T>(Expression<Func<TBody, T>> property, Words label, Func<Field, Field>? more = null)
    {
        var member = (property.Body as MemberExpression)?.Member as PropertyInfo ?? throw new ArgumentException("Name one property of the body.", nameof(property));
        var get = property.Compile();
        var sourced = typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(Sourced<>);
        var plain = sourced ? typeof(T).GetGenericArguments()[0] : Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        var field = new Field
        {
            Name = JsonNamingPolicy.CamelCase.ConvertName(member.Name),
            Label = label,
            Type = TypeOf(plain),
            ClrType = typeof(T),
            IsSourced = sourced,
            Get = body => get((TBody)body),
        };
        _fields.Add(more is null ? field : more(field));
        return this;
    }

    private static FieldType TypeOf(Type type) => type switch
    {
        _ when type == typeof(string) => FieldType.Text,
        _ when type == typeof(int) || type == typeof(long) => FieldType.WholeNumber,
        _ when type == typeof(double) || type == typeof(decimal) => FieldType.Number,
        _ when type == typeof(bool) => FieldType.YesNo,
        _ when type == typeof(LocalDate) => FieldType.Date,
        _ when type == typeof(PartialDate) => FieldType.PartialDate,
        _ when type == typeof(Instant) => FieldType.Moment,
        _ when type == typeof(EventTime) => FieldType.EventTime,
        _ when type == typeof(Place) => FieldType.Place,
        _ when type == typeof(RecordId) => FieldType.Reference,
        _ when type.IsEnum => FieldType.Code,
        _ when typeof(IEnumerable<string>).IsAssignableFrom(type) => FieldType.Texts,
        _ when typeof(IEnumerable<KeyValuePair<string, int>>).IsAssignableFrom(type) => FieldType.Counts,
        _ => FieldType.Part,
    };

    public KindBuilder<TBody> Title(Func<TBody, string> titleOf) { _titleOf = titleOf; return this; }
    public KindBuilder<TBody> Rule(Func<TBody, IEnumerable<Refusal>> rule) { _rules.Add(rule); return this; }
    public KindBuilder<TBody> Workflow(Workflow workflow) { _workflow = workflow; return this; }
    public KindBuilder<TBody> Protected() { (_compartment, _purposes) = (Compartment.Protection, [Purpose.Protection]); return this; }
    public KindBuilder<TBody> Handling(Handling handling) { _handling = handling; return this; }
    public KindBuilder<TBody> Purposes(params ReadOnlySpan<string> purposes) { _purposes = ImmutableSet.Of(purposes); return this; }
    public KindBuilder<TBody> Retention(int reviewYears, int? deleteYears, string source) { _retention = new(reviewYears, deleteYears, source); return this; }
    public KindBuilder<TBody> Categories(params SubjectCategory[] categories) { _categories = categories; return this; }
    public KindBuilder<TBody> NeedsLegalBasis() { _needsLegalBasis = true; return this; }
    public KindBuilder<TBody> NeedsGrading() { _needsGrading = true; return this; }
    /// <summary>Keeps records from deletion: the refusal says until when, and how that is reached.</summary>
    /// <param name="bar">The reason why this record must stay for now; null when it may go.</param>
    public KindBuilder<TBody> KeptFromDeletion(Func<TBody, RecordHeader, Refusal?> bar) { _keptFromDeletion = (body, header) => bar((TBody)body, header); return this; }
    /// <summary>Keeps records, and what they are about, from retention while something is still to be done: time alone does not end that.</summary>
    /// <param name="reason">What is still to be done; null when nothing is.</param>
    public KindBuilder<TBody> StillNeeded(Func<TBody, RecordHeader, Refusal?> reason) { _stillNeeded = (body, header) => reason((TBody)body, header); return this; }
    /// <summary>Offers the empty form where the link is cut: what is entered is kept on the device, sealed, and sent later.</summary>
    public KindBuilder<TBody> FieldEntry() { _fieldEntry = true; return this; }
    public KindBuilder<TBody> IndexVersion(int version) { _indexVersion = version; return this; }
    /// <summary>Adds the upgrade of bodies of a version to the next; the kind's body version is one more than the last.</summary>
    public KindBuilder<TBody> Upgrade(int from, Func<JsonObject, JsonObject> upgrade) { _upgrades.Add(from, upgrade); return this; }

    /// <summary>The kind, when the declaration is sound.</summary>
    /// <exception cref="InvalidOperationException">Everything that is wrong with the declaration: a bug in the room.</exception>
    public Kind<TBody> Build()
    {
        List<string> faults = [.. _workflow.Faults()];
        if (_titleOf is null) faults.Add("has no title of a record");
        if (_purposes.IsEmpty) faults.Add("serves no purpose");
        if (_retention is null) faults.Add("has no retention");
        if (SubjectCategories.Problems(_categories).Any()) faults.Add("joins a smuggled person or victim with a suspect (law 4)");
        faults.AddRange(_purposes.Where(p => !Purpose.All.ContainsKey(p)).Select(p => $"serves '{p}', which is no purpose"));
        faults.AddRange(_handling.Problems().Select(p => p.Message));
        faults.AddRange(_fields.Where(f => f.Type is FieldType.Code or FieldType.Codes && f.Codes is null).Select(f => $"field '{f.Name}' has no code list"));
        faults.AddRange(_fields.Where(f => f.Type == FieldType.Identifier && f.IdentifierType is null).Select(f => $"field '{f.Name}' has no type of identifier"));
        faults.AddRange(_fields.GroupBy(f => f.Name).Where(g => g.Count() > 1).Select(g => $"declares '{g.Key}' twice"));
        var declared = _fields.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(typeof(TBody).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && !declared.Contains(JsonNamingPolicy.CamelCase.ConvertName(p.Name))).Select(p => $"does not declare its property {p.Name}"));
        if (faults.Count > 0) throw new InvalidOperationException($"The kind '{name}' {string.Join("; ", faults)}.");
        return new()
        {
            Name = name, Room = room, Title = title, Plural = plural, Fields = _fields, Workflow = _workflow, Compartment = _compartment,
            DefaultHandling = _handling, DefaultPurposes = _purposes, Retention = _retention!, Categories = _categories,
            NeedsLegalBasis = _needsLegalBasis, NeedsGrading = _needsGrading, KeptFromDeletion = _keptFromDeletion, StillNeeded = _stillNeeded, FieldEntry = _fieldEntry, TitleOf = _titleOf!, Rules = _rules,
            BodyVersion = 1 + (_upgrades.Count == 0 ? 0 : _upgrades.Keys.Max()), IndexVersion = _indexVersion, Upgrades = _upgrades,
        };
    }
}
