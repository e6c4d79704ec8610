namespace Palermo.Kernel;

/// <summary>How a field is entered, shown, checked and compared.</summary>
public enum FieldType { Text, LongText, WholeNumber, Number, YesNo, Date, PartialDate, Moment, EventTime, Code, Codes, Place, Identifier, Reference, Texts, Counts, Part }

/// <summary>A field of a kind as declared: from it come form, list, schema, import column, filter and search.</summary>
public sealed record Field
{
    /// <summary>The JSON name.</summary>
    public required string Name { get; init; }
    public required Words Label { get; init; }
    public required FieldType Type { get; init; }
    /// <summary>Meaning, example, source article: shown beside the field.</summary>
    public Words? Help { get; init; }
    public string? Unit { get; init; }
    public CodeList? Codes { get; init; }
    /// <summary>For an identifier: its type, such as <c>phone</c>.</summary>
    public string? IdentifierType { get; init; }
    /// <summary>For an identifier: the normal form of a value as written; null when it cannot be one.</summary>
    public Func<string, string?>? Normalise { get; init; }
    /// <summary>For a reference: what the other record is to this one, and of which kind it is (null: any).</summary>
    public string? LinkRole { get; init; }
    public string? LinkKind { get; init; }
    public bool Required { get; init; }
    public double? Minimum { get; init; }
    public double? Maximum { get; init; }
    public int MaxLength { get; init; } = 400;
    /// <summary>True when search finds it.</summary>
    public bool Searched { get; init; }
    /// <summary>True when lists are filtered and counted by it.</summary>
    public bool Filtered { get; init; }
    /// <summary>True when the list shows it as a column.</summary>
    public bool Listed { get; init; }
    /// <summary>Where the room's own page shows and changes the field: its address up to the record's id, such as <c>/borders/seizures/</c>; null: the general form does.</summary>
    public string? OwnPage { get; init; }
    /// <summary>True when the field holds <see cref="Statement{T}"/>s.</summary>
    public bool IsSourced { get; init; }
    /// <summary>Direction and language of its content may differ from the page's.</summary>
    public bool IsContent => Type is FieldType.Text or FieldType.LongText or FieldType.Texts or FieldType.Place;
    public required Type ClrType { get; init; }
    /// <summary>Takes the value out of a body; the value of a sourced field is its <see cref="ISourced"/>.</summary>
    public required Func<object, object?> Get { get; init; }
}
