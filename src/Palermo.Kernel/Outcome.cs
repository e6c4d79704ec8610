using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Palermo.Kernel;

/// <summary>Why something was not done: a fact for a person, not a fault in the program.</summary>
/// <param name="Code">Stable and searchable; also the key of the translated sentence.</param>
/// <param name="Message">The sentence, saying what stands in the way and how to mend it.</param>
/// <param name="Source">The provision it rests on, where there is one.</param>
/// <param name="Field">The field it concerns, by its JSON name; null when it concerns the whole.</param>
public sealed record Refusal(string Code, string Message, string? Source = null, string? Field = null)
{
    /// <summary>The sentence in the languages of the pages, where its code alone does not say it: one that names values, or that a room words itself.</summary>
    [JsonIgnore]
    public Words? Said { get; init; }

    /// <summary>The one refusal for what is not there and for what must not be known to be there.</summary>
    public static Refusal NotFound { get; } = new("record.not-found", "There is no such record, or it is not available for this purpose.");

    /// <summary>True for the refusal that says neither yes nor no to a thing's existence.</summary>
    public bool IsNotFound => Code == NotFound.Code;
}

/// <summary>A result, or every reason why there is none.</summary>
public readonly struct Outcome<T>
{
    private readonly T? _value;
    private readonly IReadOnlyList<Refusal>? _refusals;

    private Outcome(T? value, IReadOnlyList<Refusal>? refusals) => (_value, _refusals) = (value, refusals);

    /// <summary>True when there is a value.</summary>
    public bool Done => _refusals is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The outcome is a refusal: ask <see cref="Done"/> first.</exception>
    public T Value => Done ? _value! : throw new InvalidOperationException("Refused: " + string.Join("; ", _refusals!.Select(r => r.Message)));

    /// <summary>All reasons; empty when done.</summary>
    public IReadOnlyList<Refusal> Refusals => _refusals ?? [];

    /// <summary>Gives the value when there is one.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return Done;
    }

    /// <summary>The same refusals for another type, or a value made from this one.</summary>
    public Outcome<TOther> Then<TOther>(Func<T, TOther> next) => Done ? next(_value!) : new Outcome<TOther>(default, _refusals);

    public static implicit operator Outcome<T>(T value) => value is Refusal or Refusal[]
        ? throw new ArgumentException("A refusal is no value: return it on its own, outside a conditional.", nameof(value))
        : new(value, null);
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, [refusal]);
    public static implicit operator Outcome<T>(Refusal[] refusals) => Refused(refusals);

    /// <summary>An outcome with every reason.</summary>
    /// <exception cref="ArgumentException">No reason was given.</exception>
    public static Outcome<T> Refused(IReadOnlyList<Refusal> refusals) =>
        refusals.Count > 0 ? new(default, refusals) : throw new ArgumentException("A refusal names at least one reason.", nameof(refusals));
}
