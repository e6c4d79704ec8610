using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>Where something came from, so that it goes back under the same name.</summary>
/// <param name="Format">Name of the format, such as <c>stix</c>.</param>
/// <param name="Id">Its name there, as written.</param>
/// <param name="Type">Its class there.</param>
public sealed record Origin(string Format, string Id, string Type);

/// <summary>A person, thing, place, event or relation, in the form that all formats are read into and written from.</summary>
public sealed class Item
{
    /// <summary>Stable: read again from the same document, it is the same.</summary>
    public required Guid Id { get; init; }
    /// <summary>A type of the crosswalk, such as <c>person</c>; <c>other</c> for what it does not know; <c>reference</c> for what is named and not there.</summary>
    public required string Type { get; init; }
    public Origin? Origin { get; init; }
    /// <summary>Values by property, as written in the source.</summary>
    public SortedDictionary<string, IReadOnlyList<string>> Properties { get; } = new(StringComparer.Ordinal);
    /// <summary>Ids of other items, by the role of the link; a relation has <c>from</c> and <c>to</c>.</summary>
    public SortedDictionary<string, IReadOnlyList<Guid>> Links { get; } = new(StringComparer.Ordinal);
    public Marking? Marking { get; set; }
    public Grade? Grade { get; set; }
    /// <summary>What a format has and we do not: by format, in a shape of its reader, so that nothing is lost on the way back.</summary>
    public SortedDictionary<string, JsonObject> Extensions { get; } = new(StringComparer.Ordinal);

    /// <summary>True for what is only named: the other end of a link that the document does not hold.</summary>
    public bool IsReference => Type == ReferenceType;
    public const string ReferenceType = "reference";
    public const string RelationType = "relation";
    public const string OtherType = "other";

    /// <summary>The first value of a property, or null.</summary>
    public string? this[string property] => Properties.GetValueOrDefault(property) is { Count: > 0 } values ? values[0] : null;

    /// <summary>Words by which a person knows it: its name, or the best that there is.</summary>
    public string Caption => this["name"] ?? this["title"] ?? this["number"] ?? this["imoNumber"] ?? this["mmsi"] ?? this["registrationNumber"]
        ?? this["username"] ?? this["lastName"] ?? this["firstName"] ?? this["kind"] ?? this["date"] ?? $"unnamed {Type}";
}

/// <summary>The message that brought the items, where there is one.</summary>
/// <param name="Kind">One of <see cref="Kinds"/> (domain page "information exchange", 4.3).</param>
/// <param name="Urgency">normal, urgent or very-urgent.</param>
public sealed record MessageHeader(
    string Kind, string? Correlation = null, string? Sender = null, IReadOnlyList<string>? Recipients = null, string? Urgency = null, string? Purpose = null, bool? PersonalData = null)
{
    public static readonly string[] Kinds = ["request", "reply", "spontaneous", "notice", "ack", "reject", "retract", "feedback"];
    public static readonly string[] Urgencies = ["normal", "urgent", "very-urgent"];
}

/// <summary>A set of items that travels together.</summary>
public sealed class ExchangeDocument
{
    public required Guid Id { get; init; }
    public Origin? Origin { get; init; }
    public string? Title { get; init; }
    /// <summary>When the source says that it was made, as written there.</summary>
    public string? Created { get; init; }
    public MessageHeader? Message { get; init; }
    public Marking? Marking { get; set; }
    public List<Item> Items { get; } = [];
    public SortedDictionary<string, JsonObject> Extensions { get; } = new(StringComparer.Ordinal);

    /// <summary>The items by id.</summary>
    public Dictionary<Guid, Item> ById() => Items.ToDictionary(i => i.Id);
}
