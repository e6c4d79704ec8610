using System.Text.Json;
using Palermo.Kernel;

namespace Palermo.Web.Tables;

/// <summary>Everything that an import of a table needs to know beside the file: kept with the job, and remembered for the next file of the shape.</summary>
/// <param name="Kind">Name of the kind that the rows become.</param>
/// <param name="Source">The publisher or sender: references are unique within it.</param>
/// <param name="Form">How the file is read.</param>
/// <param name="Columns">Target paths by heading.</param>
/// <param name="Reader">Name of a declared reader that reads the file instead; null: the table itself, by the columns.</param>
/// <param name="LegalBasis">The provision under which the records are kept.</param>
/// <param name="Handling">Their marking; null: the kind's own.</param>
public sealed record TablePlan(
    string Kind, string Source, TableForm Form, IReadOnlyDictionary<string, string> Columns, string? Reader = null, string? LegalBasis = null, Handling? Handling = null)
{
    public string ToJson() => JsonSerializer.Serialize(this, BodyJson.Options);

    /// <exception cref="JsonException">The text is no plan.</exception>
    public static TablePlan Parse(string json) => JsonSerializer.Deserialize<TablePlan>(json, BodyJson.Options) ?? throw new JsonException("A plan is a JSON object.");
}
