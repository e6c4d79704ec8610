using System.Text.Json;

namespace Palermo.Kernel;

/// <summary>Where a record is kept: the protection compartment has tables, index, sequence and audit chain of its own (law 3).</summary>
public enum Compartment { General, Protection }

/// <summary>
/// Everything about a record that <see cref="Access.Decide"/> looks at. Records alike in it share a class: the store asks once a
/// class and filters by the classes allowed.
/// </summary>
/// <param name="Owner">The node that owns the record.</param>
/// <param name="NeedToKnow">Cases or teams whose members alone may know of it; empty: no such list.</param>
public sealed record AccessClass(Handling Handling, ImmutableSet Purposes, string Owner, Compartment Compartment, ImmutableSet NeedToKnow)
{
    /// <summary>The class as one line of text, the same for equal classes: what the store keeps and looks up.</summary>
    public string ToCanonicalText() => JsonSerializer.Serialize(this, BodyJson.Options);

    /// <summary>Reads what <see cref="ToCanonicalText"/> wrote.</summary>
    public static AccessClass Parse(string canonicalText) =>
        JsonSerializer.Deserialize<AccessClass>(canonicalText, BodyJson.Options) ?? throw new FormatException("An access class is a JSON object.");

    /// <summary>The class of one statement in a record: never more open than the record.</summary>
    public AccessClass ForStatement(Handling statement) => this with { Handling = Handling.Strictest(Handling, statement) };
}
