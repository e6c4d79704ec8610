using System.Text.Json;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Web.Entry;

/// <summary>Grade and dates of a statement whatever the type of its value.</summary>
public sealed record StatementParts(Grading? Grading, LocalDate? FirstSeen, LocalDate? LastSeen)
{
    public static StatementParts Of(IStatement statement)
    {
        var json = JsonSerializer.SerializeToElement(statement, statement.GetType(), BodyJson.Options);
        return new(Read<Grading>("grading"), Read<LocalDate?>("firstSeen"), Read<LocalDate?>("lastSeen"));

        T? Read<T>(string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.Deserialize<T>(BodyJson.Options) : default;
    }
}
