using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Palermo.Kernel;

/// <summary>A small set of names, sorted by ordinal, equal by content: lists of recipients, purposes, need-to-know.</summary>
[JsonConverter(typeof(ImmutableSetJson))]
[CollectionBuilder(typeof(ImmutableSet), nameof(Of))]
public readonly struct ImmutableSet : IEquatable<ImmutableSet>, IReadOnlyCollection<string>
{
    private readonly string[]? _items;

    private ImmutableSet(string[] items) => _items = items;

    private string[] Items => _items ?? [];
    public int Count => Items.Length;
    public bool IsEmpty => Items.Length == 0;

    /// <summary>The set of these names, whatever their order and number.</summary>
    public static ImmutableSet Of(params ReadOnlySpan<string> names)
    {
        if (names.Length == 0) return default;
        var items = names.ToArray();
        Array.Sort(items, StringComparer.Ordinal);
        return new([.. items.Distinct()]);
    }

    public static ImmutableSet Of(IEnumerable<string> names) => Of((ReadOnlySpan<string>)names.ToArray());

    public bool Contains(string name) => Array.BinarySearch(Items, name, StringComparer.Ordinal) >= 0;
    public bool Overlaps(ImmutableSet other) => Items.Any(other.Contains);
    public ImmutableSet Both(ImmutableSet other) => new([.. Items.Where(other.Contains)]);
    public ImmutableSet With(string name) => Of([.. Items, name]);

    public bool Equals(ImmutableSet other) => Items.AsSpan().SequenceEqual(other.Items);
    public override bool Equals(object? obj) => obj is ImmutableSet other && Equals(other);
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items) hash.Add(item, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    public static bool operator ==(ImmutableSet a, ImmutableSet b) => a.Equals(b);
    public static bool operator !=(ImmutableSet a, ImmutableSet b) => !a.Equals(b);
    public override string ToString() => string.Join(", ", Items);
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)Items).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();

    private sealed class ImmutableSetJson : JsonConverter<ImmutableSet>
    {
        public override ImmutableSet Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Of(JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);

        public override void Write(Utf8JsonWriter writer, ImmutableSet value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var item in value) writer.WriteStringValue(item);
            writer.WriteEndArray();
        }
    }
}
