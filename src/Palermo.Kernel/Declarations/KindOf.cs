using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Palermo.Kernel;

/// <summary>A kind with the C# type of its body.</summary>
public sealed class Kind<TBody> : Kind where TBody : class
{
    /// <summary>The words by which a person knows the record in a list.</summary>
    public required Func<TBody, string> TitleOf { get; init; }
    /// <summary>Rules over several fields.</summary>
    public required IReadOnlyList<Func<TBody, IEnumerable<Refusal>>> Rules { get; init; }

    public override Type BodyType => typeof(TBody);

    /// <inheritdoc/>
    public override IEnumerable<Refusal> Validate(object body)
    {
        foreach (var field in Fields)
        {
            var value = field.Get(body);
            if (value is ISourced sourced)
            {
                var faults = sourced.Problems(field.Name).ToArray();
                foreach (var problem in faults) yield return problem;
                if (faults.Length > 0) continue;
                if (field.Required && !sourced.Statements.Any()) yield return Missing(field);
                foreach (var statement in sourced.Statements)
                    foreach (var problem in Check(field, statement.Value)) yield return problem;
                continue;
            }
            if (value is null or "" or System.Collections.ICollection { Count: 0 })
            {
                if (field.Required) yield return Missing(field);
                continue;
            }
            foreach (var problem in Check(field, value)) yield return problem;
        }
        foreach (var rule in Rules)
            foreach (var problem in rule((TBody)body)) yield return problem;
    }

    private protected override IEnumerable<Refusal> CheckValue(Field field, object value) => Check(field, value);

    private static IEnumerable<Refusal> Check(Field field, object? value)
    {
        switch (value)
        {
            case null: yield break;
            case string text:
                if (text.Length > field.MaxLength)
                    yield return new("body.length", $"{field.Label.English} has {text.Length} characters; at most {field.MaxLength} are kept.", Field: field.Name);
                if (text.AsSpan().IndexOfAnyInRange('\0', '\u0008') >= 0)
                    yield return new("body.control", $"{field.Label.English} contains control characters.", Field: field.Name);
                if (field.Type == FieldType.Code && field.Codes!.Find(text) is null)
                    yield return new("body.code", $"{field.Label.English}: '{text}' is not one of {string.Join(", ", field.Codes.Codes.Select(c => c.Value))}.", Field: field.Name);
                if (field.Type == FieldType.Identifier && field.Normalise is { } normalise && normalise(text) is null)
                    yield return new("body.identifier", $"{field.Label.English}: '{text}' cannot be a {field.IdentifierType}.", Field: field.Name);
                break;
            case IReadOnlyList<string> texts:
                foreach (var text in texts)
                    foreach (var problem in Check(field with { Type = field.Type == FieldType.Codes ? FieldType.Code : FieldType.Text }, text)) yield return problem;
                break;
            case IConvertible number when field.Type is FieldType.WholeNumber or FieldType.Number:
                var amount = number.ToDouble(System.Globalization.CultureInfo.InvariantCulture);
                if (!double.IsFinite(amount) || amount < field.Minimum || amount > field.Maximum)
                    yield return new("body.range", $"{field.Label.English}: {amount} is outside {field.Minimum ?? double.NegativeInfinity} to {field.Maximum ?? double.PositiveInfinity}.", Field: field.Name);
                break;
            case Place place:
                foreach (var problem in place.Problems(field.Name)) yield return problem;
                break;
            case EventTime time:
                foreach (var problem in time.Problems(field.Name)) yield return problem;
                break;
            case PartialDate date:
                foreach (var problem in date.Problems(field.Name)) yield return problem;
                break;
        }
    }

    /// <inheritdoc/>
    public override RecordIndex Index(object body)
    {
        List<IndexedText> texts = [];
        List<IndexedIdentifier> identifiers = [];
        List<IndexedPlace> places = [];
        List<IndexedLink> links = [];
        List<IndexedFacet> facets = [];
        EventTime? time = null;
        foreach (var field in Fields)
        {
            var value = field.Get(body);
            if (value is ISourced sourced)
                foreach (var statement in sourced.Statements) Add(field, statement.Value, statement.Handling);
            else Add(field, value, null);
        }
        return new(TitleOf((TBody)body), time, texts, identifiers, places, links, facets);

        void Add(Field field, object? value, Handling? marking)
        {
            switch (value)
            {
                case null: return;
                case Place place:
                    if (place.HasPoint) places.Add(new(place.Latitude!.Value, place.Longitude!.Value, place.RadiusMetres, marking));
                    if (field.Searched && (place.Text ?? place.Gazetteer) is { } words) texts.Add(new(words, marking));
                    if (field.Filtered && marking is null && place.Country is { } country) facets.Add(new(field.Name, country));
                    return;
                // Lists are sorted and filtered by it: like a facet, it comes from what everybody who sees the record sees.
                case EventTime when1: if (marking is null) time ??= when1; return;
                case RecordId target: links.Add(new(field.LinkRole ?? field.Name, target, marking)); return;
                case IReadOnlyList<string> list:
                    foreach (var item in list) Add(field, item, marking);
                    return;
                case string text:
                    if (field.Type == FieldType.Identifier && (field.Normalise is null ? text : field.Normalise(text)) is { } normal)
                        identifiers.Add(new(field.IdentifierType!, normal, marking));
                    if (field.Searched) texts.Add(new(text, marking));
                    break;
            }
            // A facet counts what everybody who sees the record sees: statements with a marking of their own stay out.
            if (field.Filtered && marking is null && Facet(value) is { } facet) facets.Add(new(field.Name, facet));
        }
    }

    private static string? Facet(object value) => value switch
    {
        string text => text,
        bool yes => yes ? "true" : "false",
        Enum code => JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString()),
        LocalDate date => date.Year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <inheritdoc/>
    public override object Redact(object body, Func<Handling, bool> maySee) => WithSourced(body, sourced => sourced.Where(maySee));

    /// <inheritdoc/>
    public override object Restore(object saved, object stored, Func<Handling, bool> maySee)
    {
        if (!Fields.Any(f => f.IsSourced)) return saved;
        var json = (JsonObject)JsonSerializer.SerializeToNode(saved, BodyType, BodyJson.Options)!;
        foreach (var field in Fields.Where(f => f.IsSourced))
        {
            if (field.Get(stored) is not ISourced before) continue;
            var empty = before.Where(_ => false);
            var restored = ((field.Get(saved) as ISourced) ?? empty).Restore(before, maySee);
            json[field.Name] = JsonSerializer.SerializeToNode(restored, field.ClrType, BodyJson.Options);
        }
        return json.Deserialize(BodyType, BodyJson.Options)!;
    }

    private object WithSourced(object body, Func<ISourced, ISourced> change)
    {
        var sourced = Fields.Where(f => f.IsSourced).ToArray();
        if (sourced.Length == 0) return body;
        var json = (JsonObject)JsonSerializer.SerializeToNode(body, BodyType, BodyJson.Options)!;
        foreach (var field in sourced)
            if (field.Get(body) is ISourced value)
                json[field.Name] = JsonSerializer.SerializeToNode(change(value), field.ClrType, BodyJson.Options);
        return json.Deserialize(BodyType, BodyJson.Options)!;
    }
}
