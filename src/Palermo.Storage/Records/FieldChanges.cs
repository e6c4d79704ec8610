using System.Text.Json;
using System.Text.Json.Nodes;
using Palermo.Kernel;

namespace Palermo.Storage.Records;

/// <summary>Which fields two bodies differ in: names, never values.</summary>
internal static class FieldChanges
{
    public static IReadOnlyList<string> Between(Kind kind, object before, object after)
    {
        List<string> names = [];
        foreach (var field in kind.Fields)
        {
            var (a, b) = (field.Get(before), field.Get(after));
            if (Equals(a, b)) continue;
            if (a is null || b is null || !JsonNode.DeepEquals(Json(field, a), Json(field, b))) names.Add(field.Name);
        }
        return names;
    }

    private static JsonNode? Json(Field field, object value) => JsonSerializer.SerializeToNode(value, field.ClrType, BodyJson.Options);
}
